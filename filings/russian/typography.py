"""Russian typography of running text: non-breaking spaces, « » and „ “, dashes. Letters and digits are never changed.

Rules: А. Мильчин, Л. Чельцова, «Справочник издателя и автора» (spaces that do not break, quotes within quotes).
"""

import re

_NBSP = "\N{NO-BREAK SPACE}"
_GAP = f"[ {_NBSP}]"
_MONTHS = "января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря"
# Parts of an act or of an address, followed by a number; places and persons, followed by a name.
_NUMBERED = r"ст|ст\.ст|п|пп|подп|ч|абз|гл|разд|прил|д|корп|к|стр|кв|оф|каб|вх|исх|рег|тел|т|л|с|поз"
_NAMED = r"г|гор|пос|с|дер|обл|р-н|ул|пер|просп|пр|пл|наб|ш|мкр|им"
_UNITS = r"(?:руб|коп|л|экз|г|гг|стр|тыс|млн|млрд|мин|сут|ч|кг|км|см|мм)\."
_COUNTED = (
    r"рубл|копе|лист|экземпляр|дн[ейя]|день|месяц|год|лет(?!\w)|сут|час|минут|недел|календарн|рабоч|ранга|статьи"
    r"|тыс|млн|млрд|%|₽"
)
_OPENING = re.compile(r"[\s(\[«„–—/-]")

_RULES = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        # a dash between words, not one at the start of a line
        (rf"{_GAP}(?<=\S.)[-–—](?={_GAP})", f"{_NBSP}–"),
        (r" (?=–)(?<=\S )", _NBSP),
        # № 5, § 3, в/ч 41450
        (r" (?<=[№§] )(?=\S)", _NBSP),
        (r"([вВпП](?<!\w.)/[чЧпП]) (?=\d)", rf"\1{_NBSP}"),
        (r"(?<!\w)(част(?:ь|и|ью)) (?=\d{4,5}(?!\d))", rf"\1{_NBSP}"),
        # «2 мотострелковой роты»: a number does not stay behind at the end of a line
        (r"(?<![\w.,])(\d{1,3}) (?=[а-яё]{4})", rf"\1{_NBSP}"),
        # ст. 51, подп. «в», кв. 7; г. Москва, but «2022 г. Москва» ends a sentence
        (rf"(?<![\w-])((?i:{_NUMBERED})\.) (?=[\d«№])", rf"\1{_NBSP}"),
        (rf"(?<![\w-])(?<!\d{_GAP})((?i:{_NAMED})\.) (?=[А-ЯЁ«])", rf"\1{_NBSP}"),
        # И. И. Иванов, Иванов И.И.
        (r"([А-ЯЁ]\.)(?<!\w..) (?=[А-ЯЁ])", rf"\1{_NBSP}"),
        (r"([А-ЯЁ](?<!\w.)[А-ЯЁа-яё-]+) (?=[А-ЯЁ]\.)", rf"\1{_NBSP}"),
        # 12 марта 2022 г., 12 000 руб., 5 дней
        (rf" (?<=\d )(?=(?:{_MONTHS})(?!\w)|{_UNITS}|{_COUNTED}|\d{{3}}(?!\d))", _NBSP),
        (rf"(?<!\w)({_MONTHS}) (?=\d{{4}}(?!\d))", rf"\1{_NBSP}"),
        # a preposition or conjunction of one letter does not end a line
        (r"([авикосуяАВИКОСУЯ]) (?<![\w.’'-]..)(?=\S)", rf"\1{_NBSP}"),
    )
)


def typeset(text: str) -> str:
    """Return `text` with Russian quotes, dashes and non-breaking spaces.

    Straight quotes become « » and, inside them, „ “; « - » between words becomes « – ». Spaces that must not break
    become U+00A0. Applying it twice changes nothing more; letters and digits stay, in their order.
    """
    typed = _with_quotes(text)
    for pattern, replacement in _RULES:
        typed = pattern.sub(replacement, typed)
    return typed


def _with_quotes(text: str) -> str:
    if '"' not in text:
        return text
    depth = 0
    written: list[str] = []
    for place, letter in enumerate(text):
        mark = letter
        if letter == '"':
            before = written[-1] if written else " "
            opens = bool(_OPENING.match(before)) and text[place + 1 : place + 2].strip() not in ("", '"')
            opens = opens or (depth == 0 and bool(_OPENING.match(before)))
            mark = ("„" if depth else "«") if opens else ("“" if depth > 1 else "»")
        depth += (mark in "«„") - (mark in "»“" and depth > 0)
        written.append(mark)
    return "".join(written)
