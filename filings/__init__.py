"""`filings`: the checked facts of one serviceman's matter in, Russian legal filings as DOCX and PDF out."""

__version__ = "0.1.0"
