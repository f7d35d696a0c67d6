"""Can a visitor always act: a number, a channel, a fallback, in the right area?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from zorgpaden.catalog import Catalog
from zorgpaden.checks.registry import Context, check
from zorgpaden.layers import Blocks, laid, layers_of, resolve
from zorgpaden.loading import Item, Source
from zorgpaden.loading.records import LANDELIJK
from zorgpaden.model import Contact, Gradatie, Moment, Stap, Voorziening, ZorgpadLaag
from zorgpaden.problems import Problem


@check("contact-leeg")
def has_channel(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """A contact has at least a telephone number, an e-mail address or a web page."""
    for item in context.voorzieningen(catalog):
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
    for item in context.voorzieningen(catalog):
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
    for item in context.voorzieningen(catalog):
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
    for item in context.voorzieningen(catalog):
        fallback = item.entity.contact.terugval
        if fallback and fallback.voorziening:
            here = catalog.gemeenten_bij(item.entity)
            yield from _misses(catalog, item, ("contact", "terugval", "voorziening"), fallback.voorziening, here)


@check("werkgebied-leeg")
def has_area(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """A voorziening says where it works."""
    for item in context.voorzieningen(catalog):
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
    for file in context.zorgpad_lagen(catalog):
        for path, id_ in _used(file.entity):
            yield from _misses(catalog, file, path, id_, catalog.gemeenten_onder(file.source.laag))
    for afspraak in context.afspraken(catalog):
        if afspraak.entity.knooppunt:
            here = catalog.gemeenten_onder(afspraak.source.laag)
            yield from _misses(catalog, afspraak, ("knooppunt",), afspraak.entity.knooppunt, here)
    for gemeente in context.gemeenten(catalog):
        if gemeente.entity.knooppunt:
            here = (gemeente.entity.id,)
            yield from _misses(catalog, gemeente, ("knooppunt",), gemeente.entity.knooppunt, here)
    for item in catalog.zorgpaden.values() if context.judges(LANDELIJK) else ():
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
    missed = catalog.bereik.mist(id_, gemeenten)
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
    for source, blocks, gemeenten in _pages(catalog, context):
        if not all(_has_number(catalog, blocks, gemeente_id) for gemeente_id in gemeenten):
            yield source.problem(
                (),
                "geen-actie",
                "op deze pagina staat geen nummer om nu te bellen",
                "Vul bij “spoed” of “bel” een voorziening met telefoon in.",
            )


def _pages(catalog: Catalog, context: Context) -> Iterator[tuple[Source, Blocks, Sequence[str | None]]]:
    """Of every judged file: the blocks, and the gemeenten where no file is nearer (None is the national page)."""
    if context.judges(LANDELIJK):
        replacing = {one: replaced for one in catalog.gemeenten if (replaced := catalog.vervangingen(one))}
        for id_, item in catalog.zorgpaden.items():
            blocks = resolve(catalog, id_, None).blokken
            touched = [one for one, replaced in replacing.items() if not replaced.keys().isdisjoint(_named(blocks))]
            yield item.source, blocks, [None, *(one for one in touched if not layers_of(catalog, id_, one))]
    for file in context.zorgpad_lagen(catalog):
        id_, below = file.entity.id, catalog.gemeenten_onder(file.source.laag)
        if id_ in catalog.zorgpaden:
            nearest = [one for one in below if one in catalog.gemeenten and _nearest(catalog, id_, one) is file]
            yield file.source, laid(catalog, file)[0], nearest


def _nearest(catalog: Catalog, zorgpad_id: str, gemeente_id: str) -> Item[ZorgpadLaag] | None:
    return next(reversed(layers_of(catalog, zorgpad_id, gemeente_id)), None)


def _named(blocks: Blocks) -> list[str]:
    """Ids of whom a page lets people call."""
    return [placed.item.voorziening for soort in ("spoed", "bel") for placed in blocks[soort]]


def _has_number(catalog: Catalog, blocks: Blocks, gemeente_id: str | None) -> bool:
    """Whether somebody on the page can be called, after replacement."""
    replaced = catalog.vervangingen(gemeente_id) if gemeente_id else {}
    shown = (catalog.voorzieningen.get(replaced.get(id_, id_)) for id_ in _named(blocks))
    return any(item.entity.contact.telefoon for item in shown if item)


@check("gradatie-leeg", landelijk=True)
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
