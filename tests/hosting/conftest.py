"""One project with everything a host can choose: its site and its settings, made once."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.register_assert_rewrite("hosting.serving", "hosting.wire")

from hosting.serving import NAME, PLACES, write_project, zorgpaden  # noqa: E402
from hosting.wire import BASE  # noqa: E402


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


@pytest.fixture(scope="session")
def base_settings(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same settings for a site below a path."""
    host = write_project(tmp_path_factory.mktemp("gastheer-pad"), f"https://{NAME}{BASE}")
    zorgpaden(host, "host", "--to", host / "server")
    return host / "server"
