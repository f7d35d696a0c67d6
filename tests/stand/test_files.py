"""JSON, CSV, feeds and pages show the same rows; the national page stays small when every gemeente is filled."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
from dataclasses import replace
from datetime import date, timedelta
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from small import DAY, FORMULA, stand_of

from support import PEILDATUM, ROOT
from zorgpaden import urls
from zorgpaden.checks import Context
from zorgpaden.exports.stand import place_feed, stand_files
from zorgpaden.loading import Item, Laag, Source
from zorgpaden.plan import Output
from zorgpaden.project import load_project
from zorgpaden.render.environment import make_environment
from zorgpaden.render.views import Desk
from zorgpaden.settings import Settings

ATOM = "{http://www.w3.org/2005/Atom}"
SITE = "https://zorgpaden.example/"
WORDS = {
    "gevuld": r"\d+ ingevuld|gemeente|regio",
    "leeg": "witte vlek|landelijk",
    "geen-informele-hulp": "geen informele hulp",
    "verlopen": r"\d+ verlopen",
    "zonder-terugval": r"\d+ zonder terugval",
    "basis-gewijzigd": r"\d+ basis veranderd",
}
"""State in the data → what a cell of the page says."""


class Cells(HTMLParser):
    """The words of every cell of a matrix, symbols left out."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: dict[str, list[str]] = {}
        self.cell = ""
        self.silent = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "td":
            self.cell = given.get("data-cel") or ""
            self.found.setdefault(self.cell, [])
        self.silent = "aria-hidden" in given

    def handle_endtag(self, tag: str) -> None:
        self.silent = False
        if tag == "td":
            self.cell = ""

    def handle_data(self, data: str) -> None:
        if self.cell and data.strip() and not self.silent:
            self.found[self.cell].append(data.strip())


def _files(project: Path, day: date = DAY) -> dict[str, bytes]:
    stand, settings = stand_of(project, day), Settings(day, SITE, "https://git.example/edit/")
    return {
        **dict(stand_files(stand, settings)),
        **{path: content for id_ in stand.gemeenten for path, content in place_feed(stand, settings, id_)},
    }


def _rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8"), newline="")))


def test_json_csv_and_pages_of_the_site_agree(built_site: Path) -> None:
    data = json.loads((built_site / urls.STAND_JSON).read_bytes())
    rows = _rows((built_site / urls.STAND_CSV).read_bytes())
    assert [(one["gemeente"], one["zorgpad"], one["onderdeel"], " ".join(one["staten"])) for one in data["cellen"]] == [
        (one["gemeente"], one["zorgpad"], one["onderdeel"], one["staten"]) for one in rows
    ]
    assert data["peildatum"] == PEILDATUM
    for regel in data["gemeenten"]:
        html = (built_site / urls.stand(regel["gemeente"]) / "index.html").read_text(encoding="utf-8")
        shown = Cells(html).found
        mine = {
            f"{one['zorgpad']}/{one['onderdeel']}": one
            for one in data["cellen"]
            if one["gemeente"] == regel["gemeente"]
        }
        assert shown.keys() == mine.keys()
        for key, cell in mine.items():
            assert len(shown[key]) == len(cell["staten"]), key
            for staat, said in zip(cell["staten"], shown[key], strict=True):
                assert re.fullmatch(WORDS[staat], said), (key, staat, said)
        assert regel["witte_vlekken"] == sum(one["witte_vlek"] for one in mine.values())
    overview = (built_site / urls.STAND / "index.html").read_text(encoding="utf-8")
    totals = data["totaal"]
    assert f"<strong>{totals['gevuld']} van de {totals['gemeenten']}</strong>" in overview
    assert f"<strong>{totals['witte_vlekken']} witte vlekken</strong>" in overview
    assert overview.count('<th scope="row">') == len(data["gemeenten"])


def test_the_pages_are_for_the_editors_alone(built_site: Path) -> None:
    sitemap = (built_site / "sitemap.xml").read_text(encoding="utf-8")
    for url in (urls.STAND, urls.stand("waterrijk")):
        assert '<meta name="robots" content="noindex">' in (built_site / url / "index.html").read_text(encoding="utf-8")
        assert url not in sitemap
    assert not (built_site / urls.stand("almere")).exists()


def test_work_on_the_page_has_its_file_and_a_way_to_edit_it(built_site: Path) -> None:
    html = (built_site / urls.stand("waterrijk") / "index.html").read_text(encoding="utf-8")
    file = "data/gemeenten/waterrijk/voorzieningen/ruilwinkel-waterrijk.yml"
    assert f"<code>{file}</code>" in html
    assert f'href="https://git.example/zorgpaden/edit/main/{file}"' in html


def test_a_text_that_looks_like_a_formula_is_no_formula(project: Path) -> None:
    files = _files(project)
    names = {row["gemeente"]: row["naam"] for row in _rows(files[urls.STAND_CSV])}
    assert names["vrij"] == f"'{FORMULA}"
    assert {one["naam"] for one in json.loads(files[urls.STAND_JSON])["gemeenten"]} >= {FORMULA}


