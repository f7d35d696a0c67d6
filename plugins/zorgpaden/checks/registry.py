"""The registry of checks, and how they are run."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from zorgpaden.catalog import Catalog
from zorgpaden.loading import Item, Laag
from zorgpaden.loading.content import Page
from zorgpaden.loading.records import LANDELIJK
from zorgpaden.model import Afspraak, Gemeente, Regio, Uitzondering, Voorziening, ZorgpadLaag
from zorgpaden.problems import Problem


@dataclass(frozen=True, slots=True)
class Context:
    """What a check may know besides the catalog, and which files it judges; no clock, no network.

    A check goes through what it judges with the methods below, and looks up anything else by its id. So the checks of
    one layer take the time of that layer, and give exactly the problems of its files.
    """

    peildatum: date
    lagen: frozenset[Laag] | None = None
    """The layers whose files are judged; None is all."""

    def judges(self, laag: Laag) -> bool:
        """Whether the files of this layer are judged."""
        return self.lagen is None or laag in self.lagen

    def items(self, catalog: Catalog) -> Iterator[Item[Any]]:
        """Every entity that is judged."""
        if self.lagen is None:
            return catalog.items()
        return (item for laag in self.lagen for item in catalog.items_van(laag))

    def voorzieningen(self, catalog: Catalog) -> Iterator[Item[Voorziening]]:
        """The voorzieningen that are judged."""
        if self.lagen is None:
            return iter(catalog.voorzieningen.values())
        return (item for laag in self.lagen for item in catalog.voorzieningen_van(laag))

    def regios(self, catalog: Catalog) -> Iterator[Item[Regio]]:
        """What the judged regions say about themselves."""
        return (item for item in self._gebieden(catalog) if isinstance(item.entity, Regio))

    def gemeenten(self, catalog: Catalog) -> Iterator[Item[Gemeente]]:
        """What the judged gemeenten say about themselves."""
        return (item for item in self._gebieden(catalog) if isinstance(item.entity, Gemeente))

    def _gebieden(self, catalog: Catalog) -> Iterator[Item[Any]]:
        lagen = catalog.gebieden if self.lagen is None else self.lagen
        return (item for laag in lagen for item in catalog.gebieden.get(laag, ()))

    def zorgpad_lagen(self, catalog: Catalog) -> Iterator[Item[ZorgpadLaag]]:
        """The files that are judged of zorgpaden in regions and gemeenten."""
        lagen = catalog.zorgpad_lagen if self.lagen is None else self.lagen
        return (item for laag in lagen for item in catalog.zorgpad_lagen.get(laag, {}).values())

    def afspraken(self, catalog: Catalog) -> Iterator[Item[Afspraak]]:
        """The afspraken that are judged."""
        lagen = catalog.afspraken if self.lagen is None else self.lagen
        return (item for laag in lagen for item in catalog.afspraken.get(laag, {}).values())


Check = Callable[[Catalog, Context], Iterator[Problem]]
REGISTRY: dict[str, Check] = {}
PageCheck = Callable[[Page], Iterator[Problem]]
PAGE_CHECKS: dict[str, PageCheck] = {}
"""Those of the registry that look at one page only."""


def check(code: str, *, landelijk: bool = False) -> Callable[[Check], Check]:
    """Register a check under its stable code; `landelijk` if it judges only national files."""

    def register(function: Check) -> Check:
        assert code not in REGISTRY, f"check {code} exists already"
        assert function.__doc__, f"check {code} has no rule"
        REGISTRY[code] = _national(function) if landelijk else function
        return function

    return register


def _national(function: Check) -> Check:
    @functools.wraps(function)
    def judge(catalog: Catalog, context: Context) -> Iterator[Problem]:
        return function(catalog, context) if context.judges(LANDELIJK) else iter(())

    return judge


def page_check(code: str) -> Callable[[PageCheck], PageCheck]:
    """Register a check that looks at one page of the dossier and at nothing else."""

    def register(function: PageCheck) -> PageCheck:
        PAGE_CHECKS[code] = function

        @functools.wraps(function)
        def judge(catalog: Catalog, context: Context) -> Iterator[Problem]:
            return (problem for page in catalog.pages for problem in function(page))

        check(code, landelijk=True)(judge)
        return function

    return register


def run_checks(catalog: Catalog, context: Context) -> list[Problem]:
    """All problems of all checks, in the files that `context` judges."""
    return [problem for function in REGISTRY.values() for problem in function(catalog, context)]


def run_without_page_checks(catalog: Catalog, context: Context) -> list[Problem]:
    """The same, but for what `run_page_checks` says."""
    rest = (function for code, function in REGISTRY.items() if code not in PAGE_CHECKS)
    return [problem for function in rest for problem in function(catalog, context)]


def run_page_checks(page: Page) -> list[Problem]:
    """All problems of a page that say nothing about other files."""
    return [problem for function in PAGE_CHECKS.values() for problem in function(page)]


def without_exceptions(catalog: Catalog, problems: list[Problem], room: str) -> list[Problem]:
    """Problems without the warnings that were accepted; an exception nobody needs is a warning itself.

    `room` is the name of the data folder: an exception may name its file with or without it.
    """
    used: set[tuple[str, str]] = set()
    accepted = {_target(item, room) for item in catalog.uitzonderingen}
    kept = []
    for problem in problems:
        key = (problem.path, problem.code)
        if problem.severity == "waarschuwing" and key in accepted:
            used.add(key)
        else:
            kept.append(problem)
    for item in catalog.uitzonderingen:
        if _target(item, room) not in used:
            message = f"deze uitzondering voor “{item.entity.code}” is niet meer nodig"
            over = item.source.problem((), "uitzondering-over", message, "Haal haar weg.", "waarschuwing")
            kept.append(replace(over, path=f"{room}/{over.path}"))
    return kept


def _target(item: Item[Uitzondering], room: str) -> tuple[str, str]:
    """(path, code) that an exception is about."""
    path = item.entity.bestand
    return path if path.startswith((f"{room}/", "content/")) else f"{room}/{path}", item.entity.code
