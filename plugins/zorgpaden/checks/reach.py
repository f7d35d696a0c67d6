"""Can a visitor always act: a number, a channel, a fallback, in the right area?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from zorgpaden.catalog import Catalog
from zorgpaden.checks.registry import Context, check
from zorgpaden.layers import layers_of, resolve
from zorgpaden.loading import Item
from zorgpaden.model import Contact, Gradatie, Moment, Stap, Voorziening
from zorgpaden.problems import Problem


@check("contact-leeg")
def has_channel(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """A contact has at least a telephone number, an e-mail address or a web page."""
    for item in catalog.voorzieningen.values():
        contact: Contact = item.entity.contact
        if not (contact.telefoon or contact.email or contact.website):
            yield item.source.problem(
                ("contact",),
                "contact-leeg",
                "dit contact heeft geen telefoon, e-mail of website",
                "Vul er ten minste een in.",
            )


@check("terugval-leeg")
def fallback_works(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """A fallback is another voorziening, or a role with a number."""
    for item in catalog.voorzieningen.values():
        fallback = item.entity.contact.terugval
        if fallback and not fallback.voorziening and not (fallback.functie and fallback.telefoon):
            yield item.source.problem(
                ("contact", "terugval"),
                "terugval-leeg",
                "deze terugval heeft geen nummer",
                "Schrijf “voorziening:” met een id, of “functie:” én “telefoon:”.",
            )
        if fallback and fallback.voorziening == item.entity.id:
            yield item.source.problem(
                ("contact", "terugval"),
                "terugval-leeg",
                "deze terugval wijst naar zichzelf",
                "Kies een andere voorziening.",
            )


@check("terugval-ontbreekt")
def has_fallback(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """A local number has a second way, for when nobody answers."""
    for item in catalog.voorzieningen.values():
        entity: Voorziening = item.entity
        if entity.zonder_terugval:
            yield item.source.problem(
                ("contact",),
                "terugval-ontbreekt",
                "er staat niet wie u belt als niemand opneemt",
                "Voeg “terugval:” toe.",
                "waarschuwing",
            )


@check("terugval-elders")
def fallback_works_here(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """Who can go to a voorziening can go to its fallback as well."""
    for item in catalog.voorzieningen.values():
        fallback = item.entity.contact.terugval
        if fallback and fallback.voorziening:
            here = [id_ for id_ in catalog.gemeenten if catalog.werkt_in(item.entity, id_)]
            yield from _misses(catalog, item, ("contact", "terugval", "voorziening"), fallback.voorziening, here)


@check("werkgebied-leeg")
def has_area(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """A voorziening says where it works."""
    for item in catalog.voorzieningen.values():
        area = item.entity.werkgebied
        if not (area.landelijk or area.regios or area.gemeenten):
            yield item.source.problem(
                ("werkgebied",),
                "werkgebied-leeg",
                "er staat niet waar deze hulp er is",
                "Vul landelijk, regios of gemeenten in.",
            )


@check("werkgebied-mist")
def area_covers_use(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """A layer refers only to help that people of every gemeente below it can use."""
    for laag, files in catalog.zorgpad_lagen.items():
        for file in files.values():
            for path, id_ in _used(file.entity):
                yield from _misses(catalog, file, path, id_, catalog.gemeenten_onder(laag))
    for laag, afspraken in catalog.afspraken.items():
        for afspraak in afspraken.values():
            if afspraak.entity.knooppunt:
                yield from _misses(
                    catalog, afspraak, ("knooppunt",), afspraak.entity.knooppunt, catalog.gemeenten_onder(laag)
                )
    for id_, gemeente in catalog.gemeente_lagen.items():
        if gemeente.entity.knooppunt:
            yield from _misses(catalog, gemeente, ("knooppunt",), gemeente.entity.knooppunt, (id_,))
    for item in catalog.zorgpaden.values():
        for path, id_ in _used(item.entity):
            found = catalog.voorzieningen.get(id_)
            if found and not found.entity.werkgebied.landelijk:
                yield item.source.problem(
                    path,
                    "werkgebied-mist",
                    f"“{id_}” werkt niet in heel Nederland",
                    "Gebruik hier een landelijke voorziening.",
                )


def _used(entity: object) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """(path, voorziening id) of every use in the blocks of a zorgpad or its layer."""
    for kind in ("spoed", "bel"):
        for index, blok in enumerate(getattr(entity, kind)):
            yield (kind, index, "voorziening"), blok.voorziening
    stap: Stap
    for index, stap in enumerate(entity.stappen):  # type: ignore[attr-defined]
        for place, id_ in enumerate(stap.voorzieningen):
            yield ("stappen", index, "voorzieningen", place), id_


def _misses(
    catalog: Catalog, item: Item[Any], path: tuple[str | int, ...], id_: str, gemeenten: Sequence[str]
) -> Iterator[Problem]:
    found = catalog.voorzieningen.get(id_)
    missed = [one for one in gemeenten if found and not catalog.werkt_in(found.entity, one)]
    if missed:
        yield item.source.problem(
            path,
            "werkgebied-mist",
            f"“{id_}” werkt niet in {', '.join(missed)}",
            "Kies andere hulp, of zet deze gemeente bij “werkgebied” of “ook_voor” van die voorziening.",
        )


@check("geen-actie")
def can_act_now(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """Every zorgpad, in every gemeente that changed it, keeps a telephone number to call now."""
    for id_, item in catalog.zorgpaden.items():
        seen = set()
        for gemeente_id in (None, *catalog.gemeenten):
            layers = layers_of(catalog, id_, gemeente_id)
            key = (tuple(layer.source.path for layer in layers), *catalog.vervangingen(gemeente_id or "").items())
            if key in seen:
                continue
            seen.add(key)
            local = resolve(catalog, id_, gemeente_id)
            numbers = [
                catalog.voorzieningen[shown].entity.contact.telefoon
                for placed in (*local.blokken["spoed"], *local.blokken["bel"])
                if (shown := local.voorziening_id(placed.item.voorziening)) in catalog.voorzieningen
            ]
            if not any(numbers):
                source = layers[-1].source if layers else item.source
                yield source.problem(
                    (),
                    "geen-actie",
                    "op deze pagina staat geen nummer om nu te bellen",
                    "Vul bij “spoed” of “bel” een voorziening met telefoon in.",
                )


@check("gradatie-leeg")
def every_degree_has_steps(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """A zorgpad says for each degree what to do at each of the three moments."""
    for item in catalog.zorgpaden.values():
        covered = {(stap.moment, gradatie) for stap in item.entity.stappen for gradatie in stap.gradaties}
        for moment in Moment:
            missing = [str(gradatie) for gradatie in Gradatie if (moment, gradatie) not in covered]
            if missing:
                yield item.source.problem(
                    ("stappen",),
                    "gradatie-leeg",
                    f"bij {moment} staat niets voor {', '.join(missing)}",
                    "Voeg een stap toe.",
                )
