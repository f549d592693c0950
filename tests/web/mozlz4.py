"""The packed files of a Firefox profile: what was open when it was closed."""

_MARK = b"mozLz40\0"


def unpacked(content: bytes) -> bytes:
    """Return what a packed file holds, any other as it is."""
    return _block(content[len(_MARK) + 4 :]) if content.startswith(_MARK) else content


def _block(packed: bytes) -> bytes:
    """Unpack one block of LZ4: turns of letters as they are and of letters repeated from `offset` back."""
    out, at = bytearray(), 0
    while at < len(packed):
        token, at = packed[at], at + 1
        length, at = _length(packed, at, token >> 4)
        out += packed[at : at + length]
        at += length
        if at >= len(packed):
            break
        offset, at = int.from_bytes(packed[at : at + 2], "little"), at + 2
        length, at = _length(packed, at, token & 15)
        for _letter in range(length + 4):
            out.append(out[-offset])
    return bytes(out)


def _length(packed: bytes, at: int, length: int) -> tuple[int, int]:
    more = 255 if length == 15 else 0
    while more == 255:
        more, at = packed[at], at + 1
        length += more
    return length, at
