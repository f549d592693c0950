"""What a person typed, as a message may quote it."""


def quoted(text: str, longest: int = 80) -> str:
    """Return `text` as one line of at most `longest` characters, without those that would steer a terminal."""
    # Cut first: a message costs no more for a megabyte that somebody typed.
    plain = " ".join("".join(sign if sign.isprintable() else " " for sign in text[: longest * 4]).split())
    return plain if len(plain) <= longest else f"{plain[:longest]}…"
