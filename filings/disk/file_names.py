"""File names that every system and the courts' reception take.

The courts' portals admit letters, digits, space and `_-.№`, up to 100 characters with the ending.
"""

import re
import unicodedata

_LONGEST = 100 - len(".docx")
_LONGEST_BYTES = 240  # file systems count 255 bytes; a letter outside the basic plane takes four of them

_JOINING = re.compile(r"\s*[/\\|:]+\s*")
_FORBIDDEN = re.compile(r"[^\w №.-]")
_SPACE = re.compile(r"\s+")
# Devices of DOS: Windows opens them instead of a file, whatever follows the first dot.
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)", re.IGNORECASE)


def safe_name(text: str) -> str:
    """Return `text` as the name of a file without its ending, safe on Windows, macOS and Linux.

    Letters (Russian ones too), digits, spaces and `_-.№` stay; what joins («45/лс») becomes a hyphen, the rest goes.
    Never empty, at most 95 characters, begins with a letter, a digit or `_№`.
    """
    joined = _JOINING.sub("-", unicodedata.normalize("NFC", text))
    plain = _SPACE.sub(" ", _FORBIDDEN.sub("", _SPACE.sub(" ", joined)))
    name = plain.lstrip(" .-")[:_LONGEST].encode()[:_LONGEST_BYTES].decode(errors="ignore").rstrip(" .-")
    if not name:
        return "документ"
    return f"_{name}"[:_LONGEST] if _DEVICE.match(name) else name
