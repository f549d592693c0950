"""The law that a pack carries (`law/`), held to what ours is held to: sources, status, days, words that are known."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from filings.conditions import parse
from filings.errors import TemplateError
from filings.i18n import _
from filings.law.nature import NO_FEE, vocabulary
from filings.law.norms.store import is_stored
from filings.law.norms.units import PREFIXES, SINGULAR
from filings.law.shapes import is_text, leaves, misshapen
from filings.law.stored import Law, editions_in, in_use, load, place, read, shelves
from filings.problems import Kind, Problem

# The section that is a list: its entries have no keys.
_LISTED = "bindings"
# What an edition that follows another's must tell by itself: for the earlier ones the entry tells it.
_TOLD = ("norms", "status", "source", "checked_on")
_ACT = re.compile(r"[a-z][a-z0-9]*")
_CODE = re.compile(r"[A-Z][A-Z0-9-]*")
_PREFIXED = re.compile(rf"(?:{'|'.join(PREFIXES)})\d.*")


@dataclass(frozen=True, slots=True)
class _Entry:
    """An entry of a pack's file: how a problem names it, its section, key and value, and the fields it should have."""

    where: str
    section: str
    key: Any
    value: Any
    fields: Any


def faults(law: Law) -> list[Problem]:
    """Return what is wrong with the folders of `law`, each held to what ours and the earlier ones say.

    T040 a file or an entry that is not as it must be, T041 one that is there already, T032 a condition. What may only
    follow from a fault is not looked for.
    """
    for number, folder in enumerate(law.folders):
        files: dict[str, Any] = {}
        wrong = list(_unread(folder, files))
        with in_use(Law(law.folders[:number])):
            wrong = wrong or [problem for name in files for problem in _unlike(folder, name, files[name])]
        with in_use(Law(law.folders[: number + 1])):
            for look in (_unmerged, _unbuilt, _unknown):
                wrong = wrong or [problem for name in files for problem in look(folder, name, files[name])]
        if wrong:
            return wrong
    return []


def _unread(folder: Path, files: dict[str, Any]) -> Iterator[Problem]:
    """Put the content of each file of `folder` into `files`; yield what cannot be read or does not belong there."""
    for path in sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != ".md"):
        name = path.relative_to(folder).with_suffix("").as_posix()
        if path.suffix != ".yaml" or not shelves(name):
            yield _fault(place(folder, name), _("Такого файла в праве набора быть не может."))
            continue
        try:
            files[name] = read(path)
        except (OSError, UnicodeDecodeError, RecursionError, yaml.YAMLError) as error:
            mark = error.problem_mark if isinstance(error, yaml.MarkedYAMLError) else None
            where = f"{place(folder, name)}:{mark.line + 1}" if mark else place(folder, name)
            yield _fault(where, _("Файл не читается: нужен YAML в UTF-8, в котором ничего не названо дважды."))


def _unlike(folder: Path, name: str, content: Any) -> Iterator[Problem]:
    """Yield what is not as data/shapes.yaml wants it; the law before this folder is in use."""
    for section, part in _parts(name, content).items():
        listed = section == _LISTED
        if section and section not in shelves(name):
            yield _fault(place(folder, name), _("Раздела «{section}» не бывает.").format(section=section))
        elif not isinstance(part, list if listed else dict) or not (listed or all(map(is_text, part))):
            yield _fault(place(folder, name), _("Нужны записи с названиями; название – строка."))
        else:
            for entry in _entries(folder, name, section, part):
                for where, what in misshapen(entry.value, _fields(entry, name), entry.where):
                    yield _fault(where, what)


def _fields(entry: _Entry, name: str) -> Any:
    """Return the fields that `entry` must have: of one that is there already only its later editions are told."""
    part = load(name) or {}
    there = part if entry.section == "" else part.get(entry.section, {})
    editions = editions_in(entry.fields)
    if not editions or entry.key not in there or not isinstance(entry.value, dict) or [*entry.value] != [editions]:
        return entry.fields
    (each,) = entry.fields[editions]
    return {editions: [{key.removesuffix("?") if key.removesuffix("?") in _TOLD else key: each[key] for key in each}]}


def _parts(name: str, content: Any) -> Mapping[str, Any]:
    """Return the sections of a file by name; the whole file under «» where it has none."""
    return content if isinstance(content, dict) and "" not in shelves(name) else {"": content}


def _entries(folder: Path, name: str, section: str, part: Any) -> Iterator[_Entry]:
    key: Any
    for key, value in enumerate(part) if section == _LISTED else part.items():
        called = f"{section}[{key}]" if section == _LISTED else key
        yield _Entry(place(folder, name, called), section, key, value, shelves(name)[section])


def _all_entries(folder: Path, name: str, content: Any) -> Iterator[_Entry]:
    return (entry for section, part in _parts(name, content).items() for entry in _entries(folder, name, section, part))


