"""Ask a real search page in a real browser, and count what it fetched; for the tests and `scripts/bench-search`."""

from __future__ import annotations

import gzip
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import yaml
from playwright.sync_api import Page, Response

_COMBINED = re.compile(r"^combineren/#(?:g=([a-z-]+)&)?s=([a-z,-]+)$")
_LOCAL_PATH = re.compile(r"^gemeenten/[^/]+/(?=[^/]+/$)")
QUERIES = Path(__file__).with_name("queries.yml")
LISTED_WORDS = QUERIES.with_name("listed_words.yml")


@dataclass(frozen=True, slots=True)
class Query:
    """What a visitor types, and the pages that are right."""

    vraag: str
    soort: str
    verwacht: tuple[str, ...]

    def rank(self, found: list[str]) -> int:
        """Place of the first right page, from 1; 0 when there is none.

        Who names no gemeente is also helped by the copy of the zorgpad in any gemeente; and a page of several zorgpaden
        together helps who needs one of them.
        """
        if self.soort != "gemeente":
            found = [_LOCAL_PATH.sub("zorgpaden/", url) for url in found]
        return next((place for place, url in enumerate(found, start=1) if {url, *_parts(url)} & {*self.verwacht}), 0)


def _parts(url: str) -> list[str]:
    """The zorgpaden that a page of the guide puts together."""
    found = _COMBINED.match(url)
    root = f"gemeenten/{found[1]}/" if found and found[1] else "zorgpaden/"
    return [f"{root}{path}/" for path in found[2].split(",")] if found else []


def queries(file: Path = QUERIES) -> list[Query]:
    """The whole set, in order."""
    listed = yaml.safe_load(file.read_text(encoding="utf-8"))
    return [Query(one["vraag"], one["soort"], tuple(one["verwacht"])) for one in listed]


@lru_cache(maxsize=512)
def zipped(path: Path) -> bytes:
    """A file as a careful host sends it."""
    return gzip.compress(path.read_bytes(), 9)


class Handler(SimpleHTTPRequestHandler):
    """Static files, compressed."""

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        body = zipped(path)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Quiet."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a folder behind a server."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()


@dataclass
class Traffic:
    """Bytes over the line since the last `take`; with `only` (a pattern) of those addresses alone."""

    page: Page
    only: str = ""
    size: int = 0
    paths: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.context.on("response", self._count)

    def _count(self, response: Response) -> None:
        if re.search(self.only, response.url):
            self.size += int(response.headers.get("content-length", 0))
        self.paths.append(response.url)

    def take(self) -> int:
        size, self.size = self.size, 0
        return size


class OurSearch:
    """The page `zoeken/`, as a visitor uses it."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address
        if page.url != f"{address}zoeken/":
            page.goto(f"{address}zoeken/")
        self.field = page.get_by_role("searchbox")

    def ask(self, text: str) -> list[str]:
        """The links below the field from top to bottom, relative to the root."""
        self.field.fill(text)
        self.page.wait_for_function(
            "document.querySelector('#zoekstand').dataset.vraag === document.querySelector('#zoekterm').value.trim()"
        )
        links = "links => links.map(link => link.href)"
        found: list[str] = self.page.locator("#zoekresultaten a").evaluate_all(links)
        return [url.removeprefix(self.address) for url in found]
