"""Does each layer fit on the one it lies over?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from zorgpaden.catalog import Catalog, nearness
from zorgpaden.checks.registry import Context, check
from zorgpaden.layers import Move, afspraken_in, apply, layer_bases, may_hide, placed_afspraken, replacement
from zorgpaden.loading import Item, Laag
from zorgpaden.model import BLOK_SOORTEN, MAX_SPOED, Blok, Voorziening
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
    for file, base in layer_bases(catalog):
        _, moves = apply(base, file)
        yield from (problem for move in moves if (problem := _move_problem(move)))
    for gemeente_id in catalog.gemeente_lagen:
        for placed, move in placed_afspraken(catalog, gemeente_id):
            problem = _move_problem(move) if placed.laag.soort == "gemeente" else None
            if problem:
                yield problem
    for laag, afspraken in catalog.afspraken.items():
        for item in afspraken.values() if laag.soort == "regio" else ():
            if item.entity.vervangt:
                message = "boven de regio zijn er geen afspraken om te vervangen"
                yield item.source.problem(("vervangt",), "laag-zonder-basis", message, "Haal deze regel weg.")


@check("laag-verborgen")
def hidden_exist(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """What a layer hides among voorzieningen and afspraken is shown there, and is its own or of a higher layer."""
    for laag, files in catalog.zorgpad_lagen.items():
        shown = _shown_below(catalog, laag)
        for file in files.values():
            for index, hidden in enumerate(file.entity.verbergt):
                room = str(hidden.blok)
                if room in shown and hidden.id not in shown[room]:
                    hint = suggest(hidden.id, sorted(shown[room])) or "Haal deze regels weg."
                    message = f"er is geen “{hidden.id}” bij {room} om te verbergen"
                    yield file.source.problem(("verbergt", index, "id"), "laag-zonder-basis", message, hint)


def _shown_below(catalog: Catalog, laag: Laag) -> dict[str, set[str]]:
    """Ids of the voorzieningen and afspraken that a layer may hide."""
    shown: dict[str, set[str]] = {"voorzieningen": set(), "afspraken": set()}
    for gemeente_id in catalog.gemeenten_onder(laag):
        found: list[tuple[str, str, Laag]] = [
            ("voorzieningen", item.entity.id, item.source.laag) for item in catalog.voorzieningen_in(gemeente_id)
        ]
        found += [("afspraken", placed.item.id, placed.laag) for placed in afspraken_in(catalog, gemeente_id)]
        for room, id_, owner in found:
            if may_hide(laag, owner):
                shown[room].add(id_)
    return shown


@check("laag-tegenstrijdig")
def not_both(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """A layer does not add or replace a block and hide it as well."""
    for files in catalog.zorgpad_lagen.values():
        for file in files.values():
            for index, hidden in enumerate(file.entity.verbergt):
                own = {blok.id for blok in getattr(file.entity, str(hidden.blok), ())}
                if hidden.id in own:
                    message = f"“{hidden.id}” wordt hier verborgen én bij {hidden.blok} ingevuld"
                    hint = "Kies: vervang het blok, of verberg het."
                    yield file.source.problem(("verbergt", index, "id"), "laag-tegenstrijdig", message, hint)


@check("laag-landelijk")
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
    files: list[Item[Any]] = [
        *catalog.zorgpaden.values(),
        *(file for files in catalog.zorgpad_lagen.values() for file in files.values()),
    ]
    for item in files:
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


@check("spoed-aantal")
def few_urgent(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """At most three reasons to act today: more is not read in a hurry."""
    for item in catalog.zorgpaden.values():
        if len(item.entity.spoed) > MAX_SPOED:
            yield _too_many(item, len(item.entity.spoed))
    for file, base in layer_bases(catalog):
        count = len(apply(base, file)[0]["spoed"])
        if file.entity.spoed and count > MAX_SPOED:
            yield _too_many(file, count)


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
    for item in catalog.voorzieningen.values():
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
