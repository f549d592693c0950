"""An expression or a statement over several lines: broken at its weakest joints first, never inside a string."""

from collections.abc import Sequence
from dataclasses import dataclass

from source import CODE_TOKEN

WIDTH = 120
_STEP = 2
_CLOSING = {"(": ")", "[": "]", "{": "}"}


@dataclass(frozen=True, slots=True)
class _Group:
    """What stands between two brackets."""

    opening: str
    items: tuple["_Item", ...]
    spaced: bool
    after: bool = False

    def __str__(self) -> str:
        inner = _flat(self.items)
        return f"{self.opening}{inner}{' ' if self.after else ''}{_CLOSING[self.opening]}"


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    spaced: bool

    def __str__(self) -> str:
        return self.text


_Item = _Token | _Group
# From the weakest joint to the strongest: where a line may be broken, and whether after the word or before it.
_JOINTS = ({","}, {"else"}, {"if"}, {"or"}, {"and"}, {"+"}, {"~"}, {"|"}, {'"'})

# What may stand side by side where it is short.
_SHARED = {",", "|", "+"}


def wrapped(code: str, indent: int, column: int, tail: int) -> list[str]:
    """Return `code` as lines, of which the first begins at `column` and the last leaves room for `tail` characters.

    Lines after the first carry their own indent, one step deeper than `indent`.
    """
    return _laid(_items(code), indent, column, tail)


def _items(code: str) -> tuple[_Item, ...]:
    items, _rest = _read(CODE_TOKEN.findall(code), 0)
    return items


def _read(tokens: Sequence[str], place: int) -> tuple[tuple[_Item, ...], int]:
    """Return the items up to the closing bracket, and where it stands."""
    items: list[_Item] = []
    spaced = False
    while place < len(tokens) and tokens[place] not in _CLOSING.values():
        token = tokens[place]
        if token.isspace():
            spaced = True
        elif token in _CLOSING:
            inner, place = _read(tokens, place + 1)
            items.append(_Group(token, inner, spaced, tokens[place - 1].isspace()))
            spaced = False
        else:
            items.append(_Token(token, spaced))
            spaced = False
        place += 1
    return tuple(items), place


def _flat(items: Sequence[_Item]) -> str:
    return "".join(f"{' ' if item.spaced else ''}{item}" for item in items)


def _laid(items: Sequence[_Item], indent: int, column: int, tail: int, *, inside: str = "") -> list[str]:
    """Return `items` as lines; `inside` is the bracket that they fill."""
    flat = _flat(items).strip()
    if column + len(flat) + tail <= WIDTH:
        return [flat]
    for joint in _JOINTS:
        parts = _parted(items, joint)
        if len(parts) > 1:
            hang = indent if inside and "," in joint else indent + _STEP
            return _stacked(parts, hang, column, tail, share=bool(joint & _SHARED) and inside != "{")
    return _opened(items, indent)


def _parted(items: Sequence[_Item], joint: set[str]) -> list[list[_Item]]:
    """Return `items` parted at `joint`: after a comma, before any other word, before a string that continues one."""
    parts: list[list[_Item]] = [[]]
    for item in items:
        word = item.text[:1] if isinstance(item, _Token) and item.text[:1] == '"' else str(item)
        continues = word != '"' or (parts[-1] and str(parts[-1][-1]).endswith('"'))
        if word in joint and word != "," and item.spaced and parts[-1] and continues:
            parts.append([])
        parts[-1].append(item)
        if word in joint and word == ",":
            parts.append([])
    return [part for part in parts if part]


def _stacked(parts: Sequence[Sequence[_Item]], hang: int, column: int, tail: int, *, share: bool) -> list[str]:
    """Return `parts` one under the other; short ones that `share` a line stand side by side as long as they fit."""
    lines: list[str] = []
    alone = True
    for number, part in enumerate(parts):
        last = tail if number == len(parts) - 1 else 0
        first, *rest = _laid(part, hang, hang if lines else column, last)
        joined = "" if alone or rest or not share else f"{lines[-1]} {first}"
        alone = bool(rest)
        if joined and len(joined) + (column if len(lines) == 1 else 0) + last <= WIDTH:
            lines[-1] = joined
        else:
            lines += [f"{' ' * hang}{first}" if lines else first, *rest]
    return lines


def _opened(items: Sequence[_Item], indent: int) -> list[str]:
    """Return `items` with the widest bracket opened over several lines; as they are where there is none."""
    groups = [item for item in items if isinstance(item, _Group) and item.items]
    if not groups:
        return [_flat(items).strip()]
    group = max(groups, key=lambda each: len(str(each)))
    place = items.index(group)
    head = f"{_flat(items[:place])}{' ' if group.spaced else ''}{group.opening}".strip()
    after = f"{_CLOSING[group.opening]}{_flat(items[place + 1 :])}"
    inner = indent + _STEP
    first, *rest = _laid(group.items, inner, inner, 0, inside=group.opening)
    return [head, f"{' ' * inner}{first}", *rest, f"{' ' * indent}{after}"]
