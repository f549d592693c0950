"""The lines of a template: words side by side, each branch of a long condition on lines of its own.

A break stands where white space stood, or beside code that takes the white space away («{%-», «{{-», «-%}»).
"""

import re
from collections.abc import Sequence

from expression import WIDTH, wrapped
from source import Block, Body, Branch, Code, Node, Word

_STEP = 2
# A condition up to this long stays on a line: a plain one, one with an alternative, one that holds others or has many.
_PLAIN, _TWOFOLD, _MANIFOLD = 110, 90, 60
# A sentence is not moved to the next line for the sake of less than this.
_WORTH_MOVING = 30
_ABBREVIATED = re.compile(r"(?<!\w)(?:ст|ч|п|подп|абз|г|т|л|экз|руб)\.$")
_CAPITAL = re.compile(r"[«(]?(?:<\w[^>]*>)?[А-ЯЁ]|capital\(|(?:agree|by)\([^\"]*\"[А-ЯЁ]")
# A line is not ended by these.
_OPENING = ("«", "(", "№", "/", "-", '"', "=")
_MARKS = {"block": ("{%", "%}"), "variable": ("{{", "}}"), "comment": ("{#", "#}")}


def lines_of(body: Body, indent: int, column: int) -> list[str]:
    """Return `body` as lines, of which the first begins at `column`; the rest carry their indent."""
    page = _Page(column)
    _flow(page, body.nodes, indent)
    return page.lines


def flat(node: Node | Body) -> str:
    """Return `node` on one line, without the white space before it."""
    match node:
        case Word():
            return node.text
        case Code():
            opening, closing = _MARKS[node.kind]
            return f"{opening} {node.text} {closing}"
        case Block():
            inner = "".join(f"{{% {branch.head} %}}{flat(branch.body)}" for branch in node.branches)
            return f"{inner}{{% {node.end} %}}"
        case Body():
            return "".join(" " * each.spaced + flat(each) for each in node.nodes) + " " * node.spaced_end


class _Page:
    """Lines being written. A statement eats a line break after it, and what it is indented by."""

    def __init__(self, column: int) -> None:
        self.lines = [""]
        self._column = column
        self._glued = False

    @property
    def column(self) -> int:
        """Where the next character would stand."""
        return len(self.lines[-1]) + self._glued + (self._column if len(self.lines) == 1 else 0)

    @property
    def untouched(self) -> bool:
        """Whether nothing has been written."""
        return self.lines == [""]

    def put(self, text: str) -> None:
        """Write `text` on the line, without white space before it if the line was begun so."""
        if self._glued:
            text = f"{text[:2]}-{text[2:]}"
        self._glued = False
        self.lines[-1] += text

    def turn(self, indent: int, *, spaced: bool, kind: str) -> None:
        """Begin a line for a «word», «variable» or statement; `spaced` tells whether white space belongs there."""
        after_statement = self.lines[-1].endswith(("%}", "#}")) and not self.lines[-1].endswith(("-%}", "-#}"))
        if spaced and after_statement and kind not in ("word", "variable"):
            self.lines.append("")  # the first line break and the indent are eaten, so a blank line is the white space
        if not spaced and kind == "word":
            self.lines[-1] = f"{self.lines[-1][:-2]}-{self.lines[-1][-2:]}"
        self._glued = not spaced and kind != "word"
        self.lines.append(" " * indent)


def _flow(page: _Page, nodes: Sequence[Node], indent: int, *, turned: bool = False) -> None:
    """Write `nodes` on lines that begin at `indent`, the first one too if it is to be `turned`."""
    for number, node in enumerate(nodes):
        before = nodes[number - 1] if number else None
        must = _is_alone(node) or (turned if before is None else _is_statement(before))
        if page.untouched:
            pass
        elif must or (_may_turn(node, before) and _should_turn(page, nodes, number, indent)):
            page.turn(indent, spaced=node.spaced, kind=_kind(node))
        elif node.spaced:
            page.lines[-1] += " "
        _write(page, nodes, number, indent)


def _write(page: _Page, nodes: Sequence[Node], number: int, indent: int) -> None:
    node = nodes[number]
    if isinstance(node, Block) and (not _is_small(node) or page.column + len(flat(node)) > WIDTH):
        _spread(page, node, indent)
    elif isinstance(node, Code) and node.kind == "comment":
        _put_comment(page, node.text)
    elif isinstance(node, Code):
        opening, closing = _MARKS[node.kind]
        _put_code(page, opening, node.text, closing, indent, _width(nodes, number) - len(flat(node)))
    else:
        page.put(flat(node))


