"""The columns of a table of cases: which fact a heading stands for, in the main page and in the pages of lists.

A heading is the path of a fact (`applicant.name.last`, `events[0].text`) or its Russian titles («Заявитель: Фамилия»,
«События (1): Что произошло»); the last title alone will do where no other fact of the kind has it. Numbers in paths
count from 0, as in every problem the program tells; numbers in titles count from 1, as people do.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from filings.catalog import Catalog, Filing
from filings.fact_path import EVERY, Path, spelled, steps
from filings.facts import Field, walk
from filings.facts.validate import vocabulary
from filings.facts.vocabulary import titled
from filings.nearest import nearest

# The column that numbers the cases, and joins the pages of lists to them.
NUMBER = "№ п/п"
NUMBER_KEY = "number"
# The page with the cases themselves, and the page with the declensions of the whole table.
CASES_PAGE = "Дела"
FORMS_PAGE = "Склонения"
# What our own sheets add: the number of the row that shows how to fill in, a column of the report. Reading passes over
# both.
SAMPLE = "образец"
MEND = "Что исправить"
# The columns of the page with the declensions: heading → case of `forms`, the text itself first.
FORM_HEADINGS = {
    "Текст": "",
    "Именительный": "nom",
    "Родительный": "gen",
    "Дательный": "dat",
    "Винительный": "acc",
    "Творительный": "ins",
    "Предложный": "prep",
}
_LONGEST_PAGE_NAME = 31
_NOT_IN_PAGE_NAMES = re.compile(r"[\[\]:*?/\\']+\s*")
_INDEX = re.compile(r"\[([0-9]{1,3})\]")
_COUNT = re.compile(r" \(([0-9]{1,3})\)")
_SPACE = re.compile(r"\s+")
_NUMBERS = ("№ п/п", "№ пп", "№ п.п.", "№", "номер п/п", NUMBER_KEY)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the `path` of its fact, the `field` it is, the `heading` by which our own sheets call it."""

    path: Path
    field: Field
    heading: str


@dataclass(frozen=True, slots=True)
class ListPage:
    """A page of its own for a list whose items have parts: a row an item, joined by the number of the case."""

    path: Path
    name: str
    columns: "Columns"


class Columns:
    """The facts of one kind that can stand in columns, below `prefix` (an item of a list) or all of them."""

    def __init__(self, filing: Filing, catalog: Catalog, prefix: Path = ()) -> None:
        """Read the facts of `filing`; `TemplateError` where a schema cannot be read."""
        self._tree = vocabulary(catalog.packs)
        self._prefix = prefix
        self._filing, self._catalog = filing, catalog
        every = tuple(field for field in walk(filing, catalog) if field.path not in ("kind", "forms"))
        lead = _template(prefix)
        self._inside = {field.path.removeprefix(f"{lead}."): field for field in every if _lies(field.path, lead)}
        self.fields: Mapping[str, Field] = {key: one for key, one in self._inside.items() if self._stands(key, one)}

    def column(self, path: Path) -> Column:
        """Return the column of the fact at `path`, counted from the prefix; `KeyError` where no cell can hold it."""
        return Column(path, self.fields[_template(path)], self._heading(path))

    def find(self, heading: str) -> Column | None:
        """Return the column that `heading` names, None where it names none or more than one."""
        plain = _folded(heading)
        numbers = [int(number) for number in _INDEX.findall(plain)] or [
            int(number) - 1 for number in _COUNT.findall(plain)
        ]
        template = self._spellings.get(_COUNT.sub(" (#)", _INDEX.sub("[]", plain)))
        if template is None or template.count("[]") != len(numbers) or min(numbers, default=0) < 0:
            return None
        return self.column(_path(template, numbers))

    def title(self, where: str) -> str | None:
        """Return the heading of the fact, group or list that a problem calls `where`, None where there is no such."""
        template, numbers = _INDEX.sub("[]", where), [int(number) for number in _INDEX.findall(where)]
        if template.removesuffix("[]") not in self._inside or len(numbers) != template.count("[]"):
            return None
        return self._heading(_path(template, numbers))

    def near(self, heading: str) -> tuple[str, ...]:
        """Return up to three headings that a person who typed `heading` may have meant."""
        plain = _COUNT.sub(" (#)", _INDEX.sub("[]", _folded(heading)))
        alike = [key for key, title in self._last_titles.items() if title == plain.rpartition(": ")[2]]
        close = [self._spellings[each] for each in nearest(plain, self._spellings)]
        return tuple(self._heading(_path(key)) for key in dict.fromkeys((*alike, *close)))[:3]

    @cached_property
    def lists(self) -> tuple[ListPage, ...]:
        """The pages of the lists whose items have parts, outermost lists only, in the order of the vocabulary."""
        keys = [key for key, field in self._inside.items() if field.type == "list" and key not in self.fields]
        pages: dict[str, ListPage] = {}
        for key in keys:
            if "[]" not in key:
                path = _path(key)
                name = _page_name(titled(self._tree, (*self._prefix, *path)), pages)
                pages[name] = ListPage(path, name, Columns(self._filing, self._catalog, (*self._prefix, *path, 0)))
        return tuple(pages.values())

    def _stands(self, key: str, field: Field) -> bool:
        """A cell holds a fact without parts, or a whole list of plain texts, one a line."""
        return field.type != "group" and not any(other.startswith(f"{key}[]") for other in self._inside)

    def _heading(self, path: Path) -> str:
        """Return the titles along `path`, without those of the groups that hold a name only."""
        whole = titled(self._tree, (*self._prefix, *path))
        inside = whole.removeprefix(f"{titled(self._tree, self._prefix)}: ") if self._prefix else whole
        for title in self._names:
            inside = inside.replace(f"{title}: ", "")
        return inside

    @cached_property
    def _names(self) -> frozenset[str]:
        return frozenset(field.title for field in self._inside.values() if field.derive == "name")

    @cached_property
    def _last_titles(self) -> Mapping[str, str]:
        return {key: _folded(field.title) for key, field in self.fields.items()}

    @cached_property
    def _spellings(self) -> Mapping[str, str]:
        """Every way of writing a heading, folded → the template of the path it stands for."""
        titles = {key: _COUNT.sub(" (#)", _folded(self._heading(_path(key)))) for key in self.fields}
        counts = Counter(self._last_titles.values())
        alone = {title: key for key, title in self._last_titles.items() if counts[title] == 1 and "[]" not in key}
        return {
            **alone,
            **{_folded(key): key for key in self.fields},
            **{title: key for key, title in titles.items()},
        }


