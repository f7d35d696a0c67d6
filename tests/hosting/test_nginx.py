"""Debian's nginx with our settings: what a visitor gets over the wire, and in a browser."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import brotli
import pytest

from hosting.serving import MODULE, NGINX, OPENSSL, Server, nginx
from hosting.wire import (
    ASKED,
    BASE,
    Asked,
    check_base,
    check_compression,
    check_headers,
    check_moved,
    check_security_txt,
)

VISITORS = 32
pytestmark = pytest.mark.skipif(not (NGINX and OPENSSL), reason="geen nginx: scripts/hosting")


@pytest.fixture(scope="module")
def server(settings: Path, site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with nginx(settings / "nginx", site, tmp_path_factory.mktemp("nginx") / "server") as running:
        yield running


@pytest.mark.parametrize("asked", ASKED, ids=lambda one: one.path)
def test_headers_are_those_of_the_table(server: Server, site: Path, asked: Asked) -> None:
    check_headers(server, asked, site)


def test_moved_pages(server: Server) -> None:
    check_moved(server)


def test_security_txt(server: Server) -> None:
    check_security_txt(server)


def test_many_visitors_at_once(server: Server, site: Path) -> None:
    """Each on a connection of its own, all asking for all pages: everybody gets every byte."""
    pages = sorted(site.glob("voorzieningen/*/index.html"))
    assert len(pages) > 50

    def visit(number: int) -> int:
        connection = server.connect()
        for page in pages[number:] + pages[:number]:
            connection.request("GET", f"/{page.parent.relative_to(site).as_posix()}/")
            answer = connection.getresponse()
            assert (answer.status, answer.read() == page.read_bytes()) == (200, True)
        connection.close()
        return len(pages)

    with ThreadPoolExecutor(VISITORS) as crowd:
        assert sum(crowd.map(visit, range(VISITORS))) == VISITORS * len(pages)


def test_compressed_files_are_sent_as_they_are(server: Server, site: Path) -> None:
    check_compression(server, site, {"gzip": gzip.decompress})


@pytest.mark.skipif(not MODULE.is_file(), reason="geen Brotli voor nginx: scripts/hosting")
def test_brotli_with_the_module_of_debian(settings: Path, site: Path, tmp_path: Path) -> None:
    with nginx(settings / "nginx", site, tmp_path / "server", brotli=True) as running:
        check_compression(running, site, {"gzip": gzip.decompress, "br": brotli.decompress})


def test_below_a_path(base_settings: Path, site: Path, tmp_path: Path) -> None:
    with nginx(base_settings / "nginx", site, tmp_path / "server", BASE) as running:
        check_base(running, site)
