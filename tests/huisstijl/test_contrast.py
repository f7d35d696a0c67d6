"""Colours: what is read, and what WCAG says about them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zorgpaden.huisstijl.contrast import BLACK, WHITE, Colour, NoColour, contrast, nearest, read_colour

colours = st.builds(Colour, *[st.integers(0, 255)] * 3)


@pytest.mark.parametrize(
    ("text", "hex_"),
    [
        ("#abc", "#aabbcc"),
        ("#abcf", "#aabbcc"),
        ("#0B5563", "#0b5563"),
        ("#0b5563ff", "#0b5563"),
        ("rgb(11, 85, 99)", "#0b5563"),
        ("rgb(11 85 99 / 100%)", "#0b5563"),
        ("rgba(11,85,99,1)", "#0b5563"),
        ("rgb(300 0 0)", "#ff0000"),
        ("hsl(207 80% 35%)", "#1260a1"),
        ("hsla(0, 0%, 18%, 1)", "#2e2e2e"),
        ("rebeccapurple", "#663399"),
        ("hwb(0 0% 0%)", "#ff0000"),
        ("oklch(0.627955 0.257683 29.2339)", "#ff0000"),
        ("oklch(1 0 0)", "#ffffff"),
    ],
)
def test_forms(text: str, hex_: str) -> None:
    assert str(read_colour(text)) == hex_


@pytest.mark.parametrize("text", ["transparent", "#0000", "rgb(1 2 3 / 0)", "currentColor"])
def test_nothing_of_its_own(text: str) -> None:
    assert read_colour(text) is None


@pytest.mark.parametrize(
    "text", ["", "rood", "12px", "#12", "rgb(1 2)", "rgb(0 0 0 / 50%)", "#00000080", "lab(50% 20 30)",
             "color(display-p3 1 0 0)", "color-mix(in srgb, red, blue)", "oklch()", "hsl(1)"]
)  # fmt: skip
def test_refused(text: str) -> None:
    with pytest.raises(NoColour):
        read_colour(text)


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000", "#fff", 21),
        ("#fff", "#fff", 1),
        ("#767676", "#fff", 4.54),
        ("#777", "#fff", 4.48),
        ("red", "blue", 2.15),
    ],
)
def test_contrast_of_known_pairs(one: str, other: str, ratio: float) -> None:
    first, second = read_colour(one), read_colour(other)
    assert first
    assert second
    assert contrast(first, second) == contrast(second, first) == pytest.approx(ratio, abs=0.005)


@given(colours, colours, st.sampled_from([3.0, 4.5]))
@settings(max_examples=25, deadline=None)
def test_nearest_passes_and_black_or_white_is_never_needed_alone(front: Colour, ground: Colour, least: float) -> None:
    found = nearest(front, lambda one: contrast(one, ground) >= least)
    assert found
    assert contrast(found, ground) >= least
    assert (found == front) == (contrast(front, ground) >= least)


def test_nearest_stays_close_and_keeps_its_hue() -> None:
    """The text-book case: a blue that just fails becomes a slightly darker blue, not black."""
    found = nearest(Colour(0x33, 0x88, 0xCC), lambda one: contrast(one, WHITE) >= 4.5)
    assert found
    assert 4.5 <= contrast(found, WHITE) < 4.65
    assert found.blue > found.green > found.red
    assert nearest(BLACK, lambda one: False) is None
