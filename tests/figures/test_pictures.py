"""The picture pages with the shipped data: sound SVG, and the same data in words."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest

from support import PEILDATUM, ROOT
from zorgpaden import urls
from zorgpaden.beelden import BEELDEN, pictures
from zorgpaden.catalog import Catalog
from zorgpaden.checks import Context
from zorgpaden.loading.borders import Grenzen
from zorgpaden.plan import Output, plan_pages
from zorgpaden.project import load_project
from zorgpaden.render.environment import make_environment
from zorgpaden.render.views import Desk
from zorgpaden.settings import Settings

DAY = date.fromisoformat(PEILDATUM)
SVG = re.compile(r"<svg.*?</svg>", re.DOTALL)


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_project(ROOT / "data", ROOT / "content", Context(DAY)).checked().catalog


def render(catalog: Catalog, id_: str, alleen: tuple[str, ...] = ()) -> str:
    desk = Desk(catalog, Settings(DAY, alleen=alleen), make_environment())
    view = next(beeld.view for beeld in BEELDEN if beeld.id == id_)
    return desk.document(Output(urls.beeld(id_), view)).inhoud


@pytest.fixture(scope="module")
def pages(catalog: Catalog) -> dict[str, str]:
    return {beeld.id: render(catalog, beeld.id) for beeld in BEELDEN}


class Words(HTMLParser):
    """Rows of all tables as texts of cells, and the text of the whole page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.ids: list[str] = []
        self.text = ""
        self._open = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        if named.get("id"):
            self.ids.append(str(named["id"]))
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")
            self._open = True
        if tag == "br":
            self.handle_data(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self._open = False

    def handle_data(self, data: str) -> None:
        self.text += data
        if self._open:
            self.rows[-1][-1] += data.strip("\n")


@pytest.mark.parametrize("id_", [beeld.id for beeld in BEELDEN])
def test_svg_is_well_formed_and_named(pages: dict[str, str], id_: str) -> None:
    drawings = [ElementTree.fromstring(text) for text in SVG.findall(pages[id_])]
    shown = [svg for svg in drawings if svg.get("role") == "img"]
    assert shown
    assert all(svg.get("role") == "img" or svg.get("aria-hidden") == "true" for svg in drawings)
    for svg in shown:
        inside = {child.get("id"): (child.text or "").strip() for child in svg if child.tag in ("title", "desc")}
        assert inside[svg.get("aria-labelledby")]
        assert inside[svg.get("aria-describedby")]
        assert [float(number) > 0 for number in (svg.get("viewBox") or "").split()] == [False, False, True, True]


@pytest.mark.parametrize("id_", [beeld.id for beeld in BEELDEN])
def test_pages_are_clean(pages: dict[str, str], id_: str) -> None:
    html = pages[id_]
    assert max(Counter(Words(html).ids).values()) == 1, "an id stands twice"
    assert not re.search(r"<script|\sstyle=|\son\w+=|None|Undefined", html)
    assert html.count("<h1>") == 1


@pytest.mark.parametrize("id_", ["tijdlijn", "signaleren-verkennen-steun-op-maat", "balans", "geld"])
def test_each_picture_is_drawn_narrow_and_wide(pages: dict[str, str], id_: str) -> None:
    narrow = re.findall(r'zp-beeld--smal" viewBox="0 0 ([\d.]+)', pages[id_])
    wide = re.findall(r'zp-beeld--breed" viewBox="0 0 ([\d.]+)', pages[id_])
    assert len(narrow) == len(wide) > 0
    assert all(float(width) <= 296 for width in narrow), "wider than a phone of 320 px has room for"
    assert all(500 < float(width) <= 740 for width in wide)


def test_money_table_is_the_data(pages: dict[str, str], catalog: Catalog) -> None:
    expected = [
        (item.entity.naam, one.jaar, one.miljoen) for item in catalog.geld.values() for one in item.entity.bedragen
    ]
    found = []
    for name, year, amount in Words(pages["geld"]).rows[1:]:
        number = re.search(r"€ ([\d,]+) miljoen", amount)
        digits = re.search(r"\d{4}", year)
        assert number is not None
        found.append((name, int(digits[0]) if digits else None, float(number[1].replace(",", "."))))
    assert found == expected
    assert ("SPUK GALA, deel Kansrijke Start", 2026, 20.0) in found
    assert ("Prenataal huisbezoek", None, 5.3) in found
    assert ("SPUK IZA-doelen", None, 150.0) in found


def test_every_amount_is_in_the_picture(pages: dict[str, str], catalog: Catalog) -> None:
    drawn = " ".join(SVG.findall(pages["geld"]))
    for item in catalog.geld.values():
        for one in item.entity.bedragen:
            assert f"€ {one.miljoen:g} miljoen".replace(".", ",") in drawn


def test_every_reading_of_every_source_is_shown(pages: dict[str, str], catalog: Catalog) -> None:
    rows = [row[-2:] for row in Words(pages["tijdlijn"]).rows[1:]]
    expected = [
        (f"{'ca. ' if one.ongeveer else ''}{one.aantal}", f"{catalog.bronnen[one.bron].entity.titel}: {one.waar}")
        for item in catalog.tellingen.values()
        for one in item.entity.lezingen
    ]
    assert sorted(map(tuple, rows)) == sorted(expected)


def test_contradicting_counts_stand_beside_each_other(catalog: Catalog) -> None:
    readings = {item.entity.id: [one.aantal for one in item.entity.lezingen] for item in catalog.tellingen.values()}
    assert readings["eerste-tranche"] == [98, 98, 96]
    assert set(readings["tweede-tranche"]) == {49}
    assert readings["derde-tranche"] == [128, 128, 122]
    assert readings["vierde-tranche"] == [70, 77, 75]
    assert readings["eind-2022"] == [275, 342]
    card = [min(readings[f"{group}-tranche"]) for group in ("eerste", "tweede", "derde")]
    assert sum(card) + 75 == 342, "the map of 1 January 2023 counts all gemeenten"


def test_timeline_tells_every_event_once(pages: dict[str, str], catalog: Catalog) -> None:
    html = pages["tijdlijn"]
    text = re.sub(r"\s+", " ", Words(html).text)
    for item in catalog.tijdlijn.values():
        assert html.count(f'<li id="{item.entity.id}"') == 1
        assert item.entity.titel in text
        assert (item.entity.tekst or "").strip() in text
    for drawing in SVG.findall(html):
        assert drawing.count("<circle") == len(catalog.tijdlijn)


def test_timeline_can_be_narrowed_to_each_year(pages: dict[str, str], catalog: Catalog) -> None:
    """The filter works in CSS alone, so each year of the data needs its rule."""
    css = (ROOT / "theme/assets/zp.css").read_text(encoding="utf-8")
    years = {item.entity.datum[:4] for item in catalog.tijdlijn.values()}
    assert {"2018", "2024"} <= years
    for year in sorted(years):
        assert f'id="tijd-{year}"' in pages["tijdlijn"]
        assert f'#tijd-{year}:checked) [data-jaar]:not([data-jaar="{year}"])' in css


def test_groups_are_marked_for_the_filter(pages: dict[str, str]) -> None:
    assert re.findall(r'<li id="([^"]+)" data-groep', pages["tijdlijn"]) == [
        "eerste-tranche",
        "tweede-tranche",
        "derde-tranche",
        "vierde-tranche",
    ]


def test_balance_tables_are_the_data(pages: dict[str, str], catalog: Catalog) -> None:
    names = [row[0] for row in Words(pages["balans"]).rows if row[0] != "Wat"]
    assert names == [item.entity.naam for item in catalog.factoren.values()]
    drawn = [" ".join(re.findall(r"<tspan[^>]*>([^<]*)", svg)) for svg in SVG.findall(pages["balans"])]
    assert len(drawn) == 2
    assert all(name in text for name in names for text in drawn)


def test_flow_says_in_words_what_it_draws(pages: dict[str, str], catalog: Catalog) -> None:
    html = pages["signaleren-verkennen-steun-op-maat"]
    words = re.sub(r"\s+", " ", Words(SVG.sub("", html)).text).lower()
    for drawing in SVG.findall(html):
        for text in re.findall(r"<text.*?</text>", drawing, re.DOTALL):
            assert " ".join(re.findall(r"<tspan[^>]*>([^<]*)", text)).lower() in words
    rows = Words(html).rows
    assert ["Kwetsbaar", "Prenataal huisbezoek"] in rows
    assert ["Zelfredzaam of potentieel kwetsbaar", "De bron noemt hier geen aparte stap."] in rows


def test_map_table_is_the_register(pages: dict[str, str], catalog: Catalog) -> None:
    register = Counter(item.entity.provincie for item in catalog.register.values())
    front = [page.item.entity for page in catalog.pages if page.item.entity.soort == "praktijkvoorbeeld"]
    told = {id_ for one in front for id_ in one.gemeenten}
    examples = Counter(catalog.gemeenten[id_].provincie for id_ in told)
    regional = Counter(
        catalog.gemeenten[id_].provincie for id_ in catalog.regios["noord-en-midden-limburg"].entity.gemeenten
    )
    rows = {}
    for province, filled, region, example in Words(pages["kaart"]).rows[1:]:
        found = re.fullmatch(r"(.+) \((..)\) (\d+) gemeenten", province)
        assert found is not None
        rows[found[1]] = (int(found[3]), int(filled), int(region), int(example))
    assert rows == {name: (register[name], 0, regional[name], examples[name]) for name in register}
    assert sum(row[0] for row in rows.values()) == 342


def test_map_draws_and_links_every_gemeente(pages: dict[str, str], catalog: Catalog) -> None:
    html = pages["kaart"]
    drawing = next(svg for svg in SVG.findall(html) if 'role="img"' in svg)
    assert drawing.count("zp-k-leeg") + drawing.count("zp-k-regio") + drawing.count("zp-k-gemeente") == 342
    assert drawing.count("zp-k-regio") == len(catalog.regios["noord-en-midden-limburg"].entity.gemeenten)
    assert all(html.count(f'href="../../gemeenten/{id_}/"') in (1, 2) for id_ in catalog.register)
    for page in catalog.pages:
        if page.item.entity.soort == "praktijkvoorbeeld":
            assert f'href="../../{urls.dossier(page.path)}"' in html
    with_example = {
        id_
        for page in catalog.pages
        if page.item.entity.soort == "praktijkvoorbeeld"
        for id_ in page.item.entity.gemeenten
    }
    assert drawing.count("zp-k-ring") == len(with_example & set(catalog.register))


def test_map_of_a_site_with_few_gemeenten_says_nothing_about_filling(catalog: Catalog) -> None:
    html = render(catalog, "kaart", ("almere",))
    assert Words(html).rows[0] == ["Provincie", "Met voor\xadbeeld"]
    assert "zp-k-regio" not in html
    assert html.count('href="../../gemeenten/') == 2  # Almere: with its example, and in its province


def test_map_with_boundaries_draws_areas(catalog: Catalog) -> None:
    ring = ((4.9, 52.3), (5.0, 52.3), (5.0, 52.4), (4.9, 52.3))
    codes = [item.entity.cbs_code for item in catalog.register.values()]
    catalog.grenzen = Grenzen("CBS & Kadaster", dict.fromkeys(codes[1:], (ring,)))
    try:
        html = render(catalog, "kaart")
    finally:
        catalog.grenzen = None
    drawing = next(svg for svg in SVG.findall(html) if 'role="img"' in svg)
    ElementTree.fromstring(drawing)
    assert drawing.count('<path class="zp-k-vlak ') == 341
    assert drawing.count('class="zp-k-leeg"') == 1, "a gemeente without a boundary stays a dot"
    assert "CBS &amp; Kadaster" in html


def test_list_of_pictures(catalog: Catalog) -> None:
    document = Desk(catalog, Settings(DAY), make_environment()).document(Output(urls.beeld("in-beeld"), "in_beeld"))
    planned = {output.url for output in plan_pages(catalog)}
    for beeld in BEELDEN:
        assert f'href="../../{urls.beeld(beeld.id)}"' in document.inhoud
        assert urls.beeld(beeld.id) in planned


def test_without_data_there_is_no_picture() -> None:
    assert pictures(Catalog()) == []
