"""The message catalogues: nothing untranslated, nothing left over, and the program heard in both languages."""

import ast
import json
import os
import re
import runpy
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from string import Formatter
from types import SimpleNamespace

import pytest
from babel.messages.catalog import Message
from babel.messages.mofile import write_mo

from filings.commands import SUMMARIES
from filings.russian.overlay import read_table

ROOT = Path(__file__).parent.parent
MESSAGES = SimpleNamespace(**runpy.run_path(str(ROOT / "scripts" / "messages.py")))
LANGUAGES = MESSAGES.languages()

# The texts that reach `_()` from data. Whoever adds one adds its path in the data to scripts/messages.py: LAW_TEXTS for
# the stored law, ARGUMENT_TEXTS for the arguments of the templates, SITUATION_TEXTS and ASKING_WORDS for the interview.
FROM_DATA = {
    "commands/calendar_file.py": {"rule.label"},
    "commands/check.py": {"each.argument.title"},
    "commands/deadlines.py": {"rule.title"},
    "commands/grounds.py": {"item.title", "time.about", "time.reliability"},
    "commands/show.py": {"each.title", "proof.title"},
    "law/terms/case_terms.py": {"binding.note", "term_rule(one.rule).missed", "rule.title"},
    "law/checks/completeness.py": {"item.element.title", "item.remedy"},
    "law/checks/findings.py": {"load('horizons')[area]['title']"},
    "law/checks/ground.py": {"found.title"},
    "law/terms/count.py": {
        "found.title",
        "load('deadlines')['decree_days']['text']",
        "note",
        "order.rest",
        "period.span",
        "rule.event",
    },
    "law/checks/fee.py": {"data['texts']['none']['text']", "entry['title']"},
    "law/duty.py": {
        "data['kinds'][kind]['title']",
        "data['texts']['conscript']['text']",
        "ground['only']",
        "ground['title']",
        "rate['why']",
    },
    "law/grounds/matrix.py": {
        "board['text']",
        "data['texts'][cell['text']] if 'text' in cell else cell['why']",
        "other['text']",
    },
    "law/checks/jurisdiction.py": {"row['court']", "row['doubt']", "row['why']", "stop"},
    "law/checks/warnings.py": {"entry['remedy']", "entry['text']"},
    "law/checks/screening.py": {"rule.remedy", "rule.what"},
    "interview/telling.py": {"words[name]"},
    "law/terms/rules.py": {"self.title"},
    "reasoning.py": {"argument.title", "proof.title"},
}


def placeholders(texts: tuple[str, ...]) -> set[str]:
    """Return the places for values in the forms of one message: `{name!r}` as «name!r», `%(prog)s` as it stands."""
    parsed = [part for text in texts for part in Formatter().parse(text)]
    named = {f"{name}!{conversion or ''}:{spec}" for _, name, spec, conversion in parsed if name is not None}
    return named | set(re.findall(r"%\(\w+\)\w", "".join(texts)))


def bare_russian(text: str) -> list[str]:
    """Return the Russian words of an English text outside brackets and quotation marks."""
    while (less := re.sub(r"«[^«»]*»|“[^“”]*”|\([^()]*\)", "", text)) != text:
        text = less
    return re.findall(r"[А-Яа-яЁё]+", text)


def english_phrases(text: str) -> list[str]:
    """Return the places of a Russian text where two English words stand together; commands to type are no English."""
    return re.findall(r"[A-Za-z]+ [a-z]+", re.sub(r"filings [a-z]+", "", text))


def entries(language: str) -> list[Message]:
    """Return the translated messages of a catalogue, without its header."""
    return [message for message in MESSAGES.catalogue(language) if message.id and message.string]


