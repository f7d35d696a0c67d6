"""What a check found before is said again only as long as no file changed."""

from __future__ import annotations

import os
import shutil
import time
from datetime import date
from pathlib import Path

import pytest

from support import PEILDATUM, ROOT
from zorgpaden.build import known
from zorgpaden.build.known import all_problems
from zorgpaden.problems import Problem

DAY = date.fromisoformat(PEILDATUM)
FILE = "data/gemeenten/waterrijk/voorzieningen/thuisadministratie-waterrijk.yml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the project, written long enough ago."""
    for name in ("data", "content"):
        shutil.copytree(ROOT / name, tmp_path / name)
    for file in tmp_path.rglob("*"):
        os.utime(file, (1, 1))
    # The time at which the system saw the change cannot be set back; it has to be past.
    time.sleep(0.1)
    return tmp_path


def look(folder: Path, day: date = DAY) -> list[Problem]:
    return all_problems(folder / "data", folder / "content", day)


def no_look(*_: object) -> None:
    raise AssertionError("the files were looked at")


def test_the_second_time_nothing_is_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = look(folder)
    assert [one.code for one in first if one.severity == "fout"] == []
    monkeypatch.setattr(known, "_look", no_look)
    assert look(folder) == first


def test_a_change_and_another_day_are_seen(folder: Path) -> None:
    first = look(folder)
    file = folder / FILE
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("telefoon: ", "telefoon: x", 1), encoding="utf-8")
    assert [one.path for one in look(folder) if one.severity == "fout"] == [FILE]
    file.write_text(text, encoding="utf-8")
    assert look(folder) == first
    assert len(look(folder, date(2040, 1, 1))) > len(first)


def test_what_was_written_a_moment_ago_is_looked_at_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It could change once more without a trace."""
    monkeypatch.setattr(time, "time_ns", lambda: max(one.stat().st_ctime_ns for one in folder.rglob("*.yml")))
    look(folder)
    monkeypatch.setattr(known, "_look", no_look)
    with pytest.raises(AssertionError, match="looked at"):
        look(folder)
