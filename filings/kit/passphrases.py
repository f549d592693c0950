"""Passphrases of six common words: they are written down on paper and typed on a phone."""

import re
from collections.abc import Callable, Sequence
from pathlib import Path

# Guessing costs a second a try (sealing.py): six of some 450 words are 53 bits.
_WORDS = tuple((Path(__file__).parent / "words.txt").read_text(encoding="utf-8").split())
_COUNT = 6
_LETTERS = re.compile(r"[^\W\d_]+")


def new_words(choose: Callable[[Sequence[str]], str]) -> str:
    """Return a new passphrase, its words joined by hyphens; `choose` takes one of many, and nobody can tell which."""
    return "-".join(choose(_WORDS) for _number in range(_COUNT))


def readings(typed: str) -> tuple[str, ...]:
    """Return the passphrases that `typed` may mean: as it was typed, and as six words however they were parted."""
    words = "-".join(_LETTERS.findall(typed.lower().replace("ё", "е")))
    return tuple(dict.fromkeys((typed.strip(), words) if words.count("-") == _COUNT - 1 else (typed.strip(),)))
