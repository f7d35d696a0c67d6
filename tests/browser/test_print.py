"""Every kind of page on paper: nothing to click, everything open, and nothing that only a screen knows."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Page
from test_every_kind import PAGES
from visiting import visit

OWN_PRINT = "combineren/#"
"""A result of the guide folds nothing open: `test_combine_print.py` looks at that."""
A4_WIDTH = 688
"""The width of the page between its margins, in CSS pixels (A4 less 2 × 14 mm)."""


@pytest.fixture
def paper(visitor: BrowserContext, width: int) -> Page:
    """A page as the printer sees it."""
    page = visitor.new_page()
    page.set_viewport_size({"width": A4_WIDTH, "height": 1000})
    page.emulate_media(media="print", color_scheme="dark" if width == 320 else "light")
    return page


@pytest.mark.parametrize("path", [path for path in PAGES if not path.startswith(OWN_PRINT)])
def test_page_on_paper(paper: Page, path: str) -> None:
    visit(paper, path)
    assert paper.locator("h1").is_visible()
    for screen_only in (".zp-balk", ".zp-pad", ".zp-voet nav", ".zp-zoeker", ".zp-meld", ".zp-snel", ".zp-vcard"):
        assert not any(one.is_visible() for one in paper.locator(screen_only).all()), screen_only
    closed = paper.locator(".zp-inhoud details:not([open]) > :not(summary)").all()
    assert all(one.is_visible() for one in closed if one.inner_text().strip())
    assert paper.evaluate("document.documentElement.scrollWidth <= innerWidth")
    colours = "getComputedStyle(document.body).backgroundColor + getComputedStyle(document.querySelector('h1')).color"
    assert paper.evaluate(colours) == "rgb(255, 255, 255)rgb(0, 0, 0)"


def test_paper_does_not_know_the_time(paper: Page) -> None:
    paper.goto("/gemeenten/waterrijk/geldzorgen/")
    now = "[...document.querySelectorAll('.zp-open[data-stand]')].map(one => getComputedStyle(one, '::after').content)"
    shown = paper.evaluate(now)
    assert shown
    assert set(shown) == {"none"}


def test_chosen_steps_are_named(paper: Page) -> None:
    """Who prints a choice sees on paper that it is one."""
    paper.goto("/gemeenten/waterrijk/geldzorgen/")
    assert not paper.locator(".zp-keuze").is_visible()
    paper.evaluate("document.getElementById('g-kwetsbaar').checked = true")
    labels = [one for one in paper.locator(".zp-keuze label").all() if one.is_visible()]
    assert [label.inner_text() for label in labels] == ["Kwetsbaar"]
    assert paper.locator(".zp-stap[data-gradaties='zelfredzaam']").first.is_hidden()


def test_addresses_of_sources_are_printed(paper: Page) -> None:
    paper.goto("/gemeenten/waterrijk/geldzorgen/")
    link = paper.locator(".zp-bronnen a").first
    assert str(link.get_attribute("href")) in link.evaluate("one => getComputedStyle(one, '::after').content")


def test_ends_on_its_last_page(paper: Page) -> None:
    """No empty sheet behind a short page."""
    paper.goto("/bestaat-niet/")
    content = paper.pdf(format="A4", prefer_css_page_size=True)
    assert content.count(b"/Type /Page\n") == 1
