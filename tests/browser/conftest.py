"""The built site behind a small server that sends the strict headers, and a real browser."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage

from support import CHROMIUM
from zorgpaden.csp import POLICY as CSP

AXE = Path(__file__).parent / "node_modules/axe-core/axe.min.js"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Without a browser these tests are reported as skipped, with the command that helps."""
    missing = None
    if not CHROMIUM:
        missing = "geen browser: sudo apt-get install chromium-headless-shell"
    elif not AXE.is_file():
        missing = "axe-core ontbreekt: scripts/browser"
    for item in items:
        if missing and Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.skip(reason=missing))


class Handler(SimpleHTTPRequestHandler):
    """Static files with the headers of a careful host, on 200 and 404 alike."""

    def policy(self) -> str:
        """What the browser may do on the page that was asked."""
        return CSP

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", self.policy())
        self.send_header("X-Content-Type-Options", "nosniff")
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        body = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Quiet."""


@pytest.fixture(scope="session")
def address(built_site: Path) -> Iterator[str]:
    """Where the site is served."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(built_site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


@pytest.fixture(params=[1280, 320], ids=["1280", "320"])
def width(request: pytest.FixtureRequest) -> int:
    """A wide and a narrow screen."""
    return int(request.param)


def _is_trouble(message: ConsoleMessage) -> bool:
    """Any error or warning, but for the 404 that a test asks for itself."""
    return message.type in ("error", "warning") and "bestaat-niet" not in str(message.location)


# Says in the console what the policy stopped, also where the browser itself would stay silent.
TELL_VIOLATIONS = """addEventListener('securitypolicyviolation',
  (one) => console.error(`tegen de CSP: ${one.violatedDirective} ${one.blockedURI}`), true)"""


@pytest.fixture
def visitor(browser: Browser, address: str, width: int) -> Iterator[BrowserContext]:
    """A visitor with JavaScript.

    A message in the console, something that the policy stops, or a request to elsewhere fails the test.
    """
    context = browser.new_context(base_url=address, viewport={"width": width, "height": 640}, bypass_csp=False)
    context.add_init_script(TELL_VIOLATIONS)
    trouble: list[str] = []
    context.on("console", lambda message: trouble.append(message.text) if _is_trouble(message) else None)
    context.on("weberror", lambda error: trouble.append(str(error.error)))
    context.on("request", lambda request: None if request.url.startswith(address) else trouble.append(request.url))
    yield context
    assert context.cookies() == []
    context.close()
    assert trouble == []


@pytest.fixture
def plain_visitor(browser: Browser, address: str, width: int) -> Iterator[BrowserContext]:
    """A visitor without JavaScript."""
    context = browser.new_context(base_url=address, viewport={"width": width, "height": 640}, java_script_enabled=False)
    yield context
    context.close()
