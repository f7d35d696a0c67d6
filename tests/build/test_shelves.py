"""What is known of a layer without opening its shelf, and a shelf that is not what it should be."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from country import DAY, Country

from zorgpaden.build import shelves
from zorgpaden.build.library import Library
from zorgpaden.build.opened import Opener
from zorgpaden.build.question import find_folders
from zorgpaden.build.store import Store
from zorgpaden.loading import Laag
from zorgpaden.loading.folders import Read
from zorgpaden.model import ZorgpadLaag
from zorgpaden.problems import DataProblems

WATERRIJK = Laag("gemeente", "waterrijk")


@pytest.fixture
def country(tmp_path: Path) -> Country:
    country = Country.new(tmp_path / "land")
    time.sleep(0.1)  # a file of a moment ago is not trusted
    return country


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The shelves that were opened."""
    found: list[str] = []
    take = shelves.take

    def noted(store: Store, name: str) -> dict[str, shelves.Any]:
        found.append(name)
        return take(store, name)

    monkeypatch.setattr(shelves, "take", noted)
    return found


def read(country: Country) -> Read:
    """As a new process reads it."""
    data, content = country.path / "data", country.path / "content"
    library = Library(data, content, Store(country.path / ".cache", "versie"))
    return library.read(find_folders(data, content))


def test_nothing_is_opened_to_know_what_others_can_name(country: Country, opened: list[str]) -> None:
    read(country)
    opened.clear()
    found = read(country)
    assert {"maatje", "team"} <= {item.id for item in found.items}
    assert next(item for item in found.items if item.id == "team").head["naam"]
    assert set(found.layered[ZorgpadLaag][WATERRIJK])
    assert opened == []
    assert next(item for item in found.items if item.id == "team").entity.naam
    assert opened == ["gemeente-waterrijk"]


def test_one_change_opens_one_shelf(country: Country, opened: list[str]) -> None:
    before = read(country)
    opened.clear()
    country.edit("data/gemeenten/waterrijk/voorzieningen/team.yml", "naam: ", "naam: Ander ")
    after = read(country)
    assert opened == ["gemeente-waterrijk"]
    assert after.digests.layers[WATERRIJK] != before.digests.layers[WATERRIJK]
    assert {**after.digests.layers, WATERRIJK: ""} == {**before.digests.layers, WATERRIJK: ""}


def test_a_shelf_that_is_gone_is_read_from_the_files(country: Country) -> None:
    read(country)
    found = read(country)
    (country.path / ".cache/plank/gemeente-waterrijk").unlink()
    items = found.layered[ZorgpadLaag][WATERRIJK]
    assert [item.entity.id for item in items.values()] == list(items)


def test_a_file_that_is_gone_since_it_was_listed_is_told_in_dutch(country: Country) -> None:
    read(country)
    found = read(country)
    (country.path / ".cache/plank/gemeente-waterrijk").unlink()
    file = country.path / "data/gemeenten/waterrijk/voorzieningen/team.yml"
    file.write_text("kapot: [")
    with pytest.raises(DataProblems) as told:
        assert next(item for item in found.items if item.id == "team").entity
    assert "veranderd" in str(told.value.problems[0])


def test_two_with_one_id_are_still_seen(country: Country) -> None:
    folder = country.path / "data/gemeenten/waterrijk/zorgpaden"
    first = sorted(folder.iterdir())[0]
    (folder / "zz-nog-een.yml").write_bytes(first.read_bytes())
    time.sleep(0.1)
    data, content = country.path / "data", country.path / "content"
    for _ in range(2):  # from the files, and from the shelf
        problems = Opener(data, content).open(DAY, find_folders(data, content)).problems
        assert {one.code for one in problems} >= {"dubbel-id", "id-bestandsnaam"}
