"""`filings show KIND`: the facts a paper needs, its variants, the law it rests on, an example to copy."""

import re
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from filings.catalog import Filing, builtin_pack
from filings.commands import talk
from filings.commands.case_files import load_catalog
from filings.commands.condition_words import worded
from filings.commands.options import json_option, kind_argument, pack_option
from filings.conditions import as_data
from filings.facts import Field, walk
from filings.i18n import _
from filings.reasoning import Argument, arguments

_IMPORTED = re.compile(r"""(?:import|include|from) ["']([\w./-]+\.xml)["']""")
_CITATION = re.compile(r"""law\(["']([^"']+)["']""")


@click.command("show", help=_("Рассказать о виде документа: какие нужны факты, на чём он основан, пример."))
@kind_argument
@pack_option
@json_option
def command(kind: str, packs: tuple[Path, ...], as_json: bool) -> None:
    """Describe one kind."""
    catalog = load_catalog(packs)
    filing = catalog.find(kind)
    fields = walk(filing, catalog)
    if as_json:
        talk.put_json(_as_json(filing, fields, arguments(filing, catalog.packs)))
    else:
        click.echo("\n".join(_lines(filing, fields, arguments(filing, catalog.packs))))


def _lines(filing: Filing, fields: tuple[Field, ...], found: tuple[Argument, ...]) -> Iterator[str]:
    yield from (f"{filing.kind}: {filing.title}", filing.about, f"{_('Для кого')}: {filing.audience}", "")
    for field in fields:
        if field.path == filing.variant:
            yield f"{field.title} ({field.path}):"
            yield talk.table((f"    {value}", label) for value, label in field.labels.items())
            yield ""
    yield _("Факты; «!» нужен всегда (если нужна группа, в которой он стоит), «*» при условии:")
    for field in fields:
        yield f"  {_mark(field)} {field.path}: {field.title}"
        yield from (f"        * {condition}" for condition in field.when)
    yield from _reasoning(found)
    cited = _citations(filing, found)
    yield from ("", _("Нормы, на которые ссылается шаблон (кроме норм самого основания): {keys}").format(keys=cited))
    for path in filing.examples[:1]:
        yield _("Пример, который можно скопировать: {path}").format(path=path)


def _reasoning(found: tuple[Argument, ...]) -> Iterator[str]:
    if not found:
        return
    yield from ("", _("Доводы; каждый открывается фактами, выключается в arguments.off:"))
    burdens = {"authority": _("доказывает орган"), "applicant": _("доказывает заявитель")}
    for each in found:
        yield f"    {each.name}: {_(each.title)} [{'; '.join(each.norms)}]"
        yield f"        {_('Условие')}: {worded(each.when)}"
        if each.burden:
            yield f"        {_('Бремя доказывания')}: {burdens[each.burden]}"
        for proof in each.proof:
            yield f"        {_('Доказательство')}: {_(proof.title)} ({proof.fact})"


def _mark(field: Field) -> str:
    return "!" if field.required else "*" if field.when else " "


def _citations(filing: Filing, found: tuple[Argument, ...]) -> str:
    roots = (filing.pack.templates, builtin_pack().templates)
    waiting = [*sorted(filing.folder.rglob("*.xml")), *(root / each.template for each in found for root in roots)]
    read: dict[Path, str] = {}
    while waiting:
        path = waiting.pop()
        if path in read or not path.is_file():
            continue
        read[path] = path.read_text(encoding="utf-8")
        waiting += [root / name for name in _IMPORTED.findall(read[path]) for root in roots]
    keys = {key.strip() for text in read.values() for cited in _CITATION.findall(text) for key in cited.split(";")}
    return "; ".join(sorted(keys)) or "–"


def _as_json(filing: Filing, fields: tuple[Field, ...], found: tuple[Argument, ...]) -> dict[str, Any]:
    return {
        "kind": filing.kind,
        "title": filing.title,
        "about": filing.about,
        "audience": filing.audience,
        "variant": filing.variant,
        "facts": [
            {
                "path": field.path,
                "title": field.title,
                "hint": field.hint,
                "type": field.type,
                "required": field.required,
                "when": list(field.when),
                "values": dict(field.labels),
                "examples": list(field.examples),
            }
            for field in fields
        ],
        "arguments": [asdict(each) | {"when": as_data(each.when)} for each in found],
        "examples": [str(path) for path in filing.examples],
    }
