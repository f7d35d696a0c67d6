"""A sheet as it was read, before anything is made of it; and how a file is refused."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import NoReturn

from zorgpaden.problems import DataProblems, Problem


@dataclass(frozen=True, slots=True)
class Unusable:
    """A cell that cannot be used, and why: a formula, a fault, a part of a merged cell."""

    message: str
    hint: str


Cell = str | int | float | bool | datetime | date | time | timedelta | Unusable
Span = tuple[int, int, int, int]
"""First row, first column, last row, last column; from 0."""

FORMULA = Unusable("hier staat een formule", "Vervang de formule door de waarde (plakken speciaal: waarden).")
FAULT = Unusable("hier staat een foutwaarde, zoals #N/B", "Schrijf de waarde zelf op of maak de cel leeg.")


@dataclass(slots=True)
class Sheet:
    """Rows from the first one on; `hidden` and `hidden_columns` count from 0, as the rows do."""

    name: str
    rows: list[list[Cell]]
    hidden: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merged: list[Span] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    """What the reader has to know about the file as a whole, in Dutch."""


def refuse(name: str, code: str, message: str, hint: str) -> NoReturn:
    """Refuse a whole file."""
    raise DataProblems([Problem(name, 0, 0, code, "fout", message, hint)])


def letter(column: int) -> str:
    """How a spreadsheet names a column: 0 is A, 26 is AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