# --- the catalogues ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_is_as_make_messages_leaves_it(language: str) -> None:
    wanted = MESSAGES.updated(MESSAGES.catalogue(language), MESSAGES.wanted()[language])
    assert MESSAGES.po_file(language).read_text(encoding="utf-8") == MESSAGES.as_po(wanted)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_of_today_is_translated(language: str) -> None:
    assert MESSAGES.untranslated(MESSAGES.updated(MESSAGES.catalogue(language), MESSAGES.wanted()[language])) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_has_the_placeholders_of_its_message(language: str) -> None:
    pairs = [(MESSAGES.forms(message.id), MESSAGES.forms(message.string)) for message in entries(language)]
    assert [said for text, said in pairs if placeholders(text) != placeholders(said)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_begins_and_ends_with_the_spaces_of_its_message(language: str) -> None:
    pairs = [
        (MESSAGES.forms(message.id)[0], form)
        for message in entries(language)
        for form in MESSAGES.forms(message.string)
    ]
    assert [said for text, said in pairs if re.findall(r"^\s*|\s*$", text) != re.findall(r"^\s*|\s*$", said)] == []


def test_the_english_catalogue_keeps_russian_words_in_brackets_or_quotation_marks() -> None:
    assert [message.string for message in entries("en") if bare_russian(message.string)] == []


def test_the_russian_catalogue_holds_the_words_of_click_and_no_sentence_of_ours() -> None:
    assert [
        message.id for message in entries("ru") if re.search("[А-Яа-яЁё]", "".join(MESSAGES.forms(message.id)))
    ] == []
    said = [form for message in entries("ru") for form in MESSAGES.forms(message.string)]
    assert [form for form in said if not re.search("[А-Яа-яЁё]", form)] == []


def test_no_message_prints_a_number_before_a_noun_that_follows_it() -> None:
    """«прошло дней: 1» is right of every number, «1 дней» is not; the number of a year counts nothing."""
    counted = {row[form] for row in read_table("counted_nouns.tsv") for form in ("few", "gen")}
    after_number = re.compile(rf"(?<!\{{year)\}} (?:{'|'.join(sorted(counted))})\b")
    said = [form for message in entries("en") for form in MESSAGES.forms(message.id)]

    assert after_number.search("Указано {given} рублей.")
    assert len(said) > 1000
    assert [form for form in said if after_number.search(form)] == []


def test_no_message_is_empty() -> None:
    # gettext answers an empty message with the header of the catalogue.
    assert not {"", ("", "")} & set().union(*MESSAGES.wanted().values())


def test_a_bad_translation_is_seen() -> None:
    assert placeholders(("{name!r} из {n}",)) != placeholders(("{name} of {n}",))
    assert placeholders(("%(prog)s, {{x}}",)) == {"%(prog)s"}
    assert bare_russian("report (рапорт «в часть» о) «{x} да» “нет” ДА") == ["ДА"]
    assert english_phrases("filings show: DOCX и PDF, Show this") == ["Show this"]


# --- finding the messages ---------------------------------------------------------------------------------------------


def test_messages_are_found_wherever_they_stand(tmp_path: Path) -> None:
    source = """
x = f"{_('в строке с подстановкой')}: {_(value)}"
y = _("из двух "
      "кусков: {name}").format(name=_('внутри другой'))
z = ngettext("one", "many", 2), gettext("чужое"), "просто текст"
"""
    (tmp_path / "module.py").write_text(source, encoding="utf-8")
    assert MESSAGES.messages_in(tmp_path) == {
        "в строке с подстановкой",
        "внутри другой",
        "из двух кусков: {name}",
        ("one", "many"),
    }


def test_texts_are_found_in_data() -> None:
    data = {"a": {"why": "1", "cells": [{"why": "2"}, {"text": "x"}]}, "b": {"cells": [{"why": "3"}]}}
    assert list(MESSAGES.texts_at(data, ["*", "cells", "*", "why"])) == ["2", "3"]
    assert list(MESSAGES.texts_at(data, ["a", "why"])) == ["1"]
    assert list(MESSAGES.texts_at(data, ["a", "nosuch", "*"])) == []


def test_the_texts_from_data_are_those_the_catalogue_knows_of() -> None:
    found: dict[str, set[str]] = {}
    for path in (ROOT / "filings").rglob("*.py"):
        arguments = [text for call in MESSAGES.calls_in(path.read_text(encoding="utf-8")) for text in call]
        texts = {ast.unparse(text) for text in arguments if not isinstance(text, ast.Constant)}
        if texts:
            found[path.relative_to(ROOT / "filings").as_posix()] = texts
    assert found == FROM_DATA


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        ("grounds.yaml", "В период частичной мобилизации контракты продолжают действие"),
        ("grounds.yaml", "консультация военного юриста"),
        ("grounds.yaml", "по собственному желанию"),
        ("grounds.yaml", "Срок контракта истёк – военнослужащий подлежит увольнению."),
        ("grounds.yaml", "мобилизации ещё нет, статья 51 применяется полностью"),
        ("grounds.yaml", "Состояние известно по закону и по практике того времени."),
        ("screening.yaml", "Слова близки к отказу от службы"),
        ("screening.yaml", "Уберите номер"),
        ("screening.yaml", "Эти слова прочтут как отказ от исполнения приказа или от участия в боевых действиях. Он"),
        ("warnings.yaml", "Подача рапорта – законное право"),
        ("warnings.yaml", "Не выкладывайте документ"),
        ("deadlines.yaml", "день, когда стало известно о нарушении прав"),
        ("deadlines.yaml", "10 рабочих дней"),
        ("deadlines.yaml", "До 01.09.2022 на ответ отводилось тридцать дней"),
        ("deadlines.yaml", "Переносится ли конец этого срока с нерабочего дня, не проверено."),
        ("deadlines.yaml", "дни, объявленные нерабочими из-за коронавируса"),
        ("duty.yaml", "требование о компенсации морального вреда"),
        ("duty.yaml", "Прежняя шкала по цене иска не сверена"),
        ("duty.yaml", "Ветеран освобождён, только когда защищает права"),
        ("duty.yaml", "Военнослужащим по призыву расходы на пошлину"),
        ("jurisdiction.yaml", "окружной (флотский) военный суд"),
        ("jurisdiction.yaml", "Обратитесь к юристу по спорам о службе в органах внутренних дел"),
        ("completeness.yaml", "подавалась ли жалоба вышестоящему органу или лицу"),
        ("completeness.yaml", "Укажите день подачи жалобы."),
    ],
)
def test_the_sentences_of_the_stored_law_are_messages(file: str, sentence: str) -> None:
    assert sentence in (ROOT / "filings" / "law" / "data" / file).read_text(encoding="utf-8")
    assert [text for text in MESSAGES.law_messages() if text.startswith(sentence)]


