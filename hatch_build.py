"""Build hook of the wheel: brings the built-in pack inside the package and compiles the message catalogues."""

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class WheelHook(BuildHookInterface[Any]):
    """Runs before each wheel; an editable one reads `templates/` and `schemas/` where they are."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile each `filings.po`, name the files to add; raises Babel's `PoFileError` on a malformed catalogue."""
        for source in sorted(Path(self.root, "filings", "locale").glob("*/LC_MESSAGES/*.po")):
            with source.open("rb") as po, source.with_suffix(".mo").open("wb") as mo:
                write_mo(mo, read_po(po, abort_invalid=True))
        if version == "standard":
            build_data["force_include"] = {name: f"filings/pack/{name}" for name in ("templates", "schemas")}
