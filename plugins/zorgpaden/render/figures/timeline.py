"""The timeline: years along an axis, a dot per event, a bar per number that a source gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from zorgpaden.render.figures.scale import Scale, lanes, linear, spread, year_position
from zorgpaden.render.figures.text import text_width

DOT = 5.0
BAR = 22.0
BAR_ROOM = 130.0
NAME = 15.0
MARGIN = 12.0


@dataclass(frozen=True, slots=True)
class Count:
    """A group of gemeenten that began: its name, when, and each number that is given for it."""

    name: str
    datum: str
    values: tuple[tuple[int, bool], ...]
    """Number, and whether the source says “about”."""


@dataclass(frozen=True, slots=True)
class Dot:
    """An event; `exact` is false when only the year is known."""

    x: float
    y: float
    jaar: int
    exact: bool


@dataclass(frozen=True, slots=True)
class Bar:
    """One number."""

    x: float
    y: float
    width: float
    height: float
    text: str
    text_x: float
    text_y: float


@dataclass(frozen=True, slots=True)
class Group:
    """The bars of one count."""

    name: str
    x: float
    y: float
    jaar: int
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Year:
    """A year: the line where it begins, and where its name stands."""

    jaar: int
    x: float
    y: float
    text_x: float
    text_y: float


@dataclass(frozen=True, slots=True)
class Timeline:
    """Everything in the picture."""

    width: float
    height: float
    upright: bool
    axis: float
    """y of the axis; when upright its x."""
    years: tuple[Year, ...]
    dots: tuple[Dot, ...]
    groups: tuple[Group, ...]


def timeline(dates: Sequence[str], counts: Sequence[Count], *, upright: bool) -> Timeline:
    """The timeline lying down, or `upright` for a narrow screen."""
    first, last = _years(dates, counts)
    per_year, axis = (124.0, 104.0) if upright else (100.0, 190.0)
    length = MARGIN * 2 + (last + 1 - first) * per_year
    along = linear((first, last + 1), (MARGIN, length - MARGIN))
    groups = _standing(counts, along, axis) if upright else _lying(counts, along, axis)
    places = [along(year_position(day)) for day in dates]
    dots = []
    for day, place, lane in zip(dates, places, lanes(places, DOT * 2 + 1), strict=True):
        away = lane * (DOT * 2 + 1)
        x, y = (axis - 12 - away, place) if upright else (place, axis + 38 + away)
        dots.append(Dot(round(x, 1), round(y, 1), int(day[:4]), len(day) > 4))
    depth = max((dot.y for dot in dots), default=axis) + DOT + 4
    ends = [bar.y + bar.height for group in groups for bar in group.bars]
    return Timeline(
        width=296.0 if upright else length,
        height=round(max(length, *ends, 0) if upright else depth, 1),
        upright=upright,
        axis=axis,
        years=tuple(_year(year, along, axis, upright) for year in range(first, last + 1)),
        dots=tuple(dots),
        groups=groups,
    )


def _years(dates: Sequence[str], counts: Sequence[Count]) -> tuple[int, int]:
    years = [int(day[:4]) for day in (*dates, *(count.datum for count in counts))]
    return min(years), max(years)


def _year(year: int, along: Scale, axis: float, upright: bool) -> Year:
    begin, middle = along(year), along(year + 0.5)
    return Year(year, 0.0, begin, 0.0, begin + 16) if upright else Year(year, begin, axis, middle, axis + 18)


def _texts(count: Count) -> list[tuple[int, str]]:
    """Each different number once, in the order given."""
    return [(number, f"{'ca. ' if about else ''}{number}") for number, about in dict.fromkeys(count.values)]


def _length(counts: Sequence[Count]) -> Scale:
    most = max((number for count in counts for number, _ in count.values), default=1)
    return linear((0, most), (0, BAR_ROOM))


def _lying(counts: Sequence[Count], along: Scale, axis: float) -> tuple[Group, ...]:
    """Bars that rise from the axis, their number on top."""
    length = _length(counts)
    texts = [_texts(count) for count in counts]
    wide = [max(BAR, *(text_width(text, 12) + 4 for _, text in found)) for found in texts]
    sizes = [
        max(len(found) * each, text_width(count.name, NAME))
        for count, found, each in zip(counts, texts, wide, strict=True)
    ]
    middles = [along(year_position(count.datum)) for count in counts]
    starts = spread([m - size / 2 for m, size in zip(middles, sizes, strict=True)], sizes, 4)
    groups = []
    for count, found, each, size, start in zip(counts, texts, wide, sizes, starts, strict=True):
        bars, first = [], start + (size - len(found) * each) / 2
        for index, (number, text) in enumerate(found):
            height, x = length(number), first + index * each + (each - BAR) / 2
            bars.append(
                Bar(round(x, 1), axis - height, BAR - 2, height, text, round(x + BAR / 2 - 1, 1), axis - height - 5)
            )
        top = min(bar.y for bar in bars) - 22
        groups.append(Group(count.name, round(start + size / 2, 1), round(top, 1), int(count.datum[:4]), tuple(bars)))
    return tuple(groups)


def _standing(counts: Sequence[Count], along: Scale, axis: float) -> tuple[Group, ...]:
    """Bars that go right from the axis, their number behind them and their name above."""
    length = _length(counts)
    texts = [_texts(count) for count in counts]
    sizes = [NAME + 4 + len(found) * BAR for found in texts]
    # The first bar stands at the date, so the name stands just before it.
    starts = spread([along(year_position(count.datum)) - NAME - 4 for count in counts], sizes, 6)
    groups = []
    for count, found, start in zip(counts, texts, starts, strict=True):
        bars = []
        for index, (number, text) in enumerate(found):
            y, wide = start + NAME + 4 + index * BAR, length(number)
            bars.append(Bar(axis, round(y, 1), wide, BAR - 4, text, round(axis + wide + 5, 1), round(y + 14, 1)))
        groups.append(Group(count.name, axis + 6, round(start + NAME - 2, 1), int(count.datum[:4]), tuple(bars)))
    return tuple(groups)
