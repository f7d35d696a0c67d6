"""A gemeente in a zip: opened from a folder by a double click, with everything working."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from browser.accessibility import violations
from support import PEILDATUM, run_zorgpaden
from zorgpaden.exports.zip import write_zip


def make(to: Path) -> Path:
    """The zip of Waterrijk."""
    done = run_zorgpaden("zip", "--gemeente", "waterrijk", "--peildatum", PEILDATUM, "--to", to)
    assert done.returncode == 0, done.stdout + done.stderr
    return to


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The zip."""
    return make(tmp_path_factory.mktemp("zip") / "waterrijk.zip")


@pytest.fixture(scope="module")
def folder(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The zip, unpacked in a folder with a name that needs care."""
    target = tmp_path_factory.mktemp("uitgepakt") / "Mijn map (1)"
    with ZipFile(archive) as zipped:
        zipped.extractall(target)
    return target


@pytest.fixture
def page(new_visitor: Callable[..., BrowserContext], folder: Path, width: int) -> Iterator[Page]:
    """`index.html`, opened by a double click; a request to the network fails the test."""
    context = new_visitor(viewport={"width": width, "height": 640})
    away: list[str] = []
    context.on("request", lambda one: None if one.url.startswith("file://") else away.append(one.url))
    page = context.new_page()
    failed: list[str] = []
    # A request of a page that the visitor has left by then is stopped; that is no failure.
    page.on("requestfailed", lambda one: None if one.failure == "net::ERR_ABORTED" else failed.append(one.url))
    page.goto((folder / "index.html").as_uri())
    yield page
    assert away == failed == []


def test_it_opens_at_the_gemeente_and_leads_to_a_number(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text("Waterrijk")
    expect(page.get_by_text("Dit is een kopie van 23 nov. 2026")).to_be_visible()
    expect(page.get_by_role("button")).to_have_count(0)
    page.get_by_role("link", name="Geldzorgen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Geldzorgen in Waterrijk")
    expect(page.locator('main a.zp-bel[href="tel:+31880000201"]:visible').first).to_be_visible()
    assert page.evaluate("document.styleSheets.length") >= 2
    page.get_by_role("link", name="Home", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Waterrijk")


def test_it_is_accessible(new_visitor: Callable[..., BrowserContext], folder: Path, width: int) -> None:
    """On a page of its own: axe tries to fetch the styles, which a file may not."""
    page = new_visitor(viewport={"width": width, "height": 640}).new_page()
    page.goto((folder / "index.html").as_uri())
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_search_works(page: Page) -> None:
    page.get_by_role("link", name="Zoeken").click()
    page.get_by_role("searchbox").fill("schulden")
    page.get_by_role("link", name="Geldzorgen").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Geldzorgen")


def test_a_national_path_leads_to_the_gemeente(page: Page) -> None:
    """There is one gemeente here, so nothing to choose from."""
    page.goto(page.url.replace("index.html", "zorgpaden/roken/index.html"))
    page.get_by_role("link", name="Wie belt u in Waterrijk?").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Roken en vapen in Waterrijk")


def test_combining_situations_works(page: Page) -> None:
    page.goto(page.url.replace("index.html", "combineren/index.html#g=waterrijk&s=geldzorgen,wonen&k=kwetsbaar"))
    expect(page.locator('main a[href^="tel:"]:visible').first).to_be_visible()
    expect(page.locator("main").get_by_text("Waterrijk").filter(visible=True).first).to_be_visible()


def test_every_link_leads_to_a_file(folder: Path) -> None:
    wrong = []
    total = 0
    for file in folder.rglob("*.html"):
        for found in re.findall(r'\s(?:href|src)="([^"#?]+)', file.read_text(encoding="utf-8")):
            if not re.match("[a-z]+:", found):
                total += 1
                if not (file.parent / found).is_file():
                    wrong.append((file.relative_to(folder), found))
    assert wrong == []
    assert total > 1000


def test_everything_that_can_be_found_is_in_it(folder: Path) -> None:
    for script in (folder / "assets").rglob("*.json.js"):
        text = script.read_text(encoding="utf-8")
        assert text.startswith("self.zpJson=")
        for url in re.findall(r'"((?:[a-z0-9-]+/)+)"', json.dumps(json.loads(text[12:-2]), ensure_ascii=False)):
            assert (folder / url / "index.html").is_file(), url


def test_the_same_site_gives_the_same_bytes(archive: Path, today: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(today, tmp_path / "kopie", copy_function=shutil.copyfile))  # with other dates
    count = write_zip(today, "waterrijk", tmp_path / "een.zip")
    assert write_zip(copy, "waterrijk", tmp_path / "twee.zip") == count > 300
    assert (tmp_path / "een.zip").read_bytes() == (tmp_path / "twee.zip").read_bytes()
    with ZipFile(archive) as zipped:
        assert {entry.date_time for entry in zipped.infolist()} == {(2026, 11, 23, 0, 0, 0)}
        names = zipped.namelist()
        assert names == sorted(names)
        assert not [name for name in names if name.startswith("/") or ".." in name]
        assert "sw.js" not in names


def test_a_gemeente_that_does_not_exist(tmp_path: Path) -> None:
    done = run_zorgpaden("zip", "--gemeente", "nergens", "--to", tmp_path / "x.zip")
    assert done.returncode == 1
    assert "deze gemeenten bestaan niet: nergens" in done.stdout + done.stderr
    assert run_zorgpaden("zip", "--gemeente", "../x", "--to", tmp_path / "x.zip").returncode == 2
    assert not (tmp_path / "x.zip").exists()
