"""The balance: blocks on the two arms of a seesaw that lies level."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from zorgpaden.render.figures.text import Label, label

HEAD, SIZE = 15.0, 14.0
PAD = 8.0
GAP = 4.0
FOOT = 44.0


@dataclass(frozen=True, slots=True)
class Block:
    """A factor as a weight."""

    x: float
    y: float
    width: float
    height: float
    name: Label
    kind: str


@dataclass(frozen=True, slots=True)
class Balance:
    """The seesaw: heads above the arms, blocks, the beam, and the foot it turns on."""

    width: float
    height: float
    heads: tuple[Label, ...]
    blocks: tuple[Block, ...]
    beam: float
    """y of the top of the beam."""
    foot: str
    """Corners of the triangle below the beam."""


def balance(sides: Sequence[tuple[str, str, Sequence[str]]], width: float) -> Balance:
    """(kind, head, names) for the left and the right arm; each pile stands on the beam."""
    arm = (width - 16) / 2
    piles = [[label(name, 0, 0, arm - 2 * PAD, SIZE) for name in names] for _, _, names in sides]
    heights = [[name.bottom + SIZE + 2 * PAD for name in pile] for pile in piles]
    heads = [
        label(head, arm / 2 + side * (arm + 16), 18, arm, HEAD, "midden") for side, (_, head, _) in enumerate(sides)
    ]
    top = max(head.bottom for head in heads) + 14
    beam = top + max(sum(pile) + GAP * len(pile) for pile in heights)
    blocks = []
    for side, (kind, _, _) in enumerate(sides):
        x, y = side * (arm + 16), beam
        for name, height in zip(reversed(piles[side]), reversed(heights[side]), strict=True):
            y -= height + GAP
            text = Label(name.lines, round(x + PAD, 1), round(y + PAD + SIZE - 2, 1), name.leading)
            blocks.append(Block(round(x, 1), round(y, 1), arm, round(height, 1), text, kind))
    middle, ground = width / 2, round(beam + 8 + FOOT, 1)
    foot = f"{middle},{round(beam + 8, 1)} {middle - 30},{ground} {middle + 30},{ground}"
    return Balance(width, ground + 2, tuple(heads), tuple(blocks), round(beam, 1), foot)
