"""A first visit is light, comes from this site alone, and stays within the policy."""

from __future__ import annotations

import gzip
import re

import pytest
from kinds import PAGES
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Response

from browser.conftest import CSP, TELL_VIOLATIONS

LIMIT = 75_000
"""Bytes of all that is fetched for a page on an empty device, after gzip."""
FIRST = {
    "voorkant": "",
    "zorgpad": "gemeenten/waterrijk/geldzorgen/",
    "zwaarste zorgpad": "gemeenten/veldegge/klein-netwerk/",
    "keuzehulp": "combineren/",
    "infosheet": "infosheets/armoede-en-schulden/",
    "gemeente": "gemeenten/waterrijk/",
    "zoeken": "zoeken/",
}


@pytest.mark.parametrize("width", [320], indirect=True)
@pytest.mark.parametrize("name", FIRST)
def test_first_visit_is_light(visitor: BrowserContext, address: str, name: str, record_property) -> None:  # type: ignore[no-untyped-def]
    page = visitor.new_page()
    answers: list[Response] = []
    page.on("response", lambda one: answers.append(one))  # noqa: PLW0108 (Playwright wants a function of its own)
    page.goto(f"/{FIRST[name]}", wait_until="networkidle")
    sizes = {one.url.removeprefix(address): len(gzip.compress(one.body(), 9)) for one in answers}
    total = sum(sizes.values())
    record_property("gemeten", f"eerste bezoek, {name}: {total / 1000:.1f} kB na gzip, {len(sizes)} bestanden")
    assert len(sizes) >= 4
    assert total <= LIMIT, sizes
    assert all(one.url.startswith(address) and one.ok for one in answers)
    assert not [url for url in sizes if re.search(r"\.(map|woff2?|ttf|otf)$", url)]


@pytest.mark.parametrize("width", [320], indirect=True)
def test_the_policy_is_on_every_answer(visitor: BrowserContext) -> None:
    for path in (*PAGES, "assets/zp.js", "sw.js"):
        answer = visitor.request.get(f"/{path.split('#')[0]}")
        assert answer.headers["content-security-policy"] == CSP, path


def test_what_the_policy_stops_is_noticed(browser: Browser, address: str) -> None:
    """The other tests rest on this: a violation is an error in the console."""
    context = browser.new_context(base_url=address)
    context.add_init_script(TELL_VIOLATIONS)
    seen: list[ConsoleMessage] = []
    context.on("console", lambda one: seen.append(one))  # noqa: PLW0108
    page = context.new_page()
    page.goto("/")
    assert seen == []
    forbidden = {
        "style-src-elem": "document.head.append(Object.assign(document.createElement('style'), {textContent: 'a{}'}))",
        "script-src-attr": "document.body.setAttribute('onclick', 'x()')",
        "img-src": "document.body.append(Object.assign(new Image(), {src: 'https://elders.example/x.png'}))",
    }
    for directive, script in forbidden.items():
        with page.expect_console_message(lambda one: one.text.startswith("tegen de CSP")) as told:
            page.evaluate(script)
        assert told.value.type == "error"
        assert told.value.text.split()[3] == directive
    context.close()
