"""What layers say of how their data stand, as JSON: so that the whole is made without looking at each of them again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from datetime import date
from typing import Any

from zorgpaden.catalog import Catalog
from zorgpaden.loading import Laag
from zorgpaden.stand.matrix import Cel, Onderdeel, Rijen, Stand
from zorgpaden.stand.tasks import Taak, Taaksoort

_CEL = tuple(field.name for field in fields(Cel))


def rows_of(stand: Stand, laag: Laag, *, matrix: bool) -> list[Any]:
    """The rows of one layer; `matrix` when it is a gemeente with pages."""
    tasks = [_task(one) for one in stand.taken_van(laag)]
    known = matrix and bool(stand.catalog.lagen(laag.id))
    cells = [[getattr(cel, name) for name in _CEL] for cel in stand.matrix(laag.id)] if known else []
    return [laag.soort, laag.id, tasks, cells]


def stand_from(catalog: Catalog, peildatum: date, gemeenten: Iterable[str], rows: Iterable[list[Any]]) -> Stand:
    """The whole, from the rows of all layers."""
    found = {Laag(soort, id_): _rows(Laag(soort, id_), tasks, cells) for soort, id_, tasks, cells in rows}
    return Stand(catalog, peildatum, tuple(gemeenten), found)


def _task(one: Taak) -> list[Any]:
    return [one.soort, one.naam, one.wat, one.bestand, one.regel, one.tot and one.tot.isoformat(), one.blok]


def _rows(laag: Laag, tasks: list[list[Any]], cells: list[list[Any]]) -> Rijen:
    return Rijen(
        tuple(
            Taak(Taaksoort(soort), laag, naam, wat, bestand, regel, date.fromisoformat(tot) if tot else None, blok)
            for soort, naam, wat, bestand, regel, tot, blok in tasks
        ),
        tuple(Cel(gemeente, zorgpad, Onderdeel(part), *numbers) for gemeente, zorgpad, part, *numbers in cells),
    )
