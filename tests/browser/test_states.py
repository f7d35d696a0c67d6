"""States that only some pages have, on both widths, light and dark, and as some visitors set their device."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from accessibility import violations
from playwright.sync_api import BrowserContext, Page, expect
from test_every_kind import FITS, in_both_schemes
from visiting import search_for, visit

GUIDE = "combineren/#g=waterrijk&s=geldzorgen,roken&k=kwetsbaar"


def _finder_open(page: Page) -> None:
    field = page.get_by_role("combobox", name="Uw gemeente")
    field.press_sequentially("r")
    expect(page.get_by_role("option").first).to_be_visible()
    field.press("ArrowDown")
    expect(page.get_by_role("option").first).to_have_attribute("aria-selected", "true")


def _finder_without_result(page: Page) -> None:
    page.get_by_role("combobox", name="Uw gemeente").fill("xyzxyz")
    expect(page.get_by_text("Geen gemeente met deze naam.")).to_be_visible()


def _search_open(page: Page) -> None:
    search_for(page, "schulden, roken waterrijk")
    expect(page.locator("#zoekresultaten a").first).to_have_text("Geldzorgen + Roken en vapen in Waterrijk")


def _nothing_found(page: Page) -> None:
    page.get_by_role("searchbox").fill("xyzxyzxyz")
    expect(page.get_by_role("status")).to_contain_text("Niets gevonden")


def _guide_with_result(page: Page) -> None:
    expect(page.get_by_role("heading", name="Wie helpt?")).to_be_visible()
    page.evaluate("document.querySelectorAll('main details').forEach(one => one.open = true)")


def _kept(page: Page) -> None:
    page.get_by_role("button", name="Bewaar Waterrijk op dit apparaat").click()
    expect(page.get_by_text("Waterrijk is bewaard: stand van")).to_be_visible(timeout=30_000)
    page.get_by_role("button", name="Onthoud Waterrijk op dit apparaat").click()
    expect(page.get_by_text("De voorkant begint nu met Waterrijk.")).to_be_visible()


def _filtered(page: Page) -> None:
    page.get_by_label("Thema").select_option("armoede")
    expect(page.get_by_role("status")).to_contain_text("pagina")


def _degree_chosen(page: Page) -> None:
    page.get_by_role("radio", name="Zeer kwetsbaar").check()
    page.evaluate("document.querySelectorAll('main details').forEach(one => one.open = true)")


STATES: list[tuple[str, str, Callable[[Page], None]]] = [
    ("finder open", "", _finder_open),
    ("finder without result", "zorgpaden/roken/", _finder_without_result),
    ("search open", "zoeken/", _search_open),
    ("nothing found", "zoeken/", _nothing_found),
    ("guide with result", GUIDE, _guide_with_result),
    ("kept", "gemeenten/waterrijk/", _kept),
    ("filtered", "praktijkvoorbeelden/", _filtered),
    ("degree chosen", "gemeenten/waterrijk/geldzorgen/", _degree_chosen),
]


@pytest.mark.parametrize(("path", "prepare"), [one[1:] for one in STATES], ids=[one[0] for one in STATES])
def test_state(visitor: BrowserContext, path: str, prepare: Callable[[Page], None]) -> None:
    page = visitor.new_page()
    visit(page, path)
    prepare(page)
    assert in_both_schemes(page) == []
    assert page.evaluate(FITS)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate(FITS)


@pytest.mark.parametrize("width", [320], indirect=True)
@pytest.mark.parametrize("path", ["", "gemeenten/waterrijk/geldzorgen/", GUIDE, "kennis/tijdlijn/", "zoeken/"])
def test_forced_colors(visitor: BrowserContext, path: str) -> None:
    """Colours of the device: what is chosen and what has the focus is still to be seen."""
    page = visitor.new_page()
    page.emulate_media(forced_colors="active", color_scheme="dark")
    visit(page, path)
    assert page.evaluate("matchMedia('(forced-colors: active)').matches")
    # axe reads the colours of our stylesheet, not those that the device puts in their place
    assert [one for one in violations(page) if not one.startswith("color-contrast:")] == []
    assert page.evaluate(FITS)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    for call in page.locator("a.zp-bel:visible").all():
        assert call.evaluate("one => getComputedStyle(one).borderTopWidth") != "0px"
    for radio in page.locator("main input[type=radio]:checked:visible").all():
        outline = "one => getComputedStyle(one.labels[0]).outlineStyle"
        assert radio.evaluate(outline) == "none"  # chosen does not look like focus
        radio.focus()
        assert radio.evaluate(outline) == "solid"


@pytest.mark.parametrize("width", [320], indirect=True)
@pytest.mark.parametrize("path", ["", "gemeenten/waterrijk/geldzorgen/", "kennis/tijdlijn/"])
def test_nothing_moves_for_who_asks_that(visitor: BrowserContext, path: str) -> None:
    page = visitor.new_page()
    visit(page, path)
    behaviour = "getComputedStyle(document.documentElement).scrollBehavior"
    assert page.evaluate(behaviour) == "smooth"
    page.emulate_media(reduced_motion="reduce")
    assert page.evaluate(behaviour) == "auto"
    page.locator(".zp-menu summary").click()
    running = "document.getAnimations().filter(one => one.effect.getComputedTiming().activeDuration > 1).length"
    assert page.evaluate(running) == 0
