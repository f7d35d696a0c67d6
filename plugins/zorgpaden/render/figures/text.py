"""Lines of text in a picture: SVG does not break lines, so we do."""

from __future__ import annotations

from dataclasses import dataclass

# Width of a letter as a part of the font size, on the wide side: no system font may run over.
_NARROW, _NORMAL, _WIDE = 0.36, 0.6, 0.92
_BOLD = 1.12


def text_width(text: str, size: float) -> float:
    """About how wide a text is; seldom less than it will be."""
    return sum(_letter(letter) for letter in text) * size


def _letter(letter: str) -> float:
    if letter in "iljtfrI.,:;!'|()-’ ":
        return _NARROW
    return _WIDE if letter in "mwMWOQ€–" else _NORMAL


def wrap(text: str, width: float, size: float) -> tuple[str, ...]:
    """The text in lines that fit; a word that is too long gets a line of its own."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(lines)


@dataclass(frozen=True, slots=True)
class Label:
    """Lines of text: `x` and `y` are of the baseline of the first one."""

    lines: tuple[str, ...]
    x: float
    y: float
    leading: float
    kind: str = ""

    @property
    def bottom(self) -> float:
        """Baseline of the last line."""
        return self.y + (len(self.lines) - 1) * self.leading


def label(text: str, x: float, y: float, width: float, size: float, kind: str = "") -> Label:
    """A label that stays within `width`; one with a kind is a heading, in bold."""
    return Label(
        wrap(text, width, size * _BOLD if kind else size), round(x, 1), round(y, 1), round(size * 1.25, 1), kind
    )
