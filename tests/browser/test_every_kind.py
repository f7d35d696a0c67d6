"""One visit to each kind of page, in every state it can have everywhere: no violation and nothing sticking out.

Light and dark, on a wide and a narrow screen; on the narrow one also with the menu open and with text twice as large.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from accessibility import violations
from kinds import PAGES
from playwright.sync_api import BrowserContext, Page, expect
from visiting import visit

FITS = "document.documentElement.scrollWidth <= innerWidth"
# What of a text cannot be read, because it is larger than the box that hides what sticks out.
CUT_OFF = """() => [...document.querySelectorAll('body *')].filter(one => one.checkVisibility()
  && getComputedStyle(one).overflowX === 'hidden' && getComputedStyle(one).textOverflow !== 'ellipsis'
  && one.clientWidth > 1 && one.scrollWidth > one.clientWidth + 1).map(one => one.outerHTML.slice(0, 120))"""


def in_both_schemes(page: Page) -> list[str]:
    """What axe finds on a light and on a dark screen."""
    found: list[str] = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.evaluate("document.getAnimations().forEach(one => one.finish())")  # colours that fade into each other
        found += [f"{scheme}: {one}" for one in violations(page)]
    return found


@pytest.mark.parametrize("path", PAGES)
def test_page(visitor: BrowserContext, path: str, width: int) -> None:
    page = visitor.new_page()
    visit(page, path)
    assert in_both_schemes(page) == []
    assert page.evaluate(FITS)
    assert page.locator("h1").count() == 1
    expect(page.get_by_role("banner").get_by_role("link", name="Zoeken")).to_be_visible()
    if width == 320:
        page.locator(".zp-menu summary").click()
        expect(page.get_by_role("navigation", name="Menu")).to_be_visible()
        assert in_both_schemes(page) == []
        assert page.evaluate(FITS)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert page.evaluate(FITS)
        menu = page.get_by_role("navigation", name="Menu").bounding_box()
        assert menu
        assert menu["x"] >= 0
        assert menu["x"] + menu["width"] <= width
        page.keyboard.press("Escape")
        assert page.evaluate(CUT_OFF) == []


def test_the_list_is_complete(built_site: Path) -> None:
    """Every template of a page is visited: no folder of the site is without an address in the list."""
    folders = {one.parent.relative_to(built_site).parts[0] for one in built_site.glob("*/**/index.html")}
    assert folders == {path.split("/")[0] for path in PAGES} - {"", "bestaat-niet"}
