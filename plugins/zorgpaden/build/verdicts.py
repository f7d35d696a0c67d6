"""What the checks say, per layer; a layer is judged again when something changed that its checks look at."""

from __future__ import annotations

from dataclasses import astuple
from datetime import date
from typing import Any

from zorgpaden.build.keys import Keys
from zorgpaden.build.store import Store
from zorgpaden.catalog import Catalog
from zorgpaden.checks import Context, run_without_page_checks
from zorgpaden.loading import Laag
from zorgpaden.loading.content import Page
from zorgpaden.loading.records import LANDELIJK
from zorgpaden.problems import Problem

NAME, PAGES = "oordelen", "oordelen-teksten"
Known = dict[str, list[Any]]
"""Per layer or page a key, and the problems."""


class Verdicts:
    """Problems by layer; of pages, what can be said of one without the others."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._now: Known = store.read_json(NAME) or {}
        self._pages: Known = store.read_json(PAGES) or {}

    def begin(self, keys: Keys) -> None:
        """Judge anew what has another key now."""
        self._keys = keys
        self._known, self._now = self._now, {}
        self._known_pages, self._pages = self._pages, {}

    def is_fresh(self, laag: Laag) -> bool:
        """Whether this layer need not be judged."""
        known = self._known.get(_name(laag))
        if known is None or known[0] != self._keys.verdict(laag):
            return False
        self._now[_name(laag)] = known
        return True

    def add(self, laag: Laag, problems: list[Problem]) -> None:
        """A layer was judged."""
        self._now[_name(laag)] = [self._keys.verdict(laag), [astuple(one) for one in problems]]

    def is_fresh_page(self, page: Page) -> bool:
        """Whether this page need not be judged."""
        known = self._known_pages.get(page.item.source.path)
        if known is None or known[0] != self._keys.page(page):
            return False
        self._pages[page.item.source.path] = known
        return True

    def add_page(self, page: Page, problems: list[Problem]) -> None:
        """A page was judged."""
        self._pages[page.item.source.path] = [self._keys.page(page), [astuple(one) for one in problems]]

    def keep(self) -> list[Problem]:
        """Write down all verdicts, and give their problems."""
        if self._now != self._known:
            self._store.write_json(NAME, self._now)
        if self._pages != self._known_pages:
            self._store.write_json(PAGES, self._pages)
        every = (*self._now.values(), *self._pages.values())
        return [Problem(*one) for _, problems in every for one in problems]


def judge_layer(catalog: Catalog, peildatum: date, laag: Laag) -> list[Problem]:
    """What the checks say of the files of one layer, but for what is said of single pages.

    After that its entities are forgotten: a country has many.
    """
    problems = run_without_page_checks(catalog, Context(peildatum, frozenset((laag,))))
    if laag != LANDELIJK:
        catalog.forget(laag)
    return problems


def _name(laag: Laag) -> str:
    return f"{laag.soort}/{laag.id}"
