"""The knowledge dossier: its front, the lists per kind, thema, phase and province, and what surrounds a page."""

from __future__ import annotations

from typing import Any

from zorgpaden import urls
from zorgpaden.dossier import address, changes, reading_minutes
from zorgpaden.loading.content import Page
from zorgpaden.model import Fase
from zorgpaden.render.labels import FASEN
from zorgpaden.render.shell import Document
from zorgpaden.render.views.desk import Desk, view
from zorgpaden.urls import KINDS

LATEST = 8


@view("kennis")
def front(desk: Desk, url: str) -> Document:
    """The front of the dossier: kinds, subjects, phases, provinces, and what changed."""
    dossier = desk.dossier
    newest = sorted(
        ((change, page) for page in dossier.pages for change in changes(page)),
        key=lambda pair: (-pair[0].op.toordinal(), address(pair[1])),
    )
    return desk.page(
        "kennis.html",
        url,
        "Kennisdossier",
        "Lezen over Kansrijke Start: infosheets, praktijkvoorbeelden, themadocumenten, handreikingen en verhalen.",
        soorten={soort: len(dossier.of_kind(soort)) for soort in KINDS},
        themas={thema: len(dossier.about("themas", thema.id)) for thema in _themas(desk)},
        provincies={name: len(dossier.in_province(name)) for name in dossier.all_provinces},
        nieuw=newest[:LATEST],
        feed=_feed(desk, "alles"),
    )


def _feed(desk: Desk, name: str) -> str:
    """Where a feed is; nowhere when the site has no address of its own, for a feed needs one."""
    return urls.feed(name) if desk.settings.site_url else ""


def _themas(desk: Desk) -> list[Any]:
    return sorted((item.entity for item in desk.catalog.themas.values()), key=lambda thema: thema.naam)


@view("kennis_soort")
def per_kind(desk: Desk, url: str, soort: str) -> Document:
    """All pages of one kind."""
    name = KINDS[soort].capitalize()
    intro = f"Alle {KINDS[soort]} van het kennisdossier."
    return _list(desk, url, name, intro, desk.dossier.of_kind(soort), feed=_feed(desk, soort))


@view("kennis_thema")
def per_subject(desk: Desk, url: str, thema_id: str) -> Document:
    """All pages about one subject."""
    name = desk.catalog.themas[thema_id].entity.naam
    intro = f"Alles in het kennisdossier over het thema {name.lower()}."
    return _list(desk, url, name, intro, desk.dossier.about("themas", thema_id), feed=_feed(desk, f"thema-{thema_id}"))


@view("kennis_fase")
def per_phase(desk: Desk, url: str, fase: str) -> Document:
    """All pages about one phase."""
    name = FASEN[Fase(fase)]
    return _list(
        desk, url, name, f"Alles in het kennisdossier over: {name.lower()}.", desk.dossier.about("fasen", fase)
    )


@view("kennis_provincie")
def per_province(desk: Desk, url: str, provincie: str) -> Document:
    """All pages about places in one province."""
    intro = f"Voorbeelden en verhalen uit {provincie}."
    return _list(desk, url, provincie, intro, desk.dossier.in_province(provincie))


def _list(desk: Desk, url: str, titel: str, intro: str, pages: list[Page], feed: str = "") -> Document:
    """A list of pages with filters that need no server."""
    return desk.page(
        "kennis_lijst.html",
        url,
        titel,
        intro,
        kop=titel,
        intro=intro,
        feed=feed,
        paginas=[
            {
                "pagina": page,
                "provincies": desk.dossier.provinces(page),
                "hoofdstukken": [] if page.item.entity.deel_van else desk.dossier.chapters(page),
            }
            for page in pages
        ],
        filters=_filters(desk, pages),
    )


def _filters(desk: Desk, pages: list[Page]) -> dict[str, tuple[str, list[tuple[str, str]]]]:
    """Per field: its label, and the (value, name) of what the pages have there."""
    fronts = [page.item.entity for page in pages]
    return {
        "soort": (
            "Soort",
            [(soort, KINDS[soort].capitalize()) for soort in KINDS if any(f.soort == soort for f in fronts)],
        ),
        "themas": ("Thema", [(t.id, t.naam) for t in _themas(desk) if any(t.id in f.themas for f in fronts)]),
        "fasen": ("Fase", [(fase, name) for fase, name in FASEN.items() if any(fase in f.fasen for f in fronts)]),
        "provincies": ("Provincie", sorted({(name, name) for page in pages for name in desk.dossier.provinces(page)})),
    }


def page_top(desk: Desk, page: Page) -> str:
    """What stands above the text of a hand-written page."""
    front_matter = page.item.entity
    return desk.fragments.render(
        "dossier_boven.html",
        root=urls.root(address(page)),
        pagina=front_matter,
        map=KINDS.get(front_matter.soort),
        omslag=desk.dossier.cover(page),
        minuten=reading_minutes(page.body),
        handleiding=address(page).startswith(urls.REDACTIE),
    )


def page_bottom(desk: Desk, page: Page) -> str:
    """What stands below it: chapters, what it is about, related pages, sources, who checked it."""
    front_matter, catalog, url = page.item.entity, desk.catalog, address(page)
    before, after = desk.dossier.neighbours(page)
    return desk.fragments.render(
        "dossier_onder.html",
        root=urls.root(url),
        adres=desk.absolute(url),
        meldadres=desk.settings.meldadres,
        item=page.item,
        pagina=front_matter,
        hoofdstukken=[] if front_matter.deel_van else desk.dossier.chapters(page),
        vorige=before,
        volgende=after,
        verwant=desk.dossier.related(page) if front_matter.soort in KINDS else [],
        wijzigingen=changes(page),
        themas=[catalog.themas[id_].entity for id_ in front_matter.themas if id_ in catalog.themas],
        zorgpaden=[catalog.zorgpaden[id_].entity for id_ in front_matter.zorgpaden],
        interventies=[catalog.interventies[id_].entity for id_ in front_matter.interventies],
        instrumenten=[catalog.instrumenten[id_].entity for id_ in front_matter.instrumenten],
        gemeenten=[catalog.gemeenten[id_] for id_ in front_matter.gemeenten],
        bronnen=desk.sources(front_matter.bronnen),
    )
