"""Dutch search: how words become terms, and the index for lunr in the browser."""

from __future__ import annotations

from zorgpaden import urls
from zorgpaden.catalog import Catalog
from zorgpaden.settings import Settings

SCRIPTS = (
    "assets/lunr.min.js",
    "assets/snowball-nl.min.js",
    "assets/zoektaal.js",
    "assets/zoek.js",
    "assets/zoekpagina.js",
)


def asset_urls(catalog: Catalog, settings: Settings, gemeente_id: str) -> tuple[str, ...]:
    """Every file that searching in a gemeente fetches; an offline copy keeps these."""
    own = (urls.zoek_gemeente(gemeente_id),) if catalog.heeft_eigen_hulp(gemeente_id) else ()
    return (urls.ZOEKINDEX, *own, *SCRIPTS)
