"""The state of the data as an editor sees it: the matrix scrolls in its own frame, by keyboard, and speaks in words."""

from __future__ import annotations

from accessibility import violations
from playwright.sync_api import BrowserContext, expect
from visiting import until

FITS = "document.documentElement.scrollWidth <= innerWidth"
BROKEN_WORDS = """heads => heads.flatMap(head => {
  const text = document.createTreeWalker(head, NodeFilter.SHOW_TEXT).nextNode();
  return [...text.data.matchAll(/\\S+/g)].filter(word => {
    const range = document.createRange();
    range.setStart(text, word.index);
    range.setEnd(text, word.index + word[0].length);
    return range.getClientRects().length > 1;
  }).map(word => word[0]);
})"""
"""Words that go on at the next line."""
AT_THE_END = "one => one.scrollLeft >= one.scrollWidth - one.clientWidth - 1"


def test_from_the_foot_of_the_site_to_the_matrix(plain_visitor: BrowserContext) -> None:
    """Without JavaScript."""
    page = plain_visitor.new_page()
    page.goto("/over/")
    page.get_by_role("contentinfo").get_by_role("link", name="Voor de redactie").click()
    page.get_by_role("link", name="Stand van de gegevens").click()
    page.get_by_role("link", name="Veldegge", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Stand van Veldegge")
    expect(page.get_by_role("table")).to_be_visible()


def test_the_matrix_scrolls_in_its_frame(visitor: BrowserContext, width: int) -> None:
    page = visitor.new_page()
    page.goto("/redactie/stand/veldegge/")
    assert violations(page) == []
    assert page.evaluate(FITS)
    frame = page.get_by_role("region", name="Tabel per zorgpad en domein")
    frame.focus()
    expect(frame).to_be_focused()
    assert frame.evaluate("one => one.getBoundingClientRect().right <= innerWidth")
    hidden = int(frame.evaluate("one => one.scrollWidth - one.clientWidth"))
    expect(page.get_by_text("Schuif de tabel opzij")).to_be_visible(visible=width == 320)
    if width == 320:
        assert hidden > 0
        for _ in range(30):
            page.keyboard.press("ArrowRight")
        until(lambda: frame.evaluate(AT_THE_END))
        row = frame.get_by_role("rowheader", name="Geldzorgen").bounding_box()
        assert row
        assert row["x"] >= 0, "the name of the row stays in sight"
        assert violations(page) == []
    else:
        assert hidden <= 1, "on a wide screen everything is in sight"
    assert page.evaluate(FITS)


def test_no_word_above_a_column_is_broken(visitor: BrowserContext) -> None:
    page = visitor.new_page()
    for path in ("/redactie/stand/", "/redactie/stand/veldegge/"):
        page.goto(path)
        heads = page.locator(".zp-stand thead th")
        assert heads.count() >= 5
        assert heads.evaluate_all(BROKEN_WORDS) == []


def test_a_cell_says_in_words_what_holds(visitor: BrowserContext) -> None:
    page = visitor.new_page()
    page.goto("/redactie/stand/veldegge/")
    row = page.get_by_role("row", name="Weinig mensen om op terug te vallen")
    expect(row.get_by_role("cell").first).to_contain_text("basis veranderd")
    expect(page.get_by_role("cell").filter(has_text="1 verlopen").first).to_be_visible()
    expect(page.get_by_role("cell").filter(has_text="witte vlek").first).to_be_visible()
    page.goto("/redactie/stand/roermond/")
    expect(page.get_by_role("cell").filter(has_text="geen informele hulp").first).to_be_visible()


def test_an_overdue_number_is_marked_wherever_it_stands(visitor: BrowserContext) -> None:
    """A step names the overdue Klusploeg; its own page and the list of all help as well."""
    page = visitor.new_page()
    page.goto("/gemeenten/veldegge/wonen/")
    for one in page.locator("main, #inhoud").first.locator("li:has(> p > a[href$='klusploeg-veldegge/'])").all():
        expect(one).to_contain_text("te lang niet gecontroleerd", ignore_case=True)
    assert page.get_by_text("te lang niet gecontroleerd").count() >= 1
    for path in ("voorzieningen/klusploeg-veldegge/", "gemeenten/veldegge/sociale-kaart/"):
        page.goto(f"/{path}")
        expect(page.get_by_text("Te lang niet gecontroleerd").first).to_be_visible()
