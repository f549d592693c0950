"""What a new built-in kind must say and bring before it is whole; whoever adds one is told what is missing."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from filings.catalog import Catalog, Filing, builtin_pack
from filings.errors import TemplateError
from filings.law.stored import load as load_law
from filings.law.terms.case_terms import case_terms

OURS = Catalog.load()
TODAY = date(2026, 11, 22)
# Of these papers no danger of their own is known.
HARMLESS = {"motion-evidence", "motion-fee"}
# What the nature of a paper asks to be checked.
ALWAYS = ("warnings", "screening")


def owed(filing: Filing) -> Iterator[str]:
    """Yield what the kind still lacks, each as what to do and where."""
    folder = f"templates/{filing.kind}"
    for name in ("examples", "counterexamples"):
        if not [*(filing.folder / name).glob("*.yaml")]:
            yield f"add cases to {folder}/{name}"
    if not filing.has_memo:
        yield f"add {folder}/memo.xml"
    for check in missing_checks(filing):
        yield f"add «{check}» to checks in {folder}/filing.toml"
    yield from owed_to_the_law(filing, f"{folder}/filing.toml")


def missing_checks(filing: Filing) -> list[str]:
    nature = filing.nature
    wanted = [*ALWAYS]
    wanted += [] if nature.form == "none" else ["completeness"]
    wanted += [] if nature.instance in ("out-of-court", "motion") else ["terms", "fee"]
    wanted += ["court"] if nature.is_claim else []
    return [check for check in wanted if check not in filing.checks]


def owed_to_the_law(filing: Filing, manifest: str) -> Iterator[str]:
    nature = filing.nature
    if nature.form in ("report", "complaint") and nature.answers == "nobody":
        yield f"say in {manifest} who answers (answers): a {nature.form} asks for an answer"
    if nature.answers not in ("nobody", "court") and not opens_a_term(filing):
        yield f"bind sign_date to a term for answers «{nature.answers}» in filings/law/data/deadlines.yaml"
    if nature.instance not in ("out-of-court", "motion") and not is_held_to_a_term(filing):
        yield f"bind the term of instance «{nature.instance}» (check) in filings/law/data/deadlines.yaml"
    if filing.kind not in HARMLESS and not has_a_warning_of_its_own(filing):
        yield f"name a theme in {manifest}, or add a warning to filings/law/data/warnings.yaml"


def opens_a_term(filing: Filing) -> bool:
    facts = {"sign_date": TODAY.isoformat()}
    return any(one.place == "sign_date" for one in case_terms(facts, TODAY, filing.nature))


def is_held_to_a_term(filing: Filing) -> bool:
    bindings = load_law("deadlines")["bindings"]
    return any(filing.nature.among(binding["check"]) for binding in bindings if "check" in binding)


def has_a_warning_of_its_own(filing: Filing) -> bool:
    everywhere = {code for code, entry in load_law("warnings").items() if "papers" not in entry}
    told = {code for code, entry in load_law("warnings").items() if filing.nature.among(entry.get("papers", {}))}
    return bool(told - everywhere)


@pytest.mark.parametrize("filing", OURS.filings.values(), ids=lambda filing: filing.kind)
def test_a_built_in_kind_lacks_nothing(filing: Filing) -> None:
    assert list(owed(filing)) == []


# --- a kind that somebody has just copied -----------------------------------------------------------------------------


def thanks_request(root: Path, old: str = "", new: str = "") -> Path:
    """Return a pack with a copy of `copy-request` under another name, in whose filing.toml `old` is `new`."""
    folder = root / "templates" / "thanks-request"
    shutil.copytree(builtin_pack().templates / "copy-request", folder)
    (root / "schemas").mkdir()
    shutil.copy(builtin_pack().schemas / "copy-request.json", root / "schemas" / "thanks-request.json")
    manifest = folder / "filing.toml"
    text = manifest.read_text(encoding="utf-8")
    assert old in text
    manifest.write_text(text.replace(old, new), encoding="utf-8")
    return root


@pytest.mark.parametrize(
    ("old", "new", "todo"),
    [
        ("", "", []),
        (
            'answers = "commander-or-office"',
            'answers = "nobody"',
            ["say in templates/thanks-request/filing.toml who answers (answers): a report asks for an answer"],
        ),
        (
            'themes = ["copies"]',
            "themes = []",
            [
                "name a theme in templates/thanks-request/filing.toml, "
                "or add a warning to filings/law/data/warnings.yaml"
            ],
        ),
        (
            '"screening", ',
            "",
            ["add «screening» to checks in templates/thanks-request/filing.toml"],
        ),
    ],
)
def test_a_new_kind_is_told_what_to_do(tmp_path: Path, old: str, new: str, todo: list[str]) -> None:
    catalog = Catalog.load([thanks_request(tmp_path, old, new)])

    assert list(owed(catalog.find("thanks-request"))) == todo


def test_a_new_kind_without_examples_is_told_to_bring_them(tmp_path: Path) -> None:
    pack = thanks_request(tmp_path)
    shutil.rmtree(pack / "templates" / "thanks-request" / "examples")

    assert list(owed(Catalog.load([pack]).find("thanks-request"))) == ["add cases to templates/thanks-request/examples"]


@pytest.mark.parametrize("key", ["instance", "answers", "fee", "form", "themes"])
def test_a_new_kind_that_does_not_say_what_its_paper_is_stops_the_program(tmp_path: Path, key: str) -> None:
    pack = thanks_request(tmp_path)
    manifest = pack / "templates" / "thanks-request" / "filing.toml"
    lines = manifest.read_text(encoding="utf-8").splitlines(keepends=True)
    manifest.write_text("".join(line for line in lines if not line.startswith(f"{key} =")), encoding="utf-8")

    with pytest.raises(TemplateError) as caught:
        Catalog.load([pack])

    (problem,) = caught.value.problems
    assert (problem.code, problem.where) == ("T002", "thanks-request/filing.toml")
    assert f"«{key}»" in problem.what


def test_a_new_kind_with_a_word_that_the_law_does_not_know_yet_is_told_to_bind_a_term(tmp_path: Path) -> None:
    pack = thanks_request(tmp_path, 'answers = "commander-or-office"', 'answers = "ombudsman"')
    (pack / "law").mkdir()
    (pack / "law" / "nature.yaml").write_text("answers:\n  ombudsman: уполномоченный\n", encoding="utf-8")

    assert list(owed(Catalog.load([pack]).find("thanks-request"))) == [
        "bind sign_date to a term for answers «ombudsman» in filings/law/data/deadlines.yaml"
    ]
