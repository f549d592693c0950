"""What every problem of the law must tell, whichever check finds it."""

import re
from collections.abc import Iterable

from filings.catalog import Catalog
from filings.fact_path import steps
from filings.facts.validate import vocabulary
from filings.facts.vocabulary import parts_at
from filings.problems import Kind, Problem

VOCABULARY = vocabulary(Catalog.load().packs)
SENTENCE = re.compile(r"[«А-ЯЁ0-9].*(?:[.?!»)]|: https://\S+)", re.DOTALL)
NOT_FILLED_IN = re.compile(r"None|[{}]|XX")


def whole(problems: Iterable[Problem]) -> list[Problem]:
    """Return `problems`, each of which names a fact, says in Russian what is wrong and what to do, and cites a norm or
    none."""
    listed = list(problems)
    for problem in listed:
        assert isinstance(problem.kind, Kind)
        assert re.fullmatch(r"[A-Z]\d{3}", problem.code)
        assert problem.where == "" or (steps(problem.where) and parts_at(VOCABULARY, _pattern(problem.where)))
        for told in (problem.what, problem.remedy):
            assert SENTENCE.fullmatch(told), told
            assert not NOT_FILLED_IN.search(told), told
        assert isinstance(problem.norm, str)
    return listed


def _pattern(where: str) -> str:
    return re.sub(r"\[\d+\]", "[]", where)
