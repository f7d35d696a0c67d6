"""A professional on a telephone with a slow line: how many taps, and how long, from nothing to a number to call.

Every walk begins on an empty device, 320 px wide, and counts each touch: also the one into a field. The thumb is as
slow as that of a person; meanwhile the line goes on, as it does for a person.
"""

from __future__ import annotations

import gzip
import io
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from browser.conftest import TELL_VIOLATIONS, Handler

NUMBER = "tel:+31880000201"
"""Financieel spreekuur Waterrijk: whom to call about geldzorgen."""
ONE_GO, LIMIT = 3, 10.0
LINE = "3G (1,6 Mbit/s omlaag, 0,77 Mbit/s omhoog, 300 ms)"
"""As WebPageTest defines 3G."""
SPEED = {"offline": False, "latency": 300, "downloadThroughput": 1_600_000 / 8, "uploadThroughput": 768_000 / 8}
PER_TAP, PER_LETTER = 1.0, 0.25
"""Seconds that a person needs: to find and touch, and to type a letter."""


class Compressing(Handler):
    """A careful host sends text compressed; on a slow line that counts."""

    def send_head(self) -> io.BytesIO | None:  # type: ignore[override]
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return None
        body = gzip.compress(path.read_bytes(), 5)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        return io.BytesIO(body)


