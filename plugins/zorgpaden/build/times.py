"""How long the parts of a build take, for who measures: `ZORGPADEN_TIJDEN` names a file for the seconds per part."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_seconds: dict[str, float] = {}


@contextmanager
def timed(part: str) -> Iterator[None]:
    """Count the time of what happens inside to `part`."""
    start = time.perf_counter()
    try:
        yield
    finally:
        _seconds[part] = _seconds.get(part, 0.0) + time.perf_counter() - start
        if file := os.environ.get("ZORGPADEN_TIJDEN"):
            Path(file).write_text(json.dumps({name: round(value, 4) for name, value in _seconds.items()}))
