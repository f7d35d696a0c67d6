"""What the parts of a site depend on, as hashes: equal keys, equal bytes.

Five things can change: the code with its settings (`basis`), the national layer (`landelijk`), one zorgpad of it, the
layers over a gemeente, and help of elsewhere that people of the gemeente use. A key says all that a group of files can
show; what it leaves out, these files may not look at. `tests/build/` holds the keys to that.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any

from zorgpaden.catalog import Catalog
from zorgpaden.loading import Item, Laag
from zorgpaden.loading.records import LANDELIJK

PATHS = "landelijk/zorgpaden/"


def digest(*parts: object) -> str:
    """32 hex digits over the parts."""
    return hashlib.sha256("\0".join(map(str, parts)).encode()).hexdigest()[:32]


class Keys:
    """The keys of one build."""

    def __init__(self, catalog: Catalog, digests: dict[str, str], basis: str) -> None:
        """`digests`: path of a file → its hash. `basis` stands for the code, the theme and the settings."""
        self._catalog, self._digests, self._basis = catalog, digests, basis
        self._local: dict[Laag, str] = {}

    @cached_property
    def landelijk(self) -> str:
        """The national layer and the dossier, but for the running text of zorgpaden and pages."""
        catalog = self._catalog
        paths = ((path, one) for path, one in sorted(self._digests.items()) if self._is_national(path))
        outlines = ((id_, item.head["omtrek"]) for id_, item in catalog.zorgpaden.items())
        pages = ((page.path, page.item.head["omtrek"]) for page in catalog.pages)
        return digest(self._basis, *paths, *outlines, *pages, *self._places())

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

    def zorgpad(self, id_: str) -> str:
        """The page of a national zorgpad."""
        return digest(self.landelijk, self._file(self._catalog.zorgpaden[id_]))

    @cached_property
    def texts(self) -> str:
        """All national text, with that of the zorgpaden and of the dossier."""
        paths = (item.source.path for item in self._catalog.zorgpaden.values())
        pages = (page.item.source.path for page in self._catalog.pages)
        return digest(self.landelijk, *(self._digests.get(path, "") for path in (*paths, *pages)))

    @cached_property
    def pages(self) -> str:
        """Hand-written pages: their text, and what stands around it."""
        return digest(self.landelijk, *(self._digests.get(page.item.source.path, "") for page in self._catalog.pages))

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
        help_ = ((id_, sorted(item.head.items())) for id_, item in self._catalog.voorzieningen.items())
        return digest(self.texts, self.gebieden, *help_)

    def local(self, laag: Laag) -> str:
        """What is shown of a layer: its files, those of its region, and the help of elsewhere."""
        found = self._local.get(laag)
        if found is None:
            layers = self._catalog.lagen(laag.id) if laag.soort == "gemeente" else (laag,)
            mine = (self._layer(one) for one in layers)
            found = self._local[laag] = digest(self.landelijk, *mine, self.foreign(laag), self._bases(layers))
        return found

    def local_zorgpad(self, laag: Laag, id_: str) -> str:
        """The page of a zorgpad in a gemeente."""
        return digest(self.local(laag), self._file(self._catalog.zorgpaden[id_]))

    def verdict(self, laag: Laag) -> str:
        """What the checks look at to judge the files of a layer."""
        if laag == LANDELIJK:
            return self.everything
        below = self._catalog.gemeenten_onder(laag) if laag.soort == "regio" else ()
        return digest(self.local(laag), *(self.local(Laag("gemeente", id_)) for id_ in below))

    def _layer(self, laag: Laag) -> str:
        return self._layers.get(laag, "")

    @cached_property
    def _layers(self) -> dict[Laag, str]:
        """The files of each layer."""
        found: dict[Laag, list[str]] = {}
        for path, one in sorted(self._digests.items()):
            room, _, rest = path.partition("/")
            if room in ("regios", "gemeenten") and rest:
                laag = Laag(room.removesuffix("s") if room == "regios" else "gemeente", rest.partition("/")[0])
                found.setdefault(laag, []).append(f"{path} {one}")
        return {laag: digest(*files) for laag, files in found.items()}

    def foreign(self, laag: Laag) -> str:
        """The help from other layers that people here use, or that is named: its files, and those it names itself."""
        paths = self._catalog.remembered(None, ("bereikt", laag), lambda: sorted(self._reached(laag)))
        return digest(*(f"{path} {self._digests.get(path, '')}" for path in paths))

    def _reached(self, laag: Laag) -> set[str]:
        catalog = self._catalog
        near = {*catalog.lagen(laag.id), laag} if laag.soort == "gemeente" else {laag}
        todo = [item for one in near for item in catalog.items_van(one)]
        todo += catalog.voorzieningen_in(laag.id) if laag.soort == "gemeente" else ()
        seen: set[str] = set()
        found: set[str] = set()
        while todo:
            item = todo.pop()
            if item.source.laag not in near and item.source.laag != LANDELIJK:
                found.add(item.source.path)
            for id_ in item.head.get("noemt", ()):
                if id_ not in seen and (other := catalog.voorzieningen.get(id_)):
                    seen.add(id_)
                    todo.append(other)
        return found

    def _bases(self, layers: Iterable[Laag]) -> str:
        """The national blocks that these layers replace or hide, by what they say now."""
        catalog = self._catalog
        files = ((id_, file) for laag in layers for id_, file in catalog.zorgpad_lagen.get(laag, {}).items())
        return digest(
            *(
                catalog.zorgpaden[id_].head["kenmerken"].get(block, "")
                for id_, file in files
                if id_ in catalog.zorgpaden
                for block in file.head["raakt"]
            )
        )

    def _file(self, item: Item[Any]) -> str:
        return self._digests.get(item.source.path, "")
