"""When a server builds again, and what it is told of the changes."""

from __future__ import annotations

from pathlib import Path

import pytest
from mkdocs.livereload import LiveReloadServer

from zorgpaden.mkdocs_plugin.serving import Serving


class Builds:
    """What a server asked for."""

    def __init__(self, folder: Path, *, missed: bool = False, enough: bool = True) -> None:
        self.asked: list[set[str] | None] = []
        self.whole = 0
        self._enough = enough
        self.server = LiveReloadServer(lambda: None, "127.0.0.1", 0, str(folder))
        Serving(self.server, [str(folder)], self._again, self._all, lambda: missed)

    def _again(self, changed: set[str] | None) -> bool:
        self.asked.append(changed)
        return self._enough

    def _all(self) -> None:
        self.whole += 1


@pytest.mark.parametrize("missed", [False, True])
def test_what_changed_during_the_first_build_is_built_at_once(tmp_path: Path, missed: bool) -> None:
    builds = Builds(tmp_path, missed=missed)
    assert builds.server._want_rebuild == missed
    builds.server.builder()
    assert builds.asked == ([None] if missed else [set()])
    assert not builds.whole


def test_a_saved_file_is_told(tmp_path: Path) -> None:
    builds = Builds(tmp_path)
    file = tmp_path / "a.yml"
    file.write_text("a")
    with builds.server._rebuild_cond:
        assert builds.server._rebuild_cond.wait_for(lambda: builds.server._want_rebuild, timeout=20)
    builds.server.builder()
    assert builds.asked in ([{str(file)}], [None])


def test_more_than_data_builds_all(tmp_path: Path) -> None:
    builds = Builds(tmp_path, enough=False)
    builds.server.builder()
    assert builds.whole == 1
