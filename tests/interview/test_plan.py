"""The interview asks what a paper needs and no more, in an order that ends; a closed door comes before any name."""

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from filings.catalog import Catalog, Filing
from filings.errors import FactsError
from filings.examination import Request, examine
from filings.fact_path import fact_at, steps, without
from filings.facts import load
from filings.interview.answering import answered, given_of, removed
from filings.interview.planning import case_of, plan
from filings.interview.questionnaire import LATER, MORE, UNKNOWN, Form, Page, Responses
from filings.papers import NO_FILES, make
from filings.problems import Problem, errors_in
from filings.writers.text import to_text
from tests.conftest import TODAY, some
from tests.interview.robot import StuckError, Walked, walk

CATALOG = Catalog.load()
RESIGNATION = CATALOG.filings["resignation"]
EXAMPLES = [(filing, path) for filing in CATALOG.filings.values() for path in filing.examples]
COUNTEREXAMPLES = [
    (filing, path)
    for filing in CATALOG.filings.values()
    for path in sorted((filing.folder / "counterexamples").glob("*.yaml"))
]
# Wrong in what the interview does not ask for or decides itself: a form of a name (told by the paper), a misspelt key,
# papers of another year and what only the day of the case makes wrong.
ELSEWHERE = {"doubtful-surname", "unknown-key", "papers-before-the-rule", "moral-damage-too-early", "impossible-date"}


def named(case: tuple[Filing, Path]) -> str:
    return f"{case[0].kind}-{case[1].stem}"


def dated(path: Path) -> dict[str, Any]:
    """Return an example; one without a day is signed today, as who is interviewed signs."""
    return {"sign_date": TODAY.isoformat(), **load(path)}


def text(filing: Filing, raw: Mapping[str, Any]) -> str:
    document = make(CATALOG, filing, raw, Request(TODAY), NO_FILES).report.document
    assert document
    return to_text(document)


def names(page: Page) -> set[str]:
    """Return the paths of all that a page asks for or offers."""
    return {*(one.path for one in page.questions), *(one.value.removesuffix(MORE) for one in page.choices)}


@pytest.mark.parametrize("case", EXAMPLES, ids=named)
def test_who_answers_from_an_example_ends_with_its_paper(case: tuple[Filing, Path]) -> None:
    filing, path = case
    walked = walk(CATALOG, filing, dated(path))

    assert walked.course.finished
    assert text(filing, case_of(CATALOG, filing, walked.responses, TODAY)) == text(filing, dated(path))


@pytest.mark.parametrize("case", COUNTEREXAMPLES, ids=named)
def test_who_answers_what_is_wrong_is_told_so_or_asked_for_it_anew(case: tuple[Filing, Path]) -> None:
    filing, path = case
    try:
        raw = load(path)
    except FactsError:
        pytest.skip("no file that the interview could open")
    wrong = {
        fact for problem in errors_in(examine(CATALOG, filing, raw, Request(TODAY)).problems) for fact in problem.facts
    }
    try:
        course = walk(CATALOG, filing, raw).course
        asked = {course.stop.problem.where} if course.stop else set()
    except StuckError as error:
        asked = names(error.page)

    assert path.stem in ELSEWHERE or any(_touch(one, other) for one in asked for other in wrong)


def _touch(path: str, other: str) -> bool:
    one, two = steps(path), steps(other)
    short = min(len(one), len(two))
    return one[:short] == two[:short]


# --- a closed door is told before any name ----------------------------------------------------------------------------


def told(filing: Filing, facts: Mapping[str, Any]) -> Walked:
    return walk(CATALOG, filing, facts)


@pytest.mark.parametrize(
    ("ground", "category"), [("own-wish", "contract"), ("own-wish", "mobilised"), ("end-of-term", "contract")]
)
def test_a_ground_that_mobilisation_closes_is_told_within_four_answers_with_what_is_open(
    ground: str, category: str
) -> None:
    applicant = {"category": category, "force": "armed-forces", "rank": "сержант"}
    walked = told(RESIGNATION, {"ground": ground, "applicant": applicant})

    assert walked.course.stop
    assert walked.course.stop.problem.code == "L010"
    assert walked.course.stop.kinds == ("medical-board-request", "leave-request", "transfer-request")
    assert walked.course.stop.page == "ground"
    assert len(walked.pages) <= 4


