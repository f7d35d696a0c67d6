"""Small signs on almost every page: from which layer a block comes, and how fresh it is. Each is made once."""

from __future__ import annotations

from functools import cache
from typing import Any

from zorgpaden.catalog import Catalog
from zorgpaden.layers import Geplaatst
from zorgpaden.loading import Laag
from zorgpaden.model import Beheerd
from zorgpaden.render.fragments import NOTHING, Fragment, Fragments
from zorgpaden.settings import Settings


class Signs:
    """The signs, as templates ask for them (`teken`)."""

    def __init__(self, catalog: Catalog, settings: Settings, fragments: Fragments) -> None:
        self._catalog, self._peildatum, self._fragments = catalog, settings.peildatum, fragments
        self.laag = cache(self._laag)

    def origin(self, laag: Laag) -> dict[str, str]:
        """Kind and name of a layer."""
        return {"soort": laag.soort, "naam": self._catalog.laag_naam(laag)}

    def is_overdue(self, entity: Beheerd) -> bool:
        """Whether somebody has to look at this fact again."""
        return self._catalog.geldigheid.verlopen(entity, self._peildatum)

    def _laag(self, laag: Laag) -> Fragment:
        """The layer that a block comes from."""
        return self._once("laag", laag, **self.origin(laag))

    def gecontroleerd(self, entity: Beheerd) -> Fragment:
        """Who looked at a fact and when, and whether that is too long ago."""
        check, overdue = entity.gecontroleerd, self.is_overdue(entity)
        return self._once("gecontroleerd", (check.op, check.door, overdue), gecontroleerd=check, fout=overdue)

    def te_oud(self, entity: Beheerd) -> Fragment:
        """Only when a fact is overdue, where there is no room for more."""
        return self._once("te_oud", ()) if self.is_overdue(entity) else NOTHING

    def veranderd(self, placed: Geplaatst) -> Fragment:
        """Only when a block rests on a text that has changed since."""
        return self._once("veranderd", ()) if placed.verouderd else NOTHING

    def _once(self, name: str, key: Any, **context: Any) -> Fragment:
        return self._fragments.once(f"teken/{name}.html", key, **context)
