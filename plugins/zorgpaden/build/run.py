"""One build of a checked project: make what changed in a tree beside the site, look it over, and only then show it.

A build that stops anywhere before `show` leaves the site as it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import chain
from typing import Any

from zorgpaden import urls
from zorgpaden.build.groups import Group, Made, clusters, local_groups, national_groups, stand_group
from zorgpaden.build.keys import Keys, digest
from zorgpaden.build.outcomes import Outcomes
from zorgpaden.build.pool import spread
from zorgpaden.build.times import timed
from zorgpaden.build.tree import Kept
from zorgpaden.build.work import Maker, Outcome
from zorgpaden.build.workshop import Workshop
from zorgpaden.catalog import Catalog
from zorgpaden.loading import Laag
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
"""Groups of layers; up to so many are done without other processes."""


@dataclass(frozen=True)
class Pages:
    """What MkDocs makes: hand-written pages, styles and scripts."""

    shells: Mapping[str, str]
    """A page of the theme with slots, per way to the root (`../`)."""
    made: Sequence[Made] | None = None
    """The files; None when those of the last build have to do."""
    photos: str = ""
    """What else than text is in the content folder."""


class Build:
    """One build. Every file is in a group; a group of which the key is known is taken from the last build."""

    def __init__(
        self,
        catalog: Catalog,
        settings: Settings,
        digests: dict[str, str],
        pages: Pages,
        workshop: Workshop,
        *,
        squeezed: bool = False,
    ) -> None:
        """`squeezed`: with a compressed form beside each text."""
        self.catalog, self.settings, self._pages = catalog, settings, pages
        self.trees = workshop.trees
        self._outcomes = Outcomes(workshop.store, self.trees)
        basis = digest(workshop.version, settings_key(settings), *pages.shells.values(), squeezed)
        self._keys = Keys(catalog, digests, basis)
        self._site = Site(catalog, settings, pages.shells.__getitem__)
        self._siblings = _compressed if squeezed else _nothing
        self._made: list[Outcome] = []

    @property
    def shells(self) -> Mapping[str, str]:
        """The pages of the theme, for the next build."""
        return self._pages.shells

    def needs_pages(self) -> bool:
        """Whether MkDocs has to make its pages: those of the last build will not do."""
        return self._pages.made is None and not self._outcomes.knows(self._pages_group)

    def make(self) -> list[Problem]:
        """Make the new site beside the old one. Gives what is wrong with it; then it must not be shown."""
        self.trees.start()
        with timed("mkdocs"):
            self._take_pages()
        with timed("render"):
            groups = [*national_groups(self._site, self._keys), *chain.from_iterable(self._local.values())]
            self._make_all(groups)
        with timed("stand"):
            groups += self._make_here([self._stand()])
        with timed("bewaarlijst"):
            groups += self._make_here(self._kept())
            groups += self._make_here([self._last()])
        with timed("nakijken"):
            problems = self._judge()
        if not problems:
            with timed("lijst"):
                self._finish([self._pages_group, *groups])
        return problems

    def _judge(self) -> list[Problem]:
        files: dict[str, Kept] = {**self._files(), MANIFEST: []}
        seen = list(self._to_judge(files))
        problems = judge(seen, files, self._read, {})
        return judge(seen, files, self._read, page_sources(self.catalog, self._alleen)) if problems else []

    def _finish(self, groups: Iterable[Group]) -> None:
        wanted = self._files()
        hashes = {path: str(kept[0]) for path, kept in wanted.items() if not path.endswith((".gz", ".br"))}
        wanted[MANIFEST] = self.trees.put(MANIFEST, manifest(hashes))
        self.trees.finish(wanted)
        self._outcomes.keep(groups)

    @cached_property
    def _pages_group(self) -> Group:
        return Group(LANDELIJK, "mkdocs", digest(self._keys.pages, self._pages.photos), lambda: iter(()))

    def _take_pages(self) -> None:
        """What MkDocs made now, or what it made before."""
        group = self._pages_group
        if self._pages.made is not None:
            self._add(group, self._maker(frozenset()).put(group.key, self._pages.made))
        else:
            assert self._outcomes.fresh(group), "ask `needs_pages` first"

    @property
    def _alleen(self) -> tuple[str, ...]:
        return self.settings.alleen

    @cached_property
    def _local(self) -> dict[tuple[Laag, ...], list[Group]]:
        """The groups of each cluster of layers."""
        return {
            lagen: [group for laag in lagen for group in local_groups(self._site, self._keys, laag)]
            for lagen in clusters(self.catalog, self._alleen)
        }

    def _make_all(self, groups: list[Group]) -> None:
        """Make the groups that have to be, with all processors when they are many."""
        by_id = {group.id: group for group in groups}
        stale = {id_ for id_, group in by_id.items() if not self._outcomes.fresh(group)}
        tasks = [[id_] for id_, group in by_id.items() if group.laag == LANDELIJK and id_ in stale]
        tasks += ([group.id for group in mine if group.id in stale] for mine in self._local.values())
        maker = self._maker(self._sure())
        work = partial(_make_tasks, maker, by_id)
        for made in spread(work, [task for task in tasks if task], FEW, piece=1):
            for id_, outcome in made:
                self._add(by_id[id_], outcome)

    def _make_here(self, groups: Iterable[Group]) -> list[Group]:
        maker, done = self._maker(frozenset()), list(groups)
        for group in done:
            if not self._outcomes.fresh(group):
                self._add(group, maker.make(group))
        return done

    def _maker(self, sure: frozenset[str]) -> Maker:
        return Maker(self.trees, Scan(self.settings.site_url, sure), self._siblings)

    def _add(self, group: Group, outcome: Outcome) -> None:
        self._outcomes.add(group, outcome)
        self._made.append(outcome)

    def _sure(self) -> frozenset[str]:
        """Files that will be there: a link to one of them need not be looked at again."""
        pages = (f"{output.url}index.html" for output in plan_pages(self.catalog, self._alleen))
        return frozenset((*self._outcomes.now[self._pages_group.id].files, *pages))

    def _stand(self) -> Group:
        """How all data stand, from what every layer says of itself."""
        rows = {id_: one.extra for id_, one in self._outcomes.now.items() if one.extra}
        return stand_group(self._site, self._keys, rows)

    def _kept(self) -> Iterator[Group]:
        """What a device keeps, per gemeente."""
        national = (one for id_, one in self._outcomes.now.items() if id_.startswith("landelijk/"))
        shared = digest(*sorted((path, kept[0]) for one in national for path, kept in one.files.items()))
        for lagen in self._local:
            for laag in lagen:
                if self._site.has_pages(laag):
                    key = digest(self._keys.local(laag), shared)
                    yield Group(laag, "bewaarlijst", key, partial(self._list, laag.id))

    def _list(self, gemeente_id: str) -> Iterator[Made]:
        yield Made(urls.bewaarlijst(gemeente_id), self._offline.kept_of(gemeente_id))

    @cached_property
    def _offline(self) -> Offline:
        files: Any = self._files()
        loads = {path: found for one in self._now() for path, found in one.seen.loads.items()}
        return Offline(self.catalog, self.settings, files, loads)

    def _last(self) -> Group:
        """What names all other files."""
        addresses = sorted(address for one in self._now() for address in one.addresses)
        page = urls.file_of(urls.BEWAARD)
        shell = [self._files()[path][0] for path in (page, *self._offline_loads(page))]
        return Group(LANDELIJK, "slot", digest(self._keys.landelijk, *addresses, *shell), self._closing)

    def _offline_loads(self, page: str) -> list[str]:
        return sorted({path for one in self._now() for path in one.seen.loads.get(page, ())})

    def _closing(self) -> Iterator[Made]:
        script = (theme_folder() / urls.SERVICE_WORKER).read_text(encoding="utf-8")
        yield Made(urls.SERVICE_WORKER, self._offline.worker(script))
        if self.settings.site_url:
            addresses = [address for one in self._now() for address in one.addresses]
            yield Made("sitemap.xml", sitemap(addresses).encode())

    def _now(self) -> Iterable[Outcome]:
        return self._outcomes.now.values()

    def _files(self) -> dict[str, Kept]:
        """Every file so far."""
        return {path: kept for one in self._now() for path, kept in one.files.items()}

    def _to_judge(self, files: Mapping[str, Kept]) -> Iterator[Seen]:
        """What was made now; and of the rest what leads to that, or to what is gone."""
        yield from (one.seen for one in self._made)
        made, changed = set(map(id, self._made)), {path for one in self._made for path in one.files}
        for one in self._now():
            if id(one) not in made:
                open_ = (lead for lead in one.seen.leads if lead[0] in changed or lead[0] not in files)
                if leads := {lead: one.seen.leads[lead] for lead in open_}:
                    yield Seen(leads=leads)

    def _read(self, path: str) -> bytes:
        return (self.trees.fresh.folder / path).read_bytes()


def _make_tasks(maker: Maker, groups: Mapping[str, Group], tasks: list[list[str]]) -> list[tuple[str, Outcome]]:
    return [(id_, maker.make(groups[id_])) for task in tasks for id_ in task]


def _nothing(path: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    return iter(())


def _compressed(path: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    from zorgpaden.hosting.compress import siblings  # noqa: PLC0415  (only who compresses needs Brotli)

    return siblings(path, content)


def settings_key(settings: Settings) -> str:
    """A hash over all settings, with the content of the files that they name."""
    paths = (*settings.decap, *(path for files in settings.papier.values() for path in files))
    return digest(repr(settings), *(digest(path.read_bytes().hex()) for path in paths))