def test_only_a_lawyer_can_go_on_with_a_disputed_ground_and_nobody_is_asked_whether_he_has() -> None:
    course = plan(
        CATALOG, RESIGNATION, Responses({"ground": "contract-breach", "applicant": {"category": "contract"}}), TODAY
    )

    assert course.stop
    assert course.stop.problem.code == "L011"
    assert course.stop.lawyer
    assert "lawyer_confirmed" not in {name for page in (*course.ahead, *course.done) for name in names(page)}


def test_a_missed_term_is_no_closed_door_but_asks_for_the_reason() -> None:
    claim = CATALOG.filings["reinstatement-claim"]
    late = dated(claim.folder / "examples" / "minimal.yaml") | {"sign_date": "2026-11-01"}
    late.pop("term_restoration", None)

    course = plan(CATALOG, claim, given_of(late), TODAY)

    (page,) = [page for page in course.ahead if page.form is Form.ONE_OF]
    assert course.stop is None
    assert [problem.code for problem in page.problems] == ["L034"]
    assert [choice.value for choice in page.choices] == ["known.date", "term_restoration.reason", LATER]


@pytest.mark.parametrize(
    ("kind", "facts", "code"),
    [
        # The term of service by conscription is not near its end; another ground would be needed.
        (
            "resignation",
            {
                "ground": "end-of-term",
                "applicant": {"category": "conscript"},
                "service": {"called_up_on": "2026-07-01"},
            },
            "L020",
        ),
        # The term for the answer still runs: no day of an inaction could be named.
        (
            "inaction-claim",
            {
                "applicant": {"category": "contract"},
                "report_history": [{"date": "2026-11-10", "addressee": "командир войсковой части 00000"}],
                "inaction": {"duty": "рассмотреть рапорт", "since": "2026-11-15"},
            },
            "L035",
        ),
    ],
)
def test_what_no_answer_can_mend_stops_at_once(kind: str, facts: Mapping[str, Any], code: str) -> None:
    stop = plan(CATALOG, CATALOG.filings[kind], Responses(facts), TODAY).stop

    assert stop
    assert stop.problem.code == code


def test_a_closed_ground_does_not_lead_back_to_the_paper_it_closes() -> None:
    conscript = {"ground": "own-wish", "applicant": {"category": "conscript"}}

    stop = plan(CATALOG, RESIGNATION, Responses(conscript), TODAY).stop

    assert stop
    assert stop.kinds == ("medical-board-request",)


def test_a_slip_is_asked_again_and_closes_nothing() -> None:
    claim = CATALOG.filings["stamp-claim"]
    late = {"known": {"date": "2026-09-01"}, "stamp": {"text": "Ненадёжен.", "made_on": "2026-10-01"}}

    course = plan(CATALOG, claim, Responses(late), TODAY)

    assert course.stop is None
    assert [problem.code for problem in course.ahead[0].every_problem] == ["F019"]


def without_fact(kind: str, example: str, *paths: str) -> Responses:
    facts: Any = dated(CATALOG.filings[kind].folder / "examples" / f"{example}.yaml")
    for path in paths:
        facts = without(facts, steps(path))
    return given_of(facts)


