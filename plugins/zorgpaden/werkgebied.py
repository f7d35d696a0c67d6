"""Where voorzieningen work. The one place that looks at all of the country; it needs only their heads."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

from zorgpaden.loading import Laag


class Gebied(Protocol):
    """Where something works: a `Werkgebied`, or what a head says of it."""

    @property
    def landelijk(self) -> bool: ...
    @property
    def regios(self) -> Sequence[str]: ...
    @property
    def gemeenten(self) -> Sequence[str]: ...
    @property
    def ook_voor(self) -> Sequence[str]: ...


class Kop(NamedTuple):
    """What has to be known of every voorziening, also of those at the other end of the country."""

    id: str
    laag: Laag
    naam: str
    landelijk: bool
    regios: Sequence[str]
    gemeenten: Sequence[str]
    ook_voor: Sequence[str]
    in_plaats_van: str | None = None


@dataclass(frozen=True, slots=True)
class Bereik:
    """Who can go where, for the whole country; made once by `build_bereik`."""

    koppen: dict[str, Kop]
    regio_van: Mapping[str, str]
    """Gemeente → region."""
    van_laag: dict[Laag, list[str]]
    """Layer → ids of what stands in its files."""
    overal: list[Kop]
    van_gemeente: dict[str, list[Kop]]
    van_regio: dict[str, list[Kop]]
    vervangers: dict[Laag, list[Kop]]
    """Layer → what comes in the place of something else; national help replaces nothing."""

    def in_gemeente(self, gemeente_id: str) -> list[Kop]:
        """Everything that people of this gemeente can go to."""
        near = [*self.van_gemeente.get(gemeente_id, ()), *self.van_regio.get(self.regio_van.get(gemeente_id, ""), ())]
        return [*{head.id: head for head in near}.values(), *self.overal]

    def heeft_eigen(self, gemeente_id: str) -> bool:
        """Whether there is anything for people of this gemeente that is not for all the country."""
        return bool(self.van_gemeente.get(gemeente_id) or self.van_regio.get(self.regio_van.get(gemeente_id, "")))

    def mist(self, id_: str, gemeenten: Iterable[str]) -> list[str]:
        """Those of the gemeenten whose people cannot go to this voorziening; of an unknown one nothing is missed."""
        head = self.koppen.get(id_)
        if head is None or head.landelijk:
            return []
        return [one for one in gemeenten if not works_in(head, one, self.regio_van)]


def kop_of(id_: str, laag: Laag, head: Mapping[str, Any]) -> Kop:
    """What `heads.py` wrote down of a voorziening."""
    area = (head["landelijk"], head["regios"], head["gemeenten"], head["ook_voor"])
    return Kop(id_, laag, head["naam"], *area, head["in_plaats_van"])


def build_bereik(koppen: Iterable[Kop], regio_van: Mapping[str, str]) -> Bereik:
    """The index of all voorzieningen; it needs nothing of them but their heads."""
    heads: dict[str, Kop] = {}
    by_layer: dict[Laag, list[str]] = defaultdict(list)
    by_gemeente: dict[str, list[Kop]] = defaultdict(list)
    by_region: dict[str, list[Kop]] = defaultdict(list)
    replacing: dict[Laag, list[Kop]] = defaultdict(list)
    everywhere = []
    for head in koppen:
        heads[head.id] = head
        by_layer[head.laag].append(head.id)
        if head.landelijk:
            everywhere.append(head)
            continue
        for id_ in (*head.gemeenten, *head.ook_voor):
            by_gemeente[id_].append(head)
        for id_ in head.regios:
            by_region[id_].append(head)
        if head.in_plaats_van:
            replacing[head.laag].append(head)
    return Bereik(heads, regio_van, by_layer, everywhere, by_gemeente, by_region, replacing)


def works_in(gebied: Gebied, gemeente_id: str, regio_van: Mapping[str, str]) -> bool:
    """Whether a gemeente lies in a werkgebied."""
    return (
        gebied.landelijk
        or gemeente_id in gebied.gemeenten
        or gemeente_id in gebied.ook_voor
        or regio_van.get(gemeente_id) in gebied.regios
    )
