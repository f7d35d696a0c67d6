"""The flow Signaleren, Verkennen, Steun op maat: boxes with arrows, side by side or below each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from zorgpaden.render.figures.text import Label, label

HEAD, SIZE = 17.0, 14.0
PAD = 10.0
ARROW = 30.0
GAP = 8.0


@dataclass(frozen=True, slots=True)
class Route:
    """For whom (a degree), and what follows; nothing when no source says so."""

    who: str
    to: str | None
    kind: str


@dataclass(frozen=True, slots=True)
class Part:
    """One of the moments."""

    name: str
    lines: Sequence[str] = ()
    routes: Sequence[Route] = ()
    tool: str | None = None


@dataclass(frozen=True, slots=True)
class Box:
    """A frame with lines of text."""

    x: float
    y: float
    width: float
    height: float
    labels: tuple[Label, ...]
    kind: str

    def at_least(self, height: float) -> Box:
        """The same box, but no lower than this."""
        return replace(self, height=round(max(self.height, height), 1))


@dataclass(frozen=True, slots=True)
class Arrow:
    """A line with a point at its end."""

    x1: float
    y1: float
    x2: float
    y2: float

    @property
    def point(self) -> str:
        """Corners of the head of the arrow."""
        x, y = self.x2, self.y2
        if self.x1 == self.x2:
            return f"{x},{y} {x - 6},{y - 9} {x + 6},{y - 9}"
        return f"{x},{y} {x - 9},{y - 6} {x - 9},{y + 6}"


@dataclass(frozen=True, slots=True)
class Flow:
    """All boxes and arrows; a box comes after the box it stands in."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]


def flow(parts: Sequence[Part], widths: Sequence[float], *, upright: bool) -> Flow:
    """The parts side by side with the given widths, or `upright`: below each other, each as wide as the first width."""
    boxes: list[Box] = []
    arrows: list[Arrow] = []
    frames: list[Box] = []
    x = y = 0.0
    for part, width in zip(parts, widths, strict=True):
        inner, lines = _part(part, x, y, width)
        frames.append(inner[0])
        boxes += inner
        arrows += lines
        if upright:
            y += inner[0].height + ARROW
        else:
            x += width + ARROW
    between = pairwise(frames)
    if upright:
        arrows += [Arrow(a.width / 2, a.y + a.height + 3, a.width / 2, b.y - 2) for a, b in between]
        height = y - ARROW
    else:
        height = max(frame.height for frame in frames)
        boxes = [box.at_least(height) if box in frames else box for box in boxes]
        arrows += [Arrow(a.x + a.width + 3, round(height / 2, 1), b.x - 2, round(height / 2, 1)) for a, b in between]
    return Flow(max(frame.x + frame.width for frame in frames) + 2, round(height + 2, 1), tuple(boxes), tuple(arrows))


def _part(part: Part, x: float, y: float, width: float) -> tuple[list[Box], list[Arrow]]:
    """The frame of a part, then what stands in it."""
    room = width - 2 * PAD
    labels = [label(part.name, x + PAD, y + PAD + HEAD, room, HEAD, "kop")]
    for text in part.lines:
        labels.append(label(text, x + PAD, labels[-1].bottom + SIZE * 1.5, room, SIZE))
    below = labels[-1].bottom + PAD
    inner: list[Box] = []
    arrows: list[Arrow] = []
    half = (room - ARROW) / 2
    for route in part.routes:
        who = _box(route.who, x + PAD, below, half if route.to else room, f"gradatie-{route.kind}")
        pair = [who]
        if route.to:
            pair.append(_box(route.to, x + PAD + half + ARROW, below, half, "naar"))
            high = max(box.height for box in pair)
            pair = [box.at_least(high) for box in pair]
            middle = round(below + high / 2, 1)
            arrows.append(Arrow(round(who.x + half + 3, 1), middle, round(who.x + half + ARROW - 2, 1), middle))
        inner += pair
        below = pair[0].y + pair[0].height + GAP
    if part.tool:
        inner.append(_box(part.tool, x + PAD, below, room, "hulpmiddel"))
        below = inner[-1].y + inner[-1].height + GAP
    frame = Box(
        round(x, 1), round(y, 1), width, round(below - y + PAD - (GAP if inner else 0), 1), tuple(labels), "moment"
    )
    return [frame, *inner], arrows


def _box(text: str, x: float, y: float, width: float, kind: str) -> Box:
    inside = label(text, x + 8, y + SIZE + 7, width - 16, SIZE)
    return Box(round(x, 1), round(y, 1), round(width, 1), round(inside.bottom - y + 12, 1), (inside,), kind)
