"""The new site comes in place of the old one at once, whatever went wrong before."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from zorgpaden import publish as module
from zorgpaden.publish import fresh_folder, publish

Exchange = Callable[[Path, Path], bool]


def no_exchange(one: Path, other: Path) -> bool:
    """A system that cannot swap two folders in one step."""
    return False


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "site"


@pytest.fixture(params=["exchange", "rename"])
def swap(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both ways to swap."""
    if request.param == "rename":
        monkeypatch.setattr(module, "_exchange", no_exchange)
    return str(request.param)


@pytest.fixture
def dead_pid() -> int:
    """The number of a process that is certainly over."""
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
    return process.pid


def fill(folder: Path, text: str) -> Path:
    """A folder with a page, and a page deeper down."""
    (folder / "over").mkdir(parents=True, exist_ok=True)
    for name in ("index.html", "over/index.html"):
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def content(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in files}


def site(text: str) -> dict[str, str]:
    return {"index.html": text, "over/index.html": text}


def beside(target: Path) -> list[str]:
    """What stands in the folder of the site."""
    return sorted(path.name for path in target.parent.iterdir())


# --- publish ----------------------------------------------------------------------------------------


def test_first_time(target: Path, swap: str) -> None:
    publish(fill(fresh_folder(target), "nieuw"), target)
    assert content(target) == site("nieuw")
    assert beside(target) == ["site"]


def test_in_place_of_the_old_site(target: Path, swap: str) -> None:
    """What only the old site had is gone; nothing is left beside it."""
    fill(target, "oud")
    (target / "weg.html").write_text("oud", encoding="utf-8")
    publish(fill(fresh_folder(target), "nieuw"), target)
    assert content(target) == site("nieuw")
    assert beside(target) == ["site"]


def test_in_place_of_an_empty_folder(target: Path, swap: str) -> None:
    target.mkdir()
    publish(fill(fresh_folder(target), "nieuw"), target)
    assert content(target) == site("nieuw")
    assert beside(target) == ["site"]


def test_time_after_time(target: Path, swap: str) -> None:
    for text in ("een", "twee", "drie"):
        publish(fill(fresh_folder(target), text), target)
        assert content(target) == site(text)
        assert beside(target) == ["site"]


def test_neighbours_stay(target: Path, swap: str) -> None:
    """A site beside it, also one whose name begins the same."""
    names = ("site-twee", ".site-twee-bouw-1", "mkdocs.yml")
    for name in names:
        (target.parent / name).mkdir(parents=True)
    fill(target, "oud")
    publish(fill(fresh_folder(target), "nieuw"), target)
    assert beside(target) == sorted(["site", *names])


