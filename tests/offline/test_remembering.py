"""The front page begins with a gemeente only after the visitor asked for that."""

from __future__ import annotations

from playwright.sync_api import BrowserContext, expect

from browser.accessibility import violations

PLACE = "/gemeenten/waterrijk/"


def test_remember_and_forget_on_the_page_of_the_gemeente(visitor: BrowserContext) -> None:
    page = visitor.new_page()
    page.goto("/")
    expect(page.get_by_role("link", name="Verder met")).to_have_count(0)
    page.goto(PLACE)
    page.get_by_role("button", name="Onthoud Waterrijk op dit apparaat").click()
    expect(page.get_by_text("De voorkant begint nu met Waterrijk")).to_be_visible()
    assert violations(page) == []

    page.goto("/")
    assert page.url.endswith(":" + page.url.rsplit(":", 1)[1]), "no redirect"
    expect(page.get_by_role("heading", level=1)).to_have_text("Welke hulp is er in uw gemeente?")
    first = page.get_by_role("main").get_by_role("link").first
    expect(first).to_have_text("Verder met Waterrijk")
    assert violations(page) == []
    first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Waterrijk")

    page.get_by_role("button", name="Vergeet Waterrijk op dit apparaat").click()
    expect(page.get_by_text("Waterrijk is vergeten")).to_be_visible()
    assert page.evaluate("localStorage.length") == 0
    page.goto("/")
    expect(page.get_by_role("link", name="Verder met")).to_have_count(0)


def test_only_the_last_one_is_remembered_and_the_overview_can_forget_it(visitor: BrowserContext) -> None:
    page = visitor.new_page()
    for id_, naam in (("waterrijk", "Waterrijk"), ("almere", "Almere")):
        page.goto(f"/gemeenten/{id_}/")
        page.get_by_role("button", name=f"Onthoud {naam} op dit apparaat").click()
        expect(page.get_by_text(f"De voorkant begint nu met {naam}")).to_be_visible()
    assert page.evaluate("localStorage.length") == 1
    page.goto("/bewaard/")
    expect(page.get_by_role("link", name="Almere")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("button", name="Vergeet deze gemeente").click()
    expect(page.get_by_role("heading", name="Onthouden")).to_be_hidden()
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    assert page.evaluate("localStorage.length") == 0


def test_what_somebody_else_stored_is_not_trusted(one_visitor: BrowserContext) -> None:
    page = one_visitor.new_page()
    page.goto("/")
    for value in ('{"id": "../../elders", "naam": "X"}', '{"id": "waterrijk"}', "geen json", "null"):
        page.evaluate("value => localStorage.setItem('zorgpaden /', value)", value)
        page.reload()
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        expect(page.get_by_role("link", name="Verder met")).to_have_count(0)
