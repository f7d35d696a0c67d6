"""The outcomes of the last build: a group whose key is the same and whose files are still there is not made again.

Outcomes stand on a shelf per layer, with an overview of all shelves. When the site that is shown is the one of the
overview (`sure`), a layer of which all keys are the same is taken as a whole, and its shelf stays closed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any, NamedTuple

from zorgpaden.build.digest import digest
from zorgpaden.build.groups import ROW, Group
from zorgpaden.build.kept import Kept
from zorgpaden.build.store import Store
from zorgpaden.build.tree import Trees
from zorgpaden.build.work import Outcome
from zorgpaden.compact import compact
from zorgpaden.loading import Laag
from zorgpaden.trust.manifest import MANIFEST

OVERVIEW = "uitkomst/overzicht"
Raw = dict[str, list[Any]]
"""Outcomes as they are kept, by the name of their group."""


class About(NamedTuple):
    """What is known of a shelf without opening it."""

    key: str
    """Over what the keys of all groups are made of, but for those that are made last."""
    row: str = ""
    """A hash over what the layer says of how its data stand."""
    addresses: str = ""
    """A hash over the addresses of its pages."""
    last: Mapping[str, str] = {}
    """The keys of the groups that are made last."""


class Shelf:
    """The outcomes of one layer."""

    def __init__(self, about: About, open_: Callable[[], Raw]) -> None:
        self._about: About | None = about
        self._open = open_
        self._key = about.key
        self._raw: Raw | None = None
        self._loads: dict[str, Iterable[str]] | None = None

    @property
    def about(self) -> About:
        """What the overview says of it."""
        if self._about is None:
            last = {name: self.raw[name][0] for name in LAST if name in self.raw}
            addresses = digest(*sorted(self.addresses()))
            self._about = About(self._key, digest(compact(self.row()).decode()), addresses, last)
        return self._about

    @property
    def raw(self) -> Raw:
        """As they are kept, by the name of their group."""
        if self._raw is None:
            self._raw = self._open()
        return self._raw

    def put(self, name: str, value: list[Any]) -> None:
        """Another outcome of a group."""
        self.raw[name] = value
        self._about = self._loads = None

    def copy(self) -> Shelf:
        """The same, to change."""
        return Shelf(self.about, partial(dict, self.raw))

    def row(self) -> Any:
        """What the layer says of how its data stand."""
        return self.raw[ROW][-1]

    def addresses(self) -> list[str]:
        """Of its pages, for search engines."""
        return [one for value in self.raw.values() for one in value[2]]

    @property
    def loads(self) -> dict[str, Iterable[str]]:
        """Per page the files that it loads."""
        if self._loads is None:
            together = (one for value in self.raw.values() for one in value[4])
            self._loads = {path: loads for loads, paths in together for path in paths}
        return self._loads

    def files(self) -> Iterator[Mapping[str, Kept]]:
        """The files of each."""
        return (value[1] for value in self.raw.values())


class Damaged(Exception):
    """A shelf is not what the overview says of it. All has to be made again."""


READY = ".klaar"
"""How the name of a shelf ends that is not used yet."""
KEPT = "bewaarlijst"
LAST = (KEPT,)
"""Groups of a region or gemeente that are made when all others are there."""


class Outcomes:
    """Outcomes of the last build, and of this one."""

    def __init__(self, store: Store, trees: Trees) -> None:
        self._store, self._trees = store, trees
        self._site: str | None = None
        self._before: dict[Laag, Shelf] = {}
        self.now: dict[Laag, Shelf] = {}
        """Of everything that the new site has."""
        self.files: dict[str, Kept] = {}
        """Every file of the new site so far."""
        self.sure = False
        """Whether the site that is shown is the one that the last build made, as it made it."""
        self.ready: set[Laag] = set()
        """Layers of which the new shelf stands ready beside the old one."""

    def begin(self) -> None:
        """A new build begins; of one that was not shown nothing is used."""
        self._recall()
        self.sure = self._trees.whole and self._trees.shown.name == self._site
        self.files = dict(self._trees.shown.files) if self.sure else {}
        self.files.pop(MANIFEST, None)
        self.now = {}
        self.ready.clear()

    def _recall(self) -> None:
        """What was written down, unless this process made it itself."""
        if self._site is not None:
            return
        self._site, lagen = self._store.read_much(OVERVIEW) or ("", {})
        for name, about in lagen.items():
            laag, known = Laag(*name.split("/")), About(*about)
            self._before[laag] = Shelf(known, partial(self._opened, laag, known.key))

    def _opened(self, laag: Laag, key: str) -> Raw:
        found, raw = self._store.read_much(_name(laag)) or ("", {})
        if found != key:  # of a build that died, or of a disk that is full
            raise Damaged
        return raw

    def forget(self) -> None:
        """Use nothing of what was kept."""
        self._store.forget(OVERVIEW)
        self._site, self._before = "", {}

    def take(self, laag: Laag, key: str, groups: Iterable[Group]) -> list[Group]:
        """Take what the last build made of a layer; gives the groups that have to be made.

        `key` is over all that their keys are made of.
        """
        before = self._known(laag)
        if before.about.key == key and self._whole(before):
            self.now[laag] = before
            return []
        self.now[laag] = Shelf(About(key), dict)
        self._drop(before)
        return self.also(groups)

    def _whole(self, shelf: Shelf) -> bool:
        """Whether all files of a layer are still there."""
        if self.sure:
            return True
        if not shelf.raw or not all(map(self._is_shown, shelf.files())):
            return False
        for files in shelf.files():
            self.files.update(files)
        return True

    def drop_others(self) -> None:
        """Layers that are no longer there."""
        for laag in self._before.keys() - self.now.keys():
            self._drop(self._before[laag])

    def _drop(self, shelf: Shelf) -> None:
        if self.sure:
            for files in shelf.files():
                for path in files:
                    self.files.pop(path, None)

    def also(self, groups: Iterable[Group]) -> list[Group]:
        """The same for some groups of layers that were taken before."""
        stale = []
        for group in groups:
            before, now = self._known(group.laag), self.now[group.laag]
            if self.sure and before is now and before.about.last.get(group.name) == group.key:
                continue
            if self.knows(group):
                value = before.raw[group.name]
                if now is not before:
                    now.put(group.name, value)
                self.files.update(value[1])
            else:
                stale.append(group)
        return stale

    def knows(self, group: Group) -> bool:
        """Whether the last build made this group as it should be now, and its files are still there."""
        old = self._known(group.laag).raw.get(group.name)
        return bool(old and old[0] == group.key and (self.sure or self._is_shown(old[1])))

    def add(self, group: Group, outcome: Outcome) -> None:
        """A group was made."""
        shelf = self.now[group.laag]
        if shelf is self._before.get(group.laag):
            for path in shelf.raw.get(group.name, ("", ()))[1]:
                self.files.pop(path, None)
            shelf = self.now[group.laag] = shelf.copy()
        shelf.put(group.name, outcome.as_json())
        self.files.update(outcome.files)

    def keep(self, site: str) -> None:
        """Write down what changed; `site` is the name of the list of files of the new site."""
        for laag, shelf in self.now.items():
            if laag in self.ready:
                self._store.rename(f"{_name(laag)}{READY}", _name(laag))
            elif shelf is not self._before.get(laag):
                self._store.write_json(_name(laag), self._content(laag))
        about = {f"{laag.soort}/{laag.id}": shelf.about for laag, shelf in self.now.items()}
        self._store.write_json(OVERVIEW, [site, about])
        self._site, self._before = site, self.now

    def prepare(self, laag: Laag) -> bool:
        """Write the shelf of a layer of which all is made, beside the one that is used; False: that did not go."""
        return self._store.write_json(f"{_name(laag)}{READY}", self._content(laag))

    def _content(self, laag: Laag) -> list[Any]:
        shelf = self.now[laag]
        return [shelf.about.key, shelf.raw]

    def _known(self, laag: Laag) -> Shelf:
        if laag not in self._before:
            self._before[laag] = Shelf(About(""), dict)
        return self._before[laag]

    def _is_shown(self, files: Mapping[str, Kept]) -> bool:
        """Whether the site that is shown has these files, as they were made."""
        shown = self._trees.shown.files
        return all(shown.get(path) == kept for path, kept in files.items())


def _name(laag: Laag) -> str:
    return f"uitkomst/{laag.soort}-{laag.id}" if laag.id else f"uitkomst/{laag.soort}"