def default_columns(columns: Columns, used: Iterable[Path] = (), items: int = 1) -> Iterator[Column]:
    """Yield the columns of a sheet: `items` numbered ones for each part of a list, and those that `used` paths need."""
    deepest: dict[str, int] = {}
    for path in used:
        for end, step in enumerate(path):
            if isinstance(step, int):
                key = _template(path[: end + 1])
                deepest[key] = max(deepest.get(key, 0), step + 1)
    paths = [path for key in columns.fields for path in _counted(key, deepest, items)]
    order: dict[str, int] = {}
    for place, path in enumerate(paths):
        for end in range(1, len(path) + 1):
            order.setdefault(_template(path[:end]), place)
    # All of one item, whatever lists are inside it, stands before the next one.
    paths.sort(key=lambda path: [_place(path[:end], order) for end in range(1, len(path) + 1)])
    yield from map(columns.column, paths)


def _place(path: Path, order: Mapping[str, int]) -> int:
    last = path[-1]
    return last if isinstance(last, int) else order[_template(path)]


def _counted(key: str, deepest: Mapping[str, int], items: int) -> Iterator[Path]:
    """Yield the paths of one part of a list's items for each number that the sheet is to have."""
    heads: list[Path] = [()]
    for step in _path(key):
        if isinstance(step, int):
            heads = [
                (*head, number)
                for head in heads
                for number in range(max(items, deepest.get(f"{_template(head)}[]", 0)))
            ]
        else:
            heads = [(*head, step) for head in heads]
    yield from heads


def _template(path: Path) -> str:
    return spelled(tuple(EVERY if isinstance(step, int) else step for step in path))


def _path(template: str, numbers: Iterable[int] = ()) -> Path:
    left = iter(numbers)
    return tuple(next(left, 0) if step == EVERY else step for step in steps(template))


def _page_name(title: str, taken: Collection[str]) -> str:
    """Return `title` as the name of a page that no other has: Excel takes 31 characters."""
    plain = _NOT_IN_PAGE_NAMES.sub(" – ", title)
    for ending in ("", *(f" {number}" for number in range(2, 100))):
        name = plain[: _LONGEST_PAGE_NAME - len(ending)].strip(" –") + ending
        if name not in taken:
            return name
    raise ValueError(title)


def _lies(path: str, lead: str) -> bool:
    return not lead or path.startswith(f"{lead}.")


def is_number(heading: str) -> bool:
    """Tell whether `heading` is that of the column with the numbers of the cases."""
    return _folded(heading) in _NUMBERS


def _folded(text: str) -> str:
    return _SPACE.sub(" ", text.strip()).casefold().replace("ё", "е")


def paths_in(value: object, path: Path = ()) -> Iterator[Path]:
    """Yield the path of every plain value inside the raw facts `value`; a list of plain values is one."""
    match value:
        case dict():
            for key, part in value.items():
                yield from paths_in(part, (*path, key))
        case list() if any(isinstance(part, dict) for part in value):
            for index, part in enumerate(value):
                yield from paths_in(part, (*path, index))
        case _:
            yield path
