"""What somebody has to do with a file: check again, read a changed base, add a fallback."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from zorgpaden.catalog import Catalog
from zorgpaden.layers import Move, laid, placed_afspraken, replacement
from zorgpaden.loading import Item, Laag, Source
from zorgpaden.model import Afspraak, Beheerd, Gebied, Voorziening, ZorgpadLaag
from zorgpaden.model.kennis import Dossierpagina

HORIZON = timedelta(days=30)
"""How far ahead something “falls due”."""


class Taaksoort(StrEnum):
    """Kinds of work, the most pressing first."""

    VERLOPEN = "verlopen"
    NAAM = "naam-verloopt"
    VERLOOPT = "verloopt"
    BASIS = "basis-gewijzigd"
    TERUGVAL = "zonder-terugval"


DATED = (Taaksoort.NAAM, Taaksoort.VERLOOPT)
"""Work with a day before which it has to be done."""


@dataclass(frozen=True, slots=True)
class Taak:
    """One thing to do in one file."""

    soort: Taaksoort
    laag: Laag
    naam: str
    """What the fact is called on the site."""
    wat: str
    """What kind of fact it is: `voorziening`, `afspraak`, `zorgpad`, …"""
    bestand: str
    """Path below `data/` or `content/`."""
    regel: int
    tot: date | None = None
    """The last day on which it holds; None when days have nothing to do with it."""
    blok: str = ""
    """`kind id` of the block whose base changed."""


def find_tasks(catalog: Catalog, peildatum: date, lagen: Iterable[Laag] | None = None) -> list[Taak]:
    """Everything to do, in these layers (None: in all): by kind, then the oldest first."""
    items = catalog.items() if lagen is None else (item for laag in lagen for item in catalog.items_van(laag))
    return in_order(task for item in items for task in tasks_of(catalog, peildatum, item))


def in_order(tasks: Iterable[Taak]) -> list[Taak]:
    """Tasks by kind, then the oldest first; each once."""
    ranks = {soort: rank for rank, soort in enumerate(Taaksoort)}
    return sorted(
        dict.fromkeys(tasks),
        key=lambda one: (ranks[one.soort], one.tot or date.min, one.naam.casefold(), one.bestand, one.regel),
    )


def is_due(last: date, peildatum: date) -> bool:
    """Whether `last`, the last good day, is today or within the horizon."""
    return peildatum <= last <= peildatum + HORIZON


def tasks_of(catalog: Catalog, peildatum: date, item: Item[Any]) -> Iterator[Taak]:
    """What there is to do in one file. What is in the base is not our work."""
    if not issubclass(item.kind, Beheerd) or item.source.path in catalog.uit_basis:
        return
    yield from _dated(catalog, peildatum, item)
    if isinstance(item.entity, Voorziening) and item.entity.zonder_terugval:
        yield _task(catalog, Taaksoort.TERUGVAL, item, ("contact",))
    yield from (_changed(catalog, item, move) for move in _moves(catalog, item) if move.basis_gewijzigd)


def _dated(catalog: Catalog, peildatum: date, item: Item[Any]) -> Iterator[Taak]:
    """A check that is overdue or falls due, and the name of a person that ends."""
    last = catalog.geldigheid.vervalt(item.entity)
    if last < peildatum:
        yield _task(catalog, Taaksoort.VERLOPEN, item, ("gecontroleerd", "op"), last)
    elif is_due(last, peildatum):
        yield _task(catalog, Taaksoort.VERLOOPT, item, ("gecontroleerd", "op"), last)
    person = item.entity.contact.persoon if isinstance(item.entity, Voorziening) else None
    if person and person.tot <= peildatum + HORIZON:
        yield _task(catalog, Taaksoort.NAAM, item, ("contact", "persoon", "tot"), person.tot)


def _moves(catalog: Catalog, item: Item[Any]) -> Iterable[Move]:
    """What a file does to those above it."""
    entity, laag = item.entity, item.source.laag
    if isinstance(entity, ZorgpadLaag):
        return laid(catalog, item)[1] if entity.id in catalog.zorgpaden else ()
    if isinstance(entity, Afspraak):
        placed = placed_afspraken(catalog, laag.id) if laag.id in catalog.gemeente_lagen else ()
        return (move for _, move in placed if move.source is item.source)
    return filter(None, [replacement(catalog, item)] if isinstance(entity, Voorziening) else [])


def _changed(catalog: Catalog, item: Item[Any], move: Move) -> Taak:
    field = "kenmerk" if move.soort == "verbergen" else "vervangt"
    return _task(catalog, Taaksoort.BASIS, item, (*move.where, field), blok=f"{move.blok} {move.id}")


def _task(
    catalog: Catalog,
    soort: Taaksoort,
    item: Item[Any],
    where: tuple[str | int, ...],
    tot: date | None = None,
    blok: str = "",
) -> Taak:
    source: Source = item.source
    kind, name = describe(catalog, item)
    return Taak(soort, source.laag, name, kind, source.path, source.marks.find(*where).line, tot, blok)


def describe(catalog: Catalog, item: Item[Any]) -> tuple[str, str]:
    """(kind, name) of a fact, as the site calls it."""
    entity = item.entity
    if isinstance(entity, ZorgpadLaag):
        base = catalog.zorgpaden.get(entity.id)
        return "zorgpad", base.entity.titel if base else entity.id
    if isinstance(entity, Gebied):
        return item.source.laag.soort, catalog.laag_naam(item.source.laag)
    kind = "pagina" if isinstance(entity, Dossierpagina) else type(entity).__name__.lower()
    if isinstance(entity, Afspraak | Dossierpagina):
        return kind, entity.titel
    name: str = getattr(entity, "titel", "") or getattr(entity, "naam", "") or "Situaties combineren"
    return kind, name
