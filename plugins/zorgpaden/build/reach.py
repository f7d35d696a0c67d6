"""Which files of other layers a layer looks at, worked out from heads; known again as long as no head changed."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from zorgpaden.build.digest import digest
from zorgpaden.build.store import Store
from zorgpaden.catalog import Catalog
from zorgpaden.loading import Laag
from zorgpaden.loading.digests import Digests
from zorgpaden.loading.files import LOCAL_ROOTS
from zorgpaden.loading.records import LANDELIJK

NAME = "bereik"


class Reach:
    """For each layer the help of elsewhere that it uses, and the national blocks that it lies over."""

    def __init__(self, catalog: Catalog, digests: Digests) -> None:
        self._catalog, self._digests = catalog, digests
        self._foreign: dict[str, list[str]] = {}
        self._touched: dict[str, list[Any]] = {}
        self._shown: dict[Laag, str] = {}
        self._new = False

    def follow(self, before: Reach) -> None:
        """Take over what this process worked out before."""
        self._touched = before._touched
        if self._national != before._national:
            self._forget_bases()
        if self._all_heads == before._all_heads:
            self.heads, self._foreign = before.heads, before._foreign
            self._catalog.bereik = before._catalog.bereik  # made of heads alone

    def recall(self, store: Store) -> None:
        """Take over what was worked out before."""
        kept = store.read_much(NAME)
        if kept:
            self._touched = kept[2]
            if kept[3] != self._national:
                self._forget_bases()
            self._foreign = kept[1] if kept[0] == self.heads else {}

    def keep(self, store: Store) -> None:
        """Write down what is known, when something came to it."""
        if self._new:
            store.write_json(NAME, [self.heads, self._foreign, self._touched, self._national])
            self._new = False

    def _forget_bases(self) -> None:
        for known in self._touched.values():
            known[2] = ""

    @cached_property
    def _national(self) -> str:
        """A hash over what all national blocks say."""
        return digest(*((id_, item.head["kenmerken"]) for id_, item in self._catalog.zorgpaden.items()))

    @cached_property
    def heads(self) -> str:
        """A hash over which entities others can name, and what those name: all that `foreign` depends on."""
        return digest(*self._all_heads)

    @cached_property
    def _all_heads(self) -> list[Any]:
        catalog, base, digests = self._catalog, self._catalog.uit_basis, self._digests
        there = sorted((path, one) for path, one in digests.files.items() if path in base)
        help_ = (item for item in catalog.voorzieningen.values() if item.source.laag == LANDELIJK)
        national = [(item.id, item.head) for item in help_]
        regions = [(id_, item.entity.gemeenten) for id_, item in catalog.regios.items()]
        return [there, national, digests.heads, regions, [*catalog.gemeenten]]

    def foreign(self, laag: Laag) -> list[str]:
        """The files of other layers with help that people here use, or that is named; and those it names itself."""
        name = _name(laag)
        if name not in self._foreign:
            self._foreign[name] = sorted(self._reached(laag))
            self._new = True
        return self._foreign[name]

    def shown(self, laag: Laag) -> str:
        """A hash over what is shown of a layer: its files, those of its region, and the help of elsewhere."""
        found = self._shown.get(laag)
        if found is None:
            layers = self._catalog.lagen(laag.id) if laag.soort == "gemeente" else (laag,)
            mine = (f"{self._layer(one)} {self.bases(one)}" for one in layers)
            elsewhere = (f"{path} {self._digests.files.get(path, '')}" for path in self.foreign(laag))
            found = self._shown[laag] = digest(*mine, *elsewhere)
        return found

    def _layer(self, laag: Laag) -> str:
        return f"{self._digests.layers.get(laag, '')} {self._base_layers.get(laag, '')}"

    @cached_property
    def _base_layers(self) -> dict[Laag, str]:
        """The files of each layer that are of the base."""
        found: dict[Laag, list[str]] = {}
        for path in sorted(self._catalog.uit_basis):
            room, _, rest = path.partition("/")
            if room in LOCAL_ROOTS and rest:
                laag = Laag(LOCAL_ROOTS[room], rest.partition("/")[0])
                found.setdefault(laag, []).append(f"{path} {self._digests.files.get(path, '')}")
        return {laag: digest(*files) for laag, files in found.items()}

    def bases(self, laag: Laag) -> str:
        """A hash over the national blocks that a layer replaces or hides, by what they say now."""
        known, zorgpaden = self._touches(laag), self._catalog.zorgpaden
        if not known[2]:
            known[2] = digest(
                *(
                    zorgpaden[id_].head["kenmerken"].get(block, "")
                    for id_, blocks in known[1]
                    if id_ in zorgpaden
                    for block in blocks
                )
            )
            self._new = True
        base: str = known[2]
        return base

    def _touches(self, laag: Laag) -> list[Any]:
        """A hash over the heads of a layer; per zorgpad the national blocks that it replaces or hides; and `bases`."""
        name, heads = _name(laag), self._digests.heads.get(laag, "")
        known = self._touched.get(name)
        if known is None or not heads or known[0] != heads:
            files = self._catalog.zorgpad_lagen.get(laag, {})
            known = self._touched[name] = [heads, [[id_, file.head["raakt"]] for id_, file in files.items()], ""]
            self._new = True
        return known

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


def _name(laag: Laag) -> str:
    return f"{laag.soort}/{laag.id}"
