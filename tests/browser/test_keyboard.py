"""Every kind of page with the Tab key alone: each stop can be seen, is marked, and says what it is."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from keyboard import walk
from kinds import PAGES
from playwright.sync_api import BrowserContext, Page, expect
from visiting import search_for, visit

STATE = """() => [location.href, document.activeElement.tagName, scrollX, scrollY, history.length,
  document.querySelectorAll('details[open]').length, document.querySelectorAll('input:checked').length,
  [...document.querySelectorAll('input')].map(one => one.value).join('|')].join(' ')"""


def calm(visitor: BrowserContext, path: str) -> Page:
    """A whole page that does not scroll slowly."""
    page = visitor.new_page()
    page.emulate_media(reduced_motion="reduce")
    visit(page, path)
    return page


@pytest.mark.parametrize("width", [1280], indirect=True)
@pytest.mark.parametrize("path", PAGES)
def test_walk(visitor: BrowserContext, path: str) -> None:
    """One visit: the whole page and the menu, on a wide and on a narrow screen."""
    page = calm(visitor, path)
    before = page.evaluate(STATE)
    for key in ("s", "f", "/", "n", "p", ".", ","):
        page.keyboard.press(key)
    assert page.evaluate(STATE) == before  # no key does anything by itself
    walk_everywhere(page)
    page.set_viewport_size({"width": 320, "height": 640})
    walk_everywhere(page)


def walk_everywhere(page: Page) -> None:
    """The whole page, then on from the open menu, then out of the menu with Escape."""
    whole = walk(page)
    assert whole.faults == []
    assert whole.round
    assert whole.first == "Naar de inhoud"
    assert whole.in_menu == []
    assert {"Zoeken", "Menu", "112", "Privacy"} <= set(whole.names)

    summary = page.locator(".zp-menu summary")
    menu = page.get_by_role("navigation", name="Menu")
    page.evaluate("scrollTo(0, 0)")
    summary.focus()
    page.keyboard.press("Enter")
    entries = menu.get_by_role("link").count()
    assert entries >= 5
    on = walk(page, entries + 2)
    assert on.faults == []
    assert len(on.in_menu) == entries
    expect(menu).to_be_hidden()  # it would cover what comes next

    summary.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(menu.get_by_role("link").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(summary).to_be_focused()


SPOILED = {
    "#zp-a { outline: none !important }": "geen zichtbare focus",
    "#zp-a { position: absolute; left: -999px }": "buiten beeld",
    "#zp-a { position: fixed; top: 0; z-index: -1 }": "bedekt",
    "#zp-a { display: block; width: 0; height: 0; overflow: hidden }": "verborgen",
    ":has(> #zp-a) { overflow: hidden; width: min-content; line-height: 1 }": "focus afgeknipt",
}


@pytest.mark.parametrize("width", [320], indirect=True)
def test_the_walk_sees_what_is_wrong(visitor: BrowserContext) -> None:
    page = calm(visitor, "over/privacy/")
    link = page.locator("main a").first
    link.evaluate("one => one.id = 'zp-a'")
    for rule, fault in SPOILED.items():
        page.evaluate("rule => document.styleSheets[0].insertRule(rule, document.styleSheets[0].cssRules.length)", rule)
        met = [one for one in walk(page).faults if 'id="zp-a"' in one]
        assert len(met) == 1, (rule, met)
        assert fault in met[0]
        page.evaluate("document.styleSheets[0].deleteRule(document.styleSheets[0].cssRules.length - 1)")
    link.evaluate("one => one.replaceChildren('\u00a0')")
    assert any("geen naam" in one for one in walk(page).faults)


def _results(page: Page) -> None:
    search_for(page, "schulden waterrijk")
    page.get_by_role("searchbox").focus()
    page.keyboard.press("Shift+Tab")


def _guide(page: Page) -> None:
    page.locator("summary", has_text="Uw keuze").click()
    page.get_by_role("radio", name="Zeer kwetsbaar").focus()


def _everything_open(page: Page) -> None:
    page.evaluate("document.querySelectorAll('main details').forEach(one => one.open = true)")


STATES: list[tuple[str, Callable[[Page], None]]] = [
    ("zoeken/", _results),
    ("combineren/#g=waterrijk&s=geldzorgen,roken&k=kwetsbaar", _guide),
    ("gemeenten/waterrijk/geldzorgen/", _everything_open),
    ("gemeenten/waterrijk/", _everything_open),
    ("kennis/tijdlijn/", _everything_open),
    ("bewaard/", _everything_open),
]


@pytest.mark.parametrize(("path", "prepare"), STATES, ids=[path.split("#")[0] or "home" for path, _ in STATES])
def test_walk_in_a_state_of_its_own(visitor: BrowserContext, path: str, prepare: Callable[[Page], None]) -> None:
    page = calm(visitor, path)
    prepare(page)
    met = walk(page)
    assert met.faults == []
    assert met.round
    assert len(met.names) > 10


def test_finder_closes_with_escape(visitor: BrowserContext) -> None:
    page = calm(visitor, "")
    field = page.get_by_role("combobox", name="Uw gemeente")
    field.focus()
    page.keyboard.type("waterr")
    options = page.get_by_role("listbox", name="Gemeenten")
    expect(options).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(field).to_have_attribute("aria-activedescendant", re.compile("zp-lijst"))
    page.keyboard.press("Escape")
    expect(options).to_be_hidden()
    expect(field).to_be_focused()
    expect(field).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Geen goed huis")).to_be_focused()


def test_search_field_is_emptied_with_escape(visitor: BrowserContext) -> None:
    page = calm(visitor, "zoeken/")
    field = page.get_by_role("searchbox")
    field.press_sequentially("schulden")
    expect(page.get_by_role("link", name="Geldzorgen")).to_be_visible()
    page.keyboard.press("Escape")
    expect(field).to_have_value("")
    expect(field).to_be_focused()
    expect(page.locator("#zoekresultaten").get_by_role("link")).to_have_count(0)
