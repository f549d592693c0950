"""The language in which the program talks: Russian sentences in the source, English by catalogue.

Filings themselves are always Russian; nothing here touches them.
"""

import gettext
import os
from collections.abc import Iterator
from contextlib import contextmanager

_DOMAIN = "filings"
# No pathlib: nothing else on the way to `filings --help` loads it, and it takes as long as the whole of our own code.
_LOCALE = os.path.join(os.path.dirname(__file__), "locale")  # noqa: PTH118, PTH120
_SOURCE = "ru"
_catalogue = gettext.NullTranslations()


def languages_in(folder: str) -> tuple[str, ...]:
    """Return the languages that can be spoken with the compiled catalogues in `folder`, that of the source first."""
    found = os.listdir(folder)  # noqa: PTH208
    compiled = (name for name in found if os.path.exists(os.path.join(folder, name, "LC_MESSAGES", f"{_DOMAIN}.mo")))  # noqa: PTH110, PTH118
    return (_SOURCE, *sorted(name for name in compiled if name != _SOURCE))


LANGUAGES = languages_in(_LOCALE)


def set_language(language: str) -> None:
    """Make `language` (one of `LANGUAGES`) the language of every later message, click's own words included.

    Click asks the standard library's `gettext` for its words, so one text domain serves both. Where a catalogue is not
    compiled, a message stays as it is in the source.
    """
    global _catalogue
    os.environ["LANGUAGE"] = language
    gettext.bindtextdomain(_DOMAIN, _LOCALE)
    gettext.textdomain(_DOMAIN)
    # Kept, because `gettext.dgettext` looks for the file on the disk at every message.
    _catalogue = gettext.translation(_DOMAIN, _LOCALE, [language], fallback=True)


def current_language() -> str:
    """Return the language of the messages, one of `LANGUAGES`."""
    return os.environ.get("LANGUAGE", _SOURCE)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Make `language` the language of the messages within the block."""
    before = current_language()
    set_language(language)
    try:
        yield
    finally:
        set_language(before)


def _(message: str) -> str:
    """Return `message` (a Russian sentence) in the current language."""
    return _catalogue.gettext(message)
