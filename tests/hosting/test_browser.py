"""A real browser on the real server, with TLS: nothing that a visitor does breaks a rule of the policy."""

from __future__ import annotations

import base64
import hashlib
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from browser.conftest import TELL_VIOLATIONS
from hosting.serving import NAME, NGINX, OPENSSL, Server, nginx
from support import ARGUMENTS, CHROMIUM

pytestmark = pytest.mark.skipif(not (NGINX and OPENSSL and CHROMIUM), reason="geen nginx of Chromium: scripts/hosting")


@pytest.fixture(scope="module")
def server(settings: Path, site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with nginx(settings / "nginx", site, tmp_path_factory.mktemp("browser") / "server") as running:
        yield running


@pytest.fixture
def visitor(browser: Browser, server: Server) -> Iterator[BrowserContext]:
    """A visitor whose browser trusts the key of this server alone; any message in the console fails the test."""
    arguments = [
        *ARGUMENTS,
        f"--host-resolver-rules=MAP {NAME} 127.0.0.1",
        f"--ignore-certificate-errors-spki-list={_key_of(server.ca.with_name('keten.pem'))}",
    ]
    trusting = browser.browser_type.launch(executable_path=CHROMIUM, args=arguments)
    context = trusting.new_context(base_url=f"https://{NAME}:{server.port}/")
    context.add_init_script(TELL_VIOLATIONS)
    trouble: list[str] = []
    context.on("console", lambda said: trouble.append(said.text) if said.type in ("error", "warning") else None)
    context.on("weberror", lambda error: trouble.append(str(error.error)))
    yield context
    trusting.close()
    assert trouble == []


def _key_of(certificate: Path) -> str:
    """SHA-256 of the public key, as Chromium wants it."""
    openssl = OPENSSL or "openssl"
    pem = subprocess.run([openssl, "x509", "-in", certificate, "-pubkey", "-noout"], capture_output=True, check=True)
    key = subprocess.run(
        [openssl, "pkey", "-pubin", "-outform", "der"], input=pem.stdout, capture_output=True, check=True
    )
    return base64.b64encode(hashlib.sha256(key.stdout).digest()).decode()


def test_a_visit(visitor: BrowserContext) -> None:
    page = visitor.new_page()
    page.goto("/")
    page.goto("/zorgpaden/geldproblemen/")
    assert page.url.endswith("/zorgpaden/geldzorgen/")
    page.goto("/gemeenten/waterrijk/geldzorgen/")
    expect(page.locator("h1")).to_contain_text("Geldzorgen")
    page.goto("/zoeken/")
    page.get_by_role("searchbox").fill("schulden waterrijk")
    expect(page.locator("#inhoud a[href*=waterrijk]").first).to_be_visible()
    page.goto("/combineren/#g=waterrijk&s=geldzorgen,roken&k=kwetsbaar")
    expect(page.get_by_role("heading", name="Geldzorgen + Roken en vapen in Waterrijk")).to_be_visible()


def test_keeping_for_later_without_network(visitor: BrowserContext) -> None:
    page = visitor.new_page()
    page.goto("/gemeenten/waterrijk/")
    page.get_by_role("button", name="Bewaar Waterrijk op dit apparaat").click()
    expect(page.get_by_text("Waterrijk is bewaard")).to_be_visible(timeout=30_000)
    visitor.set_offline(True)
    page.goto("/gemeenten/waterrijk/geldzorgen/")
    expect(page.locator("h1")).to_contain_text("Geldzorgen")
    visitor.set_offline(False)
