"""What a device may keep: a list per gemeente, and the service worker that keeps it.

Reads the finished site, because styles and hand-written pages come from the theme. Every file is
named with its hash: the worker takes a download only whole and from one and the same build.
"""

from __future__ import annotations

import hashlib
import json
import posixpath
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from zorgpaden import urls
from zorgpaden.catalog import Catalog
from zorgpaden.plan import chosen, plan_pages
from zorgpaden.search import asset_urls
from zorgpaden.settings import Settings

# What a page loads by itself: scripts, pictures, styles and its icon.
_LOADED = re.compile(
    rb"<(?:(?:script|img)\b[^>]*?\ssrc"
    rb"""|link\b(?=[^>]*\srel="(?:stylesheet|icon)")[^>]*?\shref)="([^"]+)\""""
)
_ELSEWHERE = re.compile(r"[a-z]+:|/|#")
SHARED = (urls.HOME, urls.ZOEKEN, urls.GEMEENTEN, urls.ZORGPADEN, urls.NIET_GEVONDEN)
HASH_DIGITS = 16


@dataclass(frozen=True, slots=True)
class Kept:
    """One file of the site as a device keeps it."""

    hash: str
    size: int
    loads: tuple[str, ...]
    """Addresses of what it loads by itself."""


class Offline:
    """The lists and the worker for one built site."""

    def __init__(self, catalog: Catalog, settings: Settings, site: Path) -> None:
        self.catalog, self.settings, self.site = catalog, settings, site
        self.kept = cache(lambda url: kept(site, url))

    def files(self, worker: str) -> Iterator[tuple[str, bytes]]:
        """Path and content of every file; `worker` is the script that follows the line with the data."""
        for id_, pages in self._pages_by_place().items():
            yield urls.bewaarlijst(id_), _json(self._list(id_, pages))
        shell = self._hashes([urls.BEWAARD])
        data = _json({"versie": version(shell), "bestanden": shell}).decode()
        yield urls.SERVICE_WORKER, f'"use strict";const SCHIL={data};\n{worker}'.encode()

    def _pages_by_place(self) -> dict[str, list[str]]:
        """The addresses of the pages of each gemeente."""
        found = defaultdict(list)
        for output in plan_pages(self.catalog, self.settings.alleen):
            room, _, rest = output.url.partition("/")
            if rest and f"{room}/" == urls.GEMEENTEN:
                found[rest.partition("/")[0]].append(output.url)
        return {id_: found[id_] for id_ in chosen(self.catalog, self.settings.alleen)}

    def _list(self, gemeente_id: str, pages: list[str]) -> dict[str, object]:
        """Everything a device keeps of one gemeente."""
        national = [urls.zorgpad(id_) for id_ in self.catalog.zorgpaden]
        help_ = [urls.voorziening(item.entity.id) for item in self.catalog.voorzieningen_in(gemeente_id)]
        data = [urls.GEMEENTELIJST, *asset_urls(self.catalog, self.settings, gemeente_id)]
        files = self._hashes([*pages, *help_, *SHARED, *national, *data, *self._combining(gemeente_id)])
        return {
            "id": gemeente_id,
            "naam": self.catalog.gemeenten[gemeente_id].naam,
            "peildatum": self.settings.peildatum.isoformat(),
            "versie": version(files),
            "paginas": sum(is_page(url) for url in files),
            "bytes": sum(self.kept(url).size for url in files),
            "bestanden": files,
        }

    def _combining(self, gemeente_id: str) -> list[str]:
        """The combination guide, with its data where there are any."""
        data = (urls.combineergegevens(layer) for layer in ("landelijk", gemeente_id))
        there = [urls.COMBINEREN, *data] if self.catalog.combineren else []
        return [url for url in there if (self.site / file_of(url)).is_file()]

    def _hashes(self, addresses: Iterable[str]) -> dict[str, str]:
        """These files and what they load, with their hashes."""
        found: dict[str, str] = {}
        for url in addresses:
            for one in (url, *self.kept(url).loads):
                found[one] = self.kept(one).hash
        return dict(sorted(found.items()))


def kept(site: Path, url: str) -> Kept:
    """The file behind an address."""
    content = (site / file_of(url)).read_bytes()
    loads = tuple(assets_of(url, content)) if is_page(url) else ()
    return Kept(hashlib.sha256(content).hexdigest()[:HASH_DIGITS], len(content), loads)


def file_of(url: str) -> str:
    """Path of the file behind an address: a folder has its index page."""
    return f"{url}index.html" if url == "" or url.endswith("/") else url


def is_page(url: str) -> bool:
    """Whether an address is one of a page."""
    return file_of(url).endswith(".html")


def assets_of(url: str, page: bytes) -> Iterator[str]:
    """The addresses of scripts, styles and pictures that a page of this site loads."""
    folder = posixpath.dirname(file_of(url))
    for found in _LOADED.findall(page):
        reference = found.decode()
        if not _ELSEWHERE.match(reference):
            yield posixpath.normpath(posixpath.join(folder, reference))


def version(files: dict[str, str]) -> str:
    """One hash over addresses and hashes: another file or another address is another version."""
    return hashlib.sha256(_json(files)).hexdigest()[:HASH_DIGITS]


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=True, separators=(",", ":")).encode()
