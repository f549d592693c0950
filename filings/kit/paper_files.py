"""Names of the files of a paper: they tell what it is and nothing of the person."""

from filings.disk.file_names import safe_name
from filings.papers import File


def file_name(file: File) -> str:
    """Return the name of a file of a paper; safe on every system."""
    return f"{safe_name(' - '.join(part for part in (file.title, file.copy) if part))}.{file.format}"
