"""The desk every view works at: catalog, settings, templates, and what pages have in common."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache, cached_property
from importlib import import_module
from itertools import groupby
from typing import Any

from jinja2 import Environment

from zorgpaden import urls
from zorgpaden.catalog import Catalog, Plaats, sort_key
from zorgpaden.dossier import Dossier
from zorgpaden.layers import Geplaatst
from zorgpaden.loading import Item
from zorgpaden.loading.content import Page
from zorgpaden.model import Bron, Voorziening, Zorgpad
from zorgpaden.plan import Output, chosen
from zorgpaden.render.fragments import NOTHING, Fragment, Fragments
from zorgpaden.render.shell import Document
from zorgpaden.render.signs import Signs
from zorgpaden.render.terms import TermFinder
from zorgpaden.settings import Settings
from zorgpaden.stand import Stand

# What a professional on a zorgpad reads first.
READING = {"infosheet": 0, "praktijkvoorbeeld": 1, "themadocument": 2, "handreiking": 3, "ervaringsverhaal": 4}
MOST_READING = 6
DOMAIN_ORDER = ("sociaal", "medisch", "informeel")

View = Callable[..., Document]
VIEWS: dict[str, View] = {}


def view(name: str) -> Callable[[View], View]:
    """Register a view under the name that the plan uses."""

    def register(function: View) -> View:
        VIEWS[name] = function
        return function

    return register


class Desk:
    """What a view needs at hand."""

    def __init__(self, catalog: Catalog, settings: Settings, environment: Environment) -> None:
        self.catalog, self.settings = catalog, settings
        self.dossier = Dossier(catalog)
        self.fragments = Fragments(environment)
        self._words = cache(self._explain)
        self._about = cache(self._find_about)
        self.reading_for = cache(self._find_reading)
        """The pages that say most about one zorgpad: per kind the most specific first."""
        self.signs = Signs(catalog, settings, self.fragments)
        self._terms = TermFinder(item.entity for item in catalog.begrippen.values())
        environment.globals.update(
            teken=self.signs,
            herkomst=self.signs.origin,
            verlopen=self.signs.is_overdue,
            bewerk=self.edit_url,
            heeft_pagina={plaats.id for plaats in self.places}.__contains__,
            meedoen=settings.meedoen,
        )

    def document(self, output: Output) -> Document:
        """The document for one planned page."""
        if output.view not in VIEWS:
            import_module("zorgpaden.render.views.beeld")  # few builds draw, and drawing takes long to load
        return VIEWS[output.view](self, output.url, *output.args)

    # What templates ask.

    def edit_url(self, path: str) -> str:
        """Where the file of a block is edited; empty when the host has no repository, or the file is of the base."""
        if path in self.catalog.uit_basis:
            return ""
        room = "content" if path.endswith(".md") else "data"
        return f"{self.settings.bewerk_url}{room}/{path}" if self.settings.bewerk_url else ""

    # What views share.

    def absolute(self, url: str) -> str:
        """The full address of a page; empty when the host did not set one."""
        return f"{self.settings.site_url}{url}" if self.settings.site_url else ""

    def page(self, template: str, url: str, titel: str, omschrijving: str, waar: str = "", **context: Any) -> Document:
        """A page that needs nothing special; `waar` is the id of the gemeente in the header."""
        inhoud = self.fragments.render(
            template,
            root=urls.root(url),
            url=url,
            adres=self.absolute(url),
            meldadres=self.report_address(waar),
            **context,
        )
        return Document(titel, omschrijving, inhoud, self.place_sign(url, waar), self.absolute(url))

    def place_sign(self, url: str, gemeente_id: str | None) -> str:
        """The gemeente in the header."""
        if not gemeente_id:
            return ""
        root, plaats = urls.root(url), self.catalog.gemeenten[gemeente_id]
        enige = plaats is self.only_place
        return self.fragments.once(
            "plaats.html", (root, gemeente_id), root=root, gemeente=plaats, enige=enige
        ).__html__()

    def report_address(self, gemeente_id: str | None) -> str:
        """The e-mail address for mistakes on a page."""
        layer = self.catalog.gemeente_lagen.get(gemeente_id or "")
        return (layer.entity.meldadres if layer else None) or self.settings.meldadres

    def shown(self, replaced: dict[str, str]) -> Callable[[str], Item[Voorziening]]:
        """Voorziening for an id, given what replaces what in a gemeente."""
        return lambda id_: self.catalog.voorzieningen[replaced.get(id_, id_)]

    def sources(self, ids: tuple[str, ...]) -> list[Bron]:
        """The sources for their ids."""
        return [self.catalog.bronnen[id_].entity for id_ in ids]

    def explained(self, fragments: Iterable[Fragment]) -> Fragment:
        """The terms in these fragments that need an explanation."""
        found = 0
        for fragment in fragments:
            found |= self._terms.find(fragment)
        return self._words(found) if found else NOTHING

    def _explain(self, found: int) -> Fragment:
        return self.fragments.once("zorgpad/woorden.html", found, begrippen=self._terms.explain(found))

    def pages_about(self, field: str, id_: str) -> list[Page]:
        """Pages of the dossier whose front matter names `id_` in `field`."""
        return self._about(field).get(id_, [])

    def _find_about(self, field: str) -> dict[str, list[Page]]:
        found: dict[str, list[Page]] = {}
        for page in self.catalog.pages:
            for id_ in dict.fromkeys(getattr(page.item.entity, field)):
                found.setdefault(id_, []).append(page)
        return found

    def _find_reading(self, zorgpad_id: str) -> list[Page]:
        pages = self.pages_about("zorgpaden", zorgpad_id)
        order = sorted(
            pages, key=lambda page: (READING.get(page.item.entity.soort, 9), len(page.item.entity.zorgpaden))
        )
        return order[:MOST_READING]

    @cached_property
    def paths(self) -> list[Zorgpad]:
        """The zorgpaden in alphabetical order."""
        return sorted((item.entity for item in self.catalog.zorgpaden.values()), key=lambda pad: sort_key(pad.titel))

    @cached_property
    def places(self) -> list[Plaats]:
        """The gemeenten that have pages in this build."""
        return [self.catalog.gemeenten[id_] for id_ in chosen(self.catalog, self.settings.alleen)]

    @property
    def only_place(self) -> Plaats | None:
        """The gemeente of a site that is about one: nobody has to choose it there."""
        return self.places[0] if len(self.places) == 1 else None

    @cached_property
    def chosen(self) -> frozenset[str]:
        """Their ids."""
        return frozenset(plaats.id for plaats in self.places)

    @cached_property
    def stand(self) -> Stand:
        """How the data of these gemeenten stand."""
        return Stand(self.catalog, self.settings.peildatum, tuple(plaats.id for plaats in self.places))

    @cached_property
    def letters(self) -> dict[str, list[Plaats]]:
        """Real gemeenten by first letter."""
        real = [plaats for plaats in self.places if not plaats.voorbeeld]
        return {
            letter: list(group) for letter, group in groupby(real, key=lambda plaats: sort_key(plaats.naam)[0].upper())
        }


def by_domain(placed: Sequence[Geplaatst]) -> list[tuple[str, list[Geplaatst]]]:
    """Help by domain, the order within a domain kept."""
    groups = [(domain, [one for one in placed if one.item.domein == domain]) for domain in DOMAIN_ORDER]
    return [(domain, found) for domain, found in groups if found]
