"""What must hold at national scale. A bound without a measurement is not met and not missed: it says so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import edits
import ours
from others import hugo
from samples import OURS, Results

NATIONAL, NEXT = 342, 1026
"""Gemeenten in the Netherlands, and three times as many."""

Figure = Callable[[Results], float | None]


@dataclass(frozen=True, slots=True)
class Bound:
    """One row: what, how much it is, and how much it may be."""

    what: str
    figure: Figure
    most: float
    unit: str
    digits: int = 1


def wall(what: str, tool: str = OURS, size: int = NATIONAL) -> Figure:
    """Seconds that something takes."""
    return lambda results: usage.wall if (usage := results.usage(size, tool, what)) else None


def memory(what: str, size: int = NATIONAL) -> Figure:
    """Peak memory in MB."""
    return lambda results: usage.memory if (usage := results.usage(size, OURS, what)) else None


def most_memory(results: Results) -> float | None:
    """The highest peak of all that we do, in MB."""
    peaks = [results.usage(size, tool, what) for size, tool, what in results.rows if (size, tool) == (NATIONAL, OURS)]
    return max((usage.memory for usage in peaks if usage), default=None)


def figure(what: str, name: str) -> Figure:
    """One of the other figures."""
    return lambda results: results.figure(NATIONAL, OURS, what, name)


def ratio(part: Figure, whole: Figure, factor: float = 1) -> Figure:
    """One figure as a part of another."""

    def divided(results: Results) -> float | None:
        above, below = part(results), whole(results)
        return None if above is None or not below else factor * above / below

    return divided


def wrong_files(results: Results) -> float | None:
    """Files of incremental builds, at any size, that a cold build would have made differently."""
    rows = [row for row in results.rows if row[1] == OURS]
    found = [results.figure(*row, "wrong") for row in rows]
    counted = [one for one in found if one is not None]
    return sum(counted) if counted else None


BOUNDS = (
    Bound("koude bouw", ratio(wall(ours.COLD), wall(ours.COLD, hugo.NAME)), 0.8, "× Hugo", 2),
    Bound("één telefoonnummer gewijzigd", wall(edits.PHONE), 1.0, "s", 2),
    Bound(
        "  herschreven bestanden",
        ratio(figure(edits.PHONE, "rewritten"), figure(edits.PHONE, "files"), 100),
        1.0,
        "%",
        2,
    ),
    Bound("één landelijk zorgpad gewijzigd", wall(edits.PATH), 2.0, "s", 2),
    Bound("niets gewijzigd", wall(ours.SAME), 0.5, "s", 2),
    Bound("mkdocs serve: bewaard → te zien", wall(ours.SERVED), 0.5, "s", 2),
    Bound("zorgpaden check, koud", wall(ours.CHECK_COLD), 6.0, "s"),
    Bound("zorgpaden check, warm", wall(ours.CHECK_WARM), 1.0, "s", 2),
    Bound("meeste geheugen", most_memory, 400, "MB", 0),
    Bound("groei 342 → 1026, tijd", ratio(wall(ours.COLD, size=NEXT), wall(ours.COLD)), 3.2, "×", 2),
    Bound("groei 342 → 1026, geheugen", ratio(memory(ours.COLD, size=NEXT), memory(ours.COLD)), 3.0, "×", 2),
    Bound("bestanden anders dan na een koude bouw", wrong_files, 0, "", 0),
    Bound("grootste zorgpad, met gzip", figure(ours.COLD, "view_largest"), 12, "kB"),
)
