"""The files of a site in groups that change together, each with the key of all it depends on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple

from zorgpaden.build.digest import digest
from zorgpaden.build.keys import Keys
from zorgpaden.catalog import Catalog
from zorgpaden.loading import Laag
from zorgpaden.loading.records import LANDELIJK
from zorgpaden.plan import chosen
from zorgpaden.site import Site

LONE = 12
"""Gemeenten without a region that are done together."""
ROW = "stand-rij"
"""The group of no files that has what a layer says of how its data stand."""
SEARCH = "zoeken"
"""The group of the national search file; it also has the words that compounds can be made of."""
ZORGPAD = "zorgpad/"
"""How the name of a group begins that is the page of a zorgpad."""


class Made(NamedTuple):
    """A file: where it comes below the site, what is in it, and whether search engines may know its address."""

    path: str
    content: bytes
    address: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Files of one layer that change together."""

    laag: Laag
    name: str
    key: str
    make: Callable[[], Iterator[Made]]
    extra: Callable[[], Any] = lambda: None
    """What is known of these files besides, as JSON."""

    @property
    def id(self) -> str:
        """Its name among all groups."""
        return f"{self.laag.soort}/{self.laag.id}/{self.name}"


def clusters(catalog: Catalog, alleen: tuple[str, ...]) -> Iterator[tuple[Laag, ...]]:
    """All layers, those together that share much: a region with its gemeenten, the other gemeenten by the dozen."""
    places = [*chosen(catalog, alleen), *(id_ for id_ in catalog.gemeente_lagen if alleen and id_ not in alleen)]
    found: dict[str, list[str]] = {id_: [] for id_ in catalog.regios}
    lone = []
    for id_ in places:
        regio = catalog.regio_van(id_)
        if regio:
            found[regio.id].append(id_)
        else:
            lone.append(id_)
    for id_, mine in found.items():
        yield (Laag("regio", id_), *(Laag("gemeente", one) for one in mine))
    for at in range(0, len(lone), LONE):
        yield tuple(Laag("gemeente", one) for one in lone[at : at + LONE])


def national_groups(site: Site, keys: Keys) -> Iterator[Group]:
    """The groups that are of no gemeente or region, but for the state of all data."""
    # Where moved pages lead depends on every page there is.
    moved = keys.everything if site.catalog.doorverwijzingen else ""
    yield Group(LANDELIJK, "paginas", digest(keys.gebieden, moved), _made(site.national))
    for id_ in site.catalog.zorgpaden:
        yield Group(LANDELIJK, f"{ZORGPAD}{id_}", keys.zorgpad(id_), _made(partial(site.zorgpad, id_, None)))
    yield Group(LANDELIJK, SEARCH, digest(keys.texts, keys.gebieden), _made(site.search), site.compound_parts)
    yield Group(LANDELIJK, "open-data", digest(keys.texts, keys.gebieden), _made(site.open_data))
    yield Group(LANDELIJK, "schemas", keys.basis, _made(site.schemas))
    yield Group(LANDELIJK, ROW, digest(keys.texts, keys.gebieden), _nothing, partial(site.stand_rows, LANDELIJK))
    yield Group(LANDELIJK, "combineren", digest(keys.texts, keys.gebieden), _made(site.combining))


def local_key(keys: Keys, laag: Laag) -> str:
    """Over all that the keys of the groups of a region or gemeente are made of."""
    return digest(keys.local(laag), keys.paths)


def local_groups(site: Site, keys: Keys, laag: Laag) -> Iterator[Group]:
    """The groups of a region or gemeente."""
    yield Group(laag, "paginas", keys.local(laag), _made(partial(site.local, laag)))
    yield Group(laag, ROW, keys.local(laag), _nothing, partial(site.stand_rows, laag))
    if site.has_pages(laag):
        for id_ in site.catalog.zorgpaden:
            key = keys.local_zorgpad(laag, id_)
            yield Group(laag, f"{ZORGPAD}{id_}", key, _made(partial(site.zorgpad, id_, laag.id)))


def stand_group(site: Site, keys: Keys, row_keys: Iterable[str], rows: Callable[[], Iterable[Any]]) -> Group:
    """How all data stand; `rows` is what each layer says of itself, and `row_keys` their hashes."""
    return Group(LANDELIJK, "stand", digest(keys.gebieden, *row_keys), _made(lambda: site.stand(rows())))


def _made(files: Callable[[], Iterator[tuple[str, bytes, str]]]) -> Callable[[], Iterator[Made]]:
    return lambda: (Made(*one) for one in files())


def _nothing() -> Iterator[Made]:
    return iter(())
