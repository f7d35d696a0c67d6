"""The outcomes of the last build: a group whose key is the same and whose files are still there is not made again.

Outcomes stand on a shelf per layer. A layer of which all keys are the same is taken as a whole, without a look at its
groups.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from zorgpaden.build.groups import Group
from zorgpaden.build.keys import digest
from zorgpaden.build.store import Store
from zorgpaden.build.tree import Kept, Trees
from zorgpaden.build.work import Outcome
from zorgpaden.loading import Laag


@dataclass(slots=True)
class Shelf:
    """The outcomes of one layer."""

    key: str
    """Over the keys of all groups, but for those that are made last."""
    raw: dict[str, list[Any]]
    """As they are kept, by the name of their group."""
    read: dict[str, Outcome] = field(default_factory=dict)

    def outcome(self, name: str) -> Outcome:
        """One of them."""
        if name not in self.read:
            self.read[name] = Outcome.from_json(self.raw[name])
        return self.read[name]

    def all(self) -> Iterator[Outcome]:
        """All of them."""
        return map(self.outcome, self.raw)

    def files(self) -> Iterator[Mapping[str, Kept]]:
        """The files of each."""
        return (value[1] for value in self.raw.values())


class Outcomes:
    """Outcomes of the last build, and of this one."""

    def __init__(self, store: Store, trees: Trees) -> None:
        self._store, self._trees = store, trees
        self._before: dict[Laag, Shelf] = {}
        self.now: dict[Laag, Shelf] = {}
        """Of everything that the new site has."""
        self._changed: set[Laag] = set()

    def begin(self) -> None:
        """A new build begins; what another one made and nobody saw is no use, see `_is_shown`."""
        self._before, self.now = {**self._before, **self.now}, {}
        self._changed.clear()

    def take(self, laag: Laag, groups: Iterable[Group]) -> list[Group]:
        """Take what the last build made of a layer; gives the groups that have to be made."""
        wanted = list(groups)
        key = digest(*(f"{group.name} {group.key}" for group in wanted))
        before = self._known(laag)
        if before.key == key and all(map(self._is_shown, before.files())):
            self.now[laag] = before
            return []
        self.now[laag] = Shelf(key, {})
        self._changed.add(laag)
        return self.also(wanted)

    def also(self, groups: Iterable[Group]) -> list[Group]:
        """The same for some groups of layers that were taken before."""
        stale = []
        for group in groups:
            if self.knows(group):
                self.now[group.laag].raw[group.name] = self._known(group.laag).raw[group.name]
            else:
                stale.append(group)
        return stale

    def knows(self, group: Group) -> bool:
        """Whether the last build made this group as it should be now, and its files are still there."""
        old = self._known(group.laag).raw.get(group.name)
        return bool(old and old[0] == group.key and self._is_shown(old[1]))

    def add(self, group: Group, outcome: Outcome) -> None:
        """A group was made."""
        shelf = self.now[group.laag]
        shelf.raw[group.name], shelf.read[group.name] = outcome.as_json(), outcome
        self._changed.add(group.laag)

    def keep(self) -> None:
        """Write down what changed."""
        for laag in self._changed:
            self._store.write_json(_name(laag), [self.now[laag].key, self.now[laag].raw])

    def _known(self, laag: Laag) -> Shelf:
        if laag not in self._before:
            self._before[laag] = Shelf(*(self._store.read_json(_name(laag)) or ("", {})))
        return self._before[laag]

    def _is_shown(self, files: Mapping[str, Kept]) -> bool:
        """Whether the site that is shown has these files, as they were made."""
        shown = self._trees.shown.files
        return all(shown.get(path) == kept for path, kept in files.items())


def _name(laag: Laag) -> str:
    return f"uitkomst/{laag.soort}-{laag.id}" if laag.id else f"uitkomst/{laag.soort}"
