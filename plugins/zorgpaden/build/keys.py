"""What the parts of a site depend on, as hashes: equal keys, equal bytes.

Five things can change: the code with its settings (`basis`), the national layer (`landelijk`), one zorgpad of it, the
layers over a gemeente, and help of elsewhere that people of the gemeente use. A key says all that a group of files can
show; what it leaves out, these files may not look at. `tests/build/` holds the keys to that.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any

from zorgpaden.build.digest import digest
from zorgpaden.build.reach import Reach
from zorgpaden.catalog import Catalog
from zorgpaden.loading import Item, Laag
from zorgpaden.loading.content import Page
from zorgpaden.loading.digests import Digests
from zorgpaden.loading.records import LANDELIJK

PATHS = "landelijk/zorgpaden/"


class Keys:
    """The keys of one build."""

    def __init__(self, catalog: Catalog, digests: Digests, reach: Reach, basis: str) -> None:
        """`basis` stands for the code, the theme and the settings."""
        self._catalog, self._digests, self._reach, self.basis = catalog, digests, reach, basis
        self._local: dict[Laag, str] = {}

    @cached_property
    def landelijk(self) -> str:
        """The national layer and the dossier, but for the running text of zorgpaden and pages."""
        catalog = self._catalog
        paths = ((path, one) for path, one in sorted(self._digests.files.items()) if self._is_national(path))
        outlines = ((id_, item.head["omtrek"]) for id_, item in catalog.zorgpaden.items())
        pages = ((page.path, page.item.head["omtrek"]) for page in catalog.pages)
        return digest(self.basis, *paths, *outlines, *pages, *self._places(), *self._everywhere())

    def _is_national(self, path: str) -> bool:
        """Whether a file is of the national layer, and no zorgpad or page: those have an outline."""
        if path.startswith(("regios/", "gemeenten/")):
            return path in self._catalog.uit_basis
        return not path.startswith(PATHS) and not path.endswith(".md")

    def _places(self) -> Iterator[object]:
        """Which gemeenten and regions there are; a region has a page nowhere, so its name is all that others show."""
        catalog = self._catalog
        yield from ((one.id, one.naam, one.provincie, one.voorbeeld) for one in catalog.gemeenten.values())
        yield from ((id_, item.entity.naam, item.entity.gemeenten) for id_, item in catalog.regios.items())
        yield catalog.dossier

    def _everywhere(self) -> Iterator[str]:
        """Help of a region or gemeente that works in the whole country, and what that names: every page can show it."""
        catalog = self._catalog
        todo = [item for item in catalog.landelijke_voorzieningen if item.source.laag != LANDELIJK]
        seen: set[str] = set()
        while todo:
            item = todo.pop()
            if item.id not in seen:
                seen.add(item.id)
                yield f"{item.source.path} {self._file(item)}"
                todo += (catalog.voorzieningen[id_] for id_ in item.head["noemt"] if id_ in catalog.voorzieningen)

    def zorgpad(self, id_: str) -> str:
        """The page of a national zorgpad."""
        return digest(self.landelijk, self._file(self._catalog.zorgpaden[id_]))

    @cached_property
    def paths(self) -> str:
        """The pages of all national zorgpaden."""
        return digest(*(f"{id_} {self._file(item)}" for id_, item in self._catalog.zorgpaden.items()))

    @cached_property
    def texts(self) -> str:
        """All national text, with that of the zorgpaden and of the dossier."""
        return digest(self.landelijk, self.paths, self.pages)

    @cached_property
    def pages(self) -> str:
        """Hand-written pages: their text, and what stands around it."""
        return digest(self.landelijk, *(self._file(page.item) for page in self._catalog.pages))

    @cached_property
    def gebieden(self) -> str:
        """What regions and gemeenten say about themselves, and which of them have help or text of their own."""
        catalog = self._catalog
        own = (item for room in (catalog.regios, catalog.gemeente_lagen) for item in room.values())
        filled = ((laag.soort, laag.id, *files) for laag, files in catalog.zorgpad_lagen.items())
        helped = (id_ for id_ in catalog.gemeenten if catalog.heeft_eigen_hulp(id_))
        return digest(self.landelijk, *map(self._file, own), *filled, *helped)

    @cached_property
    def everything(self) -> str:
        """All ids that others can name."""
        return digest(self.texts, self.gebieden, self._reach.heads)

    def local(self, laag: Laag) -> str:
        """What is shown of a layer: its files, those of its region, and the help of elsewhere."""
        found = self._local.get(laag)
        if found is None:
            found = self._local[laag] = digest(self.landelijk, self._reach.shown(laag))
        return found

    def local_zorgpad(self, laag: Laag, id_: str) -> str:
        """The page of a zorgpad in a gemeente."""
        return digest(self.local(laag), self._file(self._catalog.zorgpaden[id_]))

    def foreign(self, laag: Laag) -> list[str]:
        """The ids of help from elsewhere that a layer looks at."""
        return [PurePosixPath(path).stem for path in self._reach.foreign(laag)]

    def verdict(self, laag: Laag) -> str:
        """What the checks look at to judge the files of a layer."""
        if laag == LANDELIJK:
            return self.everything
        below = self._catalog.gemeenten_onder(laag) if laag.soort == "regio" else ()
        return digest(self.local(laag), *(self.local(Laag("gemeente", id_)) for id_ in below))

    def page(self, page: Page) -> str:
        """The text of one page."""
        return self._file(page.item)

    def _file(self, item: Item[Any]) -> str:
        return self._digests.files.get(item.source.path, "")
