"""How the data stand, for the redactieraad and for who keeps a gemeente up to date."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from zorgpaden import urls
from zorgpaden.loading.records import LANDELIJK
from zorgpaden.render.shell import Document
from zorgpaden.render.views.desk import Desk, view
from zorgpaden.stand import HORIZON, Cel, Onderdeel, Staat, Taak, Taaksoort

KOPPEN = {
    Taaksoort.VERLOPEN: "Te lang niet gecontroleerd",
    Taaksoort.NAAM: "Naam van een contactpersoon verloopt",
    Taaksoort.VERLOOPT: f"Verloopt binnen {HORIZON.days} dagen",
    Taaksoort.BASIS: "De hogere laag is veranderd",
    Taaksoort.TERUGVAL: "Zonder terugval",
}
TEKENS = {
    Staat.GEVULD: "●",
    Staat.LEEG: "○",
    Staat.GEEN_INFORMEEL: "○",
    Staat.VERLOPEN: "▲",
    Staat.TERUGVAL: "◇",
    Staat.BASIS: "↻",
}


@view("stand")
def overview(desk: Desk, url: str) -> Document:
    """The whole country: a row per gemeente that has something, and what the national texts need."""
    stand = desk.stand
    empty = [desk.catalog.gemeenten[id_] for id_ in stand.leeg]
    by_province = groupby(sorted(empty, key=lambda plaats: plaats.provincie), key=lambda plaats: plaats.provincie)
    return _page(
        desk,
        "stand/overzicht.html",
        url,
        "Stand van de gegevens",
        "Wat gemeenten hebben ingevuld, wat te lang niet is gecontroleerd en waar nog hulp mist.",
        totaal=stand.totaal(voorbeeld=False),
        voorbeelden=stand.totaal(voorbeeld=True),
        regels=[regel for regel in stand.regels if not regel.voorbeeld],
        voorbeeldregels=[regel for regel in stand.regels if regel.voorbeeld],
        leeg={name: list(group) for name, group in by_province},
        taken=_by_kind(stand.taken_van(LANDELIJK)),
    )


@view("stand_gemeente")
def one_place(desk: Desk, url: str, gemeente_id: str) -> Document:
    """One gemeente: what there is to do, and its matrix."""
    stand, catalog = desk.stand, desk.catalog
    plaats = catalog.gemeenten[gemeente_id]
    cells = stand.matrix(gemeente_id)
    return _page(
        desk,
        "stand/gemeente.html",
        url,
        f"Stand van {plaats.naam}",
        f"Wat er in {plaats.naam} is ingevuld, wat te lang niet is gecontroleerd en waar nog hulp mist.",
        gemeente_id,
        gemeente=plaats,
        regel=stand.regel(gemeente_id),
        lagen=[(laag, _by_kind(stand.taken_van(laag))) for laag in reversed(catalog.lagen(gemeente_id))],
        paden=[(pad, _of_path(cells, pad.id)) for pad in desk.paths],
        wit=_white_spots(desk, cells),
        map=f"data/gemeenten/{gemeente_id}/voorzieningen/",
        onderdelen={one: "Tekst" if one is Onderdeel.TEKST else one.capitalize() for one in Onderdeel},
    )


def _page(
    desk: Desk, template: str, url: str, titel: str, omschrijving: str, waar: str = "", **context: Any
) -> Document:
    """What both pages share. They are for who keeps the data, not for search engines."""
    document = desk.page(
        template,
        url,
        titel,
        omschrijving,
        waar,
        peildatum=desk.settings.peildatum,
        termijnen=desk.catalog.geldigheid,
        horizon=HORIZON.days,
        koppen=KOPPEN,
        tekens=TEKENS,
        feed=bool(desk.settings.site_url),
        redactie=any(urls.dossier(page.path) == urls.REDACTIE for page in desk.catalog.pages),
        **context,
    )
    return document.unlisted()


def _by_kind(tasks: Iterable[Taak]) -> list[tuple[Taaksoort, list[Taak]]]:
    """Tasks by kind; they come sorted that way."""
    return [(soort, list(group)) for soort, group in groupby(tasks, key=lambda taak: taak.soort)]


def _of_path(cells: tuple[Cel, ...], zorgpad_id: str) -> list[Cel]:
    return [cel for cel in cells if cel.zorgpad == zorgpad_id]


def _white_spots(desk: Desk, cells: tuple[Cel, ...]) -> dict[Onderdeel, list[str]]:
    """Per domain the titles of the zorgpaden without help of gemeente or region, informal help first."""
    domains = (Onderdeel.INFORMEEL, Onderdeel.SOCIAAL, Onderdeel.MEDISCH)
    white = {(cel.onderdeel, cel.zorgpad) for cel in cells if cel.witte_vlek}
    found = {one: [pad.titel for pad in desk.paths if (one, pad.id) in white] for one in domains}
    return {one: titles for one, titles in found.items() if titles}