def test_csv_is_plain_rfc_4180(project: Path) -> None:
    content = _files(project)[urls.STAND_CSV]
    assert content.startswith(b"gemeente,naam,")
    assert content.count(b"\r\n") == content.count(b"\n") == 1 + 3 * 2 * 4


def _entries(content: bytes) -> list[ET.Element]:
    return ET.fromstring(content).findall(f"{ATOM}entry")


@pytest.mark.parametrize(("days", "count"), [(-1, 0), (0, 2), (30, 2), (31, 0)])
def test_the_feed_has_what_falls_due_within_thirty_days(project: Path, days: int, count: int) -> None:
    """Of `maatje`, the check and the name of the person both hold until thirty days after `DAY`."""
    entries = _entries(_files(project, DAY + timedelta(days=days))[urls.stand_feed("dam")])
    mine = [one for one in entries if "maatje.yml" in (one.findtext(f"{ATOM}id") or "")]
    assert len(mine) == count
    assert all("23 dec. 2026" in (one.findtext(f"{ATOM}title") or "") for one in mine)


def test_an_entry_stays_the_same_from_day_to_day_and_names_nobody(project: Path) -> None:
    first, later = (
        [ET.tostring(one) for one in _entries(_files(project, day)[urls.stand_feed("dam")])]
        for day in (DAY, DAY + timedelta(days=7))
    )
    assert first == later
    assert b"Bo" not in b"".join(first)
    assert b"https://git.example/edit/data/gemeenten/dam/voorzieningen/maatje.yml" in first[0]


def test_feeds_are_valid_atom_and_the_same_each_time(project: Path) -> None:
    files, again = _files(project), _files(project)
    assert files == again
    feeds = {path: content for path, content in files.items() if path.endswith(".xml")}
    assert sorted(feeds) == [urls.stand_feed(one) for one in ("dam", "stil")] + [urls.stand_feed()] + [
        urls.stand_feed("vrij")
    ]
    for path, content in feeds.items():
        feed = ET.fromstring(content)
        assert feed.findtext(f"{ATOM}id") == f"{SITE}{path}"
        assert feed.findtext(f"{ATOM}updated") == f"{DAY}T00:00:00Z"
        ids = [one.findtext(f"{ATOM}id") for one in feed.findall(f"{ATOM}entry")]
        assert len(ids) == len(set(ids))
        for entry in feed.findall(f"{ATOM}entry"):
            assert (entry.findtext(f"{ATOM}updated") or "") <= f"{DAY}T00:00:00Z"
    everything = {one.findtext(f"{ATOM}id") for one in _entries(feeds[urls.stand_feed()])}
    assert everything >= {one.findtext(f"{ATOM}id") for one in _entries(feeds[urls.stand_feed("dam")])}


def test_without_an_address_there_are_no_feeds(project: Path) -> None:
    stand, settings = stand_of(project), Settings(DAY)
    paths = [path for path, _ in stand_files(stand, settings)]
    assert paths == [urls.STAND_JSON, urls.STAND_CSV]
    assert [path for id_ in stand.gemeenten for path, _ in place_feed(stand, settings, id_)] == []


@pytest.fixture(scope="module")
def full() -> Desk:
    """The shipped data, with a layer of Waterrijk's kind for each of the 342 gemeenten."""
    day = date.fromisoformat(PEILDATUM)
    catalog = load_project(ROOT / "data", ROOT / "content", Context(day)).checked().catalog
    own, paths = catalog.gemeente_lagen["waterrijk"], catalog.zorgpad_lagen[Laag("gemeente", "waterrijk")]
    gemeenten, zorgpaden = {**catalog.gemeente_lagen}, {**catalog.zorgpad_lagen}
    for id_ in catalog.register:
        laag = Laag("gemeente", id_)
        entity = own.entity.model_copy(update={"id": id_, "voorbeeld": False, "naam": None})
        gemeenten[id_] = Item(entity, Source(f"gemeenten/{id_}/gemeente.yml", laag, own.source.marks))
        zorgpaden[laag] = {
            key: Item(item.entity, Source(f"gemeenten/{id_}/zorgpaden/{key}.yml", laag, item.source.marks))
            for key, item in paths.items()
        }
    catalog = replace(catalog, gemeente_lagen=gemeenten, zorgpad_lagen=zorgpaden)
    return Desk(catalog, Settings(day, SITE), make_environment())


def test_the_national_page_has_one_row_per_gemeente_and_stays_small(full: Desk) -> None:
    page = full.document(Output(urls.STAND, "stand")).inhoud
    assert page.count('<th scope="row">') == 342 + 3
    assert "data-cel" not in page
    assert len(gzip.compress(page.encode())) < 20_000
