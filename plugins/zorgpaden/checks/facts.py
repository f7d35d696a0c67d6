"""Are facts sourced, checked, and not out of date?"""

from __future__ import annotations

from collections.abc import Iterator

from zorgpaden.catalog import Catalog
from zorgpaden.checks.registry import Context, check
from zorgpaden.loading import Item
from zorgpaden.model import Beheerd, Voorziening
from zorgpaden.model.kennis import Dossierpagina
from zorgpaden.problems import Problem


@check("toekomst")
def not_from_the_future(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """A check was done today or earlier."""
    for item in context.items(catalog):
        entity = item.entity
        if isinstance(entity, Beheerd) and entity.gecontroleerd.op > context.peildatum:
            yield item.source.problem(
                ("gecontroleerd", "op"),
                "toekomst",
                f"{entity.gecontroleerd.op} ligt na vandaag ({context.peildatum})",
                "Schrijf de dag waarop het echt is nagegaan.",
            )


@check("verlopen")
def overdue(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """A fact is checked again within its term; see `data/geldigheid.yml`."""
    for item in context.items(catalog):
        entity = item.entity
        if isinstance(entity, Beheerd) and catalog.geldigheid.verlopen(entity, context.peildatum):
            months = catalog.geldigheid.maanden(entity)
            since = f"gecontroleerd op {entity.gecontroleerd.op}, langer dan {months} maanden geleden"
            yield item.source.problem(
                ("gecontroleerd", "op"),
                "verlopen",
                "dit is nog niet gecontroleerd" if entity.gecontroleerd.nooit else since,
                "Ga na of het nog klopt en schrijf dan de nieuwe datum.",
                "waarschuwing",
            )


@check("persoon-verlopen")
def person_expired(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """A named person has an end date in the future; the role stays."""
    for item in context.voorzieningen(catalog):
        person = item.entity.contact.persoon
        if person and person.tot < context.peildatum:
            yield item.source.problem(
                ("contact", "persoon", "tot"),
                "persoon-verlopen",
                f"de naam {person.naam} gold tot {person.tot}",
                "Haal de naam weg of schrijf een nieuwe einddatum. De functie blijft staan.",
            )


def _needs_source(catalog: Catalog, item: Item[Beheerd]) -> bool:
    """National facts and real regions need a source; of other local facts the checker is the source."""
    if isinstance(item.entity, Dossierpagina):
        return item.entity.soort != "pagina"
    laag = item.source.laag
    return laag.soort == "landelijk" or (laag.soort == "regio" and not catalog.is_voorbeeld(laag))


@check("bron-ontbreekt")
def has_source(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """Every national fact, and every real region, says where it comes from."""
    for item in context.items(catalog):
        if isinstance(item.entity, Beheerd) and not item.entity.bronnen and _needs_source(catalog, item):
            hint = "Voeg “bronnen:” toe met een id uit bronnen."
            yield item.source.problem((), "bron-ontbreekt", "hier staat geen bron bij", hint)


@check("adres-geheim")
def secret_address(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """A secret address is nowhere in the file."""
    for item in context.voorzieningen(catalog):
        entity: Voorziening = item.entity
        if entity.adres_geheim and entity.adres:
            yield item.source.problem(
                ("adres",), "adres-geheim", "het adres is geheim, maar staat hier", "Haal het adres weg."
            )


@check("situatie-zonder-pad", landelijk=True)
def situations_covered(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """Each of the 22 situations is listed under at least one zorgpad."""
    covered = {id_ for item in catalog.zorgpaden.values() for id_ in item.entity.situaties}
    for id_, item in catalog.situaties.items():
        if id_ not in covered:
            yield item.source.problem(
                ("id",),
                "situatie-zonder-pad",
                f"geen zorgpad noemt “{item.entity.naam}”",
                "Zet het id bij “situaties” van een zorgpad.",
            )
