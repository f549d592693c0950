"""The data of the law: ours (`data/`), and what the packs in use add to it (`law/`), read by one reader.

Which packs are in use is said by `in_use`; all that is made of the data and kept, is kept for that law (`per_law`).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import timedelta
from functools import lru_cache, wraps
from pathlib import Path
from typing import Any, NamedTuple, ParamSpec, TypeVar

import yaml

from filings.errors import TemplateError
from filings.i18n import _
from filings.problems import Kind, Problem

DATA = Path(__file__).parent / "data"
_Args = ParamSpec("_Args")
_Made = TypeVar("_Made")


class Law(NamedTuple):
    """Which law is meant: ours with the `law/` folders of packs, in the order in which they add to it."""

    folders: tuple[Path, ...] = ()


OURS = Law()
_law_in_use: ContextVar[Law] = ContextVar("law in use", default=OURS)


@contextmanager
def in_use(law: Law) -> Iterator[None]:
    """Let everything inside the block ask `law`; outside of any such block ours alone is meant."""
    token = _law_in_use.set(law)
    try:
        yield
    finally:
        _law_in_use.reset(token)


def per_law(maxsize: int = 8) -> Callable[[Callable[_Args, _Made]], Callable[_Args, _Made]]:
    """Return a decorator that keeps the last `maxsize` results of a function; each law in use has its own."""

    def keeping(function: Callable[_Args, _Made]) -> Callable[_Args, _Made]:
        def made(_law: Law, *args: _Args.args, **named: _Args.kwargs) -> _Made:
            return function(*args, **named)

        remembered = lru_cache(maxsize=maxsize)(made)
        kept: Callable[..., _Made] = remembered

        @wraps(function)
        def asking(*args: _Args.args, **named: _Args.kwargs) -> _Made:
            return kept(_law_in_use.get(), *args, **named)

        # Whoever has it forgotten, asks as of any other function that remembers.
        vars(asking)["cache_clear"] = remembered.cache_clear
        return asking

    return keeping


def load(name: str) -> Any:
    """Return the content of `<name>.yaml` («warnings», «provisions/kas») of the law in use; None where there is none.

    Raises `TemplateError` T041 where a pack says otherwise what is there already.
    """
    return _loaded(name, _law_in_use.get())


def shelves(name: str) -> Mapping[str, Any]:
    """Return the sections of the file `name` to which packs may add, with the fields of their entries (law.shapes);
    empty where nothing may be added. «» stands for a file that has no sections."""
    found: Mapping[str, Any] = _loaded("shapes", OURS).get(name.partition("/")[0], {})
    return found


def editions_in(fields: Any) -> str | None:
    """Return the field of such entries that holds editions, «» where the entry itself is a list of them, else None."""
    if isinstance(fields, list):
        return ""
    lists = (name for name, inner in fields.items() if isinstance(inner, list)) if isinstance(fields, dict) else ()
    return next((name for name in lists if "from" in fields[name][0]), None)


def read(path: Path) -> Any:
    """Return the content of the data file `path`, each `defaults` of provisions written out in their entries.

    A day that is not in the calendar stays the text typed. Raises `yaml.MarkedYAMLError` for what is no YAML, or names
    an entry twice.
    """
    # A loader of PyYAML's safe family.
    found = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506
    if path.parent.name != "provisions" or not isinstance(found, dict) or not isinstance(found.get("provisions"), dict):
        return found
    defaults = found.pop("defaults", {})
    entries = {key: _with_defaults(entry, defaults) for key, entry in found["provisions"].items()}
    return {**found, "provisions": entries}


class _Loader(yaml.CSafeLoader):
    """Reads what the safe loader reads, and no name twice."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        names = [key.value for key, _value in node.value]
        if len(names) != len({*map(str, names)}):
            raise yaml.constructor.ConstructorError(None, None, "twice", node.start_mark)
        return super().construct_mapping(node, deep)

    def day(self, node: yaml.ScalarNode) -> Any:
        """Return the date written at `node`, or the text where there is no such day."""
        try:
            return self.construct_yaml_timestamp(node)
        except ValueError:
            return node.value


_Loader.add_constructor("tag:yaml.org,2002:timestamp", _Loader.day)


def place(folder: Path, name: str, key: str = "") -> str:
    """Return how a problem names a file of a pack's law, and an entry of it: «my-pack/law/warnings.yaml: W900»."""
    file = f"{folder.parent.name}/{folder.name}/{name}.yaml"
    return f"{file}: {key}" if key else file


def _with_defaults(entry: Any, defaults: Any) -> list[Any]:
    common = defaults if isinstance(defaults, dict) else {}
    editions = entry if isinstance(entry, list) else [entry]
    return [common | each if isinstance(each, dict) else each for each in editions]


@lru_cache(maxsize=256)
def _loaded(name: str, law: Law) -> Any:
    if law.folders:
        *earlier, folder = law.folders
        found = _loaded(name, Law(tuple(earlier)))
        path = folder / f"{name}.yaml"
        return _added(found, read(path), folder, name) if path.is_file() else found
    path = DATA / f"{name}.yaml"
    return read(path) if path.is_file() else None


def _added(found: Any, more: Any, folder: Path, name: str) -> Any:
    """Return the data `found` with what the file `name` of the pack's `folder` has more."""
    file = place(folder, name)
    sections = shelves(name)
    if list(sections) == [""]:
        return _entries(found or {}, more, file, editions_in(sections[""]))
    merged = dict(found or {})
    for section, entries in more.items():
        if isinstance(entries, list):
            merged[section] = [*merged.get(section, []), *entries]
        else:
            merged[section] = _entries(merged.get(section, {}), entries, file, editions_in(sections[section]))
    return merged


def _entries(found: Mapping[str, Any], more: Mapping[str, Any], file: str, editions: str | None) -> Mapping[str, Any]:
    added = dict(found)
    for key, entry in more.items():
        added[key] = _later(found[key], entry, editions, f"{file}: {key}") if key in found else entry
    return added


def _later(found: Any, more: Any, editions: str | None, where: str) -> Any:
    """Return the entry `found` with the later editions of `more`; raises T041 where `more` is anything else."""
    if editions == "":
        return _following(found, more, where)
    if editions and more.keys() == {editions}:
        return {**found, editions: _following(found[editions], more[editions], where)}
    raise _replaced(where, _("Такая запись уже есть."))


def _following(found: Sequence[Any], more: Sequence[Any], where: str) -> list[Any]:
    *earlier, last = found
    first = more[0]["from"]
    if first <= last.get("to", last["from"]):
        raise _replaced(where, _("Новая редакция начинается не позже прежней."))
    return [*earlier, {"to": first - timedelta(days=1), **last}, *more]


def _replaced(where: str, what: str) -> TemplateError:
    remedy = _("Назовите свою запись иначе. Прежнюю может сменить только новая редакция с более поздним днём from.")
    return TemplateError(Problem(Kind.TEMPLATE, "T041", where, what, remedy))
