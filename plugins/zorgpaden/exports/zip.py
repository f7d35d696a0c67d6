"""One gemeente as a folder in a zip: opens with a double click, without a server and without network.

A browser that opens a file asks no server for the index page of a folder, and lets no script fetch. So
every link names its file, and data for scripts come as scripts (`json` in `theme/assets/zp.js` loads those).
"""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from zorgpaden import urls
from zorgpaden.offline import is_page
from zorgpaden.urls import file_of

_TAG = re.compile(r"<[a-zA-Z][^>]*>")
_ADDRESS = re.compile(r'(?<=\s)(href|src|data-root)="([^"]*)"')
_ELSEWHERE = re.compile(r"[a-z]+:|/|#|$")
_LEAVE_OUT = (urls.NIET_GEVONDEN,)
LEESMIJ = """\
Zorgpaden in {naam}, een kopie van {peildatum}.

1. Pak dit bestand uit in een map.
2. Open in die map index.html (dubbelklik).

Alles werkt zonder internet, ook zoeken. Nummers kunnen na {peildatum} zijn veranderd.
"""


def write_zip(site: Path, gemeente_id: str, to: Path) -> int:
    """Put a built site of one gemeente in a zip; the same site gives the same bytes. Returns how many files."""
    listed = json.loads((site / urls.bewaarlijst(gemeente_id)).read_bytes())
    files = dict(sorted(_files(site, listed)))
    moment = (*date.fromisoformat(listed["peildatum"]).timetuple()[:3], 0, 0, 0)
    to.parent.mkdir(parents=True, exist_ok=True)
    with ZipFile(to, "w") as archive:
        for path, content in files.items():
            entry = ZipInfo(path, moment)
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = 3  # the same on every system: Unix, readable by all
            entry.external_attr = 0o100644 << 16
            archive.writestr(entry, content, compresslevel=9)
    return len(files)


def _files(site: Path, listed: dict[str, Any]) -> Iterator[tuple[str, bytes]]:
    """Path and content of every file in the zip."""
    yield "LEESMIJ.txt", LEESMIJ.format(**listed).encode()
    linked: set[str] = set()
    for file in site.rglob("*.html"):
        path = file.relative_to(site).as_posix()
        if path not in _LEAVE_OUT and path != file_of(urls.HOME):
            page = Page(site, path)
            yield path, page.at(path)
            linked |= page.linked
    # Who opens the folder wants this gemeente, not a choice of gemeenten.
    yield file_of(urls.HOME), Page(site, file_of(urls.gemeente(listed["id"]))).at(file_of(urls.HOME))
    data = {url for url in listed["bestanden"] if url.endswith(".json")}
    for url in data:
        yield f"{url}.js", b"self.zpJson=" + (site / url).read_bytes() + b";\n"
    for url in (linked | set(listed["bestanden"])) - data:
        if not is_page(url):
            yield url, (site / url).read_bytes()


class Page:
    """One page of the site, with links to files instead of folders."""

    def __init__(self, site: Path, path: str) -> None:
        self._site, self._from = site, posixpath.dirname(path)
        self._html = (site / path).read_text(encoding="utf-8")
        self.linked: set[str] = set()
        """Files of the site that the page leads to, or that it loads."""

    def at(self, path: str) -> bytes:
        """The page as it stands at `path`."""
        folder = posixpath.dirname(path)
        return _TAG.sub(lambda tag: self._tag(tag[0], folder), self._html).encode()

    def _tag(self, tag: str, folder: str) -> str:
        return _ADDRESS.sub(lambda found: f'{found[1]}="{self._address(found[1], found[2], folder)}"', tag)

    def _address(self, attribute: str, address: str, folder: str) -> str:
        """What was an address seen from the page, as an address seen from `folder`."""
        if _ELSEWHERE.match(address):
            return address
        path, mark, rest = re.fullmatch(r"([^?#]*)([?#]?)(.*)", address, re.DOTALL).groups()  # type: ignore[union-attr]
        target = posixpath.normpath(posixpath.join(self._from, path))
        if attribute == "data-root":
            return f"{posixpath.relpath(target, folder or '.')}/"
        if (self._site / target / "index.html").is_file():
            target = posixpath.normpath(posixpath.join(target, "index.html"))
        elif (self._site / target).is_file():
            self.linked.add(target)
        return f"{posixpath.relpath(target, folder or '.')}{mark}{rest}"