@pytest.mark.parametrize("field", ["title", "proof"])
def test_the_titles_of_every_argument_and_its_proofs_are_messages(field: str) -> None:
    described = [tomllib.loads(path.read_text("utf-8")) for path in ROOT.glob("templates/*/arguments.toml")]
    found = [entry[field] for arguments in described for entry in arguments.values() if field in entry]
    titles = [each["title"] for proofs in found for each in proofs] if field == "proof" else found
    assert len(titles) > 5
    assert set(titles) <= MESSAGES.wanted()["en"]


def test_the_words_of_a_schema_that_ask_for_facts_are_messages() -> None:
    schema = {
        "x-sections": {"you": "О вас"},
        "$defs": {"rank": {"enum": ["а", "б"], "x-labels": {"а": "рядовой", "б": "сержант"}, "x-explain": {"б": "1"}}},
        "properties": {
            "unit": {
                "title": "Часть",
                "x-from": [{"say": {"title": "{a}"}}],
                "x-ask": "2?",
                "x-offer": "3",
                "x-why": "4.",
                "x-look": "5",
                "x-when": "a = b",
            },
            "proofs": {"items": {"x-ask": "6?", "x-unknown": {"say": "7", "value": "б/н"}}, "x-more": "8?"},
            "day": {"x-unknown": {"blank": "9"}},
        },
    }
    found = sorted(MESSAGES.asking_words(schema))
    assert found == ["1", "2?", "3", "4.", "5", "6?", "7", "8?", "9", "О вас", "Часть", "рядовой"]


@pytest.mark.parametrize("place", ["schemas/case.json", "schemas/facts/person.json", "schemas/stamp-claim.json"])
def test_the_words_of_our_own_schemas_are_messages(place: str) -> None:
    schema = json.loads((ROOT / place).read_text(encoding="utf-8"))
    words = {*MESSAGES.asking_words(schema)} - {schema["title"]}
    assert len(words) > 5
    assert words <= MESSAGES.wanted()["en"]


# --- the program in both languages ------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def bare_tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the program as git has it: no compiled catalogue."""
    tree = tmp_path_factory.mktemp("bare")
    for folder in ("filings", "templates", "schemas"):
        shutil.copytree(ROOT / folder, tree / folder, ignore=shutil.ignore_patterns("__pycache__", "*.mo"))
    return tree


