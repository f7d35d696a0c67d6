"""What `zorgpaden new` leaves for the editor to fill in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from zorgpaden.catalog import Catalog
from zorgpaden.checks.registry import Context, check
from zorgpaden.loading.records import LANDELIJK
from zorgpaden.problems import Problem

TO_DO = "Nog invullen"
"""What a new file has where only the editor knows the text."""


@check("nog-invullen")
def filled_in(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """A text that was left to fill in, is filled in."""
    message, hint = f"hier staat “{TO_DO}”", "Vul het in, of haal het weg als u het niet nodig heeft."
    for item in context.items(catalog):
        if TO_DO not in item.entity.model_dump_json():  # as most have nothing left, this is the quick way
            continue
        for path in _left(item.entity, ()):
            yield item.source.problem(path, "nog-invullen", message, hint, "waarschuwing")
    for page in catalog.pages if context.judges(LANDELIJK) else ():
        for number, line in enumerate(page.body.split("\n"), start=page.body_line):
            if line.startswith(TO_DO):
                yield Problem(page.item.source.path, number, 1, "nog-invullen", "waarschuwing", message, hint)


def _left(value: Any, path: tuple[str | int, ...]) -> Iterator[tuple[str | int, ...]]:
    """Paths of the texts in a value that are still to be filled in."""
    if isinstance(value, str):
        if value == TO_DO:
            yield path
    elif isinstance(value, BaseModel):
        for name, inner in value:
            yield from _left(inner, (*path, name))
    elif isinstance(value, tuple):
        for index, inner in enumerate(value):
            yield from _left(inner, (*path, index))
