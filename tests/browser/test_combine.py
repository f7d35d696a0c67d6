"""The combination guide in a real browser: keyboard, deep link, back button, print, and what goes over the line."""

from __future__ import annotations

import re

from accessibility import violations
from playwright.sync_api import BrowserContext, Page, expect

DEEP = "/combineren/#g=waterrijk&s=geldzorgen,roken&k=kwetsbaar"


def fits(page: Page) -> None:
    """Nothing sticks out to the side."""
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url


def test_choose_with_the_keyboard(visitor: BrowserContext) -> None:
    page = visitor.new_page()
    page.goto("/")
    page.get_by_role("link", name="Combineer situaties").click()
    assert violations(page) == []
    field = page.get_by_role("combobox", name="Uw gemeente")
    field.focus()
    page.keyboard.type("waterr")
    expect(page.get_by_role("option", name="Waterrijk")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Gekozen: Waterrijk.")).to_be_visible()
    expect(page).to_have_url(re.compile("/combineren/#g=waterrijk$"))
    page.get_by_role("checkbox", name="Geldzorgen").focus()
    page.keyboard.press("Space")
    expect(page).to_have_url(re.compile("#g=waterrijk&s=geldzorgen$"))
    page.get_by_role("checkbox", name="Roken en vapen").focus()
    page.keyboard.press("Space")
    page.get_by_role("radio", name="Weet ik nog niet").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page).to_have_url(re.compile("#g=waterrijk&s=geldzorgen,roken&k=kwetsbaar$"))
    status = page.locator("#combistand")
    expect(status).to_contain_text("2 situaties in Waterrijk, kwetsbaar")
    expect(status).to_contain_text("bel het knooppunt en bied een prenataal huisbezoek aan")
    page.get_by_role("button", name="Naar het resultaat").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Geldzorgen + Roken en vapen in Waterrijk")).to_be_focused()
    assert violations(page) == []
    fits(page)


def test_deep_link_shows_the_merged_page(visitor: BrowserContext) -> None:
    page = visitor.new_page()
    page.goto(DEEP)
    expect(page.get_by_role("heading", name="Geldzorgen + Roken en vapen in Waterrijk")).to_be_visible()
    headings = page.locator("#resultaat h2").all_text_contents()[1:]
    assert headings[:4] == ["Nu handelen", "Hier past meer dan een zorgpad", "Wat doet u?", "Wie helpt?"]
    expect(page.locator(".zp-acties > li")).not_to_have_count(0)
    assert page.locator("ol.zp-acties").count() == 1
    names = page.locator("#resultaat .zp-hulp > .zp-kaart > .zp-naam").all_text_contents()
    assert names
    assert len(names) == len(set(names))
    expect(page.locator("#resultaat .zp-spoed a.zp-bel").first).to_have_attribute("href", "tel:112")
    sides = page.get_by_role("heading", name="Wat u terughoort, en wanneer").locator(
        "xpath=following-sibling::ul[1]/li"
    )
    expect(sides).to_have_count(2)
    expect(sides.nth(1)).to_contain_text("Vervangen: hier geldt de afspraak van Waterrijk.")
    if (page.viewport_size or {})["width"] > 1000:
        first, second = sides.nth(0).bounding_box(), sides.nth(1).bounding_box()
        assert first
        assert second
        assert first["y"] == second["y"]
        assert first["x"] < second["x"]
    assert violations(page) == []
    fits(page)


def test_the_choices_are_restored_in_the_form(visitor: BrowserContext) -> None:
    page = visitor.new_page()
    page.goto(DEEP)
    page.locator("summary", has_text="Uw keuze").click()
    expect(page.get_by_role("checkbox", name="Geldzorgen")).to_be_checked()
    expect(page.get_by_role("checkbox", name="Verslaving")).not_to_be_checked()
    expect(page.get_by_role("radio", name="Kwetsbaar", exact=True)).to_be_checked()
    expect(page.get_by_role("combobox", name="Uw gemeente")).to_have_value("Waterrijk")
    page.get_by_role("button", name="Zonder gemeente").click()
    expect(page).to_have_url(re.compile("/combineren/#s=geldzorgen,roken&k=kwetsbaar$"))
    expect(page.get_by_text("Kies een gemeente voor hulp en nummers")).to_be_visible()
    expect(page.get_by_role("combobox", name="Uw gemeente")).to_be_focused()