def test_old_site_stays_until_the_end(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Up to the swap the old site is there, whole; right after it the new one is."""
    fill(target, "oud")
    fresh = fill(fresh_folder(target), "nieuw")
    seen: list[dict[str, str]] = []
    exchange: Exchange = module._exchange

    def watched(one: Path, other: Path) -> bool:
        seen.append(content(target))
        done = exchange(one, other)
        seen.append(content(target))
        return done

    monkeypatch.setattr(module, "_exchange", watched)
    publish(fresh, target)
    if not sys.platform.startswith("linux"):
        pytest.skip("only Linux swaps in one step")
    assert seen == [site("oud"), site("nieuw")]


def test_old_site_is_set_aside_not_removed(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a swap in one step the old site is whole, under another name, until the new one is there."""
    monkeypatch.setattr(module, "_exchange", no_exchange)
    fill(target, "oud")
    fresh = fill(fresh_folder(target), "nieuw")
    aside = target.parent / ".site-vorige"
    steps: list[tuple[bool, bool]] = []
    rename = Path.rename

    def watched(self: Path, to: Path) -> Path:
        done = rename(self, to)
        assert not aside.exists() or content(aside) == site("oud")
        steps.append((target.exists(), aside.exists()))
        return done

    monkeypatch.setattr(Path, "rename", watched)
    publish(fresh, target)
    assert steps == [(False, True), (True, True)]
    assert content(target) == site("nieuw")
    assert beside(target) == ["site"]


def test_new_site_cannot_be_renamed(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program on Windows holds a file of it: the old site comes back and the caller hears of it."""
    monkeypatch.setattr(module, "_exchange", no_exchange)
    fill(target, "oud")
    fresh = fill(fresh_folder(target), "nieuw")
    rename = Path.rename

    def held(self: Path, to: Path) -> Path:
        if self == fresh:
            raise PermissionError("in use")
        return rename(self, to)

    monkeypatch.setattr(Path, "rename", held)
    with pytest.raises(PermissionError, match="in use"):
        publish(fresh, target)
    assert content(target) == site("oud")
    assert content(fresh) == site("nieuw")
    assert not (target.parent / ".site-vorige").exists()


def test_old_site_cannot_be_renamed(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_exchange", no_exchange)
    fill(target, "oud")
    fresh = fill(fresh_folder(target), "nieuw")

    def held(self: Path, to: Path) -> Path:
        raise PermissionError("in use")

    monkeypatch.setattr(Path, "rename", held)
    with pytest.raises(PermissionError):
        publish(fresh, target)
    assert content(target) == site("oud")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux swaps in one step")
def test_exchange(tmp_path: Path) -> None:
    """Two folders change names; when one is not there nothing happens."""
    one, other = fill(tmp_path / "een", "een"), fill(tmp_path / "twee é", "twee")
    if not module._exchange(one, other):
        pytest.skip("this disk cannot")
    assert (content(one), content(other)) == (site("twee"), site("een"))
    assert not module._exchange(one, tmp_path / "is-er-niet")
    assert content(one) == site("twee")


def test_no_exchange_outside_linux(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = fill(tmp_path / "een", "een"), fill(tmp_path / "twee", "twee")
    monkeypatch.setattr(module.sys, "platform", "win32")
    assert not module._exchange(one, other)
    assert content(one) == site("een")


def test_no_exchange_in_an_old_system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A C library without `renameat2`."""
    one, other = fill(tmp_path / "een", "een"), fill(tmp_path / "twee", "twee")
    monkeypatch.setattr(module.ctypes, "CDLL", lambda *_, **__: object())
    assert not module._exchange(one, other)
    assert content(one) == site("een")


# --- fresh_folder -----------------------------------------------------------------------------------


def test_fresh_folder(tmp_path: Path) -> None:
    """Empty, beside the target (so on the same disk), and the target itself is not made."""
    target = tmp_path / "diep" / "dieper" / "site"
    fresh = fresh_folder(target)
    assert fresh.parent == target.parent
    assert fresh.name == f".site-bouw-{os.getpid()}"
    assert list(fresh.iterdir()) == []
    assert not target.exists()


def test_fresh_folder_is_empty_again(target: Path) -> None:
    """Of a build of this same process that failed nothing is left."""
    fill(fresh_folder(target), "half")
    assert list(fresh_folder(target).iterdir()) == []


def test_fresh_folder_leaves_the_site_alone(target: Path) -> None:
    fill(target, "oud")
    fresh_folder(target)
    assert content(target) == site("oud")


def test_swap_that_died_half_way(target: Path) -> None:
    """The old site was set aside and the new one never came: the old one comes back."""
    fill(target.parent / ".site-vorige", "oud")
    fresh = fresh_folder(target)
    assert content(target) == site("oud")
    assert beside(target) == [fresh.name, "site"]


def test_swap_that_died_at_the_end(target: Path) -> None:
    """The new site is there and the old one was not removed yet: the new one stays."""
    fill(target, "nieuw")
    fill(target.parent / ".site-vorige", "oud")
    fresh = fresh_folder(target)
    assert content(target) == site("nieuw")
    assert beside(target) == [fresh.name, "site"]


def test_swap_after_one_that_died(target: Path, swap: str) -> None:
    fill(target.parent / ".site-vorige", "oud")
    publish(fill(fresh_folder(target), "nieuw"), target)
    assert content(target) == site("nieuw")
    assert beside(target) == ["site"]


def test_folder_of_a_dead_build(target: Path, dead_pid: int) -> None:
    fill(target.parent / f".site-bouw-{dead_pid}", "half")
    fill(target.parent / ".site-bouw-kopie", "half")
    fresh = fresh_folder(target)
    assert beside(target) == [fresh.name]


def test_folder_of_a_living_build(target: Path) -> None:
    """Somebody else builds to the same place at this moment."""
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as process:
        other = fill(target.parent / f".site-bouw-{process.pid}", "bezig")
        fresh = fresh_folder(target)
        assert content(other) == site("bezig")
        assert beside(target) == sorted([fresh.name, other.name])
        process.communicate(b"\n")
    fresh_folder(target)
    assert beside(target) == [fresh.name]


def test_folder_of_somebody_elses_build(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process of another user may not be asked anything, so it lives."""

    def forbidden(pid: int, signal: int) -> None:
        raise PermissionError

    monkeypatch.setattr(module.os, "kill", forbidden)
    other = fill(target.parent / ".site-bouw-4711", "bezig")
    fresh_folder(target)
    assert content(other) == site("bezig")
