"""The facts of a case: read from a file, brought to one form, checked against the schema of a kind."""

from filings.facts.fields import Field, walk
from filings.facts.load import load, load_source
from filings.facts.validate import Checked, MissingFact, check

__all__ = ["Checked", "Field", "MissingFact", "check", "load", "load_source", "walk"]