@pytest.mark.parametrize(
    ("kind", "example", "lacking", "asked"),
    [
        ("inaction-claim", "soldier-post-continuing", "report_history[0].received_on", "report_history[0].received_on"),
        ("inaction-claim", "mobilised-ended", "respondents[2]", "respondents[2].kind"),
        ("stamp-claim", "advocate-order", "respondents[0]", "respondents[2].kind"),
    ],
)
def test_what_only_the_making_of_the_paper_finds_is_asked_for(
    kind: str, example: str, lacking: str, asked: str
) -> None:
    responses, filing = without_fact(kind, example, lacking), CATALOG.filings[kind]
    course = plan(CATALOG, filing, responses, TODAY)
    while not course.problems:
        (page, *_more) = course.ahead
        typed = {one.path: one.value for one in page.questions if one.value} | dict.fromkeys(page.chosen, "да")
        got = answered(CATALOG, filing, responses, page, typed, TODAY)
        assert got.responses != responses, page
        responses = got.responses
        course = plan(CATALOG, filing, responses, TODAY)
    page = course.ahead[0]

    assert [problem.code for problem in course.problems] == ["F032"]
    assert page.id == asked


# --- the order --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", EXAMPLES, ids=named)
def test_no_fact_is_asked_for_on_two_pages(case: tuple[Filing, Path]) -> None:
    filing, path = case
    facts = dated(path)
    for key in ["", *facts]:
        course = plan(CATALOG, filing, given_of({name: value for name, value in facts.items() if name != key}), TODAY)
        asked = [one.path for page in (*course.ahead, *course.done) for one in page.questions]
        pages = [page.id for page in (*course.ahead, *course.done)]
        assert len(asked) == len(set(asked)), key
        assert len(pages) == len(set(pages)), key


def test_gates_come_before_names_and_the_sections_in_their_order() -> None:
    course = plan(CATALOG, RESIGNATION, Responses(), TODAY)

    assert [page.id for page in course.ahead][:3] == ["ground", "applicant.category", "applicant.force"]
    places = [[*course.sections].index(page.section) for page in course.ahead[3:] if page.form is Form.ASK]
    assert places == sorted(places)


@pytest.mark.parametrize("case", EXAMPLES[::7], ids=named)
def test_a_page_answered_once_more_with_what_stands_there_changes_nothing(case: tuple[Filing, Path]) -> None:
    filing, path = case
    walked = walk(CATALOG, filing, dated(path))
    for page in some(page for page in walked.course.done if page.form is Form.ASK):
        typed = {one.path: one.value for one in page.questions if one.value}
        got = answered(CATALOG, filing, walked.responses, page, typed, TODAY)
        assert got.problems == {}, page.id
        assert case_of(CATALOG, filing, got.responses, TODAY) == case_of(CATALOG, filing, walked.responses, TODAY)


@pytest.mark.parametrize("case", EXAMPLES[::3], ids=named)
def test_who_goes_back_finds_every_page_as_he_left_it_and_going_on_from_it_changes_nothing(
    case: tuple[Filing, Path],
) -> None:
    """Back to every earlier page at the end of the interview, in a browser that asks for it anew, and forth again."""
    filing, path = case
    walked = walk(CATALOG, filing, dated(path))
    for name, said in some(walked.script):
        if LATER in said.values():
            continue
        page = walked.course.page(name.__eq__)
        assert page, name
        typed = {one.path: one.value for one in page.questions if one.value}
        if page.form is Form.OFFER:
            typed = dict.fromkeys(page.chosen, "да")
            assert {*said} - {one for one in said if one.endswith(MORE)} == {*page.chosen}, name
        if page.form is Form.ONE_OF:
            typed = said
            assert said[name] in page.chosen, name
        got = answered(CATALOG, filing, walked.responses, page, typed, TODAY)
        assert got.problems == {}, name
        assert case_of(CATALOG, filing, got.responses, TODAY) == case_of(CATALOG, filing, walked.responses, TODAY), name
        assert [page.id for page in plan(CATALOG, filing, got.responses, TODAY).ahead] == []


