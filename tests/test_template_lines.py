"""The templates are laid out for a reader: short lines, and a wrapping that never changes what is printed."""

import re
import runpy
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from jinja2 import Environment

from filings.templating import WHITE_SPACE

ROOT = Path(__file__).parent.parent
TEMPLATES = sorted((ROOT / "templates").rglob("*.xml"))
WIDTH = 120


def wrapping() -> SimpleNamespace:
    """Return the names of scripts/wrap_templates, whose modules lie beside each other as those of a script do."""
    before = set(sys.modules)
    names = runpy.run_path(str(ROOT / "scripts" / "wrap_templates"))
    for name in set(sys.modules) - before & {"expression", "layout", "source"}:
        del sys.modules[name]
    return SimpleNamespace(**names)


WRAPPING = wrapping()
WRAP = WRAPPING.wrap
JINJA = Environment(**WHITE_SPACE)  # noqa: S701 - markup is what is compared
CONTEXTS = [
    {"a": a, "b": b, "many": many} for a in (True, False) for b in (True, False) for many in ([], ["один", "два"])
]


def printed(template: str, names: dict[str, object]) -> str:
    """Return what `template` prints as the reading of markup sees it: any white space is one space."""
    return re.sub(r"[ \t\r\n]+", " ", JINJA.from_string(template).render(names))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: "-".join(path.relative_to(ROOT / "templates").parts))
def test_no_line_of_a_template_is_longer_than_a_reader_can_follow(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").split("\n")

    too_long = [f"{number}: {len(line)}" for number, line in enumerate(lines, 1) if len(line) > WIDTH]

    assert too_long == [], "run `make wrap`"


# --- what is wrapped prints the same ----------------------------------------------------------------------------------

WORDS = st.sampled_from(
    ["и", "Слово", "длинноеслово,", "конец.", "«имя»", "(ст.", "№\u00a05", "<b>важно</b>", "–", "п."]
)
CODES = st.sampled_from(
    [
        "{{ a }}",
        '{{ "да  нет" if a else "}} %}" }}',
        '{{ (("первое " ~ "второе") if a and not b else "третье", {"ключ": {"один": 1}})[0] }}',
        '{{ ["первое слово", "второе слово", "третье слово", "четвёртое"] | select | join("; ") | upper | lower }}',
        "{% set c = a or b %}",
        "{# пояснение #}",
    ]
)


def sentence(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Return runs of `inner`, with white space between some of them."""
    return st.lists(st.tuples(st.sampled_from(["", " ", " ", "\n  "]), inner), max_size=8).map(
        lambda parts: "".join(space + text for space, text in parts)
    )


def block(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Return conditions and loops that hold `inner`."""
    body = sentence(inner)
    return st.one_of(
        st.tuples(body).map(lambda part: "{% if a %}" + part[0] + "{% endif %}"),
        st.tuples(body, body, body).map(
            lambda part: "{% if a and b %}" + part[0] + "{% elif a or not b %}" + part[1] + "{% else %}" + part[2]
            + "{% endif %}"
        ),
        st.tuples(body).map(lambda part: "{% for each in many %}" + part[0] + "{{ each }}{% endfor %}"),
    )  # fmt: skip


TEXTS = sentence(st.recursive(st.one_of(WORDS, CODES), block, max_leaves=12))
HOLDERS = [
    "<p>%s</p>",
    "  <li>%s</li>",
    "{%% macro m() %%}%s{%% endmacro %%}<p>{{ m() }}</p>",
    "{%% set m %%}%s{%% endset %%}{{ m }}",
]


@settings(max_examples=50)
@given(TEXTS, st.sampled_from(HOLDERS))
def test_what_is_wrapped_prints_the_same_and_is_not_wrapped_again(text: str, holder: str) -> None:
    source = holder % text
    assume(max(map(len, source.split("\n"))) > WIDTH)

    result = WRAP(source)

    assert [printed(result, names) for names in CONTEXTS] == [printed(source, names) for names in CONTEXTS]
    assert WRAP(result) == result


@given(st.lists(st.one_of(WORDS, st.sampled_from(["{{ a }}", '{{ "слово" if a else "другое" }}'])), min_size=30))
def test_a_text_of_words_and_expressions_fits_the_line(parts: list[str]) -> None:
    result = WRAP(f"<p>{' '.join(parts)}</p>")

    assert max(map(len, result.split("\n"))) <= WIDTH


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: "-".join(path.relative_to(ROOT / "templates").parts))
def test_a_template_of_one_line_a_paragraph_is_wrapped_without_a_change(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    joined = re.sub(r"(?<![}>])\n +(?=[^ <{])", " ", source)

    result = WRAP(joined)

    assert WRAPPING.meaning(result) == WRAPPING.meaning(source)


def test_a_text_that_is_short_stays_as_it_was_laid() -> None:
    source = "<p>Слово\n      и\n дело{% if a %}, ещё{% endif %}.</p>\n"

    assert WRAP(source) == source


def test_each_branch_of_a_long_condition_stands_on_lines_of_its_own() -> None:
    source = (
        "<p>Срок {% if a %}истекает через три месяца и не пропущен, поэтому заявление подано вовремя, как велит закон, "
        "и оно будет принято{% else %}истёк{% if b %}, но по уважительной причине{% endif %}, "
        "а суд принимает заявление{% endif %}.</p>"
    )

    assert WRAP(source) == (
        "<p>Срок\n"
        "  {% if a -%}\n"
        "    истекает через три месяца и не пропущен, поэтому заявление подано вовремя, как велит закон, и "
        "оно будет принято\n"
        "  {%- else -%}\n"
        "    истёк{% if b %}, но по уважительной причине{% endif %}, а суд принимает заявление\n"
        "  {%- endif %}.</p>"
    )
