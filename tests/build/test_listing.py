"""What is in a folder, listed whole or one file at a time."""

from __future__ import annotations

import shutil
from pathlib import Path
from random import Random

import pytest

from zorgpaden.build.question import find_folders
from zorgpaden.listing import files, listing, relisted
from zorgpaden.watching import Heard


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for path in ("a/een.yml", "a/twee.yml", "b/c/drie.yml", "vier.yml", ".verborgen/vijf.yml"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(path)
    return tmp_path


def test_hidden_files_and_links_are_no_files(folder: Path) -> None:
    (folder / "link.yml").symlink_to(folder / "vier.yml")
    tree = listing(folder)
    assert tree["link.yml"] is None
    assert [path for path, _ in files(tree)] == ["a/een.yml", "a/twee.yml", "b/c/drie.yml", "vier.yml"]


def test_one_file_at_a_time_gives_the_whole(folder: Path) -> None:
    dice, tree = Random(3), listing(folder)  # noqa: S311  (edits, not secrets)
    for turn in range(60):
        path = f"{dice.choice(('a', 'b/c', '.'))}/{dice.choice(('een', 'twee', 'nul', '.weg'))}.yml".removeprefix("./")
        file = folder / path
        if file.is_file() and dice.random() < 0.4:
            file.unlink()
        else:
            file.write_text(str(turn))
        before, tree = tree, relisted(tree, str(folder), path)
        assert list(files(tree)) == list(files(listing(folder)))
        assert before is not tree or path.rpartition("/")[2].startswith(".")


def test_what_did_not_change_stays_the_same_object(folder: Path) -> None:
    tree = listing(folder)
    (folder / "a/een.yml").write_text("anders")
    now = relisted(tree, str(folder), "a/een.yml")
    assert now["b"] is tree["b"]
    assert now["a"] != tree["a"]


def test_folders_after_a_change(folder: Path) -> None:
    content = folder / "b"
    before = find_folders(folder / "a", content)
    (folder / "a/een.yml").write_text("anders")
    (folder / "vier.yml").write_text("niet van ons")
    after = before.after(folder / "a", [str(folder / "a/een.yml"), str(folder / "vier.yml")])
    assert after.data == listing(folder / "a")
    assert after.key == find_folders(folder / "a", content).key != before.key


def test_a_folder_that_is_not_there_is_empty(folder: Path) -> None:
    shutil.rmtree(folder / "b")
    assert find_folders(folder / "a", folder / "b").content == {}


def test_until_somebody_asked_anything_may_have_changed() -> None:
    heard = Heard()
    heard.tell(["a"])
    assert heard.ask() is None
    heard.tell(["a"])
    heard.tell(["b", "a"])
    assert heard.ask() == {"a", "b"}
    assert heard.ask() == set()
    heard.tell(["a"])
    heard.tell(None)
    assert heard.ask() is None
