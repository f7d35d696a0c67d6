"""All entities by id, the layers they live in, and the questions a page asks of them."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from types import MappingProxyType
from typing import Any, TypeVar

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
from zorgpaden.werkgebied import Bereik, build_bereik, kop_of, works_in

T = TypeVar("T")
MOST_REMEMBERED = 8
"""Of how many gemeenten is remembered what was worked out."""


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
    zorgpad_lagen: dict[Laag, Mapping[str, Item[ZorgpadLaag]]] = field(default_factory=dict)
    afspraken: dict[Laag, Mapping[str, Item[Afspraak]]] = field(default_factory=dict)
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
            Plaats(id_, item.head["naam"] or id_, item.head["provincie"] or "", True, None)
            for id_, item in self.gemeente_lagen.items()
            if id_ not in self.register
        ]
        return {plaats.id: plaats for plaats in sorted(plaatsen, key=lambda plaats: sort_key(plaats.naam))}

    @cached_property
    def genoemd(self) -> dict[str, list[str]]:
        """Gemeente → the regions that name it, once each time; there should be one."""
        found: dict[str, list[str]] = {}
        for id_, regio in self.regios.items():
            for gemeente in regio.entity.gemeenten:
                found.setdefault(gemeente, []).append(id_)
        return found

    @cached_property
    def _regio_van(self) -> dict[str, Item[Regio]]:
        return {gemeente: self.regios[named[-1]] for gemeente, named in self.genoemd.items()}

    def regio_van(self, gemeente_id: str) -> Item[Regio] | None:
        """The region whose layer lies over this gemeente, if any."""
        return self._regio_van.get(gemeente_id)

    def lagen(self, gemeente_id: str) -> tuple[Laag, ...]:
        """The layers over the national one, from high to low."""
        found = self._lagen.get(gemeente_id)
        if found is None:
            regio = self.regio_van(gemeente_id)
            above = (Laag("regio", regio.id),) if regio else ()
            found = (*above, Laag("gemeente", gemeente_id)) if gemeente_id in self.gemeente_lagen else above
            self._lagen[gemeente_id] = found
        return found

    @cached_property
    def _lagen(self) -> dict[str, tuple[Laag, ...]]:
        return {}

    @cached_property
    def bereik(self) -> Bereik:
        """Where every voorziening of the country works: the one thing that looks at all of them."""
        heads = (kop_of(id_, item.source.laag, item.head) for id_, item in self.voorzieningen.items())
        return build_bereik(heads, {gemeente: named[-1] for gemeente, named in self.genoemd.items()})

    @cached_property
    def landelijke_voorzieningen(self) -> list[Item[Voorziening]]:
        """Help for all of the country."""
        return [self.voorzieningen[head.id] for head in self.bereik.overal]

    def heeft_eigen_hulp(self, gemeente_id: str) -> bool:
        """Whether people of this gemeente can go to help that is not for all the country."""
        return self.bereik.heeft_eigen(gemeente_id)

    def werkt_in(self, voorziening: Voorziening, gemeente_id: str) -> bool:
        """Whether people of this gemeente can go to this voorziening."""
        return works_in(voorziening.werkgebied, gemeente_id, self.bereik.regio_van)

    def remembered(self, gemeente_id: str | None, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` gives, worked out once for a gemeente, or (None) for all of them; `key` tells what it is.

        Only the last few gemeenten are remembered: who makes a site goes from one to the next.
        """
        room = self._memory.get(gemeente_id)
        if room is None:
            if len(self._memory) > MOST_REMEMBERED:
                del self._memory[next(id_ for id_ in self._memory if id_)]
            room = self._memory[gemeente_id] = {}
        found: T | None = room.get(key)
        if found is None:
            found = room[key] = make()
        return found

    @cached_property
    def _memory(self) -> dict[str | None, dict[Hashable, Any]]:
        return {None: {}}

    def voorzieningen_in(self, gemeente_id: str) -> list[Item[Voorziening]]:
        """Help for people of this gemeente: nearest layer first, then by name. Replaced ones left out."""
        return self.remembered(gemeente_id, "hulp", lambda: self._find_voorzieningen(gemeente_id))

    def _find_voorzieningen(self, gemeente_id: str) -> list[Item[Voorziening]]:
        replaced = self.vervangingen(gemeente_id)
        heads = [head for head in self.bereik.in_gemeente(gemeente_id) if head.id not in replaced]
        heads.sort(key=lambda head: (nearness(head.laag), sort_key(head.naam)))
        return [self.voorzieningen[head.id] for head in heads]

    def vervangingen(self, gemeente_id: str) -> dict[str, str]:
        """Voorziening id of a higher layer → id of what finally replaces it in this gemeente.

        The nearest layer wins, a chain is followed to its end, and what does not work here replaces nothing.
        """
        return self.remembered(gemeente_id, "vervangingen", lambda: self._find_vervangingen(gemeente_id))

    def _find_vervangingen(self, gemeente_id: str) -> dict[str, str]:
        direct = {
            str(head.in_plaats_van): head.id
            for laag in self.lagen(gemeente_id)
            for head in self.bereik.vervangers.get(laag, ())
            if works_in(head, gemeente_id, self.bereik.regio_van)
        }
        return {id_: _last(direct, id_) for id_ in direct}

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

    @cached_property
    def alle_lagen(self) -> tuple[Laag, ...]:
        """The nation, every region with its gemeenten, the other gemeenten; then layers without a description."""
        found = [LANDELIJK]
        for id_, regio in self.regios.items():
            found += [Laag("regio", id_), *(Laag("gemeente", one) for one in regio.entity.gemeenten)]
        found += [Laag("gemeente", id_) for id_ in self.gemeente_lagen]
        return tuple(dict.fromkeys((*found, *self.bereik.van_laag, *self.zorgpad_lagen, *self.afspraken)))

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

    def gemeenten_bij(self, voorziening: Voorziening) -> list[str]:
        """The gemeenten whose people can go to a voorziening, in alphabetical order."""
        area = voorziening.werkgebied
        if area.landelijk:
            return list(self.gemeenten)
        below = [id_ for regio in area.regios for id_ in self.gemeenten_onder(Laag("regio", regio))]
        found = {*area.gemeenten, *area.ook_voor, *below}
        return sorted(
            (id_ for id_ in found if id_ in self.gemeenten and self.werkt_in(voorziening, id_)),
            key=lambda id_: sort_key(self.gemeenten[id_].naam),
        )

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
        yield from self._alone()

    def items_van(self, laag: Laag) -> Iterator[Item[Any]]:
        """Every entity of one layer, in a fixed order; looks at no other layer."""
        yield from self.voorzieningen_van(laag)
        yield from self.gebieden.get(laag, ())
        for layered in (self.zorgpad_lagen, self.afspraken):
            yield from layered.get(laag, {}).values()
        if laag == LANDELIJK:
            for name in NATIONAL:
                yield from getattr(self, name).values()
            yield from self._alone()

    def forget(self, laag: Laag) -> None:
        """Let go of the entities of one layer; who looks at them again pays for it."""
        for item in self.items_van(laag):
            item.forget()

    def voorzieningen_van(self, laag: Laag) -> Iterator[Item[Voorziening]]:
        """The voorzieningen in the files of one layer."""
        return (self.voorzieningen[id_] for id_ in self.bereik.van_laag.get(laag, ()))

    @cached_property
    def gebieden(self) -> dict[Laag, list[Item[Any]]]:
        """What the files of a layer say about its region or gemeente: one, unless a file has the id of another."""
        found: dict[Laag, list[Item[Any]]] = {}
        items: tuple[Item[Any], ...] = (*self.regios.values(), *self.gemeente_lagen.values())
        for item in items:
            found.setdefault(item.source.laag, []).append(item)
        return found

    def _alone(self) -> Iterator[Item[Any]]:
        """The entities that are in no collection; all are national."""
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
NATIONAL = tuple(name for name in COLLECTIONS.values() if name not in ("voorzieningen", "regios", "gemeente_lagen"))
"""Collections that are national as a whole."""
SINGLE = frozenset({Basis, Geldigheid, Combineren, Organisatie, Doorverwijzing, Uitzondering})
"""Kinds that are in no collection; `basis.py` has read the first."""
LAYERED: dict[type[Entiteit], str] = {ZorgpadLaag: "zorgpad_lagen", Afspraak: "afspraken"}


