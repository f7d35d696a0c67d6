"""The pictures of the dossier: timeline, map, flow, balance and money, each with its data in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from zorgpaden.beelden import BEELDEN, pictures
from zorgpaden.catalog import Catalog, Plaats
from zorgpaden.layers import filled_paths
from zorgpaden.loading.borders import Grenzen
from zorgpaden.loading.content import Page
from zorgpaden.model import Factor, Geldstroom, Momentuitleg, Telling
from zorgpaden.render.figures.balance import balance
from zorgpaden.render.figures.bars import Amount, bar_chart
from zorgpaden.render.figures.flow import Part, Route, flow
from zorgpaden.render.figures.landmap import Projection, middle
from zorgpaden.render.figures.scale import sort_date
from zorgpaden.render.figures.timeline import Count, timeline
from zorgpaden.render.labels import GRADATIES, MOMENTEN
from zorgpaden.render.shell import Document
from zorgpaden.render.views.desk import Desk, view

NARROW, WIDE = 296.0, 620.0
"""Widths of the two drawings of a picture: what a phone of 320 px has, and a column of text."""
MAP = 480.0


def _page(desk: Desk, url: str, bronnen: Iterable[str], **context: Any) -> Document:
    """A picture page: its name and introduction come from the list of pictures."""
    beeld = next(one for one in BEELDEN if url.endswith(f"/{one.id}/"))
    return desk.page(
        f"beeld/{beeld.view.removeprefix('beeld_')}.html",
        url,
        beeld.titel,
        beeld.samenvatting,
        beeld=beeld,
        bronnen=desk.sources(tuple(dict.fromkeys(bronnen))),
        **context,
    )


@view("in_beeld")
def all_pictures(desk: Desk, url: str) -> Document:
    """The list of pictures."""
    text = "Plaatjes waar u meer aan ziet dan aan tekst. Bij elk plaatje staan dezelfde gegevens in woorden."
    return desk.page("beeld/in_beeld.html", url, "In beeld", text, intro=text, beelden=pictures(desk.catalog))


@view("beeld_tijdlijn")
def show_timeline(desk: Desk, url: str) -> Document:
    """What happened when, and how many gemeenten began, with every reading of the sources."""
    events = sorted((item.entity for item in desk.catalog.tijdlijn.values()), key=lambda one: sort_date(one.datum))
    counts = sorted((item.entity for item in desk.catalog.tellingen.values()), key=lambda one: sort_date(one.datum))
    groups = [_count(one) for one in counts if one.groep]
    per_year: dict[int, list[Any]] = defaultdict(list)
    for event in events:
        per_year[int(event.datum[:4])].append(event)
    dates = [event.datum for event in events]
    sources = [id_ for event in events for id_ in event.bronnen]
    return _page(
        desk,
        url,
        [*sources, *(lezing.bron for one in counts for lezing in one.lezingen)],
        smal=timeline(dates, groups, upright=True),
        breed=timeline(dates, groups, upright=False),
        jaren=per_year,
        groepen={one.gebeurtenis for one in counts if one.groep},
        tellingen=counts,
        titels={item.entity.id: item.entity.titel for item in desk.catalog.bronnen.values()},
    )


def _count(telling: Telling) -> Count:
    return Count(telling.naam, telling.datum, tuple((one.aantal, one.ongeveer) for one in telling.lezingen))


@view("beeld_geld")
def show_money(desk: Desk, url: str) -> Document:
    """Money per year from one pot, and the pots beside each other."""
    pots = [item.entity for item in desk.catalog.geld.values()]
    return _page(
        desk,
        url,
        (id_ for pot in pots for id_ in pot.bronnen),
        potten=pots,
        jaarreeksen=[(pot, *_both(_per_year(pot))) for pot in pots if len(pot.bedragen) > 1],
        naast_elkaar=_both(_latest(pots)),
        euro=euro,
    )


def euro(miljoen: float) -> str:
    """€ 5,3 miljoen."""
    return f"€ {miljoen:g} miljoen".replace(".", ",")


def _both(amounts: list[Amount]) -> tuple[Any, Any]:
    return bar_chart(amounts, NARROW), bar_chart(amounts, WIDE)


def _per_year(pot: Geldstroom) -> list[Amount]:
    return [
        Amount(f"{one.jaar} en later" if one.structureel else str(one.jaar), one.miljoen, euro(one.miljoen))
        for one in pot.bedragen
    ]


def _latest(pots: list[Geldstroom]) -> list[Amount]:
    """The last known amount of each pot; money for more than Kansrijke Start looks different."""
    return [Amount(pot.naam, pot.bedragen[-1].miljoen, euro(pot.bedragen[-1].miljoen), _share(pot)) for pot in pots]


def _share(pot: Geldstroom) -> str:
    return "" if pot.alleen_kansrijke_start else "breder"


@view("beeld_balans")
def show_balance(desk: Desk, url: str) -> Document:
    """Risks on one arm, protection on the other."""
    factors = [item.entity for item in desk.catalog.factoren.values()]
    sides = [
        ("risico", "Wat het moeilijker maakt", _of_kind(factors, "risico")),
        ("beschermend", "Wat beschermt", _of_kind(factors, "beschermend")),
    ]
    drawn = [(kind, head, [one.naam for one in found]) for kind, head, found in sides]
    return _page(
        desk,
        url,
        (id_ for one in factors for id_ in one.bronnen),
        kanten=sides,
        smal=balance(drawn, NARROW),
        breed=balance(drawn, WIDE),
        zorgpaden=desk.catalog.zorgpaden,
    )


def _of_kind(factors: list[Factor], kind: str) -> list[Factor]:
    return [one for one in factors if one.soort == kind]


@view("beeld_momenten")
def show_flow(desk: Desk, url: str) -> Document:
    """Who signals, where it comes together, and what follows per degree."""
    moments = [desk.catalog.momenten[moment].entity for moment in MOMENTEN if moment in desk.catalog.momenten]
    parts = [_part(desk.catalog, one) for one in moments]
    return _page(
        desk,
        url,
        (id_ for one in moments for id_ in one.bronnen),
        momenten_uitleg=moments,
        smal=flow(parts, [NARROW - 2] * len(parts), upright=True),
        breed=flow(parts, [270.0 if part.routes else 165.0 for part in parts], upright=False),
        interventies=desk.catalog.interventies,
        instrumenten=desk.catalog.instrumenten,
        wie=degrees,
    )


def degrees(gradaties: Iterable[Any]) -> str:
    """Zelfredzaam of potentieel kwetsbaar."""
    return " of ".join(GRADATIES[one] for one in gradaties).capitalize()


def _part(catalog: Catalog, moment: Momentuitleg) -> Part:
    names = [catalog.interventies[id_].entity.naam for id_ in moment.interventies]
    tool = catalog.instrumenten[moment.hulpmiddel].entity.naam if moment.hulpmiddel else None
    return Part(
        MOMENTEN[moment.id],
        [*moment.wie, *((moment.plek,) if moment.plek else ()), *moment.aanbod, *names],
        [Route(degrees(weg.gradaties), weg.naar, weg.gradaties[-1]) for weg in moment.wegen],
        tool,
    )


@dataclass(frozen=True, slots=True)
class Spot:
    """A gemeente on the map and in the list below it."""

    plaats: Plaats
    stand: str
    """`leeg`, `regio` or `gemeente`: who filled something in."""
    ingevuld: int
    regio: str
    voorbeelden: list[Page]
    x: float
    y: float
    pad: str
    """Outline, when boundaries are known."""


@view("beeld_kaart")
def show_map(desk: Desk, url: str) -> Document:
    """Every gemeente: where examples come from and, in the national site, how far it is filled."""
    catalog = desk.catalog
    projection = _projection(catalog)
    spots = list(_spots(catalog, projection))
    provinces: dict[str, list[Spot]] = defaultdict(list)
    for spot in spots:
        provinces[spot.plaats.provincie].append(spot)
    examples = desk.dossier.of_kind("praktijkvoorbeeld")
    return _page(
        desk,
        url,
        ("cbs-gemeenten-2026",) if "cbs-gemeenten-2026" in catalog.bronnen else (),
        kaart=projection,
        # What says most is drawn last, on top.
        stippen=sorted(spots, key=lambda spot: (len(spot.voorbeelden) > 0, spot.stand != "leeg")),
        namen={abbreviation(name): middle([(one.x, one.y) for one in here]) for name, here in provinces.items()},
        afkorting=abbreviation,
        provincies=dict(sorted(provinces.items())),
        landelijk=not desk.settings.alleen,
        aantal_zorgpaden=len(catalog.zorgpaden),
        elders=[page for page in examples if not page.item.entity.gemeenten],
        voorbeeldgemeenten=[plaats for plaats in desk.places if plaats.voorbeeld],
        grenzen=catalog.grenzen,
    )


def _projection(catalog: Catalog) -> Projection:
    centres = [(one.entity.lengtegraad, one.entity.breedtegraad) for one in catalog.register.values()]
    return Projection.fit([*centres, *_corners(catalog.grenzen)], MAP, 10)


def _corners(grenzen: Grenzen | None) -> Iterator[tuple[float, float]]:
    for rings in grenzen.gemeenten.values() if grenzen else ():
        for ring in rings:
            yield from ring


def _spots(catalog: Catalog, projection: Projection) -> Iterator[Spot]:
    """The real gemeenten in alphabetical order; invented ones are nowhere."""
    examples = _examples(catalog)
    outlines = catalog.grenzen.gemeenten if catalog.grenzen else {}
    for plaats in catalog.gemeenten.values():
        if plaats.register is None:
            continue
        x, y = projection.at((plaats.register.lengtegraad, plaats.register.breedtegraad))
        regio, filled = catalog.regio_van(plaats.id), filled_paths(catalog, plaats.id)
        yield Spot(
            plaats,
            "gemeente" if filled else "regio" if regio else "leeg",
            filled,
            regio.entity.naam if regio else "",
            examples[plaats.id],
            x,
            y,
            projection.path(outlines.get(plaats.register.cbs_code, ())),
        )


def _examples(catalog: Catalog) -> dict[str, list[Page]]:
    """The praktijkvoorbeelden about each gemeente."""
    found: dict[str, list[Page]] = defaultdict(list)
    for page in catalog.pages:
        if page.item.entity.soort == "praktijkvoorbeeld":
            for id_ in page.item.entity.gemeenten:
                found[id_].append(page)
    return found


def abbreviation(province: str) -> str:
    """NB for Noord-Brabant, Gr for Groningen."""
    first, _, second = province.partition("-")
    return first[0] + second[0] if second else first[:2]
