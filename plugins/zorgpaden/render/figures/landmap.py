"""The map of the country: places on the paper, as dots or with boundaries."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Position = tuple[float, float]
"""Degrees east, degrees north (WGS 84)."""
Ring = Sequence[Position]


@dataclass(frozen=True, slots=True)
class Projection:
    """Equirectangular: one degree east is drawn as long as it is in the middle of the country."""

    width: float
    height: float
    west: float
    north: float
    per_east: float
    per_north: float
    margin: float

    @classmethod
    def fit(cls, positions: Iterable[Position], width: float, margin: float) -> Projection:
        """The projection in which all positions fit the width; the height follows from it."""
        found = list(positions)
        east, north = [one[0] for one in found], [one[1] for one in found]
        squeeze = math.cos(math.radians((min(north) + max(north)) / 2))
        per_east = (width - 2 * margin) / ((max(east) - min(east)) or 1)
        per_north = per_east / squeeze
        height = (max(north) - min(north)) * per_north + 2 * margin
        return cls(width, round(height, 1), min(east), max(north), per_east, per_north, margin)

    def at(self, position: Position) -> Position:
        """Place on the paper."""
        east, north = position
        return (
            round(self.margin + (east - self.west) * self.per_east, 1),
            round(self.margin + (self.north - north) * self.per_north, 1),
        )

    def path(self, rings: Iterable[Ring]) -> str:
        """The outline of an area, as the `d` of an SVG path (to be filled even-odd)."""
        return "".join(
            "M" + "L".join(f"{x:g} {y:g}" for x, y in _steps(self.at(one) for one in ring)) + "Z" for ring in rings
        )


def _steps(places: Iterable[Position]) -> list[Position]:
    """Without places that fall on the one before."""
    found: list[Position] = []
    for place in places:
        if not found or found[-1] != place:
            found.append(place)
    return found


def middle(places: Sequence[Position]) -> Position:
    """The middle of some places."""
    return (
        round(sum(one[0] for one in places) / len(places), 1),
        round(sum(one[1] for one in places) / len(places), 1),
    )
