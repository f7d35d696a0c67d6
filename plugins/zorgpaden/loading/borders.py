"""Boundaries of gemeenten, when a host has put them in `data/landelijk/grenzen.json`."""

from __future__ import annotations

import json
import math
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from zorgpaden.loading.text_guard import decode
from zorgpaden.problems import Problem

BORDERS = "landelijk/grenzen.json"
WEST, EAST, SOUTH, NORTH = 3.0, 7.5, 50.5, 53.8
"""Degrees (WGS 84) between which the Netherlands lie."""
FEWEST = 4
"""A ring ends where it began, so a triangle has four positions."""
Ring = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Grenzen:
    """Rings per CBS code, and who made them."""

    bron: str
    gemeenten: dict[str, tuple[Ring, ...]]

    def as_json(self) -> str:
        """The text of `grenzen.json`: one gemeente per line, so that a difference can be read."""
        rows = ",\n".join(
            f'"{code}":{json.dumps(rings, separators=(",", ":"))}' for code, rings in sorted(self.gemeenten.items())
        )
        return f'{{"bron":{json.dumps(self.bron, ensure_ascii=False)},"gemeenten":{{\n{rows}\n}}}}\n'


def load_borders(root: Path) -> tuple[Grenzen | None, list[Problem]]:
    """The boundaries of a data folder; None when there are none, or when they cannot be used."""
    file = root / BORDERS
    if not file.is_file() or file.is_symlink():  # `files.py` refuses links
        return None, []
    text, problems = decode(file.read_bytes(), BORDERS)
    if text is None:
        return None, problems
    try:
        return _typed(json.loads(text)), problems
    except (ValueError, TypeError, AttributeError, RecursionError):
        hint = "Maak het opnieuw met `zorgpaden grenzen BESTAND.geojson`, of haal het weg."
        broken = Problem(BORDERS, 0, 0, "grenzen", "fout", "in dit bestand staan geen bruikbare grenzen", hint)
        return None, [*problems, broken]


def _typed(value: Any) -> Grenzen:
    """What the file says, or an error when it is not what `as_json` writes."""
    if set(value) != {"bron", "gemeenten"} or not isinstance(value["bron"], str):
        raise ValueError("keys")
    found = {code: tuple(_ring(ring) for ring in rings) for code, rings in value["gemeenten"].items()}
    if not all(re.fullmatch(r"GM\d{4}", code) and rings for code, rings in found.items()):
        raise ValueError("codes")
    return Grenzen(value["bron"], found)


def _ring(value: list[list[float]]) -> Ring:
    ring = tuple((float(east), float(north)) for east, north in value)
    if len(ring) < FEWEST or not all(in_the_netherlands(*position) for position in ring):
        raise ValueError("ring")
    return ring


def in_the_netherlands(east: float, north: float) -> bool:
    """Whether a position in degrees can be in this country."""
    return math.isfinite(east) and math.isfinite(north) and WEST <= east <= EAST and SOUTH <= north <= NORTH
