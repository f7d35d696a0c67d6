"""What the checks say, per layer; a layer is judged again when something changed that its checks look at."""

from __future__ import annotations

from dataclasses import astuple
from datetime import date
from typing import Any

from zorgpaden.build.keys import Keys
from zorgpaden.build.store import Store
from zorgpaden.catalog import Catalog
from zorgpaden.checks import Context, run_checks
from zorgpaden.loading import Laag
from zorgpaden.loading.records import LANDELIJK
from zorgpaden.problems import Problem

NAME = "oordelen"


class Verdicts:
    """Problems by layer."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._now: dict[str, list[Any]] = store.read_json(NAME) or {}

    def begin(self, keys: Keys) -> None:
        """Judge anew what has another key now."""
        self._keys, self._known, self._now = keys, self._now, {}

    def fresh(self, laag: Laag) -> bool:
        """Whether this layer need not be judged."""
        known = self._known.get(_name(laag))
        if known is None or known[0] != self._keys.verdict(laag):
            return False
        self._now[_name(laag)] = known
        return True

    def add(self, laag: Laag, problems: list[Problem]) -> None:
        """A layer was judged."""
        self._now[_name(laag)] = [self._keys.verdict(laag), [astuple(one) for one in problems]]

    def keep(self) -> list[Problem]:
        """Write down all verdicts, and give their problems."""
        if self._now != self._known:
            self._store.write_json(NAME, self._now)
        return [Problem(*one) for _, problems in self._now.values() for one in problems]


def judge_layer(catalog: Catalog, peildatum: date, laag: Laag) -> list[Problem]:
    """What the checks say of the files of one layer. After that its entities are forgotten: a country has many."""
    problems = run_checks(catalog, Context(peildatum, frozenset((laag,))))
    if laag != LANDELIJK:
        for item in catalog.items_van(laag):
            item.forget()
    return problems


def _name(laag: Laag) -> str:
    return f"{laag.soort}/{laag.id}"