@settings(max_examples=60)
@given(data=st.data())
def test_whatever_is_typed_the_interview_goes_on_or_says_what_is_wrong(data: st.DataObject) -> None:
    filing = CATALOG.filings[data.draw(st.sampled_from(sorted(CATALOG.filings)))]
    responses = Responses()
    words = st.one_of(
        st.text(max_size=20), st.sampled_from(["не знаю", "12.03.2022", "да", "нет", "7", "Иванов", "{{7*7}}"])
    )
    for _page in range(12):
        course = plan(CATALOG, filing, responses, TODAY)
        if course.stop or not course.ahead:
            return
        page = data.draw(st.sampled_from(course.ahead))
        typed = {name: data.draw(words) for name in sorted(names(page))} | {page.id: next(iter(names(page)))}
        for one in page.questions:
            typed[one.path] = data.draw(st.sampled_from([typed[one.path], *(choice.value for choice in one.choices)]))
        got = answered(CATALOG, filing, responses, page, typed, TODAY)
        assert all(problem.what and problem.remedy for problem in got.problems.values())
        assert not got.problems or got.responses == responses
        responses = got.responses


# --- answers ----------------------------------------------------------------------------------------------------------


def page_of(responses: Responses, name: str, filing: Filing = RESIGNATION) -> Page:
    course = plan(CATALOG, filing, responses, TODAY)
    return next(page for page in (*course.ahead, *course.done) if page.id == name)


def typed(responses: Responses, page: str, **answers: str) -> tuple[Responses, Mapping[str, Problem]]:
    values = {name.replace("__", "."): value for name, value in answers.items()}
    got = answered(CATALOG, RESIGNATION, responses, page_of(responses, page), values, TODAY)
    return got.responses, got.problems


CONSCRIPT = Responses({"ground": "end-of-term", "applicant": {"category": "conscript", "force": "armed-forces"}})


def test_a_date_is_read_as_people_write_it_and_a_wrong_one_is_told_at_once() -> None:
    taken, wrong = typed(CONSCRIPT, "service.called_up_on", service__called_up_on="12.11.2025")
    kept, told_wrong = typed(CONSCRIPT, "service.called_up_on", service__called_up_on="31.02.2025")

    assert (fact_at(taken.facts, "service.called_up_on"), wrong) == ("2025-11-12", {})
    assert (kept, [problem.code for problem in told_wrong.values()]) == (CONSCRIPT, ["F017"])


@pytest.mark.parametrize("nothing", ["", "не знаю", "Нет", "-", "не помню."])
def test_what_people_write_for_nothing_is_never_printed(nothing: str) -> None:
    kept, wrong = typed(CONSCRIPT, "applicant.rank", applicant__rank="рядовой", applicant__position=nothing)

    assert kept == CONSCRIPT
    assert [problem.code for problem in wrong.values()] == ["F034"]


def test_of_several_lines_of_which_one_is_needed_one_does() -> None:
    post = {"applicant__rank": "рядовой", "applicant__position": "стрелок"}
    neither, wrong = typed(CONSCRIPT, "applicant.rank", **post)
    said = ["Заполните хотя бы одно: «Номер части», «Наименование части»."]
    one, right = typed(CONSCRIPT, "applicant.rank", **post, applicant__unit__name="учебный центр связи")

    assert (neither, [problem.facts for problem in wrong.values()]) == (
        CONSCRIPT,
        [("applicant.unit.number", "applicant.unit.name")],
    )
    assert [problem.what for problem in wrong.values()] == said
    assert (fact_at(one.facts, "applicant.unit"), right) == ({"name": "учебный центр связи"}, {})


def test_a_wish_is_said_by_its_tick_and_taken_back_without_it() -> None:
    course = plan(CATALOG, RESIGNATION, CONSCRIPT, TODAY)
    wishes = next(page.id for page in course.ahead if page.form is Form.OFFER and page.section == "wishes")
    ticked, _none = typed(CONSCRIPT, wishes, requests__medical_board="да")
    page = page_of(ticked, wishes)
    taken_back = answered(CATALOG, RESIGNATION, ticked, page, {}, TODAY).responses

    assert fact_at(ticked.facts, "requests.medical_board") is True
    assert fact_at(taken_back.facts, "requests.medical_board") is None


