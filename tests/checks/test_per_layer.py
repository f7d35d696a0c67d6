"""The checks of one layer give exactly the problems of its files, and look at no others on the way."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from support import ROOT
from zorgpaden.catalog import Catalog
from zorgpaden.checks import Context, run_checks
from zorgpaden.loading import Laag
from zorgpaden.loading.records import LANDELIJK
from zorgpaden.problems import Problem
from zorgpaden.project import load_project

HERE = Path(__file__).parent
DAY = date(2026, 11, 23)
PROJECTS = {"gebroken": HERE / "gebroken", "heel": HERE / "heel", "echt": ROOT}


@pytest.fixture(scope="module", params=PROJECTS)
def catalog(request: pytest.FixtureRequest) -> Catalog:
    folder = PROJECTS[request.param]
    return load_project(folder / "data", folder / "content", Context(DAY)).catalog


def of_path(path: str) -> Laag:
    """The layer of a file, told by its folder."""
    root, _, rest = path.partition("/")
    soort = {"gemeenten": "gemeente", "regios": "regio"}.get(root)
    return Laag(soort, rest.partition("/")[0]) if soort else LANDELIJK


def lagen_of(catalog: Catalog) -> set[Laag]:
    return {LANDELIJK, *(item.source.laag for item in catalog.items())}


def problems(catalog: Catalog, lagen: frozenset[Laag] | None) -> set[Problem]:
    return set(run_checks(catalog, Context(DAY, lagen)))


def test_each_layer_gives_its_own_problems(catalog: Catalog) -> None:
    whole = problems(catalog, None)
    for laag in lagen_of(catalog):
        found = problems(catalog, frozenset({laag}))
        assert {of_path(problem.path) for problem in found} <= {laag}
        assert found == {problem for problem in whole if of_path(problem.path) == laag}, laag


def test_all_layers_together_give_everything(catalog: Catalog) -> None:
    assert problems(catalog, frozenset(lagen_of(catalog))) == problems(catalog, None)


class Unwalked(dict[str, Any]):
    """A collection in which one may look something up, but not go through everything."""

    def values(self) -> Any:
        raise AssertionError("a check of one layer goes through the whole country")

    items = values


def test_one_layer_walks_through_no_other(catalog: Catalog, monkeypatch: pytest.MonkeyPatch) -> None:
    assert catalog.bereik  # made once for all layers
    assert catalog.gebieden
    expected = {laag: problems(catalog, frozenset({laag})) for laag in lagen_of(catalog) - {LANDELIJK}}
    for name in ("voorzieningen", "gemeente_lagen", "regios", "zorgpad_lagen", "afspraken", "gebieden"):
        monkeypatch.setattr(catalog, name, Unwalked(getattr(catalog, name)))
    for laag, known in expected.items():
        assert problems(catalog, frozenset({laag})) == known