def build_catalog(
    items: list[Item[Entiteit]],
    pages: list[Page],
    uit_basis: frozenset[str] = frozenset(),
    layered: Mapping[type[Entiteit], Mapping[Laag, Mapping[str, Item[Any]]]] = MappingProxyType({}),
) -> tuple[Catalog, list[Problem]]:
    """Put entities in their collections; an id that is taken is a problem. Of two, the first stays.

    `layered` has more of what is of one layer only, by kind and layer.
    """
    catalog = Catalog(pages=pages, uit_basis=uit_basis)
    problems: list[Problem] = []
    for item in items:
        kind = item.kind
        if kind in SINGLE:
            _put_single(catalog, item)
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
    for model, layers in layered.items():
        rooms = getattr(catalog, LAYERED[model])
        for laag, more in layers.items():
            rooms[laag] = {**rooms[laag], **more} if laag in rooms else more
    return catalog, problems


def _put_single(catalog: Catalog, item: Item[Any]) -> None:
    """Something that is in no collection."""
    kind = item.kind
    if kind is Geldigheid:
        catalog.geldigheid = item.entity
    elif kind is Combineren:
        catalog.combineren = item
    elif kind is Organisatie:
        catalog.organisatie = item
    elif kind is Doorverwijzing:
        catalog.doorverwijzingen.append(item)
    elif kind is Uitzondering:
        catalog.uitzonderingen.append(item)


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


@lru_cache(4096)
def sort_key(text: str) -> str:
    """Alphabetical order without accents, case and a leading 's-."""
    plain = unicodedata.normalize("NFKD", text.removeprefix("'s-")).encode("ascii", "ignore").decode()
    return plain.casefold()


__all__ = ["LANDELIJK", "Catalog", "Plaats", "build_catalog", "nearness", "sort_key"]
