"""The knowledge dossier: kinds, chapters, related pages, reading time. Pure questions about pages."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from zorgpaden import urls
from zorgpaden.catalog import Catalog, sort_key
from zorgpaden.loading.content import Page
from zorgpaden.model.kennis import Wijziging
from zorgpaden.urls import KINDS

WORDS_PER_MINUTE = 200
MOST_RELATED = 5
# What makes two pages related: the fields of the front matter that name something.
_SHARED = ("themas", "zorgpaden", "instrumenten", "interventies", "gemeenten", "regios")


def reading_minutes(text: str) -> int:
    """Whole minutes to read a Markdown text, at least one."""
    return max(1, math.ceil(len(re.findall(r"\w+", text)) / WORDS_PER_MINUTE))


@dataclass(frozen=True)
class Dossier:
    """The pages of a catalog, seen as a dossier."""

    catalog: Catalog

    @cached_property
    def pages(self) -> list[Page]:
        """Every page of the dossier, without the pages about the site itself."""
        return [page for page in self.catalog.pages if page.item.entity.soort in KINDS]

    def of_kind(self, soort: str) -> list[Page]:
        """Pages of one kind, chapters left out, by title."""
        found = [page for page in self.pages if page.item.entity.soort == soort and not page.item.entity.deel_van]
        return sorted(found, key=_title)

    def about(self, field: str, value: str) -> list[Page]:
        """Pages that name `value` in `field`, by kind and title."""
        found = [page for page in self.pages if value in getattr(page.item.entity, field)]
        return sorted(found, key=lambda page: (list(KINDS).index(page.item.entity.soort), _title(page)))

    def in_province(self, province: str) -> list[Page]:
        """Pages about a gemeente or region in this province."""
        return [page for page in self.about_any_place if province in self.provinces(page)]

    @cached_property
    def about_any_place(self) -> list[Page]:
        """Pages about some place, by title."""
        return sorted((page for page in self.pages if self.provinces(page)), key=_title)

    def provinces(self, page: Page) -> list[str]:
        """The provinces a page is about."""
        front, catalog = page.item.entity, self.catalog
        regios = [catalog.regios[id_].entity for id_ in front.regios if id_ in catalog.regios]
        places = [*front.gemeenten, *(id_ for regio in regios for id_ in regio.gemeenten)]
        return sorted({catalog.gemeenten[id_].provincie for id_ in places if id_ in catalog.gemeenten})

    @cached_property
    def all_provinces(self) -> list[str]:
        """Provinces that pages are about."""
        return sorted({province for page in self.pages for province in self.provinces(page)})

    @cached_property
    def _chapters(self) -> dict[str, list[Page]]:
        books: dict[str, list[Page]] = defaultdict(list)
        for page in self.pages:
            if page.item.entity.deel_van:
                books[page.path.rpartition("/")[0]].append(page)
        return {book: sorted(pages, key=lambda page: page.item.entity.volgorde) for book, pages in books.items()}

    def chapters(self, page: Page) -> list[Page]:
        """The chapters of the book that this page is the cover or a chapter of."""
        return self._chapters.get(page.path.rpartition("/")[0], [])

    def cover(self, page: Page) -> Page | None:
        """The cover of the book of a chapter."""
        if not page.item.entity.deel_van:
            return None
        wanted = f"{page.path.rpartition('/')[0]}/index"
        return next((one for one in self.pages if one.path == wanted), None)

    def neighbours(self, page: Page) -> tuple[Page | None, Page | None]:
        """The chapter before and after this one; the cover comes before the first."""
        chapters = self.chapters(page)
        if page not in chapters:
            return None, chapters[0] if chapters else None
        index = chapters.index(page)
        before = chapters[index - 1] if index else self.cover(page)
        return before, chapters[index + 1] if index + 1 < len(chapters) else None

    @cached_property
    def _labels(self) -> dict[str, frozenset[tuple[str, str]]]:
        return {
            page.path: frozenset((field, one) for field in _SHARED for one in getattr(page.item.entity, field))
            for page in self.pages
        }

    def related(self, page: Page) -> list[Page]:
        """Pages that share most with this one (Jaccard), other chapters of the same book left out."""
        mine = self._labels.get(page.path, frozenset())
        book = page.path.rpartition("/")[0] if page.item.entity.deel_van else None
        scored = []
        for other in self.pages:
            theirs = self._labels[other.path]
            same_book = book is not None and other.path.rpartition("/")[0] == book
            if other.path != page.path and not same_book and mine & theirs:
                scored.append((-len(mine & theirs) / len(mine | theirs), other.path, other))
        return [other for _, _, other in sorted(scored, key=lambda one: one[:2])[:MOST_RELATED]]


def changes(page: Page) -> list[Wijziging]:
    """The large changes of a page, newest first; small ones stay silent."""
    large = [one for one in page.item.entity.wijzigingen if one.soort == "groot"]
    return sorted(large, key=lambda one: one.op, reverse=True)


def address(page: Page) -> str:
    """Where a page is on the site."""
    return urls.dossier(page.path)


def _title(page: Page) -> str:
    return sort_key(page.item.entity.titel)