@pytest.fixture(scope="module")
def host(built_site: Path) -> Iterator[str]:
    """The site on a host that compresses."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Compressing, directory=str(built_site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


class Hand:
    """One thumb: it looks, touches, types, and is counted."""

    def __init__(self, page: Page, start: str = "/") -> None:
        self.page, self.taps, self.letters = page, 0, 0
        self.began = time.perf_counter()
        page.goto(start, wait_until="commit")

    @property
    def person(self) -> float:
        """Seconds that the person took; all else was waiting."""
        return self.taps * PER_TAP + self.letters * PER_LETTER

    def tap(self, target: Locator) -> None:
        target.wait_for()
        time.sleep(PER_TAP)
        target.tap()
        self.taps += 1

    def type(self, text: str) -> None:
        self.page.keyboard.type(text, delay=PER_LETTER * 1000)
        self.letters += len(text)

    def sees_number(self, call: Locator) -> float:
        """Seconds until the number is on the screen, without scrolling, and a touch would call it."""
        expect(call).to_be_in_viewport(ratio=1, timeout=LIMIT * 1000)
        took = time.perf_counter() - self.began
        call.tap(trial=True)  # still, and nothing lies over it
        box = call.bounding_box()
        assert box
        assert box["height"] >= 44
        return took


@pytest.fixture
def telephone(browser: Browser, host: str, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    """An empty telephone; JavaScript off with `indirect` False. Nothing may go wrong in the console."""
    script = getattr(request, "param", True)
    context = browser.new_context(
        base_url=host,
        viewport={"width": 320, "height": 640},
        has_touch=True,
        is_mobile=True,
        java_script_enabled=script,
    )
    trouble: list[str] = []
    context.add_init_script(TELL_VIOLATIONS)
    context.on("console", lambda one: trouble.append(one.text) if one.type in ("error", "warning") else None)
    context.on("weberror", lambda error: trouble.append(str(error.error)))
    yield context
    assert context.cookies() == []
    context.close()
    assert trouble == []


def slow(context: BrowserContext) -> Page:
    """A page behind a slow line."""
    page = context.new_page()
    context.new_cdp_session(page).send("Network.emulateNetworkConditions", SPEED)
    return page


@pytest.fixture
def report(record_property: Callable[[str, object], None]) -> Callable[[str, Hand, float], None]:
    """Tells in the summary what a walk took, and holds it to the limit."""

    def tell(name: str, hand: Hand, took: float, line: str = LINE) -> None:
        record_property(
            "gemeten",
            f"naar een nummer, {name}: {hand.taps} tikken, {hand.letters} letters, {took:.1f} s op {line}, "
            f"waarvan {hand.person:.1f} s voor de mens",
        )
        assert took - hand.person < LIMIT

    return tell


def first_number(page: Page) -> Locator:
    """The large button of the right number, that of the bar for calling on a narrow screen."""
    return page.locator(f'main a.zp-bel[href="{NUMBER}"]:visible').first


def choose_waterrijk(hand: Hand) -> None:
    """With the finder: a touch, six letters, a touch."""
    hand.tap(hand.page.get_by_role("combobox", name="Uw gemeente"))
    hand.type("waterr")
    hand.tap(hand.page.get_by_role("option", name="Waterrijk"))


def test_with_the_finder(telephone: BrowserContext, report: Callable[[str, Hand, float], None]) -> None:
    hand = Hand(slow(telephone))
    choose_waterrijk(hand)
    hand.tap(hand.page.get_by_role("link", name="Geldzorgen"))
    took = hand.sees_number(first_number(hand.page))
    expect(hand.page.get_by_role("heading", level=1)).to_have_text("Geldzorgen in Waterrijk")
    assert hand.taps <= ONE_GO
    report("met de zoeker", hand, took)


def test_situation_first(telephone: BrowserContext, report: Callable[[str, Hand, float], None]) -> None:
    hand = Hand(slow(telephone))
    hand.tap(hand.page.get_by_role("link", name="Geldzorgen"))
    choose_waterrijk(hand)
    took = hand.sees_number(first_number(hand.page))
    assert hand.taps <= ONE_GO
    report("eerst de situatie", hand, took)


@pytest.mark.parametrize("telephone", [False], indirect=True)
def test_without_javascript(telephone: BrowserContext, report: Callable[[str, Hand, float], None]) -> None:
    """Lists only; an invented gemeente stands below its own heading, a real one below its letter."""
    hand = Hand(slow(telephone))
    page = hand.page
    hand.tap(page.get_by_role("link", name="Kies uw gemeente"))
    hand.tap(page.get_by_role("link", name="Waterrijk").first)
    hand.tap(page.get_by_role("link", name="Geldzorgen"))
    took = hand.sees_number(first_number(page))
    assert hand.taps <= ONE_GO
    report("zonder JavaScript", hand, took)
    hand = Hand(page)
    hand.tap(page.get_by_role("link", name="Gemeenten met de letter R"))
    hand.tap(page.get_by_role("link", name="Roermond", exact=True).first)
    hand.tap(page.get_by_role("link", name="Onveilig thuis"))
    took = hand.sees_number(page.locator('main a.zp-bel[href="tel:08002000"]:visible').first)
    assert hand.taps <= ONE_GO
    report("zonder JavaScript, met de letter", hand, took)


def test_without_network(telephone: BrowserContext, report: Callable[..., None]) -> None:
    page = telephone.new_page()
    page.goto("/gemeenten/waterrijk/")
    page.get_by_role("button", name="Bewaar Waterrijk op dit apparaat").tap()
    expect(page.get_by_text("Waterrijk is bewaard: stand van")).to_be_visible(timeout=30_000)
    page.close()
    telephone.set_offline(True)
    page = telephone.new_page()
    assert page.goto("/gemeenten/roermond/")
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Roermond")  # really no network
    hand = Hand(page)
    choose_waterrijk(hand)
    hand.tap(page.get_by_role("link", name="Geldzorgen"))
    took = hand.sees_number(first_number(page))
    assert hand.taps <= ONE_GO
    report("bewaard, zonder internet", hand, took, "een kopie op het apparaat")


def test_with_search(telephone: BrowserContext, report: Callable[[str, Hand, float], None]) -> None:
    hand = Hand(slow(telephone))
    page = hand.page
    hand.tap(page.get_by_role("link", name="Zoeken"))
    hand.tap(page.get_by_role("searchbox"))
    hand.type("schulden waterrijk")
    first = page.locator("#zoekresultaten a").first
    expect(first).to_have_text("Geldzorgen in Waterrijk", timeout=LIMIT * 1000)
    hand.tap(first)
    took = hand.sees_number(first_number(page))
    assert hand.taps <= ONE_GO
    report("met zoeken", hand, took)


def both_numbers(page: Page) -> Locator:
    """The large button for money, in the guide, when both situations are in it."""
    heading = page.get_by_role("heading", name="Geldzorgen + Roken en vapen in Waterrijk")
    expect(heading).to_be_attached(timeout=LIMIT * 1000)
    return page.get_by_role("navigation", name="Snel bellen").locator(f'a[href="{NUMBER}"]')


def test_with_several_situations(telephone: BrowserContext, report: Callable[[str, Hand, float], None]) -> None:
    """Every situation is a touch of its own; around those it takes as many as for one."""
    hand = Hand(slow(telephone))
    page = hand.page
    hand.tap(page.get_by_role("link", name="Combineer situaties"))
    choose_waterrijk(hand)
    situations = ["Geldzorgen", "Roken en vapen"]
    for name in situations:
        hand.tap(page.get_by_role("checkbox", name=name))
    took = hand.sees_number(both_numbers(page))
    assert hand.taps <= ONE_GO + len(situations)
    report("twee situaties tegelijk, met de keuzehulp", hand, took)


def test_with_several_situations_in_one_query(
    telephone: BrowserContext, report: Callable[[str, Hand, float], None]
) -> None:
    """Who names them all has one page with all numbers, in as many touches as for one situation."""
    hand = Hand(slow(telephone))
    page = hand.page
    hand.tap(page.get_by_role("link", name="Zoeken"))
    hand.tap(page.get_by_role("searchbox"))
    hand.type("schulden, roken waterrijk")
    first = page.locator("#zoekresultaten a").first
    expect(first).to_have_text("Geldzorgen + Roken en vapen in Waterrijk", timeout=LIMIT * 1000)
    hand.tap(first)
    took = hand.sees_number(both_numbers(page))
    assert hand.taps <= ONE_GO
    report("twee situaties tegelijk, met zoeken", hand, took)


def test_from_one_situation_to_two(telephone: BrowserContext, report: Callable[[str, Hand, float], None]) -> None:
    """On a zorgpad the first number is there already; a second situation is two touches away."""
    hand = Hand(slow(telephone))
    page = hand.page
    choose_waterrijk(hand)
    hand.tap(page.get_by_role("link", name="Geldzorgen"))
    hand.sees_number(first_number(page))
    assert hand.taps <= ONE_GO
    hand.tap(page.get_by_role("link", name="Kies er situaties bij"))
    hand.tap(page.get_by_role("checkbox", name="Roken en vapen"))
    took = hand.sees_number(both_numbers(page))
    report("van één situatie naar twee", hand, took)


def test_with_search_where_one_is(telephone: BrowserContext, report: Callable[[str, Hand, float], None]) -> None:
    """From a page of a gemeente nobody has to type its name."""
    hand = Hand(slow(telephone), "/gemeenten/waterrijk/")
    page = hand.page
    hand.tap(page.get_by_role("link", name="Zoeken"))
    hand.tap(page.get_by_role("searchbox"))
    hand.type("schulden")
    first = page.locator("#zoekresultaten a").first
    expect(first).to_have_text("Geldzorgen in Waterrijk", timeout=LIMIT * 1000)
    hand.tap(first)
    took = hand.sees_number(first_number(page))
    assert hand.taps <= ONE_GO
    report("met zoeken, vanaf de gemeente", hand, took)
