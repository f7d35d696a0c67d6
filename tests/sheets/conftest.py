"""A small whole project, and the import on it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from spreadsheets import Lees, tree, zorgpaden

from support import ROOT


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ROOT / "tests/checks/heel", tmp_path / "heel"))


@pytest.fixture
def refused(project: Path, capsys: pytest.CaptureFixture[str]) -> Lees:
    """Import a file that must be refused, with every permission to write; gives what was said."""

    def lees(file: Path, *options: str | Path) -> str:
        before = tree(project)
        layer = () if "--regio" in options else ("--gemeente", "waterdorp")
        assert zorgpaden(project, "import", file, *layer, "--schrijf", "--overschrijf", *options) == 1
        assert tree(project) == before
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        return said.out + said.err

    return lees


@pytest.fixture
def accepted(project: Path, capsys: pytest.CaptureFixture[str]) -> Lees:
    """Import a file that is good; gives what was said."""

    def lees(file: Path, *options: str | Path) -> str:
        code = zorgpaden(project, "import", file, "--gemeente", "waterdorp", *options)
        said = capsys.readouterr()
        assert code == 0, said.out + said.err
        return said.out + said.err

    return lees
