"""What is overdue says so wherever it stands on a care page; what is fresh costs nothing."""

from __future__ import annotations

import re
from datetime import date

import pytest

from support import PEILDATUM, ROOT
from zorgpaden import urls
from zorgpaden.catalog import Catalog
from zorgpaden.checks import Context
from zorgpaden.plan import Output
from zorgpaden.project import load_project
from zorgpaden.render.environment import make_environment
from zorgpaden.render.views import Desk
from zorgpaden.settings import Settings

MARK = re.compile("te lang niet gecontroleerd", re.IGNORECASE)
PAD = ("veldegge", "psychische-problemen")
# Every place on a page with a fact of its own: its name, and what one such place looks like.
PLACES = {
    "snel bellen": r'<nav class="zp-snel".*?</nav>',
    "spoed": r'<section class="zp-spoed".*?</section>',
    "bel": r'<div class="zp-kaart zp-kaart--\w+">.*?</div>',
    "terugval naar een voorziening": r'<p class="zp-terugval">Geen gehoor\?\s*<a .*?</p>',
    "nummer bij een stap": r'<p class="zp-klein">→ <a [^>]*voorzieningen/.*?</p>',
    "hulp": r'<li class="zp-kaart .*?</li>',
    "afspraak, ook dichtgeklapt": r"<summary>.*?</summary>",
    "toelichting": r'<p class="zp-toelichting .*?</p>',
    "samenvatting": r'<p class="zp-samenvatting">.*?</p>',
}


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_project(ROOT / "data", ROOT / "content", Context(date.fromisoformat(PEILDATUM))).checked().catalog


def _page(catalog: Catalog, day: date, url: str, view: str, *args: str) -> str:
    return Desk(catalog, Settings(day), make_environment()).document(Output(url, view, args)).inhoud


@pytest.mark.parametrize("place", PLACES)
def test_every_fact_on_a_zorgpad_that_is_overdue_says_so(catalog: Catalog, place: str) -> None:
    html = _page(catalog, date(2040, 1, 1), urls.zorgpad(PAD[1], PAD[0]), "zorgpad", PAD[1], PAD[0])
    found = re.findall(PLACES[place], html, re.DOTALL)
    assert found, place
    for one in found:
        assert MARK.search(one), one


def test_a_gemeente_with_its_region_and_agreements_says_so(catalog: Catalog) -> None:
    html = _page(catalog, date(2040, 1, 1), urls.gemeente("veldegge"), "gemeente", "veldegge")
    for place in (r"<summary>.*?</summary>", r"<h2>Coalitie.*?</h2>", r'<h2 id="regio">.*?</h2>', r"<li><a .*?</li>"):
        found = [one for one in re.findall(place, html, re.DOTALL) if "zp-laag" in one or "regio" in one]
        assert found, place
        assert all(map(MARK.search, found)), place


def test_a_voorziening_says_so(catalog: Catalog) -> None:
    url = urls.voorziening("knooppunt-veldegge")
    assert MARK.search(_page(catalog, date(2040, 1, 1), url, "voorziening", "knooppunt-veldegge"))


def test_a_page_without_overdue_facts_has_no_mark_and_no_trace_of_one(catalog: Catalog) -> None:
    html = _page(catalog, date.fromisoformat(PEILDATUM), urls.zorgpad(PAD[1], PAD[0]), "zorgpad", PAD[1], PAD[0])
    assert not MARK.search(html)
    assert "zp-datum--oud" not in html
