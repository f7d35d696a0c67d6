"""The folder beside a site in which the next one is made. One build at a time works there; others wait."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import IO, TYPE_CHECKING, Any

from zorgpaden.build.aside import aside
from zorgpaden.build.store import Nowhere, Store
from zorgpaden.build.tree import Tree, Trees
from zorgpaden.publish import alive, restore

if TYPE_CHECKING:
    from zorgpaden.build.outcomes import Outcomes

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


Look = Callable[[], Any]
"""Gives which files of a tree were changed by somebody else."""


def _begin(tree: Tree) -> Look:
    if not tree.files:
        return tree.changed
    looks = [aside(look, humbly=True) for look in (tree.spoiled, tree.strange)]
    return lambda: [path for look in looks for path in look()]


class Workshop:
    """Open from `with` until the build is done."""

    def __init__(self, target: Path, version: str, *, lasting: bool = True) -> None:
        """`version` names the code that builds; `lasting`: what is made now is remembered for other processes."""
        self.target, self.version = target.absolute(), version
        self.folder = workshop_of(self.target)
        self.store = memory_of(self.target, version) if lasting else Nowhere(self.folder, version)
        self._lock: IO[Any] | None = None

    def __enter__(self) -> Workshop:
        self.folder.mkdir(parents=True, exist_ok=True)
        self._lock = (self.folder / "slot").open("a")
        if fcntl:
            fcntl.flock(self._lock, fcntl.LOCK_EX)
        restore(self.target)
        for left in self.folder.glob("mkdocs-*"):  # of a build that died
            if not alive(left.name.rpartition("-")[2]):
                shutil.rmtree(left, ignore_errors=True)
        self._trees = Trees(self.target, self.folder, self.store)
        self._shown: Look | None = _begin(self._trees.shown)
        self._fresh: Look | None = self._trees.fresh.changed
        return self

    def is_whole(self) -> bool:
        """Whether the site that is shown is as it was built; that was looked at while we did something else."""
        if self._shown:
            look, self._shown = self._shown, None
            self._trees.believe_shown(look())
        return self._trees.whole

    def look_further(self) -> None:
        """Begin to look at the tree that stands ready, for a build that is about to be made."""
        self._fresh = _begin(self._trees.fresh)

    @property
    def trees(self) -> Trees:
        """The site, after a look at both trees."""
        self.is_whole()
        if self._fresh:
            look, self._fresh = self._fresh, None
            self._trees.believe_fresh(look())
        return self._trees

    @cached_property
    def outcomes(self) -> Outcomes:
        """What the last build made."""
        from zorgpaden.build.outcomes import Outcomes  # noqa: PLC0415  (who only asks needs less)

        return Outcomes(self.store, self.trees)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._lock:
            self._lock.close()  # and so unlocked
