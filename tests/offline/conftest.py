"""Two builds of the same gemeente behind a server that can be switched off, and a real browser."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext

from browser.conftest import AXE, Handler
from support import CHROMIUM, PEILDATUM, ROOT, run_zorgpaden

ALLEEN = "waterrijk,almere"
LATER = "2026-12-01"
OLD_NUMBER, NEW_NUMBER = "088-000 02 01", "088-000 02 99"
SPREEKUUR = "gemeenten/waterrijk/voorzieningen/financieel-spreekuur-waterrijk.yml"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Without a browser the tests that need one are skipped, with the command that helps."""
    if CHROMIUM and AXE.is_file():
        return
    for item in items:
        if Path(__file__).parent in item.path.parents and "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.skip(reason="geen browser of axe-core: scripts/browser"))


def build(to: Path, *arguments: str | Path) -> Path:
    """A site with two gemeenten."""
    done = run_zorgpaden("build", "--alleen", ALLEEN, "--to", to, *arguments)
    assert done.returncode == 0, done.stdout + done.stderr
    return to


@pytest.fixture(scope="session")
def today(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of today."""
    return build(tmp_path_factory.mktemp("vandaag") / "site", "--peildatum", PEILDATUM)


@pytest.fixture(scope="session")
def later(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a week later: the telephone number of the spreekuur has changed."""
    folder = tmp_path_factory.mktemp("later")
    data = Path(shutil.copytree(ROOT / "data", folder / "data"))
    file = data / SPREEKUUR
    text = file.read_text(encoding="utf-8")
    assert OLD_NUMBER in text
    file.write_text(text.replace(OLD_NUMBER, NEW_NUMBER), encoding="utf-8")
    return build(folder / "site", "--data", data, "--peildatum", LATER)


class Host:
    """A server with the strict headers, that can be switched off and given another site."""

    def __init__(self) -> None:
        self.folder = Path()
        self._server: ThreadingHTTPServer | None = None
        self.port = 0
        self.up()

    def up(self) -> None:
        """Answer, on the same port as before."""
        self._server = ThreadingHTTPServer(("127.0.0.1", self.port), self._handler)
        self.port = self._server.server_port
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def _handler(self, *arguments: Any) -> Handler:
        """A browser opens connections beforehand: which site answers is known only when it asks."""
        host = self

        class Now(Handler):
            def do_GET(self) -> None:
                self.directory = str(host.folder)
                if host.is_up:
                    super().do_GET()

            def end_headers(self) -> None:
                """What works without network then comes from what was kept, not from the browser's own cache."""
                self.send_header("Cache-Control", "no-store")
                super().end_headers()

        return Now(*arguments)

    def down(self) -> None:
        """No network any more."""
        if self._server:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    @property
    def is_up(self) -> bool:
        """Whether anybody answers."""
        return self._server is not None

    @property
    def address(self) -> str:
        """Where the site is."""
        return f"http://127.0.0.1:{self.port}/"


@pytest.fixture
def host(today: Path) -> Iterator[Host]:
    """The site of today, served."""
    host = Host()
    host.folder = today
    yield host
    host.down()


@pytest.fixture
def new_visitor(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Makes visitors with an empty device; what goes wrong in a page of theirs fails the test."""
    made: list[BrowserContext] = []
    errors: list[str] = []

    def make(**options: Any) -> BrowserContext:
        context = browser.new_context(**options)
        context.on("weberror", lambda error: errors.append(str(error.error)))
        context.on(
            "console",
            lambda one: errors.append(one.text) if "Content Security Policy" in one.text else None,
        )
        made.append(context)
        return context

    yield make
    for context in made:
        assert context.cookies() == []
        context.close()
    assert errors == []


@pytest.fixture(params=[1280, 320], ids=["1280", "320"])
def width(request: pytest.FixtureRequest) -> int:
    """A wide and a narrow screen."""
    return int(request.param)


@pytest.fixture
def visitor(new_visitor: Callable[..., BrowserContext], host: Host, width: int) -> BrowserContext:
    """A visitor on a wide and on a narrow screen."""
    return new_visitor(base_url=host.address, viewport={"width": width, "height": 640})


@pytest.fixture
def one_visitor(new_visitor: Callable[..., BrowserContext], host: Host) -> BrowserContext:
    """A visitor on a telephone, where the width makes no difference."""
    return new_visitor(base_url=host.address, viewport={"width": 360, "height": 740})
