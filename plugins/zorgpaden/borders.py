"""Take boundaries of gemeenten over from a GeoJSON file: check, simplify, and write in one step."""

from __future__ import annotations

import json
import math
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from zorgpaden.loading.borders import FEWEST, Grenzen, Ring, in_the_netherlands
from zorgpaden.problems import Problem

CODE_FIELDS = ("statcode", "gemeentecode", "gm_code", "identificatie", "code")
"""Names that CBS and Kadaster give to the field with the code, in lower case."""
WATER_FIELDS = ("water", "h2o")
TOLERANCE, COARSEST = 0.002, 0.2
"""Degrees a line may shift: less than a dot on the widest map, and what no file should need."""
MOST_BYTES = 200 * 1024
MOST_INPUT = 200 * 1024**2
_SQUEEZE = 0.615
"""A degree east is this much shorter than a degree north, in the middle of the country."""
_MOST_MISSING = 5


class Refused(Exception):
    """The file cannot be used; carries message and hint."""

    def __init__(self, message: str, hint: str, line: int = 0, column: int = 0) -> None:
        super().__init__(message)
        self.message, self.hint, self.line, self.column = message, hint, line, column


def import_borders(file: Path, names: Mapping[str, str], bron: str) -> tuple[Grenzen | None, list[Problem]]:
    """Boundaries from a GeoJSON file, for the CBS codes in `names`; None when it cannot be used."""
    path = str(file)
    try:
        outlines = _outlines(_features(_parse(_read(file))))
        known = {code: rings for code, rings in outlines.items() if code in names}
        if not known:
            raise Refused(
                "geen enkele code in dit bestand staat in ons register",
                "Neem de gemeenten van hetzelfde jaar als data/landelijk/gemeenten.yml.",
            )
    except Refused as fault:
        return None, [Problem(path, fault.line, fault.column, "grenzen", "fout", fault.message, fault.hint)]
    return _small_enough(known, bron), list(_differences(outlines, names, path))


def write_borders(grenzen: Grenzen, target: Path) -> None:
    """Write beside the target, then rename: a reader never finds half a file."""
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = target.with_name(f".{target.name}-{os.getpid()}")
    try:
        fresh.write_text(grenzen.as_json(), encoding="utf-8")
        fresh.replace(target)
    finally:
        fresh.unlink(missing_ok=True)


def _read(file: Path) -> str:
    try:
        if file.stat().st_size > MOST_INPUT:
            raise Refused(
                f"het bestand is groter dan {MOST_INPUT // 1024**2} MB",
                "Neem de gegeneraliseerde (vereenvoudigde) grenzen.",
            )
        return file.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise Refused(f"het bestand is niet te lezen ({error.strerror})", "Kijk of het pad klopt.") from None
    except UnicodeDecodeError:
        raise Refused("dit bestand is geen UTF-8", "Kreeg u een zip of een shapefile? Kies GeoJSON.") from None


