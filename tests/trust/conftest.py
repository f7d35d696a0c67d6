"""A small site, built once by the real command; and a copy of the project to break things in."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from trust_helpers import THREE

from support import PEILDATUM, ROOT, run_zorgpaden


def copy_project(to: Path) -> Path:
    """Everything a build reads."""
    for name in ("data", "content", "theme"):
        shutil.copytree(ROOT / name, to / name)
    shutil.copy(ROOT / "mkdocs.yml", to)
    return to


@pytest.fixture(scope="session")
def small_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three gemeenten. Only to be read."""
    target = tmp_path_factory.mktemp("klein") / "site"
    done = run_zorgpaden("build", "--to", target, "--alleen", THREE, "--peildatum", PEILDATUM)
    assert done.returncode == 0, done.stdout + done.stderr
    return target


@pytest.fixture
def site(small_site: Path, tmp_path: Path) -> Path:
    """A copy of it to break."""
    return Path(shutil.copytree(small_site, tmp_path / "site"))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return copy_project(tmp_path / "project")
