"""One door to all declension: a text and what it is, in; six forms, out. The rules are in names, ranks and phrases."""

from collections.abc import Mapping
from typing import Literal

from filings.errors import LanguageError
from filings.i18n import _
from filings.problems import Kind, Problem
from filings.russian.forms import Forms, concatenate, override
from filings.russian.names import Gender, decline_person, looks_like_name
from filings.russian.phrase_names import leaves_name
from filings.russian.phrase_words import is_common_word, listed
from filings.russian.phrases import decline_phrase, names_person
from filings.russian.ranks import decline_rank, split_rank

Subject = Literal["person", "rank", "position", "organisation"]


def decline(
    text: str,
    kind: Subject | None = None,
    gender: Gender | None = None,
    overrides: Mapping[str, Mapping[str, str]] | None = None,
) -> Forms:
    """Return `text`, given in the nominative, in six cases.

    `kind` says what it is; without it a rank is known by the table, a name by its look, and the rest is a position if
    its head names a person, else an organisation. `gender` concerns names only. `overrides` holds forms that a person
    gave, by the text as typed (the whole text, or one part of a name), and they win. The forms may carry a doubt.
    Raises LanguageError: R001 for an empty text, R002 for an unknown case in `overrides`, R003 for an unknown rank.
    """
    text = text.strip()
    if not text:
        raise LanguageError(
            Problem(Kind.UNSETTLED, "R001", "", _("Пустой текст нельзя просклонять."), _("Впишите слово или фразу."))
        )
    given = overrides or {}
    return override(_decline(text, kind, gender, given), given.get(text, {}))


def _decline(
    text: str, kind: Subject | None, gender: Gender | None, overrides: Mapping[str, Mapping[str, str]]
) -> Forms:
    if kind == "person":
        return decline_person(text, gender, overrides)
    if kind == "rank":
        return decline_rank(text)
    if kind is not None:
        return decline_phrase(text, animate=kind == "position")
    rank, rest = split_rank(text)
    if rank and not rest:
        return decline_rank(rank)
    if rank and (looks_like_name(rest) or (_is_one_name(rest) and not is_common_word(rest))):
        return concatenate(decline_rank(rank), " ", decline_person(rest, gender, overrides))
    if text.split()[0].lower() in listed("frozen-head"):
        return decline_phrase(text, animate=True)
    if looks_like_name(text) or (_is_one_name(text) and (gender is not None or not is_common_word(text))):
        return decline_person(text, gender, overrides)
    forms = decline_phrase(text, animate=names_person(text))
    if leaves_name(rest, forms, decline_person(rest, gender)):
        return forms.doubted(_("Это может быть имя человека, а просклонено как название. Скажите, имя ли это."))
    return forms


def _is_one_name(text: str) -> bool:
    """Tell whether `text` is one capitalised word, which may be a surname and may be «Прокуратура»."""
    return text.replace("-", "").isalpha() and text[0].isupper() and not text.isupper()
