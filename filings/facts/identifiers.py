"""Numbers that offices give to people, units and papers: how they are typed, written and checked.

Shapes: the tax service's directory of identity papers (military ID, officer's ID), practice (personal number, unit),
УИД as printed on the sites of the courts. A kind of paper that needs no such number must NOT ask for it.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from filings.i18n import _

_DASHES = str.maketrans(dict.fromkeys("\u2012\u2013\u2014\u2015\u2212", "-"))
_LATIN, _CYRILLIC = "ABCEHKMOPTXY", "АВСЕНКМОРТХУ"
_TO_CYRILLIC = str.maketrans(_LATIN + "aceopxy", _CYRILLIC + "асеорху")
_TO_LATIN = str.maketrans(_CYRILLIC, _LATIN)

_PERSONAL_NUMBER = re.compile(r"([А-ЯЁ]{1,2})[ -]*([0-9]{6})")
_MILITARY_ID = re.compile(r"([А-ЯЁ]{2})[ -]*№? *([0-9]{6,7})")
_OFFICER_ID = re.compile(r"([А-ЯЁ]{2})[ -]*№? *([0-9]{6})")
_UNIT_WORDS = re.compile(r"^(?:В/Ч|В\. ?Ч\.|ВЧ|ВОЙСКОВ(?:АЯ|ОЙ) ЧАСТ[ЬИ])?[ .]*(?:ПП|П/П)?[ №]*")
_UNIT_NUMBER = re.compile(r"([0-9]{4,5})[ -]*([А-ЯЁ]{1,2})?")
# «б/н» stands on a paper that was given no number.
_ORDER_NUMBER = re.compile(r"б/н|(?=[^0-9]*[0-9])[0-9А-Яа-яЁё][0-9А-Яа-яЁё/. -]{0,29}")
_CASE_NUMBER = re.compile(
    r"([0-9]{1,2}(?:/[0-9]{1,2})?)([А-Яа-яЁё]{0,2})-([0-9]{1,6}/[0-9]{4})(?: ?[~ ] ?М-([0-9]{1,6}/[0-9]{4}))?"
)
_CASE_UID = re.compile(r"[0-9]{2}[A-Z]{2}[0-9]{4}-[0-9]{2}-[0-9]{4}-[0-9]{6}-[0-9]{2}")
_COURT_CODE = re.compile(r"[0-9]{2}[A-Z]{2}[0-9]{4}")
_TRACKING = re.compile(r"[0-9]{14}")
_RUSSIAN_PHONE = re.compile(r"(?:\+?7|8)([3-9][0-9]{9})|(9[0-9]{9})")
_FOREIGN_PHONE = re.compile(r"\+(?!7)[1-9][0-9]{6,14}")
_EMAIL = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:(?:[a-z0-9-]+\.)+[a-z][a-z0-9-]+|(?:[а-яё0-9-]+\.)+[а-яё]{2,})"
)
_LEADING_NUMBER = re.compile(r"([0-9][0-9 ]*[0-9]|[0-9])(?= ?,)")
_INDEX = re.compile(r"[0-9]{6}")


@dataclass(frozen=True, slots=True)
class IdentifierRule:
    """How one kind of number is read.

    `shape` says what it looks like, in the current language; `read` returns the one way of writing it or None;
    `doubtful` tells a number whose check digits do not agree.
    """

    shape: Callable[[], str]
    example: str
    read: Callable[[str], str | None]
    doubtful: Callable[[str], bool] = lambda _number: False


def _cyrillic(text: str) -> str:
    return text.translate(_DASHES).upper().translate(_TO_CYRILLIC)


def _latin(text: str) -> str:
    return text.translate(_DASHES).upper().translate(_TO_LATIN).replace(" ", "")


def _joined(pattern: re.Pattern[str], joint: str) -> Callable[[str], str | None]:
    def read(text: str) -> str | None:
        found = pattern.fullmatch(_cyrillic(text))
        return found and joint.join(found.groups())

    return read


def _plain(pattern: re.Pattern[str], prepare: Callable[[str], str]) -> Callable[[str], str | None]:
    def read(text: str) -> str | None:
        found = pattern.fullmatch(prepare(text))
        return found and found[0]

    return read


def _unit_number(text: str) -> str | None:
    found = _UNIT_NUMBER.fullmatch(_UNIT_WORDS.sub("", _cyrillic(text)))
    return found and "-".join(part for part in found.groups() if part)


def _bare_number(text: str) -> str:
    return re.sub(r"^(?:№|N[oо]?\.?(?=[ 0-9]))\s*", "", text.translate(_DASHES), flags=re.IGNORECASE).translate(
        _TO_CYRILLIC
    )


def _case_number(text: str) -> str | None:
    found = _CASE_NUMBER.fullmatch(_bare_number(text))
    if found is None:
        return None
    court, letters, serial, materials = found.groups()
    return f"{court}{letters.lower()}-{serial}" + (f"~М-{materials}" if materials else "")


def _phone(text: str) -> str | None:
    number = re.sub(r"[ ().-]", "", text.translate(_DASHES))
    found = _RUSSIAN_PHONE.fullmatch(number)
    if found:
        return "+7" + (found[1] or found[2])
    return number if _FOREIGN_PHONE.fullmatch(number) else None


def _email(text: str) -> str | None:
    local, _at, domain = text.rpartition("@")
    address = f"{local}@{domain.lower()}"
    return address if _EMAIL.fullmatch(address) else None


def _address(text: str) -> str | None:
    """An address may lack its post index, but a number it begins with must be one (`^\\d{6}$`)."""
    found = _LEADING_NUMBER.match(text)
    if found is None:
        return text
    index = found[0].replace(" ", "")
    return index + text[found.end() :] if _INDEX.fullmatch(index) else None


def uid_disagrees(uid: str) -> bool:
    """Tell whether the check digits of a УИД disagree (ISO 7064 MOD 97-10 over letters as 10…35).

    No official text describes the digits; 23 genuine numbers obey this rule: a disagreement is a doubt, no error.
    """
    body, digits = uid.rsplit("-", 1)
    number = "".join(str(int(character, 36)) for character in body.replace("-", ""))
    return f"{98 - int(number + '00') % 97:02d}" != digits


RULES: Mapping[str, IdentifierRule] = {
    "personal_number": IdentifierRule(
        lambda: _("одна или две русские буквы, дефис и шесть цифр"), "Э-100100", _joined(_PERSONAL_NUMBER, "-")
    ),
    "military_id": IdentifierRule(
        lambda: _("две русские буквы и шесть или семь цифр"), "АК 1234567", _joined(_MILITARY_ID, " ")
    ),
    "officer_id": IdentifierRule(lambda: _("две русские буквы и шесть цифр"), "АА 123456", _joined(_OFFICER_ID, " ")),
    "unit_number": IdentifierRule(
        lambda: _("четыре или пять цифр, иногда с одной или двумя буквами"), "00000-А", _unit_number
    ),
    "order_number": IdentifierRule(
        lambda: _("до тридцати знаков: цифры, русские буквы, дефис, дробь"),
        "45-лс",
        _plain(_ORDER_NUMBER, _bare_number),
    ),
    "case_number": IdentifierRule(
        lambda: _("номер, дефис, порядковый номер и год через дробь"), "2а-15/2026", _case_number
    ),
    "case_uid": IdentifierRule(
        lambda: _("код суда, два номера, год и контрольные цифры, всё через дефис"),
        "27GV0008-01-2019-000081-20",
        _plain(_CASE_UID, _latin),
        uid_disagrees,
    ),
    "court_code": IdentifierRule(
        lambda: _("две цифры, две латинские буквы и четыре цифры"), "61GV0006", _plain(_COURT_CODE, _latin)
    ),
    "tracking": IdentifierRule(
        lambda: _("четырнадцать цифр"), "80083912345678", _plain(_TRACKING, lambda text: re.sub("[ -]", "", text))
    ),
    "phone": IdentifierRule(lambda: _("код страны или 8, код города или оператора и номер"), "+79001234567", _phone),
    "email": IdentifierRule(lambda: _("имя, знак @ и домен"), "sokolov@example.org", _email),
    "address": IdentifierRule(
        lambda: _("индекс в начале адреса состоит из шести цифр, и после него стоит запятая"),
        "634000, г. Томск, ул. Садовая, д. 1",
        _address,
    ),
}
