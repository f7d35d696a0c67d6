"""Dates are real and written year-month-day; a partial date says no more than is known."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from zorgpaden.types import Datum, DeelDatum

HINT = "Schrijf jaar-maand-dag, bijvoorbeeld 2026-09-03."
PARTIAL_HINT = "Schrijf 2021, 2021-07 of 2021-07-15."


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2026-09-03", date(2026, 9, 3)),
        (" 2026-09-03\n", date(2026, 9, 3)),
        ("2024-02-29", date(2024, 2, 29)),
        ("2000-02-29", date(2000, 2, 29)),
        (date(2026, 9, 3), date(2026, 9, 3)),
    ],
)
def test_date(written: object, expected: date, accept) -> None:
    """A date in ISO form, leap days included."""
    assert accept(Datum, written) == expected


@pytest.mark.parametrize(
    "written", ["2026-02-30", "2026-02-29", "1900-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "0000-01-01"]
)
def test_date_that_does_not_exist(written: str, refuse) -> None:
    """The form is right, the calendar has no such day."""
    assert refuse(Datum, written) == ("datum", f"“{written}” bestaat niet op de kalender", HINT)


@pytest.mark.parametrize(
    "written",
    ["", "2026", "2026-09", "2026-9-3", "03-09-2026", "3 september 2026", "20260903", "2026-W36-4", "2026-09-03T10:00"],
)
def test_text_that_is_no_date(written: str, refuse) -> None:
    """Other notations are refused, also those that Python would read."""
    assert refuse(Datum, written) == ("datum", f"“{written}” is geen datum", HINT)


def test_digits_of_other_scripts(refuse) -> None:
    """Full-width digits look like a date and are none."""
    assert refuse(Datum, "２０２６-09-03").code == "datum"


@pytest.mark.parametrize("written", ["2021", "2021-07", "2021-07-15", "2024-02-29"])
def test_partial_date(written: str, accept) -> None:
    """Stays the text that was written: precision is information."""
    assert accept(DeelDatum, written) == written
    assert accept(DeelDatum, f" {written} ") == written


@pytest.mark.parametrize(
    "written", ["", "21", "2021-", "2021-7", "2021-13", "2021-00", "2021-02-30", "0000", "juli 2021", "2021-07-15-01"]
)
def test_partial_date_refused(written: str, refuse) -> None:
    """Every part that is given exists on the calendar."""
    assert refuse(DeelDatum, written) == ("datum", f"“{written}” is geen (deel van een) datum", PARTIAL_HINT)


@given(st.dates())
def test_every_date_round_trips(day: date) -> None:
    """Each day of the calendar is accepted in ISO form, whole or in part."""
    text = day.isoformat()
    assert TypeAdapter(Datum).validate_python(text) == day
    assert [TypeAdapter(DeelDatum).validate_python(text[:size]) for size in (4, 7, 10)] == [text[:4], text[:7], text]
