"""One build of a checked project: make what changed in a tree beside the site, look it over, and only then show it.

A build that stops anywhere before `show` leaves the site as it was.
"""

from __future__ import annotations

import re
from collections import ChainMap
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import chain
from pathlib import Path

from zorgpaden import urls
from zorgpaden.build.aside import both
from zorgpaden.build.digest import digest
from zorgpaden.build.groups import (
    SEARCH,
    ZORGPAD,
    Group,
    Made,
    clusters,
    local_groups,
    local_key,
    national_groups,
    stand_group,
)
from zorgpaden.build.kept import Kept, hash_in
from zorgpaden.build.keys import Keys
from zorgpaden.build.outcomes import KEPT, Damaged, Outcomes, Shelf
from zorgpaden.build.pool import spread
from zorgpaden.build.reach import Reach
from zorgpaden.build.times import timed
from zorgpaden.build.work import Maker, Outcome
from zorgpaden.build.workshop import Workshop
from zorgpaden.catalog import Catalog
from zorgpaden.loading import Laag
from zorgpaden.loading.digests import Digests
from zorgpaden.loading.records import LANDELIJK
from zorgpaden.offline import Offline
from zorgpaden.plan import plan_pages
from zorgpaden.problems import Problem
from zorgpaden.render.environment import theme_folder
from zorgpaden.render.sitemap import sitemap
from zorgpaden.settings import Settings
from zorgpaden.site import Site
from zorgpaden.trust.manifest import MANIFEST, manifest
from zorgpaden.trust.scan import Scan, Seen, judge
from zorgpaden.trust.sources import page_sources

FEW = 3
"""Groups of layers; fewer are done without a pool of processes."""
MANY = 40
"""Layers that are closed by more than one process."""
A_LOT = 1000
"""Groups; of more than so many most links lead to what is made as well."""


@dataclass(frozen=True)
class Pages:
    """What MkDocs makes: hand-written pages, styles and scripts."""

    shells: Mapping[str, str]
    """A page of the theme with slots, per way to the root (`../`)."""
    made: Sequence[Made] | None = None
    """The files; None when those of the last build have to do."""
    photos: str = ""
    """What else than text is in the content folder."""
    theme: str = ""
    """The signs of the templates, for who builds more than once."""


