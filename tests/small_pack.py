"""A pack of one kind, «note», whose templates a test writes; a case for it has any facts of the vocabulary."""

from pathlib import Path

from filings.catalog import Catalog

MANIFEST = """
title = "Записка"
about = "о"
audience = "всем"
file_name = "Записка"
instance = "out-of-court"
answers = "nobody"
fee = "none"
form = "none"
themes = []
style = "letter"
checks = []
"""
_SCHEMA = '{"$schema": "https://json-schema.org/draft/2020-12/schema"}'


def kind_folder(root: Path, kind: str, manifest: str = MANIFEST) -> Path:
    """Make the folder of a kind in the pack `root`, with its filing.toml alone; return it."""
    folder = root / "templates" / kind
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "filing.toml").write_text(manifest, encoding="utf-8")
    return folder


def small_pack(root: Path, *, template: str = "<p>Прошу.</p>", memo: str | None = None, form: str = "none") -> Catalog:
    """Write the pack into `root` and return the catalogue with it; `template` and `memo` are blocks of markup."""
    folder = kind_folder(root, "note", MANIFEST.replace('form = "none"', f'form = "{form}"'))
    (root / "schemas").mkdir()
    (root / "schemas" / "note.json").write_text(_SCHEMA, encoding="utf-8")
    (folder / "template.xml").write_text(f"<filing>{template}</filing>", encoding="utf-8")
    if memo is not None:
        (folder / "memo.xml").write_text(f"<filing>{memo}</filing>", encoding="utf-8")
    return Catalog.load([root])
