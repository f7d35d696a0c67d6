"""Colours: reading them, their contrast (WCAG 2.2), and the nearest colour that has enough of it."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tinycss2 import color4
from tinycss2.ast import Node

_LEVELS = 256
_CHROMA_STEPS = 8


class NoColour(ValueError):
    """A value that is no colour, or a kind that we do not take."""


@dataclass(frozen=True, slots=True, order=True)
class Colour:
    """An opaque colour in sRGB; each part is 0 to 255."""

    red: int
    green: int
    blue: int

    def __str__(self) -> str:
        return f"#{self.red:02x}{self.green:02x}{self.blue:02x}"

    @property
    def luminance(self) -> float:
        """Relative luminance of WCAG, 0 (black) to 1 (white)."""
        return 0.2126 * _LINEAR[self.red] + 0.7152 * _LINEAR[self.green] + 0.0722 * _LINEAR[self.blue]


BLACK, WHITE = Colour(0, 0, 0), Colour(255, 255, 255)


def read_colour(value: str | Node) -> Colour | None:
    """A colour as CSS writes it; None for what shows nothing of its own (`transparent`, `currentcolor`).

    Raises `NoColour` for what is no colour, is half see-through, or is of a kind without a fixed place in sRGB.
    """
    try:
        found = color4.parse_color(value)
    except (ValueError, TypeError, AttributeError):  # tinycss2 does not expect every wrong number of parts
        found = None
    if found is None:
        raise NoColour("is geen kleur die wij kunnen lezen")
    if isinstance(found, str) or found.alpha == 0:
        return None
    if found.alpha < 1:
        raise NoColour("is half doorzichtig, dus is niet te zeggen of de letters goed leesbaar zijn")
    if found.space == "oklch":
        lightness, chroma, hue = (float(part or 0) for part in found.coordinates)
        return _from_oklch(lightness, chroma, math.radians(hue))
    if found.space not in ("srgb", "hsl", "hwb"):
        raise NoColour(f"is een kleur in {found.space}, en die lezen wij niet")
    return _quantised(*(float(part or 0) for part in found.to("srgb").coordinates))


def contrast(one: Colour, other: Colour) -> float:
    """The contrast of two colours by WCAG, 1 to 21."""
    dark, light = sorted((one.luminance, other.luminance))
    return (light + 0.05) / (dark + 0.05)


def nearest(colour: Colour, good: Callable[[Colour], bool]) -> Colour | None:
    """The colour nearest to `colour` (in OKLab) of the same hue that is `good`; None when there is none."""
    if good(colour):
        return colour
    return min(filter(good, set(_family(colour))), key=lambda one: (_distance(one, colour), one), default=None)


def blend(top: Colour, under: Colour, share: float) -> Colour:
    """`top` over `under`, with `share` (0 to 1) of `top`."""
    parts = zip(_parts(top), _parts(under), strict=True)
    return _quantised(*((one * share + other * (1 - share)) / 255 for one, other in parts))


def _family(colour: Colour) -> Iterator[Colour]:
    """Every lightness of a hue, in several strengths of colour."""
    _, chroma, hue = _oklch(colour)
    for level in range(_LEVELS + 1):
        for step in range(_CHROMA_STEPS + 1):
            yield _from_oklch(level / _LEVELS, chroma * step / _CHROMA_STEPS, hue)


def _distance(one: Colour, other: Colour) -> float:
    return math.dist(_oklab(one), _oklab(other))


def _parts(colour: Colour) -> tuple[int, int, int]:
    return colour.red, colour.green, colour.blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


_LINEAR = [_linear(part / 255) for part in range(256)]


def _curved(part: float) -> float:
    return part * 12.92 if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055


def _quantised(red: float, green: float, blue: float) -> Colour:
    return Colour(*(round(min(max(part, 0), 1) * 255) for part in (red, green, blue)))


def _oklab(colour: Colour) -> tuple[float, float, float]:
    """Lightness and the two colour axes of OKLab."""
    red, green, blue = (_LINEAR[part] for part in _parts(colour))
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    middle = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


def _oklch(colour: Colour) -> tuple[float, float, float]:
    lightness, first, second = _oklab(colour)
    return lightness, math.hypot(first, second), math.atan2(second, first)


def _from_oklch(lightness: float, chroma: float, hue: float) -> Colour:
    """The colour at this place (hue in radians); outside sRGB: the nearest part of each."""
    first, second = chroma * math.cos(hue), chroma * math.sin(hue)
    long = (lightness + 0.3963377774 * first + 0.2158037573 * second) ** 3
    middle = (lightness - 0.1055613458 * first - 0.0638541728 * second) ** 3
    short = (lightness - 0.0894841775 * first - 1.2914855480 * second) ** 3
    red = 4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short
    green = -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short
    blue = -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short
    return _quantised(*(_curved(max(part, 0)) for part in (red, green, blue)))
