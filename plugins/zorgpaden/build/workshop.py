"""The folder beside a site in which the next one is made. One build at a time works there; others wait."""

from __future__ import annotations

import shutil
from pathlib import Path
from types import TracebackType
from typing import IO, Any

from zorgpaden.build.store import Store
from zorgpaden.build.tree import Trees, known_tree
from zorgpaden.publish import alive, restore

try:
    import fcntl
except ImportError:  # pragma: no cover  (a system without file locks)
    fcntl = None  # type: ignore[assignment]


MEMORY = "vraag"
"""Where the last question is kept, see `question.py`."""


def workshop_of(target: Path) -> Path:
    """The folder beside `target`: on the same disk, so that a site can be moved in one step."""
    return target.parent / f".{target.name}-bouw"


def memory_of(target: Path, version: str) -> Store:
    """What is known of the site at `target`."""
    return Store(workshop_of(target.absolute()) / "geheugen", version)


def is_shown(target: Path, version: str) -> bool:
    """Whether the site at `target` is whole and as it was built."""
    target = target.absolute()
    tree = known_tree(target, memory_of(target, version))
    return bool(tree.files) and not tree.changed()


class Workshop:
    """Open from `with` until the build is done."""

    def __init__(self, target: Path, version: str) -> None:
        """`version` names the code that builds."""
        self.target, self.version = target.absolute(), version
        self.folder = workshop_of(self.target)
        self.store = memory_of(self.target, version)
        self._lock: IO[Any] | None = None

    def __enter__(self) -> Workshop:
        from zorgpaden.build.outcomes import Outcomes  # noqa: PLC0415  (who only asks needs less)

        self.folder.mkdir(parents=True, exist_ok=True)
        self._lock = (self.folder / "slot").open("a")
        if fcntl:
            fcntl.flock(self._lock, fcntl.LOCK_EX)
        restore(self.target)
        for left in self.folder.glob("mkdocs-*"):  # of a build that died
            if not alive(left.name.rpartition("-")[2]):
                shutil.rmtree(left, ignore_errors=True)
        self.trees = Trees(self.target, self.folder, self.store)
        self.outcomes = Outcomes(self.store, self.trees)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._lock:
            self._lock.close()  # and so unlocked
