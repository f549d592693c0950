"""Brings the message catalogues up to the source and prints what has no translation:  make messages

The English catalogue translates our Russian sentences, the Russian one the words of click. A .po file holds nothing but
messages, in their order and one line each, so that its diff shows what was said differently and no more.
"""

import ast
import json
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

import click
import yaml
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from jinja2 import Environment
from jinja2.ext import extract_from_ast

PACKAGE = Path(__file__).parent.parent / "filings"
TEMPLATES = PACKAGE.parent / "templates"
# What the code passes through `_()` from filings/law/data/: file → paths, «*» being every key or item.
LAW_TEXTS = {
    "grounds": (
        *("texts.*", "alternatives.*.text", "grounds.*.title", "grounds.*.cells.*.why"),
        *("windows.*.about", "windows.*.reliability"),
    ),
    "screening": ("rules.*.what", "rules.*.remedy", "rules.*.earlier.what"),
    "horizons": ("*.title",),
    "warnings": ("*.text", "*.remedy"),
    "deadlines": (
        *(
            f"rules.*.{text}"
            for text in ("title", "label", "event", "note", "missed", "periods.*.span", "periods.*.note")
        ),
        *("orders.*.rest", "decree_days.text", "bindings.*.note"),
    ),
    "duty": ("kinds.*.title", "kinds.*.rates.*.why", "exempt.*.title", "exempt.*.only", "texts.*.text"),
    "jurisdiction": ("rules.*.court", "rules.*.why", "rules.*.doubt", "rules.*.stop"),
    "completeness": ("elements.*.title", "elements.*.needs.*.remedy"),
}
# The same for the arguments.toml files of the templates.
ARGUMENT_TEXTS = ("*.title", "*.proof.*.title")
# The same for the questions of schemas/situations.yaml.
SITUATION_TEXTS = (
    *("*.ask", "*.hint"),
    *(f"*.choices.*.{text}" for text in ("label", "explain", "first", "note", "lawyer")),
)
# The same for the words by which the schemas ask for a fact: texts, and texts by their keys. What papers print is shown
# as it is, with its translation beside it where no line explains it.
ASKING_WORDS = ("title", "x-ask", "x-offer", "x-why", "x-look", "x-more")
ASKING_TABLES = {"x-explain": ("*",), "x-unknown": ("say", "blank"), "x-sections": ("*",), "x-pages": ("*",)}
# Click passes this one in a variable, where no reader of source can find it.
CLICK_EXTRA = {"required"}
HEADER = """\
msgid ""
msgstr ""
"Language: {language}\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: {plural_forms}\\n"

"""

Message = str | tuple[str, ...]


