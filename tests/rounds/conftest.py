"""Repositories to answer in, and the visitor of the browser tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from browser.conftest import AXE, address, visitor, width
from rounds.repository import Repo, make_repo, small_country
from support import CHROMIUM

__all__ = ["address", "visitor", "width"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Without a browser the tests that need one are skipped, with the command that helps."""
    if CHROMIUM and AXE.is_file():
        return
    for item in items:
        if Path(__file__).parent in item.path.parents and "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.skip(reason="geen browser of axe-core: scripts/browser"))


@pytest.fixture
def small(tmp_path: Path) -> Repo:
    """The small country in Git."""
    return make_repo(small_country(tmp_path / "klein"))
