"""Packs and the filings in them: a kind is a folder `templates/<kind>/` and a schema `schemas/<kind>.json`.

Adding a kind needs no Python: the folder is found by its `filing.toml`.
"""

import json
import os
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from os.path import realpath
from pathlib import Path
from typing import Any

from filings.errors import TemplateError, UsageError
from filings.i18n import _
from filings.law.additions import faults as faults_of_law
from filings.law.nature import KEYS as NATURE
from filings.law.nature import Nature, Papers, faults, nature
from filings.law.stored import Law, in_use
from filings.nearest import meant, nearest
from filings.problems import Kind, Problem

_PACKAGE = Path(__file__).parent
# The page styles a kind may name; writers/style.py says what they look like.
STYLES = ("letter", "claim")
# The keys of filing.toml beside those that say what the paper is (NATURE).
_TEXTS = ("title", "about", "audience", "file_name", "style", "variant")
_LISTS = ("checks", "arguments")
_OPTIONAL = ("variant", "arguments")
_KEYS: Mapping[str, type] = {**dict.fromkeys(_TEXTS, str), **dict.fromkeys(_LISTS, list)}


@dataclass(frozen=True, slots=True)
class Pack:
    """A folder with `templates/` and `schemas/`."""

    root: Path

    @property
    def templates(self) -> Path:
        """The folder that holds one folder per kind and `_shared/`."""
        return self.root / "templates"

    @property
    def schemas(self) -> Path:
        """The folder of one schema per kind, and of `case.json` with its parts, which a lawyer's own pack may lack."""
        return self.root / "schemas"

    @property
    def law(self) -> Path:
        """The folder of the law that the pack adds to ours; most packs have none."""
        return self.root / "law"

    def describes(self, kind: str) -> bool:
        """Tell whether the pack has the folder of this kind."""
        return (self.templates / kind / "filing.toml").is_file()

    def holds(self, path: Path) -> bool:
        """Tell whether `path` is a file that lies in this pack, not behind a link out of it."""
        return path.is_file() and self.reaches(path)

    def text(self, path: Path) -> str:
        """Return the text of a file of this pack; raises ValueError for one that lies elsewhere, and OSError."""
        if not self.holds(path):
            raise ValueError(_("файл лежит вне набора шаблонов"))
        return path.read_text(encoding="utf-8")

    def reaches(self, path: Path) -> bool:
        """Tell whether `path`, all links followed, lies in this pack."""
        # An installer may link the files of the program itself from a store of its own.
        return self == builtin_pack() or Path(realpath(path)).is_relative_to(realpath(self.root))


@dataclass(frozen=True, slots=True)
class Filing:
    """One kind of paper, as its `filing.toml` describes it.

    `file_name` begins the name of every file written. `checks` names the checks of law
    (`filings.law.checks.registry`) that a case of this kind must pass. `nature` says what the paper is: by it the law
    chooses what concerns it. `style` names its page style (one of `STYLES`). `variant` is the path of the fact that
    chooses among the fragments of the paper, empty where there is one only. `arguments` names the arguments of its
    reasoning part, in the order of print.
    """

    kind: str
    title: str
    about: str
    audience: str
    file_name: str
    checks: tuple[str, ...]
    style: str
    nature: Nature
    pack: Pack
    variant: str = ""
    arguments: tuple[str, ...] = ()

    @property
    def folder(self) -> Path:
        """`templates/<kind>/` of the pack."""
        return self.pack.templates / self.kind

    @property
    def has_memo(self) -> bool:
        """Whether the kind has a memo for the applicant."""
        return (self.folder / "memo.xml").is_file()

    @property
    def examples(self) -> tuple[Path, ...]:
        """The example cases of this kind, by name."""
        return tuple(sorted((self.folder / "examples").glob("*.yaml")))


@lru_cache(maxsize=1)
def builtin_pack() -> Pack:
    """Return the pack that comes with the program: inside the installed package, or beside it in a checkout."""
    inside = _PACKAGE / "pack"
    return Pack(inside if inside.is_dir() else _PACKAGE.parent)


@dataclass(frozen=True, slots=True)
class Catalog:
    """All kinds of the given packs; a later pack's kind replaces an earlier one of the same name."""

    packs: tuple[Pack, ...]
    filings: Mapping[str, Filing]

    @classmethod
    def load(cls, extra: Sequence[Path] = ()) -> "Catalog":
        """Read the built-in pack and `extra` packs.

        Raises `TemplateError` where a pack, its law or a `filing.toml` cannot be read or is not as it must be.
        """
        packs = (builtin_pack(), *(_pack(root) for root in extra))
        law = _law(packs)
        wrong = faults_of_law(law)
        if wrong:
            raise TemplateError(*wrong)
        with in_use(law):
            found = {
                manifest.parent.name: _filing(manifest, pack)
                for pack in packs
                for manifest in sorted(pack.templates.glob("*/filing.toml"))
            }
        return cls(packs, dict(sorted(found.items())))

    @property
    def law(self) -> Law:
        """The law that these kinds are held to: ours and what the packs add to it; see `law.stored.in_use`."""
        return _law(self.packs)

    def find(self, kind: str) -> Filing:
        """Return the filing named `kind`; `UsageError` with the nearest names where there is none."""
        if kind in self.filings:
            return self.filings[kind]
        near = nearest(kind, self.filings)
        remedy = meant(near) if near else _("Список видов документов показывает команда «filings kinds».")
        raise UsageError(
            Problem(Kind.MISUSE, "U001", "kind", _("Вида документа «{kind}» нет.").format(kind=kind), remedy)
        )

    def kinds_among(self, papers: Iterable[Papers]) -> tuple[str, ...]:
        """Return the kinds that one of `papers` means, as law data name them: those of the first of `papers` first."""
        named = (kind for each in papers for kind, filing in self.filings.items() if filing.nature.among(each))
        return tuple(dict.fromkeys(named))

    def schema(self, name: str) -> Mapping[str, Any]:
        """Return `schemas/<name>.json` of the last pack that has it, as it is written (`case` names all facts).

        Raises `TemplateError` where no pack has it, it cannot be read or lies outside its pack.
        """
        pack = self.holder(f"{name}.json")
        if pack:
            return _read_schema(name, pack)
        raise TemplateError(
            Problem(
                Kind.TEMPLATE,
                "T003",
                f"schemas/{name}.json",
                _("Нет схемы фактов."),
                _("Добавьте файл схемы в набор шаблонов."),
            )
        )

    def has_schema(self, name: str) -> bool:
        """Tell whether a pack has `schemas/<name>.json`."""
        return self.holder(f"{name}.json") is not None

    def holder(self, file: str) -> Pack | None:
        """Return the last pack that has `schemas/<file>`, None where none has."""
        return next((pack for pack in reversed(self.packs) if (pack.schemas / file).is_file()), None)


