"""What /over/privacy/ promises: nothing is kept on the device until the visitor taps a button that says so."""

from __future__ import annotations

from playwright.sync_api import BrowserContext, Page, expect

KEPT = """async () => ({
  local: localStorage.length, session: sessionStorage.length, cookies: document.cookie,
  caches: (await caches.keys()).length, databases: (await indexedDB.databases()).length,
  workers: (await navigator.serviceWorker.getRegistrations()).length })"""
NOTHING = {"local": 0, "session": 0, "cookies": "", "caches": 0, "databases": 0, "workers": 0}
GUIDE = "combineren/#g=veldegge&s=psychische-problemen,verslaving&k=zeer-kwetsbaar"


def test_reading_searching_and_combining_leave_nothing(visitor: BrowserContext) -> None:
    page: Page = visitor.new_page()
    for path in ("", "gemeenten/waterrijk/", "gemeenten/almere/roken/", "infosheets/", "over/privacy/", "kennis/"):
        page.goto(f"/{path}")
    page.goto(f"/{GUIDE}")
    expect(page.locator("#resultaat h2").first).to_be_visible()
    page.goto("/zoeken/")
    page.locator("#zoekterm").fill("schulden")
    expect(page.locator("#zoekresultaten a").first).to_be_visible()
    assert page.evaluate(KEPT) == NOTHING
    assert visitor.cookies() == []
    page.goto("/gemeenten/waterrijk/")
    page.get_by_role("button", name="Onthoud Waterrijk op dit apparaat").click()
    expect(page.get_by_text("De voorkant begint nu met Waterrijk")).to_be_visible()
    assert page.evaluate(KEPT) == NOTHING | {"local": 1}
