"""Reachable hours: strict enough for a “nu open” sign, close to how people write them.

Grammar: `dag en nacht` | `op afspraak` | part {";" part}
part = days " " time "-" time ["uur"];  days = day | day-day | day,day,…
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Annotated, NamedTuple

from pydantic import AfterValidator, WithJsonSchema

from zorgpaden.types.errors import refuse
from zorgpaden.types.schema import text_schema

DAYS = ("ma", "di", "wo", "do", "vr", "za", "zo")
ALWAYS = "dag en nacht"
BY_APPOINTMENT = "op afspraak"
HINT = "Schrijf bijvoorbeeld “ma-do 9-16 uur; vr 9-12 uur”, “dag en nacht” of “op afspraak”."
_PART = re.compile(
    r"(?P<days>[a-z,\-]+) (?P<van>[0-9]{1,2}(?:[.:][0-9]{2})?)-(?P<tot>[0-9]{1,2}(?:[.:][0-9]{2})?)(?: uur)?"
)


class Opening(NamedTuple):
    """Open on weekday `dag` (0 = Monday) from `van` to `tot`, in minutes after midnight."""

    dag: int
    van: int
    tot: int


def _minutes(clock: str) -> int | None:
    hour, _, minute = clock.replace(":", ".").partition(".")
    total = int(hour) * 60 + int(minute or 0)
    return total if int(minute or 0) < 60 and total <= 24 * 60 else None


def _clock(minutes: int) -> str:
    hour, minute = divmod(minutes, 60)
    return f"{hour}.{minute:02d}" if minute else str(hour)


def _days(text: str) -> list[int] | None:
    found: list[int] = []
    for piece in text.split(","):
        first, dash, last = piece.partition("-")
        if first not in DAYS or (dash and last not in DAYS):
            return None
        start, stop = DAYS.index(first), DAYS.index(last if dash else first)
        if stop < start:
            return None
        found += range(start, stop + 1)
    return found


def _part(text: str) -> tuple[str, list[Opening]] | None:
    """One part as (display text, openings), or None when it does not fit the grammar."""
    match = _PART.fullmatch(text)
    days = _days(match["days"]) if match else None
    if not match or not days:
        return None
    start, stop = _minutes(match["van"]), _minutes(match["tot"])
    if start is None or stop is None or start >= stop:
        return None
    label = match["days"].replace("-", "–").replace(",", ", ")
    return f"{label} {_clock(start)}–{_clock(stop)} uur", [Opening(day, start, stop) for day in days]


@lru_cache(4096)
def parse_hours(text: str) -> tuple[str, tuple[Opening, ...]] | None:
    """(display text, openings) of a reachable-hours text; None when it does not fit the grammar."""
    plain = re.sub(r"\s+", " ", text.strip().lower().replace("–", "-"))
    plain = re.sub(r"\s*([,;\-])\s*", r"\1", plain)
    if plain == BY_APPOINTMENT:
        return BY_APPOINTMENT, ()
    if plain == ALWAYS:
        return ALWAYS, tuple(Opening(day, 0, 24 * 60) for day in range(7))
    parts = [_part(piece) for piece in plain.split(";")]
    good = [part for part in parts if part]
    if len(good) != len(parts):
        return None
    return ", ".join(label for label, _ in good), tuple(slot for _, slots in good for slot in slots)


def _validate(text: str) -> str:
    if parse_hours(text) is None:
        raise refuse("bereikbaar", f"“{text}” zijn geen tijden die wij begrijpen", HINT)
    return " ".join(text.split())


# Wider than the grammar: capitals and spaces may stand where `parse_hours` takes them away.
_TIMES = r"[A-Za-z][A-Za-z ,\-–]*\s[0-9]{1,2}([.:][0-9]{2})?\s*[-–]\s*[0-9]{1,2}([.:][0-9]{2})?(\s+[Uu]ur)?"
Bereikbaar = Annotated[
    str,
    AfterValidator(_validate),
    WithJsonSchema(text_schema(rf"^\s*([Dd]ag\s+en\s+nacht|[Oo]p\s+afspraak|{_TIMES}(\s*;\s*{_TIMES})*)\s*$", HINT)),
]