def _unmerged(_folder: Path, name: str, _content: Any) -> Iterator[Problem]:
    """Yield what would replace an entry that is there already; the law with this folder is in use, here and below."""
    try:
        load(name)
    except TemplateError as error:
        yield from error.problems


def _unbuilt(folder: Path, name: str, content: Any) -> Iterator[Problem]:
    """Yield what no act, norm, element or warning can be made of."""
    for entry in _all_entries(folder, name, content):
        key, value = entry.key, entry.value
        if entry.section == "acts" and not _ACT.fullmatch(key):
            yield _fault(entry.where, _("Ключ акта – строчные латинские буквы и цифры: «fz53»."))
        elif entry.section == "acts" and not (_title(value) and all(map(_is_declined, _title(value)))):
            yield _fault(entry.where, _("Нужны short или abbreviation; каждое «=слово» названия должно быть в words."))
        elif entry.section == "provisions" and not _leads_down(name.partition("/")[2], key):
            yield _fault(entry.where, _("Акта нет в acts.yaml, или номеров больше, чем у акта единиц (units)."))
        elif entry.section == "elements" and not key.startswith(value["norm"].replace(" ", "-")):
            yield _fault(entry.where, _("Имя части начинается с ключа её нормы через дефис."))
        elif entry.section == "" and not _CODE.fullmatch(key):
            yield _fault(entry.where, _("Имя предупреждения – заглавные латинские буквы и цифры: «P001»."))


def _title(act: Mapping[str, Any]) -> list[str]:
    """Return the parts of the names of `act`; none where it lacks one of them."""
    short = [act["abbreviation"]] if "abbreviation" in act else act.get("short", [])
    return [*act["long"], *short] if short else []


def _is_declined(part: str) -> bool:
    return not part.startswith("=") or part[1:] in load("acts")["words"]


def _leads_down(act: str, numbers: str) -> bool:
    """Tell whether `numbers` («51 3 в») lead down the units of `act`."""
    known = load("acts")["acts"]
    plain = [number for number in numbers.split(" ") if not _PREFIXED.fullmatch(number)]
    return act in known and all(plain) and len(plain) <= len(known[act]["units"])


def _unknown(folder: Path, name: str, content: Any) -> Iterator[Problem]:
    """Yield the names that lead nowhere, and the conditions that cannot be read."""
    for entry in _all_entries(folder, name, content):
        for where, kind, value in leaves(entry.value, entry.fields, entry.where):
            if kind == "condition":
                yield from _unreadable(value, where)
            elif kind == "papers":
                words = [(key, word) for key, listed in value.items() for word in listed]
                yield from _nameless(where, [word for key, word in words if word not in vocabulary().get(key, {})])
            elif kind in _KNOWN:
                listed = [*value.values()] if isinstance(value, dict) else value if isinstance(value, list) else [value]
                yield from _nameless(where, [word for word in listed if not _KNOWN[kind](word)])
        yield from _alone(entry, name)


def _alone(entry: _Entry, name: str) -> Iterator[Problem]:
    """Yield what `entry` needs beside itself, in another file or section."""
    if entry.section == "kinds":
        for number, rate in enumerate(entry.value["rates"]):
            if not rate.keys() & {"amount", "steps", "why"}:
                yield _fault(f"{entry.where}.rates[{number}]", _("Нужно одно из полей: amount, steps или why."))
    elif entry.section == "elements":
        yield from _nameless(f"{entry.where}.norm", _without_source(entry.value["norm"]))
    elif name == "nature" and entry.section == "fee":
        yield from _nameless(entry.where, [entry.key] if entry.key not in {NO_FEE, *load("duty")["kinds"]} else [])


def _without_source(norm: str) -> list[str]:
    act = norm.partition(" ")[0]
    return [] if act in load("completeness")["sources"] else [act]


def _unreadable(condition: Any, where: str) -> Iterator[Problem]:
    try:
        parse(condition, where)
    except TemplateError as error:
        yield from error.problems


def _nameless(where: str, words: list[str]) -> Iterator[Problem]:
    if words:
        yield _fault(where, _("Таких имён нет: {names}.").format(names=", ".join(words)))


def _fault(where: str, what: str) -> Problem:
    remedy = _("Что и как набор добавляет к праву, сказано в docs/packs.md.")
    return Problem(Kind.TEMPLATE, "T040", where, what, remedy)


# Of the kinds of value that are names: whether there is what they name.
_KNOWN: Mapping[str, Callable[[str], bool]] = {
    "units": lambda word: word in SINGULAR,
    "norm": is_stored,
    "norms": is_stored,
    "form": lambda word: word in vocabulary()["form"],
    "rule": lambda word: word in load("deadlines")["rules"],
    "order": lambda word: word in load("deadlines")["orders"],
    "place": lambda word: word in load("completeness")["places"],
    "duty": lambda word: word in load("duty")["kinds"],
    "duty-sources": lambda word: word in load("duty")["sources"],
}