def test_a_list_goes_on_as_long_as_one_wants() -> None:
    facts = dated(RESIGNATION.folder / "examples" / "minimal.yaml")
    responses = given_of(facts)
    more = next(
        page
        for page in plan(CATALOG, RESIGNATION, responses, TODAY).ahead
        if "reasons[+]" in {choice.value for choice in page.choices}
    )
    going_on = answered(CATALOG, RESIGNATION, responses, more, {"reasons[+]": "да"}, TODAY).responses

    course = plan(CATALOG, RESIGNATION, going_on, TODAY)
    assert course.ahead[0].id == "reasons[1].text"


def test_what_can_be_told_from_other_answers_is_suggested_and_not_taken_before_it_is_confirmed() -> None:
    with_unit = Responses(
        {**CONSCRIPT.facts, "applicant": {**CONSCRIPT.facts["applicant"], "unit": {"number": "00000"}}}
    )
    page = page_of(with_unit, "addressee")

    assert page.questions[0].value == "командир войсковой части 00000"
    assert page in plan(CATALOG, RESIGNATION, with_unit, TODAY).ahead
    assert page_of(CONSCRIPT, "addressee").questions[0].value == ""


def test_respondents_are_suggested_one_after_the_other_and_none_twice() -> None:
    claim = CATALOG.filings["stamp-claim"]
    facts = {"applicant": {"unit": {"number": "00000"}}, "stamp": {"made_by": "начальник штаба войсковой части 00000"}}
    official = {"kind": "official", "title": "начальник штаба войсковой части 00000"}

    def suggested(name: str, **more: object) -> list[str]:
        return [
            one.value
            for one in page_of(Responses(facts | more, wanted=frozenset({name})), f"{name}.kind", claim).questions
        ]

    assert suggested("respondents[0]") == [*official.values()]
    assert suggested("respondents[1]", respondents=[official]) == ["military-unit", "войсковая часть 00000"]


def test_a_respondent_that_the_claim_lacks_is_named_and_suggested() -> None:
    claim = CATALOG.filings["stamp-claim"]
    case = without_fact("stamp-claim", "soldier-seven-months")
    facts = {**case.facts, "moral_damage": {"sum": "50000", "grounds": "Переживания."}}
    page = page_of(Responses(facts), f"respondents[{len(facts['respondents'])}].kind", claim)

    assert [problem.code for problem in page.problems] == ["F033"]
    assert [one.value for one in page.questions] == ["ministry", "Министерство обороны Российской Федерации"]


def test_what_another_answer_of_the_page_demanded_is_not_wanted_when_that_is_changed() -> None:
    claim = CATALOG.filings["stamp-claim"]
    elsewhere = Responses({"fee": {"mode": "paid", "proof": [{"title": "чек", "have": False}]}})
    page = page_of(elsewhere, "fee.proof[0]", claim)
    values = {"fee.proof[0].title": "чек", "fee.proof[0].have": "да"}

    got = answered(CATALOG, claim, elsewhere, page, values, TODAY)

    assert [problem.where for problem in page.every_problem] == ["fee.proof[0].holder"]
    assert got.problems == {}


def test_what_is_typed_goes_before_a_tick_that_there_is_nothing() -> None:
    taken, _wrong = typed(
        CONSCRIPT,
        "applicant.name",
        **{"applicant.name.last": "Иванов", "applicant.name.first": "Иван", "applicant.name.patronymic": "Петрович"},
        **{f"applicant.name.patronymic{UNKNOWN}": "да"},
    )

    assert fact_at(taken.facts, "applicant.name.patronymic") == "Петрович"


def test_who_cannot_choose_yet_is_asked_again_at_the_end() -> None:
    claim = CATALOG.filings["stamp-claim"]
    page = page_of(Responses(), "one-of-all_documents_enclosed", claim)
    later = answered(CATALOG, claim, Responses(), page, {page.id: LATER}, TODAY).responses

    assert [one.id for one in plan(CATALOG, claim, later, TODAY).ahead if one.form is Form.ONE_OF][-1] == page.id
    assert LATER not in {choice.value for choice in page_of(later, page.id, claim).choices}


