"""A zip file put together by hand, so that the parts that never change are packed once and for all papers.

Layout by APPNOTE.TXT 6.3 of PKWARE, the parts ECMA-376 part 2 allows. Every member carries the same date.
"""

import struct
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

_LOCAL = struct.Struct("<4sHHHHHIIIHH")
_CENTRAL = struct.Struct("<4sHHHHHHIIIHHHHHII")
_END = struct.Struct("<4sHHHHIIH")

_VERSION = 20  # the first that knows DEFLATE
_DEFLATED = 8
_MIDNIGHT = 0
_FIRST_OF_1980 = 0x0021  # the earliest date a zip can hold: says nothing of when the paper was made
_LEVEL = 6


@dataclass(frozen=True, slots=True)
class Member:
    """One packed file of the archive."""

    name: bytes
    crc: int
    size: int
    packed: bytes


def pack(name: str, content: bytes) -> Member:
    """Return `content` packed under `name` (ASCII)."""
    compressor = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return Member(
        name.encode("ascii"), zlib.crc32(content), len(content), compressor.compress(content) + compressor.flush()
    )


def archive(members: Iterable[Member]) -> bytes:
    """Return the zip file that holds `members` in their order."""
    bodies: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    for member in members:
        facts = (_VERSION, 0, _DEFLATED, _MIDNIGHT, _FIRST_OF_1980, member.crc, len(member.packed), member.size)
        body = _LOCAL.pack(b"PK\x03\x04", *facts, len(member.name), 0) + member.name + member.packed
        directory.append(
            _CENTRAL.pack(b"PK\x01\x02", _VERSION, *facts, len(member.name), 0, 0, 0, 0, 0, offset) + member.name
        )
        bodies.append(body)
        offset += len(body)
    size = sum(map(len, directory))
    end = _END.pack(b"PK\x05\x06", 0, 0, len(directory), len(directory), size, offset, 0)
    return b"".join((*bodies, *directory, end))