def _pack(root: Path) -> Pack:
    pack = Pack(root)
    if not pack.templates.is_dir():
        raise TemplateError(
            Problem(
                Kind.TEMPLATE,
                "T001",
                root.name,
                _("В наборе шаблонов нет папки templates."),
                _("Укажите папку, в которой лежат templates и schemas."),
            )
        )
    remedy = _("Положите в набор сам файл или папку: из чужих мест набор ничего не читает.")
    strange = [
        Problem(Kind.TEMPLATE, "T005", path.relative_to(root).as_posix(), _("Ссылка ведёт за пределы набора."), remedy)
        for path in _links(pack)
        if not pack.reaches(path)
    ]
    if strange:
        raise TemplateError(*strange)
    return pack


def _links(pack: Pack) -> Iterator[Path]:
    """Yield the links among the templates and the law of `pack`; a schema is looked at when it is read."""
    for top in (pack.templates, pack.law):
        if top.is_symlink():
            yield top
        for folder, folders, files in os.walk(top):
            yield from (path for name in sorted((*folders, *files)) if (path := Path(folder, name)).is_symlink())


@lru_cache(maxsize=32)
def _law(packs: tuple[Pack, ...]) -> Law:
    return Law(tuple(pack.law.resolve() for pack in packs if pack != builtin_pack() and pack.law.is_dir()))


def _filing(manifest: Path, pack: Pack) -> Filing:
    kind = manifest.parent.name
    where = f"{kind}/filing.toml"
    try:
        if not pack.holds(manifest):
            raise ValueError(_("это не файл"))
        values = tomllib.loads(manifest.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        what = _("Описание вида документа не читается: {reason}.").format(reason=error)
        raise TemplateError(_fault(where, what, _("Исправьте запись в filing.toml."))) from error
    wrong = (*_faults(values, where), *faults(values, where))
    if wrong:
        raise TemplateError(*wrong)
    return Filing(
        kind=kind,
        title=values["title"],
        about=values["about"],
        audience=values["audience"],
        file_name=values["file_name"],
        checks=tuple(values["checks"]),
        style=values["style"],
        nature=nature(values),
        pack=pack,
        variant=values.get("variant", ""),
        arguments=tuple(values.get("arguments", ())),
    )


def _faults(values: Mapping[str, Any], where: str) -> Iterator[Problem]:
    """Yield T002 for what is missing, of another shape or not known; what the paper is, is `law.nature`'s to judge."""
    remedy = _("Ключи filing.toml: {keys}; не всякому виду нужны {optional}.").format(
        keys=", ".join((*_TEXTS, *_LISTS, *NATURE)), optional=", ".join(_OPTIONAL)
    )
    for key, shape in _KEYS.items():
        if key not in values:
            if key not in _OPTIONAL:
                yield _fault(where, _("Нет ключа «{key}».").format(key=key), remedy)
        elif not isinstance(values[key], shape) or not all(isinstance(word, str) for word in values[key]):
            need = _("нужен список слов") if shape is list else _("нужна строка")
            yield _fault(where, _("Ключ «{key}»: {need}.").format(key=key, need=need), remedy)
        elif key == "style" and values[key] not in STYLES:
            what = _("Такого оформления нет: «{word}».").format(word=values[key])
            yield _fault(where, what, _("Возможные слова: {words}.").format(words=", ".join(STYLES)))
    for key in values.keys() - {*_KEYS, *NATURE}:
        yield _fault(where, _("Такого ключа нет: «{key}».").format(key=key), remedy)


def _fault(where: str, what: str, remedy: str) -> Problem:
    return Problem(Kind.TEMPLATE, "T002", where, what, remedy)


@lru_cache(maxsize=256)
def _read_schema(name: str, pack: Pack) -> Mapping[str, Any]:
    try:
        schema = json.loads(pack.text(pack.schemas / f"{name}.json"))
        if not isinstance(schema, dict):
            raise ValueError(_("это не объект JSON"))
    except (OSError, ValueError, RecursionError) as error:
        raise TemplateError(
            Problem(
                Kind.TEMPLATE,
                "T003",
                f"schemas/{name}.json",
                _("Схема фактов не читается: {reason}.").format(reason=error),
                _("Исправьте файл схемы."),
            )
        ) from error
    return schema
