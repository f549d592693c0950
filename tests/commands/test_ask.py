"""`filings ask`: the interview by lines typed, whether a person types them or a pipe."""

import io
import json
import os
import pty
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from filings.catalog import Catalog, Filing
from filings.commands import edge
from filings.examination import Request
from filings.facts import load
from filings.i18n import speaking
from filings.papers import NO_FILES, make
from filings.sealing import unseal_with_passphrase
from filings.writers.text import to_text
from tests.commands.test_commands import WITHOUT_PANGO
from tests.conftest import TODAY, some
from tests.interview.typist import typed_for

ROOT = Path(__file__).parents[2]
CATALOG = Catalog.load()
ON = ("--on", TODAY.isoformat())
FIRST = [(filing, filing.examples[0]) for filing in CATALOG.filings.values()]
OTHERS = [(filing, path) for filing in CATALOG.filings.values() for path in filing.examples[1:]]
SOME_OTHERS = OTHERS[::12]
CTRL_C, CTRL_D, WIPED = "\x03", "\x04", "\x1b[H\x1b[2J\x1b[3J"
Ask = Callable[..., subprocess.CompletedProcess[str]]

# A conscript whose term has ended.
CASE = {
    "ground": "end-of-term",
    "applicant": {
        "category": "conscript",
        "force": "armed-forces",
        "rank": "рядовой",
        "position": "стрелок 1 мотострелковой роты",
        "unit": {"number": "00000"},
        "name": {"last": "Соколов", "first": "Андрей", "patronymic": "Викторович"},
    },
    "service": {"called_up_on": "2025-11-10"},
    "addressee": {"position": "командир войсковой части 00000"},
}
SETTLED = {"ground": "end-of-term", "applicant": {"category": "conscript"}}
COMMANDER = {"last": "Починок", "first": "Пётр", "patronymic": "Ильич"}
# The same by the words of the tree: no danger, a conscript, leaving the service, the term.
TREE = ["нет", "3", "1", "срок", ""]


def answers(case: dict[str, Any] = CASE, settled: dict[str, Any] | None = None) -> list[str]:
    """Return the lines typed for a resignation of `case`, by who has settled nothing or `settled`."""
    return [*typed_for(CATALOG, CATALOG.filings["resignation"], case, settled or {}).lines]


ANSWERS = answers()
# The words are right, so are the answers; nothing is saved.
END = ["", "", "н"]


def upto(typed: str, lines: list[str] = ANSWERS) -> list[str]:
    """Return the lines typed before `typed`."""
    return lines[: lines.index(typed)]


def number_of(answer: str, said: str) -> str:
    """Return the number by which `answer` is changed, as it was last said."""
    return re.findall(rf"(\d+)\. {re.escape(answer)}", said)[-1]


def named(case: tuple[Filing, Path]) -> str:
    return f"{case[0].kind}-{case[1].stem}"


