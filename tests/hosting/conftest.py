"""One project with everything a host can choose: its site and its settings, made once."""

from __future__ import annotations

from pathlib import Path

import pytest

from hosting.serving import PLACES, write_project, zorgpaden


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the host."""
    return write_project(tmp_path_factory.mktemp("gastheer"))


@pytest.fixture(scope="session")
def site(project: Path) -> Path:
    """Its site."""
    zorgpaden(project, "build", "--to", project / "site", "--alleen", PLACES)
    return project / "site"


@pytest.fixture(scope="session")
def settings(project: Path) -> Path:
    """The settings for each kind of server."""
    zorgpaden(project, "host", "--to", project / "server")
    return project / "server"
