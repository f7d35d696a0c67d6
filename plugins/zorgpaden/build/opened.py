"""A project as `load_project` gives it, sooner: read and judged anew only where something changed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import partial
from pathlib import Path

from zorgpaden.build.code import code_version
from zorgpaden.build.digest import digest
from zorgpaden.build.keys import Keys
from zorgpaden.build.library import Library
from zorgpaden.build.pool import spread
from zorgpaden.build.question import Folders
from zorgpaden.build.reach import Reach
from zorgpaden.build.store import Store, cache_folder
from zorgpaden.build.verdicts import Verdicts, judge_layer
from zorgpaden.catalog import Catalog
from zorgpaden.checks import run_page_checks
from zorgpaden.loading import Laag
from zorgpaden.loading.digests import Digests
from zorgpaden.problems import Problem
from zorgpaden.project import Project, gather

MANY = 40
"""Layers and pages that are judged by more than one process."""
What = Laag | int
"""What is judged: a layer, or the page with this number."""


class Opener:
    """Opens a project, and again after a change; then it reads only what changed since."""

    def __init__(self, data: Path, content: Path) -> None:
        self.data, self.content = data, content
        self._store = Store(cache_folder(data), code_version())
        self._library = Library(data, content, self._store)
        self._verdicts = Verdicts(self._store)
        self._reach: Reach | None = None

    def open(self, peildatum: date, folders: Folders) -> Project:
        """The project as it is in these folders."""
        read = partial(self._library.read, folders)
        return gather(self.data, self.content, lambda *_: read(), partial(self._problems, peildatum))

    def reach(self, catalog: Catalog, project: Project) -> Reach:
        """What layers look at, in the project that was opened or a part of it."""
        known = self._reach
        return known if known and catalog is project.catalog else Reach(catalog, project.digests)

    def _problems(self, peildatum: date, catalog: Catalog, digests: Digests) -> list[Problem]:
        before, reach = self._reach, Reach(catalog, digests)
        if before:
            reach.follow(before)
        else:
            reach.recall(self._store)
        self._reach = reach
        self._verdicts.begin(Keys(catalog, digests, reach, digest(code_version(), peildatum)))
        verdicts = self._verdicts
        pages = [number for number, page in enumerate(catalog.pages) if not verdicts.is_fresh_page(page)]
        stale = [laag for laag in catalog.alle_lagen if not verdicts.is_fresh(laag)]
        for found in spread(partial(_judge, catalog, peildatum), [*pages, *stale], MANY):
            for what, problems in found:
                if isinstance(what, Laag):
                    verdicts.add(what, problems)
                else:
                    verdicts.add_page(catalog.pages[what], problems)
        reach.keep(self._store)
        return self._verdicts.keep()


def _judge(catalog: Catalog, peildatum: date, some: Iterable[What]) -> list[tuple[What, list[Problem]]]:
    return [(one, _judge_one(catalog, peildatum, one)) for one in some]


def _judge_one(catalog: Catalog, peildatum: date, one: What) -> list[Problem]:
    return judge_layer(catalog, peildatum, one) if isinstance(one, Laag) else run_page_checks(catalog.pages[one])