@pytest.fixture
def ask(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Ask:
    """Run `filings ask` in an empty folder and type lines; in this process, for the start takes a second."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("FILINGS_LANG", raising=False)

    def asked(*words: str | Path, lines: Iterable[str] | bytes = ()) -> subprocess.CompletedProcess[str]:
        typed = lines if isinstance(lines, bytes) else "".join(f"{line}\n" for line in lines).encode()
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(typed)))
        status = edge.run(["ask", *map(str, words), "-f", "txt", *ON])
        return subprocess.CompletedProcess(words, status, *capsys.readouterr())

    return asked


def dated(path: Path) -> dict[str, Any]:
    return {"sign_date": TODAY.isoformat(), **load(path)}


def text_of(filing: Filing, raw: dict[str, Any]) -> str:
    document = make(CATALOG, filing, raw, Request(TODAY), NO_FILES).report.document
    assert document
    return to_text(document)


def paper_in(folder: Path) -> str:
    """Return the text of the paper itself: neither the own copy nor the memo."""
    (paper,) = (path for path in folder.glob("*.txt") if " - " not in path.name)
    return paper.read_text(encoding="utf-8")


def passphrase_in(said: str) -> str:
    found = re.search(r"Пароль: (\S+)", said)
    assert found
    return found[1]


def told(said: str) -> str:
    """Return what was said as running text, wherever its lines were broken."""
    return " ".join(said.split())


# --- the whole way ----------------------------------------------------------------------------------------------------


def check_paper(ask: Ask, folder: Path, case: tuple[Filing, Path]) -> None:
    filing, path = case
    typed = typed_for(CATALOG, filing, dated(path))
    (folder / "начало.json").write_text(typed.case, encoding="utf-8")
    done = ask("начало.json", "-o", "бумаги", lines=[*typed.lines, *END, "н", ""])

    assert done.returncode == 0, done.stderr[-2000:]
    assert paper_in(folder / "бумаги") == text_of(filing, dated(path))


@pytest.mark.parametrize("case", FIRST, ids=named)
def test_who_types_the_answers_of_an_example_gets_its_paper(
    ask: Ask, tmp_path: Path, case: tuple[Filing, Path]
) -> None:
    check_paper(ask, tmp_path, case)


@pytest.mark.slow
@pytest.mark.parametrize("case", SOME_OTHERS, ids=named)
def test_so_does_who_types_the_answers_of_another(ask: Ask, tmp_path: Path, case: tuple[Filing, Path]) -> None:
    check_paper(ask, tmp_path, case)


def test_from_what_happened_to_the_paper_the_own_copy_and_the_memo(ask: Ask, tmp_path: Path) -> None:
    done = ask(lines=[*TREE, *answers(settled=SETTLED), *END])

    assert done.returncode == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "Рапорт об увольнении - памятка.txt",
        "Рапорт об увольнении - экземпляр заявителя.txt",
        "Рапорт об увольнении.txt",
    ]
    assert "Рапорт об увольнении.txt" in done.stderr
    assert "ответ на обращение: до" in told(done.stderr)
    assert done.stdout == ""


def test_a_process_of_its_own_makes_docx_and_pdf(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "filings", "ask", "resignation", "-o", "бумаги", *ON],
        input="\n".join([*ANSWERS, *END]).encode(),
        capture_output=True,
        check=False,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), "TERM": "dumb", "FILINGS_LANG": "ru"},
    )

    assert done.returncode == 0
    files = sorted((tmp_path / "бумаги").iterdir())
    assert [path.suffix for path in files] == [".docx", ".pdf"] * 3
    assert {path.stat().st_mode & 0o777 for path in files} == {0o600}


def test_without_pango_the_docx_is_made_and_the_missing_pdf_told(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_PANGO, "ask", "resignation", *ON],
        input="\n".join([*ANSWERS, *END]).encode(),
        capture_output=True,
        check=False,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), "TERM": "dumb", "FILINGS_LANG": "ru"},
    )

    assert done.returncode == 5
    assert (tmp_path / "Рапорт об увольнении.docx").exists()
    assert not (tmp_path / "Рапорт об увольнении.pdf").exists()
    assert "PDF" in done.stderr.decode()


# --- words instead of answers -----------------------------------------------------------------------------------------


def test_in_english_the_questions_are_english_and_the_answers_are_asked_for_in_russian(
    ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FILINGS_LANG", "en")
    with speaking("ru"):
        said = ask("resignation").stderr

    assert "Write the answers that go into the paper in Russian." in said
    assert "Why do you want to leave the service?" in said


def test_back_asks_the_page_before_again_and_keeps_its_answer(ask: Ask) -> None:
    said = ask("resignation", lines=["срок", "призыв", "<"]).stderr

    assert said.count("Как вы служите?") == 2
    assert "Enter – оставить: по призыву" in said


def test_back_goes_on_from_an_answer_that_was_not_taken(ask: Ask) -> None:
    said = ask("resignation", lines=[*upto("10.11.2025"), "вчера", "<"]).stderr

    assert "это не дата" in told(said)
    assert "Enter – оставить" in said[said.index("Напишите день, месяц и год") :]


def test_back_within_a_page_asks_the_line_before(ask: Ask) -> None:
    said = ask("resignation", lines=[*upto("Соколов"), "Соколов", "<", "Петров"]).stderr

    assert said.count("Какая фамилия?") == 2
    assert said.count("Какое имя?") == 2


def test_back_from_the_first_question_leads_to_what_happened(ask: Ask) -> None:
    said = ask(lines=[*TREE, "<", "<", "<"]).stderr

    assert said.count("Что можно написать") == 2
    assert said.count("Почему вы хотите уйти со службы?") == 2


def test_back_where_there_is_nothing_before_says_so(ask: Ask) -> None:
    assert "Это первый вопрос." in ask("resignation", lines=["<"]).stderr
    assert "Это первый вопрос." in ask(lines=["<"]).stderr


def test_a_question_mark_tells_why_and_where_to_look_and_asks_on(ask: Ask) -> None:
    said = told(ask("resignation", lines=["срок", "призыв", "1", "?", "ряд", "?"]).stderr)

    assert "Где посмотреть: военный билет." in said
    assert "Этого требует закон: ст. 106 Дисциплинарного устава" in said
    assert "Какая у вас должность?" in said


def test_a_dash_is_no_answer_where_the_law_allows_none(ask: Ask, tmp_path: Path) -> None:
    # Without a patronymic the gender is asked for.
    person = {**CASE["applicant"], "name": {"last": "Соколов", "first": "Андрей"}, "gender": "m"}
    lines = answers({**CASE, "applicant": person})
    after = lines.index("Андрей") + 1
    assert lines[after] == ""
    ask("resignation", lines=[*lines[:after], "-", *lines[after + 1 :], *END])

    assert "Соколов Андрей" in paper_in(tmp_path).replace("\u00a0", " ")


def test_a_dash_is_refused_where_an_answer_is_needed(ask: Ask) -> None:
    said = ask("resignation", lines=[*upto("Соколов"), "-"]).stderr

    assert "Здесь нужен ответ" in said


@pytest.mark.parametrize("typed", ["мл", "младший сержант", "1 7", "ефр", "999", "0"])
def test_among_many_answers_one_is_found_by_a_part_of_it(ask: Ask, typed: str) -> None:
    said = told(ask("resignation", lines=["срок", "призыв", "1", typed]).stderr)

    expected = {
        "мл": "Подходит несколько",
        "младший сержант": "Какая у вас должность?",
        "1 7": "Такого ответа нет",
        "ефр": "→ ефрейтор",
        "999": "Такого ответа нет",
        "0": "1. рядовой",
    }
    assert expected[typed] in said


def test_the_answers_are_shown_and_one_of_them_changed_on_the_way(ask: Ask) -> None:
    said = ask("resignation", lines=["срок", "призыв", "1", "!", "2", "контракт", "!"]).stderr

    assert said.count("Мои ответы") == 2
    answers = [told(part) for part in said.split("Мои ответы")[1:]]
    assert "Как вы служите? по призыву" in answers[0]
    assert "Как вы служите? по контракту" in answers[1]
    assert "Осталось вопросов" in said


def test_what_is_masked_is_not_shown_among_the_answers(ask: Ask) -> None:
    typed = typed_for(CATALOG, CATALOG.filings["resignation"], dated(CATALOG.filings["resignation"].examples[3]))
    Path("начало.json").write_text(typed.case, encoding="utf-8")
    said = ask("начало.json", lines=[*typed.lines, ""]).stderr

    assert "указано, здесь не показано" in said
    assert "АБ-000000" not in said


def test_an_unknown_command_is_no_answer(ask: Ask) -> None:
    assert "Такой команды нет" in ask("resignation", lines=[":стоп"]).stderr


# --- a closed door ----------------------------------------------------------------------------------------------------


def test_a_closed_door_is_told_before_any_name_with_what_is_open(ask: Ask, tmp_path: Path) -> None:
    done = ask(lines=["нет", "1", "1", "больше"])

    assert done.returncode == 130
    assert "По этой причине сейчас откажут" in done.stderr
    assert "Рапорт о предоставлении отпуска" in done.stderr
    assert [*tmp_path.iterdir()] == []


def test_at_a_closed_door_another_paper_begins_with_the_same_answers(ask: Ask) -> None:
    said = ask("resignation", lines=["собст", "контракт", "2", "!"]).stderr

    assert "Такую бумагу сейчас не примут" in said
    answers = told(said[said.index("Мои ответы") :])
    assert "Как вы служите? по контракту" in answers


def test_at_a_closed_door_the_answer_is_changed(ask: Ask) -> None:
    said = ask("resignation", lines=["собст", "контракт", "<", "срок", "!", "2", "призыв"]).stderr

    assert said.count("Такую бумагу сейчас не примут") == 2
    assert "Где вы служите?" in said


def test_who_leaves_at_a_closed_door_is_refused_by_the_law(ask: Ask, tmp_path: Path) -> None:
    done = ask("resignation", lines=["собст", "контракт", ":выход", "в"])

    assert done.returncode == 1
    assert [*tmp_path.iterdir()] == []


# --- the end ----------------------------------------------------------------------------------------------------------


def test_a_doubtful_word_comes_first_and_is_put_right(ask: Ask, tmp_path: Path) -> None:
    lines = answers({**CASE, "addressee": {**CASE["addressee"], "name": COMMANDER}})
    said = told(ask("resignation", lines=[*lines, "1", "Починку П.И.", *END]).stderr)

    assert "Верно? 1. Починок П.И. Здесь мы не уверены." in said
    assert "Починку П.И." in paper_in(tmp_path).replace("\u00a0", " ")


def test_the_text_of_the_paper_can_be_read_before_it_is_made(ask: Ask) -> None:
    said = ask("resignation", lines=[*ANSWERS, "", ":текст"]).stderr

    assert "РАПОРТ" in said
    assert "Соколов" in said


def test_an_answer_changed_at_the_end_stands_in_the_paper(ask: Ask, tmp_path: Path) -> None:
    number = number_of("Как вас зовут?", ask("resignation", lines=[*ANSWERS, ""]).stderr)
    said = ask("resignation", lines=[*ANSWERS, "", number, "Журавлёв", "", "", "", "", "н"]).stderr

    assert said.count("Проверьте ответы") == 2
    assert "Журавлёв Андрей Викторович" in paper_in(tmp_path).replace("\u00a0", " ")


def test_papers_that_are_there_stay_and_another_folder_is_asked_for(ask: Ask, tmp_path: Path) -> None:
    (tmp_path / "Рапорт об увольнении.txt").write_text("прежний", encoding="utf-8")
    done = ask("resignation", lines=[*ANSWERS, "", "", "другая", "н"])

    assert done.returncode == 0
    assert paper_in(tmp_path) == "прежний"
    assert paper_in(tmp_path / "другая").startswith("Командиру")


def test_an_item_of_a_list_is_taken_away_by_its_number(ask: Ask, example: Path) -> None:
    said = told(ask(example, lines=["!", "-7", "нет", "!", "-7", "да", "!"]).stderr)

    before, kept, after = said.split("Мои ответы")[1:4]
    assert before.count("Что случилось?") == 2
    assert kept.count("Что случилось?") == 2
    assert "Убрано." in said
    assert after.count("Что случилось?") == 1


def test_facts_that_have_no_place_in_the_paper_are_named_and_kept(ask: Ask, tmp_path: Path) -> None:
    case = {"kind": "resignation", "ground": "end-of-term", "applicant": {"category": "conscript"}}
    case["reasons"] = [{"text": "Мать осталась одна."}]
    (tmp_path / "дело.json").write_text(json.dumps(case), encoding="utf-8")
    done = ask("дело.json", "-o", "-", lines=["1", "!"])

    assert "Не войдёт в бумагу Уважительные причины" in told(done.stderr)
    assert json.loads(done.stdout)["reasons"] == [{"text": "Мать осталась одна."}]


def test_a_warning_is_told_once_when_an_answer_makes_it_true(ask: Ask) -> None:
    court = typed_for(CATALOG, CATALOG.filings["stamp-claim"], dated(CATALOG.filings["stamp-claim"].examples[0]))
    Path("дело.json").write_text(court.case, encoding="utf-8")
    said = told(ask("дело.json", lines=court.lines).stderr)

    assert "Внимание" in said
    warnings = re.findall(r"Внимание (.{60})", said)
    assert len(warnings) == len({*warnings})


def test_what_was_typed_on_a_page_stays_when_a_line_of_it_is_lacking(ask: Ask) -> None:
    lines = upto("Починок", answers({**CASE, "addressee": {**CASE["addressee"], "name": COMMANDER}}))
    # The first name is left out.
    said = told(ask("resignation", lines=[*lines, "Починок", "", ""]).stderr)

    assert "Здесь нужен ответ" in said
    assert "Enter – оставить: Починок" in said


def test_one_enter_passes_over_a_page_that_may_be_left_out(ask: Ask) -> None:
    lines = upto("Починок", answers({**CASE, "addressee": {**CASE["addressee"], "name": COMMANDER}}))
    said = ask("resignation", lines=[*lines, "", "!"]).stderr

    assert "Enter – пропустить всё это" in said
    assert "не указано" in said[said.index("Мои ответы") :]


def written_after(ask: Ask, way: Iterable[str], kind: str, category: str, *after: str) -> str:
    """Have the paper `kind` of its first example written at the end of `way`, which settles the `category` of service
    or nothing, then type what comes `after`."""
    filing = CATALOG.filings[kind]
    raw = load(filing.examples[0])
    settled = {"applicant": {"category": category}} if category else {}
    typed = typed_for(CATALOG, filing, {key: raw[key] for key in raw if key != "sign_date"}, settled)
    done = ask(lines=[*way, *typed.lines, *END, "н", *after])
    return done.stderr[done.stderr.index("Бумага готова") :]


def test_papers_that_the_disk_does_not_take_are_told_by_the_status(ask: Ask, tmp_path: Path) -> None:
    (tmp_path / "папка").write_text("файл", encoding="utf-8")
    done = ask("resignation", "-o", "папка", lines=[*ANSWERS, "", ""])

    assert done.returncode == 4
    assert "Папку для файлов создать не удалось." in done.stderr


def test_after_the_paper_the_next_one_begins_with_its_answers(ask: Ask) -> None:
    way = ["нет", "1", "давят", "забрали документы", "1"]
    said = written_after(ask, way, "documents-return", "contract", "1", "!")

    assert "Другие бумаги из тех же ответов 1. Жалоба военному прокурору" in told(said)
    assert "Как вас зовут?" in said[said.index("Мои ответы") :]


def test_after_the_paper_the_questions_of_what_happened_may_go_on(ask: Ask) -> None:
    said = written_after(ask, ["да", ""], "pressure-complaint", "", "!")

    assert "Кто вы?" in said


# --- saving and going on ----------------------------------------------------------------------------------------------


def test_saved_answers_are_sealed_by_words_shown_once_and_taken_up_again(ask: Ask, tmp_path: Path) -> None:
    first = ask("resignation", lines=[*upto("командир войсковой части 00000"), ":сохранить", ":выход"])
    (saved,) = tmp_path.iterdir()
    passphrase = passphrase_in(first.stderr)

    assert first.returncode == 0
    assert saved.name == "ответы.json.age"
    assert len(passphrase.split("-")) == 6
    assert "Соколов" in unseal_with_passphrase(saved.read_bytes(), passphrase, "").decode()

    # However the words are parted.
    words = passphrase.replace("-", " ").upper()
    rest = ANSWERS[len(upto("командир войсковой части 00000")) :]
    then = ask(saved, lines=["другой пароль", words, *rest, "", "", ""])
    assert "Пароль не подходит." in then.stderr
    assert then.returncode == 0
    assert "Какая фамилия?" not in then.stderr
    assert "Соколов" in paper_in(tmp_path)
    assert "Пароль прежний." in then.stderr


def test_what_was_passed_over_is_not_asked_again_and_other_commands_take_the_saved_case(
    ask: Ask, tmp_path: Path
) -> None:
    lines = [*ANSWERS, "", ":сохранить", ":выход"]
    ask("resignation", "-o", "дело.json", lines=lines)
    again = ask("дело.json", lines=["", "", ""])

    assert load(tmp_path / "дело.json")["interview"]["declined"]
    assert "О чём ещё просите?" not in again.stderr
    assert again.returncode == 0
    assert edge.run(["render", "дело.json", "-f", "txt", "-o", "папка"]) == 0
    assert edge.run(["check", "дело.json", "--kind", "leave-request"]) in (0, 1)


def test_a_plain_case_file_is_taken_up_too(ask: Ask, tmp_path: Path, example: Path) -> None:
    done = ask(example, lines=["", "", "", "", "", ""])

    assert done.returncode == 0
    assert paper_in(tmp_path) == text_of(CATALOG.filings["resignation"], load(example))


def test_answers_lie_open_only_where_an_open_file_was_named(ask: Ask, tmp_path: Path) -> None:
    done = ask("resignation", "-o", "дело.yaml", lines=[*ANSWERS, "", "", ""])

    assert done.returncode == 0
    assert load(tmp_path / "дело.yaml")["applicant"]["name"]["last"] == "Соколов"
    assert "не зашифрован" in done.stderr
    assert "Пароль" not in done.stderr


def test_the_case_goes_to_standard_output_and_the_talk_does_not(ask: Ask) -> None:
    done = ask("resignation", "-o", "-", lines=[*ANSWERS, "", ""])

    assert json.loads(done.stdout)["applicant"]["name"]["last"] == "Соколов"
    assert done.returncode == 0


def test_input_that_ends_too_soon_is_told_and_nothing_is_kept_unasked(ask: Ask, tmp_path: Path) -> None:
    done = ask("resignation", lines=["срок", "призыв"])

    assert done.returncode == 130
    assert "Ввод закончился раньше вопросов. Ответы не сохранены." in done.stderr
    assert [*tmp_path.iterdir()] == []


def test_input_that_ends_too_soon_is_kept_in_the_file_named_for_the_answers(ask: Ask, tmp_path: Path) -> None:
    done = ask("resignation", "-o", "дело.json.age", lines=["срок", "призыв"])

    assert done.returncode == 0
    sealed = (tmp_path / "дело.json.age").read_bytes()
    assert json.loads(unseal_with_passphrase(sealed, passphrase_in(done.stderr), ""))["ground"] == "end-of-term"


def test_answers_are_not_lost_by_going_back_to_what_happened(ask: Ask, tmp_path: Path) -> None:
    ask(lines=[*TREE, "Вооружённые", "<", "<", "<", ":выход", "с"])

    (saved,) = tmp_path.iterdir()
    assert saved.name == "ответы.json.age"


def test_who_leaves_without_a_trace_leaves_none(ask: Ask, tmp_path: Path) -> None:
    done = ask("resignation", "-o", "папка", lines=[*upto("командир войсковой части 00000"), ":выход", "в"])

    assert done.returncode == 130
    assert "Ничего не записано." in done.stderr
    assert [*tmp_path.iterdir()] == []


def test_who_thinks_better_of_leaving_goes_on_where_he_was(ask: Ask) -> None:
    said = ask("resignation", lines=["срок", "призыв", ":выход", "что?", "п"]).stderr

    assert said.count("Где вы служите?") == 2


def test_a_kind_that_there_is_not_is_told_with_those_like_it(ask: Ask) -> None:
    done = ask("resignatoin")

    assert done.returncode == 2
    assert "resignation" in done.stderr


# --- what should not be typed -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "hostile",
    [
        b"\xff\xfe\xd0",
        b"\x00",
        b"\x1b[2J",
        b"a" * 200_000,
        b"<b>" * 10,
        b"{{ 7 * 7 }}",
        "\u202eволк".encode(),
        b"../../etc/passwd",
    ],
)
def test_hostile_bytes_are_refused_or_plain_text_and_the_question_stays(ask: Ask, hostile: bytes) -> None:
    before = "\n".join([*upto("стрелок 1 мотострелковой роты"), ""]).encode()
    done = ask("resignation", lines=before + hostile + b"\n")

    assert done.returncode == 130
    assert "Ошибка в самой программе" not in done.stderr
    assert "\x1b" not in done.stderr
    assert "\x00" not in done.stderr


def test_hostile_facts_of_a_file_do_not_steer_the_terminal(ask: Ask, tmp_path: Path) -> None:
    case = {"kind": "resignation", "ground": "end-of-term", "applicant": {"position": "\x1b[2J\x1b]0;x\x07стрелок"}}
    (tmp_path / "дело.json").write_text(json.dumps(case), encoding="utf-8")
    said = ask("дело.json", lines=["3", "1", "ряд", "!"]).stderr

    assert "\x1b" not in said
    assert "\x07" not in said


def test_what_was_typed_lies_in_the_papers_and_nowhere_else(ask: Ask, tmp_path: Path) -> None:
    marker = "Меченосцев"
    lines = [marker if line == "Соколов" else line for line in ANSWERS]
    ask("resignation", "-o", "бумаги", lines=[*lines, "", "", "с"])

    with_marker = {
        path.name for path in some(tmp_path.rglob("*")) if path.is_file() and marker.encode() in path.read_bytes()
    }
    assert with_marker == {
        "Рапорт об увольнении - памятка.txt",
        "Рапорт об увольнении - экземпляр заявителя.txt",
        "Рапорт об увольнении.txt",
    } or with_marker == {"Рапорт об увольнении - экземпляр заявителя.txt", "Рапорт об увольнении.txt"}
    assert not any(marker in path.name for path in tmp_path.rglob("*"))


# --- a terminal and its signals ---------------------------------------------------------------------------------------


def at_a_terminal(folder: Path, answers: list[str], *words: str) -> tuple[int, str]:
    """Run `filings ask resignation` at a terminal of its own, type an answer at each prompt; return status, words."""
    mine, its = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "filings", "ask", "resignation", *ON, *words],
        cwd=folder,
        stdin=its,
        stdout=its,
        stderr=its,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "FILINGS_LANG": "ru", "TERM": "xterm"},
        preexec_fn=lambda: os.login_tty(its),
    )
    os.close(its)
    shown, seen, late = b"", 0, time.monotonic() + 60
    while time.monotonic() < late:
        if shown[seen:].endswith((b"> ", "выйти.\r\n".encode())) and answers:
            answer = answers.pop(0)
            os.write(mine, answer.encode() + (b"" if answer in (CTRL_C, CTRL_D) else b"\n"))
            seen = len(shown)
        if select.select([mine], [], [], 0.1)[0]:
            try:
                shown += os.read(mine, 4096)
            except OSError:  # the other end is closed: it has ended
                break
    os.close(mine)
    return process.wait(timeout=10), shown.decode()


def test_ctrl_c_asks_first_and_twice_it_leaves_with_nothing_written_and_a_clean_screen(tmp_path: Path) -> None:
    status, shown = at_a_terminal(tmp_path, ["срок", CTRL_C, "п", "призыв", CTRL_D, "п", CTRL_C, CTRL_C])

    assert status == 130
    assert shown.count("(с)охранить под паролем / (в)ыйти без следа / (п)родолжить") == 3
    assert shown.count("Как вы служите?") == 2
    assert "Прервано. Ничего не записано наполовину." in shown
    assert shown[: shown.index("Прервано")].rstrip().endswith(WIPED)
    assert [*tmp_path.iterdir()] == []


def test_ctrl_c_after_the_paper_asks_for_the_answers_and_writes_no_paper_twice(tmp_path: Path) -> None:
    status, shown = at_a_terminal(tmp_path, [*ANSWERS, "", "", CTRL_C, "п", "н", ""], "-f", "txt")

    assert status == 0
    assert shown.count("Бумага готова") == 1
    assert shown.count("Сохранить ответы для следующих бумаг?") == 2


def test_ctrl_c_and_saving_leaves_the_sealed_answers_and_a_clean_screen(tmp_path: Path) -> None:
    status, shown = at_a_terminal(tmp_path, ["срок", CTRL_C, "с", ""])

    assert status == 0
    (saved,) = tmp_path.iterdir()
    assert b"end-of-term" in unseal_with_passphrase(saved.read_bytes(), passphrase_in(shown), "")
    assert shown.rstrip().endswith(WIPED)


def test_an_interrupt_of_a_piped_interview_may_be_answered_through_the_pipe(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "filings", "ask", "resignation", *ON],
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), "FILINGS_LANG": "ru"},
    )
    assert process.stdin
    assert process.stderr
    process.stdin.write("срок\n".encode())
    process.stdin.flush()
    while "Как вы служите?" not in process.stderr.readline().decode():
        pass
    process.send_signal(signal.SIGINT)
    _out, said = process.communicate("в\n".encode(), timeout=60)

    assert process.returncode == 130
    assert "Сохранить ответы?" in said.decode()
    assert [*tmp_path.iterdir()] == []
