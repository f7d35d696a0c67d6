"""Lay region and gemeente over the national zorgpad: add, replace and hide by id.

`apply` makes one move at a time and reports it, so that the page (`resolve`) and
the checks see exactly the same thing.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from zorgpaden.catalog import Catalog, nearness
from zorgpaden.loading import Item, Laag, Source
from zorgpaden.model import BLOK_SOORTEN, Afspraak, Blok, Voorziening, Zorgpad, ZorgpadLaag, fingerprint

# What is nearest comes first where a visitor acts at once; elsewhere local additions follow the base.
NEAREST_FIRST = frozenset({"spoed", "bel"})


@dataclass(frozen=True, eq=False)
class Geplaatst:
    """An entity on a page: where it came from, and what it replaces there.

    Each is made once for all pages that show it, so it is itself a key for what is made from it.
    """

    item: Any
    source: Source
    where: tuple[str | int, ...] = ()
    vervangt_laag: Laag | None = None
    verouderd: bool = False

    @property
    def laag(self) -> Laag:
        return self.source.laag

    @cached_property
    def kenmerk(self) -> str:
        """Fingerprint of the entity: what a lower layer names that replaces or hides it."""
        return fingerprint(self.item)


@dataclass(frozen=True, slots=True)
class Move:
    """What a layer did to one block, with the fingerprint of the base it says it knows."""

    soort: Literal["toevoegen", "vervangen", "verbergen"]
    blok: str
    id: str
    source: Source
    where: tuple[str | int, ...]
    gegeven: str | None
    kenmerk: str | None
    """Fingerprint of the base; None when there is nothing to replace or hide."""

    @property
    def basis_gewijzigd(self) -> bool:
        """Whether the base changed since somebody read it."""
        return self.gegeven is not None and self.kenmerk is not None and self.gegeven != self.kenmerk


Blocks = dict[str, tuple[Geplaatst, ...]]


@dataclass(frozen=True, slots=True)
class LokaalZorgpad:
    """A zorgpad as it is in one gemeente (or, without gemeente, the national one)."""

    zorgpad: Item[Zorgpad]
    lagen: tuple[Item[ZorgpadLaag], ...]
    blokken: Blocks
    afspraken: tuple[Geplaatst, ...]
    voorzieningen: tuple[Geplaatst, ...]
    interventies: tuple[str, ...]
    vervangingen: dict[str, str]

    @property
    def stand(self) -> str:
        """The nearest layer that says something of its own: `gemeente`, `regio` or `landelijk`."""
        return min((laag.source.laag for laag in self.lagen), key=nearness).soort if self.lagen else "landelijk"

    def voorziening_id(self, id_: str) -> str:
        """The voorziening to show for a reference, after replacement."""
        return self.vervangingen.get(id_, id_)


def national_blocks(item: Item[Zorgpad]) -> Blocks:
    """The blocks of the national zorgpad."""
    return {
        soort: tuple(
            Geplaatst(blok, item.source, (soort, index)) for index, blok in enumerate(getattr(item.entity, soort))
        )
        for soort in BLOK_SOORTEN
    }


def apply(base: Blocks, laag: Item[ZorgpadLaag]) -> tuple[Blocks, list[Move]]:
    """The blocks after one layer, and the moves it made."""
    moves: list[Move] = []
    result = dict(base)
    for soort in BLOK_SOORTEN:
        result[soort] = _apply_kind(result[soort], soort, laag, moves)
    for index, hidden in enumerate(laag.entity.verbergt):
        soort = str(hidden.blok)
        if soort not in BLOK_SOORTEN:
            continue
        target = _find(base[soort], hidden.id)
        kenmerk = target.kenmerk if target else None
        moves.append(Move("verbergen", soort, hidden.id, laag.source, ("verbergt", index), hidden.kenmerk, kenmerk))
        result[soort] = tuple(placed for placed in result[soort] if placed is not target)
    return result, moves


def _apply_kind(
    base: tuple[Geplaatst, ...], soort: str, laag: Item[ZorgpadLaag], moves: list[Move]
) -> tuple[Geplaatst, ...]:
    blocks: tuple[Blok, ...] = getattr(laag.entity, soort)
    if not blocks:
        return base
    placed = list(base)
    added: list[Geplaatst] = []
    above = {one.item.id: one for one in reversed(base)}
    for index, blok in enumerate(blocks):
        target = above.get(blok.id)
        new, move = _place(blok, blok.vervangt, target, laag.source, (soort, index), soort)
        moves.append(move)
        if target:
            placed[base.index(target)] = new
        else:
            added.append(new)
    return tuple(added + placed) if soort in NEAREST_FIRST else tuple(placed + added)


def _place(
    entity: Any, gegeven: str | None, target: Geplaatst | None, source: Source, where: tuple[str | int, ...], soort: str
) -> tuple[Geplaatst, Move]:
    """`entity` on the page in the place of `target`, or as an addition."""
    kenmerk = target.kenmerk if target else None
    kind: Literal["toevoegen", "vervangen"] = "vervangen" if target or gegeven else "toevoegen"
    move = Move(kind, soort, entity.id, source, where, gegeven, kenmerk)
    old = target is not None and gegeven is not None and gegeven != kenmerk
    return Geplaatst(entity, source, where, target.laag if target else None, old), move


def _find(placed: tuple[Geplaatst, ...], id_: str) -> Geplaatst | None:
    return next((one for one in placed if one.item.id == id_), None)


def resolve(catalog: Catalog, zorgpad_id: str, gemeente_id: str | None) -> LokaalZorgpad:
    """The zorgpad as a visitor from this gemeente should see it."""
    return catalog.remembered(gemeente_id, ("zorgpad", zorgpad_id), lambda: _resolve(catalog, zorgpad_id, gemeente_id))


def _resolve(catalog: Catalog, zorgpad_id: str, gemeente_id: str | None) -> LokaalZorgpad:
    zorgpad = catalog.zorgpaden[zorgpad_id]
    lagen = layers_of(catalog, zorgpad_id, gemeente_id)
    interventies = [*zorgpad.entity.interventies, *(id_ for laag in lagen for id_ in laag.entity.interventies)]
    return LokaalZorgpad(
        zorgpad=zorgpad,
        lagen=lagen,
        blokken=laid(catalog, lagen[-1])[0] if lagen else _national(catalog, zorgpad_id),
        afspraken=tuple(
            placed
            for placed in afspraken_in(catalog, gemeente_id)
            if _is_about(placed.item, zorgpad_id) and not hides(lagen, "afspraken", placed)
        ),
        voorzieningen=tuple(
            placed
            for placed in help_in(catalog, gemeente_id)
            if zorgpad_id in placed.item.zorgpaden and not hides(lagen, "voorzieningen", placed)
        ),
        interventies=tuple(dict.fromkeys(interventies)),
        vervangingen=catalog.vervangingen(gemeente_id) if gemeente_id else {},
    )


def _national(catalog: Catalog, zorgpad_id: str) -> Blocks:
    """The blocks of a national zorgpad, the same for every gemeente."""
    return catalog.remembered(None, ("blokken", zorgpad_id), lambda: national_blocks(catalog.zorgpaden[zorgpad_id]))


def base_of(catalog: Catalog, file: Item[ZorgpadLaag]) -> Blocks:
    """The blocks that a layer file lies over; its zorgpad has to be there."""
    laag, id_ = file.source.laag, file.entity.id
    regio = catalog.regio_van(laag.id) if laag.soort == "gemeente" else None
    above = catalog.zorgpad_lagen.get(Laag("regio", regio.entity.id), {}).get(id_) if regio else None
    return laid(catalog, above)[0] if above else _national(catalog, id_)


def laid(catalog: Catalog, file: Item[ZorgpadLaag]) -> tuple[Blocks, list[Move]]:
    """A layer file over what is above it: the blocks, and the moves it made."""
    return catalog.remembered(
        _only(file.source.laag), ("laag", file.source.path), lambda: apply(base_of(catalog, file), file)
    )


def _only(laag: Laag) -> str | None:
    """The gemeente to which what comes of a layer belongs; that of a region is shared."""
    return laag.id if laag.soort == "gemeente" else None


def hides(lagen: tuple[Item[ZorgpadLaag], ...], blok: str, placed: Geplaatst) -> bool:
    """Whether one of the layers hides this; what a gemeente adds, its region cannot hide."""
    return any(
        one.blok == blok and one.id == placed.item.id
        for laag in lagen
        for one in laag.entity.verbergt
        if may_hide(laag.source.laag, placed.laag)
    )


def may_hide(hider: Laag, owner: Laag) -> bool:
    """A layer hides what is its own or of a higher layer."""
    return nearness(hider) <= nearness(owner)


def layers_of(catalog: Catalog, zorgpad_id: str, gemeente_id: str | None) -> tuple[Item[ZorgpadLaag], ...]:
    """The layer files over a zorgpad in a gemeente, region first."""
    if gemeente_id is None:
        return ()
    files = [catalog.zorgpad_lagen.get(laag, {}).get(zorgpad_id) for laag in catalog.lagen(gemeente_id)]
    return tuple([file for file in files if file])


def replacement(catalog: Catalog, item: Item[Voorziening]) -> Move | None:
    """The move of a voorziening that comes in the place of another; None when there is no other."""
    base = catalog.voorzieningen.get(item.entity.in_plaats_van or "")
    if base is None:
        return None
    kenmerk = catalog.remembered(None, ("kenmerk", base.entity.id), lambda: fingerprint(base.entity))
    return Move("vervangen", "voorzieningen", base.entity.id, item.source, (), item.entity.vervangt, kenmerk)


def help_in(catalog: Catalog, gemeente_id: str | None) -> tuple[Geplaatst, ...]:
    """All help for people of a gemeente (or, without gemeente, what works everywhere), nearest first."""

    def place() -> tuple[Geplaatst, ...]:
        everywhere = (catalog.voorzieningen[head.id] for head in catalog.bereik.overal)
        items = everywhere if gemeente_id is None else catalog.voorzieningen_in(gemeente_id)
        return tuple(Geplaatst(item.entity, item.source) for item in items)

    return catalog.remembered(gemeente_id, "geplaatste hulp", place)


def _is_about(afspraak: Afspraak, zorgpad_id: str) -> bool:
    return zorgpad_id in afspraak.zorgpaden or "alle" in afspraak.zorgpaden


def afspraken_in(catalog: Catalog, gemeente_id: str | None) -> tuple[Geplaatst, ...]:
    """All agreements that hold in a gemeente, the region's replaced where the gemeente says so."""
    return tuple(placed for placed, _ in placed_afspraken(catalog, gemeente_id))


