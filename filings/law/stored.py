"""The data files of the law (`data/`), each read once per process."""

from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

DATA = Path(__file__).parent / "data"


@lru_cache(maxsize=64)
def load(name: str) -> Any:
    """Return the content of `data/<name>.yaml`, read once per process."""
    return yaml.load((DATA / f"{name}.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
