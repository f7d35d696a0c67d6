"""The combination guide on paper: a working sheet of a result, or what the page is for."""

from __future__ import annotations

import io

import pypdfium2
import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect
from visiting import visit

pytestmark = pytest.mark.parametrize("width", [1280], indirect=True)


def opened(visitor: BrowserContext, fragment: str) -> Page:
    """The guide with this choice, as the printer sees it."""
    page = visitor.new_page()
    visit(page, f"combineren/{fragment}")
    page.emulate_media(media="print")
    return page


def pdf(page: Page) -> tuple[int, str]:
    """Sheets and text of what comes out of the printer."""
    document = pypdfium2.PdfDocument(io.BytesIO(page.pdf(format="A4", prefer_css_page_size=True)))
    return len(document), " ".join(sheet.get_textpage().get_text_bounded() for sheet in document)


@pytest.mark.parametrize(
    ("fragment", "sheets"),
    [
        ("#g=waterrijk&s=geldzorgen,roken&k=kwetsbaar", 2),
        ("#g=waterrijk&s=geldzorgen,wonen,roken&k=kwetsbaar", 2),
        ("#g=almere&s=geldzorgen,wonen,roken&k=kwetsbaar", 2),
        ("#g=duinhoven&s=geldzorgen,onveiligheid,verslaving&k=zeer-kwetsbaar", 3),
    ],
)
def test_a_result_fits_on_few_sheets(visitor: BrowserContext, fragment: str, sheets: int) -> None:
    assert pdf(opened(visitor, fragment))[0] <= sheets


def test_a_result_says_what_it_is(visitor: BrowserContext) -> None:
    """Title, gemeente, situations, gradatie, age of the data and where the newest version is."""
    fragment = "#g=waterrijk&s=geldzorgen,roken&k=kwetsbaar"
    page = opened(visitor, fragment)
    expect(page.get_by_role("heading", name="Combineer situaties")).to_be_visible()
    expect(page.get_by_role("heading", name="Geldzorgen + Roken en vapen in Waterrijk")).to_be_visible()
    head = page.locator("#resultaat > p:visible").all_inner_texts()
    assert head[0] == "Kwetsbaar"
    assert head[1].startswith("Nummers gecontroleerd tussen 10 nov. 2025 en ")
    assert head[1].endswith(f"/combineren/{fragment}")
    for name in ("Nu handelen", "Wat doet u?", "Wie helpt?", "Wat u terughoort, en wanneer"):
        expect(page.get_by_role("heading", name=name)).to_be_visible()
    _, text = pdf(page)
    assert "Te lang niet gecontroleerd" in " ".join(text.split())


def test_nothing_on_paper_can_be_clicked(visitor: BrowserContext) -> None:
    page = opened(visitor, "#g=duinhoven&s=geldzorgen,onveiligheid&k=zeer-kwetsbaar")
    expect(page.locator(":is(button, input, select, summary, nav):visible")).to_have_count(0)
    expect(page.get_by_role("heading", name="Zo voegt de site samen")).to_be_hidden()


def test_every_number_on_the_screen_is_on_paper(visitor: BrowserContext) -> None:
    page = opened(visitor, "#g=duinhoven&s=geldzorgen,onveiligheid,verslaving&k=zeer-kwetsbaar")
    page.emulate_media(media="screen")
    numbers = set(texts(page.locator("#resultaat a[href^='tel:']:visible")))
    page.emulate_media(media="print")
    assert len(numbers) > 30
    assert set(texts(page.locator("#resultaat a[href^='tel:']:visible"))) == numbers


def texts(links: Locator) -> list[str]:
    return [str(address) for address in links.evaluate_all("all => all.map(one => one.href)")]


def test_without_a_choice_the_paper_tells_what_to_do(visitor: BrowserContext) -> None:
    sheets, text = pdf(opened(visitor, ""))
    assert sheets == 1
    words = " ".join(text.split())
    assert "Zo gebruikt u deze pagina. Ga op een scherm naar https://zorgpaden.example/combineren/ en kies" in words
    assert "Zo voegt de site samen" in words
    assert "Uw keuze" not in words
