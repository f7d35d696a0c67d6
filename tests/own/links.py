"""Where the links on a built site lead."""

from __future__ import annotations

import posixpath
import re
from html.parser import HTMLParser
from pathlib import Path

_ELSEWHERE = re.compile(r"[a-z]+:|#")


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if name in ("href", "src", "data-root") and value is not None]


def links_of(page: Path) -> list[str]:
    """Every address on a page that is of this site."""
    parser = _Links()
    parser.feed(page.read_text(encoding="utf-8"))
    return [link for link in parser.found if not _ELSEWHERE.match(link)]


def broken_links(site: Path) -> list[str]:
    """`page: link` of each link that leads to no file. The page for a wrong address stands anywhere: it starts at /."""
    broken = []
    for page in sorted(site.rglob("*.html")):
        folder = page.relative_to(site).parent.as_posix()
        for link in links_of(page) if page.name != "404.html" else ():
            target = link.partition("#")[0].partition("?")[0]
            file = site / posixpath.normpath(posixpath.join(folder, target))
            if link.startswith("/") or not (file.is_file() or (file / "index.html").is_file()):
                broken.append(f"{page.relative_to(site)}: {link}")
    return broken
