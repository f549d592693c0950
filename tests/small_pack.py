"""A pack of one kind, «note», whose templates a test writes; a case for it has any facts of the vocabulary."""

from pathlib import Path

from filings.catalog import Catalog

_MANIFEST = """
title = "Записка"
about = "о"
audience = "всем"
file_name = "Записка"
instance = "out-of-court"
answers = "nobody"
fee = "none"
form = "{form}"
themes = []
style = "letter"
checks = []
"""
_SCHEMA = '{"$schema": "https://json-schema.org/draft/2020-12/schema"}'


def small_pack(root: Path, *, template: str = "<p>Прошу.</p>", memo: str | None = None, form: str = "none") -> Catalog:
    """Write the pack into `root` and return the catalogue with it; `template` and `memo` are blocks of markup."""
    folder = root / "templates" / "note"
    folder.mkdir(parents=True)
    (root / "schemas").mkdir()
    (root / "schemas" / "note.json").write_text(_SCHEMA, encoding="utf-8")
    (folder / "filing.toml").write_text(_MANIFEST.format(form=form), encoding="utf-8")
    (folder / "template.xml").write_text(f"<filing>{template}</filing>", encoding="utf-8")
    if memo is not None:
        (folder / "memo.xml").write_text(f"<filing>{memo}</filing>", encoding="utf-8")
    return Catalog.load([root])
