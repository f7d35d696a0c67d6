"""Contacts for an address book: read back by another reader, RFC 6350 line by line."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support import PEILDATUM, ROOT
from zorgpaden.checks import Context
from zorgpaden.exports import vcard as module
from zorgpaden.exports.vcard import vcards
from zorgpaden.loading import Item
from zorgpaden.project import load_project
from zorgpaden.render.environment import make_environment
from zorgpaden.render.views import Desk
from zorgpaden.settings import Settings

DAY = date.fromisoformat(PEILDATUM)
PROPERTY = re.compile(r"([A-Z]+)((?:;[A-Z]+=[a-z]+)*):(.*)", re.DOTALL)


@pytest.fixture(scope="module")
def desk() -> Desk:
    catalog = load_project(ROOT / "data", ROOT / "content", Context(DAY)).catalog
    return Desk(catalog, Settings(DAY, "https://zorgpaden.example/"), make_environment())


@pytest.fixture(scope="module")
def cards(desk: Desk) -> dict[str, bytes]:
    return dict(vcards(desk, desk.catalog.voorzieningen.values()))


def read(content: bytes) -> dict[str, str]:
    """Property with its parameters → value, unfolded and unescaped."""
    assert content.endswith(b"\r\n")
    lines = content.removesuffix(b"\r\n").split(b"\r\n")
    assert all(len(line) <= 75 and b"\n" not in line and b"\r" not in line for line in lines)
    [line.decode() for line in lines]  # no letter is broken in two
    found: dict[str, str] = {}
    for line in re.split(r"\r\n(?! )", content.decode().removesuffix("\r\n")):
        match = PROPERTY.fullmatch(line.replace("\r\n ", ""))
        assert match, line
        name, parameters, value = match.groups()
        found[name + parameters] = value if name in ("ADR", "TEL", "URL", "UID") else unescaped(value)
    return found


def unescaped(value: str) -> str:
    return re.sub(r"\\([\\,;n])", lambda match: "\n" if match[1] == "n" else match[1], value)


def test_every_number_has_a_card(desk: Desk, cards: dict[str, bytes]) -> None:
    called = [id_ for id_, item in desk.catalog.voorzieningen.items() if item.entity.contact.telefoon]
    assert list(cards) == [f"voorzieningen/{id_}/contact.vcf" for id_ in called]
    for content in cards.values():
        lines = content.decode().split("\r\n")
        assert lines[:2] == ["BEGIN:VCARD", "VERSION:4.0"]
        assert lines[-2:] == ["END:VCARD", ""]
        assert {"KIND", "FN", "ORG", "ROLE", "NOTE", "UID"} <= set(read(content))


def test_a_local_contact(cards: dict[str, bytes]) -> None:
    card = read(cards["voorzieningen/financieel-spreekuur-waterrijk/contact.vcf"])
    assert card["FN"] == "Financieel spreekuur Waterrijk (voorbeeld)"
    assert card["ORG"] == "Stichting Rond Waterrijk"
    assert card["ROLE"] == "Adviseur financieel spreekuur"
    assert card["TEL;VALUE=uri;TYPE=work"] == "tel:+31880000201"
    assert card["EMAIL;TYPE=work"] == "spreekuur@rondwaterrijk.example"
    assert card["URL;TYPE=work"] == "https://www.rondwaterrijk.example/spreekuur"
    assert card["ADR;TYPE=work"] == ";;Kadeplein 1;Waterrijk;;;"
    assert card["NOTE"] == (
        "VOORBEELD: verzonnen, dit nummer bestaat niet. Bereikbaar: ma–do 9–16 uur, vr 9–12 uur. "
        "Geen gehoor? Sociaal team Waterrijk: 088-000 02 02. "
        "Gecontroleerd 3 sept. 2026 door beheerder sociale kaart. "
        "Nummers veranderen; kijk op https://zorgpaden.example/voorzieningen/financieel-spreekuur-waterrijk/"
    )


def test_short_number_is_text(cards: dict[str, bytes]) -> None:
    """`tel:112` is no global number; a telephone dials the text."""
    assert read(cards["voorzieningen/alarmnummer-112/contact.vcf"])["TEL;TYPE=work"] == "112"


def test_overdue_is_said(cards: dict[str, bytes]) -> None:
    note = read(cards["voorzieningen/ruilwinkel-waterrijk/contact.vcf"])["NOTE"]
    assert "Te lang niet gecontroleerd: voor het laatst 10 nov. 2025" in note


def test_secret_address_and_person_stay_out(desk: Desk) -> None:
    item = desk.catalog.voorzieningen["financieel-spreekuur-waterrijk"]
    contact = item.entity.contact.model_copy(
        update={"persoon": type("P", (), {"naam": "Jo Jansen", "tot": date(2030, 1, 1)})()}
    )
    secret = Item(item.entity.model_copy(update={"adres_geheim": True, "contact": contact}), item.source)
    text = module.vcard(desk, secret).decode().replace("\r\n ", "")
    assert "ADR" not in text
    assert "Kadeplein" not in text
    assert "Het adres is geheim." in text
    assert "Jansen" not in text


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.just("\n"), min_size=1, max_size=300))
def test_any_text_comes_back(desk: Desk, text: str) -> None:
    item = desk.catalog.voorzieningen["geldfit"]
    card = module.vcard(desk, Item(item.entity.model_copy(update={"naam": text}), item.source))
    assert read(card)["FN"] == text