def _spread(page: _Page, block: Block, indent: int) -> None:
    """Write each branch of `block` on lines of its own."""
    spaced = None
    plain = all(_is_short(branch, indent) for branch in block.branches)
    for branch in block.branches:
        if spaced is not None:
            page.turn(indent, spaced=spaced, kind="block")
        _put_branch(page, branch, indent, plain=plain)
        spaced = branch.body.spaced_end
    page.turn(indent, spaced=bool(spaced), kind="block")
    page.put(f"{{% {block.end} %}}")


def _is_short(branch: Branch, indent: int) -> bool:
    """Tell whether `branch` fits on one line with its head."""
    width = indent + len("{%-  %}") + len(branch.head) + len(flat(branch.body))
    return width <= WIDTH and not any(map(_is_alone, branch.body.nodes))


def _put_branch(page: _Page, branch: Branch, indent: int, *, plain: bool) -> None:
    """Write the head of `branch` and what it governs: on the same line if that is `plain`, else on lines below."""
    _put_code(page, "{%", branch.head, "%}", indent, 0)
    _flow(page, branch.body.nodes, indent + _STEP, turned=not plain)


def _put_code(page: _Page, opening: str, code: str, closing: str, indent: int, tail: int) -> None:
    first, *rest = wrapped(code, indent, page.column + len(opening) + 1, len(closing) + 1 + tail)
    page.put(f"{opening} {first}")
    page.lines += rest
    page.lines[-1] += f" {closing}"


def _put_comment(page: _Page, text: str) -> None:
    hang = page.column + 3
    page.put("{#")
    for word in text.split(" "):
        if page.column + 1 + len(word) + len(" #}") > WIDTH:
            page.lines.append(" " * (hang - 1))
        page.lines[-1] += f" {word}"
    page.lines[-1] += " #}"


def _kind(node: Node) -> str:
    match node:
        case Word():
            return "word"
        case Code():
            return node.kind
        case Block():
            return "block"


def _is_statement(node: Node) -> bool:
    return isinstance(node, Code) and node.kind != "variable"


def _is_alone(node: Node) -> bool:
    """Tell whether `node` begins a line wherever it stands."""
    return _is_statement(node) or (isinstance(node, Block) and not _is_small(node))


def _is_small(block: Block) -> bool:
    inner = [node for branch in block.branches for node in branch.body.nodes]
    if any(map(_is_statement, inner)):
        return False
    simple = len(block.branches) < 3 and not any(isinstance(node, Block) for node in inner)
    return len(flat(block)) <= ((_PLAIN if len(block.branches) == 1 else _TWOFOLD) if simple else _MANIFOLD)


def _may_turn(node: Node, before: Node | None) -> bool:
    """Tell whether a line may begin with `node`."""
    if node.spaced or isinstance(node, Block):
        return True
    opens = isinstance(before, Word) and before.text.endswith(_OPENING)
    return isinstance(node, Code) and before is not None and not opens


def _should_turn(page: _Page, nodes: Sequence[Node], number: int, indent: int) -> bool:
    node = nodes[number]
    if isinstance(node, Block) and node.fresh:
        return True
    if page.column + node.spaced + _width(nodes, number) > WIDTH:
        return True
    between = node.spaced and number > 0 and _ends_sentence(nodes[number - 1]) and _begins_sentence(node)
    worth = between and page.column - indent > _WORTH_MOVING
    return worth and page.column + 1 + _sentence(nodes, number) > WIDTH


def _width(nodes: Sequence[Node], number: int) -> int:
    """Return how wide a node is with what cannot be parted from it."""
    width = len(flat(nodes[number]))
    for place in range(number + 1, len(nodes)):
        if _is_alone(nodes[place]) or _may_turn(nodes[place], nodes[place - 1]):
            break
        width += len(flat(nodes[place]))
    return width


def _sentence(nodes: Sequence[Node], number: int) -> int:
    """Return how wide the rest of the sentence is, or of the part of it before a long condition."""
    width = 0
    for place in range(number, len(nodes)):
        if _is_alone(nodes[place]):
            break
        width += len(flat(nodes[place])) + nodes[place].spaced
        if _ends_sentence(nodes[place]) and all(map(_begins_sentence, nodes[place + 1 : place + 2])):
            break
    return width


def _ends_sentence(node: Node) -> bool:
    match node:
        case Word():
            return node.text.endswith((".", "?", "!", ".»")) and not _ABBREVIATED.search(node.text)
        case Block():
            inner = node.branches[0].body.nodes
            return bool(inner) and _ends_sentence(inner[-1])
        case Code():
            return False


def _begins_sentence(node: Node) -> bool:
    match node:
        case Block():
            inner = node.branches[0].body.nodes
            return bool(inner) and _begins_sentence(inner[0])
        case _:
            return bool(_CAPITAL.match(node.text))
