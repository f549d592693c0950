"""Whether schemas/situations.yaml is as an interview needs it: every answer leads on, every paper is led to.

A pack may bring a file of its own; it is held to the same as ours.
"""

from collections.abc import Iterator, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter
from typing import Any

from filings.catalog import Pack
from filings.conditions import opening
from filings.errors import TemplateError
from filings.facts.validate import vocabulary
from filings.facts.vocabulary import Schema, parts_at, refuse_unknown
from filings.facts.yaml_text import UnreadableFileError, read_yaml
from filings.i18n import _
from filings.law.shapes import misshapen
from filings.nearest import meant, nearest
from filings.problems import Kind, Problem

FILE = "schemas/situations.yaml"
# Stands for all the kinds there are.
EVERY_KIND = "*"
_CHOICE = {
    "label": "text",
    "explain?": "text",
    "when?": "condition",
    "facts?": "facts",
    "node?": "text",
    "papers?": "texts",
    "first?": "text",
    "note?": "text",
    "lawyer?": "text",
    "then?": "text",
}
_NODE = {"ask": "text", "hint?": "text", "choices": [_CHOICE]}
# What an end tells: an answer that leads to a node has none of it.
_END = ("papers", "first", "note", "lawyer", "then")


def read(pack: Pack) -> Any:
    """Return what is written in the file of `pack`.

    Raises `TemplateError` T050 where it lies outside of the pack, cannot be read or is no plain YAML.
    """
    try:
        return read_yaml(pack.text(pack.root / FILE))
    except UnreadableFileError as error:
        place = f"{FILE}:{error.line}" if error.line else FILE
        raise TemplateError(Problem(Kind.TEMPLATE, "T050", place, error.what, error.remedy)) from None
    except (OSError, ValueError) as error:
        raise TemplateError(_fault(FILE, _("Файл не читается: {reason}.").format(reason=error))) from error


def where(node: str, number: int) -> str:
    """Return how a problem names an answer of a node, counted from 0."""
    return f"{FILE}: {node}.choices[{number}]"


def faults(data: Any, packs: tuple[Pack, ...], kinds: Sequence[str], demanded: Sequence[str]) -> list[Problem]:
    """Return all that is wrong with the content of a file (T050, of a condition T032).

    `kinds` are those that answers may lead to, `demanded` those that some answer must name.
    """
    wrong = list(_misshapen(data))
    if wrong:
        return wrong
    tree = vocabulary(packs)
    for node, entry in data.items():
        for number, choice in enumerate(entry["choices"]):
            place = where(node, number)
            wrong += [*_ends(choice, place), *_names(choice, place, data, kinds), *_facts(choice, place, tree)]
        if all("when" in choice for choice in entry["choices"]):
            wrong.append(_fault(f"{FILE}: {node}", _("Хотя бы один ответ должен быть без условия when.")))
    wrong += _unnamed(data, demanded)
    return wrong or [*_circle(data), *_unreached(data)]


def _misshapen(data: Any) -> Iterator[Problem]:
    if not isinstance(data, dict) or not data:
        yield _fault(FILE, _("Нужны узлы с названиями."))
        return
    for node, entry in data.items():
        for place, what in misshapen(entry, _NODE, f"{FILE}: {node}"):
            yield _fault(place, what)


def _ends(choice: Mapping[str, Any], place: str) -> Iterator[Problem]:
    """Yield what is wrong with an answer that leads nowhere, to two places, or to one paper twice."""
    if "node" in choice:
        if told := [name for name in _END if name in choice]:
            what = _("Ответ ведёт к узлу, поэтому лишнее: {names}.").format(names=", ".join(told))
            yield _fault(place, what)
    elif not choice.keys() & {"papers", "lawyer"}:
        yield _fault(place, _("Ответ никуда не ведёт: нужно node, papers или lawyer."))
    papers = choice.get("papers", [EVERY_KIND])
    if not papers or len(papers) != len({*papers}) or (EVERY_KIND in papers and len(papers) > 1):
        yield _fault(f"{place}.papers", _("Бумаги называют по одному разу, знак «*» – один вместо всех."))


def _names(choice: Mapping[str, Any], place: str, nodes: Mapping[str, Any], kinds: Sequence[str]) -> Iterator[Problem]:
    for field in ("node", "then"):
        if field in choice and choice[field] not in nodes:
            yield _no_such(f"{place}.{field}", _("Такого узла нет: «{name}»."), choice[field], nodes)
    for kind in choice.get("papers", []):
        if kind not in (*kinds, EVERY_KIND):
            yield _no_such(f"{place}.papers", _("Вида документа «{name}» нет."), kind, kinds)


def _facts(choice: Mapping[str, Any], place: str, tree: Schema) -> Iterator[Problem]:
    """Yield the facts that no case has, and the values that are none of those to choose from."""
    for path, value in choice.get("facts", {}).items():
        if not any(value in part.get("enum", ()) for part in parts_at(tree, path)):
            what = _("В деле не бывает факта с выбором, где было бы: {path} = {value}.").format(path=path, value=value)
            yield _fault(f"{place}.facts", what)
    try:
        refuse_unknown(tree, opening(choice, place), f"{place}: when")
    except TemplateError as error:
        yield from error.problems


def _unnamed(nodes: Mapping[str, Any], demanded: Sequence[str]) -> Iterator[Problem]:
    named = {kind for entry in nodes.values() for choice in entry["choices"] for kind in choice.get("papers", [])}
    if missing := [kind for kind in demanded if kind not in named]:
        what = _("Ни один ответ не ведёт к видам документов: {kinds}.").format(kinds=", ".join(missing))
        yield _fault(FILE, what)


def _edges(nodes: Mapping[str, Any]) -> Mapping[str, list[str]]:
    return {node: [each["node"] for each in entry["choices"] if "node" in each] for node, entry in nodes.items()}


def _circle(nodes: Mapping[str, Any]) -> Iterator[Problem]:
    try:
        TopologicalSorter(_edges(nodes)).prepare()
    except CycleError as error:
        way = " → ".join(reversed(error.args[1]))
        yield _fault(FILE, _("Узлы ведут по кругу: {way}.").format(way=way))


def _unreached(nodes: Mapping[str, Any]) -> Iterator[Problem]:
    edges, reached, ahead = _edges(nodes), set[str](), [next(iter(nodes))]
    while ahead:
        node = ahead.pop()
        if node not in reached:
            reached.add(node)
            ahead += edges[node]
    for node in nodes:
        if node not in reached:
            yield _fault(f"{FILE}: {node}", _("К этому узлу ничего не ведёт."))


def _no_such(place: str, what: str, name: str, known: Sequence[str] | Mapping[str, Any]) -> Problem:
    near = nearest(name, known)
    return Problem(Kind.TEMPLATE, "T050", place, what.format(name=name), meant(near) if near else _remedy())


def _fault(place: str, what: str) -> Problem:
    return Problem(Kind.TEMPLATE, "T050", place, what, _remedy())


def _remedy() -> str:
    return _("Исправьте schemas/situations.yaml: как он устроен, сказано в docs/packs.md.")
