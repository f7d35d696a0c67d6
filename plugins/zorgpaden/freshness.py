"""How long a fact stays fresh, and when it is overdue."""

from __future__ import annotations

import calendar
from datetime import date
from functools import lru_cache

from pydantic import Field

from zorgpaden.model import Afspraak, Beheerd, Entiteit, Gebied, Voorziening


class Geldigheid(Entiteit):
    """Months that a check holds, per kind of fact (`data/geldigheid.yml`)."""

    telefoon: int = Field(6, ge=1, description="Maanden voor een voorziening met haar telefoonnummers.")
    afspraak: int = Field(12, ge=1, description="Maanden voor een afspraak, een coalitie en een regio.")
    tekst: int = Field(24, ge=1, description="Maanden voor de tekst van een zorgpad of een pagina.")

    def maanden(self, entity: Beheerd) -> int:
        """Months for this entity: a telephone number goes stale before a text does."""
        if isinstance(entity, Voorziening):
            return self.telefoon
        return self.afspraak if isinstance(entity, Afspraak | Gebied) else self.tekst

    def vervalt(self, entity: Beheerd) -> date:
        """The last day on which the check of this entity still holds."""
        return add_months(entity.gecontroleerd.op, self.maanden(entity))

    def verlopen(self, entity: Beheerd, peildatum: date) -> bool:
        """Whether somebody has to look again."""
        return peildatum > self.vervalt(entity)


@lru_cache(4096)
def add_months(day: date, months: int) -> date:
    """The same day some months later, or the last day of a shorter month."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    if year > date.max.year:
        return date.max
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def statement_overdue(opgesteld: date, peildatum: date) -> bool:
    """Whether what a host declares about its site is older than a year."""
    return peildatum > add_months(opgesteld, 12)
