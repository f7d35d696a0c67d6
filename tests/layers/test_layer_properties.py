"""What holds for every base and every layer, whatever is in them."""

from __future__ import annotations

import string
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from layer_case import values

from zorgpaden.layers import NEAREST_FIRST, Blocks, Geplaatst, Move, apply, national_blocks
from zorgpaden.loading import Item, Laag, Marks, Source
from zorgpaden.loading.records import LANDELIJK
from zorgpaden.model import BLOK_SOORTEN, Zorgpad, ZorgpadLaag, fingerprint

# No deadline: a slow machine is no fault of the layers.
many = settings(max_examples=200, deadline=None)

REGIO, GEMEENTE = Laag("regio", "polder"), Laag("gemeente", "dam")
BEHEERD = {"eigenaar": "redactie", "gecontroleerd": {"op": "2026-11-01", "door": "redactie"}}
PAD = {
    "id": "pad",
    "titel": "Pad",
    "situatie": "Iets.",
    "samenvatting": "Iets.",
    "fasen": ["na"],
    "situaties": ["iets"],
}
# Few ids, so that layers meet.
ids = st.sampled_from(string.ascii_lowercase[:6])
texts = st.sampled_from(["Een.", "Twee.", "Drie."])


def _fields(soort: str, text: str) -> dict[str, Any]:
    return {
        "spoed": {"wanneer": text, "voorziening": "lijn"},
        "bel": {"waarvoor": text, "voorziening": "lijn"},
        "stappen": {"moment": "verkennen", "gradaties": ["kwetsbaar"], "wie": "U", "wat": text},
        "signalen": {"tekst": text},
        "bespreken": {"zin": text},
    }[soort]


@st.composite
def block_lists(draw: st.DrawFn, replacing: bool) -> dict[str, Any]:
    """Lists of blocks with an id once in each list, as the checks demand."""
    lists = {}
    for soort in BLOK_SOORTEN:
        lists[soort] = [
            {"id": id_, **_fields(soort, draw(texts))} for id_ in draw(st.lists(ids, unique=True, max_size=5))
        ]
        for block in lists[soort]:
            if replacing and draw(st.booleans()):
                block["vervangt"] = "0ddba111"
    return lists


@st.composite
def bases(draw: st.DrawFn) -> Blocks:
    values = {**PAD, **BEHEERD, **draw(block_lists(replacing=False))}
    return national_blocks(Item(Zorgpad.model_validate(values), _source(LANDELIJK)))


@st.composite
def layers(draw: st.DrawFn, laag: Laag = REGIO) -> Item[ZorgpadLaag]:
    pairs = draw(st.lists(st.tuples(st.sampled_from([*BLOK_SOORTEN, "voorzieningen"]), ids), max_size=6))
    hides = [{"blok": blok, "id": id_, "reden": "Hier niet."} for blok, id_ in pairs]
    values = {"id": "pad", **BEHEERD, **draw(block_lists(replacing=True)), "verbergt": hides}
    return Item(ZorgpadLaag.model_validate(values), _source(laag))


def _source(laag: Laag) -> Source:
    return Source(f"{laag.soort}/pad.yml", laag, Marks(1, 1))


def _empty(laag: Laag) -> Item[ZorgpadLaag]:
    return Item(ZorgpadLaag.model_validate({"id": "pad", **BEHEERD}), _source(laag))


def _ids(placed: tuple[Geplaatst, ...]) -> list[str]:
    return [one.item.id for one in placed]


def _own(layer: Item[ZorgpadLaag], soort: str) -> set[str]:
    return {block.id for block in getattr(layer.entity, soort)}


def _hidden(layer: Item[ZorgpadLaag], soort: str) -> set[str]:
    return {one.id for one in layer.entity.verbergt if str(one.blok) == soort}


@many
@given(bases(), layers())
def test_untouched_blocks_stay_in_order(base: Blocks, layer: Item[ZorgpadLaag]) -> None:
    """Nothing is lost that the layer does not name, and what stays is the very same block."""
    result, _ = apply(base, layer)
    for soort in BLOK_SOORTEN:
        touched = _own(layer, soort) | _hidden(layer, soort)
        untouched = [one for one in base[soort] if one.item.id not in touched]
        kept = [one for one in result[soort] if one.item.id not in touched]
        assert len(kept) == len(untouched)
        assert all(mine is theirs for mine, theirs in zip(kept, untouched, strict=True))


@many
@given(bases(), layers(), layers(GEMEENTE))
def test_no_id_twice(base: Blocks, regio: Item[ZorgpadLaag], gemeente: Item[ZorgpadLaag]) -> None:
    middle, _ = apply(base, regio)
    result, _ = apply(middle, gemeente)
    for blocks in (middle, result):
        for soort in BLOK_SOORTEN:
            found = _ids(blocks[soort])
            assert len(found) == len(set(found))


