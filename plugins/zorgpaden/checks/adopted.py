"""Does what is said about a decision of the redactieraad fit the rest of the file?"""

from __future__ import annotations

from collections.abc import Iterator

from zorgpaden.catalog import Catalog
from zorgpaden.checks.registry import Context, check
from zorgpaden.model import Beheerd, Status
from zorgpaden.problems import Problem


@check("vastgesteld-concept")
def only_what_is_adopted(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """A concept has no decision yet."""
    for item in context.items(catalog):
        if isinstance(item.entity, Beheerd) and item.entity.vastgesteld and item.entity.status is Status.CONCEPT:
            yield item.source.problem(
                ("vastgesteld",),
                "vastgesteld-concept",
                "hier staat een besluit, maar de status is concept",
                "Heeft de redactieraad dit vastgesteld? Schrijf “status: vastgesteld”. Haal anders “vastgesteld:” weg.",
            )


@check("vastgesteld-later")
def not_in_the_future(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """A decision was taken today or earlier."""
    for item in context.items(catalog):
        decision = item.entity.vastgesteld if isinstance(item.entity, Beheerd) else None
        if decision and decision.op > context.peildatum:
            yield item.source.problem(
                ("vastgesteld", "op"),
                "vastgesteld-later",
                f"het besluit van {decision.op} ligt na vandaag ({context.peildatum})",
                "Schrijf de dag van de vergadering.",
            )
