"""Wraps the lines of templates that are too long for a reader:  make wrap, make lint

    python scripts/wrap_templates [--check] [FILE or FOLDER …]

Only what holds a line over the limit is laid anew; a text laid by hand stays as it is. What a template prints is not
changed: the words and the code are compared before anything is written.
"""

import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from expression import WIDTH, wrapped
from layout import lines_of
from source import Block, Body, Code, Event, events, meaning, nodes

TEMPLATES = Path(__file__).parent.parent.parent / "templates"
_INLINE = ("entry", "title", "subtitle", "h", "p", "li", "cell", "position", "rank", "name", "date")
_ELEMENT = re.compile(rf"<({'|'.join(_INLINE)})\b|</({'|'.join(_INLINE)})>")
_CONTAINER = re.compile(r"<(?:ol|ul|table|row|caption|signature|registration|filing)\b")
_DELIMITERS = re.compile(r"(\{.[-+]?).*?([-+]?.\})$", re.DOTALL)
_HOLDS_TEXT = re.compile(r"macro\b|set\s+[\w, ]+$|call\b")


def wrap(source: str) -> str:
    """Return `source` with the lines that are too long wrapped. Raises `ValueError` where the text would change."""
    stretches = events(source)
    taken = len(source)
    result = source
    for start, end in reversed([*_units(source, stretches)]):
        if end <= taken and _too_long(result, start, end):
            result = result[:start] + _laid(source, stretches, start, end) + result[end:]
            taken = start
    if meaning(result) != meaning(source):
        raise ValueError("the text would change")
    return result


def _units(source: str, stretches: Sequence[Event]) -> list[tuple[int, int]]:
    """Return the stretches that are laid as a whole: running text, statements, comments; in order, none in another."""
    found: list[tuple[int, int]] = []
    for unit in [*_texts(source, stretches), *_elements(stretches), *_codes(stretches)]:
        if not any(unit[0] < end and start < unit[1] for start, end in found):
            found.append(unit)
    return sorted(found)


def _texts(source: str, stretches: Sequence[Event]) -> Iterator[tuple[int, int]]:
    """Yield the macros that hold a part of a sentence."""
    open_at: list[int] = []
    for event in stretches:
        if event.kind == "block" and _HOLDS_TEXT.match(event.text):
            open_at.append(event.start)
        elif event.kind == "block" and event.text.startswith(("endmacro", "endset", "endcall")):
            start = open_at.pop()
            inside = source[start : event.end]
            if not (_ELEMENT.search(inside) or _CONTAINER.search(inside) or "{% include" in inside):
                yield start, event.end


def _elements(stretches: Sequence[Event]) -> Iterator[tuple[int, int]]:
    """Yield the elements that hold running text."""
    start = -1
    for event in stretches:
        if event.kind == "data":
            for tag in _ELEMENT.finditer(event.text):
                if tag[1] and start < 0:
                    start = event.start + tag.start()
                elif tag[2]:
                    yield start, event.start + tag.end()
                    start = -1


def _codes(stretches: Sequence[Event]) -> Iterator[tuple[int, int]]:
    """Yield each statement, expression and comment."""
    yield from ((event.start, event.end) for event in stretches if event.kind != "data")


def _too_long(source: str, start: int, end: int) -> bool:
    first = source.rfind("\n", 0, start) + 1
    last = source.find("\n", end)
    return any(len(line) > WIDTH for line in source[first : len(source) if last < 0 else last].split("\n"))


def _laid(source: str, stretches: Sequence[Event], start: int, end: int) -> str:
    line = source.rfind("\n", 0, start) + 1
    indent = len(source[line:start]) - len(source[line:start].lstrip())
    inside = list(_within(stretches, start, end))
    if len(inside) == 1 and inside[0].kind != "data":
        return _code_alone(source[start:end], inside[0], indent, start - line)
    body = nodes(inside)
    if body is None:
        return source[start:end]
    holder = len(body.nodes) == 1 and isinstance(body.nodes[0], Block)
    return "\n".join(lines_of(body, indent if holder else indent + 2, start - line))


def _code_alone(text: str, event: Event, indent: int, column: int) -> str:
    """Return one expression, statement or comment over several lines, with the delimiters it has."""
    opening, closing = _DELIMITERS.match(text).groups()  # type: ignore[union-attr]
    if event.kind == "comment":
        return "\n".join(lines_of(Body((Code("comment", event.text, False, True),), False), indent, column))
    lines = wrapped(event.text, indent, column + len(opening) + 1, len(closing) + 1)
    return "\n".join([f"{opening} {lines[0]}", *lines[1:]]) + f" {closing}"


def _within(stretches: Sequence[Event], start: int, end: int) -> Iterator[Event]:
    for event in stretches:
        if event.end <= start or event.start >= end:
            continue
        if event.kind == "data":
            first, last = max(start - event.start, 0), len(event.text) - max(event.end - end, 0)
            yield Event("data", event.text[first:last], max(event.start, start), min(event.end, end), False)
        else:
            yield event


def _files(names: Sequence[str]) -> list[Path]:
    roots = [Path(name) for name in names] or [TEMPLATES]
    return [file for root in roots for file in (sorted(root.rglob("*.xml")) if root.is_dir() else [root])]


def main(arguments: Sequence[str]) -> int:
    check = "--check" in arguments
    faults = []
    for path in _files([name for name in arguments if name != "--check"]):
        source = path.read_text(encoding="utf-8")
        try:
            result = wrap(source)
        except ValueError as error:
            faults.append(f"{path}: {error}")
            continue
        faults += [
            f"{path}:{number}: {len(line)} characters"
            for number, line in enumerate(result.split("\n"), 1)
            if len(line) > WIDTH
        ]
        if result != source and check:
            faults.append(f"{path}: to be wrapped")
        elif result != source:
            path.write_text(result, encoding="utf-8")
    print(*faults, sep="\n", end="\n" if faults else "")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