def _parse(text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        hint = "Een GeoJSON-bestand begint met “{”. Kreeg u een zip of een shapefile? Kies bij het downloaden GeoJSON."
        raise Refused("dit is geen JSON", hint, error.lineno, error.colno) from None
    except RecursionError:
        raise Refused("dit bestand is te diep genest", "Kies bij het downloaden GeoJSON.") from None


def _features(value: Any) -> list[Any]:
    if not isinstance(value, dict) or value.get("type") != "FeatureCollection":
        raise Refused("dit is geen FeatureCollection", "Neem een GeoJSON-bestand met alle gemeenten bij elkaar.")
    features = value.get("features")
    if not isinstance(features, list) or not features:
        raise Refused("er staat geen enkel gebied in", "Neem een GeoJSON-bestand met alle gemeenten bij elkaar.")
    return features


def _outlines(features: list[Any]) -> dict[str, list[Ring]]:
    """Rings per code; parts of one gemeente may come as several features, water is left out."""
    found: dict[str, list[Ring]] = {}
    for number, feature in enumerate(features, start=1):
        properties = feature.get("properties") if isinstance(feature, dict) else None
        if not isinstance(properties, dict):
            raise Refused(f"gebied {number} heeft geen eigenschappen", "Elk gebied heeft een code nodig, zoals GM0344.")
        fields = {str(name).lower(): str(one).strip() for name, one in properties.items()}
        if any(fields.get(name, "").upper() == "JA" for name in WATER_FIELDS):
            continue
        code = _code(fields, number)
        where = f"gebied {number} ({code})"
        rings = list(_rings(feature.get("geometry"), where))
        if not rings:
            raise Refused(f"{where} is leeg", "Download het bestand opnieuw.")
        found.setdefault(code, []).extend(rings)
    return found


def _code(fields: Mapping[str, str], number: int) -> str:
    for name in CODE_FIELDS:
        if re.fullmatch(r"GM\d{4}", fields.get(name, "")):
            return fields[name]
    known, here = ", ".join(CODE_FIELDS), ", ".join(fields) or "niets"
    hint = f"De code (GM en vier cijfers) hoort in een van deze velden: {known}. Dit gebied heeft: {here}."
    raise Refused(f"gebied {number} heeft geen gemeentecode", hint)


def _rings(geometry: Any, where: str) -> Iterator[Ring]:
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if kind not in ("Polygon", "MultiPolygon"):
        raise Refused(f"{where} is geen vlak maar {kind or 'leeg'}", "Neem de vlakken, niet de punten of de lijnen.")
    coordinates = geometry.get("coordinates")
    try:
        for polygon in [coordinates] if kind == "Polygon" else coordinates:
            for ring in polygon:
                yield _ring(ring, where)
    except (TypeError, ValueError, IndexError):
        raise Refused(f"de coördinaten van {where} zijn niet te lezen", "Download het bestand opnieuw.") from None


def _ring(value: Any, where: str) -> Ring:
    ring = tuple((float(position[0]), float(position[1])) for position in value)
    for east, north in ring:
        if not in_the_netherlands(east, north):
            raise Refused(f"{where} ligt niet in Nederland: {east:g}, {north:g}", _place_hint(east, north))
    if len(ring) < FEWEST or ring[0] != ring[-1]:
        raise Refused(f"een rand van {where} is niet gesloten", "Download het bestand opnieuw.")
    return ring


def _place_hint(east: float, north: float) -> str:
    if in_the_netherlands(north, east):
        return "Lengte en breedte staan omgewisseld: in GeoJSON komt de lengte (3 tot 7,5) eerst."
    if east > 1000:  # metres of the Dutch grid
        return "Dit lijken RD-coördinaten (meters). Kies bij het downloaden WGS 84 (EPSG:4326)."
    return "Neem een bestand in WGS 84 (EPSG:4326), met alleen Nederlandse gemeenten."


def _differences(outlines: Mapping[str, object], names: Mapping[str, str], path: str) -> Iterator[Problem]:
    """What is in one list and not in the other: worth knowing, no reason to stop."""
    strange = sorted(set(outlines) - set(names))
    missing = sorted(names[code] for code in set(names) - set(outlines))
    if strange:
        message = f"{len(strange)} codes staan niet in ons register en zijn overgeslagen: {_some(strange)}"
        hint = "Is het bestand van een ander jaar? Neem dan dat van het jaar van gemeenten.yml."
        yield Problem(path, 0, 0, "grenzen", "waarschuwing", message, hint)
    if missing:
        message = f"{len(missing)} gemeenten hebben in dit bestand geen grens: {_some(missing)}"
        yield Problem(path, 0, 0, "grenzen", "waarschuwing", message, "Zij staan op de kaart als een stip.")


def _some(words: list[str]) -> str:
    more = len(words) - _MOST_MISSING
    return ", ".join(words[:_MOST_MISSING]) + (f" en nog {more}" if more > 0 else "")


def _small_enough(outlines: Mapping[str, list[Ring]], bron: str) -> Grenzen:
    """As fine as a data file has room for: simplified further and further until it fits."""
    rings = {code: tuple(found) for code, found in sorted(outlines.items())}
    tolerance = TOLERANCE
    while True:
        rings = {code: _simple(found, tolerance) for code, found in rings.items()}
        grenzen = Grenzen(bron, rings)
        if len(grenzen.as_json().encode()) <= MOST_BYTES or tolerance > COARSEST:
            return grenzen
        tolerance *= 1.5


def _simple(rings: tuple[Ring, ...], tolerance: float) -> tuple[Ring, ...]:
    """Simplified rings; islands and holes that become too small disappear, but never a whole gemeente."""
    kept = tuple(ring for ring in (simplify(ring, tolerance) for ring in rings) if len(ring) >= FEWEST)
    return kept or (_rounded(max(rings, key=_extent)),)


def _extent(ring: Ring) -> float:
    east, north = [one[0] for one in ring], [one[1] for one in ring]
    return (max(east) - min(east)) * (max(north) - min(north))


def simplify(ring: Ring, tolerance: float) -> Ring:
    """A closed ring without the points that lie within `tolerance` of the line (Douglas–Peucker)."""
    far = max(range(len(ring)), key=lambda index: _distance(ring[index], ring[0], ring[0]))
    keep = {0, far, len(ring) - 1}
    todo = [(0, far), (far, len(ring) - 1)]
    while todo:
        start, end = todo.pop()
        between = range(start + 1, end)
        if not between:
            continue
        index = max(between, key=lambda one: _distance(ring[one], ring[start], ring[end]))
        if _distance(ring[index], ring[start], ring[end]) > tolerance:
            keep.add(index)
            todo += [(start, index), (index, end)]
    return _rounded(tuple(ring[index] for index in sorted(keep)))


def _rounded(ring: Ring) -> Ring:
    """In three decimals (about 100 metres), without points that then fall on the one before."""
    points = [(round(east, 3), round(north, 3)) for east, north in ring]
    fine = tuple(point for index, point in enumerate(points) if index == 0 or point != points[index - 1])
    return fine if len(fine) >= FEWEST else tuple(points)


def _distance(point: tuple[float, float], start: tuple[float, float], end: tuple[float, float]) -> float:
    """From a point to a line piece, in degrees north."""
    (px, py), (ax, ay), (bx, by) = ((x * _SQUEEZE, y) for x, y in (point, start, end))
    length = (bx - ax) ** 2 + (by - ay) ** 2
    along = max(0.0, min(1.0, ((px - ax) * (bx - ax) + (py - ay) * (by - ay)) / length)) if length else 0.0
    return math.hypot(px - ax - along * (bx - ax), py - ay - along * (by - ay))
