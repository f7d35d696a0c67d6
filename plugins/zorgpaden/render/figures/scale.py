"""Numbers and dates to places on the paper, and things that may not lie on each other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

Scale = Callable[[float], float]
_MONTHS = 12
_DAYS = 30.5


def linear(domain: tuple[float, float], room: tuple[float, float]) -> Scale:
    """From a value in `domain` to its place in `room`."""
    (low, high), (start, end) = domain, room
    factor = (end - start) / (high - low)
    return lambda value: round(start + (value - low) * factor, 1)


def year_position(deeldatum: str) -> float:
    """A (part of a) date as a year with a fraction: the middle of what is known."""
    parts = [int(part) for part in deeldatum.split("-")]
    if len(parts) == 1:
        return parts[0] + 0.5
    days = parts[2] - 1 if len(parts) == 3 else _DAYS / 2
    return parts[0] + (parts[1] - 1 + days / _DAYS) / _MONTHS


def sort_date(deeldatum: str) -> date:
    """Where a (part of a) date comes in a list: what is vague comes before what is exact."""
    return date.fromisoformat(deeldatum + "-01-01"[len(deeldatum) - 4 :])


def lanes(places: Sequence[float], gap: float) -> list[int]:
    """Per place the lowest lane (0, 1, …) in which it stays `gap` away from the ones before it."""
    taken: list[list[float]] = []
    found = []
    for place in places:
        lane = next((n for n, here in enumerate(taken) if all(abs(place - one) >= gap for one in here)), len(taken))
        if lane == len(taken):
            taken.append([])
        taken[lane].append(place)
        found.append(lane)
    return found


def spread(starts: Sequence[float], sizes: Sequence[float], gap: float) -> list[float]:
    """Places for blocks in order: each at its start, or as much later as the one before it needs."""
    found: list[float] = []
    free = float("-inf")
    for start, size in zip(starts, sizes, strict=True):
        place = max(start, free)
        found.append(round(place, 1))
        free = place + size + gap
    return found
