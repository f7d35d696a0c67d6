"""Two trees of a site: what is shown is always whole, and nothing is believed that was not made to the end."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from zorgpaden.build.store import Store
from zorgpaden.build.tree import Trees

Site = dict[str, str]
FIRST: Site = {"index.html": "voor", "a/index.html": "a", "b/c/index.html": "c"}
SECOND: Site = {"index.html": "voor", "a/index.html": "anders", "d/index.html": "d"}


class Places:
    """A target with a workshop beside it."""

    def __init__(self, folder: Path) -> None:
        self.target, self.shop = folder / "site", folder / ".site-bouw"
        self.shop.mkdir()

    def trees(self) -> Trees:
        """As a new process finds them."""
        trees = Trees(self.target, self.shop, Store(self.shop / "geheugen", "versie"))
        trees.believe_shown(trees.shown.changed())
        trees.believe_fresh(trees.fresh.changed())
        return trees

    def make(self, site: Site) -> Trees:
        """Everything but to show it."""
        trees = self.trees()
        trees.start()
        trees.finish({path: trees.put(path, content.encode()) for path, content in site.items()})
        return trees

    def build(self, site: Site) -> Trees:
        """A build by a process of its own."""
        trees = self.make(site)
        trees.show()
        return trees

    @property
    def shown(self) -> Site:
        return read(self.target)

    @property
    def ready(self) -> Site:
        return read(self.shop / "klaar")

    def number(self, path: str) -> int:
        """Of the file itself, whatever it is called."""
        return (self.target / path).stat().st_ino


def read(folder: Path) -> Site:
    files = (file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_text() for file in files}


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places(tmp_path)


def test_between_builds_the_two_are_the_same(places: Places) -> None:
    for site in (FIRST, SECOND, FIRST):
        places.build(site)
        assert places.shown == places.ready == site
    assert not (places.target / "d").exists()


def test_only_what_differs_is_written(places: Places) -> None:
    places.build(FIRST)
    same, other = places.number("index.html"), places.number("a/index.html")
    places.build(SECOND)
    assert places.number("index.html") == same
    assert places.number("a/index.html") != other
    assert places.number("index.html") == (places.shop / "klaar/index.html").stat().st_ino


def test_visitors_see_nothing_of_what_is_being_made(places: Places) -> None:
    places.build(FIRST)
    places.make(SECOND)
    assert places.shown == FIRST
    assert places.ready == SECOND


def test_what_was_made_but_not_shown_is_made_again(places: Places) -> None:
    places.build(FIRST)
    places.make(SECOND)
    trees = places.trees()
    assert trees.whole
    assert not trees.fresh.files
    places.build(SECOND)
    assert places.shown == places.ready == SECOND


def test_a_build_that_stopped_while_it_wrote_leaves_nothing(places: Places) -> None:
    places.build(FIRST)
    trees = places.trees()
    trees.start()
    trees.put("a/index.html", b"half")
    trees.put("los/index.html", b"half")
    places.build(SECOND)
    assert places.shown == places.ready == SECOND


def test_the_same_process_can_stop_and_begin_again(places: Places) -> None:
    trees = places.build(FIRST)
    trees.start()
    trees.put("a/index.html", b"half")
    trees.start()
    trees.finish({path: trees.put(path, content.encode()) for path, content in SECOND.items()})
    trees.show()
    assert places.shown == places.ready == SECOND


def change(file: Path) -> None:
    file.write_text("door iemand anders")


def take_away(file: Path) -> None:
    file.unlink()


@pytest.mark.parametrize("spoil", [change, take_away])
@pytest.mark.parametrize("where", ["site", ".site-bouw/klaar"])
def test_what_somebody_spoils_is_mended(places: Places, spoil: Callable[[Path], None], where: str) -> None:
    places.build(FIRST)
    spoil(places.target.parent / where / "a/index.html")
    places.build(FIRST)
    assert places.shown == places.ready == FIRST
    assert places.trees().whole


def test_another_folder_in_the_place_of_the_site_is_not_believed(places: Places) -> None:
    places.build(FIRST)
    shutil.copytree(places.target, places.shop / "kopie")
    shutil.rmtree(places.target)
    (places.shop / "kopie").rename(places.target)
    assert not places.trees().whole
    places.build(SECOND)
    assert places.shown == places.ready == SECOND


def test_a_disk_without_links_gets_copies(places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError

    monkeypatch.setattr(os, "link", refuse)
    places.build(FIRST)
    places.build(SECOND)
    assert places.shown == places.ready == SECOND
    assert places.trees().whole


@pytest.mark.parametrize("path", ["erbij.html", "a/erbij.html", "b/c/nieuw/erbij.html", "a/leeg/"])
def test_what_somebody_put_there_goes(places: Places, path: str) -> None:
    places.build(FIRST)
    for folder in (places.target, places.shop / "klaar"):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).mkdir() if path.endswith("/") else (folder / path).write_text("erbij")
    assert not places.trees().whole
    for site in (FIRST, SECOND):
        places.build(site)
        assert places.trees().whole
        assert places.shown == places.ready == site
    assert not list(places.target.rglob("leeg"))


def test_who_only_looks_changes_nothing(places: Places) -> None:
    places.build(FIRST)
    (places.target / "a/even.html").write_text("weg")
    (places.target / "a/even.html").unlink()
    assert places.trees().whole
