"""Pages that moved: on a server that sends nobody on, the old address has a page that does."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from browser.conftest import Handler
from hosting.serving import served
from hosting.wire import MOVED
from support import CHROMIUM


def test_every_old_address_has_a_page(site: Path) -> None:
    for old, new in MOVED.items():
        page = (site / old[1:] / "index.html").read_text(encoding="utf-8")
        assert f'<link rel="canonical" href="https://zorgpaden.example{new}">' in page
        assert old not in (site / "sitemap.xml").read_text(encoding="utf-8")


@pytest.mark.skipif(not CHROMIUM, reason="geen browser: sudo apt-get install chromium-headless-shell")
@pytest.mark.parametrize("scripts", [True, False])
def test_the_page_sends_on_under_the_policy(browser: Browser, site: Path, scripts: bool) -> None:
    with served(site, Handler) as address:
        context = browser.new_context(java_script_enabled=scripts)
        page = context.new_page()
        page.goto(f"{address}gemeenten/oud-waterrijk/sociale-kaart/")
        page.wait_for_url("**/gemeenten/waterrijk/sociale-kaart/")
        context.close()
