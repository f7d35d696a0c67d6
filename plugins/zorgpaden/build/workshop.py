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
from zorgpaden.build.tree import Trees
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
        look = self._trees.look
        self._looked: Callable[[], Any] | None = aside(look) if self._trees.shown.files else look
        return self

    @property
    def trees(self) -> Trees:
        """The site, after a look at whether it is as it was built; that goes on while we do something else."""
        if self._looked:
            looked, self._looked = self._looked, None
            self._trees.believe(looked())
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
