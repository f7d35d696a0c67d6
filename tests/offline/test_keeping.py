"""Keep a gemeente after one tap: what is stored, what works without network, how it stays whole and up to date."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, expect

from browser.accessibility import violations
from browser.visiting import until
from offline.conftest import LATER, NEW_NUMBER, OLD_NUMBER, Host
from support import ARGUMENTS, CHROMIUM

PLACE = "/gemeenten/waterrijk/"
STORED = """async () => ({
    werkers: (await navigator.serviceWorker.getRegistrations()).length,
    opslag: await caches.keys(),
    onthouden: localStorage.length + sessionStorage.length,
    databases: (await indexedDB.databases()).length,
})"""
NOTHING = {"werkers": 0, "opslag": [], "onthouden": 0, "databases": 0}

# Every kept file of Waterrijk whose bytes differ from what its list says, and the date of that list.
WHOLE = """async () => {
    const hash = async (bytes) => Array.from(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)).slice(0, 8),
        (one) => one.toString(16).padStart(2, "0")).join("");
    const found = [];
    for (const name of (await caches.keys()).filter((one) => one.includes(" gemeente waterrijk "))) {
        const cache = await caches.open(name);
        const list = await (await cache.match("/assets/offline/waterrijk.json")).json();
        const wrong = [];
        for (const [path, wanted] of Object.entries(list.bestanden)) {
            const answer = await cache.match("/" + path);
            if (!answer || await hash(await answer.arrayBuffer()) !== wanted) wrong.push(path);
        }
        found.push([list.peildatum, wrong]);
    }
    return found;
}"""


def keep(context: BrowserContext) -> Page:
    """Tap the button on the page of Waterrijk, and wait until all is there."""
    page = context.new_page()
    page.goto(PLACE)
    page.get_by_role("button", name="Bewaar Waterrijk op dit apparaat").click()
    expect(page.get_by_text("Waterrijk is bewaard: stand van 23 november 2026")).to_be_visible(timeout=30_000)
    return page


def cut_off(context: BrowserContext, host: Host) -> None:
    """No network: the browser knows it, and nobody answers either."""
    context.set_offline(True)
    host.down()


def fits(page: Page) -> None:
    """Nothing sticks out to the side."""
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url


def listed(site: Path) -> dict[str, Any]:
    """What a device keeps of Waterrijk."""
    found: dict[str, Any] = json.loads((site / "assets/offline/waterrijk.json").read_text())
    return found


def test_nothing_is_stored_before_the_tap(visitor: BrowserContext) -> None:
    page = visitor.new_page()
    for path in ("/", "/zoeken/", PLACE, f"{PLACE}geldzorgen/", "/bewaard/"):
        page.goto(path)
        page.wait_for_load_state("networkidle")
        assert page.evaluate(STORED) == NOTHING, path
    expect(page.get_by_text("U hebt nog geen gemeente bewaard")).to_be_visible()
    assert violations(page) == []
    fits(page)


def test_from_home_to_a_number_without_network(visitor: BrowserContext, host: Host) -> None:
    page = keep(visitor)
    assert violations(page) == []
    fits(page)
    page.close()
    cut_off(visitor, host)
    page = visitor.new_page()
    page.goto("/")
    field = page.get_by_role("combobox", name="Uw gemeente")
    field.press_sequentially("waterr")
    page.get_by_role("option", name="Waterrijk").click()
    page.get_by_role("link", name="Geldzorgen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Geldzorgen in Waterrijk")
    call = page.locator('main a.zp-bel[href="tel:+31880000201"]:visible').first
    expect(call).to_be_visible()
    assert call.evaluate("one => getComputedStyle(one).borderRadius") != "0px", "the styles are kept as well"
    page.goto("/zoeken/")
    page.get_by_role("searchbox").fill("schulden")
    page.get_by_role("link", name="Geldzorgen").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Geldzorgen")


def test_everything_on_the_list_answers_without_network(one_visitor: BrowserContext, host: Host, today: Path) -> None:
    keep(one_visitor).close()
    cut_off(one_visitor, host)
    page = one_visitor.new_page()
    pages = [url for url in listed(today)["bestanden"] if url.endswith("/")]
    assert len(pages) > 90
    for url in (*pages[::6], "zoeken/", "gemeenten/", "zorgpaden/"):
        page.goto(f"/{url}")
        assert page.evaluate("document.styleSheets.length") >= 2, url
        expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.evaluate(WHOLE) == [["2026-11-23", []]]
    # Without its last slash, with the name of its file, with a question behind it: still the same page.
    for address in (PLACE.rstrip("/"), f"{PLACE}index.html", f"{PLACE}?van=elders"):
        page.goto(address)
        expect(page.get_by_role("heading", level=1)).to_have_text("Waterrijk")


def test_a_page_that_is_not_kept(visitor: BrowserContext, host: Host) -> None:
    keep(visitor).close()
    cut_off(visitor, host)
    page = visitor.new_page()
    page.goto("/gemeenten/almere/")
    expect(page.get_by_role("heading", name="U hebt nu geen internet")).to_be_visible()
    expect(page.locator('main a[href="tel:112"]').first).to_be_visible()
    expect(page.get_by_role("link", name="Waterrijk")).to_be_visible()
    assert violations(page) == []
    fits(page)
    host.up()
    visitor.set_offline(False)
    page.get_by_role("link", name="Probeer de pagina opnieuw").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Almere")


def test_an_address_that_does_not_exist_in_a_kept_gemeente(one_visitor: BrowserContext, host: Host) -> None:
    keep(one_visitor).close()
    cut_off(one_visitor, host)
    answer = one_visitor.new_page().goto(f"{PLACE}bestaat-niet/")
    assert answer
    assert answer.status == 404
    assert "Deze pagina is er niet" in answer.text()


def test_the_offline_page_only_leads_back_to_this_site(one_visitor: BrowserContext) -> None:
    page = one_visitor.new_page()
    for address in ("https://elders.example/", "javascript:alert(1)", "%"):
        page.goto("about:blank")
        page.goto(f"/bewaard/#{address}")
        expect(page.get_by_text("U hebt nog geen gemeente bewaard")).to_be_visible()
        expect(page.get_by_role("heading", name="U hebt nu geen internet")).to_be_hidden()


def test_an_update_comes_in_the_background(one_visitor: BrowserContext, host: Host, later: Path) -> None:
    keep(one_visitor).close()
    host.folder = later
    page = one_visitor.new_page()
    page.goto(f"{PLACE}geldzorgen/")
    expect(page.locator("main").get_by_text(OLD_NUMBER).first).to_be_visible()
    page.get_by_role("link", name="Laat de nieuwe zien").click(timeout=30_000)
    expect(page.locator("main").get_by_text(NEW_NUMBER).first).to_be_visible()
    expect(page.get_by_text(OLD_NUMBER)).to_have_count(0)
    page.goto("/bewaard/")
    expect(page.get_by_text("Stand van 1 december 2026")).to_be_visible()
    page.goto(PLACE)  # the last page from the old version is gone, and so is that version
    until(lambda: len(page.evaluate(WHOLE)) == 1)
    assert page.evaluate(WHOLE) == [[LATER, []]]
    cut_off(one_visitor, host)
    page.goto(f"{PLACE}geldzorgen/")
    expect(page.locator("main").get_by_text(NEW_NUMBER).first).to_be_visible()


def test_a_failed_update_leaves_the_old_version_whole(
    one_visitor: BrowserContext, host: Host, later: Path, tmp_path: Path
) -> None:
    """The new site is half there: one page is not the one that its list names."""
    keep(one_visitor).close()
    host.folder = Path(shutil.copytree(later, tmp_path / "half"))
    (host.folder / "gemeenten/waterrijk/geldzorgen/index.html").write_text("<p>half</p>")
    page = one_visitor.new_page()
    page.goto("/bewaard/")
    page.get_by_role("button", name="Ververs Waterrijk").click()
    expect(page.get_by_text("de site wordt net vernieuwd")).to_be_visible()
    assert page.evaluate(WHOLE) == [["2026-11-23", []]]
    cut_off(one_visitor, host)
    page.goto(f"{PLACE}geldzorgen/")
    expect(page.locator("main").get_by_text(OLD_NUMBER).first).to_be_visible()


def test_an_open_page_goes_on_with_its_own_version(
    one_visitor: BrowserContext, host: Host, later: Path, today: Path
) -> None:
    """What a script fetches later is as old as the page it is on."""
    keep(one_visitor).close()
    page = one_visitor.new_page()
    page.goto("/zoeken/")
    host.folder = later
    other = one_visitor.new_page()
    other.goto(f"{PLACE}geldzorgen/")
    expect(other.get_by_role("link", name="Laat de nieuwe zien")).to_be_visible(timeout=30_000)
    other.reload()
    expect(other.locator("main").get_by_text(NEW_NUMBER).first).to_be_visible()
    assert sorted(page.evaluate(WHOLE)) == [["2026-11-23", []], [LATER, []]]
    fetch = "async (path) => (await fetch(path)).text()"
    card = "/gemeenten/waterrijk/sociale-kaart/"
    assert page.evaluate(fetch, card) == (today / card[1:] / "index.html").read_text()
    assert other.evaluate(fetch, card) == (later / card[1:] / "index.html").read_text()


def test_only_what_changed_is_fetched_again(one_visitor: BrowserContext, host: Host, later: Path, today: Path) -> None:
    old, new = listed(today)["bestanden"], listed(later)["bestanden"]
    changed = {path for path, hash_ in new.items() if old.get(path) != hash_}
    assert 0 < len(changed) < len(new) / 2
    keep(one_visitor).close()
    # A server that has nothing but the changed files.
    small = later.parent / "klein"
    for path in (*changed, "assets/offline/waterrijk.json"):
        source = later / path / "index.html" if not path or path.endswith("/") else later / path
        target = small / source.relative_to(later)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, target)
    page = one_visitor.new_page()
    page.goto("/bewaard/")
    host.folder = small
    page.get_by_role("button", name="Ververs Waterrijk").click()
    expect(page.get_by_text("Waterrijk is bijgewerkt")).to_be_visible()
    assert sorted(page.evaluate(WHOLE))[-1] == [LATER, []]


def test_the_overview_says_what_it_holds_and_removes_it(visitor: BrowserContext, today: Path) -> None:
    keep(visitor).close()
    page = visitor.new_page()
    page.goto("/bewaard/")
    card = page.get_by_role("listitem").filter(has=page.get_by_role("link", name="Waterrijk"))
    known = listed(today)
    expect(card).to_contain_text("Stand van 23 november 2026")
    expect(card).to_contain_text(re.compile(r"\(van vandaag\)|\(1 dag oud\)|\(\d+ dagen oud\)"))
    expect(card).to_contain_text(f"{known['paginas']} pagina's, {known['bytes'] / 1e6:.1f} MB".replace(".", ","))
    expect(card).to_contain_text("Voor het laatst vergeleken met de site")
    expect(page.get_by_text("Samen gebruikt deze site")).to_be_visible()
    assert violations(page) == []
    fits(page)
    page.get_by_role("button", name="Ververs Waterrijk").press("Enter")
    expect(page.get_by_text("Waterrijk is bijgewerkt")).to_be_visible()
    expect(page.get_by_role("button", name="Ververs Waterrijk")).to_be_focused()
    page.get_by_role("button", name="Verwijder Waterrijk").press("Enter")
    expect(page.get_by_text("Waterrijk staat niet meer op dit apparaat")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    expect(page.get_by_text("U hebt nog geen gemeente bewaard")).to_be_visible()
    assert page.evaluate(STORED) == NOTHING
    page.goto(PLACE)
    assert page.evaluate(STORED) == NOTHING
    page.get_by_role("button", name="Bewaar Waterrijk op dit apparaat").click()
    expect(page.get_by_text("Waterrijk is bewaard")).to_be_visible(timeout=30_000)


def test_two_gemeenten_are_kept_apart(one_visitor: BrowserContext, host: Host) -> None:
    keep(one_visitor).close()
    page = one_visitor.new_page()
    page.goto("/gemeenten/almere/")
    page.get_by_role("button", name="Bewaar Almere op dit apparaat").click()
    expect(page.get_by_text("Almere is bewaard")).to_be_visible(timeout=30_000)
    page.goto("/bewaard/")
    page.get_by_role("button", name="Verwijder Waterrijk").click()
    expect(page.get_by_text("Waterrijk staat niet meer op dit apparaat")).to_be_visible()
    cut_off(one_visitor, host)
    page.goto("/gemeenten/almere/roken/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Roken en vapen in Almere")
    page.goto(PLACE)
    expect(page.get_by_role("heading", name="U hebt nu geen internet")).to_be_visible()


def test_a_tap_without_network_says_so(one_visitor: BrowserContext, host: Host) -> None:
    page = one_visitor.new_page()
    page.goto(PLACE)
    cut_off(one_visitor, host)
    page.get_by_role("button", name="Bewaar Waterrijk op dit apparaat").click()
    expect(page.get_by_text("Dat lukt nu niet")).to_be_visible()
    assert page.evaluate(STORED) == NOTHING


def test_without_support_there_is_no_button(one_visitor: BrowserContext) -> None:
    """As in a private window of some browsers."""
    one_visitor.add_init_script("delete Navigator.prototype.serviceWorker")
    page = one_visitor.new_page()
    page.goto(PLACE)
    expect(page.get_by_role("button", name="Onthoud Waterrijk op dit apparaat")).to_be_visible()
    expect(page.get_by_role("button", name="Bewaar Waterrijk op dit apparaat")).to_be_hidden()
    page.goto("/bewaard/")
    expect(page.get_by_text("Bewaren kan hier niet")).to_be_visible()


def test_no_button_over_plain_http(browser: Browser, host: Host) -> None:
    arguments = [*ARGUMENTS, "--host-resolver-rules=MAP zorgpaden.test 127.0.0.1"]
    plain = browser.browser_type.launch(executable_path=CHROMIUM, args=arguments)
    try:
        page = plain.new_page()
        page.goto(f"http://zorgpaden.test:{host.port}{PLACE}")
        expect(page.get_by_role("button", name="Onthoud Waterrijk op dit apparaat")).to_be_visible()
        expect(page.get_by_role("button", name="Bewaar Waterrijk op dit apparaat")).to_be_hidden()
    finally:
        plain.close()


def test_without_javascript(new_visitor: Callable[..., BrowserContext], host: Host) -> None:
    page = new_visitor(base_url=host.address, java_script_enabled=False).new_page()
    page.goto(PLACE)
    expect(page.get_by_role("heading", name="Op dit apparaat")).to_be_hidden()
    page.goto("/bewaard/")
    expect(page.get_by_text("Bewaren werkt met JavaScript")).to_be_visible()
