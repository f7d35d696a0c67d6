"""What somebody has to do with a file: check again, read a changed base, add a fallback."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from zorgpaden.catalog import Catalog
from zorgpaden.layers import Move, apply, layer_bases, placed_afspraken, replacement
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


def find_tasks(catalog: Catalog, peildatum: date) -> list[Taak]:
    """Everything to do, in all layers: by kind, then the oldest first. What is in the base is not our work."""
    every = [*_dated(catalog, peildatum), *_fallbacks(catalog), *_changed_bases(catalog)]
    found = [one for one in every if one.bestand not in catalog.uit_basis]
    ranks = {soort: rank for rank, soort in enumerate(Taaksoort)}
    return sorted(
        dict.fromkeys(found),
        key=lambda one: (ranks[one.soort], one.tot or date.min, one.naam.casefold(), one.bestand, one.regel),
    )


def is_due(last: date, peildatum: date) -> bool:
    """Whether `last`, the last good day, is today or within the horizon."""
    return peildatum <= last <= peildatum + HORIZON


def _dated(catalog: Catalog, peildatum: date) -> Iterator[Taak]:
    """Checks that are overdue or fall due, and names of persons that end."""
    for item in catalog.items():
        if not isinstance(item.entity, Beheerd):
            continue
        last = catalog.geldigheid.vervalt(item.entity)
        if catalog.geldigheid.verlopen(item.entity, peildatum):
            yield _task(catalog, Taaksoort.VERLOPEN, item, ("gecontroleerd", "op"), last)
        elif is_due(last, peildatum):
            yield _task(catalog, Taaksoort.VERLOOPT, item, ("gecontroleerd", "op"), last)
        person = item.entity.contact.persoon if isinstance(item.entity, Voorziening) else None
        if person and person.tot <= peildatum + HORIZON:
            yield _task(catalog, Taaksoort.NAAM, item, ("contact", "persoon", "tot"), person.tot)


def _fallbacks(catalog: Catalog) -> Iterator[Taak]:
    for item in catalog.voorzieningen.values():
        if item.entity.zonder_terugval:
            yield _task(catalog, Taaksoort.TERUGVAL, item, ("contact",))


def _changed_bases(catalog: Catalog) -> Iterator[Taak]:
    for file, base in layer_bases(catalog):
        yield from (_changed(catalog, file, move) for move in apply(base, file)[1] if move.basis_gewijzigd)
    for gemeente_id in catalog.gemeente_lagen:
        for placed, move in placed_afspraken(catalog, gemeente_id):
            if move.basis_gewijzigd:
                yield _changed(catalog, Item(placed.item, placed.source), move)
    for item in catalog.voorzieningen.values():
        change = replacement(catalog, item)
        if change and change.basis_gewijzigd:
            yield _changed(catalog, item, change)


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
