"""A project as `load_project` gives it, sooner: read and judged anew only where something changed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import partial
from pathlib import Path

from zorgpaden.build.code import code_version
from zorgpaden.build.keys import Keys, digest
from zorgpaden.build.library import Library
from zorgpaden.build.pool import spread
from zorgpaden.build.store import Store
from zorgpaden.build.verdicts import Verdicts, judge_layer
from zorgpaden.catalog import Catalog
from zorgpaden.loading import Laag
from zorgpaden.loading.folders import Read
from zorgpaden.problems import Problem
from zorgpaden.project import Project, gather

MANY = 40
"""Layers that are judged by more than one process."""


def cache_folder(data: Path) -> Path:
    """Where a project keeps what can be worked out again: beside its data."""
    return data.resolve().parent / ".cache" / "zorgpaden"


def open_project(data: Path, content: Path, peildatum: date) -> Project:
    """The project in these folders, with all its problems on a day."""
    store = Store(cache_folder(data), code_version())

    def read(data: Path, content: Path) -> Read:
        return Library(data, content, store).read()

    def judge(catalog: Catalog, digests: dict[str, str]) -> list[Problem]:
        keys = Keys(catalog, digests, digest(code_version(), peildatum))
        verdicts = Verdicts(store, keys)
        stale = [laag for laag in catalog.alle_lagen if not verdicts.fresh(laag)]
        for found in spread(partial(_judge, catalog, peildatum), stale, MANY):
            for laag, problems in found:
                verdicts.add(laag, problems)
        return verdicts.keep()

    return gather(data, content, read, judge)


def _judge(catalog: Catalog, peildatum: date, lagen: Iterable[Laag]) -> list[tuple[Laag, list[Problem]]]:
    return [(laag, judge_layer(catalog, peildatum, laag)) for laag in lagen]
