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


def _after(words: str, form: str) -> str:
    """Return a look-behind for any of `words` put into `form`: one for each, as a look-behind has a fixed length."""
    return "(?:" + "|".join(f"(?<={form.format(word)})" for word in words.split("|")) + ")"


_DASH = re.compile(rf"[-—](?<=\S{_GAP}.)(?={_GAP})")
# A surname has any length, so a look-behind cannot find it; it is looked for only where initials are.
_INITIAL = re.compile(r" [А-ЯЁ]\.")
_SURNAME = re.compile(r"([А-ЯЁ](?<!\w.)[А-ЯЁа-яё-]+) (?=[А-ЯЁ]\.)")


def _any(*alternatives: str) -> str:
    return f"(?:{'|'.join(alternatives)})"


# Each alternative looks around one space, so that a single pass over the spaces of a text tries them all; those that
# want the same sign beside it stand together, because most spaces have none of these signs.
_SPACE = re.compile(
    " "
    + _any(
        # a dash between words, not one at the start of a line
        r"(?=–)(?<=\S )",
        # № 5, § 3
        r"(?<=[№§] )(?=\S)",
        r"(?=\d)"
        + _any(
            # в/ч 41450
            r"(?<=(?<!\w)[вВпП]/[чЧпП] )",
            r"(?=\d{4,5}(?!\d))" + _after("часть|части|частью", r"(?<!\w){} "),
            # 12 марта 2022 г.
            r"(?=\d{4}(?!\d))" + _after(_MONTHS, r"(?<!\w){} "),
        ),
        r"(?<=\d )"
        + _any(
            # «2 мотострелковой роты»: a number does not stay behind at the end of a line
            r"(?=[а-яё]{4})" + _after(r"\d|\d\d|\d\d\d", r"(?<![\w.,]){} "),
            # 12 марта, 12 000 руб., 5 дней
            rf"(?=(?:{_MONTHS})(?!\w)|{_UNITS}|{_COUNTED}|\d{{3}}(?!\d))",
        ),
        r"(?<=\. )"
        + _any(
            # ст. 51, подп. «в», кв. 7; г. Москва, but «2022 г. Москва» ends a sentence
            r"(?=[\d«№])" + _after(_NUMBERED, r"(?<![\w-])(?i:{})\. "),
            r"(?=[А-ЯЁ«])" + _after(_NAMED, rf"(?<![\w-])(?<!\d{_GAP})(?i:{{}})\. "),
            # И. И. Иванов; Иванов И.И. is _SURNAME's
            r"(?<=(?<!\w)[А-ЯЁ]\. )(?=[А-ЯЁ])",
        ),
        # a preposition or conjunction of one letter does not end a line
        r"(?<=(?<![\w.’'-])[авикосуяАВИКОСУЯ] )(?=\S)",
    )
)


def typeset(text: str) -> str:
    """Return `text` with Russian quotes, dashes and non-breaking spaces.

    Straight quotes become « » and, inside them, „ “; « - » between words becomes « – ». Spaces that must not break
    become U+00A0. Applying it twice changes nothing more; letters and digits stay, in their order.
    """
    typed = _SPACE.sub(_NBSP, _DASH.sub("–", _with_quotes(text)))
    return _SURNAME.sub(rf"\1{_NBSP}", typed) if _INITIAL.search(typed) else typed


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
