"""Two entities, value by value: the right words for a reader."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zorgpaden.catalog import COLLECTIONS, LAYERED
from zorgpaden.changes.fields import FieldChange, around_change, compare_fields
from zorgpaden.changes.prose import compare_text
from zorgpaden.changes.words import KINDS, Data, field_label, listed, plain
from zorgpaden.model import Voorziening, ZorgpadLaag

NAMES = {("voorzieningen", "lijn"): "De Lijn", ("voorzieningen", "loket"): "Het Loket"}
HELP: dict[str, Any] = {
    "id": "loket",
    "naam": "Loket",
    "organisatie": "Gemeente",
    "domein": "sociaal",
    "samenvatting": "Hulp.",
    "werkgebied": {"gemeenten": ["waterrijk"]},
    "doelgroep": "Iedereen",
    "contact": {"functie": "Loket", "telefoon": "088-000 00 01"},
    "talen": ["Nederlands", "Engels"],
    "eigenaar": "gemeente",
    "gecontroleerd": {"op": "2026-11-01", "door": "gemeente"},
}
PATH: dict[str, Any] = {
    "id": "pad",
    "bel": [{"id": "eerst", "voorziening": "loket"}],
    "stappen": [
        {"id": one, "moment": "verkennen", "gradaties": ["kwetsbaar"], "wie": "U", "wat": f"Doe {one}."}
        for one in ("een", "twee", "drie")
    ],
    "eigenaar": "gemeente",
    "gecontroleerd": {"op": "2026-11-01", "door": "gemeente"},
}


def changed(model: Any, base: dict[str, Any], **new: Any) -> list[str]:
    names = (lambda kind, id_: NAMES.get((kind, id_), id_),) * 2
    found = compare_fields(model.model_validate(base), model.model_validate(base | new), names)
    return [as_line(one) for one in found]


def as_line(change: FieldChange) -> str:
    return f"{plain(change.label)} | {change.soort} | {change.oud} | {change.nieuw}"


def test_nothing() -> None:
    assert changed(Voorziening, HELP) == []


def test_a_check_is_no_change_of_content() -> None:
    assert changed(Voorziening, HELP, gecontroleerd={"op": "2026-11-20", "door": "ander"}) == []


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        ({"naam": "Nieuw"}, ["Naam | gewijzigd | Loket | Nieuw"]),
        ({"kosten": "Gratis"}, ["Kosten | erbij | None | Gratis"]),
        ({"adres_geheim": "ja"}, ["Adres geheim | gewijzigd | nee | ja"]),
        ({"status": "vastgesteld"}, ["Status | gewijzigd | concept | vastgesteld"]),
        (
            {"contact": {"functie": "Loket", "telefoon": "088-000 00 02"}},
            ["Telefoon | gewijzigd | 088-000 00 01 | 088-000 00 02"],
        ),
        (
            {"contact": HELP["contact"] | {"terugval": {"voorziening": "lijn"}}},
            ["Wie u belt als niemand opneemt | erbij | None | De Lijn"],
        ),
        (
            {"contact": HELP["contact"] | {"persoon": {"naam": "A. Voorbeeld", "tot": "2027-03-01"}}},
            [
                "Contactpersoon | erbij | None | A. Voorbeeld",
                "Einddatum van de contactpersoon | erbij | None | 1 maart 2027",
            ],
        ),
        (
            {"aanmelden": {"wie": "Iedereen", "hoe": "Bel."}},
            ["Aanmelden, wie | erbij | None | Iedereen", "Aanmelden, hoe | erbij | None | Bel."],
        ),
        ({"talen": ["Nederlands", "Turks"]}, ["Talen | gewijzigd | Engels | Turks"]),
        ({"talen": ["Nederlands"]}, ["Talen | weg | Engels | None"]),
        (
            {"talen": ["Turks", "Fries", "Pools"]},
            ["Talen | weg | Nederlands; Engels | None", "Talen | erbij | None | Turks; Fries; Pools"],
        ),
        ({"talen": ["Engels", "Nederlands"]}, ["Talen | verplaatst | plaats 2 | plaats 1"]),
        (
            {"werkgebied": {"landelijk": "ja"}},
            ["Landelijk | gewijzigd | nee | ja", "Gemeenten | weg | waterrijk | None"],
        ),
    ],
)
def test_values(new: dict[str, Any], expected: list[str]) -> None:
    assert changed(Voorziening, HELP, **new) == expected


def steps(*order: str, **texts: str) -> list[dict[str, Any]]:
    known = {one["id"]: one for one in PATH["stappen"]}
    return [known[one] | ({"wat": texts[one]} if one in texts else {}) for one in order]


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        (
            {"stappen": steps("een", "twee", "drie", twee="Doe iets anders.")},
            ["Stap twee, wat | gewijzigd | Doe twee. | Doe iets anders."],
        ),
        ({"stappen": steps("een", "drie")}, ["Stap twee | weg | verkennen; kwetsbaar; U; Doe twee. | None"]),
        ({"stappen": steps("drie", "een", "twee")}, ["Stap drie | verplaatst | plaats 3 | plaats 1"]),
        (
            {"bel": [{"id": "eerst", "voorziening": "lijn"}]},
            ["Bel eerst, voorziening | gewijzigd | Het Loket | De Lijn"],
        ),
        (
            {"spoed": [{"id": "nu", "wanneer": "Gevaar?", "voorziening": "lijn"}]},
            ["Spoed nu | erbij | None | Gevaar?; De Lijn"],
        ),
        (
            {"verbergt": [{"blok": "bel", "id": "x", "reden": "Dicht."}]},
            ["Verbergt bel x | erbij | None | Dicht."],
        ),
    ],
)
def test_blocks(new: dict[str, Any], expected: list[str]) -> None:
    """Parts of a list are the same part when their id is the same."""
    assert changed(ZorgpadLaag, PATH, **new) == expected


def test_two_hidden_blocks_with_one_id() -> None:
    """The list a block is hidden from is part of what it is."""
    hidden = [{"blok": blok, "id": "x", "reden": "Dicht."} for blok in ("bel", "stappen")]
    assert [line.split(" |")[0] for line in changed(ZorgpadLaag, PATH, verbergt=hidden)] == [
        "Verbergt bel x",
        "Verbergt stappen x",
    ]


def test_every_kind_has_a_word() -> None:
    assert {*COLLECTIONS, *LAYERED} - set(KINDS) == set()


def test_labels() -> None:
    assert field_label(("in_plaats_van",)) == "Komt in plaats van"
    assert field_label(("werkgebied",)) == "Werkgebied"


def test_names_in_a_row() -> None:
    assert plain(listed(["A"])) == "A"
    assert plain(listed(["A", "B", "C"])) == "A, B en C"
    assert plain(listed(["A", "B", "C", "D", "E"])) == "A, B, C en nog 2"
    assert plain(listed([])) == ""
    assert plain((Data("a\nb\u202e"),)) == "a b\ufffd"


# --- long texts -------------------------------------------------------------------------------------

LONG = "Bel eerst het sociaal team en vraag of er deze week nog plaats is bij het spreekuur van de adviseur."


def test_only_the_part_that_differs() -> None:
    old, new = around_change(LONG, LONG.replace("deze week", "vandaag"))
    assert old == "… team en vraag of er deze week nog plaats is bij het …"
    assert new == "… team en vraag of er vandaag nog plaats is bij het …"


def test_short_texts_stay_whole() -> None:
    assert around_change("Bel het team.", "Bel het loket.") == ("Bel het team.", "Bel het loket.")


words = st.lists(st.sampled_from(["bel", "het", "team", "nu", "niet"]), max_size=40).map(" ".join)


@given(words, words)
def test_what_differs_is_never_left_out(old: str, new: str) -> None:
    """What is shown is a part of each text, and two texts that differ never look alike."""
    before, after = around_change(old, new)
    if (before, after) == (old, new):
        return
    core = [one.removeprefix("… ").removesuffix(" …") for one in (before, after)]
    assert core[0] in old
    assert core[1] in new
    assert old == new or core[0] != core[1]


# --- the text of a page -----------------------------------------------------------------------------


def test_headings_and_lines() -> None:
    old = "Begin.\n\n## Een\n\nTekst.\n\n## Twee\n\nOud.\n"
    new = "Begin.\n\n## Een\n\nTekst.\nMeer.\n\n## Drie\n\nOud.\n"
    found = compare_text(old, new)
    assert found
    assert (found.erbij, found.weg) == (2, 1)
    assert (found.kopjes_erbij, found.kopjes_weg, found.onder) == (("Drie",), ("Twee",), ("Een",))


def test_white_lines_are_no_text() -> None:
    assert compare_text("A\n\nB\n", "A\nB  \n\n\n") is None


def test_code_has_no_headings() -> None:
    found = compare_text("```\n# een\n```\n", "```\n# twee\n```\n")
    assert found
    assert (found.kopjes_erbij, found.kopjes_weg, found.onder) == ((), (), ("",))
