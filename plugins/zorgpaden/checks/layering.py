"""Does each layer fit on the one it lies over?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from zorgpaden.catalog import Catalog, nearness
from zorgpaden.checks.registry import Context, check
from zorgpaden.layers import Blocks, Move, afspraken_in, laid, may_hide, placed_afspraken, replacement
from zorgpaden.loading import Item, Laag
from zorgpaden.loading.records import LANDELIJK
from zorgpaden.model import BLOK_SOORTEN, MAX_SPOED, Blok, Voorziening, ZorgpadLaag
from zorgpaden.problems import Problem, suggest


def _move_problem(move: Move) -> Problem | None:
    """What is wrong with one move, if anything."""
    what = f"“{move.id}” bij {move.blok}"
    field = "kenmerk" if move.soort == "verbergen" else "vervangt"
    if move.kenmerk is None:
        if move.soort == "toevoegen":
            return None
        word = "verbergen" if move.soort == "verbergen" else "vervangen"
        hint = "Kijk of het id klopt, of haal deze regels weg: het blok bestaat niet meer."
        return move.source.problem((*move.where, "id"), "laag-zonder-basis", f"er is geen {what} om te {word}", hint)
    if move.gegeven is None and move.soort == "vervangen":
        return move.source.problem(
            (*move.where, "id"),
            "stil-vervangen",
            f"{what} bestaat al in een hogere laag",
            f"Wilt u dat vervangen? Schrijf erbij: “vervangt: {move.kenmerk}”. Anders: kies een ander id.",
        )
    if move.basis_gewijzigd:
        return move.source.problem(
            (*move.where, field),
            "basis-gewijzigd",
            f"de hogere laag van {what} is veranderd",
            f"Lees de nieuwe tekst. Klopt uw versie nog? Schrijf dan “{field}: {move.kenmerk}”.",
            "waarschuwing",
        )
    return None


@check("laag")
def moves_fit(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """A layer replaces and hides only what exists, says so, and knows the present version."""
    for _, _, moves in _laid(catalog, context):
        yield from filter(None, map(_move_problem, moves))
    for item in context.afspraken(catalog):
        laag = item.source.laag
        if laag.soort == "gemeente" and laag.id in catalog.gemeente_lagen:
            placed = placed_afspraken(catalog, laag.id)
            yield from filter(None, (_move_problem(move) for _, move in placed if move.source is item.source))
        elif laag.soort == "regio" and item.entity.vervangt:
            message = "boven de regio zijn er geen afspraken om te vervangen"
            yield item.source.problem(("vervangt",), "laag-zonder-basis", message, "Haal deze regel weg.")


def _laid(catalog: Catalog, context: Context) -> Iterator[tuple[Item[ZorgpadLaag], Blocks, list[Move]]]:
    """Every layer file over an existing zorgpad, with the blocks that come of it and its moves."""
    for file in context.zorgpad_lagen(catalog):
        if file.entity.id in catalog.zorgpaden:
            yield file, *laid(catalog, file)


@check("laag-verborgen")
def hidden_exist(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """What a layer hides among voorzieningen and afspraken is shown there, and is its own or of a higher layer."""
    for file in context.zorgpad_lagen(catalog):
        for index, hidden in enumerate(file.entity.verbergt):
            shown = _SHOWN.get(str(hidden.blok))
            if shown and not any(one == hidden.id for one in shown(catalog, file.source.laag)):
                hint = suggest(hidden.id, sorted({*shown(catalog, file.source.laag)})) or "Haal deze regels weg."
                message = f"er is geen “{hidden.id}” bij {hidden.blok} om te verbergen"
                yield file.source.problem(("verbergt", index, "id"), "laag-zonder-basis", message, hint)


def _shown_help(catalog: Catalog, laag: Laag) -> Iterator[str]:
    """Ids of the voorzieningen that a layer may hide."""
    for gemeente_id in catalog.gemeenten_onder(laag):
        found = catalog.voorzieningen_in(gemeente_id)
        yield from (item.entity.id for item in found if may_hide(laag, item.source.laag))


def _shown_agreements(catalog: Catalog, laag: Laag) -> Iterator[str]:
    """Ids of the afspraken that a layer may hide."""
    for gemeente_id in catalog.gemeenten_onder(laag):
        found = afspraken_in(catalog, gemeente_id)
        yield from (placed.item.id for placed in found if may_hide(laag, placed.laag))


_SHOWN = {"voorzieningen": _shown_help, "afspraken": _shown_agreements}
"""What can be hidden besides blocks."""


@check("laag-tegenstrijdig")
def not_both(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """A layer does not add or replace a block and hide it as well."""
    for file in context.zorgpad_lagen(catalog):
        for index, hidden in enumerate(file.entity.verbergt):
            own = {blok.id for blok in getattr(file.entity, str(hidden.blok), ())}
            if hidden.id in own:
                message = f"“{hidden.id}” wordt hier verborgen én bij {hidden.blok} ingevuld"
                hint = "Kies: vervang het blok, of verberg het."
                yield file.source.problem(("verbergt", index, "id"), "laag-tegenstrijdig", message, hint)


@check("laag-landelijk", landelijk=True)
def base_replaces_nothing(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """A national block cannot replace anything: there is no layer above it."""
    for item in catalog.zorgpaden.values():
        for soort in BLOK_SOORTEN:
            blok: Blok
            for index, blok in enumerate(getattr(item.entity, soort)):
                if blok.vervangt:
                    yield item.source.problem(
                        (soort, index, "vervangt"),
                        "laag-zonder-basis",
                        "een landelijk blok kan niets vervangen",
                        "Haal deze regel weg.",
                    )


@check("blok-dubbel")
def block_ids_unique(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """An id occurs once in a list of blocks."""
    for item in _with_blocks(catalog, context):
        for soort in BLOK_SOORTEN:
            seen: set[str] = set()
            for index, blok in enumerate(getattr(item.entity, soort)):
                if blok.id in seen:
                    yield item.source.problem(
                        (soort, index, "id"),
                        "dubbel-id",
                        f"het id “{blok.id}” staat twee keer bij {soort}",
                        "Geef elk blok een eigen id.",
                    )
                seen.add(blok.id)


def _with_blocks(catalog: Catalog, context: Context) -> Iterator[Item[Any]]:
    """The judged files that have lists of blocks."""
    if context.judges(LANDELIJK):
        yield from catalog.zorgpaden.values()
    yield from context.zorgpad_lagen(catalog)


@check("spoed-aantal")
def few_urgent(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """At most three reasons to act today: more is not read in a hurry."""
    for item in catalog.zorgpaden.values() if context.judges(LANDELIJK) else ():
        if len(item.entity.spoed) > MAX_SPOED:
            yield _too_many(item, len(item.entity.spoed))
    for file, blocks, _ in _laid(catalog, context):
        if file.entity.spoed and len(blocks["spoed"]) > MAX_SPOED:
            yield _too_many(file, len(blocks["spoed"]))


def _too_many(item: Item[Any], count: int) -> Problem:
    return item.source.problem(
        ("spoed",),
        "spoed-aantal",
        f"er staan {count} dingen bij spoed",
        f"Houd er hoogstens {MAX_SPOED}; verberg of vervang er een.",
    )


@check("vervanging")
def replacements_fit(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """A voorziening that replaces another lives in a lower layer, and knows its present version."""
    for item in context.voorzieningen(catalog):
        entity: Voorziening = item.entity
        base = catalog.voorzieningen.get(entity.in_plaats_van or "")
        if entity.vervangt and not entity.in_plaats_van:
            yield item.source.problem(
                ("vervangt",),
                "laag-zonder-basis",
                "`vervangt` staat er zonder `in_plaats_van`",
                "Schrijf erbij welke voorziening u vervangt.",
            )
        if base is None:
            continue
        if nearness(base.source.laag) <= nearness(item.source.laag):
            yield item.source.problem(
                ("in_plaats_van",),
                "laag-zonder-basis",
                f"“{base.entity.id}” staat niet in een hogere laag",
                "U kunt alleen iets van een hogere laag vervangen.",
            )
            continue
        move = replacement(catalog, item)
        problem = _move_problem(move) if move else None
        if problem:
            yield problem
