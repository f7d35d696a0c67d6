"""Bars that lie down, with their name above and their value behind them: readable on any width."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from zorgpaden.render.figures.scale import linear
from zorgpaden.render.figures.text import Label, label, text_width

SIZE = 15.0
BAR = 26.0
GAP = 14.0


@dataclass(frozen=True, slots=True)
class Amount:
    """One bar to draw."""

    name: str
    value: float
    text: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar with its name and value."""

    name: Label
    x: float
    y: float
    width: float
    height: float
    text: str
    text_x: float
    text_y: float
    kind: str


@dataclass(frozen=True, slots=True)
class Chart:
    """All bars under each other; all begin at zero."""

    width: float
    height: float
    bars: tuple[Bar, ...]


def bar_chart(amounts: Sequence[Amount], width: float, most: float | None = None) -> Chart:
    """Bars on one scale from 0 to the largest amount (or `most`)."""
    behind = max((text_width(amount.text, SIZE) for amount in amounts), default=0) + 10
    length = linear((0, most or max((amount.value for amount in amounts), default=1)), (0, width - behind))
    bars, y = [], 0.0
    for amount in amounts:
        name = label(amount.name, 0, y + SIZE, width, SIZE)
        top = round(name.bottom + 6, 1)
        wide = max(length(amount.value), 1.0)
        bars.append(Bar(name, 0, top, wide, BAR, amount.text, round(wide + 6, 1), round(top + 18, 1), amount.kind))
        y = top + BAR + GAP
    return Chart(width, round(max(y - GAP + 2, 1), 1), tuple(bars))
