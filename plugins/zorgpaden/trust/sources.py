"""Which file an editor opens to change a page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from zorgpaden import urls
from zorgpaden.catalog import Catalog
from zorgpaden.loading import Item, Laag
from zorgpaden.plan import plan_pages


def page_sources(catalog: Catalog, alleen: tuple[str, ...]) -> dict[str, str]:
    """Address of a page → its file in `content/` or `data/`; of a page from many files, the nearest to it."""
    sources = {urls.dossier(page.path): f"content/{page.item.source.path}" for page in catalog.pages}
    for output in plan_pages(catalog, alleen):
        path = _data_file(catalog, output.view, output.args)
        if path:
            sources.setdefault(output.url, f"data/{path}")
    return sources


def _data_file(catalog: Catalog, view: str, args: tuple[str | None, ...]) -> str:
    id_ = (args[0] if args else None) or ""
    if view == "zorgpad":
        place = Laag("gemeente", args[1] or "")
        item = catalog.zorgpad_lagen.get(place, {}).get(id_) or catalog.zorgpaden.get(id_)
        return item.source.path if item else ""
    if view in ("gemeente", "sociale_kaart", "stand_gemeente"):
        layer = catalog.gemeente_lagen.get(id_)
        return layer.source.path if layer else ""
    rooms: dict[str, Mapping[str, Item[Any]]] = {
        "voorziening": catalog.voorzieningen,
        "interventie": catalog.interventies,
        "instrument": catalog.instrumenten,
        "kennis_thema": catalog.themas,
    }
    room = rooms.get(view, {})
    return room[id_].source.path if id_ in room else ""
