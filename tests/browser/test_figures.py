"""The pictures of the dossier as visitors get them: readable on a phone, by keyboard, without JavaScript, on paper."""

from __future__ import annotations

import pytest
from accessibility import violations
from playwright.sync_api import BrowserContext, expect

PICTURES = ["tijdlijn", "kaart", "signaleren-verkennen-steun-op-maat", "balans", "geld"]
# Per visible text in a picture: its size on the screen, and how far it sticks out of the screen.
TEXTS = """() => [...document.querySelectorAll('svg[role=img] text')]
  .filter(one => one.getClientRects().length).map(one => {
  const scale = one.getScreenCTM().a, box = one.getBoundingClientRect();
  return [parseFloat(getComputedStyle(one).fontSize) * scale, box.left, innerWidth - box.right, one.textContent.trim()];
})"""


@pytest.fixture(params=["light", "dark"])
def scheme(request: pytest.FixtureRequest) -> str:
    """What the visitor's device prefers."""
    return str(request.param)


@pytest.mark.parametrize("name", ["in-beeld", *PICTURES])
def test_picture_page(visitor: BrowserContext, name: str, scheme: str) -> None:
    page = visitor.new_page()
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(f"/kennis/{name}/")
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.locator("h1").count() == 1


@pytest.mark.parametrize("name", PICTURES)
def test_text_in_a_picture_is_large_enough_and_on_the_screen(visitor: BrowserContext, name: str) -> None:
    page = visitor.new_page()
    page.goto(f"/kennis/{name}/")
    texts = page.evaluate(TEXTS)
    assert texts
    for size, left, right, text in texts:
        assert size >= 12, text
        assert left >= 0, text
        assert right >= 0, text


@pytest.mark.parametrize("name", ["balans", "signaleren-verkennen-steun-op-maat"])
def test_text_stays_in_its_box(visitor: BrowserContext, name: str) -> None:
    """SVG does not break lines: our own measure of letters has to be wide enough."""
    page = visitor.new_page()
    page.goto(f"/kennis/{name}/")
    outside = page.evaluate(
        """() => [...document.querySelectorAll('svg[role=img] text')].filter(one => one.getClientRects().length)
        .filter(one => !one.classList.contains('zp-b-tekst--midden')).filter(one => {
          const text = one.getBBox();
          return ![...one.ownerSVGElement.querySelectorAll('rect')].some(rect => {
            const box = rect.getBBox();
            return box.x <= text.x && box.y <= text.y && text.x + text.width <= box.x + box.width
              && text.y + text.height <= box.y + box.height;
          });
        }).map(one => one.textContent)"""
    )
    assert outside == []


@pytest.mark.parametrize("name", [one for one in PICTURES if one != "kaart"])
def test_one_drawing_is_shown(visitor: BrowserContext, width: int, name: str) -> None:
    page = visitor.new_page()
    page.goto(f"/kennis/{name}/")
    shown, hidden = ("smal", "breed") if width == 320 else ("breed", "smal")
    for drawing in page.locator(f".zp-beeld--{shown}").all():
        expect(drawing).to_be_visible()
    for drawing in page.locator(f".zp-beeld--{hidden}").all():
        expect(drawing).to_be_hidden()


def test_timeline_filter_needs_no_script(plain_visitor: BrowserContext) -> None:
    page = plain_visitor.new_page()
    page.goto("/kennis/tijdlijn/")
    page.get_by_role("radio", name="2020").check()
    expect(page.get_by_role("heading", name="Eerste lockdown")).to_be_visible()
    expect(page.get_by_role("heading", name="Startbijeenkomst in Utrecht")).to_be_hidden()
    drawing = page.locator("svg[role=img]:visible")
    assert drawing.locator("circle:visible").count() == 4
    expect(drawing.get_by_text("3e groep")).to_be_visible()
    expect(drawing.get_by_text("1e groep")).to_be_hidden()
    page.get_by_role("radio", name="Groepen gemeenten").check()
    assert page.locator(".zp-tijd__lijst li:visible").count() == 4
    assert drawing.locator("rect:visible").count() == 8
    page.get_by_role("radio", name="Alles").check()
    expect(page.get_by_role("heading", name="Startbijeenkomst in Utrecht")).to_be_visible()


def test_timeline_filter_by_keyboard(visitor: BrowserContext) -> None:
    page = visitor.new_page()
    page.goto("/kennis/tijdlijn/")
    page.get_by_role("radio", name="Alles").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    assert page.get_by_role("radio", name="2018").is_checked()
    assert page.locator(".zp-tijd__lijst li:visible").count() == 1


def test_map_leads_to_an_example(visitor: BrowserContext) -> None:
    page = visitor.new_page()
    page.goto("/kennis/kaart/")
    page.get_by_text("Overijssel 25").click()
    page.get_by_role("link", name="Enschede: hulp in de praktijk").click()
    expect(page.locator("h1")).to_contain_text("Enschede")


def test_a_screen_reader_hears_name_and_description(visitor: BrowserContext) -> None:
    page = visitor.new_page()
    page.goto("/kennis/balans/")
    picture = page.get_by_role("img", name="Balans van risico en bescherming")
    expect(picture).to_have_count(1)
    described = page.locator(f"#{picture.get_attribute('aria-describedby')}")
    assert "armoede en schulden" in (described.text_content() or "")


def test_on_paper_the_lists_are_open_and_the_wide_drawing_is_used(visitor: BrowserContext) -> None:
    page = visitor.new_page()
    page.set_viewport_size({"width": 720, "height": 1000})  # A4 between its margins
    page.goto("/kennis/kaart/")
    page.emulate_media(media="print")
    expect(page.get_by_role("link", name="Aa en Hunze")).to_be_visible()
    page.goto("/kennis/geld/")
    expect(page.locator(".zp-beeld--breed").first).to_be_visible()


def test_forced_colours_leave_nothing_unseen(visitor: BrowserContext) -> None:
    """Every shape has a line or a fill in the colour of text, and no fill of ours is left."""
    page = visitor.new_page()
    page.emulate_media(forced_colors="active")
    for name in PICTURES:
        page.goto(f"/kennis/{name}/")
        colours = page.evaluate(
            """() => {
              const probe = document.createElement('p');
              const own = word => { probe.style.color = word; document.body.append(probe);
                const found = getComputedStyle(probe).color; probe.remove(); return found; };
              const system = ['CanvasText', 'Canvas', 'Highlight'].map(own);
              const shapes = document.querySelectorAll(
                'svg[role=img] :is(rect, circle, path, polygon, line, text), .zp-legenda svg *');
              return [...shapes].filter(one => {
                const {fill, stroke} = getComputedStyle(one);
                const paints = [fill, stroke].filter(paint => paint !== 'none' && !paint.startsWith('url'));
                const lines = one.localName === 'line' ? [stroke] : paints;
                return !lines.length || lines.some(paint => !system.includes(paint))
                  || lines.every(paint => paint === system[1]);
              }).map(one => one.outerHTML);
            }"""
        )
        assert colours == [], name
