"""Debian's Caddy with our settings: the same over the wire as nginx."""

from __future__ import annotations

import gzip
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import brotli
import pytest

from hosting.serving import CADDY, OPENSSL, Server, caddy
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

pytestmark = pytest.mark.skipif(not (CADDY and OPENSSL), reason="geen Caddy: scripts/hosting")


@pytest.fixture(scope="module")
def server(settings: Path, site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with caddy(settings / "caddy", site, tmp_path_factory.mktemp("caddy") / "server") as running:
        yield running


def test_caddy_finds_nothing_wrong(settings: Path, tmp_path: Path) -> None:
    command = [CADDY or "caddy", "validate", "--config", settings / "caddy/Caddyfile", "--adapter", "caddyfile"]
    environment = os.environ | {"XDG_DATA_HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path)}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 0, done.stderr
    assert '"warn"' not in done.stderr, done.stderr


@pytest.mark.parametrize("asked", ASKED, ids=lambda one: one.path)
def test_headers_are_those_of_the_table(server: Server, site: Path, asked: Asked) -> None:
    check_headers(server, asked, site)


def test_moved_pages(server: Server) -> None:
    check_moved(server)


def test_security_txt(server: Server) -> None:
    check_security_txt(server)


def test_compressed_files_are_sent_as_they_are(server: Server, site: Path) -> None:
    check_compression(server, site, {"gzip": gzip.decompress, "br": brotli.decompress})


def test_below_a_path(base_settings: Path, site: Path, tmp_path: Path) -> None:
    with caddy(base_settings / "caddy", site, tmp_path / "server", BASE) as running:
        check_base(running, site)