def test_back_and_forward(visitor: BrowserContext) -> None:
    page = visitor.new_page()
    page.goto("/combineren/")
    money, smoking = page.get_by_role("checkbox", name="Geldzorgen"), page.get_by_role("checkbox", name="Roken")
    money.check()
    expect(page.get_by_role("heading", name="Geldzorgen", exact=True)).to_be_visible()
    smoking.check()
    expect(page.get_by_role("heading", name="Geldzorgen + Roken en vapen")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", name="Geldzorgen", exact=True)).to_be_visible()
    expect(smoking).not_to_be_checked()
    page.go_back()
    expect(money).not_to_be_checked()
    expect(page.locator("#resultaat h2")).to_have_count(0)
    page.go_forward()
    expect(money).to_be_checked()
    expect(page.get_by_role("heading", name="Geldzorgen", exact=True)).to_be_visible()


def test_two_quick_choices_both_count(visitor: BrowserContext) -> None:
    """The second comes while the data for the first are still on their way."""
    page = visitor.new_page()
    page.route("**/assets/combineren/duinhoven.json", lambda route: (page.wait_for_timeout(400), route.continue_()))
    page.goto("/combineren/#g=waterrijk")
    expect(page.get_by_text("Gekozen: Waterrijk.")).to_be_visible()
    page.get_by_role("combobox", name="Uw gemeente").fill("duin")
    page.get_by_role("option", name="Duinhoven").click()
    page.get_by_role("checkbox", name="Verslaving").check()
    expect(page).to_have_url(re.compile("#g=duinhoven&s=verslaving$"))
    expect(page.get_by_role("heading", name="Verslaving in Duinhoven")).to_be_visible()


def test_who_agreed_when_to_switch(visitor: BrowserContext) -> None:
    """A region or gemeente can have its own number; the page says whose it is, also when that number is not reached."""
    page = visitor.new_page()
    page.goto(DEEP)
    switch = page.get_by_role("region", name="Hier past meer dan een zorgpad")
    expect(switch).to_contain_text("Dit geldt vanaf 2 situaties. Zo afgesproken in regio Merenland.")
    page.goto("/combineren/#g=veldegge&s=geldzorgen,roken&k=zelfredzaam")
    expect(page.get_by_role("heading", name="Geldzorgen + Roken en vapen in Veldegge")).to_be_visible()
    expect(switch).to_have_count(0)
    told = "Landelijk is het advies nu: bel het knooppunt. In Veldegge is afgesproken: vanaf 3 situaties."
    expect(page.get_by_text(told)).to_be_visible()
    assert violations(page) == []
    fits(page)


def test_links_inside_the_page_leave_the_choice_alone(visitor: BrowserContext) -> None:
    page = visitor.new_page()
    page.goto(DEEP)
    page.get_by_role("navigation", name="In dit resultaat").get_by_role("link", name="Wie helpt?").click()
    expect(page.get_by_role("heading", name="Wie helpt?")).to_be_focused()
    assert page.url.endswith(DEEP)
    skip = page.get_by_role("link", name="Naar de inhoud")
    skip.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(re.escape(DEEP) + "$"))
    expect(page.get_by_role("heading", name="Geldzorgen + Roken en vapen in Waterrijk")).to_be_visible()