class Build:
    """One build. Every file is in a group; a group of which the key is known is taken from the last build."""

    def __init__(
        self,
        catalog: Catalog,
        settings: Settings,
        digests: Digests,
        reach: Reach,
        pages: Pages,
        workshop: Workshop,
        *,
        squeezed: bool = False,
        judged: bool = True,
    ) -> None:
        """`squeezed`: with a compressed form beside each text. `judged`: nothing that is wrong is shown."""
        self.catalog, self.settings, self._pages = catalog, settings, pages
        self.trees, self._outcomes = workshop.trees, workshop.outcomes
        basis = digest(workshop.version, settings_key(settings), *pages.shells.values(), pages.theme, squeezed)
        self._keys = Keys(catalog, digests, reach, basis)
        self._site = Site(catalog, settings, pages.shells.__getitem__)
        self._siblings = _compressed if squeezed else _nothing
        self._judged = judged
        self._seen: list[Seen] = []
        self._made: set[str] = set()
        """Pages that were made now."""

    @property
    def shells(self) -> Mapping[str, str]:
        """The pages of the theme, for the next build."""
        return self._pages.shells

    def needs_pages(self) -> bool:
        """Whether MkDocs has to make its pages: those of the last build will not do."""
        self._outcomes.begin()
        try:
            return self._pages.made is None and not self._outcomes.knows(self._pages_group)
        except Damaged:
            self._outcomes.forget()
            return True

    def make(self) -> list[Problem] | None:
        """Make the new site beside the old one. Gives what is wrong with it; then it must not be shown.

        None: what was remembered is damaged, and MkDocs has to make its pages after all.
        """
        try:
            return self._make()
        except Damaged:
            self._outcomes.forget()
            return None if self._pages.made is None else self._make()

    def _make(self) -> list[Problem]:
        self._seen.clear()
        self._made.clear()
        with timed("boom"):
            self.trees.start()
            self._outcomes.begin()
        with timed("sleutels"):
            stale = self._take()
        with timed("mkdocs"):
            self._take_pages()
        with timed("render"):
            self._make_all(stale)
        with timed("stand"):
            self._make_here([self._stand()])
        with timed("bewaarlijst"):
            self._make_kept()
            self._make_here([self._last()])
        with timed("nakijken"):
            problems = self._judge() if self._judged else []
        if not problems:
            with timed("lijst"):
                self._finish()
        return problems

    def _take(self) -> list[list[Group]]:
        """The groups that have to be made, those together that share much; the others are taken from the last build."""
        site, keys = self._site, self._keys
        groups = list(national_groups(site, keys))
        national = self._outcomes.take(LANDELIJK, digest(*(f"{one.name} {one.key}" for one in groups)), groups)
        known = self._national.raw.get(SEARCH)
        self._site.known_parts = known[-1] if known else None
        stale = [[group] for group in national]
        for lagen in self._clusters:
            mine = (self._outcomes.take(laag, local_key(keys, laag), local_groups(site, keys, laag)) for laag in lagen)
            stale.append([group for groups in mine for group in groups])
        self._outcomes.drop_others()
        return [groups for groups in stale if groups]

    @cached_property
    def _clusters(self) -> list[tuple[Laag, ...]]:
        return list(clusters(self.catalog, self.settings.alleen))

    def _take_pages(self) -> None:
        """What MkDocs made now, or what it made before."""
        group = self._pages_group
        if self._pages.made is not None:
            self._add(group, self._maker(frozenset()).put(group.key, self._pages.made))
        elif self._outcomes.also([group]):
            raise AssertionError("ask `needs_pages` first")

    @cached_property
    def _pages_group(self) -> Group:
        return Group(LANDELIJK, "mkdocs", digest(self._keys.pages, self._pages.photos), lambda: iter(()))

    def _make_all(self, stale: list[list[Group]]) -> None:
        """Make groups, with all processors when they are many."""
        if not stale:
            return
        groups = {group.id: group for some in stale for group in some}
        work = partial(_make_tasks, self._maker(self._there(len(groups))), self.catalog, groups)
        for made in _answers(work, stale, len(groups)):
            for id_, outcome in made:
                self._add(groups[id_], outcome)

    def _make_kept(self) -> None:
        """The lists of what a device keeps. With that a layer is done."""
        stale = {group.laag: group for group in self._outcomes.also(self._kept())}
        work = partial(_close, self._maker(frozenset()), self._outcomes, stale)
        for made in spread(work, list(stale), MANY):
            for laag, outcome, is_ready in made:
                self._add(stale[laag], outcome)
                if is_ready:
                    self._outcomes.ready.add(laag)

    def _make_here(self, groups: Iterable[Group]) -> None:
        maker = self._maker(frozenset())
        for group in self._outcomes.also(groups):
            self._add(group, maker.make(group))

    def _maker(self, sure: Collection[str]) -> Maker:
        return Maker(self.trees, Scan(self.settings.site_url, sure), self._siblings)

    def _add(self, group: Group, outcome: Outcome) -> None:
        self._outcomes.add(group, outcome)
        self._seen.append(Seen(outcome.seen.faults, outcome.seen.leads))
        self._made.update(path for path in outcome.files if path.endswith(".html"))

    def _there(self, many: int) -> Collection[str]:
        """Files that will be there: a link to one of them need not be looked at again."""
        if many < A_LOT:
            return self._outcomes.files
        pages = (f"{output.url}index.html" for output in plan_pages(self.catalog, self.settings.alleen))
        return frozenset((*self._outcomes.files, *pages))

    def _stand(self) -> Group:
        """How all data stand, from what every layer says of itself."""
        shelves = self._outcomes.now.values()
        keys = (shelf.about.row for shelf in shelves)
        return stand_group(self._site, self._keys, keys, lambda: (shelf.row() for shelf in shelves))

    def _kept(self) -> Iterator[Group]:
        """What a device keeps, per gemeente; help of elsewhere is in it as well."""
        files, offline = self._outcomes.files, self._offline
        made = (raw[1] for name, raw in self._national.raw.items() if name not in ("stand", "slot"))
        shared = digest(*sorted(f"{path} {hash_in(kept)}" for found in made for path, kept in found.items()))
        for laag in chain.from_iterable(self._clusters):
            if self._site.has_pages(laag):
                help_ = (urls.file_of(urls.voorziening(id_)) for id_ in self._keys.foreign(laag))
                pages = (hash_in(files[path]) for path in help_ if path in files)
                key = digest(local_key(self._keys, laag), shared, *pages)
                yield Group(laag, KEPT, key, partial(self._list, offline, laag))

    def _list(self, offline: Offline, laag: Laag) -> Iterator[Made]:
        near = {laag, LANDELIJK, *(item.source.laag for item in self.catalog.voorzieningen_in(laag.id))}
        loads = ChainMap(*(self._outcomes.now[one].loads for one in near if one in self._outcomes.now))
        yield Made(urls.bewaarlijst(laag.id), offline.kept_of(laag.id, loads))

    @property
    def _offline(self) -> Offline:
        return Offline(self.catalog, self.settings, self._outcomes.files, self._national.loads)

    @property
    def _national(self) -> Shelf:
        return self._outcomes.now[LANDELIJK]

    def _last(self) -> Group:
        """What names all other files."""
        files, page = self._outcomes.files, urls.file_of(urls.BEWAARD)
        shell = [hash_in(files.get(path, "")) for path in (page, *sorted(self._national.loads.get(page, ())))]
        addresses = (shelf.about.addresses for shelf in self._outcomes.now.values())
        return Group(LANDELIJK, "slot", digest(self._keys.landelijk, *addresses, *shell), self._closing)

    def _closing(self) -> Iterator[Made]:
        script = (theme_folder() / urls.SERVICE_WORKER).read_text(encoding="utf-8")
        yield Made(urls.SERVICE_WORKER, self._offline.worker(script))
        if self.settings.site_url:
            addresses = sorted(one for shelf in self._outcomes.now.values() for one in shelf.addresses())
            yield Made("sitemap.xml", sitemap(addresses).encode())

    def _judge(self) -> list[Problem]:
        files: dict[str, Kept] = {**self._outcomes.files, MANIFEST: ""}
        seen = list(self._to_judge(files))
        problems = judge(seen, files, self._read, {})
        return judge(seen, files, self._read, page_sources(self.catalog, self.settings.alleen)) if problems else []

    def _to_judge(self, files: Mapping[str, Kept]) -> Iterator[Seen]:
        """What was made now; and of the rest what leads to a file that is gone, or that lost an anchor."""
        yield from self._seen
        lost = self._lost(files)
        if not lost and self._outcomes.sure:
            return
        for shelf in self._outcomes.now.values():
            for value in shelf.raw.values():
                open_ = [lead for lead in value[3] if lead[0] in lost or lead[0] not in files]
                if open_:
                    yield Seen(leads={(file, anchor, loaded): path for file, anchor, loaded, path in open_})

    def _lost(self, files: Mapping[str, Kept]) -> set[str]:
        """Files of the site that is shown that are gone, or in which something is gone that a link can lead to."""
        if not self._outcomes.sure:
            return self._made
        shown = self.trees.shown
        lost = {path for path in shown.files if path not in files}
        for path in self._made:
            old = shown.files.get(path)
            if old and old != files[path] and not _anchors(shown.folder / path) <= _anchors(self._file(path)):
                lost.add(path)
        return lost

    def _file(self, path: str) -> Path:
        return self.trees.fresh.folder / path

    def _read(self, path: str) -> bytes:
        return self._file(path).read_bytes()

    def _finish(self) -> None:
        wanted = dict(sorted(self._outcomes.files.items()))  # nearly so already: the last list was sorted too
        if self._judged:  # the list is for who publishes
            hashes = {path: hash_in(kept) for path, kept in wanted.items() if not path.endswith((".gz", ".br"))}
            wanted[MANIFEST] = self.trees.put(MANIFEST, manifest(hashes))
        self._outcomes.keep(self.trees.finish(wanted))