@many
@given(bases(), layers())
def test_nothing_comes_from_nowhere(base: Blocks, layer: Item[ZorgpadLaag]) -> None:
    result, _ = apply(base, layer)
    assert result.keys() == base.keys()
    for soort in BLOK_SOORTEN:
        assert set(_ids(result[soort])) <= set(_ids(base[soort])) | _own(layer, soort)


@many
@given(bases(), layers())
def test_everything_of_the_layer_is_shown(base: Blocks, layer: Item[ZorgpadLaag]) -> None:
    """With the layer as its source, in the order of the layer where it adds."""
    result, _ = apply(base, layer)
    for soort in BLOK_SOORTEN:
        shown = {one.item.id: one for one in result[soort]}
        for block in getattr(layer.entity, soort):
            assert shown[block.id].item is block
            assert shown[block.id].source is layer.source
        known = set(_ids(base[soort]))
        added = [one for one in _ids(result[soort]) if one not in known]
        assert added == [block.id for block in getattr(layer.entity, soort) if block.id not in known]


@many
@given(bases(), layers())
def test_hidden_blocks_are_gone(base: Blocks, layer: Item[ZorgpadLaag]) -> None:
    """Of the base; what the layer itself brings is another matter (see `test_layers`)."""
    result, _ = apply(base, layer)
    for soort in BLOK_SOORTEN:
        gone = _hidden(layer, soort) - _own(layer, soort)
        assert not gone & set(_ids(result[soort]))


@many
@given(bases(), layers())
def test_replacement_takes_the_place(base: Blocks, layer: Item[ZorgpadLaag]) -> None:
    """Ids that were in the base come back in the order of the base, replaced or not."""
    result, _ = apply(base, layer)
    for soort in BLOK_SOORTEN:
        before = _ids(base[soort])
        after = [id_ for id_ in _ids(result[soort]) if id_ in before]
        assert all(before.index(one) < before.index(other) for one, other in pairwise(after))


@many
@given(bases(), layers())
def test_additions_are_together_on_one_side(base: Blocks, layer: Item[ZorgpadLaag]) -> None:
    """Before the base where a visitor acts at once, else after it."""
    result, _ = apply(base, layer)
    for soort in BLOK_SOORTEN:
        known = set(_ids(base[soort]))
        new = [id_ not in known for id_ in _ids(result[soort])]
        assert new == sorted(new, reverse=soort in NEAREST_FIRST)


@many
@given(bases(), layers())
def test_move_for_every_word_of_the_layer(base: Blocks, layer: Item[ZorgpadLaag]) -> None:
    """No silent effects: each block and each hiding is one move, and says what it met."""
    _, moves = apply(base, layer)
    hides = [(str(one.blok), one.id) for one in layer.entity.verbergt if str(one.blok) in BLOK_SOORTEN]
    own = [(soort, block.id) for soort in BLOK_SOORTEN for block in getattr(layer.entity, soort)]
    assert [(one.blok, one.id) for one in moves] == [*own, *hides]
    for move in moves:
        target = next((one for one in base[move.blok] if one.item.id == move.id), None)
        assert move.kenmerk == (fingerprint(target.item) if target else None)
        assert move.soort == _expected(move, target)


def _expected(move: Move, target: Geplaatst | None) -> str:
    if move.where[0] == "verbergt":
        return "verbergen"
    return "vervangen" if target or move.gegeven else "toevoegen"


@many
@given(bases(), layers())
def test_apply_leaves_its_base_alone(base: Blocks, layer: Item[ZorgpadLaag]) -> None:
    before = dict(base)
    first = apply(base, layer)
    assert base == before
    again = apply(base, layer)
    assert again[1] == first[1]
    assert values(again[0]) == values(first[0])


@pytest.mark.parametrize("laag", [REGIO, GEMEENTE], ids=lambda laag: laag.soort)
@many
@given(base=bases())
def test_empty_layer_changes_nothing(laag: Laag, base: Blocks) -> None:
    assert apply(base, _empty(laag)) == (base, [])


@many
@given(bases(), layers())
def test_empty_layer_on_top_changes_nothing(base: Blocks, layer: Item[ZorgpadLaag]) -> None:
    result, _ = apply(base, layer)
    assert apply(result, _empty(GEMEENTE)) == (result, [])


@many
@given(bases(), st.data())
def test_right_fingerprint_is_never_out_of_date(base: Blocks, data: st.DataObject) -> None:
    """A replacement that names the present version is not `verouderd`; any other version is."""
    soort = data.draw(st.sampled_from(BLOK_SOORTEN))
    known = data.draw(st.booleans())
    values: dict[str, Any] = {"id": "pad", **BEHEERD}
    values[soort] = [
        {"id": one.item.id, **_fields(soort, "Bij ons."), "vervangt": fingerprint(one.item) if known else "0ddba111"}
        for one in base[soort]
    ]
    result, moves = apply(base, Item(ZorgpadLaag.model_validate(values), _source(REGIO)))
    assert [one.verouderd for one in result[soort]] == [not known] * len(base[soort])
    assert all(one.vervangt_laag == LANDELIJK for one in result[soort])
    assert all((one.gegeven == one.kenmerk) is known for one in moves)