def test_a_gender_is_asked_for_only_where_the_name_does_not_tell_it() -> None:
    def asked(last: str, first: str, patronymic: str) -> bool:
        name = {"last": last, "first": first, "patronymic": patronymic}
        course = plan(CATALOG, RESIGNATION, Responses({"ground": "age", "applicant": {"name": name}}), TODAY)
        return "applicant.gender" in {path for page in (*course.ahead, *course.done) for path in names(page)}

    assert not asked("Соколов", "Андрей", "Викторович")
    assert asked("Ли", "Саша", "")


def test_what_is_called_so_that_it_is_true_is_taken_for_true() -> None:
    claim = CATALOG.filings["stamp-claim"]
    page = page_of(Responses(), "one-of-all_documents_enclosed", claim)

    got = answered(CATALOG, claim, Responses(), page, {page.id: "all_documents_enclosed"}, TODAY)

    assert got.responses.facts == {"all_documents_enclosed": True}


def test_proof_that_the_law_wants_cannot_be_declined() -> None:
    claim = CATALOG.filings["stamp-claim"]
    paid = Responses({"fee": {"mode": "paid"}}, wanted=frozenset({"fee.proof"}))
    page = page_of(paid, "fee.proof[0]", claim)

    got = answered(CATALOG, claim, paid, page, {}, TODAY)

    assert not page.optional
    assert [problem.code for problem in got.problems.values()] == ["F034"]


# --- what changes its mind --------------------------------------------------------------------------------------------


def test_facts_that_another_answer_makes_needless_are_kept_not_printed_and_told() -> None:
    facts = dated(RESIGNATION.folder / "examples" / "family-medical-daughter.yaml")
    changed = given_of({**facts, "ground": "age"})

    course = plan(CATALOG, RESIGNATION, changed, TODAY)

    assert "family" in course.idle
    assert "family" in changed.facts
    assert "family" not in case_of(CATALOG, RESIGNATION, changed, TODAY)


def test_an_item_removed_takes_what_was_said_of_its_list_with_it() -> None:
    facts = dated(RESIGNATION.folder / "examples" / "contract-own-wish-april-2022.yaml")
    responses = Responses(
        facts, frozenset({"reasons[+]", "reasons[1].proof[+]", "addressee.rank"}), frozenset({"reasons[1]"})
    )

    left = removed(responses, "reasons[0]")

    assert left.facts["reasons"] == facts["reasons"][1:]
    assert (left.declined, left.wanted) == (frozenset({"addressee.rank"}), frozenset())


def test_a_fact_removed_is_not_asked_for_again_unless_the_paper_needs_it() -> None:
    facts = dated(RESIGNATION.folder / "examples" / "contract-own-wish-april-2022.yaml")
    left = removed(removed(given_of(facts), "applicant.personal_number"), "applicant.rank")
    course = plan(CATALOG, RESIGNATION, left, TODAY)

    asked = {one.path for page in course.ahead for one in page.questions}
    assert "applicant.rank" in asked
    assert "applicant.personal_number" not in asked


def test_the_paper_is_of_the_day_it_is_signed() -> None:
    tomorrow: date = TODAY + timedelta(days=1)

    assert case_of(CATALOG, RESIGNATION, Responses({"ground": "age"}), tomorrow) == {
        "sign_date": "2026-11-23",
        "ground": "age",
        "kind": "resignation",
    }


def test_an_unknown_number_is_printed_as_the_law_wants_it() -> None:
    claim = CATALOG.filings["reinstatement-claim"]
    facts = dated(claim.folder / "examples" / "minimal.yaml")
    page = page_of(given_of(facts), "dismissal.order", claim)
    values = {one.path: one.value for one in page.questions if one.value and one.path != "dismissal.order.number"}
    values |= {f"dismissal.order.number{UNKNOWN}": "да"}

    got = answered(CATALOG, claim, given_of(facts), page, values, TODAY)

    assert fact_at(got.responses.facts, "dismissal.order.number") == "б/н"
