"""The address of everything, relative to the root of the site. The one place that knows URLs."""

from __future__ import annotations

HOME = ""
GEMEENTEN = "gemeenten/"
ZORGPADEN = "zorgpaden/"
VOORZIENINGEN = "voorzieningen/"
INTERVENTIES = "interventies/"
INSTRUMENTEN = "instrumenten/"
ZOEKEN = "zoeken/"
ZOEKINDEX = "assets/zoekindex.json"
GEMEENTELIJST = "assets/gemeenten.json"


def gemeente(id_: str) -> str:
    """Page of a gemeente."""
    return f"{GEMEENTEN}{id_}/"


def sociale_kaart(id_: str) -> str:
    """All help in a gemeente."""
    return f"{GEMEENTEN}{id_}/sociale-kaart/"


def zorgpad(id_: str, gemeente_id: str | None = None) -> str:
    """A zorgpad: the national one, or as it is in a gemeente."""
    return f"{GEMEENTEN}{gemeente_id}/{id_}/" if gemeente_id else f"{ZORGPADEN}{id_}/"


def voorziening(id_: str) -> str:
    """Page of a voorziening."""
    return f"{VOORZIENINGEN}{id_}/"


def interventie(id_: str) -> str:
    """Page of an intervention."""
    return f"{INTERVENTIES}{id_}/"


def instrument(id_: str) -> str:
    """Page of an instrument."""
    return f"{INSTRUMENTEN}{id_}/"


def dossier(path: str) -> str:
    """Page of a Markdown file below `content/` (path without `.md`)."""
    return "" if path == "index" else f"{path.removesuffix('/index')}/"


def root(url: str) -> str:
    """The way back from a page to the root of the site: `../../`."""
    return "../" * url.count("/") or "./"
