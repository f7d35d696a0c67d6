"""What is kept is read back as it was written by the same code, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from zorgpaden.build.store import Nowhere, Store


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(tmp_path / "geheugen", "versie-1")
    store.write_json("map/naam", {"één": [1, 2]})
    return store


def test_what_was_written_is_read(store: Store) -> None:
    assert store.read_json("map/naam") == {"één": [1, 2]}
    assert store.read_json("map/iets anders") is None


def test_of_other_code_nothing_is_used(store: Store) -> None:
    assert Store(store.folder, "versie-2").read_json("map/naam") is None


@pytest.mark.parametrize("place", [0, 20, -1])
def test_one_byte_that_differs_is_enough(store: Store, place: int) -> None:
    file = store.folder / "map/naam"
    raw = bytearray(file.read_bytes())
    raw[place] ^= 1
    file.write_bytes(raw)
    assert store.read_json("map/naam") is None


def test_a_part_is_not_used(store: Store) -> None:
    file = store.folder / "map/naam"
    file.write_bytes(file.read_bytes()[:-1])
    assert store.read_json("map/naam") is None


def test_what_is_forgotten_is_gone(store: Store) -> None:
    store.forget("map/naam")
    store.forget("map/naam")
    assert store.read_json("map/naam") is None


def test_a_place_that_cannot_be_written_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / "bestand").write_text("geen map")
    store = Store(tmp_path / "bestand" / "geheugen", "versie")
    store.write_json("naam", 1)
    assert store.read_json("naam") is None


def test_nowhere_keeps_nothing(tmp_path: Path) -> None:
    store = Nowhere(tmp_path / "geheugen", "versie")
    store.write_json("naam", 1)
    store.write("naam", b"1")
    assert store.read_json("naam") is None
    assert not (tmp_path / "geheugen").exists()
