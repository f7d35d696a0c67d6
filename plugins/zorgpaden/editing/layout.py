"""The measures of the one form of a data file."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel

from zorgpaden.editing.scalar import scalar
from zorgpaden.model import RegisterGemeente, RegisterRegio, Situatie, Thema
from zorgpaden.model.beeld import Bedrag

WIDTH = 120
TABLES: frozenset[type[BaseModel]] = frozenset({Bedrag, RegisterGemeente, RegisterRegio, Situatie, Thema})
"""Lists of these are read as a table: one entity per line."""

LONG, SHORT = 20, 40
"""A list of more than this many texts of at most this many letters stands between brackets."""


def in_brackets(texts: list[str], indent: int) -> Iterator[str]:
    """A list between brackets, over as many lines as it takes."""
    line, items = " " * indent + "[", [scalar(text, in_brackets=True) for text in texts]
    for number, item in enumerate(items, start=1):
        word = f"{item}{',' if number < len(items) else ']'}"
        if len(f"{line} {word}") > WIDTH:
            yield line.rstrip()
            line = " " * (indent + 1)
        line += word if line.endswith("[") or not line.strip() else f" {word}"
    yield line
