"""The outcomes of the last build: a group whose key is the same and whose files are still there is not made again."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from zorgpaden.build.groups import Group
from zorgpaden.build.store import Store
from zorgpaden.build.tree import Trees
from zorgpaden.build.work import Outcome
from zorgpaden.loading import Laag


class Outcomes:
    """Outcomes by layer and name of their group."""

    def __init__(self, store: Store, trees: Trees) -> None:
        self._store, self._trees = store, trees
        self.now: dict[str, Outcome] = {}
        """By the id of the group: of everything that the new site has."""
        self._shelves: dict[str, dict[str, list[Any]]] = {}
        self._changed: set[str] = set()

    def knows(self, group: Group) -> bool:
        """Whether the last build made this group as it should be now, and its files are still shown."""
        value: Any = self._shelf(group.laag).get(group.name)
        shown = self._trees.shown
        return bool(value) and value[0] == group.key and all(shown.has(path, one[0]) for path, one in value[1].items())

    def fresh(self, group: Group) -> bool:
        """Whether the group need not be made; its outcome is then in `now`."""
        value = self._shelf(group.laag).get(group.name)
        if not value or value[0] != group.key:
            return False
        outcome = Outcome.from_json(value)
        if not all(self._trees.same(path, str(kept[0])) for path, kept in outcome.files.items()):
            return False
        self.now[group.id] = outcome
        return True

    def add(self, group: Group, outcome: Outcome) -> None:
        """A group was made."""
        self.now[group.id] = outcome
        if not outcome.seen.faults:
            self._shelf(group.laag)[group.name] = outcome.as_json()
            self._changed.add(_name(group.laag))

    def keep(self, groups: Iterable[Group]) -> None:
        """Write down what changed; `groups` are all groups that the site has."""
        names: dict[str, set[str]] = {}
        for group in groups:
            names.setdefault(_name(group.laag), set()).add(group.name)
        for shelf in self._changed:
            kept = {name: one for name, one in self._shelves[shelf].items() if name in names.get(shelf, ())}
            self._store.write_json(f"uitkomst/{shelf}", kept)

    def _shelf(self, laag: Laag) -> dict[str, list[Any]]:
        name = _name(laag)
        if name not in self._shelves:
            self._shelves[name] = self._store.read_json(f"uitkomst/{name}") or {}
        return self._shelves[name]


def _name(laag: Laag) -> str:
    return f"{laag.soort}-{laag.id}" if laag.id else laag.soort
