"""A browser for the search tests, and the search page of the whole site."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from search.searching import ARGUMENTS, OurSearch, served

CHROMIUM = shutil.which("chromium")


@pytest.fixture(scope="session")
def address(built_site: Path) -> Iterator[str]:
    """Where the site is served."""
    with served(built_site) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    if not CHROMIUM:
        pytest.skip("geen browser: sudo apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A new visitor."""
    page = browser.new_page()
    yield page
    page.close()


@pytest.fixture
def search(page: Page, address: str) -> OurSearch:
    """The search page, open."""
    return OurSearch(page, address)
