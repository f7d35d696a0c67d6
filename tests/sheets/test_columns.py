"""The columns follow the model, and headers as people write them are understood."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zorgpaden.model import Voorziening
from zorgpaden.sheets.columns import AKKOORD, BY_PATH, COLUMNS, FIELDS, column_named, flat, from_cell, nested, to_cell
from zorgpaden.sheets.guard import guarded
from zorgpaden.sheets.read import _cell

SMALL = {
    "id": "loket",
    "naam": "Loket",
    "organisatie": "Gemeente",
    "domein": "sociaal",
    "samenvatting": "Hulp.",
    "werkgebied": {"landelijk": "ja"},
    "doelgroep": "Iedereen",
    "contact": {"functie": "Loket"},
    "eigenaar": "gemeente",
    "gecontroleerd": {"op": "2026-11-01", "door": "gemeente"},
}


def test_every_leaf_of_the_model_has_one_column() -> None:
    schema = Voorziening.model_json_schema()

    def leaves(part: dict[str, object], path: tuple[str, ...]) -> set[tuple[str, ...]]:
        kinds = [part, *part.get("anyOf", [])]  # type: ignore[misc]
        names = [str(kind["$ref"]).rpartition("/")[2] for kind in kinds if "$ref" in kind]
        inner = next((schema["$defs"][name] for name in names if "properties" in schema["$defs"][name]), None)
        inner = schema if not path else inner
        if inner is None:
            return {path}
        return {leaf for name, field in inner["properties"].items() for leaf in leaves(field, (*path, name))}

    assert {column.path for column in FIELDS} == leaves(schema, ())
    assert len({column.header for column in COLUMNS}) == len(COLUMNS)
    assert all(column.meaning and column.allowed for column in (*COLUMNS, AKKOORD))


@pytest.mark.parametrize(
    ("header", "key"),
    [
        ("Telefoon", "contact.telefoon"),
        ("TEL.", "contact.telefoon"),
        ("telefoon nummer", "contact.telefoon"),
        ("Telefoon (overdag)", "contact.telefoon"),
        ("contact.telefoon", "contact.telefoon"),
        ("contact: telefoon", "contact.telefoon"),
        ("E-mailadres:", "contact.email"),
        ("e-mail / mailadres", "contact.email"),
        ("Organisatie/aanbieder", "organisatie"),
        ("Naam  voorziening *", "naam"),
        ("gecontroleerd: op", "gecontroleerd.op"),
        ("Réglo's", ""),
        ("Naam / telefoon", ""),
        ("", ""),
    ],
)
def test_headers_as_people_write_them(header: str, key: str) -> None:
    column = column_named(header)
    assert (column.key if column else "") == key


def test_what_is_required() -> None:
    needed = {column.key: column.required for column in FIELDS}
    assert needed["naam"] == needed["contact.functie"] == "ja"
    assert needed["contact.telefoon"] == needed["adres.postcode"] == "nee"
    assert needed["adres.straat"] == "alleen als u iets invult bij “adres”"


def test_what_is_empty_is_left_out_and_a_required_part_is_not() -> None:
    entity = Voorziening.model_validate(SMALL)
    record = nested(flat(entity))
    assert Voorziening.model_validate(record) == entity
    assert "adres" not in record
    assert nested({}) == {"werkgebied": {}, "contact": {}, "gecontroleerd": {}}


@pytest.mark.parametrize("text", ["a; b", "a;b;", "a\nb", "a\r\nb\r\n", " a ;\n b "])
def test_a_list_may_have_either_separator(text: str) -> None:
    assert from_cell(BY_PATH[("voorwaarden",)], text) == ("a", "b")


def test_a_comma_separates_words_but_not_sentences() -> None:
    assert from_cell(BY_PATH[("talen",)], "Nederlands, Engels") == ("Nederlands", "Engels")
    assert from_cell(BY_PATH[("voorwaarden",)], "Bel, of kom langs") == ("Bel, of kom langs",)
    assert from_cell(BY_PATH[("zorgpaden",)], "roken,wonen") == ("roken", "wonen")


one_line = st.text(st.sampled_from("ab;,\\= '\"-+é"), min_size=1, max_size=12).map(lambda text: " ".join(text.split()))


@given(st.lists(one_line.filter(bool), min_size=1, max_size=5), st.sampled_from(["voorwaarden", "talen", "zorgpaden"]))
def test_a_list_comes_back_as_it_was(items: list[str], name: str) -> None:
    column = BY_PATH[(name,)]
    assert from_cell(column, to_cell(column, tuple(items))) == tuple(items)


@given(st.text(st.sampled_from("'=+-@\t\r\n ab＝"), max_size=8))
def test_the_guard_against_formulas_is_taken_off_again(text: str) -> None:
    assert guarded(text).strip()[:1] not in tuple("=+-@＝")
    assert guarded(text)[:1] not in ("\t", "\r")
    assert _cell(guarded(text)) == text


def test_an_apostrophe_that_guards_nothing_stays() -> None:
    assert guarded("'s-Hertogenbosch") == "'s-Hertogenbosch"
    assert _cell("'s-Hertogenbosch") == "'s-Hertogenbosch"
