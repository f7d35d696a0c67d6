"""Does everything that is referred to exist?"""

from __future__ import annotations

from collections.abc import Iterator

from zorgpaden.catalog import Catalog
from zorgpaden.checks.registry import Context, check
from zorgpaden.model import Afspraak
from zorgpaden.problems import Problem, suggest
from zorgpaden.references import references

ALLE = "alle"


@check("verwijzing")
def dangling(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """Every id that is referred to exists."""
    for item in context.items(catalog):
        for path, collection, id_ in references(item.entity):
            known = getattr(catalog, collection)
            if (
                id_ in known
                or id_ in catalog.rejected
                or (id_ == ALLE and isinstance(item.entity, Afspraak) and path[0] == "zorgpaden")
            ):
                continue
            hint = suggest(id_, list(known)) or f"Kijk welke id's er zijn bij {collection}, of maak hem aan."
            yield item.source.problem(path, "verwijzing", f"“{id_}” bestaat niet bij {collection}", hint)
