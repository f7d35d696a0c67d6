"""What an import says: row by row, and what it comes down to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from zorgpaden.problems import Problem
from zorgpaden.sheets.columns import Value
from zorgpaden.sheets.merge import Change, Decision, Uitslag
from zorgpaden.sheets.table import Fault, Table

_SHORT = 80


def as_text(table: Table, decisions: list[Decision], overschrijf: bool) -> str:
    """All notes about the file, and a paragraph per row."""
    lines = [*table.notes]
    for decision in decisions:
        lines += _row(table, decision, overschrijf)
    return "\n".join(map(_printable, lines))


def _row(table: Table, decision: Decision, overschrijf: bool) -> Iterator[str]:
    name = decision.naam or "zonder naam"
    id_ = f" ({decision.id})" if decision.id and decision.id != decision.naam else ""
    yield f"Rij {decision.row}: {name}{id_}: {decision.uitslag}"
    if decision.uitslag is Uitslag.NIEUW:
        yield f"    → {decision.path}"
    if decision.uitslag is Uitslag.GEWIJZIGD:
        for change in decision.changes:
            yield from _change(table, change)
    for fault in sorted(decision.faults, key=lambda fault: _order(table, fault)):
        yield from _fault(table, fault)
    if decision.uitslag is Uitslag.GEWEIGERD:
        return
    for note in decision.notes:
        yield f"    {note}"
    if decision.akkoord is False and decision.uitslag in (Uitslag.NIEUW, Uitslag.GEWIJZIGD):
        yield "    Wordt niet geschreven: bij akkoord staat nee."
    elif decision.uitslag is Uitslag.GEWIJZIGD and not decision.writes(overschrijf):
        yield "    Wordt niet geschreven zonder --overschrijf, of “ja” in een kolom Akkoord."


def _change(table: Table, change: Change) -> Iterator[str]:
    old, new = _shown(change.old), _shown(change.new)
    if len(old) + len(new) <= _SHORT:
        yield f"    {table.place(change.column)}: {old} → {new}"
    else:
        yield f"    {table.place(change.column)}:"
        yield f"        was:   {old}"
        yield f"        wordt: {new}"


def _order(table: Table, fault: Fault) -> tuple[bool, int]:
    """As the columns stand in the file; what has no column there comes last, what is about the row first."""
    if fault.column is None:
        return False, -1
    return fault.column not in table.columns, table.columns.get(fault.column, 0)


def _fault(table: Table, fault: Fault) -> Iterator[str]:
    place = f"{table.place(fault.column)}: " if fault.column else ""
    kind = "let op: " if fault.severity == "waarschuwing" else ""
    yield f"    {kind}{place}{fault.message}"
    if fault.hint:
        yield f"        → {fault.hint}"


def _shown(value: Value) -> str:
    if value is None:
        return "(leeg)"
    return " | ".join(value) if isinstance(value, tuple) else value


def other_problems(problems: list[Problem]) -> str:
    """What the checks say about files that are in no row."""
    head = ["De controle houdt dit tegen, buiten de rijen:"] if problems else []
    return "\n".join([*head, *map(str, problems)])


def summary(decisions: list[Decision], missing: list[str]) -> str:
    """How many of each, and what is not in the file."""
    counts = Counter(decision.uitslag for decision in decisions)
    text = ", ".join(f"{counts[one]} {one}" for one in Uitslag) + "."
    if missing:
        text += f"\nNiet in dit bestand, en dus niet veranderd of weggehaald ({len(missing)}): {', '.join(missing)}."
    return text


def _printable(line: str) -> str:
    """A line that stays one line: cells are quoted in it."""
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in line)
