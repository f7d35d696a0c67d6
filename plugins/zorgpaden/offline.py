"""What a device may keep: a list per gemeente, and the service worker that keeps it.

Made when all other files are there, because styles and hand-written pages come from the theme. Every file is
named with its hash: the worker takes a download only whole and from one and the same build.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from functools import cached_property

from zorgpaden import urls
from zorgpaden.build.kept import Kept, hash_in, size_in
from zorgpaden.catalog import Catalog
from zorgpaden.compact import compact
from zorgpaden.plan import place_pages
from zorgpaden.search import asset_urls
from zorgpaden.settings import Settings

SHARED = (urls.HOME, urls.ZOEKEN, urls.GEMEENTEN, urls.ZORGPADEN, urls.NIET_GEVONDEN)
HASH_DIGITS = 16


class Offline:
    """The lists and the worker for one site.

    `files` has what is known of each file, and `loads` what a national page loads by itself.
    """

    def __init__(
        self,
        catalog: Catalog,
        settings: Settings,
        files: Mapping[str, Kept],
        loads: Mapping[str, Iterable[str]],
    ) -> None:
        self.catalog, self.settings, self._files, self._loads = catalog, settings, files, loads

    def worker(self, script: str) -> bytes:
        """The service worker; `script` follows the line with the data."""
        shell = dict(sorted(self._hashes([urls.BEWAARD], self._loads).items()))
        data = compact({"versie": version(shell), "bestanden": shell}).decode()
        return f'"use strict";const SCHIL={data};\n{script}'.encode()

    def kept_of(self, gemeente_id: str, loads: Mapping[str, Iterable[str]]) -> bytes:
        """Everything a device keeps of one gemeente; `loads` is about its pages, and those of its help."""
        catalog = self.catalog
        pages = [output.url for output in place_pages(catalog, gemeente_id) if output.url.startswith(urls.GEMEENTEN)]
        pages += [urls.zorgpad(id_, gemeente_id) for id_ in catalog.zorgpaden]
        help_ = [urls.voorziening(item.id) for item in catalog.voorzieningen_in(gemeente_id)]
        data = [urls.GEMEENTELIJST, *asset_urls(catalog, self.settings, gemeente_id)]
        own = self._hashes([*pages, *help_, *data, *self._combining(gemeente_id)], loads)
        files = dict(sorted({**self._shared, **own}.items()))
        return compact(
            {
                "id": gemeente_id,
                "naam": catalog.gemeenten[gemeente_id].naam,
                "peildatum": self.settings.peildatum.isoformat(),
                "versie": version(files),
                "paginas": sum(is_page(url) for url in files),
                "bytes": sum(size_in(self._files[urls.file_of(url)]) for url in files),
                "bestanden": files,
            }
        )

    @cached_property
    def _shared(self) -> dict[str, str]:
        """What is kept of every gemeente."""
        return self._hashes([*SHARED, *(urls.zorgpad(id_) for id_ in self.catalog.zorgpaden)], self._loads)

    def _combining(self, gemeente_id: str) -> list[str]:
        """The combination guide, with its data where there are any."""
        data = (urls.combineergegevens(layer) for layer in ("landelijk", gemeente_id))
        there = [urls.COMBINEREN, *data] if self.catalog.combineren else []
        return [url for url in there if urls.file_of(url) in self._files]

    def _hashes(self, addresses: Iterable[str], loads: Mapping[str, Iterable[str]]) -> dict[str, str]:
        """These files and what they load, with their hashes."""
        files = {url: urls.file_of(url) for url in addresses}
        loaded = set().union(*(loads.get(file, ()) for file in files.values()))
        there = ((one, self._files.get(path)) for one, path in (files | {path: path for path in loaded}).items())
        return {one: hash_in(kept)[:HASH_DIGITS] for one, kept in there if kept}  # the last look tells what is missing


def is_page(url: str) -> bool:
    """Whether an address is one of a page."""
    return urls.file_of(url).endswith(".html")


def version(files: dict[str, str]) -> str:
    """One hash over addresses and hashes: another file or another address is another version."""
    return hashlib.sha256(compact(files)).hexdigest()[:HASH_DIGITS]
