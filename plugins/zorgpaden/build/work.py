"""Make groups of files: render, look them over, and put them in the tree. What came of it is kept as an outcome."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from zorgpaden.build.groups import Group, Made
from zorgpaden.build.kept import Kept
from zorgpaden.build.tree import Trees
from zorgpaden.trust.scan import Scan, Seen

Siblings = Callable[[str, bytes], Iterator[tuple[str, bytes]]]
"""Other forms of a file that come beside it: compressed ones."""


@dataclass(slots=True)
class Outcome:
    """What a group of files came to."""

    key: str
    files: dict[str, Kept] = field(default_factory=dict)
    addresses: list[str] = field(default_factory=list)
    """For search engines."""
    seen: Seen = field(default_factory=Seen)
    extra: Any = None

    def as_json(self) -> list[Any]:
        """As it is kept; only an outcome without faults is."""
        loads: dict[frozenset[str], list[str]] = {}
        for path, loaded in self.seen.loads.items():
            loads.setdefault(loaded, []).append(path)
        leads = [[*lead, path] for lead, path in self.seen.leads.items()]
        together = [[sorted(loaded), paths] for loaded, paths in loads.items()]
        return [self.key, self.files, self.addresses, leads, together, self.extra]


class Maker:
    """Makes groups in one process."""

    def __init__(self, trees: Trees, scan: Scan, siblings: Siblings) -> None:
        self._trees, self._scan, self._siblings = trees, scan, siblings

    def make(self, group: Group) -> Outcome:
        """All files of a group, looked over and in the tree."""
        outcome = self.put(group.key, group.make())
        outcome.extra = group.extra()
        return outcome

    def put(self, key: str, made: Iterable[Made]) -> Outcome:
        """Files that come from somewhere."""
        outcome = Outcome(key)
        for path, content, address in made:
            outcome.files[path] = self._trees.put(path, content)
            self._scan.add(path, content)
            for beside, squeezed in self._siblings(path, content):
                outcome.files[beside] = self._trees.put(beside, squeezed)
            if address:
                outcome.addresses.append(address)
        outcome.seen = self._scan.take()
        return outcome
