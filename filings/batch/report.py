"""What came of every case of a batch, told to people (XLSX, the screen) and to programs (JSONL)."""

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from filings.batch.work import Outcome
from filings.i18n import _
from filings.problems import Kind, Problem, errors_in
from filings.quoting import quoted
from filings.russian.numerals import grouped
from filings.sheets.workbook import CellValue, Look, Marked, SheetHeading, SheetPage
from filings.sheets.workbook import workbook as written
from filings.tables.addresses import Address
from filings.tables.columns import CASES_PAGE, FORMS_PAGE, MEND, NUMBER, is_number
from filings.tables.pages import LONGEST_SHOWN
from filings.tables.rows import Line

REPORT_PAGE, WARNINGS_PAGE = "Отчёт", "Предостережения"
_MOST_NUMBERS = 500
_NUMBER_WIDTH = 9
_MOST_FREQUENT = 5
# How many digits the largest number of a spreadsheet can have.
_DIGITS = 300
_LOOKS = {Outcome.DONE: Look.DONE, Outcome.REFUSED: Look.REFUSED, Outcome.FAILED: Look.FAILED}


@dataclass(frozen=True, slots=True)
class ReportEntry:
    """How one case of a batch ended.

    `number`, `place` and `lines` are those of its row; `person` is whose case it is, empty where it cannot be known.
    `where` of a problem that stands in a cell is its `Address`. `papers` are the files that stand there for the case,
    `earlier` tells one that an earlier run made: only the screen tells, the report is that of the folder as it stands.
    `lines` matter for a refused case only.
    """

    number: str
    place: str
    person: str
    outcome: Outcome
    problems: tuple[Problem, ...] = ()
    papers: tuple[str, ...] = ()
    earlier: bool = False
    lines: Mapping[str, Mapping[int, Line]] = field(default_factory=dict)


def workbook(entries: Iterable[ReportEntry], pages: Mapping[str, Line]) -> bytes:
    """Return the report as XLSX: a line per problem, the law's warnings once each, the refused cases as typed.

    `pages` holds the headings of the table by page. The refused cases stand under the same headings, with what to mend
    beside them, so that the report can be mended and given to `filings batch` again; where the table had no headings
    they are left out.
    """
    told = tuple(entries)
    refused = [entry for entry in told if entry.outcome is Outcome.REFUSED and entry.lines]
    kept = (_kept(name, pages, refused) for name in pages)
    return written((_report(told), *(page for page in (_warnings(told), *kept) if page.lines)))


def jsonl(entries: Iterable[ReportEntry]) -> bytes:
    """Return the report for programs, a JSON object a line: `number`, `place`, `person`, `outcome` (`done`, `refused`,
    `failed`), `papers` (paths below the folder of results) and `problems` (`Problem.as_json`). The order is that
    of the cases."""
    return "".join(f"{json.dumps(_record(entry), ensure_ascii=False)}\n" for entry in entries).encode()


def summary(entries: Collection[ReportEntry], *, written: bool = True) -> str:
    """Return the result of a batch in some lines for the screen: how many cases ended how, what is wrong most often,
    what to do next. `written` tells whether there is a report to look into."""
    return "\n".join((*_counts(entries), *_frequent(entries), *_advice(entries, written=written)))


def _record(entry: ReportEntry) -> dict[str, object]:
    return {
        "number": entry.number,
        "place": entry.place,
        "person": entry.person,
        "outcome": entry.outcome,
        "papers": entry.papers,
        "problems": [problem.as_json() for problem in entry.problems],
    }


def _outcomes() -> Mapping[Outcome, str]:
    return {Outcome.DONE: _("готово"), Outcome.REFUSED: _("отказ"), Outcome.FAILED: _("сбой")}


