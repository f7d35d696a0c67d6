"""Where something stands: its file, and the page on which a reader sees it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlsplit

from zorgpaden import urls
from zorgpaden.catalog import Catalog
from zorgpaden.dossier import address
from zorgpaden.loading import Item, Laag
from zorgpaden.model import (
    Afspraak,
    Combineren,
    Dossierpagina,
    Gebied,
    Instrument,
    Interventie,
    Voorziening,
    Zorgpad,
    ZorgpadLaag,
)
from zorgpaden.plan import plan_pages

_BETWEEN = re.compile(r"[\s<>()\[\]{}\"'“”‘’`*|,;]+")
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")
_ROOMS = ("data", "content")
MOST_PARTS = 40


def whole_path(item: Item[Any]) -> str:
    """The file of an item as an editor sees it: `data/…` or `content/…`."""
    return f"{'content' if isinstance(item.entity, Dossierpagina) else 'data'}/{item.source.path}"


@dataclass(frozen=True)
class Sites:
    """The pages and files of a catalog. `site_url` ends with a slash, or is empty."""

    catalog: Catalog
    site_url: str = ""

    def page_of(self, item: Item[Any]) -> str | None:
        """Address, relative to the site, of the page where an item is shown; None when no page shows it."""
        entity = item.entity
        if isinstance(entity, Zorgpad):
            return urls.zorgpad(entity.id)
        if isinstance(entity, Voorziening):
            return urls.voorziening(entity.id)
        if isinstance(entity, Interventie):
            return urls.interventie(entity.id)
        if isinstance(entity, Instrument):
            return urls.instrument(entity.id)
        if isinstance(entity, Combineren):
            return urls.COMBINEREN
        if isinstance(entity, Dossierpagina):
            return urls.dossier(item.source.path.removesuffix(".md"))
        place = self._first_place(item.source.laag)
        if place and isinstance(entity, ZorgpadLaag):
            return urls.zorgpad(entity.id, place)
        return urls.gemeente(place) if place and isinstance(entity, Afspraak | Gebied) else None

    def page_of_file(self, path: str) -> str | None:
        """The page of what is in a file; None when there is no such file, or no page."""
        item = self.by_path.get(path)
        return self.page_of(item) if item else None

    @cached_property
    def by_path(self) -> dict[str, Item[Any]]:
        """Files that hold one thing, and the first thing in each list."""
        found: dict[str, Item[Any]] = {}
        for item in self.catalog.items():
            found.setdefault(whole_path(item), item)
        return found

    def _first_place(self, laag: Laag) -> str | None:
        return next((id_ for id_ in self.catalog.gemeenten_onder(laag) if id_ in self.catalog.gemeenten), None)

    def named_in(self, text: str) -> str | None:
        """The first page that a text names: by its address, else by its file, else by an id; None when none."""
        words = [word.strip(".:!?#") for word in _BETWEEN.split(text)]
        for find in (self._by_address, self._by_file, self._by_id):
            found = next((page for page in map(find, words) if page is not None), None)
            if found is not None:
                return found
        return None

    def _by_address(self, word: str) -> str | None:
        path = word
        if "://" in word:
            try:
                parts, site = urlsplit(word), urlsplit(self.site_url)
            except ValueError:
                return None
            if parts.scheme not in ("http", "https") or (site.netloc and parts.netloc.lower() != site.netloc):
                return None
            path = parts.path.removeprefix(site.path.rstrip("/"))
        elif "/" not in word:
            return None
        url = path.partition("#")[0].partition("?")[0].removesuffix("index.html").strip("/") + "/"
        return url if url in self._pages else None

    def _by_file(self, word: str) -> str | None:
        path = self.file_in(word.partition("#")[0].partition("?")[0])
        return self.page_of(self.by_path[path]) if path else None

    def file_in(self, text: str) -> str | None:
        """The file of ours that a longer path or address ends with; None when there is none."""
        parts = text.split("/")
        ends = ("/".join(parts[start:]) for start, part in enumerate(parts[:MOST_PARTS]) if part in _ROOMS)
        return next((path for path in ends if path in self.by_path), None)

    def _by_id(self, word: str) -> str | None:
        """Only ids of more than one word: others are too often just a word."""
        if not _ID.fullmatch(word):
            return None
        catalog = self.catalog
        named = (catalog.voorzieningen, catalog.zorgpaden, catalog.interventies, catalog.instrumenten)
        rooms: tuple[Mapping[str, Item[Any]], ...] = (*named, *catalog.afspraken.values())
        return next((self.page_of(room[word]) for room in rooms if word in room), None)

    @cached_property
    def _pages(self) -> frozenset[str]:
        planned = [output.url for output in plan_pages(self.catalog)]
        return frozenset([*planned, *map(address, self.catalog.pages)]) - {""}

    def title(self, page: str) -> str:
        """How a page is called; its address when it has no name of its own."""
        return self._titles.get(page, page)

    @cached_property
    def _titles(self) -> dict[str, str]:
        """Page → how it is called, for pages about one thing."""
        found: dict[str, str] = {}
        for item in self.catalog.items():
            page = self.page_of(item)
            name = getattr(item.entity, "titel", None) or getattr(item.entity, "naam", None)
            if page and name and not isinstance(item.entity, Afspraak):
                found.setdefault(page, name)
        for place in self.catalog.gemeenten.values():
            found[urls.gemeente(place.id)] = place.naam
            found[urls.sociale_kaart(place.id)] = f"Sociale kaart van {place.naam}"
            for pad in self.catalog.zorgpaden.values():
                found[urls.zorgpad(pad.entity.id, place.id)] = f"{pad.entity.titel} in {place.naam}"
        return found
