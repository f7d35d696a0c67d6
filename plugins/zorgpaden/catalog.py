"""All entities by id, the layers they live in, and the questions a page asks of them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, cast

from zorgpaden.freshness import Geldigheid
from zorgpaden.loading import Item, Laag
from zorgpaden.loading.borders import Grenzen
from zorgpaden.loading.content import Page
from zorgpaden.loading.records import LANDELIJK
from zorgpaden.model import (
    Afspraak,
    Basis,
    Begrip,
    Bestemming,
    Bron,
    Combineren,
    Doorverwijzing,
    Entiteit,
    Factor,
    Gebeurtenis,
    Geldstroom,
    Gemeente,
    Instrument,
    Interventie,
    Momentuitleg,
    Onderwerp,
    Organisatie,
    Overstapregel,
    Regio,
    RegisterGemeente,
    RegisterRegio,
    Situatie,
    Telling,
    Thema,
    Uitzondering,
    Voorziening,
    Zorgpad,
    ZorgpadLaag,
)
from zorgpaden.problems import Problem


@dataclass
class Catalog:
    """Everything that was loaded. Filled once by `build_catalog`, then only read."""

    zorgpaden: dict[str, Item[Zorgpad]] = field(default_factory=dict)
    voorzieningen: dict[str, Item[Voorziening]] = field(default_factory=dict)
    interventies: dict[str, Item[Interventie]] = field(default_factory=dict)
    instrumenten: dict[str, Item[Instrument]] = field(default_factory=dict)
    bronnen: dict[str, Item[Bron]] = field(default_factory=dict)
    begrippen: dict[str, Item[Begrip]] = field(default_factory=dict)
    situaties: dict[str, Item[Situatie]] = field(default_factory=dict)
    themas: dict[str, Item[Thema]] = field(default_factory=dict)
    tijdlijn: dict[str, Item[Gebeurtenis]] = field(default_factory=dict)
    tellingen: dict[str, Item[Telling]] = field(default_factory=dict)
    geld: dict[str, Item[Geldstroom]] = field(default_factory=dict)
    factoren: dict[str, Item[Factor]] = field(default_factory=dict)
    momenten: dict[str, Item[Momentuitleg]] = field(default_factory=dict)
    register: dict[str, Item[RegisterGemeente]] = field(default_factory=dict)
    ggd_regios: dict[str, Item[RegisterRegio]] = field(default_factory=dict)
    regios: dict[str, Item[Regio]] = field(default_factory=dict)
    gemeente_lagen: dict[str, Item[Gemeente]] = field(default_factory=dict)
    zorgpad_lagen: dict[Laag, dict[str, Item[ZorgpadLaag]]] = field(default_factory=dict)
    afspraken: dict[Laag, dict[str, Item[Afspraak]]] = field(default_factory=dict)
    geldigheid: Geldigheid = field(default_factory=Geldigheid)
    combineren: Item[Combineren] | None = None
    """Rules of the combination guide; without them the site has no guide."""
    organisatie: Item[Organisatie] | None = None
    """Who hosts the site; without it the pages that the law asks for say so."""
    uitzonderingen: list[Item[Uitzondering]] = field(default_factory=list)
    doorverwijzingen: list[Item[Doorverwijzing]] = field(default_factory=list)
    """Pages that moved."""
    grenzen: Grenzen | None = None
    """Boundaries for the map, when the host has them."""
    pages: list[Page] = field(default_factory=list)
    rejected: set[str] = field(default_factory=set)
    """Ids of records with problems of their own: a reference to one is no second problem."""
    uit_basis: frozenset[str] = frozenset()
    """Files, as sources name them, that come from the package below this project: nobody edits those here."""
    dossier: bool = True
    """Whether the site has the knowledge dossier."""

    @cached_property
    def gemeenten(self) -> dict[str, Plaats]:
        """Every gemeente with pages, real and fictitious, in alphabetical order."""
        plaatsen = [
            Plaats(id_, item.entity.naam, item.entity.provincie, False, item.entity)
            for id_, item in self.register.items()
        ]
        plaatsen += [
            Plaats(id_, item.entity.naam or id_, item.entity.provincie or "", True, None)
            for id_, item in self.gemeente_lagen.items()
            if id_ not in self.register
        ]
        return {plaats.id: plaats for plaats in sorted(plaatsen, key=lambda plaats: sort_key(plaats.naam))}

    @cached_property
    def _regio_van(self) -> dict[str, Item[Regio]]:
        return {gemeente: regio for regio in self.regios.values() for gemeente in regio.entity.gemeenten}

    def regio_van(self, gemeente_id: str) -> Item[Regio] | None:
        """The region whose layer lies over this gemeente, if any."""
        return self._regio_van.get(gemeente_id)

    def lagen(self, gemeente_id: str) -> tuple[Laag, ...]:
        """The layers over the national one, from high to low."""
        regio = self.regio_van(gemeente_id)
        above = (Laag("regio", regio.entity.id),) if regio else ()
        return (*above, Laag("gemeente", gemeente_id)) if gemeente_id in self.gemeente_lagen else above

    def werkt_in(self, voorziening: Voorziening, gemeente_id: str) -> bool:
        """Whether people of this gemeente can go to this voorziening."""
        gebied = voorziening.werkgebied
        regio = self.regio_van(gemeente_id)
        return (
            gebied.landelijk
            or gemeente_id in gebied.gemeenten
            or gemeente_id in gebied.ook_voor
            or (regio is not None and regio.entity.id in gebied.regios)
        )

    @cached_property
    def _landelijke_voorzieningen(self) -> list[Item[Voorziening]]:
        return [item for item in self.voorzieningen.values() if item.entity.werkgebied.landelijk]

    @cached_property
    def _niet_landelijke_voorzieningen(self) -> list[Item[Voorziening]]:
        return [item for item in self.voorzieningen.values() if not item.entity.werkgebied.landelijk]

    def voorzieningen_in(self, gemeente_id: str) -> list[Item[Voorziening]]:
        """Help for people of this gemeente: nearest layer first, then by name. Replaced ones left out."""
        found = self._voorzieningen_in.get(gemeente_id)
        if found is None:
            found = self._voorzieningen_in[gemeente_id] = self._find_voorzieningen(gemeente_id)
        return found

    @cached_property
    def _voorzieningen_in(self) -> dict[str, list[Item[Voorziening]]]:
        return {}  # asked for each of the 18 zorgpaden of a gemeente

    def _find_voorzieningen(self, gemeente_id: str) -> list[Item[Voorziening]]:
        local = [item for item in self._niet_landelijke_voorzieningen if self.werkt_in(item.entity, gemeente_id)]
        replaced = self.vervangingen(gemeente_id)
        found = [item for item in [*local, *self._landelijke_voorzieningen] if item.entity.id not in replaced]
        return sorted(found, key=lambda item: (nearness(item.source.laag), sort_key(item.entity.naam)))

    def vervangingen(self, gemeente_id: str) -> dict[str, str]:
        """Voorziening id of a higher layer → id of what finally replaces it in this gemeente.

        The nearest layer wins, a chain is followed to its end, and what does not work here replaces nothing.
        """
        lagen = self.lagen(gemeente_id)
        direct: dict[str, str] = {}
        for laag in lagen:
            for item in self._vervangers:
                if item.source.laag == laag and self.werkt_in(item.entity, gemeente_id):
                    direct[str(item.entity.in_plaats_van)] = item.entity.id
        return {id_: _last(direct, id_) for id_ in direct}

    @cached_property
    def _vervangers(self) -> list[Item[Voorziening]]:
        return [item for item in self._niet_landelijke_voorzieningen if item.entity.in_plaats_van]

    @cached_property
    def onderwerpen(self) -> dict[str, Onderwerp]:
        """The subjects on which afspraken are compared."""
        return {one.id: one for one in self.combineren.entity.onderwerpen} if self.combineren else {}

    @cached_property
    def bestemmingen(self) -> dict[str, Bestemming]:
        """Where the rules of the combination guide can send a professional."""
        return {one.id: one for one in self.combineren.entity.bestemmingen} if self.combineren else {}

    @cached_property
    def overstappen(self) -> dict[str, Overstapregel]:
        """The national rules that say when one zorgpad is not enough."""
        return {one.id: one for one in self.combineren.entity.overstappen} if self.combineren else {}

    def gebied(self, laag: Laag) -> Item[Regio] | Item[Gemeente]:
        """What a regional or local layer says about itself."""
        return self.regios[laag.id] if laag.soort == "regio" else self.gemeente_lagen[laag.id]

    def laag_naam(self, laag: Laag) -> str:
        """How a layer is named on a page: “landelijk”, “regio Merenland”, “Waterrijk”."""
        if laag.soort == "regio":
            return f"regio {self.regios[laag.id].entity.naam}"
        return self.gemeenten[laag.id].naam if laag.soort == "gemeente" else "landelijk"

    def gemeenten_onder(self, laag: Laag) -> tuple[str, ...]:
        """The gemeenten that a regional or local layer lies over."""
        if laag.soort == "gemeente":
            return (laag.id,)
        return self.regios[laag.id].entity.gemeenten if laag.id in self.regios else ()

    def is_voorbeeld(self, laag: Laag) -> bool:
        """Whether a layer belongs to an invented region or gemeente."""
        layer = self.regios.get(laag.id) if laag.soort == "regio" else self.gemeente_lagen.get(laag.id)
        return layer is not None and layer.entity.voorbeeld

    def items(self) -> Iterator[Item[Any]]:
        """Every entity, in a fixed order."""
        for name in COLLECTIONS.values():
            yield from getattr(self, name).values()
        for layered in (self.zorgpad_lagen, self.afspraken):
            for items in layered.values():
                yield from items.values()
        if self.combineren:
            yield self.combineren
        if self.organisatie:
            yield self.organisatie
        for page in self.pages:
            yield page.item


@dataclass(frozen=True, slots=True)
class Plaats:
    """A gemeente that has pages; `register` is None for a fictitious one (`voorbeeld`)."""

    id: str
    naam: str
    provincie: str
    voorbeeld: bool
    register: RegisterGemeente | None


COLLECTIONS: dict[type[Entiteit], str] = {
    Zorgpad: "zorgpaden",
    Voorziening: "voorzieningen",
    Interventie: "interventies",
    Instrument: "instrumenten",
    Bron: "bronnen",
    Begrip: "begrippen",
    Situatie: "situaties",
    Thema: "themas",
    Gebeurtenis: "tijdlijn",
    Telling: "tellingen",
    Geldstroom: "geld",
    Factor: "factoren",
    Momentuitleg: "momenten",
    RegisterGemeente: "register",
    RegisterRegio: "ggd_regios",
    Regio: "regios",
    Gemeente: "gemeente_lagen",
}
LAYERED: dict[type[Entiteit], str] = {ZorgpadLaag: "zorgpad_lagen", Afspraak: "afspraken"}


def build_catalog(
    items: list[Item[Entiteit]], pages: list[Page], uit_basis: frozenset[str] = frozenset()
) -> tuple[Catalog, list[Problem]]:
    """Put entities in their collections; an id that is taken is a problem. Of two, the first stays."""
    catalog = Catalog(pages=pages, uit_basis=uit_basis)
    problems: list[Problem] = []
    for item in items:
        kind = item.kind
        if kind is Basis:
            continue  # `basis.py` has read it
        if kind is Geldigheid:
            catalog.geldigheid = cast(Geldigheid, item.entity)
            continue
        if kind is Combineren:
            catalog.combineren = cast(Item[Combineren], item)
            continue
        if kind is Organisatie:
            catalog.organisatie = cast(Item[Organisatie], item)
            continue
        if kind is Doorverwijzing:
            catalog.doorverwijzingen.append(cast(Item[Doorverwijzing], item))
            continue
        if kind is Uitzondering:
            catalog.uitzonderingen.append(cast(Item[Uitzondering], item))
            continue
        if kind in COLLECTIONS:
            room = getattr(catalog, COLLECTIONS[kind])
        else:
            room = getattr(catalog, LAYERED[kind]).setdefault(item.source.laag, {})
        id_ = item.id
        if id_ in room:
            first = room[id_].source
            where = "de basis: " if first.path in uit_basis else ""
            problems.append(
                item.source.problem(
                    ("id",),
                    "dubbel-id",
                    f"het id “{id_}” bestaat al in {where}{first.path}, regel {first.marks.line}",
                    "Kies een ander id. Vervangt dit de andere? Gebruik dan `in_plaats_van`.",
                )
            )
        else:
            room[id_] = item
    return catalog, problems


def _last(step: dict[str, str], id_: str) -> str:
    """The end of a chain of replacements; a circle ends where it began."""
    seen = {id_}
    while (following := step.get(id_)) and following not in seen:
        seen.add(following)
        id_ = following
    return id_


def nearness(laag: Laag) -> int:
    """Sort order of layers: the nearest first."""
    return {"gemeente": 0, "regio": 1, "landelijk": 2}[laag.soort]


def sort_key(text: str) -> str:
    """Alphabetical order without accents, case and a leading 's-."""
    plain = unicodedata.normalize("NFKD", text.removeprefix("'s-")).encode("ascii", "ignore").decode()
    return plain.casefold()


__all__ = ["LANDELIJK", "Catalog", "Plaats", "build_catalog", "nearness", "sort_key"]
