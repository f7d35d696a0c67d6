"""Everything the site consists of besides hand-written pages, in parts that can be made one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache, cached_property
from typing import Any

from zorgpaden import urls
from zorgpaden.catalog import Catalog
from zorgpaden.combine import Combiner
from zorgpaden.compact import compact
from zorgpaden.exports.atom import feeds
from zorgpaden.exports.open_data import layer_data, national_data, schema_files
from zorgpaden.exports.stand import place_feed, stand_files
from zorgpaden.exports.vcard import vcards
from zorgpaden.hosting.moved import moved_pages
from zorgpaden.hosting.security import PATH as SECURITY
from zorgpaden.hosting.security import security_txt
from zorgpaden.loading import Item, Laag
from zorgpaden.loading.records import LANDELIJK
from zorgpaden.model import Voorziening
from zorgpaden.plan import STAND, Output, chosen, national_pages, place_pages, voorziening_page
from zorgpaden.render.environment import make_environment
from zorgpaden.render.shell import Shell
from zorgpaden.render.views import Desk
from zorgpaden.rounds.pages import correction_file
from zorgpaden.search.index import Zoeker
from zorgpaden.settings import Settings
from zorgpaden.stand.rows import rows_of, stand_from

File = tuple[str, bytes]
Listed = tuple[str, bytes, str]
"""A file, and its address for search engines; empty when they should not have it."""


class Site:
    """The generated part of the site, given a checked catalog."""

    def __init__(self, catalog: Catalog, settings: Settings, shell_html: Callable[[str], str]) -> None:
        """`shell_html` gives the page of the theme, with slots, for a way to the root (`../`)."""
        self.catalog, self.settings = catalog, settings
        self.desk = Desk(catalog, settings, make_environment())
        self._shell = cache(lambda root: Shell(shell_html(root)))
        self.known_parts: list[str] | None = None
        """What `compound_parts` gave for the same national texts, when that is known."""
        self._chosen = frozenset(chosen(catalog, settings.alleen))

    def has_pages(self, laag: Laag) -> bool:
        """Whether a layer is a gemeente with pages of its own."""
        return laag.soort == "gemeente" and laag.id in self._chosen

    def page(self, output: Output) -> Listed:
        """One planned page."""
        document = self.desk.document(output)
        own = f"{self.settings.site_url}{output.url}"
        content = self._shell(urls.root(output.url)).fill(document).encode()
        return f"{output.url}index.html", content, own if document.canonical == own and document.vindbaar else ""

    def zorgpad(self, id_: str, gemeente_id: str | None) -> Iterator[Listed]:
        """The page of a zorgpad, national or in a gemeente."""
        yield self.page(Output(urls.zorgpad(id_, gemeente_id), "zorgpad", (id_, gemeente_id)))

    def national(self) -> Iterator[Listed]:
        """What is of no gemeente or region, but for zorgpaden, search, the guide and the state of the data."""
        desk, settings = self.desk, self.settings
        yield from (self.page(output) for output in national_pages(self.catalog) if output != STAND)
        yield from self._help(LANDELIJK)
        if self.catalog.dossier:
            yield from _plain(feeds(desk.dossier, settings.site_url))
        yield from self._forms(LANDELIJK)
        yield from _plain(moved_pages(desk))
        yield urls.GEMEENTELIJST, compact(self._places()), ""
        if settings.huisstijl:
            yield from _plain(settings.huisstijl.files())
        security = security_txt(settings.hosting, settings.site_url)
        if security:
            yield SECURITY, security.encode(), ""

    def compound_parts(self) -> list[str]:
        """What the search files of gemeenten need of the national texts."""
        return sorted(self._zoeker.parts())

    def search(self) -> Iterator[Listed]:
        """The national search file."""
        path, content = self._zoeker.landelijk()
        yield path, compact(content), ""

    def open_data(self) -> Iterator[Listed]:
        """The national data as files, and the list of all of them."""
        yield from _plain(national_data(self.catalog, self.settings))

    def schemas(self) -> Iterator[Listed]:
        """What fields the open data have; that is in the code."""
        yield from _plain(schema_files())

    def combining(self) -> Iterator[Listed]:
        """What the combination guide knows of the nation."""
        if combiner := self._combiner:
            filled = [id_ for id_ in self._chosen_in_order if combiner.is_filled(id_)]
            yield urls.combineergegevens("landelijk"), compact(combiner.national(filled)), ""

    def stand_rows(self, laag: Laag) -> Any:
        """What a layer says of how its data stand, as JSON."""
        return rows_of(self.desk.stand, laag, matrix=self.has_pages(laag))

    def stand(self, rows: Iterable[Any]) -> Iterator[Listed]:
        """How the data of the whole country stand, from the rows of all layers."""
        self.desk.stand = stand_from(self.catalog, self.settings.peildatum, self._chosen_in_order, rows)
        yield self.page(STAND)
        yield from _plain(stand_files(self.desk.stand, self.settings))

    def local(self, laag: Laag) -> Iterator[Listed]:
        """What a layer adds to the site, but for its zorgpaden."""
        yield from self._help(laag)
        yield from self._forms(laag)
        yield from _plain(correction_file(self.desk, laag))
        yield from _plain(layer_data(self.catalog, laag))
        if self.has_pages(laag):
            yield from self._place(laag.id)

    def _place(self, gemeente_id: str) -> Iterator[Listed]:
        yield from (self.page(output) for output in place_pages(self.catalog, gemeente_id))
        for file in self.settings.papier.get(gemeente_id, ()):
            yield urls.papier(gemeente_id, file.name), file.read_bytes(), ""
        yield from _plain(place_feed(self.desk.stand, self.settings, gemeente_id))
        found = self._zoeker.gemeente(gemeente_id)
        if found:
            yield found[0], compact(found[1]), ""
        if (combiner := self._combiner) and combiner.is_filled(gemeente_id):
            yield urls.combineergegevens(gemeente_id), compact(combiner.local(gemeente_id)), ""

    def _forms(self, laag: Laag) -> Iterator[Listed]:
        """The forms for editors."""
        if self.settings.formulier:
            from zorgpaden.form.pages import form_files  # noqa: PLC0415  (few hosts have them)

            yield from _plain(form_files(self.desk, laag))

    def _help(self, laag: Laag) -> Iterator[Listed]:
        """Page and vCard of every voorziening that a layer has."""
        items: Iterable[Item[Voorziening]] = list(self.catalog.voorzieningen_van(laag))
        yield from (self.page(voorziening_page(item.id)) for item in items)
        yield from _plain(vcards(self.desk, items))

    @cached_property
    def _zoeker(self) -> Zoeker:
        return Zoeker(self.catalog, self.settings, self.known_parts)

    @cached_property
    def _combiner(self) -> Combiner | None:
        return Combiner(self.catalog, self.settings) if self.catalog.combineren else None

    @cached_property
    def _chosen_in_order(self) -> list[str]:
        return chosen(self.catalog, self.settings.alleen)

    def _places(self) -> list[list[str]]:
        """[id, name, aliases…] of every gemeente with pages, for the finder."""
        found = []
        for id_ in self._chosen_in_order:
            plaats = self.catalog.gemeenten[id_]
            aliases = plaats.register.aliassen if plaats.register else ("voorbeeld",)
            found.append([id_, plaats.naam, *aliases])
        return found


def _plain(files: Iterable[File]) -> Iterator[Listed]:
    return ((path, content, "") for path, content in files)
