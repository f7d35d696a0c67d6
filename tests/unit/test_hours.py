"""Reachable hours: strict enough for a “nu open” sign, close to how people write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zorgpaden.types import Bereikbaar
from zorgpaden.types.hours import DAYS, HINT, parse_hours

NINE, NOON, FOUR, MIDNIGHT = 9 * 60, 12 * 60, 16 * 60, 24 * 60

UNDERSTOOD = [
    ("ma-do 9-16 uur; vr 9-12 uur", "ma–do 9–16 uur, vr 9–12 uur"),
    ("ma-vr 8.30-17.00 uur", "ma–vr 8.30–17 uur"),
    ("ma-vr 08:30-17:00", "ma–vr 8.30–17 uur"),
    ("Ma – Vr 9 – 16 uur", "ma–vr 9–16 uur"),
    ("ma, wo 9-12", "ma, wo 9–12 uur"),
    ("ma,wo,vr 9-12", "ma, wo, vr 9–12 uur"),
    ("ma-wo,vr 9-12", "ma–wo, vr 9–12 uur"),
    ("za 10-10.30", "za 10–10.30 uur"),
    ("ma-zo 0-24 uur", "ma–zo 0–24 uur"),
    ("ma  9-12 ;di 13-16", "ma 9–12 uur, di 13–16 uur"),
    ("dag en nacht", "dag en nacht"),
    ("Dag en Nacht", "dag en nacht"),
    ("op  afspraak", "op afspraak"),
]

NOT_UNDERSTOOD = [
    "",
    "24/7",
    "kantooruren",
    "maandag 9-12 uur",
    "9-12 uur",
    "ma-vr",
    "vr-ma 9-12",
    "ma-di-wo 9-12",
    "ma- 9-12",
    "ma,, 9-12",
    "ma 12-9",
    "ma 9-9",
    "ma 9-16 u",
    "ma 9.5-10",
    "ma 9.60-10",
    "ma 9-24.01",
    "ma 25-26",
    "ma 9-16;",
    "ma 9-12, di 10-11",
    "ma 9-12; op afspraak",
    "dag en nacht; ma 9-12",
]


@pytest.mark.parametrize(("written", "shown"), UNDERSTOOD)
def test_display_text(written: str, shown: str) -> None:
    """Different ways of writing show as one."""
    parsed = parse_hours(written)
    assert parsed is not None
    assert parsed[0] == shown


@pytest.mark.parametrize("written", NOT_UNDERSTOOD)
def test_refused(written: str, refuse) -> None:
    """What could be read in two ways, or not at all, is refused with good examples."""
    message = f"“{written}” zijn geen tijden die wij begrijpen"
    assert refuse(Bereikbaar, written) == ("bereikbaar", message, HINT)


def test_openings_per_day() -> None:
    """A range of days is every day in it; times are minutes after midnight."""
    assert parse_hours("ma-wo 9-16; vr 9-12") == (
        "ma–wo 9–16 uur, vr 9–12 uur",
        ((0, NINE, FOUR), (1, NINE, FOUR), (2, NINE, FOUR), (4, NINE, NOON)),
    )


def test_always_is_open_every_minute() -> None:
    """“dag en nacht” is seven full days."""
    assert parse_hours("dag en nacht") == ("dag en nacht", tuple((day, 0, MIDNIGHT) for day in range(7)))


def test_by_appointment_is_never_open() -> None:
    """“op afspraak” shows no “nu open”."""
    assert parse_hours("op afspraak") == ("op afspraak", ())


@pytest.mark.parametrize(
    ("written", "kept"), [("  ma-vr   9-16 uur ", "ma-vr 9-16 uur"), ("ma-do 9-16;\n vr 9-12", "ma-do 9-16; vr 9-12")]
)
def test_value_keeps_the_words_of_the_editor(written: str, kept: str, accept) -> None:
    """Only white space is tidied in the value itself."""
    assert accept(Bereikbaar, written) == kept


@pytest.mark.parametrize("example", ["ma-do 9-16 uur; vr 9-12 uur", "dag en nacht", "op afspraak"])
def test_examples_in_the_hint_are_understood(example: str) -> None:
    """An editor who copies an example from the hint is never refused."""
    assert example in HINT
    assert parse_hours(example) is not None


def test_digits_of_other_scripts_are_refused() -> None:
    """The value is shown as typed, so it must be in the digits readers know."""
    assert parse_hours("ma ٩-١٦") is None


@given(
    st.sampled_from(DAYS),
    st.sampled_from(DAYS),
    st.integers(0, MIDNIGHT),
    st.integers(0, MIDNIGHT),
    st.sampled_from(".:"),
)
def test_any_sensible_range_is_understood(first: str, last: str, start: int, stop: int, mark: str) -> None:
    """Days in order and times in order give openings inside the day; anything else is refused."""

    def clock(minutes: int) -> str:
        return f"{minutes // 60}{mark}{minutes % 60:02d}"

    parsed = parse_hours(f"{first}-{last} {clock(start)}-{clock(stop)} uur")
    days = range(DAYS.index(first), DAYS.index(last) + 1)
    if not days or start >= stop:
        assert parsed is None
    else:
        assert parsed is not None
        assert parsed[1] == tuple((day, start, stop) for day in days)


@given(st.text("madivrzo019.:-–,; uur", max_size=30))
def test_openings_stay_inside_the_day(written: str) -> None:
    """Openings never leave the day, whatever was written."""
    parsed = parse_hours(written)
    if parsed is not None:
        assert all(0 <= slot.dag <= 6 and 0 <= slot.van < slot.tot <= MIDNIGHT for slot in parsed[1])