def calls_in(source: str) -> Iterator[list[ast.expr]]:
    """Yield the texts given to each call of `_()` and `ngettext()` in Python source."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("_", "ngettext"):
            yield node.args[: 1 if node.func.id == "_" else 2]


def messages_in(folder: Path) -> set[Message]:
    """Return the messages written out in the modules under `folder`: a text, or its singular and plural."""
    found: set[Message] = set()
    for path in folder.rglob("*.py"):
        for arguments in calls_in(path.read_text(encoding="utf-8")):
            texts = tuple(str(text.value) for text in arguments if isinstance(text, ast.Constant))
            if len(texts) == len(arguments):
                found.add(texts if len(texts) > 1 else texts[0])
    return found


def page_messages() -> set[Message]:
    """Return the messages written out in the pages of the browser face."""
    reader = Environment(autoescape=True)
    pages = (path.read_text(encoding="utf-8") for path in sorted((PACKAGE / "web" / "templates").glob("*.html")))
    found = (each for page in pages for each in extract_from_ast(reader.parse(page), ("_",), babel_style=False))
    return {text for _line, _function, texts in found for text in texts if text}


def texts_at(value: Any, steps: list[str]) -> Iterator[str]:
    """Yield the texts to which `steps` lead inside `value`; a step that is not there leads nowhere."""
    if not steps:
        yield value
    elif isinstance(value, Mapping | list):
        items = value if isinstance(value, Mapping) else dict(enumerate(value))
        for key in items if steps[0] == "*" else {steps[0]} & items.keys():
            yield from texts_at(items[key], steps[1:])


def law_messages() -> set[Message]:
    """Return the sentences of the stored law that a person reads."""
    found: set[Message] = set()
    for name, paths in LAW_TEXTS.items():
        data = yaml.safe_load((PACKAGE / f"law/data/{name}.yaml").read_text(encoding="utf-8"))
        for path in paths:
            found.update(texts_at(data, path.split(".")))
    return found


def argument_messages() -> set[Message]:
    """Return the titles of the arguments of our own templates, and of what proves them."""
    found: set[Message] = set()
    for file in TEMPLATES.rglob("arguments.toml"):
        data = tomllib.loads(file.read_text(encoding="utf-8"))
        for path in ARGUMENT_TEXTS:
            found.update(texts_at(data, path.split(".")))
    return found


def situation_messages() -> set[Message]:
    """Return the texts of the questions about what happened."""
    data = yaml.safe_load((PACKAGE.parent / "schemas" / "situations.yaml").read_text(encoding="utf-8"))
    return {text for path in SITUATION_TEXTS for text in texts_at(data, path.split("."))}


def asking_messages() -> set[Message]:
    """Return the words by which our own schemas ask for facts."""
    schemas = (json.loads(path.read_text(encoding="utf-8")) for path in (PACKAGE.parent / "schemas").rglob("*.json"))
    # The title of a whole file says what the file is.
    return {text for schema in schemas for text in asking_words({**schema, "title": {}})}


def asking_words(part: Any) -> Iterator[str]:
    """Yield the words by which the schema `part`, or what lies in it, asks for facts."""
    if isinstance(part, list):
        yield from (text for inner in part for text in asking_words(inner))
    elif isinstance(part, Mapping):
        labels, lines = part.get("x-labels", {}), part.get("x-explain", {})
        yield from (label for value, label in labels.items() if value not in lines)
        for word, said in part.items():
            if word in ASKING_WORDS and isinstance(said, str):
                yield said
            elif word in ASKING_TABLES:
                yield from (text for key in ASKING_TABLES[word] for text in texts_at(said, [key]))
            elif not word.startswith("x-"):
                yield from asking_words(said)


def wanted() -> dict[str, set[Message]]:
    """Return the messages that each catalogue has to translate: the program's; in its own language, click's."""
    ours = messages_in(PACKAGE) | page_messages() | law_messages() | argument_messages()
    ours |= situation_messages() | asking_messages()
    clicks = messages_in(Path(click.__file__).parent) | CLICK_EXTRA
    return {language: clicks if language == "ru" else ours for language in languages()}


def languages() -> list[str]:
    """Return the languages that have a catalogue."""
    return sorted(path.parents[1].name for path in (PACKAGE / "locale").glob("*/LC_MESSAGES/filings.po"))


def po_file(language: str) -> Path:
    """Return the place of a catalogue."""
    return PACKAGE / "locale" / language / "LC_MESSAGES" / "filings.po"


def catalogue(language: str) -> Catalog:
    """Read a catalogue; raises Babel's `PoFileError` on a malformed one."""
    with po_file(language).open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def updated(old: Catalog, messages: Iterable[Message]) -> Catalog:
    """Return the translations of `messages` that `old` has; the others are empty."""
    new = Catalog(locale=old.locale)
    for message in messages:
        known = old.get(message)
        new.add(message, known.string if known else "")
    return new


def forms(text: Any) -> tuple[str, ...]:
    """Return the forms of a message or of its translation, as Babel stores them: one text or several."""
    return (text,) if isinstance(text, str) else tuple(text)


def untranslated(messages: Catalog) -> list[str]:
    """Return the messages without a translation, or without one of its plural forms."""
    return [" | ".join(forms(each.id)) for each in messages if each.id and not all(forms(each.string))]


def as_po(messages: Catalog) -> str:
    """Return the text of a .po file."""
    body = BytesIO()
    write_po(body, messages, width=0, no_location=True, omit_header=True, sort_output=True)
    return HEADER.format(language=messages.locale, plural_forms=messages.plural_forms) + body.getvalue().decode()


def main() -> None:
    """Rewrite the catalogues, print what is left to translate."""
    for language, messages in wanted().items():
        new = updated(catalogue(language), messages)
        po_file(language).write_text(as_po(new), encoding="utf-8")
        for message in untranslated(new):
            print(f"{language}: {message}")


if __name__ == "__main__":
    main()
