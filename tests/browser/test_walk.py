"""A professional walks from home to a telephone number: wide and narrow, with and without JavaScript."""

from __future__ import annotations

import re

from accessibility import violations
from playwright.sync_api import BrowserContext, Page, expect

NUMBER = "tel:+31880000201"


def fits(page: Page) -> None:
    """Nothing sticks out to the side."""
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url


def test_home_to_number_with_the_finder(visitor: BrowserContext) -> None:
    page = visitor.new_page()
    page.goto("/")
    field = page.get_by_role("combobox", name="Uw gemeente")
    field.click()
    field.press_sequentially("waterr")
    expect(page.get_by_role("option", name="Waterrijk")).to_be_visible()
    assert violations(page) == []
    field.press("ArrowDown")
    field.press("Enter")
    expect(page).to_have_url(re.compile("/gemeenten/waterrijk/$"))
    assert violations(page) == []
    page.get_by_role("link", name="Geldzorgen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Geldzorgen in Waterrijk")
    call = page.locator(f'main a.zp-bel[href="{NUMBER}"]:visible').first
    expect(call).to_be_visible()
    box = call.bounding_box()
    assert box
    assert box["height"] >= 44
    assert violations(page) == []
    fits(page)


def test_home_to_number_without_javascript(plain_visitor: BrowserContext) -> None:
    page = plain_visitor.new_page()
    page.goto("/")
    expect(page.get_by_role("combobox")).to_have_count(0)
    page.get_by_role("link", name="Kies uw gemeente").click()
    page.get_by_role("link", name="Waterrijk").first.click()
    page.get_by_role("link", name="Geldzorgen").click()
    expect(page.locator(f'main a.zp-bel[href="{NUMBER}"]:visible').first).to_be_visible()
    expect(page.get_by_role("heading", name="Nu handelen")).to_be_visible()


def test_a_number_can_be_called_without_scrolling(visitor: BrowserContext, width: int) -> None:
    page = visitor.new_page()
    page.goto("/gemeenten/waterrijk/geldzorgen/")
    buttons = [one.bounding_box() for one in page.locator("a.zp-bel").all() if one.is_visible()]
    assert any(box and box["y"] + box["height"] <= 640 for box in buttons)
    if width == 320:
        for link in page.get_by_role("navigation", name="Snel bellen").get_by_role("link").all():
            quick = link.bounding_box()
            assert quick
            assert quick["y"] + quick["height"] <= 640


def test_situation_first_then_gemeente(visitor: BrowserContext) -> None:
    page = visitor.new_page()
    page.goto("/")
    page.get_by_role("link", name="Roken en vapen").click()
    field = page.get_by_role("combobox", name="Uw gemeente")
    field.fill("den bosch")
    page.get_by_role("option", name="'s-Hertogenbosch").click()
    expect(page).to_have_url(re.compile("/gemeenten/s-hertogenbosch/roken/$"))
    expect(page.get_by_text("heeft dit nog niet ingevuld")).to_be_visible()


def test_degrees_filter_the_steps(visitor: BrowserContext) -> None:
    page = visitor.new_page()
    page.goto("/gemeenten/waterrijk/geldzorgen/")
    every = page.locator(".zp-stap")
    total = every.count()
    page.get_by_role("radio", name="Zeer kwetsbaar").check()
    shown = [one for one in every.all() if one.is_visible()]
    assert 0 < len(shown) < total
    assert all("zeer-kwetsbaar" in (one.get_attribute("data-gradaties") or "").split() for one in shown)
    assert violations(page) == []


def test_search_fetches_its_index_on_first_focus_only(visitor: BrowserContext) -> None:
    page = visitor.new_page()
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    page.goto("/zoeken/")
    page.wait_for_timeout(300)
    assert not [url for url in fetched if "zoekindex" in url or "lunr" in url]
    field = page.get_by_role("searchbox")
    field.focus()
    field.fill("deurwaarder")
    expect(page.get_by_role("link", name="Geldzorgen")).to_be_visible()
    assert [url for url in fetched if "zoekindex" in url]
    expect(page.get_by_role("status")).to_contain_text("result")
    assert violations(page) == []
    field.fill("roermond")
    expect(page.get_by_role("link", name="Roermond", exact=True)).to_be_visible()
    field.fill("xyzxyzxyz")
    expect(page.get_by_role("status")).to_contain_text("Niets gevonden")


def test_menu_with_the_keyboard(visitor: BrowserContext) -> None:
    page = visitor.new_page()
    page.goto("/gemeenten/waterrijk/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Naar de inhoud")).to_be_focused()
    summary = page.locator(".zp-menu summary")
    summary.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("navigation", name="Menu")).to_be_visible()
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(page.get_by_role("navigation", name="Menu")).to_be_hidden()
    expect(summary).to_be_focused()
