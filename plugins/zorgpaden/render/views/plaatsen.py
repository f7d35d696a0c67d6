"""Home, search, and the pages of a gemeente."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from zorgpaden import urls
from zorgpaden.layers import afspraken_in, filled_paths, help_in, layers_of
from zorgpaden.loading import Item
from zorgpaden.render.shell import Document
from zorgpaden.render.views.desk import Desk, view
from zorgpaden.render.views.parts import agreement_list, help_list

FEW = 30
"""As many gemeenten can be named one by one."""


@view("home")
def home(desk: Desk, url: str) -> Document:
    """Find your gemeente, or choose a situation first. On the site of one gemeente there is nothing to find."""
    only = desk.only_place
    return desk.page(
        "home.html",
        url,
        f"Welke hulp is er in {only.naam if only else 'uw gemeente'}?",
        "Vind de juiste hulp voor een gezin in een kwetsbare situatie: wie u belt en wat er daarna gebeurt.",
        zorgpaden=desk.paths,
        enige=only,
        plaatsen=desk.places if 1 < len(desk.places) <= FEW else [],
        letters=desk.letters,
        voorbeelden=[plaats for plaats in desk.places if plaats.voorbeeld],
        combineren=desk.catalog.combineren,
    )


@view("zoeken")
def search(desk: Desk, url: str) -> Document:
    """Search page."""
    return desk.page("zoeken.html", url, "Zoeken", "Zoek een zorgpad, gemeente of voorziening.")


@view("gemeenten")
def all_places(desk: Desk, url: str) -> Document:
    """All gemeenten, by letter and by province."""
    real = [plaats for plaats in desk.places if not plaats.voorbeeld]
    by_province = groupby(sorted(real, key=lambda plaats: plaats.provincie), key=lambda plaats: plaats.provincie)
    return desk.page(
        "gemeenten.html",
        url,
        "Alle gemeenten",
        "Kies uw gemeente: van A tot Z of per provincie.",
        letters=desk.letters,
        provincies={name: list(group) for name, group in by_province},
        voorbeelden=[plaats for plaats in desk.places if plaats.voorbeeld],
        aantal=len(real),
        ingevuld={id_ for id_ in desk.catalog.gemeente_lagen if filled_paths(desk.catalog, id_)},
    )


@view("gemeente")
def one_place(desk: Desk, url: str, gemeente_id: str) -> Document:
    """One gemeente: its zorgpaden, knooppunt and coalition, and how fresh everything is."""
    catalog = desk.catalog
    replaced = catalog.vervangingen(gemeente_id)
    plaats, regio = catalog.gemeenten[gemeente_id], catalog.regio_van(gemeente_id)
    return desk.page(
        "gemeente.html",
        url,
        f"Zorgpaden in {plaats.naam}",
        f"Welke hulp er in {plaats.naam} is voor gezinnen rond de geboorte: de zorgpaden en de sociale kaart.",
        gemeente_id,
        gemeente=plaats,
        laag=catalog.gemeente_lagen.get(gemeente_id),
        regio=regio,
        paginas=desk.pages_about("gemeenten", gemeente_id),
        papier=desk.settings.papier.get(gemeente_id, ()),
        paden=list(_path_states(desk, gemeente_id)),
        combineren=catalog.combineren,
        afspraken=agreement_list(desk, urls.root(url), afspraken_in(catalog, gemeente_id), replaced, kort=False),
        toon=desk.shown(replaced),
        interventies=catalog.interventies,
        ingevuld=filled_paths(catalog, gemeente_id),
        aantal_hulp=len(catalog.voorzieningen_in(gemeente_id)),
        bronnen=desk.sources(regio.entity.bronnen) if regio else [],
    )


def _path_states(desk: Desk, gemeente_id: str) -> Iterator[dict[str, Any]]:
    """Per zorgpad: the nearest layer that filled it in, when that was checked, whether that is overdue."""
    for pad in desk.paths:
        files: list[Item[Any]] = [desk.catalog.zorgpaden[pad.id], *layers_of(desk.catalog, pad.id, gemeente_id)]
        nearest = files[-1]
        yield {
            "zorgpad": pad,
            "laag": nearest.source.laag,
            "gecontroleerd": nearest.entity.gecontroleerd.op,
            "verlopen": desk.signs.is_overdue(nearest.entity),
        }


@view("sociale_kaart")
def social_map(desk: Desk, url: str, gemeente_id: str) -> Document:
    """All help in a gemeente, by domain."""
    plaats, placed = desk.catalog.gemeenten[gemeente_id], help_in(desk.catalog, gemeente_id)
    return desk.page(
        "sociale_kaart.html",
        url,
        f"Sociale kaart van {plaats.naam}",
        f"Alle hulp rond de geboorte in {plaats.naam}, met telefoonnummers.",
        gemeente_id,
        gemeente=plaats,
        lijst=help_list(desk, urls.root(url), placed),
        aantal=len(placed),
    )
