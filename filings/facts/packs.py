"""What packs add, held together: the facts they describe, and the law of theirs that asks for facts."""

from functools import lru_cache

from filings.catalog import Catalog, Pack, builtin_pack
from filings.facts.validate import vocabulary
from filings.facts.vocabulary import refuse_unknown
from filings.law.checks.asked_facts import conditions
from filings.law.stored import in_use


def hold(catalog: Catalog) -> None:
    """Refuse packs whose vocabulary is not as it must be, or whose law asks for facts or values that it lacks.

    Raises `TemplateError`: what `vocabulary` raises, and T032.
    """
    if catalog.packs != (builtin_pack(),):  # ours is held by tests
        with in_use(catalog.law):
            _hold(catalog.packs)


@lru_cache(maxsize=16)
def _hold(packs: tuple[Pack, ...]) -> None:
    tree = vocabulary(packs)
    for where, condition in conditions():
        refuse_unknown(tree, condition, where)
