"""Per gemeente and zorgpad: who filled the text, and which help there is per domain. What is empty is a white spot."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cache, cached_property

from zorgpaden.catalog import Catalog
from zorgpaden.layers import LokaalZorgpad, filled_paths, resolve
from zorgpaden.loading import Item, Laag, Source
from zorgpaden.model import Voorziening
from zorgpaden.stand.tasks import Taak, Taaksoort, find_tasks, in_order


class Onderdeel(StrEnum):
    """The columns of the matrix: the text of the zorgpad, and its help by domain."""

    TEKST = "tekst"
    MEDISCH = "medisch"
    SOCIAAL = "sociaal"
    INFORMEEL = "informeel"


class Staat(StrEnum):
    """What can be said about a cell; several can hold at once."""

    GEVULD = "gevuld"
    LEEG = "leeg"
    GEEN_INFORMEEL = "geen-informele-hulp"
    VERLOPEN = "verlopen"
    TERUGVAL = "zonder-terugval"
    BASIS = "basis-gewijzigd"


@dataclass(frozen=True, slots=True)
class Cel:
    """One zorgpad in one gemeente, for one onderdeel.

    The first three numbers count by layer: of `tekst` files, of a domain voorzieningen that the page shows. The last
    three count only what region and gemeente keep themselves; `basis_gewijzigd` counts blocks in a text.
    """

    gemeente: str
    zorgpad: str
    onderdeel: Onderdeel
    gemeentelijk: int
    regionaal: int
    landelijk: int
    verlopen: int
    zonder_terugval: int
    basis_gewijzigd: int

    @property
    def eigen(self) -> int:
        """How much comes from the gemeente or its region."""
        return self.gemeentelijk + self.regionaal

    @property
    def witte_vlek(self) -> bool:
        """Whether families here have only national help, or none; a text may stay national."""
        return self.onderdeel is not Onderdeel.TEKST and not self.eigen

    @property
    def staten(self) -> tuple[Staat, ...]:
        """What holds for this cell, filled or empty first."""
        empty = Staat.GEEN_INFORMEEL if self.onderdeel is Onderdeel.INFORMEEL else Staat.LEEG
        marks = {
            Staat.VERLOPEN: self.verlopen,
            Staat.TERUGVAL: self.zonder_terugval,
            Staat.BASIS: self.basis_gewijzigd,
        }
        return (Staat.GEVULD if self.eigen else empty, *(staat for staat, count in marks.items() if count))


@dataclass(frozen=True, slots=True)
class Regel:
    """One gemeente that has something of its own or of its region, in numbers.

    The last five count the files of the gemeente and of its region, not only what a matrix shows.
    """

    gemeente: str
    naam: str
    provincie: str
    voorbeeld: bool
    regio: str
    zorgpaden: int
    """How many zorgpaden the gemeente itself filled in."""
    witte_vlekken: int
    geen_informele_hulp: int
    verlopen: int
    verloopt: int
    basis_gewijzigd: int
    zonder_terugval: int


@dataclass(frozen=True, slots=True)
class Totaal:
    """The whole country, or all examples together. Every file counts once."""

    gemeenten: int
    gevuld: int
    """Gemeenten with data of their own."""
    alleen_regio: int
    """Gemeenten that only have what their region added."""
    witte_vlekken: int
    geen_informele_hulp: int
    verlopen: int
    verloopt: int
    basis_gewijzigd: int
    zonder_terugval: int


@dataclass(frozen=True)
class Rijen:
    """What one layer says of how its data stand."""

    taken: tuple[Taak, ...]
    cellen: tuple[Cel, ...] = ()
    """The matrix of a gemeente, zorgpad by zorgpad."""


@dataclass(frozen=True)
class Stand:
    """The state of a catalog on `peildatum`, for these gemeenten; a layer is looked at when somebody asks for it."""

    catalog: Catalog
    peildatum: date
    gemeenten: tuple[str, ...]
    rijen: dict[Laag, Rijen] = field(default_factory=dict)
    """What is known already."""

    @cached_property
    def gevuld(self) -> tuple[str, ...]:
        """Ids of the gemeenten with data of their own or of their region: real ones first, by name."""
        found = [id_ for id_ in self.gemeenten if self.catalog.lagen(id_)]
        return tuple(sorted(found, key=lambda id_: self.catalog.gemeenten[id_].voorbeeld))

    @cached_property
    def leeg(self) -> tuple[str, ...]:
        """Ids of the gemeenten that have nothing of their own yet."""
        return tuple(id_ for id_ in self.gemeenten if not self.catalog.lagen(id_))

    @cached_property
    def taken(self) -> list[Taak]:
        """Everything to do, in all layers."""
        return in_order(taak for laag in self.catalog.alle_lagen for taak in self.taken_van(laag))

    def taken_van(self, laag: Laag) -> tuple[Taak, ...]:
        """What there is to do in one layer."""
        return self._taken(laag)

    @cached_property
    def _taken(self) -> Callable[[Laag], tuple[Taak, ...]]:
        def find(laag: Laag) -> tuple[Taak, ...]:
            known = self.rijen.get(laag)
            return known.taken if known else tuple(find_tasks(self.catalog, self.peildatum, (laag,)))

        return cache(find)

    def taken_in(self, gemeente_id: str) -> list[Taak]:
        """What there is to do in the layers over a gemeente: its own first, then the region's."""
        return [taak for laag in reversed(self.catalog.lagen(gemeente_id)) for taak in self.taken_van(laag)]

    @property
    def cellen(self) -> dict[str, tuple[Cel, ...]]:
        """The matrix of every gemeente with data, zorgpad by zorgpad."""
        return {id_: self.matrix(id_) for id_ in self.gevuld}

    def matrix(self, gemeente_id: str) -> tuple[Cel, ...]:
        """The matrix of one gemeente."""
        return self._matrices(gemeente_id)

    @cached_property
    def _matrices(self) -> Callable[[str], tuple[Cel, ...]]:
        def find(gemeente_id: str) -> tuple[Cel, ...]:
            known = self.rijen.get(Laag("gemeente", gemeente_id))
            return known.cellen if known else tuple(self._matrix(gemeente_id))

        return cache(find)

    @cached_property
    def regels(self) -> list[Regel]:
        """One row per gemeente with data."""
        return [self.regel(id_) for id_ in self.gevuld]

    def totaal(self, voorbeeld: bool) -> Totaal:
        """The real country, or (`voorbeeld`) the invented part."""
        catalog = self.catalog
        mine = [id_ for id_ in self.gemeenten if catalog.gemeenten[id_].voorbeeld == voorbeeld]
        filled = [id_ for id_ in mine if id_ in catalog.gemeente_lagen]
        rows = [regel for regel in self.regels if regel.voorbeeld == voorbeeld]
        tasks = Counter(taak.soort for taak in self.taken if catalog.is_voorbeeld(taak.laag) == voorbeeld)
        return Totaal(
            gemeenten=len(mine),
            gevuld=len(filled),
            alleen_regio=len(rows) - len(filled),
            witte_vlekken=sum(regel.witte_vlekken for regel in rows),
            geen_informele_hulp=sum(regel.geen_informele_hulp for regel in rows),
            **_counts(tasks),
        )

    def regel(self, gemeente_id: str) -> Regel:
        """One gemeente in numbers."""
        plaats, regio = self.catalog.gemeenten[gemeente_id], self.catalog.regio_van(gemeente_id)
        white = Counter(cel.onderdeel for cel in self.matrix(gemeente_id) if cel.witte_vlek)
        return Regel(
            gemeente=gemeente_id,
            naam=plaats.naam,
            provincie=plaats.provincie,
            voorbeeld=plaats.voorbeeld,
            regio=regio.entity.id if regio else "",
            zorgpaden=filled_paths(self.catalog, gemeente_id),
            witte_vlekken=white.total(),
            geen_informele_hulp=white[Onderdeel.INFORMEEL],
            **_counts(Counter(taak.soort for taak in self.taken_in(gemeente_id))),
        )

    @cached_property
    def _per_bestand(self) -> Callable[[Laag], dict[str, Counter[Taaksoort]]]:
        """What there is to do in the files of a layer; most have nothing."""

        def find(laag: Laag) -> dict[str, Counter[Taaksoort]]:
            found: dict[str, Counter[Taaksoort]] = {}
            for taak in self.taken_van(laag):
                found.setdefault(taak.bestand, Counter())[taak.soort] += 1
            return found

        return cache(find)

    def _matrix(self, gemeente_id: str) -> Iterator[Cel]:
        for zorgpad_id in self.catalog.zorgpaden:
            local = resolve(self.catalog, zorgpad_id, gemeente_id)
            shown: dict[Onderdeel, list[Source]] = {one: [] for one in Onderdeel}
            shown[Onderdeel.TEKST] = [local.zorgpad.source, *(laag.source for laag in local.lagen)]
            for item in _help(self.catalog, local):
                shown[Onderdeel(item.entity.domein)].append(item.source)
            for onderdeel, sources in shown.items():
                yield self._cel(gemeente_id, zorgpad_id, onderdeel, sources)

    def _cel(self, gemeente_id: str, zorgpad_id: str, onderdeel: Onderdeel, shown: list[Source]) -> Cel:
        layers = [source.laag.soort for source in shown]
        own = (source for source in shown if source.laag.soort != "landelijk")
        todo = [work for source in own if (work := self._per_bestand(source.laag).get(source.path))]
        return Cel(
            gemeente=gemeente_id,
            zorgpad=zorgpad_id,
            onderdeel=onderdeel,
            gemeentelijk=layers.count("gemeente"),
            regionaal=layers.count("regio"),
            landelijk=layers.count("landelijk"),
            verlopen=sum(work[Taaksoort.VERLOPEN] for work in todo),
            zonder_terugval=sum(work[Taaksoort.TERUGVAL] for work in todo),
            basis_gewijzigd=sum(work[Taaksoort.BASIS] for work in todo),
        )


def _help(catalog: Catalog, local: LokaalZorgpad) -> list[Item[Voorziening]]:
    """Every voorziening on the page of a zorgpad, once: in the list of help, or named by a block."""
    named = [placed.item.voorziening for soort in ("spoed", "bel") for placed in local.blokken[soort]]
    named += [id_ for placed in local.blokken["stappen"] for id_ in placed.item.voorzieningen]
    ids = [placed.item.id for placed in local.voorzieningen] + [local.voorziening_id(id_) for id_ in named]
    return [catalog.voorzieningen[id_] for id_ in dict.fromkeys(ids)]


def _counts(tasks: Counter[Taaksoort]) -> dict[str, int]:
    """Numbers of work for a row; the name of a person that ends is work with a day."""
    return {
        "verlopen": tasks[Taaksoort.VERLOPEN],
        "verloopt": tasks[Taaksoort.VERLOOPT] + tasks[Taaksoort.NAAM],
        "basis_gewijzigd": tasks[Taaksoort.BASIS],
        "zonder_terugval": tasks[Taaksoort.TERUGVAL],
    }
