"""The dossier: linked both ways, reachable, in feeds, and written anew."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import deque
from pathlib import Path
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree as ET

import pytest

from support import ROOT

SITE = "https://zorgpaden.example/"
ATOM = "{http://www.w3.org/2005/Atom}"
KINDS = ("infosheets", "praktijkvoorbeelden", "themadocumenten", "handreikingen", "ervaringsverhalen")
PATHS = sorted(path.stem for path in (ROOT / "data/landelijk/zorgpaden").glob("*.yml"))
SOURCES = "ZORGPADEN_BRONTEKSTEN"
SHINGLE = 12


def links(site: Path, url: str) -> set[str]:
    """Addresses of the pages that a page links to, relative to the root of the site."""
    html = (site / url / "index.html").read_text()
    found = (urljoin(SITE + url, link) for link in re.findall(r'href="([^"]+)"', html))
    return {urlsplit(link).path.lstrip("/") for link in found if link.startswith(SITE)}


def dossier_pages(site: Path) -> set[str]:
    """Addresses of all hand-written pages of the dossier."""
    pages = {file.relative_to(ROOT / "content").with_suffix("").as_posix() for file in (ROOT / "content").rglob("*.md")}
    return {f"{page.removesuffix('/index')}/" for page in pages if page.startswith(KINDS)}


def test_every_kind_is_full(built_site: Path) -> None:
    counts = {kind: sum(page.startswith(f"{kind}/") for page in dossier_pages(built_site)) for kind in KINDS}
    assert counts["infosheets"] >= 14
    assert counts["praktijkvoorbeelden"] >= 30
    assert counts["ervaringsverhalen"] >= 3
    assert len(list((built_site / "themadocumenten").iterdir())) == 2 + 1
    assert len(list((built_site / "interventies").iterdir())) > 20
    assert len(list((built_site / "instrumenten").iterdir())) > 30


@pytest.mark.parametrize("path", PATHS)
def test_zorgpad_and_dossier_link_both_ways(built_site: Path, path: str) -> None:
    there = links(built_site, f"zorgpaden/{path}/") & dossier_pages(built_site)
    assert len(there) >= 2
    for page in there:
        assert f"zorgpaden/{path}/" in links(built_site, page), page


def test_everything_within_three_clicks(built_site: Path) -> None:
    """Home, then at most three links: no dossier page is further away, and none is an orphan."""
    depth = {"": 0}
    queue = deque([""])
    while queue:
        url = queue.popleft()
        if depth[url] == 3:
            continue
        for link in links(built_site, url):
            if link not in depth and (built_site / link / "index.html").is_file() and not link.startswith("gemeenten/"):
                depth[link] = depth[url] + 1
                queue.append(link)
    assert not dossier_pages(built_site) - depth.keys()


def test_feeds_are_atom(built_site: Path) -> None:
    """RFC 4287: an id, a title, a moment and an author per feed; unique ids, and links that arrive."""
    feeds = sorted((built_site / "feed").glob("*.xml"))
    assert {feed.stem for feed in feeds} >= {"alles", "infosheet", "praktijkvoorbeeld", "thema-armoede"}
    for file in feeds:
        feed = ET.fromstring(file.read_text())
        assert feed.tag == f"{ATOM}feed"
        assert feed.findtext(f"{ATOM}id") == f"{SITE}feed/{file.name}"
        assert feed.findtext(f"{ATOM}title")
        assert feed.findtext(f"{ATOM}author/{ATOM}name")
        assert [one.get("href") for one in feed.findall(f"{ATOM}link") if one.get("rel") == "self"] == [
            f"{SITE}feed/{file.name}"
        ]
        entries = feed.findall(f"{ATOM}entry")
        ids = [entry.findtext(f"{ATOM}id") for entry in entries]
        assert len(ids) == len(set(ids))
        moments = [entry.findtext(f"{ATOM}updated") or "" for entry in entries]
        assert moments == sorted(moments, reverse=True)
        for moment in [*moments, feed.findtext(f"{ATOM}updated") or ""]:
            assert re.fullmatch(r"\d{4}-\d{2}-\d{2}T00:00:00Z", moment)
        for entry in entries:
            link = entry.find(f"{ATOM}link")
            assert link is not None
            address = (link.get("href") or "").removeprefix(SITE)
            assert (built_site / address / "index.html").is_file()
            assert entry.findtext(f"{ATOM}title")
            assert entry.findtext(f"{ATOM}summary")


def test_links_by_lychee(built_site: Path) -> None:
    """A second opinion on internal links and anchors, of pages without the thousands that are alike."""
    lychee = Path(sys.executable).with_name("lychee")
    pages = [file for file in built_site.rglob("*.html") if "gemeenten" not in file.parts or "waterrijk" in file.parts]
    listed = built_site.parent / "lychee.txt"
    listed.write_text("\n".join(map(str, pages)))
    command = [
        lychee,
        "--offline",
        "--no-progress",
        "--include-fragments",
        "--exclude",
        "/combineren/?#[gs]=",  # a choice for the guide, no place on the page
        "--index-files",
        "index.html",
        "--root-dir",
        built_site,
        "--files-from",
        listed,
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-2000:]


def words(text: str) -> list[str]:
    """Lower-case words without punctuation and addresses."""
    return re.findall(r"\w+", re.sub(r"https?://\S+", " ", text.lower()))


def shingles(text: str) -> set[tuple[str, ...]]:
    """Every run of twelve words."""
    found = words(text)
    return {tuple(found[index : index + SHINGLE]) for index in range(len(found) - SHINGLE + 1)}


@pytest.mark.skipif(SOURCES not in os.environ, reason=f"zet {SOURCES} op een map met brondocumenten (.txt)")
def test_no_sentence_is_copied() -> None:
    """No run of twelve words of ours stands in a source text."""
    sources = {
        run for file in Path(os.environ[SOURCES]).glob("*.txt") for run in shingles(file.read_text(errors="replace"))
    }
    assert sources, f"geen .txt in {os.environ[SOURCES]}"
    ours = [*(ROOT / "content").rglob("*.md"), *(ROOT / "data").rglob("*.yml")]
    ours = [file for file in ours if file.parent.name != "bronnen"]  # those hold the titles of the sources
    copied = {file: sources & shingles(file.read_text()) for file in ours}
    assert not {str(file): [" ".join(run) for run in runs][:3] for file, runs in copied.items() if runs}
