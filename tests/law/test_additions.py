"""A pack carries law of its own: read as ours is, held to what ours is held to, in use for its papers and no others."""

import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from filings.batch.cluster import edition
from filings.batch.executors import Processes
from filings.batch.plan import edition_of
from filings.batch.work import BatchOrder
from filings.catalog import Catalog
from filings.commands.edge import run
from filings.errors import LawError, TemplateError
from filings.examination import Request
from filings.facts import load as load_case
from filings.law.additions import _all_entries, _unbuilt, _unknown
from filings.law.checks.fee import duty
from filings.law.norms.citation import cite
from filings.law.norms.lookup import find_provisions
from filings.law.norms.store import provision
from filings.law.shapes import misshapen
from filings.law.stored import DATA, in_use, read, shelves
from filings.law.terms.bindings import bindings
from filings.law.terms.count import term
from filings.law.terms.rules import rules
from filings.papers import Papers, Wanted, make
from filings.problems import ExitCode

EXAMPLE = Path(__file__).parents[1] / "example_pack"
CASE = EXAMPLE / "templates/inspection/examples/minimal.yaml"
TODAY = date(2026, 11, 22)
OURS, WITH_PACK = Catalog.load(), Catalog.load([EXAMPLE])


def papers(catalog: Catalog = WITH_PACK) -> Papers:
    return make(catalog, catalog.find("inspection"), load_case(CASE), Request(TODAY), Wanted(("txt",)))


def copy_with(root: Path, file: str, old: str, new: str) -> Path:
    """Return a copy of the example pack in whose law/`file` `old` is `new`; the file is new where `old` is empty."""
    pack = shutil.copytree(EXAMPLE, root / "pack")
    path = pack / "law" / file
    text = path.read_text(encoding="utf-8") if old else ""
    assert old in text
    path.write_text(text.replace(old, new, 1) if old else new, encoding="utf-8")
    return pack


def test_a_paper_of_the_pack_has_the_law_of_the_pack() -> None:
    made = papers()

    text = made.files[0].content.decode().replace("\N{NO-BREAK SPACE}", " ")
    assert "на основании части 2 статьи 5 Правил проверок от 1 марта 2020 г. № 1" in text
    assert "установленный ст. 5 Правил проверок" in text
    warning = next(problem for problem in made.report.problems if problem.code == "P001")
    assert warning.norm == "ч. 2 ст. 5 Правил проверок"
    assert [(one.rule, one.place) for one in made.report.terms] == [("obr-5", "sign_date")]


@pytest.mark.parametrize(("condition", "terms"), [("sign_date", 1), ("{not: sign_date}", 0)])
def test_a_term_of_an_item_of_a_list_may_hang_on_a_fact_beside_the_list(
    tmp_path: Path, condition: str, terms: int
) -> None:
    binding = f'fact: "report_history[].date"\n    when: {condition}'
    law = Catalog.load([copy_with(tmp_path, "deadlines.yaml", "fact: sign_date", binding)]).law
    facts = {"sign_date": "2026-11-20", "report_history": [{"date": "2026-11-02"}]}

    with in_use(law):
        (pack_s,) = [one for one in bindings() if one.rule == "obr-5"]
        opened = list(pack_s.items(facts))

    assert len(opened) == terms


def test_what_the_law_of_the_pack_wants_of_the_paper_is_asked_for() -> None:
    raw = {key: value for key, value in load_case(CASE).items() if key != "events"}

    made = make(WITH_PACK, WITH_PACK.find("inspection"), raw, Request(TODAY), Wanted(("txt",)))

    missing = next(problem for problem in made.report.problems if problem.code == "L060")
    assert (missing.where, missing.norm) == ("events", "ч. 2 ст. 5 Правил проверок")


