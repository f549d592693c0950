"""The closed grammar of references: cases, units of an act, their six forms and their abbreviations.

Numbers of articles belong in data/provisions, names of acts in data/acts.yaml.
"""

from typing import Final

from filings.errors import LawError
from filings.i18n import _
from filings.problems import Kind, Problem

CASES: Final = ("nom", "gen", "dat", "acc", "ins", "prep")

SINGULAR: Final[dict[str, tuple[str, ...]]] = {
    "глава": ("глава", "главы", "главе", "главу", "главой", "главе"),
    "статья": ("статья", "статьи", "статье", "статью", "статьёй", "статье"),
    "часть": ("часть", "части", "части", "часть", "частью", "части"),
    "пункт": ("пункт", "пункта", "пункту", "пункт", "пунктом", "пункте"),
    "подпункт": ("подпункт", "подпункта", "подпункту", "подпункт", "подпунктом", "подпункте"),
    "абзац": ("абзац", "абзаца", "абзацу", "абзац", "абзацем", "абзаце"),
}
PLURAL: Final[dict[str, tuple[str, ...]]] = {
    "глава": ("главы", "глав", "главам", "главы", "главами", "главах"),
    "статья": ("статьи", "статей", "статьям", "статьи", "статьями", "статьях"),
    "часть": ("части", "частей", "частям", "части", "частями", "частях"),
    "пункт": ("пункты", "пунктов", "пунктам", "пункты", "пунктами", "пунктах"),
    "подпункт": ("подпункты", "подпунктов", "подпунктам", "подпункты", "подпунктами", "подпунктах"),
    "абзац": ("абзацы", "абзацев", "абзацам", "абзацы", "абзацами", "абзацах"),
}
ABBREVIATION: Final[dict[str, str]] = {
    "глава": "гл.",
    "статья": "ст.",
    "часть": "ч.",
    "пункт": "п.",
    "подпункт": "подп.",
    "абзац": "абз.",
}
PREFIXES: Final[dict[str, str]] = {"абз": "абзац", "гл": "глава", "п": "пункт"}

_HARD = ("ый", "ого", "ому", "ый", "ым", "ом")
_STRESSED = ("ой", "ого", "ому", "ой", "ым", "ом")
_THIRD = ("третий", "третьего", "третьему", "третий", "третьим", "третьем")
_ORDINALS = (
    *(("перв", _HARD), ("втор", _STRESSED), ("", _THIRD), ("четвёрт", _HARD), ("пят", _HARD), ("шест", _STRESSED)),
    *(("седьм", _STRESSED), ("восьм", _STRESSED), ("девят", _HARD), ("десят", _HARD)),
    *(("одиннадцат", _HARD), ("двенадцат", _HARD)),
)


def case_index(case: str) -> int:
    """Return the place of `case` (nom, gen, dat, acc, ins, prep) in a row of six forms; `LawError` L004 otherwise."""
    if case not in CASES:
        raise LawError(
            Problem(
                Kind.UNLAWFUL,
                "L004",
                "",
                _("Падежа «{case}» нет.").format(case=case),
                _("Укажите один из падежей: {cases}.").format(cases=", ".join(CASES)),
            )
        )
    return CASES.index(case)


def ordinal(number: str, index: int) -> str:
    """Return the masculine ordinal of `number` («4») in the case at `index`: «четвёртого».

    Numbers above twelve, and numbers that are not whole, are returned as they are.
    """
    if not number.isdecimal() or not 1 <= int(number) <= len(_ORDINALS):
        return number
    stem, endings = _ORDINALS[int(number) - 1]
    return stem + endings[index]


def label(number: str) -> str:
    """Return `number` as it is printed after its unit: letters in guillemets («в»), figures bare."""
    return number if number[0].isdecimal() else f"«{number}»"
