"""The built site: every page is there, small, safe, and every link arrives."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree import ElementTree as ET

import pytest

from support import ROOT

SITE = "https://zorgpaden.example/"
PATHS = sorted(path.stem for path in (ROOT / "data/landelijk/zorgpaden").glob("*.yml"))
EXAMPLES = ("waterrijk", "duinhoven", "veldegge")
MAX_GZIP = 12 * 1024


class Page(HTMLParser):
    """Ids, links and anything that a strict content policy would refuse."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: list[str] = []
        self.inline: list[str] = []
        self.double: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if found.get("id"):
            (self.double.append if found["id"] in self.ids else self.ids.add)(found["id"])
        self.links += [found[name] or "" for name in ("href", "src") if name in found]
        if (tag == "script" and "src" not in found) or tag == "style" or "style" in found:
            self.inline.append(self.get_starttag_text() or tag)
        self.inline += [name for name in found if name.startswith("on")]


@pytest.fixture(scope="module")
def pages(built_site: Path) -> dict[str, Page]:
    """Every HTML file by its address."""
    return {
        urljoin(SITE, file.relative_to(built_site).as_posix().removesuffix("index.html")): Page(file.read_text())
        for file in built_site.rglob("*.html")
    }


def internal(pages: dict[str, Page]) -> Iterator[tuple[str, str]]:
    """(page, absolute target) of every link inside the site."""
    for address, page in pages.items():
        for link in set(page.links):
            target = urljoin(address, link)
            if target.startswith(SITE):
                yield address, target


def test_every_path_in_every_gemeente(built_site: Path) -> None:
    places = sorted(folder.name for folder in (built_site / "gemeenten").iterdir() if folder.is_dir())
    assert len(PATHS) == 18
    assert len(places) == 342 + 3
    assert set(EXAMPLES) <= set(places)
    for place in places:
        found = {file.parent.name for file in (built_site / "gemeenten" / place).glob("*/index.html")}
        assert found == {*PATHS, "sociale-kaart"}, place


def test_links_and_anchors_arrive(pages: dict[str, Page], built_site: Path) -> None:
    broken = set()
    for address, target in internal(pages):
        parts = urlsplit(target)
        bare = parts._replace(fragment="", query="").geturl()
        if bare in pages:
            choice = "=" in parts.fragment  # for the guide, no place on the page
            if parts.fragment and not choice and unquote(parts.fragment) not in pages[bare].ids:
                broken.add((address, target))
        elif not (built_site / unquote(parts.path).lstrip("/")).is_file():
            broken.add((address, target))
    assert not broken, sorted(broken)[:20]


def test_nothing_inline_and_ids_unique(pages: dict[str, Page]) -> None:
    assert not {address: page.inline for address, page in pages.items() if page.inline}
    assert not {address: page.double for address, page in pages.items() if page.double}


def test_only_safe_schemes_and_no_third_party_parts(pages: dict[str, Page], built_site: Path) -> None:
    for address, page in pages.items():
        schemes = {urlsplit(link).scheme for link in page.links}
        assert schemes <= {"", "https", "mailto", "tel"}, address
    for file in built_site.rglob("*.html"):
        html = file.read_text()
        for source in re.findall(
            r'<(?:script|img|iframe|source)[^>]+src="([^"]+)"|<link[^>]+rel="stylesheet"[^>]+href="([^"]+)"', html
        ):
            assert not re.match(r"(?:https?:)?//", "".join(source)), file


def test_a_page_stays_small(built_site: Path) -> None:
    sizes = {
        file: len(gzip.compress(file.read_bytes(), 9))
        for file in built_site.glob("gemeenten/*/*/index.html")
        if file.parts[-3] in (*EXAMPLES, "roermond", "almere")
    }
    largest = max(sizes, key=lambda file: sizes[file])
    assert sizes[largest] <= MAX_GZIP, (largest, sizes[largest])


def test_no_search_index_on_page_load(built_site: Path) -> None:
    html = (built_site / "index.html").read_text()
    assert "zoekindex" not in html
    assert "lunr" not in html


def test_unfilled_gemeente_says_so_and_names_the_national_page(built_site: Path) -> None:
    html = (built_site / "gemeenten/almere/geldzorgen/index.html").read_text()
    assert "Almere heeft dit nog niet ingevuld" in html
    assert f'<link rel="canonical" href="{SITE}zorgpaden/geldzorgen/">' in html
    filled = (built_site / "gemeenten/waterrijk/geldzorgen/index.html").read_text()
    assert "nog niet ingevuld" not in filled
    assert f'<link rel="canonical" href="{SITE}gemeenten/waterrijk/geldzorgen/">' in filled


def test_region_layer_shows_in_its_gemeenten(built_site: Path) -> None:
    html = (built_site / "gemeenten/roermond/jong-ouderschap/index.html").read_text()
    assert "wat de regio Noord- en Midden-Limburg toevoegt" in html
    assert "14 gemeenten" in (built_site / "gemeenten/roermond/index.html").read_text()


@pytest.mark.parametrize("place", EXAMPLES)
def test_examples_are_marked_on_every_page(built_site: Path, place: str) -> None:
    for file in (built_site / "gemeenten" / place).rglob("index.html"):
        assert "<strong>Voorbeeld.</strong>" in file.read_text(), file
    for file in (built_site / "voorzieningen").glob(f"*-{place}/index.html"):
        assert "<strong>Voorbeeld.</strong>" in file.read_text(), file


def test_layering_moves_are_visible(built_site: Path) -> None:
    """Replace, hide, border-crossing help, secret address, fallback, overdue fact, changed base."""
    waterrijk = (built_site / "gemeenten/waterrijk/geldzorgen/index.html").read_text()
    assert "in plaats van de stap van landelijk" in waterrijk
    assert "weekmand-waterrijk" in waterrijk
    assert "voedselbank-merenland" not in waterrijk
    assert "Geen gehoor?" in waterrijk
    assert "logeerhoeve-veldegge" in (built_site / "gemeenten/waterrijk/sociale-kaart/index.html").read_text()
    assert "Het adres is geheim" in (built_site / "voorzieningen/vrouwenopvang-merenland/index.html").read_text()
    assert "Te lang niet gecontroleerd" in (built_site / "voorzieningen/ruilwinkel-waterrijk/index.html").read_text()
    changed = (built_site / "gemeenten/veldegge/klein-netwerk/index.html").read_text()
    assert "De tekst waarop dit steunt is veranderd" in changed


def test_edit_links_reach_the_files(pages: dict[str, Page]) -> None:
    start = "https://git.example/zorgpaden/edit/main/"
    links = {link for page in pages.values() for link in page.links if link.startswith(start)}
    assert len(links) > 100
    assert not [link for link in links if not (ROOT / link.removeprefix(start)).is_file()]


def test_sitemap_lists_canonical_pages_once(built_site: Path) -> None:
    tree = ET.fromstring((built_site / "sitemap.xml").read_text())
    found = [node.text or "" for node in tree.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    assert len(found) == len(set(found))
    assert f"{SITE}gemeenten/waterrijk/geldzorgen/" in found
    assert f"{SITE}gemeenten/almere/geldzorgen/" not in found
    for address in found:
        assert (built_site / address.removeprefix(SITE) / "index.html").is_file(), address
