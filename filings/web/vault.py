"""What visitors have answered, in memory only, sealed by a key that stands in their link and nowhere else."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

from filings.sealing import LinkKey
from filings.web.surroundings import BusyError, Limits


@dataclass(slots=True)
class _Kept:
    seen: float
    begun: bool = False
    parts: dict[str, bytes] = field(default_factory=dict)


class Vault:
    """Sealed contents by the public half of the key of a link. A picture of this memory opens nothing."""

    def __init__(self, limits: Limits, now: Callable[[], float]) -> None:
        self._limits, self._now = limits, now
        self._kept: OrderedDict[str, _Kept] = OrderedDict()

    def __len__(self) -> int:
        self._forget_idle()
        return len(self._kept)

    def open(self) -> LinkKey:
        """Make room for one visit more and return its key. A visit that never answered gives way; raises `BusyError`
        where none does."""
        self._forget_idle()
        if len(self._kept) >= self._limits.visits:
            silent = next((name for name, one in self._kept.items() if not one.begun), None)
            if silent is None:
                raise BusyError
            del self._kept[silent]
        key = LinkKey.new()
        self._kept[key.name] = _Kept(self._now())
        return key

    def find(self, link: str) -> LinkKey | None:
        """Return the key of a visit that is kept here, and note that it was asked for; None where there is none."""
        self._forget_idle()
        key = LinkKey.of(link)
        if key is None or key.name not in self._kept:
            return None
        self._kept[key.name].seen = self._now()
        self._kept.move_to_end(key.name)
        return key

    def get(self, key: LinkKey, part: str) -> bytes | None:
        """Return the part of a visit, None where it is not kept."""
        kept = self._kept.get(key.name)
        return key.unseal(kept.parts[part]) if kept and part in kept.parts else None

    def put(self, key: LinkKey, part: str, content: bytes) -> None:
        """Keep a part of a visit. A visit that was erased meanwhile keeps nothing."""
        kept = self._kept.get(key.name)
        if kept is not None:
            kept.begun = kept.begun or bool(kept.parts)
            kept.parts[part] = key.seal(content)

    def forget_parts(self, key: LinkKey) -> None:
        """Forget all that is kept of a visit, but not the visit."""
        kept = self._kept.get(key.name)
        if kept is not None:
            kept.begun = kept.begun or bool(kept.parts)
            kept.parts.clear()

    def erase(self, key: LinkKey) -> None:
        """Forget a visit."""
        self._kept.pop(key.name, None)

    def _forget_idle(self) -> None:
        latest = self._now() - self._limits.idle
        # The first was asked for longest ago.
        while self._kept and next(iter(self._kept.values())).seen < latest:
            self._kept.popitem(last=False)
