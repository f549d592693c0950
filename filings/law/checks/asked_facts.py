"""What the data of the law in use ask of the facts of a case: every condition, with the entry it stands in."""

from collections.abc import Iterator

from filings.conditions import AllOf, Compared, Condition, Day, Each, Given, opening
from filings.law.checks.completeness import elements, forms
from filings.law.stored import load
from filings.law.terms.bindings import Binding, bindings


def conditions() -> Iterator[tuple[str, Condition]]:
    """Yield («warnings.yaml: W085», condition) for all that the law asks. Raises what reading a condition raises."""
    for file, entries in (("jurisdiction.yaml", load("jurisdiction")["rules"]), ("warnings.yaml", load("warnings"))):
        for name, entry in entries.items():
            yield f"{file}: {name}", opening(entry, f"{file}: {name}")
    for form in forms():
        for element in elements(form):
            for need in element.needs:
                needed = AllOf((need.when, need.test))
                yield f"completeness.yaml: {element.id}", Each(need.each, needed) if need.each else needed
            yield f"completeness.yaml: {element.id}", element.when
    for number, binding in enumerate(bindings()):
        yield f"deadlines.yaml: bindings[{number}]", _of_term(binding)


def _of_term(binding: Binding) -> Condition:
    """Return all that `binding` asks as one condition: its own two, its fact, which is a day, and what was done."""
    start = Day((binding.fact,))
    return AllOf((Compared(start, "not_after", start), *map(Given, binding.done), binding.when, binding.prolonged))
