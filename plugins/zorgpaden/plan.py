"""From catalog to outputs: which pages the site has, and which view makes each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from zorgpaden import urls
from zorgpaden.beelden import pictures
from zorgpaden.catalog import Catalog
from zorgpaden.dossier import Dossier
from zorgpaden.model import Fase


@dataclass(frozen=True, slots=True)
class Output:
    """One page: where it comes, and the view with its arguments."""

    url: str
    view: str
    args: tuple[str | None, ...] = ()


def chosen(catalog: Catalog, alleen: tuple[str, ...]) -> list[str]:
    """The ids of the gemeenten that get pages; `alleen` empty is all."""
    return [id_ for id_ in catalog.gemeenten if not alleen or id_ in alleen]


def plan_pages(catalog: Catalog, alleen: tuple[str, ...] = ()) -> Iterator[Output]:
    """Every data page of the site, in a fixed order."""
    yield from national_pages(catalog)
    for id_ in catalog.zorgpaden:
        yield Output(urls.zorgpad(id_), "zorgpad", (id_, None))
    for id_ in catalog.voorzieningen:
        yield voorziening_page(id_)
    for gemeente_id in chosen(catalog, alleen):
        yield from place_pages(catalog, gemeente_id)
        for id_ in catalog.zorgpaden:
            yield Output(urls.zorgpad(id_, gemeente_id), "zorgpad", (id_, gemeente_id))


def national_pages(catalog: Catalog) -> Iterator[Output]:
    """The pages that are of no gemeente; those of zorgpaden and voorzieningen come apart."""
    yield Output(urls.HOME, "home")
    yield Output(urls.ZOEKEN, "zoeken")
    yield Output(urls.BEWAARD, "bewaard")
    yield Output(urls.GEMEENTEN, "gemeenten")
    yield Output(urls.ZORGPADEN, "zorgpaden")
    yield Output(urls.INTERVENTIES, "interventies")
    yield Output(urls.INSTRUMENTEN, "instrumenten")
    if catalog.combineren:
        yield Output(urls.COMBINEREN, "combineren")
    if catalog.dossier:
        yield from _plan_dossier(catalog)
    yield Output(urls.CONTACT, "contact")
    yield Output(urls.PRIVACY, "privacy")
    yield Output(urls.TOEGANKELIJKHEID, "toegankelijkheid")
    yield Output(urls.VERWERKINGSREGISTER, "verwerkingsregister")
    yield Output(urls.LICENTIES, "licenties")
    yield Output(urls.OPEN_DATA, "open_data")
    yield Output(urls.BEWERKEN, "bewerken")
    yield Output(urls.CORRECTIE, "correctie")
    yield Output(urls.INSLUITEN, "insluiten")
    yield STAND
    for id_ in catalog.interventies:
        yield Output(urls.interventie(id_), "interventie", (id_,))
    for id_ in catalog.instrumenten:
        yield Output(urls.instrument(id_), "instrument", (id_,))


STAND = Output(urls.STAND, "stand")
"""How the data of the whole country stand: made last, from what all others say."""


def voorziening_page(id_: str) -> Output:
    """The page of a voorziening."""
    return Output(urls.voorziening(id_), "voorziening", (id_,))


def place_pages(catalog: Catalog, gemeente_id: str) -> Iterator[Output]:
    """The pages of a gemeente, but for its zorgpaden."""
    yield Output(urls.gemeente(gemeente_id), "gemeente", (gemeente_id,))
    yield Output(urls.sociale_kaart(gemeente_id), "sociale_kaart", (gemeente_id,))
    if catalog.lagen(gemeente_id):  # the others have nothing of their own to look after
        yield Output(urls.stand(gemeente_id), "stand_gemeente", (gemeente_id,))
        yield Output(urls.insluiten(gemeente_id), "insluiten", (gemeente_id,))


def _plan_dossier(catalog: Catalog) -> Iterator[Output]:
    """The front of the dossier, and its lists."""
    yield Output(urls.KENNIS, "kennis")
    for soort in urls.KINDS:
        yield Output(urls.kennis_soort(soort), "kennis_soort", (soort,))
    for id_ in catalog.themas:
        yield Output(urls.kennis_thema(id_), "kennis_thema", (id_,))
    for fase in Fase:
        yield Output(urls.kennis_fase(fase), "kennis_fase", (fase,))
    for name in Dossier(catalog).all_provinces:
        yield Output(urls.kennis_provincie(name), "kennis_provincie", (name,))
    yield Output(urls.beeld("in-beeld"), "in_beeld")
    for beeld in pictures(catalog):
        yield Output(urls.beeld(beeld.id), beeld.view)
