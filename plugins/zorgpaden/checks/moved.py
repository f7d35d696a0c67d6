"""Does every old address lead to a page, in one step?"""

from __future__ import annotations

from collections.abc import Iterator

from zorgpaden.catalog import Catalog
from zorgpaden.checks.registry import Context, check
from zorgpaden.problems import Problem, suggest
from zorgpaden.redirects import addresses


@check("doorverwijzing-dubbel", landelijk=True)
def one_way(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """An old address leads to one place."""
    seen: dict[str, int] = {}
    for item in catalog.doorverwijzingen:
        first = seen.setdefault(item.entity.van, item.source.marks.line)
        if first != item.source.marks.line:
            message = f"“{item.entity.van}” staat ook op regel {first}"
            yield item.source.problem(("van",), "doorverwijzing-dubbel", message, "Laat een van de twee staan.")


@check("doorverwijzing-bezet", landelijk=True)
def old_is_free(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """Where a page is, nobody is sent on."""
    there = _there(catalog)
    for item in catalog.doorverwijzingen:
        if item.entity.van[1:] in there:
            message = f"op “{item.entity.van}” staat een pagina"
            hint = "Haal deze doorverwijzing weg, of geef de pagina een ander adres."
            yield item.source.problem(("van",), "doorverwijzing-bezet", message, hint)


@check("doorverwijzing-nergens", landelijk=True)
def new_is_a_page(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """An old address leads to a page, not to another old address and not to nothing."""
    there = _there(catalog)
    steps = {item.entity.van: item.entity.naar for item in catalog.doorverwijzingen}
    for item in catalog.doorverwijzingen:
        naar = item.entity.naar
        if naar[1:] in there:
            continue
        if naar in steps:
            end = _end(steps, naar)
            message = f"“{naar}” is zelf een oud adres"
            hint = (
                f"Schrijf meteen {end}." if end else "Deze doorverwijzingen gaan in een kring. Kies een echte pagina."
            )
        else:
            message = f"op “{naar}” staat geen pagina"
            near = suggest(naar, [f"/{address}" for address in sorted(there)])
            hint = near or "Kijk op de site welk adres de pagina nu heeft."
        yield item.source.problem(("naar",), "doorverwijzing-nergens", message, hint)


def _there(catalog: Catalog) -> frozenset[str]:
    return addresses(catalog) if catalog.doorverwijzingen else frozenset()


def _end(steps: dict[str, str], address: str) -> str:
    """Where a chain ends; empty when it is a circle."""
    seen = set()
    while address in steps:
        if address in seen:
            return ""
        seen.add(address)
        address = steps[address]
    return address
