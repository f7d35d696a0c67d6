"""The packages as files, an environment with them in it, and two projects as `init` makes them."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
from collections.abc import Callable
from pathlib import Path

import pytest
from own_project import Project, release

from support import PEILDATUM, run_zorgpaden


@pytest.fixture(scope="session")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `scripts/release` gives."""
    to = tmp_path_factory.mktemp("pakketten")
    done = release(to)
    assert done.returncode == 0, done.stdout + done.stderr
    return to


@pytest.fixture(scope="session")
def make_project(packages: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Project]:
    """A project with its packages installed from its own pins, checksums included, and nothing else of ours."""

    def make(*who: str) -> Project:
        folder = tmp_path_factory.mktemp("eigen")
        path, venv = folder / "eigen-site", folder / "venv"
        done = run_zorgpaden("init", *who, "--to", path, "--pakketten", packages, "--peildatum", PEILDATUM, cwd=folder)
        assert done.returncode == 0, done.stdout + done.stderr
        subprocess.run([sys.executable, "-m", "venv", "--without-pip", venv], check=True)
        (room,) = venv.glob("lib/python*/site-packages")
        # What others made comes from the environment of the tests. A folder named in a .pth file does not bring its own
        # .pth files, so the project that is installed there from its folder stays out.
        (room / "andere.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
        pip = [sys.executable, "-m", "pip", "--python", venv / "bin" / "python", "install", "--quiet", "--no-index"]
        pinned = ["--ignore-installed", "--no-deps", "--require-hashes", "--requirement", "pakketten.txt"]
        subprocess.run([*pip, *pinned], cwd=path, check=True)
        settings = {"ZORGPADEN_VENV": str(venv), "PYTHONUTF8": "1"}
        inherited = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
        return Project(path, inherited | settings)

    return make


@pytest.fixture(scope="session")
def roermond(make_project: Callable[..., Project]) -> Project:
    return make_project("roermond")


@pytest.fixture(scope="session")
def merenland(make_project: Callable[..., Project]) -> Project:
    return make_project("--regio", "merenland")
