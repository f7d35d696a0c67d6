"""How long a check holds: months, also at the end of a month and in a leap year."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zorgpaden.freshness import Geldigheid, add_months
from zorgpaden.model import Afspraak, Beheerd, Dossierpagina, Gecontroleerd, Gemeente, Interventie, Regio, Voorziening
from zorgpaden.model import Zorgpad as Pad


def checked(kind: type[Beheerd], op: date) -> Beheerd:
    """An entity of which only the check matters."""
    return kind.model_construct(gecontroleerd=Gecontroleerd(op=op, door="beheerder"))


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 3, 15), 6, date(2026, 9, 15)),
        (date(2026, 3, 15), 0, date(2026, 3, 15)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
        (date(2026, 11, 30), 1, date(2026, 12, 30)),
        (date(2026, 12, 31), 12, date(2027, 12, 31)),
        # month ends
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 3, 31), 6, date(2026, 9, 30)),
        (date(2026, 10, 31), 1, date(2026, 11, 30)),
        (date(2026, 2, 28), 6, date(2026, 8, 28)),
        # leap years
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), 24, date(2026, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2096, 2, 29), 48, date(2100, 2, 28)),
    ],
)
def test_add_months(day: date, months: int, expected: date) -> None:
    """The same day, or the last day of a shorter month."""
    assert add_months(day, months) == expected


@given(st.dates(date(1900, 1, 1), date(2200, 1, 1)), st.integers(0, 60))
def test_add_months_keeps_the_day_where_it_can(day: date, months: int) -> None:
    """It lands in the right month; the day is kept or is the last one; and time never runs back."""
    later = add_months(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later.day < day.day and (later + timedelta(days=1)).day == 1)
    assert add_months(day + timedelta(days=1), months) >= later


@pytest.mark.parametrize(
    ("kind", "months"),
    [(Voorziening, 6), (Afspraak, 12), (Gemeente, 12), (Regio, 12), (Pad, 24), (Interventie, 24), (Dossierpagina, 24)],
)
def test_months_per_kind(kind: type[Beheerd], months: int) -> None:
    """A telephone number goes stale before an agreement, an agreement before a text."""
    entity = checked(kind, date(2026, 1, 15))
    assert Geldigheid().maanden(entity) == months
    assert Geldigheid().vervalt(entity) == add_months(date(2026, 1, 15), months)


def test_months_are_a_setting() -> None:
    """A gemeente may be stricter."""
    strict = Geldigheid(telefoon=3, afspraak=6, tekst=12)
    assert [strict.maanden(checked(kind, date(2026, 1, 1))) for kind in (Voorziening, Afspraak, Pad)] == [3, 6, 12]


@pytest.mark.parametrize(
    ("op", "last"),
    [
        (date(2026, 3, 15), date(2026, 9, 15)),
        (date(2026, 8, 31), date(2027, 2, 28)),
        (date(2027, 8, 31), date(2028, 2, 29)),
    ],
)
def test_overdue_the_day_after(op: date, last: date) -> None:
    """The last day still counts; the day after, somebody has to look again."""
    entity = checked(Voorziening, op)
    assert not Geldigheid().verlopen(entity, last)
    assert Geldigheid().verlopen(entity, last + timedelta(days=1))


def test_checked_today_or_later_is_not_overdue() -> None:
    """A date in the future is another problem, for another check."""
    assert not Geldigheid().verlopen(checked(Pad, date(2026, 11, 23)), date(2026, 11, 23))
    assert not Geldigheid().verlopen(checked(Pad, date(2030, 1, 1)), date(2026, 11, 23))


def test_last_year_of_the_calendar() -> None:
    """`op: 9999-12-31` is a valid `Datum` from a file and may not stop the whole check."""
    assert not Geldigheid().verlopen(checked(Voorziening, date(9999, 12, 31)), date(2026, 11, 23))
