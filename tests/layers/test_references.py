"""What an entity refers to: in one collection the same as in all of them."""

from __future__ import annotations

from datetime import date

from support import ROOT
from zorgpaden.catalog import COLLECTIONS
from zorgpaden.checks import Context
from zorgpaden.project import load_project
from zorgpaden.references import references, referred


def test_ids_of_one_collection() -> None:
    catalog = load_project(ROOT / "data", ROOT / "content", Context(date(2026, 12, 1))).catalog
    found = 0
    for item in catalog.items():
        there = [(room, id_) for _, room, id_ in references(item.entity)]
        for room in COLLECTIONS.values():
            ids = [id_ for one, id_ in there if one == room]
            assert list(referred(item.entity, room)) == ids
            found += len(ids)
    assert found > 1000