def _report(entries: Iterable[ReportEntry]) -> SheetPage:
    headings = (
        SheetHeading(NUMBER, width=_NUMBER_WIDTH),
        SheetHeading(_("Строка"), width=14),
        SheetHeading(_("Кто"), width=28),
        SheetHeading(_("Итог"), width=10),
        SheetHeading(_("Что не так"), width=52),
        SheetHeading(_("Где"), width=36),
        SheetHeading(_("Что сделать"), width=52),
        SheetHeading(_("Код"), width=8),
        SheetHeading(_("Документы"), width=44),
        SheetHeading(_("Предостережения"), width=18),
    )
    words = _outcomes()
    lines = [line for entry in entries for line in _told(entry, words[entry.outcome])]
    return SheetPage(REPORT_PAGE, headings, lines, report=True)


def _told(entry: ReportEntry, outcome: str) -> Iterator[tuple[CellValue, ...]]:
    """Yield a line per problem, errors first; a case without problems has one line too."""
    codes = dict.fromkeys(problem.code for problem in entry.problems if _is_general(problem))
    head = (entry.number, entry.place, quoted(entry.person, LONGEST_SHOWN), Marked(outcome, _LOOKS[entry.outcome]))
    tail = ("\n".join(entry.papers), ", ".join(codes))
    own = [problem for problem in entry.problems if not _is_general(problem)]
    for problem in sorted(own, key=lambda one: not one.stops):
        what = problem.what
        if not problem.stops:
            what = _("Внимание: {what}").format(what=what)
        yield *head, what, problem.where, _remedy(problem), problem.code, *tail
    if not own:
        yield *head, "", "", "", "", *tail


def _warnings(entries: Sequence[ReportEntry]) -> SheetPage:
    """Return the page that tells each warning of the law once, with the numbers of the cases it is for."""
    numbers: dict[tuple[str, str, str], list[str]] = {}
    for entry in entries:
        for warning in dict.fromkeys((one.code, one.what, _remedy(one)) for one in entry.problems if _is_general(one)):
            numbers.setdefault(warning, []).append(entry.number)
    headings = (
        SheetHeading(_("Код"), width=8),
        SheetHeading(_("Внимание"), width=60),
        SheetHeading(_("Что сделать"), width=60),
        SheetHeading(_("Дел"), type="number", width=8),
        SheetHeading(_("Номера дел"), width=40),
    )
    lines = [(*warning, len(cases), _listed(cases, len(entries))) for warning, cases in sorted(numbers.items())]
    return SheetPage(WARNINGS_PAGE, headings, lines, report=True)


def _is_general(problem: Problem) -> bool:
    return problem.kind in (Kind.NOTICE, Kind.BACKGROUND)


def _remedy(problem: Problem) -> str:
    norm = _("Норма: {norm}").format(norm=problem.norm) if problem.norm else ""
    return f"{problem.remedy}\n{norm}".strip()


def _listed(numbers: Sequence[str], every: int) -> str:
    if len(numbers) == every:
        return _("все")
    return ", ".join((*numbers[:_MOST_NUMBERS], *("…" for _more in numbers[_MOST_NUMBERS : _MOST_NUMBERS + 1])))


def _kept(name: str, pages: Mapping[str, Line], refused: Sequence[ReportEntry]) -> SheetPage:
    """Return the page `name` of the table with the lines of the `refused` cases only.

    On the page of the cases stand what to mend, in place of what an earlier report said, and the number of each case;
    columns in which nothing is typed and nothing is wrong are folded.
    """
    longest = max((len(line) for entry in refused for line in entry.lines.get(name, {}).values()), default=0)
    titles = (*pages[name], *[""] * (longest - len(pages[name])))
    lines = [(entry, cells) for entry in refused for cells in _marked(entry, name, len(titles), pages)]
    places = [place for place, title in enumerate(titles) if title.strip() != MEND]
    filled = {place for place in places for _entry, cells in lines if cells[place]}
    cases = name == CASES_PAGE
    numbered = not cases or any(map(is_number, titles))
    headings = [
        *([SheetHeading(MEND, width=52, look=Look.REFUSED)] if cases else []),
        *([] if numbered else [SheetHeading(NUMBER, width=_NUMBER_WIDTH)]),
        *(_heading(titles[place], folded=cases and place not in filled) for place in places),
    ]
    shown = [
        (
            *([_to_mend(entry)] if cases else []),
            *([] if numbered else [entry.number]),
            *(cells[each] for each in places),
        )
        for entry, cells in lines
    ]
    # The declension of one text serves many cases.
    return SheetPage(name, headings, tuple(dict.fromkeys(shown)) if name == FORMS_PAGE else shown)