@pytest.fixture(scope="module")
def tree(bare_tree: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the program with the catalogues compiled from the sources of this moment."""
    tree = tmp_path_factory.mktemp("compiled") / "tree"
    shutil.copytree(bare_tree, tree)
    for language in LANGUAGES:
        place = tree / MESSAGES.po_file(language).relative_to(ROOT).with_suffix(".mo")
        with place.open("wb") as file:
            write_mo(file, MESSAGES.catalogue(language))
    return tree


def run(tree: Path, language: str, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the program of `tree`; the language of the system is the other one and must not matter."""
    system = "en_US.UTF-8" if language == "ru" else "ru_RU.UTF-8"
    environment = os.environ | {"FILINGS_LANG": language, "LANGUAGE": system, "LANG": system, "PYTHONPATH": str(tree)}
    command = [sys.executable, "-m", "filings", *words]
    return subprocess.run(
        command,
        capture_output=True,
        text=True,
        check=False,
        cwd=tree,
        env=environment | {"PYTHONIOENCODING": "utf-8", "PYTHONDONTWRITEBYTECODE": "1"},
    )


@pytest.mark.parametrize("command", ["", *SUMMARIES])
def test_the_help_of_every_command_is_in_one_language(tree: Path, command: str) -> None:
    words = [command, "--help"] if command else ["--help"]
    russian, english = run(tree, "ru", *words).stdout, run(tree, "en", *words).stdout
    assert russian.startswith("Использование: filings")
    assert "Параметры:" in russian
    assert "Показать эту справку и выйти." in russian
    assert english_phrases(russian) == []
    assert english.startswith("Usage: filings")
    assert "Options:" in english
    assert "Show this message and exit." in english
    assert bare_russian(english) == []


@pytest.mark.parametrize(
    ("words", "russian", "english"),
    [
        (["--nosuch"], "Параметра '--nosuch' нет.", "No such option '--nosuch'."),
        (["nosuch"], "Команды 'nosuch' нет.", "No such command 'nosuch'."),
        (["render"], "Не указан аргумент 'ДЕЛО…'.", "Missing argument 'CASE…'."),
        (["render", "x", "-f", "odt"], "'odt' не годится, выберите одно из:", "'odt' is not one of"),
        (["render", "x", "--pack", "nosuch"], "Папка 'nosuch' не существует.", "Directory 'nosuch' does not exist."),
        (["check", "x", "--on", "31.02.2022"], "«31.02.2022» не дата", "«31.02.2022» is not a date"),
        (["kinds", "extra"], "Лишний аргумент (extra)", "Got unexpected extra argument (extra)"),
        (["kinds", "1", "2"], "Лишние аргументы (1 2)", "Got unexpected extra arguments (1 2)"),
        (["new", "resignation", "-o"], "Параметру '-o' нужно значение.", "Option '-o' requires an argument."),
        (["show", "resignaton"], "Вида документа «resignaton» нет.", "There is no kind of filing «resignaton»."),
    ],
)
def test_wrong_usage_is_told_in_one_language(tree: Path, words: list[str], russian: str, english: str) -> None:
    told = run(tree, "ru", *words)
    assert told.returncode == 2
    assert russian in told.stderr
    assert english_phrases(told.stderr) == []
    told = run(tree, "en", *words)
    assert told.returncode == 2
    assert english in told.stderr
    assert bare_russian(told.stderr) == []


def test_a_refused_case_is_told_in_english_with_the_law_in_russian(tree: Path) -> None:
    case = "templates/resignation/counterexamples/closed-own-wish.yaml"
    told = run(tree, "en", "check", case).stderr
    assert "The ground is closed (own wish). During the partial mobilisation contracts stay in force" in told
    assert "Provision: п. 5 Указа Президента Российской Федерации" in told
    assert bare_russian(re.sub(r"^ *Provision: .*$", "", told, flags=re.MULTILINE)) == []


def test_a_filing_is_the_same_whatever_language_the_program_talks_in(tree: Path, tmp_path: Path) -> None:
    case = "templates/resignation/examples/contract-own-wish-april-2022.yaml"
    written = []
    for language in LANGUAGES:
        told = run(
            tree, language, "render", case, "-f", "txt", "-f", "docx", "--own-copy", "-o", str(tmp_path / language)
        )
        assert told.returncode == 0, told.stderr
        written.append({path.name: path.read_bytes() for path in (tmp_path / language).iterdir()})
    assert len(written[0]) == 4
    assert all(each == written[0] for each in written[1:])


def test_without_compiled_catalogues_the_program_speaks_russian(bare_tree: Path) -> None:
    assert not list(bare_tree.rglob("*.mo"))
    for language in LANGUAGES:
        assert "Составляет документы" in run(bare_tree, language, "--help").stdout
        refused = run(bare_tree, language, "check", "templates/resignation/counterexamples/closed-own-wish.yaml")
        assert refused.returncode == 1
        assert "Основание закрыто (по собственному желанию)." in refused.stderr
