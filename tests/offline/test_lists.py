"""The lists of what a device keeps, against the site they were made from."""

from __future__ import annotations

import hashlib
import json
import posixpath
import re
from pathlib import Path

import pytest

from zorgpaden.offline import is_page, version
from zorgpaden.trust.scan import Scan
from zorgpaden.urls import file_of


def loads_of(url: str, content: bytes) -> set[str]:
    """What a page loads by itself."""
    scan = Scan("", frozenset())
    scan.add(file_of(url), content)
    return {path for loads in scan.take().loads.values() for path in loads}


@pytest.fixture(scope="module", params=["waterrijk", "almere"])
def kept(request: pytest.FixtureRequest, today: Path) -> dict[str, str]:
    """Address → hash of everything that is kept of a gemeente."""
    found: dict[str, str] = json.loads((today / f"assets/offline/{request.param}.json").read_text())["bestanden"]
    return found


def test_every_file_is_there_with_its_hash(kept: dict[str, str], today: Path) -> None:
    for url, hash_ in kept.items():
        assert hashlib.sha256((today / file_of(url)).read_bytes()).hexdigest().startswith(hash_), url


def test_what_a_kept_page_loads_is_kept(kept: dict[str, str], today: Path) -> None:
    for url in filter(is_page, kept):
        assert loads_of(url, (today / file_of(url)).read_bytes()) <= set(kept), url


def test_help_that_a_kept_page_names_is_kept(kept: dict[str, str], today: Path) -> None:
    for url in filter(is_page, kept):
        for found in re.findall(r'href="([^"#?:]+/)"', (today / file_of(url)).read_text()):
            target = posixpath.normpath(posixpath.join(url, found)) + "/"
            if re.match("voorzieningen/.", target):
                assert target in kept, f"{url} → {target}"


def test_the_worker_names_its_shell(today: Path) -> None:
    first, script = (today / "sw.js").read_text().split("\n", 1)
    shell = json.loads(first.removeprefix('"use strict";const SCHIL=').removesuffix(";"))
    assert shell["versie"] == version(shell["bestanden"])
    assert {"bewaard/", "assets/bewaar.js", "assets/zp.css"} <= set(shell["bestanden"])
    assert "addEventListener" in script


def test_another_file_is_another_version() -> None:
    assert version({"a": "1"}) != version({"a": "2"})
    assert version({"a": "1"}) != version({"b": "1"})


@pytest.mark.parametrize(
    ("tag", "found"),
    [
        ('<script src="../assets/a.js" defer></script>', ["assets/a.js"]),
        ('<link rel="stylesheet" href="../assets/a.css">', ["assets/a.css"]),
        ('<link href="../assets/a.svg" rel="icon">', ["assets/a.svg"]),
        ('<img alt="" src="foto.png">', ["x/foto.png"]),
        ('<link rel="canonical" href="https://elders.example/">', []),
        ('<link rel="alternate" href="../feed.xml">', []),
        ('<a href="../assets/a.pdf">', []),
        ('<script src="/assets/a.js"></script>', ["assets/a.js"]),
        ("&lt;script src=&#34;../assets/a.js&#34;&gt;", []),
    ],
)
def test_what_a_page_loads(tag: str, found: list[str]) -> None:
    assert loads_of("x/", b"<!doctype html>" + tag.encode()) == set(found)
