"""Open a page and wait until it is whole: some pages fill themselves from data that come after the page.

Waiting is done from here: `wait_for_function` runs text as a script in the page, which the policy of the site forbids.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from playwright.sync_api import Page, expect

NOT_YET = "[data-vult]:not([data-vult='klaar'])"
"""The part that a page fills; its script says there that it is done."""


def until(check: Callable[[], object], seconds: float = 30) -> None:
    """Look until something holds."""
    end = time.monotonic() + seconds
    while not check():
        assert time.monotonic() < end, "kwam niet"
        time.sleep(0.05)


def visit(page: Page, path: str) -> None:
    """Go to a page of the site; what it fills itself is there when this returns."""
    page.goto(f"/{path}")
    expect(page.locator(NOT_YET)).to_have_count(0, timeout=30_000)


def search_for(page: Page, text: str) -> None:
    """Fill in a query on the search page; all results are there when this returns, also the help of a gemeente."""
    page.get_by_role("searchbox").fill(text)
    expect(page.locator("#zoekstand")).to_have_attribute("data-vraag", text, timeout=30_000)
