"""`filings new KIND`: a commented case file to fill in."""

import textwrap
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from filings.catalog import Filing
from filings.commands.case_files import load_catalog
from filings.commands.options import kind_argument, pack_option
from filings.disk.output import write
from filings.fact_path import EVERY, steps
from filings.facts import Field, walk
from filings.i18n import _

_WIDTH = 100


@click.command("new", help=_("Создать файл дела с пояснениями, который остаётся заполнить."))
@kind_argument
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar=_("ФАЙЛ"),
    help=_("Куда записать (иначе на экран)."),
)
@click.option("--overwrite", is_flag=True, help=_("Заменить файл, если он уже есть."))
@pack_option
def command(kind: str, output: Path | None, overwrite: bool, packs: tuple[Path, ...]) -> None:
    """Write the case file, or print it."""
    catalog = load_catalog(packs)
    filing = catalog.find(kind)
    text = "\n".join(_case(filing, walk(filing, catalog))) + "\n"
    if output is None:
        click.echo(text, nl=False)
        return
    write({output: text.encode()}, overwrite=overwrite)
    click.echo(output)


def _case(filing: Filing, fields: tuple[Field, ...]) -> Iterator[str]:
    """Yield the lines: every fact blank under its explanation, which is given in full only where it is new."""
    yield f"## {filing.title}"
    yield from (f"## {line}" for line in _how_to_fill())
    required: set[str] = set()
    started: set[str] = set()
    explained: set[tuple[str, ...]] = set()
    for field in fields:
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
