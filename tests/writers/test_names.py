"""Names of files: taken by every system and by the courts' portals."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filings.disk.file_names import safe_name

NAMES = [
    ("Рапорт Иванов И.И.", "Рапорт Иванов И.И"),
    ("01_Административное исковое заявление_6 л", "01_Административное исковое заявление_6 л"),
    ("Жалоба на приказ № 45/лс", "Жалоба на приказ № 45-лс"),
    ("Ответ «ЕРЦ» от 12.05.2026", "Ответ ЕРЦ от 12.05.2026"),
    ("../../etc/passwd", "etc-passwd"),
    ("C:\\Документы\\Иванов", "C-Документы-Иванов"),
    ('what?*<>|"', "what"),
    ("строка\nвторая\tтретья", "строка вторая третья"),
    ("  .скрытый. ", "скрытый"),
    ("-rf", "rf"),
    ("CON", "_CON"),
    ("nul.docx", "_nul.docx"),
    ("com1", "_com1"),
    ("Консул", "Консул"),
    ("Contract", "Contract"),
    ("и\u0306", "й"),
    ("", "документ"),
    ("???", "документ"),
    ("...", "документ"),
]


@pytest.mark.parametrize(("text", "name"), NAMES)
def test_name(text: str, name: str) -> None:
    assert safe_name(text) == name


@given(st.text() | st.text("абв/\\:.-_ №CONaux123\u0306𝒜", max_size=300))
def test_any_text_makes_a_name_that_every_system_takes(text: str) -> None:
    name = safe_name(text)
    assert name
    assert len(name + ".docx") <= 100
    assert len((name + ".docx").encode()) <= 255
    assert not re.search(r'[<>:"/\\|?*\x00-\x1f]', name)
    assert name == name.strip()
    assert not name.endswith(".")
    assert not name.startswith((".", "-"))
    assert not re.match(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\.|$)", name)
    assert safe_name(name) == name
