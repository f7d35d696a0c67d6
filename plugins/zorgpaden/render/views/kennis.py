"""Pages of single things: a voorziening, an intervention, an instrument."""

from __future__ import annotations

from typing import Any

from zorgpaden.catalog import sort_key
from zorgpaden.loading import Item
from zorgpaden.render.shell import Document
from zorgpaden.render.views.desk import Desk, view


@view("voorziening")
def one_service(desk: Desk, url: str, id_: str) -> Document:
    """One voorziening."""
    catalog, item = desk.catalog, desk.catalog.voorzieningen[id_]
    entity, laag = item.entity, item.source.laag
    gemeente_id = laag.id if laag.soort == "gemeente" else ""
    return desk.page(
        "voorziening.html",
        url,
        entity.naam,
        f"{entity.naam}: {entity.samenvatting}",
        gemeente_id,
        item=item,
        voorziening=entity,
        voorbeeld=catalog.is_voorbeeld(laag),
        zorgpaden=[catalog.zorgpaden[one].entity for one in entity.zorgpaden],
        plaatsen=catalog.gemeenten,
        regios=catalog.regios,
        toon=desk.shown(catalog.vervangingen(gemeente_id) if gemeente_id else {}),
        gemeente_id=gemeente_id,
        bronnen=desk.sources(entity.bronnen),
    )


def _by_name(items: dict[str, Item[Any]]) -> list[Any]:
    return sorted((item.entity for item in items.values()), key=lambda entity: sort_key(entity.naam))


@view("interventies")
def all_interventions(desk: Desk, url: str) -> Document:
    """All interventions by phase."""
    text = "Interventies voor, tijdens en na de zwangerschap."
    return desk.page("interventies.html", url, "Interventies", text, items=_by_name(desk.catalog.interventies))


@view("instrumenten")
def all_instruments(desk: Desk, url: str) -> Document:
    """All instruments."""
    text = "Hulpmiddelen voor professionals en coalities."
    return desk.page("instrumenten.html", url, "Instrumenten", text, items=_by_name(desk.catalog.instrumenten))


@view("interventie")
def one_intervention(desk: Desk, url: str, id_: str) -> Document:
    """One intervention, with the paths and regions that name it."""
    item = desk.catalog.interventies[id_]
    regions = [regio.entity for regio in desk.catalog.regios.values() if id_ in _offered(regio.entity)]
    paths = [pad for pad in desk.paths if id_ in pad.interventies or pad.id in item.entity.zorgpaden]
    return _knowledge(desk, "interventie", "interventies", url, item, paths, regios=regions)


def _offered(regio: Any) -> set[str]:
    return {offer.interventie for offer in regio.interventies}


@view("instrument")
def one_instrument(desk: Desk, url: str, id_: str) -> Document:
    """One instrument, with the paths that name it."""
    item = desk.catalog.instrumenten[id_]
    paths = [pad for pad in desk.paths if id_ in pad.signaleringsinstrumenten]
    return _knowledge(desk, "instrument", "instrumenten", url, item, paths)


def _knowledge(
    desk: Desk, template: str, field: str, url: str, item: Item[Any], paths: list[Any], **more: Any
) -> Document:
    """What an intervention and an instrument have in common."""
    entity = item.entity
    return desk.page(
        f"{template}.html",
        url,
        entity.naam,
        entity.samenvatting,
        item=item,
        ding=entity,
        zorgpaden=paths,
        paginas=desk.pages_about(field, entity.id),
        bronnen=desk.sources(entity.bronnen),
        **more,
    )
