"""Is the text of the dossier safe after rendering?"""

from __future__ import annotations

from collections.abc import Iterator

from zorgpaden import urls
from zorgpaden.catalog import Catalog
from zorgpaden.checks.registry import Context, check, page_check
from zorgpaden.loading.content import Page
from zorgpaden.plan import plan_pages
from zorgpaden.problems import Problem


@page_check("onveilige-opmaak")
def markdown_is_safe(page: Page) -> Iterator[Problem]:
    """Rendered Markdown holds only the elements and links that the site allows."""
    part = _unsafe(page.body)
    if part is not None:
        message = f"deze opmaak mag niet op de site: “{part}”"
        hint = "Gebruik koppen, alinea's, lijsten, tabellen en koppelingen, en niet te diep in elkaar."
        yield Problem(page.item.source.path, page.body_line, 1, "onveilige-opmaak", "fout", message, hint)


def _unsafe(text: str) -> str | None:
    from zorgpaden.render.markdown import render_markdown, sanitise, unsafe_part  # noqa: PLC0415  (pages seldom change)

    try:
        page = render_markdown(text)
        return None if sanitise(page) == page else unsafe_part(page)  # so nearly all of them
    except RecursionError:  # lists in lists in lists
        return text[:40]


@check("adres-bezet", landelijk=True)
def addresses_free(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """A page of the dossier does not take the address of another page, made from data or not."""
    names = {
        name for page in catalog.pages for name in page.path.split("/")
    }  # a page of another gemeente cannot be meant
    taken = {output.url for output in plan_pages(catalog, tuple(names & catalog.gemeenten.keys()) or ("",))}
    for page in catalog.pages:
        address = urls.dossier(page.path)
        if address in taken or address.startswith("assets/"):
            message = f"op het adres “/{address}” staat al een andere pagina"
            yield page.item.source.problem((), "adres-bezet", message, "Geef het bestand een andere naam of map.")
        taken.add(address)


@check("hoofdstuk", landelijk=True)
def chapters_have_a_book(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """A chapter stands in the folder it names, beside the `index.md` of the whole, and has its own place."""
    paths = {page.path for page in catalog.pages}
    places: set[tuple[str, int]] = set()
    for page in catalog.pages:
        front = page.item.entity
        if not front.deel_van:
            continue
        folder = page.path.rpartition("/")[0]
        if folder.rpartition("/")[2] != front.deel_van or f"{folder}/index" not in paths:
            hint = f"Zet het bestand in een map “{front.deel_van}” met een index.md, of haal “deel_van” weg."
            yield page.item.source.problem(("deel_van",), "hoofdstuk", "dit hoofdstuk heeft geen geheel", hint)
        elif (folder, front.volgorde) in places:
            message = f"er is al een hoofdstuk {front.volgorde} in deze map"
            yield page.item.source.problem(("volgorde",), "hoofdstuk", message, "Geef elk hoofdstuk een eigen nummer.")
        places.add((folder, front.volgorde))
