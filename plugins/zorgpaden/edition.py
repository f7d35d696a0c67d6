"""What a host publishes of a project: the gemeenten it chose and what is around them, with or without the dossier.

Everything is checked before; here parts are left out, and links to what is left out become plain text.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from zorgpaden import urls
from zorgpaden.catalog import Catalog
from zorgpaden.loading import Item, Laag
from zorgpaden.loading.content import Page
from zorgpaden.loading.records import LANDELIJK, E
from zorgpaden.plan import chosen, plan_pages
from zorgpaden.references import references

_LINK = re.compile(r"(?<!!)\[([^\]\[]*)\]\(([^()\s]+)[^()]*\)")
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|/|#")
_REACHED = {"voorzieningen": "voorzieningen", "regios": "regios", "gemeenten": "gemeente_lagen"}
"""Kind of reference → the collection of which an edition keeps what it needs."""


@dataclass(frozen=True)
class Edition:
    """The part of a project that is published."""

    catalog: Catalog
    left_out: frozenset[str]
    """Addresses that the whole project has and this edition has not."""

    def unlinked(self, markdown: str, page: Page) -> str:
        """The Markdown of a page, with plain text where a link would lead to what is left out."""
        if not self.left_out:
            return markdown
        return _LINK.sub(lambda link: link[1] if self._is_left_out(link[2], page.path) else link[0], markdown)

    def _is_left_out(self, target: str, path: str) -> bool:
        """Whether a link on the page at `path` leads nowhere: to a text by its file, to another page by its address."""
        if _ELSEWHERE.match(target):
            return False
        target = target.partition("#")[0].partition("?")[0]
        is_text = target.endswith(".md")
        start = path.rpartition("/")[0] if is_text else urls.dossier(path)
        whole = posixpath.normpath(posixpath.join(start, target))
        return (urls.dossier(whole.removesuffix(".md")) if is_text else f"{whole}/") in self.left_out


def make_edition(catalog: Catalog, alleen: tuple[str, ...], *, dossier: bool) -> Edition:
    """The edition of these gemeenten (none is all). A project on a base leaves out the help of others as well."""
    part = _near(catalog, chosen(catalog, alleen)) if alleen and catalog.uit_basis else catalog
    if not dossier:
        pages = [page for page in part.pages if page.item.entity.soort not in urls.KINDS]
        part = replace(part, pages=pages, themas={}, dossier=False)
    if part is catalog and not alleen:
        return Edition(part, frozenset())
    return Edition(part, frozenset(_addresses(catalog, ())) - frozenset(_addresses(part, alleen)))


def _addresses(catalog: Catalog, alleen: tuple[str, ...]) -> Iterator[str]:
    yield from (output.url for output in plan_pages(catalog, alleen))
    yield from (urls.dossier(page.path) for page in catalog.pages)


def _near(catalog: Catalog, gemeenten: Iterable[str]) -> Catalog:
    """What is in the layers over these gemeenten, the help that works there, and what all of that refers to."""
    ids = list(gemeenten)
    layers = {LANDELIJK, *(laag for id_ in ids for laag in catalog.lagen(id_))}
    near = replace(
        catalog,
        voorzieningen={
            id_: item
            for id_, item in catalog.voorzieningen.items()
            if item.source.laag in layers or any(catalog.werkt_in(item.entity, gemeente) for gemeente in ids)
        },
        regios={id_: item for id_, item in catalog.regios.items() if Laag("regio", id_) in layers},
        gemeente_lagen={id_: item for id_, item in catalog.gemeente_lagen.items() if Laag("gemeente", id_) in layers},
        zorgpad_lagen={laag: files for laag, files in catalog.zorgpad_lagen.items() if laag in layers},
        afspraken={laag: items for laag, items in catalog.afspraken.items() if laag in layers},
    )
    todo: list[Item[Any]] = list(near.items())
    wanted: dict[str, set[str]] = {name: set(getattr(near, name)) for name in _REACHED.values()}
    while todo:
        for _, collection, id_ in references(todo.pop().entity):
            name = _REACHED.get(collection, "")
            found = getattr(catalog, name).get(id_) if name else None
            if found and id_ not in wanted[name]:
                wanted[name].add(id_)
                todo.append(found)
    return replace(
        near,  # in the order of the whole catalog
        voorzieningen=_only(catalog.voorzieningen, wanted["voorzieningen"]),
        regios=_only(catalog.regios, wanted["regios"]),
        gemeente_lagen=_only(catalog.gemeente_lagen, wanted["gemeente_lagen"]),
    )


def _only(collection: dict[str, Item[E]], ids: set[str]) -> dict[str, Item[E]]:
    return {id_: item for id_, item in collection.items() if id_ in ids}
