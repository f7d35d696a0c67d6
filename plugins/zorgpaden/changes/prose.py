"""What changed in the text of a page of the dossier: which headings, how many lines."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher

_HEADING = re.compile(r"#{1,6}\s+(.+?)\s*#*\s*$")
_FENCE = re.compile(r"\s*(```|~~~)")
TOP = ""
"""The name of the text before the first heading."""


@dataclass(frozen=True, slots=True)
class TextChange:
    """Counts of lines with text, and headings (without their marks)."""

    erbij: int
    weg: int
    kopjes_erbij: tuple[str, ...]
    kopjes_weg: tuple[str, ...]
    onder: tuple[str, ...]
    """Headings that stayed, with another text below them; `TOP` is the beginning."""


def compare_text(old: str, new: str) -> TextChange | None:
    """What differs between two Markdown texts; None when no line does."""
    before, after = _lines(old), _lines(new)
    added = removed = 0
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind != "equal":
            removed, added = removed + b - a, added + d - c
    if not added and not removed:
        return None
    then, now = sections(old), sections(new)
    return TextChange(
        added,
        removed,
        tuple(name for name in now if name not in then),
        tuple(name for name in then if name not in now),
        tuple(name for name in now if name in then and then[name] != now[name]),
    )


def likeness(old: str, new: str) -> float:
    """How much of two texts is the same, from 0 to 1, counted in lines."""
    before, after = Counter(_lines(old)), Counter(_lines(new))
    total = before.total() + after.total()
    return 2 * (before & after).total() / total if total else 1.0


def _lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.split("\n") if line.strip()]


def sections(text: str) -> dict[str, list[str]]:
    """Lines by the heading above them; headings inside code are no headings."""
    found: dict[str, list[str]] = {TOP: []}
    name, code = TOP, False
    for line in _lines(text):
        if _FENCE.match(line):
            code = not code
        heading = None if code else _HEADING.match(line)
        if heading:
            name = heading[1]
            found.setdefault(name, [])
        else:
            found[name].append(line)
    return found