def _heading(title: str, *, folded: bool) -> SheetHeading:
    return SheetHeading(title, width=_NUMBER_WIDTH if is_number(title) else 22, folded=folded)


def _marked(entry: ReportEntry, name: str, width: int, pages: Collection[str]) -> Iterator[list[CellValue]]:
    """Yield the lines that the case has on the page `name`, each of `width` cells, those with errors marked."""
    wrong: dict[tuple[int, int | None], set[Kind]] = {}
    for problem in errors_in(entry.problems):
        at = problem.where
        # The page of the cases may have any name in the table.
        if isinstance(at, Address) and name == (at.page if at.page in pages else CASES_PAGE):
            wrong.setdefault((at.row, at.column), set()).add(problem.kind)
    for row, line in entry.lines.get(name, {}).items():
        cells = (*line, *[""] * (width - len(line)))
        yield [_cell(cell, wrong.get((row, column), ())) for column, cell in enumerate(cells)]


def _cell(text: str, kinds: Collection[Kind]) -> CellValue:
    # Zeros that a spreadsheet lost are not back because a report shows the rest as text: it stays a number.
    value = int(text) if Kind.EATEN in kinds and text.isdecimal() and len(text) <= _DIGITS else text
    return Marked(value, Look.REFUSED) if kinds else value


def _to_mend(entry: ReportEntry) -> str:
    return "\n".join(
        f"{_under(problem)}{problem.what} {problem.remedy}".strip() for problem in errors_in(entry.problems)
    )


def _under(problem: Problem) -> str:
    """Return the heading under which the problem is, where its own words do not say that."""
    heading = problem.where.heading if isinstance(problem.where, Address) else ""
    return f"«{heading}»: " if heading and heading not in problem.what else ""


def _counts(entries: Collection[ReportEntry]) -> Iterator[str]:
    counts = Counter(entry.outcome for entry in entries)
    done = _("Готово: {count}").format(count=grouped(counts[Outcome.DONE]))
    earlier = sum(entry.earlier for entry in entries)
    yield _("{done}; сделано раньше – {count}").format(done=done, count=grouped(earlier)) if earlier else done
    if counts[Outcome.REFUSED]:
        yield _("Отказ (ошибки в данных или запрет закона): {count}").format(count=grouped(counts[Outcome.REFUSED]))
    if counts[Outcome.FAILED]:
        yield _("Сбой (данные ни при чём): {count}").format(count=grouped(counts[Outcome.FAILED]))


def _frequent(entries: Collection[ReportEntry]) -> Iterator[str]:
    """Yield the codes that most cases have among their errors, each with one of its sentences."""
    sentences = dict[str, str]()
    cases = Counter[str]()
    for entry in entries:
        own = {problem.code: problem.what for problem in errors_in(entry.problems)}
        cases.update(own.keys())
        sentences = own | sentences
    if cases:
        yield _("Чаще всего (число дел, код, например):")
    for code, count in cases.most_common(_MOST_FREQUENT):
        yield f"    {grouped(count):>6}  {code}  {sentences[code]}"


def _advice(entries: Iterable[ReportEntry], *, written: bool) -> Iterator[str]:
    outcomes = {entry.outcome for entry in entries}
    if Outcome.REFUSED in outcomes and not written:
        yield _("Чтобы получить отчёт обо всех делах с ошибками, добавьте -o ПАПКА.")
    elif Outcome.REFUSED in outcomes:
        yield _(
            "Что исправить и в какой ячейке, сказано в отчёте. Исправленный отчёт можно дать программе как таблицу."
        )
    if Outcome.FAILED in outcomes:
        yield _("Дела со сбоем: устраните причину, названную в отчёте, и запустите ту же команду с --resume.")
