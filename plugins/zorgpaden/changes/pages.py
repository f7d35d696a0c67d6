"""Which pages of the site look different: both sides are rendered and compared.

Hundreds of gemeenten have no words of their own. Where two of them have the same layers, the same help and the same
pages about them on both sides, and neither changed its own entry, they change alike; so one of them is rendered.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from jinja2.bccache import Bucket, BytecodeCache

from zorgpaden.catalog import Catalog
from zorgpaden.combine import Combiner
from zorgpaden.dossier import address
from zorgpaden.loading.content import Page as TextPage
from zorgpaden.plan import Output, plan_pages
from zorgpaden.render.environment import make_environment
from zorgpaden.render.views import Desk
from zorgpaden.render.views.dossier import page_bottom, page_top
from zorgpaden.settings import Settings

MOST_TO_TRY = 5
Kind = tuple[str, tuple[str | None, ...]]
"""View and arguments, with the gemeente replaced by the one that stands for its group."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page on one side. `look` is everything on it; None when it cannot be made because of errors."""

    titel: str
    look: object


@dataclass(frozen=True, slots=True)
class PageChanges:
    """Outputs by what happened to them, in the order of their addresses."""

    gewijzigd: tuple[Output, ...]
    nieuw: tuple[Output, ...]
    vervallen: tuple[Output, ...]
    onbekend: tuple[Output, ...]
    """Pages that cannot be made on one of the sides."""
    titels: dict[str, str]
    """Title by address, of pages that are not about one gemeente."""
    gemeente: dict[str, str]
    """Gemeente by address, of pages that are."""
    proef: tuple[str, ...]
    """A few gemeenten on whose pages the change can be seen."""


def changed_pages(
    old: Catalog, new: Catalog, peildatum: date, *, alleen: tuple[str, ...] = (), alles: bool = False
) -> PageChanges:
    """The pages that differ, with `alleen` on a site of these gemeenten.

    `alles` renders every gemeente instead of one of each group.
    """
    first = {id_: group[0] for group in _groups(old, new, apart=alles or bool(alleen)) for id_ in group}
    before, after = _Side(old, peildatum, first, alleen), _Side(new, peildatum, first, alleen)
    found: dict[str, list[Output]] = {"gewijzigd": [], "nieuw": [], "vervallen": [], "onbekend": []}
    for url, output in sorted({**before.outputs, **after.outputs}.items()):
        then, now = before.page(url), after.page(url)
        broken = any(page is not None and page.look is None for page in (then, now))
        if then != now or broken:
            kind = "onbekend" if broken else "nieuw" if then is None else "vervallen" if now is None else "gewijzigd"
            found[kind].append(output)
    outputs = {kind: tuple(some) for kind, some in found.items()}
    places = {**before.gemeente, **after.gemeente}
    reached = [places[output.url] for output in outputs["gewijzigd"] + outputs["nieuw"] if output.url in places]
    return PageChanges(
        **outputs, titels={**before.titles, **after.titles}, gemeente=places, proef=_to_try(new, reached)
    )


