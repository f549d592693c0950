"""How far a long run is: a line that changes on a terminal, a plain line now and then elsewhere."""

import shutil
import sys
import time
from types import TracebackType

import click
from click._termui_impl import ProgressBar

from filings.batch.work import Outcome
from filings.commands.talk import say
from filings.i18n import _

_PLAIN_EVERY = 15.0  # seconds between two plain lines
_SETTLING = 3.0  # seconds before the rate says anything
_BAR = 20
_BRACKETS = len("[] ") + 1  # a terminal may break the line after its last column


class Progress:
    """Counts cases as they end and shows count, time left, what was refused so far, and the rate, on stderr."""

    def __init__(self, total: int) -> None:
        """Begin to count up to `total` cases."""
        self._total, self._told = total, time.monotonic()
        self._begun: float | None = None
        self._ended, self._worked, self._refused, self._failed = 0, 0, 0, 0
        self._bar: ProgressBar[int] | None = (
            click.progressbar(
                length=total,
                file=sys.stderr,
                show_eta=False,
                show_percent=False,
                bar_template="[%(bar)s] %(info)s",
                item_show_func=lambda _item: self._fitted(),
            )
            if sys.stderr.isatty()
            else None
        )

    def __enter__(self) -> "Progress":
        if self._bar:
            self._bar.width = self._room()
            self._bar.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar:
            self._bar.__exit__(kind, error, trace)

    def add(self, outcome: Outcome, *, worked: bool) -> None:
        """Count one case; `worked` tells one that was made now from one that stood there already."""
        self._ended += 1
        self._refused += outcome is Outcome.REFUSED
        self._failed += outcome is Outcome.FAILED
        if worked and self._begun is None:
            self._begun = time.monotonic()  # the start of the workers says nothing of the rate
        else:
            self._worked += worked
        if self._bar:
            self._bar.width = self._room()
            self._bar.update(1, current_item=self._ended)
        elif time.monotonic() - self._told >= _PLAIN_EVERY:
            self._told = time.monotonic()
            say(" · ".join(self._words()))

    def _room(self) -> int:
        return min(_BAR, max(1, _columns() - len(self._fitted())))

    def _fitted(self) -> str:
        """Return as many of the words, first to last, as the terminal has room for."""
        words = self._words()
        while len(" · ".join(words)) >= _columns() and len(words) > 1:
            words.pop()
        return " · ".join(words)

    def _words(self) -> list[str]:
        words = [_("{ended} из {total}").format(ended=self._ended, total=self._total)]
        refused, rate = _("отказано {count}").format(count=self._refused), ""
        seconds = time.monotonic() - self._begun if self._begun else 0.0
        if self._worked and seconds >= _SETTLING:
            speed = self._worked / seconds
            words.append(_("осталось {time}").format(time=_clock((self._total - self._ended) / speed)))
            rate = _("{rate} в секунду").format(rate=f"{speed:.1f}".replace(".", ","))
        failed = _("сбоев {count}").format(count=self._failed) if self._failed else ""
        return [*words, *filter(None, (refused, failed, rate))]


def _columns() -> int:
    return shutil.get_terminal_size().columns - _BRACKETS


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