def test_no_request_tells_what_was_chosen(visitor: BrowserContext) -> None:
    """Only the file of the gemeente is asked for; of situations and gradatie nothing leaves the device."""
    page = visitor.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(f"{request.url} {request.headers} {request.post_data or ''}"))
    page.goto(DEEP)
    expect(page.get_by_role("heading", name="Wie helpt?")).to_be_visible()
    page.locator("summary", has_text="Uw keuze").click()
    page.get_by_role("checkbox", name="Onveilig thuis").check()
    page.get_by_role("radio", name="Zeer kwetsbaar").check()
    expect(page).to_have_url(re.compile("s=geldzorgen,roken,onveiligheid&k=zeer-kwetsbaar$"))
    expect(
        page.get_by_role("heading", name="Geldzorgen + Roken en vapen + Onveilig thuis in Waterrijk")
    ).to_be_visible()
    assert [line for line in asked if "assets/combineren/waterrijk.json" in line]
    assert not [line for line in asked if re.search("geldzorgen|roken|onveiligheid|kwetsbaar|#", line)]
    assert page.evaluate("Object.keys(localStorage).length + Object.keys(sessionStorage).length") == 0


def test_nothing_can_be_typed_but_the_gemeente(visitor: BrowserContext) -> None:
    page = visitor.new_page()
    page.goto(DEEP)
    page.locator("summary", has_text="Uw keuze").click()
    free = page.locator("main").locator("textarea, [contenteditable], input:not([type=checkbox]):not([type=radio])")
    expect(free).to_have_count(1)
    expect(free).to_have_attribute("role", "combobox")
    free.fill("Mevrouw Jansen")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Geen gemeente met deze naam.")).to_be_visible()
    assert "Jansen" not in page.url


def test_link_with_unknown_parts(visitor: BrowserContext) -> None:
    page = visitor.new_page()
    page.goto("/combineren/#g=nergens&s=roken,%3Cimg%20src=x%3E&k=heel-erg")
    expect(page.locator("#combistand")).to_contain_text("Een deel van de koppeling is niet meer bekend")
    expect(page).to_have_url(re.compile("/combineren/#s=roken$"))
    expect(page.get_by_role("heading", name="Roken en vapen", exact=True)).to_be_visible()
    assert page.locator("#resultaat img").count() == 0


def test_gemeente_without_data_says_so(visitor: BrowserContext) -> None:
    page = visitor.new_page()
    page.goto("/combineren/#g=almere&s=roken,wonen&k=zeer-kwetsbaar")
    expect(page.get_by_text("Almere heeft dit nog niet ingevuld. U ziet de landelijke informatie.")).to_be_visible()
    expect(page.get_by_text("Hier is geen knooppunt bekend.")).to_be_visible()
    expect(page.get_by_role("link", name="Roken en vapen")).to_have_attribute("href", "../gemeenten/almere/roken/")
    assert violations(page) == []
    fits(page)


def test_many_situations_stay_readable(visitor: BrowserContext) -> None:
    """The largest heap: every situation at once, with agreements side by side."""
    page = visitor.new_page()
    page.goto("/combineren/#g=duinhoven&k=zeer-kwetsbaar")
    expect(page.get_by_text("Gekozen: Duinhoven.")).to_be_visible()
    for box in page.get_by_role("checkbox").all():
        box.check()
    expect(page.locator("#combistand")).to_contain_text("18 situaties in Duinhoven")
    page.emulate_media(color_scheme="dark")
    assert violations(page) == []
    fits(page)


def test_without_javascript(plain_visitor: BrowserContext) -> None:
    page = plain_visitor.new_page()
    page.goto(DEEP)
    expect(page.get_by_role("checkbox")).to_have_count(0)
    expect(page.get_by_role("heading", name="De zorgpaden los")).to_be_visible()
    assert page.locator("#los ~ ul a").count() == 18
    expect(page.get_by_role("heading", name="Zo voegt de site samen")).to_be_visible()
    expect(page.get_by_text("Vanaf 2 situaties: bel het knooppunt.")).to_be_visible()
    page.get_by_role("main").get_by_role("link", name="Geldzorgen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Geldzorgen")


def test_data_that_cannot_be_loaded(visitor: BrowserContext) -> None:
    """A broken line is told, and the page can still be left."""
    page = visitor.new_page()
    page.route("**/assets/combineren/waterrijk.json", lambda route: route.fulfill(status=200, body="geen json"))
    page.goto(DEEP)
    expect(page.locator("#combistand")).to_contain_text("De gegevens zijn nu niet te laden.")
    expect(page.locator("#resultaat h2")).to_have_count(0)
