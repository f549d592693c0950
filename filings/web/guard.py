"""What is let in, and what every answer carries: names of the host, foreign pages, tokens of forms, rates, headers."""

import hmac
from collections.abc import Callable, Mapping, Set
from hashlib import blake2b

_POLICY = "default-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
PAGE_POLICY = f"{_POLICY}; style-src 'self'; frame-src 'self'"
# A paper brings its style in itself, and stands in a frame of the page where it is read.
PAPER_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; form-action 'none'; sandbox"

HEADERS: Mapping[str, str] = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": PAGE_POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex, nofollow",
}


def from_here(headers: Mapping[str, str], hosts: Set[str]) -> bool:
    """Tell whether a request that changes something comes from a page of ours.

    Under our policy for referrers a browser says «null» of our own forms too; it then says by `Sec-Fetch-Site` whose
    they are, and the token of the form decides where it does not.
    """
    origin, site = headers.get("Origin", "null"), headers.get("Sec-Fetch-Site", "same-origin")
    return (origin == "null" or origin.partition("://")[2] in hosts) and site in ("same-origin", "none")


def form_token(secret: bytes, link: str, path: str) -> str:
    """Return the token that a form of the page `path` sends back: without the `secret` nobody makes it."""
    return blake2b(f"{link}\n{path}".encode(), key=secret, digest_size=16).hexdigest()


def is_token(typed: str, secret: bytes, link: str, path: str) -> bool:
    """Tell whether `typed` is the token of that form."""
    return hmac.compare_digest(typed.encode(errors="replace"), form_token(secret, link, path).encode())


class Meter:
    """Lets through so many a minute, spread evenly once they are used up."""

    def __init__(self, a_minute: int, now: Callable[[], float]) -> None:
        self._most, self._now = float(a_minute), now
        self._left, self._at = self._most, now()

    def passes(self) -> bool:
        """Take one; tell whether there was one left."""
        at = self._now()
        self._left = min(self._most, self._left + (at - self._at) * self._most / 60)
        self._at = at
        if self._left < 1:
            return False
        self._left -= 1
        return True
