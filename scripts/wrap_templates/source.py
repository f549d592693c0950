"""What a template says: its words, expressions and branches, without the white space that only lays it out."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jinja2 import Environment
from jinja2.lexer import TOKEN_DATA

from filings.templating import WHITE_SPACE

_LEXER = Environment(**WHITE_SPACE).lexer  # noqa: S701 - nothing is rendered
_BEGINS = {"block_begin", "variable_begin", "comment_begin"}
_ENDS = {"block_end", "variable_end", "comment_end"}
_FOLD = re.compile(r"[ \t\r\n]+")
# A tag is a part of its word with all that stands in it, or as far as an expression in an attribute.
_PIECE = re.compile(r"[ \t\r\n]+|(?:<[^<>]*(?:>|$)|[^ \t\r\n<])+")
_OPENING = re.compile(r"(?:if|for|macro|call|filter|with|block|autoescape)\b|set\s+[\w, ]+$")


@dataclass(frozen=True, slots=True)
class Event:
    """A stretch of a template between `start` and `end`: «data», «block», «variable» or «comment».

    `text` is what counts of it: data as it will be printed, code without its delimiters. `fresh` tells whether it is
    the first on its line.
    """

    kind: str
    text: str
    start: int
    end: int
    fresh: bool


@dataclass(frozen=True, slots=True)
class Word:
    """Characters that no break may part; `spaced` tells whether white space stands before them."""

    text: str
    spaced: bool


@dataclass(frozen=True, slots=True)
class Code:
    """An expression, a statement that holds nothing, or a comment: `kind` as of an event."""

    kind: str
    text: str
    spaced: bool
    fresh: bool


@dataclass(frozen=True, slots=True)
class Body:
    """What a branch holds; `spaced_end` tells whether white space stands after the last of it."""

    nodes: tuple["Node", ...]
    spaced_end: bool


@dataclass(frozen=True, slots=True)
class Branch:
    """`head` («elif act.place») and what it governs."""

    head: str
    body: Body


@dataclass(frozen=True, slots=True)
class Block:
    """A statement with its branches, up to its `end` («endif»)."""

    branches: tuple[Branch, ...]
    end: str
    spaced: bool
    fresh: bool


Node = Word | Code | Block


def events(source: str) -> list[Event]:
    """Return `source` as stretches. Raises `jinja2.TemplateSyntaxError` where it is no template, `ValueError` where it
    holds raw text."""
    return list(_events(source))


def _events(source: str) -> Iterator[Event]:
    place, seen = 0, 0
    start, code = 0, ""
    kind = ""
    for _line, sort, value in _LEXER.tokeniter(source, None):
        if sort.startswith("raw"):
            raise ValueError("raw text is not laid out")
        if not source.startswith(value, place):
            place += len(source[place:]) - len(source[place:].lstrip())
        begin, place = place, place + len(value)
        if sort == TOKEN_DATA:
            yield Event("data", value, begin, place, False)
            seen = begin + len(value.rstrip())
        elif sort in _BEGINS:
            kind, start, code = sort.removesuffix("_begin"), begin, ""
        elif sort in _ENDS:
            end = begin + len(value.rstrip())
            yield Event(
                kind,
                _FOLD.sub(" ", code).strip() if kind == "comment" else code.strip(),
                start,
                end,
                "\n" in source[seen:start] or start == 0,
            )
            seen = end
        else:
            code += " " if sort == "whitespace" else value


def meaning(source: str) -> list[tuple[str, str]]:
    """Return what no layout may change: the events with their white space folded."""
    folded = ((each.kind, _FOLD.sub(" ", each.text) if each.kind == "data" else each.text) for each in events(source))
    return [(kind, _tight(text) if kind in ("block", "variable") else text) for kind, text in folded if text]


def _tight(code: str) -> str:
    """Return `code` without what white space stands between its tokens."""
    return "\0".join(token for token in CODE_TOKEN.findall(code) if not token.isspace())


CODE_TOKEN = re.compile(r'"(?:\\.|[^"\\])*"|\'(?:\\.|[^\'\\])*\'|\s+|\w+|\W')


def nodes(stretch: Sequence[Event]) -> Body | None:
    """Return the words and branches of `stretch`; None where it opens or ends a block whose other end is outside."""
    reader = _Reader(stretch)
    body, end = reader.body()
    return body if end is None else None


class _Reader:
    """Reads events into nodes, block by block."""

    def __init__(self, stretch: Sequence[Event]) -> None:
        self._left = iter(stretch)
        self._spaced = False
        self._in_tag = False

    def body(self) -> tuple[Body, str | None]:
        """Return the nodes up to the statement that ends them, and that statement."""
        found: list[Node] = []
        for event in self._left:
            if event.kind == "data":
                found += self._words(event.text)
            elif event.kind == "block" and event.text.startswith(("end", "elif", "else")):
                return Body(tuple(found), self._taken()), event.text
            elif event.kind == "block" and _OPENING.match(event.text):
                block = self._block(event)
                if block is None:
                    return Body(tuple(found), False), "…"
                found.append(block)
            else:
                found.append(Code(event.kind, event.text, self._taken(), event.fresh))
        return Body(tuple(found), self._taken()), None

    def _block(self, event: Event) -> Block | None:
        spaced, head = self._taken(), event.text
        branches = []
        while True:
            body, end = self.body()
            if end is None or end == "…":
                return None
            branches.append(Branch(head, body))
            if end.startswith("end"):
                return Block(tuple(branches), end, spaced, event.fresh)
            head = end

    def _words(self, data: str) -> Iterator[Word]:
        if self._in_tag and ">" in data:
            inside, _close, data = data.partition(">")
            self._in_tag = False
            yield Word(f"{inside}>", self._taken())
        for piece in _PIECE.findall(data):
            if piece.isspace() and not piece.strip(" \t\r\n"):
                self._spaced = True
            else:
                self._in_tag = piece.rfind("<") > piece.rfind(">")
                yield Word(piece, self._taken())

    def _taken(self) -> bool:
        spaced, self._spaced = self._spaced, False
        return spaced
