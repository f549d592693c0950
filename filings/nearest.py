"""What a person may have meant by a name that is not known, and how that is said."""

import difflib
from collections.abc import Iterable

from filings.i18n import _

# Longer than any name that is known; comparing takes time with the square of the length.
_LONGEST = 80
# Names with less in common are two names, not a slip of the hand.
_ALIKE = 0.6


def nearest(typed: str, known: Iterable[str], most: int = 3, *, alike: float = _ALIKE) -> list[str]:
    """Return up to `most` of the `known` names that `typed` may stand for, the nearest first.

    `alike` is the share of letters that two names must have in common, from 0 to 1 (difflib's ratio).
    """
    return difflib.get_close_matches(typed[:_LONGEST], list(known), n=most, cutoff=alike)


def meant(names: Iterable[str]) -> str:
    """Return the remedy that tells the `names` that may have been meant: a sentence for a person."""
    return _("Возможно, имелось в виду: {names}.").format(names="; ".join(names))
