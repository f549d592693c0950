"""The text of a case file to fill in: every fact blank under its question or its explanation."""

import textwrap
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from filings.catalog import Catalog, Filing
from filings.fact_path import EVERY, steps
from filings.facts import Field, walk
from filings.i18n import _
from filings.interview.questionnaire import Question, Responses
from filings.interview.shortest import shortest

_WIDTH = 100
# An interview dates the paper with the day on which it is held; in a file a person writes the day.
_DAY = "sign_date"


def whole_case(catalog: Catalog, filing: Filing) -> Iterator[str]:
    """Yield the lines of a case with every fact that papers of `filing` may have, each blank under its explanation,
    which is given in full only where it is new."""
    yield f"## {filing.title}"
    yield from (f"## {line}" for line in _how_to_fill())
    required: set[str] = set()
    started: set[str] = set()
    explained: set[tuple[str, ...]] = set()
    for field in walk(filing, catalog):
        group = field.path.rpartition(".")[0].removesuffix("[]")
        if field.required and (not group or group in required):
            required.add(field.path)
        lines = tuple(_explained(field, required=field.path in required))
        known = lines in explained
        explained.add(lines)
        indent, key = _key(field, first=group not in started)
        started.add(group)
        if not known:
            yield ""
        if field.path != "kind":
            yield from (f"{indent}## {line}" for line in (lines[:1] if known else _wrapped(lines)))
        yield f"kind: {filing.kind}" if field.path == "kind" else key


def needed_facts(catalog: Catalog, filing: Filing, given: Mapping[str, str], today: date) -> Iterator[str]:
    """Yield the lines of a case with what a paper of `filing` asks for on the day `today` where the facts `given` are
    known, each blank under its question; what it may have besides is named at the end."""
    asked = shortest(catalog, filing, Responses(given), today)
    yield f"## {filing.title}"
    yield from (f"## {line}" for line in _how_to_fill())
    yield f"kind: {filing.kind}"
    yield from (f"{name}: {value}" for name, value in given.items())
    if "ground" in asked:
        yield f"## {_('Короче будет с основанием: «filings new {kind} --ground own-wish».').format(kind=filing.kind)}"
    started, listed = {""}, set[tuple[str, ...]]()
    for field in walk(filing, catalog):
        group = field.path.rpartition(".")[0].removesuffix("[]")
        question = asked.get(field.path)
        if field.path == _DAY:
            yield from (f"## {line}" for line in _wrapped(_explained(field, required=False)))
        elif question is None and not any(path.startswith((f"{field.path}.", f"{field.path}[]")) for path in asked):
            continue
        indent, key = _key(field, first=group not in started)
        started.add(group)
        if question is not None:
            # The ranks are told once.
            values = () if tuple(field.labels) in listed else tuple(_values(field))
            listed.update([tuple(field.labels)] if field.labels else [])
            yield from (f"{indent}## {line}" for line in _wrapped((*_asked(question, field), *values)))
        yield key
    yield ""
    yield f"## {_('Ещё бывает нужно другое: все факты даёт «filings new {kind} --all».').format(kind=filing.kind)}"


def _asked(question: Question, field: Field) -> Iterator[str]:
    """Yield the question, where the answer is written and when it is needed."""
    needed = f" {_('Обязательно.')}" if question.required and not field.when else ""
    look = f" ({question.look})" if question.look else ""
    yield f"{question.ask}{look}{needed}"
    yield from (_("Нужно, {condition}.").format(condition=condition) for condition in field.when[:1] if not needed)


def _how_to_fill() -> Iterator[str]:
    yield _("Впишите то, что знаете. Пустые строки пропускаются: удалять их не нужно. Строки с «##» – пояснения.")
    yield _("Текст пишите между знаками ' '. Другие кавычки внутри него можно. Новый абзац – после пустой строки.")
    yield _("Пункт списка начинается со знака «-». Для ещё одного пункта повторите строки этого пункта вместе с «-».")
    yield _("Проверка: filings check ФАЙЛ. Документ: filings render ФАЙЛ -o ПАПКА.")


def _explained(field: Field, *, required: bool) -> Iterator[str]:
    """Yield the title, the hint, when the fact is needed, and what to write."""
    if required:
        yield _("{title}. Обязательно.").format(title=field.title)
    elif field.required:
        yield _("{title}. Обязательно, если заполняете эту группу.").format(title=field.title)
    else:
        yield f"{field.title}."
    yield field.hint
    yield from (_("Нужно, {condition}.").format(condition=condition) for condition in field.when)
    yield from _values(field)


def _values(field: Field) -> Iterator[str]:
    """Yield what to write."""
    if field.type == "yes-no":
        yield _("Напишите: да или нет.")
    elif field.labels and all(value == label for value, label in field.labels.items()):
        yield _("Одно из: {values}.").format(values="; ".join(field.labels))
    elif field.labels:
        yield from (f"  {value} – {label}" for value, label in field.labels.items())
    elif field.examples and field.type not in ("group", "list"):
        yield _("Например: {example}").format(example=str(field.examples[0]).replace("\n", " / "))


def _wrapped(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        yield from textwrap.wrap(line, _WIDTH, break_on_hyphens=False)


def _key(field: Field, *, first: bool) -> tuple[str, str]:
    """Return the indent and the line of the fact; the `first` fact of a list's item carries the dash of the item.

    A text stands between quotes: without them YAML would cut it at « #» and stumble over «: ».
    """
    *way, name = steps(field.path)
    indent = "  " * len(way)
    dashed = indent[:-2] + "- " if first and way[-1:] == [EVERY] else indent
    return indent, f"{dashed}{name}: ''" if field.type in ("text", "prose") else f"{dashed}{name}:"