def test_a_fee_of_the_pack_is_compared_with_its_own_rate() -> None:
    raw = load_case(CASE) | {"fee": {"mode": "paid", "sum": "150"}}

    made = make(WITH_PACK, WITH_PACK.find("inspection"), raw, Request(TODAY), Wanted(("txt",)))

    assert "L050" in {problem.code for problem in made.report.problems}


def test_two_catalogues_in_one_process_have_each_their_own_law() -> None:
    day = date(2027, 3, 1)

    asked = [(duty("kas-claim", day).amount, term("kas-219", day).last_day, len(rules()))]
    with in_use(WITH_PACK.law):
        asked.append((duty("kas-claim", day).amount, term("kas-219", day).last_day, len(rules())))
        with in_use(OURS.law):
            asked.append((duty("kas-claim", day).amount, term("kas-219", day).last_day, len(rules())))

    ours = (3000, date(2027, 6, 1), len(rules()))
    assert asked == [ours, (5000, date(2027, 9, 1), len(rules()) + 1), ours]


def test_threads_do_not_share_the_law_in_use() -> None:
    with in_use(WITH_PACK.law), ThreadPoolExecutor(1) as beside:
        assert "obr-5" in rules()
        assert "obr-5" not in beside.submit(rules).result()
        assert beside.submit(papers).result().files
        assert "obr-5" not in beside.submit(rules).result()


@pytest.mark.slow
def test_a_process_beside_this_one_reads_the_law_of_the_pack() -> None:
    order = BatchOrder("inspection", Request(TODAY), Wanted(("txt",)), packs=(EXAMPLE,))

    with Processes(1) as executor:
        made = executor.submit(order, load_case(CASE)).result(60)

    assert [file.content for file in made.files] == [file.content for file in papers().files]
    assert "P001" in {problem.code for problem in made.problems}


def test_a_new_edition_ends_the_one_before_it() -> None:
    with in_use(WITH_PACK.law):
        assert duty("kas-claim", date(2026, 12, 31)).amount == 3000
        assert duty("kas-claim", date(2027, 1, 1)).amount == 5000
        assert term("kas-219", date(2026, 12, 31)).last_day == date(2027, 3, 31)
        assert provision("kas 219 1", date(2026, 12, 31)).ends == date(2026, 12, 31)
        assert provision("kas 219 1", date(2027, 1, 1)).about.startswith("срок обращения в суд – шесть")


def test_what_the_pack_has_not_checked_is_never_printed() -> None:
    with in_use(WITH_PACK.law), pytest.raises(LawError) as caught:
        cite("obr 6", on=TODAY)

    assert caught.value.problems[0].code == "L003"


def test_a_norm_of_the_pack_is_found_by_words() -> None:
    assert find_provisions("чём проверка") == []
    with in_use(WITH_PACK.law):
        assert find_provisions("чём проверка") == ["obr 5 2"]


