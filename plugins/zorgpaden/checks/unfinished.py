"""What `zorgpaden new` leaves for the editor to fill in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from zorgpaden.catalog import Catalog
from zorgpaden.checks.registry import Context, check
from zorgpaden.loading.records import LANDELIJK
from zorgpaden.model import Entiteit
from zorgpaden.problems import Problem

Path = tuple[str | int, ...]
TO_DO = "Nog invullen"
"""What a new file has where only the editor knows the text."""


@check("nog-invullen")
def filled_in(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """A text that was left to fill in, is filled in."""
    message, hint = f"hier staat “{TO_DO}”", "Vul het in, of haal het weg als u het niet nodig heeft."
    for item in context.items(catalog):
        for path in _left(item.entity) if _is_unfinished(item.entity.__dict__.values()) else ():
            yield item.source.problem(path, "nog-invullen", message, hint, "waarschuwing")
    for page in catalog.pages if context.judges(LANDELIJK) else ():
        for number, line in enumerate(page.body.split("\n"), start=page.body_line):
            if line.startswith(TO_DO):
                yield Problem(page.item.source.path, number, 1, "nog-invullen", "waarschuwing", message, hint)


def _is_unfinished(values: Iterable[Any]) -> bool:
    """Whether a text is still to be filled in; of most entities none is, so no paths are kept here."""
    for value in values:
        kind = type(value)
        if kind is str:
            if value == TO_DO:
                return True
        elif kind is tuple:
            if value and _is_unfinished(value):
                return True
        elif kind in _WITHOUT_TEXT:
            continue
        elif isinstance(value, Entiteit):
            if _is_unfinished(value.__dict__.values()):
                return True
        else:
            _WITHOUT_TEXT.add(kind)
    return False


_WITHOUT_TEXT: set[type] = {type(None), bool, int}
"""Kinds of values that were met and hold no text of an editor: a day, a choice. Asking a model takes long."""


def _left(value: Entiteit | tuple[Any, ...]) -> list[Path]:
    """Paths of the texts in a value that are still to be filled in."""
    found: list[Path] = []
    for step, inner in enumerate(value) if isinstance(value, tuple) else value.__dict__.items():
        if isinstance(inner, str):
            found += [(step,)] if inner == TO_DO else []
        elif isinstance(inner, Entiteit | tuple):
            found += [(step, *rest) for rest in _left(inner)]
    return found
