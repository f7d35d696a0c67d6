"""A browser for the search tests, and the search page of the whole site."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from search.searching import OurSearch, served


@pytest.fixture(scope="session")
def address(built_site: Path) -> Iterator[str]:
    """Where the site is served."""
    with served(built_site) as address:
        yield address


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