@pytest.mark.parametrize(
    "command",
    [
        ["law", "obr 5 2", "--pack", str(EXAMPLE)],
        ["deadlines", str(CASE), "--pack", str(EXAMPLE)],
        ["deadlines", "--rule", "obr-5", "--from", "2026-11-20", "--pack", str(EXAMPLE)],
    ],
)
def test_the_commands_know_the_law_of_the_pack_and_forget_it(
    command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(command) == ExitCode.DONE
    assert "ст. 5 Правил проверок" in capsys.readouterr().out
    assert run(command[:-2]) in (ExitCode.REFUSED, ExitCode.USAGE)


def test_the_edition_of_the_papers_changes_with_the_law_of_the_pack(tmp_path: Path) -> None:
    changed = copy_with(tmp_path, "warnings.yaml", "ничего не найти", "не найти ничего")
    catalog = Catalog.load([changed])

    assert edition([changed]) != edition([EXAMPLE])
    assert edition_of(catalog, catalog.find("inspection")) != edition_of(WITH_PACK, WITH_PACK.find("inspection"))


# --- what is wrong with a pack's law ----------------------------------------------------------------------------------

WARNING = "  source: https://example.org/obr\n  checked_on: 2026-11-20\n"
FAULTS = [
    # what every entry must tell, and how
    ("warnings.yaml", WARNING, "  checked_on: 2026-11-20\n", "T040", "warnings.yaml: P001", "«source»"),
    ("warnings.yaml", "obr\n  checked", "obr\n  chekced", "T040", "warnings.yaml: P001", "«checked_on»"),
    ("warnings.yaml", "status: secondary", "status: probable", "T040", "warnings.yaml: P001.status", "official"),
    ("warnings.yaml", "status: secondary", "status: unchecked", "T040", "warnings.yaml: P001.status", "official"),
    ("warnings.yaml", "2026-11-20", "2026-13-45", "T040", "warnings.yaml: P001.checked_on", "день"),
    ("warnings.yaml", "2026-11-20", "вчера", "T040", "warnings.yaml: P001.checked_on", "день"),
    ("warnings.yaml", "2026-11-20", "2026-11-20 10:00:00", "T040", "warnings.yaml: P001.checked_on", "день"),
    ("warnings.yaml", "source: https://example.org/obr", "source: ' '", "T040", "warnings.yaml: P001.source", "строка"),
    ("warnings.yaml", "norms: [obr 5 2]", "norms: obr 5 2", "T040", "warnings.yaml: P001.norms", "список"),
    ("acts.yaml", "    source: https://example.org/obr\n", "", "T040", "acts.yaml: obr", "«source»"),
    ("acts.yaml", "status: secondary", "status: unchecked", "T040", "acts.yaml: obr.status", "official"),
    (
        "provisions/obr.yaml",
        "status: unchecked",
        "status: maybe",
        "T040",
        "obr.yaml: 6[0].status",
        "unchecked",
    ),
    ("provisions/obr.yaml", "  source: https://example.org/obr\n", "", "T040", "provisions/obr.yaml: 5[0]", "«source»"),
    ("deadlines.yaml", "    status: secondary\n    source", "    source", "T040", "deadlines.yaml: obr-5", "«status»"),
    ("deadlines.yaml", "amount: 5,", "amount: 0,", "T040", "deadlines.yaml: obr-5.periods[0].amount", "больше нуля"),
    ("deadlines.yaml", "        norms: [kas 219 1]\n", "", "T040", "deadlines.yaml: kas-219.periods[0]", "«norms»"),
    ("duty.yaml", "amount: 100, ", "", "T040", "duty.yaml: inspection.rates[0]", "amount, steps"),
    ("duty.yaml", "source: [obr]", "source: [rbo]", "T040", "duty.yaml: inspection.rates[0].source", "rbo"),
    # names that lead nowhere
    ("warnings.yaml", "obr 5 2", "obr 7", "T040", "warnings.yaml: P001.norms", "obr 7"),
    ("warnings.yaml", "[inspection]", "[inspektion]", "T040", "warnings.yaml: P001.papers", "inspektion"),
    ("warnings.yaml", "themes:", "theme:", "T040", "warnings.yaml: P001.papers", "inspection"),
    ("warnings.yaml", "  text:", "  when: {fact: 5}\n  text:", "T032", "warnings.yaml: P001.when", ""),
    ("deadlines.yaml", "rule: obr-5", "rule: obr-6", "T040", "deadlines.yaml: bindings[0].rule", "obr-6"),
    ("deadlines.yaml", "order: fz59", "order: fz95", "T040", "deadlines.yaml: obr-5.order", "fz95"),
    ("acts.yaml", "[=правила, проверок]", "[=правило, проверок]", "T040", "acts.yaml: obr", "words"),
    ("acts.yaml", "    short: [=правила, проверок]\n", "", "T040", "acts.yaml: obr", "short"),
    ("acts.yaml", "[статья, часть]", "[параграф, часть]", "T040", "acts.yaml: obr.units", "параграф"),
    ("acts.yaml", "[статья, часть]", "[статья]", "T040", "provisions/obr.yaml: 5 2", "единиц"),
    ("nature.yaml", "  inspection: как за проверку", "  audit: как за проверку", "T040", "nature.yaml: audit", "audit"),
    ("completeness.yaml", "place: facts", "place: margin", "T040", "completeness.yaml: obr-5-2.place", "margin"),
    ("completeness.yaml", "[inspection]", "[sonnet]", "T040", "completeness.yaml: obr-5-2.forms", "sonnet"),
    ("completeness.yaml", "  obr: {status", "  rbo: {status", "T040", "completeness.yaml: obr-5-2.norm", "obr"),
    (
        "completeness.yaml",
        "need: events,",
        "need: {any: events},",
        "T032",
        "completeness.yaml: obr-5-2.needs[0].need",
        "",
    ),
    # files and entries of another form
    ("completeness.yaml", "  obr-5-2:", "  inspected:", "T040", "completeness.yaml: inspected", "через дефис"),
    ("completeness.yaml", ", checked_on: 2026-11-20", "", "T040", "completeness.yaml: obr", "«checked_on»"),
    ("provisions/rbo.yaml", "", "provisions: {}\n", "", "", ""),
    ("provisions/rbo.yaml", "", "provisions: {'1': {about: а}}\n", "T040", "provisions/rbo.yaml: 1[0]", "«from»"),
    ("provisions/obr.yaml", '"5 2":', "52:", "T040", "provisions/obr.yaml", "строка"),
    ("provisions/rbo.yaml", "", "provisions: [а]\n", "T040", "provisions/rbo.yaml", "записи"),
    ("provisions/rbo.yaml", "", "- provisions\n", "T040", "provisions/rbo.yaml", "записи"),
    ("README.md", "", "Откуда это право.\n", "", "", ""),
    ("calendar.csv", "", "2026-01-01", "T040", "calendar", "быть не может"),
    ("grounds.yaml", "", "grounds: {}\n", "T040", "grounds.yaml", "быть не может"),
    ("warnings.yaml", "P001:", "P001: [\n", "T040", "warnings.yaml:", "YAML"),
    ("warnings.yaml", "  text:", "  text: Иное.\n  text:", "T040", "warnings.yaml:2", "дважды"),
    ("warnings.yaml", "P001:", "p001:", "T040", "warnings.yaml: p001", "заглавные"),
    ("nature.yaml", "", "[]\n", "T040", "nature.yaml", "записи"),
    ("nature.yaml", "themes:", "theme:", "T040", "nature.yaml", "«theme»"),
    ("duty.yaml", "sources:\n", "relief: {norms: []}\nsources:\n", "T040", "duty.yaml", "«relief»"),
    (
        "duty.yaml",
        "checked_on: 2026-11-20}\n  #",
        "checked_on: 2026-11-20, to: 2027-12-31}\n"
        "      - {from: 2027-01-01, amount: 200, norms: [obr 5], status: secondary, source: [obr], "
        "checked_on: 2026-11-20}\n  #",
        "T040",
        "duty.yaml: inspection.rates[1].from",
        "не пересекаются",
    ),
    (
        "warnings.yaml",
        "  text:",
        "  <<: {when: events}\n  <<: {when: act}\n  text:",
        "T040",
        "warnings.yaml:2",
        "дважды",
    ),
    # what is there already
    ("warnings.yaml", "P001:", "W011:", "T041", "warnings.yaml: W011", "уже есть"),
    ("nature.yaml", "  inspection: просят", "  entry: просят", "T041", "nature.yaml: entry", "уже есть"),
    ("deadlines.yaml", "  obr-5:", "  kas-298:", "T041", "deadlines.yaml: kas-298", "уже есть"),
    ("deadlines.yaml", "from: 2027-01-01", "from: 2015-01-01", "T041", "deadlines.yaml: kas-219", "не позже"),
    ("duty.yaml", "from: 2027-01-01", "from: 2024-09-09", "T041", "duty.yaml: kas-claim", "не позже"),
    ("provisions/kas.yaml", "from: 2027-01-01", "from: 2010-01-01", "T041", "provisions/kas.yaml: 219 1", "не позже"),
]


@pytest.mark.parametrize(("file", "old", "new", "code", "where", "told"), FAULTS)
def test_law_that_is_not_as_ours_stops_the_pack(
    tmp_path: Path, file: str, old: str, new: str, code: str, where: str, told: str
) -> None:
    pack = copy_with(tmp_path, file, old, new)
    if not code:
        assert Catalog.load([pack]).law != OURS.law
        return

    with pytest.raises(TemplateError) as caught:
        Catalog.load([pack])

    problem = caught.value.problems[0]
    assert (problem.code, caught.value.exit_code) == (code, ExitCode.TEMPLATE)
    assert problem.where.startswith("pack/law/")
    assert where in problem.where
    assert told in problem.what


def test_a_second_pack_may_not_replace_the_law_of_the_first(tmp_path: Path) -> None:
    other = shutil.copytree(EXAMPLE, tmp_path / "other")

    with pytest.raises(TemplateError) as caught:
        Catalog.load([EXAMPLE, other])

    assert {problem.code for problem in caught.value.problems} == {"T041"}
    assert "other/law/warnings.yaml: P001" in {problem.where for problem in caught.value.problems}


def test_the_command_ends_with_the_status_of_a_pack_at_fault(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pack = copy_with(tmp_path, "warnings.yaml", "2026-11-20", "2026-02-30")

    assert run(["kinds", "--pack", str(pack)]) == ExitCode.TEMPLATE
    assert "T040 pack/law/warnings.yaml: P001.checked_on" in capsys.readouterr().err


# --- ours -------------------------------------------------------------------------------------------------------------


def our_files() -> Iterator[str]:
    names = (path.relative_to(DATA).with_suffix("").as_posix() for path in sorted(DATA.rglob("*.yaml")))
    return (name for name in names if shelves(name))


# Where all of a file was checked together, the file tells it once and not each entry.
TOLD_ONCE = {
    "completeness": {"checked_on"},
    "deadlines": {"checked_on"},
    "duty": {"checked_on"},
    "warnings": {"checked_on", "status"},
}


@pytest.mark.parametrize("name", list(our_files()))
def test_our_own_law_is_held_to_what_packs_are_held_to(name: str) -> None:
    content = read(DATA / f"{name}.yaml")
    parts = content if "" in shelves(name) else {key: content[key] for key in shelves(name).keys() & content.keys()}
    entries = list(_all_entries(DATA, name, parts))

    once = {f"Нет поля «{field}»." for field in TOLD_ONCE.get(name, ())}
    faults = [fault for entry in entries for fault in misshapen(entry.value, entry.fields, entry.where)]

    assert entries
    assert [fault for fault in faults if fault[1] not in once] == []
    assert [*_unbuilt(DATA, name, parts), *_unknown(DATA, name, parts)] == []


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("warnings.yaml", "  text:", "  when: applicant.nosuch\n  text:", "applicant.nosuch"),
        ("warnings.yaml", "  text:", "  when: {fact: act.kind, equals: [nosuch]}\n  text:", "act.kind = nosuch"),
        ("deadlines.yaml", "    fact: sign_date", "    fact: applicant.rank", "applicant.rank"),
        ("deadlines.yaml", "    fact: sign_date", "    fact: sign_date\n    done: [answer.nosuch]", "answer.nosuch"),
    ],
)
def test_law_that_asks_for_what_no_case_can_hold_is_refused(
    tmp_path: Path, file: str, old: str, new: str, told: str
) -> None:
    catalog = Catalog.load([copy_with(tmp_path, file, old, new)])

    with pytest.raises(TemplateError) as caught:
        papers(catalog)

    (problem,) = caught.value.problems
    assert problem.code == "T032"
    assert told in problem.what