def placed_afspraken(catalog: Catalog, gemeente_id: str | None) -> list[tuple[Geplaatst, Move]]:
    """The agreements of a gemeente with the move each made."""

    def lay() -> list[tuple[Geplaatst, Move]]:
        found: dict[str, tuple[Geplaatst, Move]] = {}
        for laag in catalog.lagen(gemeente_id) if gemeente_id else ():
            found |= _placed(catalog, laag, found)
        return sorted(found.values(), key=lambda pair: (nearness(pair[0].laag), pair[0].item.id))

    return catalog.remembered(gemeente_id, "afspraken", lay)


def _placed(
    catalog: Catalog, laag: Laag, above: dict[str, tuple[Geplaatst, Move]]
) -> dict[str, tuple[Geplaatst, Move]]:
    """The agreements of one layer over those above it. What a region agreed is the same in all its gemeenten."""

    def place(item: Item[Afspraak]) -> tuple[Geplaatst, Move]:
        target = above[item.entity.id][0] if item.entity.id in above else None
        return _place(item.entity, item.entity.vervangt, target, item.source, (), "afspraken")

    files = catalog.afspraken.get(laag, {})
    return catalog.remembered(
        _only(laag), ("afspraken", laag), lambda: {id_: place(item) for id_, item in files.items()}
    )


def filled_paths(catalog: Catalog, gemeente_id: str) -> int:
    """How many zorgpaden the gemeente itself has filled in."""
    return len(catalog.zorgpad_lagen.get(Laag("gemeente", gemeente_id), {}))