Answer = list[tuple[str, Outcome]]
"""Per id of a group what it came to."""


def _answers(work: Callable[[list[list[str]]], Answer], stale: list[list[Group]], many: int) -> Iterator[Answer]:
    """What came of groups, as they are made; `many` is how many there are."""
    if len(stale) < FEW:  # pages of zorgpaden share much with each other, and little with other pages
        paths = [[group.id for group in some if group.name.startswith(ZORGPAD)] for some in stale]
        rest = [[group.id for group in some if not group.name.startswith(ZORGPAD)] for some in stale]
        yield from both(work, rest, paths) if any(paths) and any(rest) else [work(paths + rest)]
        return
    for part in _apart(stale) if many > A_LOT else [stale]:
        yield from spread(work, [[group.id for group in some] for some in part], FEW, piece=1)


def _apart(stale: list[list[Group]]) -> Iterator[list[list[Group]]]:
    """The nation, then the rest: a process that made something of the nation holds much of it, and had better end."""
    for national in (True, False):
        yield [some for some in stale if (some[0].laag == LANDELIJK) is national]


_ID = re.compile(rb' id="([^"]*)"')


def _anchors(file: Path) -> set[bytes]:
    """What a link can lead to in a page."""
    return set(_ID.findall(file.read_bytes()))


def _make_tasks(maker: Maker, catalog: Catalog, groups: Mapping[str, Group], tasks: list[list[str]]) -> Answer:
    made = []
    for task in tasks:
        made += [(id_, maker.make(groups[id_])) for id_ in task]
        for laag in {groups[id_].laag for id_ in task} - {LANDELIJK}:  # a country has too many to keep
            catalog.forget(laag)
    return made


def _close(
    maker: Maker, outcomes: Outcomes, groups: Mapping[Laag, Group], lagen: list[Laag]
) -> list[tuple[Laag, Outcome, bool]]:
    """Make the last group of each layer, and get its shelf ready; gives whether that went well."""
    made = []
    for laag in lagen:
        outcome = maker.make(groups[laag])
        outcomes.add(groups[laag], outcome)
        made.append((laag, outcome, outcomes.prepare(laag)))
    return made


def _nothing(path: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    return iter(())


def _compressed(path: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    from zorgpaden.hosting.compress import siblings  # noqa: PLC0415  (only who compresses needs Brotli)

    return siblings(path, content)


def settings_key(settings: Settings) -> str:
    """A hash over all settings, with the content of the files that they name."""
    paths = (*settings.decap, *(path for files in settings.papier.values() for path in files))
    return digest(repr(settings), *(digest(path.read_bytes().hex()) for path in paths))