class _Compiled(BytecodeCache):
    """Templates compiled once for both sides."""

    def __init__(self) -> None:
        self._code: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._code:
            bucket.bytecode_from_string(self._code[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._code[bucket.key] = bucket.bytecode_to_string()


_COMPILED = _Compiled()


class _Side:
    """The pages of one catalog; those of gemeenten only for the first of each group."""

    def __init__(self, catalog: Catalog, peildatum: date, first: dict[str, str], alleen: tuple[str, ...]) -> None:
        self._catalog, self._peildatum, self._first, self._alleen = catalog, peildatum, first, alleen
        everywhere = {output.url for output in plan_pages(catalog, ("",))}  # what no gemeente has for its own
        self.outputs = {output.url: output for output in plan_pages(catalog, alleen)}
        self.gemeente = {url: self._place(one) for url, one in self.outputs.items() if url not in everywhere}
        self._pages = self._render()
        self.titles = {url: page.titel for url in self.outputs if url not in self.gemeente and (page := self.page(url))}

    def page(self, url: str) -> Page | None:
        """The page at this address, or the one that stands for it; None when there is none."""
        output = self.outputs.get(url)
        return self._pages[self._kind(output)] if output else None

    def _place(self, output: Output) -> str:
        return next(str(one) for one in reversed(output.args) if one in self._catalog.gemeenten)

    def _kind(self, output: Output) -> Kind:
        place = self.gemeente.get(output.url)
        return output.view, tuple(self._first[place] if place and one == place else one for one in output.args)

    def _render(self) -> dict[Kind, Page]:
        environment = make_environment()
        environment.bytecode_cache = _COMPILED
        desk = Desk(self._catalog, Settings(self._peildatum, alleen=self._alleen), environment)
        found: dict[Kind, Page] = {}
        for output in self.outputs.values():
            place = self.gemeente.get(output.url)
            if place is None or self._first[place] == place:
                found[self._kind(output)] = self._page(desk, output)
        for text in self._catalog.pages:
            output = Output(address(text), "pagina", (text.path,))
            self.outputs[output.url] = output
            found[self._kind(output)] = _text_page(desk, text)
        return found

    def _page(self, desk: Desk, output: Output) -> Page:
        document = _try(lambda: desk.document(output))
        look = document
        if output.view == "combineren" and document is not None:
            data = _try(self._guide)
            look = None if data is None else (document, data)
        return Page(document.titel if document is not None else output.url, look)

    def _guide(self) -> list[Any]:
        """What the combination guide reads: its page shows nothing else."""
        combiner = Combiner(self._catalog, Settings(self._peildatum))
        filled = [id_ for id_ in self._catalog.gemeenten if combiner.is_filled(id_)]
        return [combiner.national(filled), *(combiner.local(id_) for id_ in filled if self._first[id_] == id_)]


def _text_page(desk: Desk, page: TextPage) -> Page:
    """A page of the dossier: MkDocs renders its text, so the text itself is compared."""
    titel = page.item.entity.titel
    return Page(titel, _try(lambda: (titel, page_top(desk, page), page.body, page_bottom(desk, page))))


def _groups(old: Catalog, new: Catalog, *, apart: bool) -> list[list[str]]:
    """Gemeenten that change alike, each in one group."""
    about = [_about(catalog) for catalog in (old, new)]
    found: dict[object, list[str]] = {}
    for id_ in sorted({*old.gemeenten, *new.gemeenten}):
        places = [catalog.gemeenten.get(id_) for catalog in (old, new)]
        own: object = None if places[0] == places[1] and not apart else id_
        sides = tuple(_situation(catalog, about[side], id_) for side, catalog in enumerate((old, new)))
        found.setdefault((own, sides), []).append(id_)
    return list(found.values())


def _about(catalog: Catalog) -> dict[str, tuple[str, ...]]:
    """Gemeente → pages of the dossier about it."""
    found: dict[str, tuple[str, ...]] = {}
    for page in catalog.pages:
        for id_ in page.item.entity.gemeenten:
            found[id_] = (*found.get(id_, ()), page.path)
    return found


def _situation(catalog: Catalog, about: dict[str, tuple[str, ...]], id_: str) -> object:
    """Everything that the pages of a gemeente are made of, besides its own entry in the register."""
    plaats = catalog.gemeenten.get(id_)
    if plaats is None:
        return None
    regio = catalog.regio_van(id_)
    return (
        plaats.voorbeeld,
        catalog.lagen(id_),
        regio.entity.id if regio else None,
        tuple(item.entity.id for item in catalog.voorzieningen_in(id_)),
        tuple(catalog.vervangingen(id_).items()),
        about.get(id_, ()),
    )


def _try(make: Any) -> Any:
    """What `make` gives; None when the errors of this side stand in the way."""
    try:
        return make()
    except Exception:  # views count on a checked catalog, and this one may be far from it
        return None


def _to_try(catalog: Catalog, reached: list[str]) -> tuple[str, ...]:
    """Gemeenten whose own layer shows the change first; else any that it reaches."""
    known = [id_ for id_ in dict.fromkeys(reached) if id_ in catalog.gemeenten]
    return tuple(sorted(known, key=lambda id_: (id_ not in catalog.gemeente_lagen, id_))[:MOST_TO_TRY])
