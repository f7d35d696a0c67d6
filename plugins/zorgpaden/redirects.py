"""From the register of moved pages to every old address that leads somewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from zorgpaden import urls
from zorgpaden.catalog import Catalog
from zorgpaden.plan import chosen, plan_pages


def addresses(catalog: Catalog, alleen: tuple[str, ...] = ()) -> frozenset[str]:
    """The address of every page that the site has."""
    pages = (urls.dossier(page.path) for page in catalog.pages)
    return frozenset((*pages, *(output.url for output in plan_pages(catalog, alleen))))


def redirects(catalog: Catalog, alleen: tuple[str, ...] = ()) -> dict[str, str]:
    """Old address → new one, as in `urls.py`, sorted. New addresses that this site does not have are left out.

    A gemeente moves with all its pages; a zorgpad moves in every gemeente.
    """
    there = addresses(catalog, alleen)
    found: dict[str, str] = {}
    for item in catalog.doorverwijzingen:
        old, new = item.entity.van[1:], item.entity.naar[1:]
        for van, naar in (*_below(old, new, there), *_in_gemeenten(old, new, chosen(catalog, alleen))):
            if naar in there and van not in there:
                found.setdefault(van, naar)
    return dict(sorted(found.items()))


def _below(old: str, new: str, there: Iterable[str]) -> Iterator[tuple[str, str]]:
    for address in there:
        if address.startswith(new):
            yield old + address.removeprefix(new), address


def _in_gemeenten(old: str, new: str, gemeenten: Iterable[str]) -> Iterator[tuple[str, str]]:
    room = urls.ZORGPADEN
    if old.startswith(room) and new.startswith(room) and old.count("/") == new.count("/") == 2:
        for id_ in gemeenten:
            yield urls.zorgpad(old[len(room) : -1], id_), urls.zorgpad(new[len(room) : -1], id_)
