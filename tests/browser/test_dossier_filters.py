"""The filters of the dossier: instantly with JavaScript, plain pages without."""

from __future__ import annotations

from accessibility import violations
from playwright.sync_api import BrowserContext, expect


def test_filters_work_at_once(visitor: BrowserContext) -> None:
    page = visitor.new_page()
    page.goto("/praktijkvoorbeelden/")
    rows = page.locator("#kennislijst > li")
    total = rows.count()
    page.get_by_label("Provincie").select_option("Groningen")
    shown = [row for row in rows.all() if row.is_visible()]
    assert 0 < len(shown) < total
    assert all("Groningen" in (row.get_attribute("data-provincies") or "") for row in shown)
    expect(page.get_by_role("status")).to_have_text(f"{len(shown)} pagina's")
    page.get_by_label("Thema").select_option("armoede")
    fewer = [row for row in rows.all() if row.is_visible()]
    assert 0 < len(fewer) < len(shown)
    assert violations(page) == []


def test_plain_pages_without_javascript(plain_visitor: BrowserContext) -> None:
    page = plain_visitor.new_page()
    page.goto("/kennis/")
    page.get_by_role("link", name="Groningen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Groningen")
    expect(page.locator("#kennislijst > li").first).to_be_visible()
    expect(page.get_by_label("Provincie")).to_be_hidden()
