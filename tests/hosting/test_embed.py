"""What another site copies: a link that leads to the page it names, without frame, script or style."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from hosting.serving import NAME, write_project, zorgpaden


class _Pieces(HTMLParser):
    """Elements of a snippet, with what they carry."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


@pytest.mark.parametrize(("page", "below"), [("", "zorgpaden"), ("waterrijk/", "gemeenten/waterrijk")])
def test_each_piece_is_a_link_to_its_page(site: Path, page: str, below: str) -> None:
    text = (site / f"redactie/insluiten/{page}index.html").read_text(encoding="utf-8")
    codes = [html.unescape(code) for code in re.findall(r"<pre[^>]*>(.*?)</pre>", text, re.DOTALL)]
    assert len(codes) == 18
    for code in codes:
        pieces = _Pieces()
        pieces.feed(code)
        assert [tag for tag, _ in pieces.found] == ["p", "a", "br"]
        (address,) = (attributes["href"] for tag, attributes in pieces.found if tag == "a")
        assert address
        assert address.startswith(f"https://{NAME}/{below}/")
        assert (site / address.removeprefix(f"https://{NAME}/") / "index.html").is_file()


def test_search_engines_stay_out(site: Path) -> None:
    assert '<meta name="robots" content="noindex">' in (site / "redactie/insluiten/index.html").read_text("utf-8")


def test_pages_carry_their_policy_only_when_the_host_asks(site: Path, tmp_path: Path) -> None:
    host = write_project(tmp_path / "gastheer", more="      hosting: {beleid_in_pagina: ja}\n")
    zorgpaden(host, "build", "--to", host / "site", "--alleen", "waterrijk")
    mark = '<meta http-equiv="Content-Security-Policy"'
    for path in ("index.html", "404.html", "gemeenten/waterrijk/geldzorgen/index.html", "over/index.html"):
        assert mark in (host / "site" / path).read_text("utf-8")
        assert mark not in (site / path).read_text("utf-8")
    assert not (host / "site/.well-known").exists()
    assert not list((host / "site").rglob("*.gz"))
