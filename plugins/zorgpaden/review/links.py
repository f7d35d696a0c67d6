"""Read the report of lychee about dead links: the JSON that `scripts/links json` prints."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from zorgpaden.problems import DataProblems, Problem
from zorgpaden.review.feedback import MOST_BYTES, read_json, shown
from zorgpaden.rounds.files import read_small

MAPS = ("error_map", "timeout_map", "fail_map")
"""Where a report keeps what does not work; the last is of older releases."""
MOST_ADDRESS = 300
MOST_REASON = 200
_CACHED = "(cached)"
"""What lychee says of an address that it met before."""


@dataclass(frozen=True, slots=True)
class Koppeling:
    """An address that does not work, with all places (file as lychee was given it, line or 0) where it stands."""

    adres: str
    reden: str
    plekken: tuple[tuple[str, int], ...]


def read_links(file: Path) -> list[Koppeling]:
    """The dead links, by address; `DataProblems` when the file is no such report."""
    value, problem = read_json(read_small(file, MOST_BYTES), file.name)
    if problem is None and not (isinstance(value, dict) and any(isinstance(value.get(name), dict) for name in MAPS)):
        hint = "Maak het met: scripts/links json > koppelingen.json"
        problem = Problem(file.name, 1, 1, "koppelingen", "fout", "dit is geen verslag van lychee", hint)
    if problem:
        raise DataProblems([problem])
    reasons: dict[str, str] = {}
    places: dict[str, set[tuple[str, int]]] = {}
    for path, entry in _entries(value):
        address = shown(str(entry.get("url", "")), MOST_ADDRESS)
        places.setdefault(address, set()).add((path, _line(entry)))
        reason = _reason(entry)
        if address not in reasons or _CACHED in reasons[address]:
            reasons[address] = reason
    return [Koppeling(one, reasons[one], tuple(sorted(places[one]))) for one in sorted(places)]


def _entries(value: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for name in MAPS:
        files = value.get(name)
        for path, entries in files.items() if isinstance(files, dict) else ():
            for entry in entries if isinstance(entries, list) else ():
                if isinstance(entry, dict) and entry.get("url"):
                    yield shown(str(path), MOST_ADDRESS), entry


def _line(entry: dict[str, Any]) -> int:
    span = entry.get("span")
    line = span.get("line") if isinstance(span, dict) else None
    return line if isinstance(line, int) and 0 < line < 10**6 else 0


def _reason(entry: dict[str, Any]) -> str:
    status = entry.get("status")
    if not isinstance(status, dict):
        return shown(str(status or "werkt niet"), MOST_REASON)
    return shown(str(status.get("details") or status.get("text") or status.get("code") or "werkt niet"), MOST_REASON)
