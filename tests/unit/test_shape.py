"""From record to entity: what the model refuses becomes a Dutch problem with its place."""

from __future__ import annotations

import pytest
from pydantic import Field

from zorgpaden.loading.records import LANDELIJK, Record, Source
from zorgpaden.loading.shape import suggest, to_item
from zorgpaden.loading.yaml_reader import read_yaml
from zorgpaden.model import Entiteit, Gebeurtenis, Gemeente, RegisterGemeente, Situatie, Voorziening, Zorgpad
from zorgpaden.model.kennis import Wijziging
from zorgpaden.problems import Problem

VOORZIENING = """\
id: wijkteam
naam: Wijkteam
organisatie: Gemeente
domein: sociaal
samenvatting: Helpt gezinnen.
werkgebied:
  landelijk: ja
doelgroep: Gezinnen
contact:
  functie: balie
  telefoon: 088-000 00 01
eigenaar: beheerder
gecontroleerd:
  op: 2026-09-03
  door: beheerder
"""

ZORGPAD = """\
id: geldzorgen
titel: Geldzorgen
situatie: Een gezin met schulden.
samenvatting: Bel op tijd.
fasen: [voor]
situaties: [schulden]
eigenaar: redactie
gecontroleerd: {op: 2026-09-03, door: redactie}
stappen:
  - id: bel
    moment: signaleren
    gradaties: [kwetsbaar]
    wie: u
    wat: belt
"""

SITUATIE = "id: schulden\nnummer: 1\nnaam: Schulden\n"


def shape(model: type[Entiteit], text: str, name: str | None = None) -> tuple[Entiteit | None, list[Problem]]:
    """The entity and the problems of a YAML text."""
    value, marks, problems = read_yaml(text, "x.yml")
    assert problems == []
    item, found = to_item(Record(Source("x.yml", LANDELIJK, marks), model, name, value))
    return item.entity if item else None, found


def only(model: type[Entiteit], text: str) -> tuple[str, str, str, str]:
    """(“line:column”, code, message, hint) of the one problem."""
    entity, (problem,) = shape(model, text)
    assert entity is None
    assert (problem.path, problem.severity) == ("x.yml", "fout")
    return f"{problem.line}:{problem.column}", problem.code, problem.message, problem.hint


def test_good() -> None:
    """A complete record is an entity with typed values and no problems."""
    entity, problems = shape(Voorziening, VOORZIENING, "wijkteam")
    assert problems == []
    assert isinstance(entity, Voorziening)
    assert entity.contact.telefoon == "088-000 00 01"
    assert entity.werkgebied.landelijk is True
    assert entity.gecontroleerd.op.isoformat() == "2026-09-03"


# --- keys -------------------------------------------------------------------------------------------


def test_unknown_key_with_suggestion() -> None:
    """A typing error is pointed at with its key, not its value."""
    found = only(Voorziening, VOORZIENING + "kostn: niets\n")
    assert found == ("16:1", "onbekende-sleutel", "“kostn” is hier geen bekend veld", "Bedoelt u “kosten”?")


def test_unknown_key_deeper() -> None:
    """The suggestion comes from the mapping the key is in."""
    text = VOORZIENING.replace("  telefoon:", "  telefon:")
    found = only(Voorziening, text)
    assert found == ("11:3", "onbekende-sleutel", "“telefon” is hier geen bekend veld", "Bedoelt u “telefoon”?")


def test_unknown_key_in_a_list() -> None:
    """Also inside an item of a list."""
    found = only(Zorgpad, ZORGPAD + "    waneer: vandaag\n")
    assert found == ("15:5", "onbekende-sleutel", "“waneer” is hier geen bekend veld", "Bedoelt u “wanneer”?")


def test_unknown_key_without_suggestion() -> None:
    """When nothing is close, all fields of that mapping are listed."""
    *_, hint = only(Situatie, SITUATIE + "xyz: a\n")
    assert hint == "Toegestaan zijn: id, nummer, naam."


@pytest.mark.parametrize(
    ("word", "expected"), [("telefon", "Bedoelt u “telefoon”?"), ("tel", ""), ("", ""), ("qqq", "")]
)
def test_suggest(word: str, expected: str) -> None:
    """Close enough or nothing."""
    assert suggest(word, ["telefoon", "email"]) == expected


def test_missing() -> None:
    """Reported at the mapping that should have it, with the description of the field."""
    found = only(Voorziening, VOORZIENING.replace("naam: Wijkteam\n", ""))
    assert found == ("1:1", "ontbreekt", "“naam” ontbreekt", "Naam zoals mensen die kennen.")


def test_missing_deeper() -> None:
    """The place is the inner mapping."""
    found = only(Voorziening, VOORZIENING.replace("  functie: balie\n", ""))
    assert found == ("10:3", "ontbreekt", "“functie” ontbreekt", "Functie of loket dat opneemt.")


def test_missing_in_a_list() -> None:
    """The place is the item of the list."""
    found = only(Zorgpad, ZORGPAD.replace("    wie: u\n", ""))
    assert found == (
        "10:5", "ontbreekt", "“wie” ontbreekt", "Wie de stap zet (functie): u, de verloskundige, de JGZ."
    )  # fmt: skip


def test_all_problems_at_once() -> None:
    """A typing error in a key is both a missing and an unknown field; nothing stops at the first."""
    _, problems = shape(Voorziening, VOORZIENING.replace("functie:", "funktie:").replace("ja", "misschien"))
    assert sorted((p.line, p.code) for p in problems) == [(7, "ja-nee"), (10, "onbekende-sleutel"), (10, "ontbreekt")]


# --- values -----------------------------------------------------------------------------------------


def test_choice_with_suggestion() -> None:
    """A wrong choice that is close to a good one."""
    found = only(Voorziening, VOORZIENING.replace("sociaal", "sociaall"))
    assert found == ("4:9", "keuze", "“sociaall” kan niet bij “domein”", "Bedoelt u “sociaal”?")


def test_choice_without_suggestion() -> None:
    """A wrong choice that is close to nothing lists what is possible."""
    found = only(Voorziening, VOORZIENING.replace("sociaal", "xyz"))
    assert found == ("4:9", "keuze", "“xyz” kan niet bij “domein”", "Kies uit: medisch, sociaal, informeel.")


def test_choice_of_words() -> None:
    """A `Literal` reads the same as an enum."""
    found = only(Wijziging, "op: 2026-01-01\nsoort: xyz\ntekst: x\n")
    assert found == ("2:8", "keuze", "“xyz” kan niet bij “soort”", "Kies uit: groot, klein.")


def test_place_of_a_choice_in_a_list() -> None:
    """The place is the item itself."""
    place, code, _, hint = only(Zorgpad, ZORGPAD.replace("[voor]", "[voor, xyz]"))
    assert (place, code, hint) == ("5:15", "keuze", "Kies uit: voor, tijdens, na.")


def test_message_of_a_choice_in_a_list() -> None:
    """An index says nothing to an editor."""
    _, _, message, _ = only(Zorgpad, ZORGPAD.replace("[voor]", "[voor, xyz]"))
    assert message == "“xyz” kan niet bij “fasen”"


@pytest.mark.parametrize("value", ["voor", "{voor: na}", ""])
def test_text_where_a_list_belongs(value: str) -> None:
    """One value is not a list of one."""
    place, code, message, hint = only(Voorziening, VOORZIENING + f"talen: {value}\n")
    assert (code, message) == ("lijst", "bij “talen” hoort een lijst")
    assert hint == "Begin elke regel met een streepje: “- …”."
    assert place.startswith("16:")


@pytest.mark.parametrize("value", ["[a, b]", "{a: b}"])
def test_list_where_text_belongs(value: str) -> None:
    """A list or a mapping is not a text."""
    found = only(Voorziening, VOORZIENING + f"kosten: {value}\n")
    assert found == ("16:9", "tekst", "bij “kosten” hoort één tekst", "Wat het kost.")


def test_list_in_a_list() -> None:
    """The place is the item, the name is that of the field."""
    found = only(Voorziening, VOORZIENING + "talen:\n  - Nederlands\n  - [a]\n")
    assert found == ("18:5", "tekst", "bij “talen” hoort één tekst", "In welke talen.")


def test_text_where_fields_belong() -> None:
    """A text is not a mapping."""
    found = only(Voorziening, VOORZIENING.replace("werkgebied:\n  landelijk: ja", "werkgebied: overal"))
    hint = "Schrijf per regel “naam: waarde”, ingesprongen."
    assert found == ("6:13", "velden", "bij “werkgebied” horen velden", hint)


@pytest.mark.parametrize("text", ["- a\n- b\n", "gewone tekst", "[]"])
def test_no_fields_at_all(text: str) -> None:
    """A file with a list or a text where an entity belongs."""
    found = only(Situatie, text)
    assert found == ("1:1", "soort", "hier horen velden te staan", "Schrijf per regel “naam: waarde”.")


def test_empty_list() -> None:
    """A list that must hold something."""
    found = only(Gebeurtenis, "id: a\ndatum: 2021\ntitel: x\nbronnen: []\n")
    assert found == ("4:10", "leeg", "“bronnen” is leeg", "Bronnen (id's).")


@pytest.mark.parametrize(
    ("model", "text", "place", "code", "message"),
    [
        (Situatie, SITUATIE.replace("1", "een"), "2:9", "getal", "bij “nummer” hoort een getal"),
        (Situatie, SITUATIE.replace("1", "1.5"), "2:9", "getal", "bij “nummer” hoort een getal"),
        (Situatie, SITUATIE.replace("1", ""), "2:8", "getal", "bij “nummer” hoort een getal"),
        (Situatie, SITUATIE.replace("1", "23"), "2:9", "bereik", "23 kan niet bij “nummer”"),
        (Situatie, SITUATIE.replace("1", "0"), "2:9", "bereik", "0 kan niet bij “nummer”"),
    ],
)
def test_numbers(model: type[Entiteit], text: str, place: str, code: str, message: str) -> None:
    """A number that is none, or that is out of bounds."""
    assert only(model, text)[:3] == (place, code, message)


def test_bound_in_the_hint() -> None:
    """The hint gives the bound and what the field is for."""
    assert only(Situatie, SITUATIE.replace("1", "23"))[3] == "De grens is 22. Nummer in de lijst."


@pytest.mark.parametrize("value", ["4,5", "nan", "inf", "[5]"])
def test_coordinates(value: str) -> None:
    """A decimal comma, not-a-number and infinity are no place on the map."""
    text = "id: a\nnaam: A\ncbs_code: GM0957\nprovincie: L\nggd_regio: b\nlengtegraad: 5.5\nbreedtegraad: 51.5\n"
    assert shape(RegisterGemeente, text)[1] == []
    assert only(RegisterGemeente, text.replace("5.5\n", f"{value}\n", 1))[0] == "6:14"


@pytest.mark.parametrize("value", ["[1]", "{a: b}", "1" * 5000], ids=["list", "fields", "5000 digits"])
def test_number_messages_are_dutch(value: str) -> None:
    """No English of the library reaches an editor."""
    _, code, message, _ = only(Situatie, SITUATIE.replace("1", value))
    assert code != "vorm"
    assert "Input should" not in message
    assert "Unable to" not in message


def test_rule_without_a_sentence_of_its_own() -> None:
    """The last resort: no model has such a rule today, and one that gets it is still a problem with a place."""

    class Kort(Entiteit):
        naam: str = Field(max_length=3, description="Hoogstens drie letters.")

    place, code, message, hint = only(Kort, "naam: lang\n")
    assert (place, code, hint) == ("1:7", "vorm", "Hoogstens drie letters.")
    assert message.startswith("“naam”: ")


# --- messages of our own types ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "place", "code", "message"),
    [
        ("088-000 00 01", "088", "11:13", "telefoon", "bij “telefoon”: “088” is geen Nederlands telefoonnummer"),
        ("2026-09-03", "2026-02-30", "14:7", "datum", "bij “op”: “2026-02-30” bestaat niet op de kalender"),
        ("2026-09-03", "[]", "14:7", "datum", "bij “op”: “[]” is geen datum"),
        ("landelijk: ja", "landelijk: no", "7:14", "ja-nee", "bij “landelijk”: “no” is geen ja of nee"),
        ("naam: Wijkteam", "naam: <b>Wijkteam", "2:7", "html", "bij “naam”: hier staat HTML: “<b>”"),
        ("naam: Wijkteam", "naam:", "2:6", "leeg", "bij “naam”: hier staat niets"),
    ],
)
def test_custom_messages(old: str, new: str, place: str, code: str, message: str) -> None:
    """The code is that of the type, the message names the field."""
    assert only(Voorziening, VOORZIENING.replace(old, new, 1))[:3] == (place, code, message)


def test_custom_message_in_a_list() -> None:
    """The message names the field, the place is the item."""
    place, code, message, hint = only(Zorgpad, ZORGPAD.replace("[schulden]", "[schulden, Te Duur]"))
    assert (place, code) == ("6:23", "id")
    assert message.startswith("bij “situaties”: “Te Duur” kan geen id zijn")
    assert hint == "Schrijf bijvoorbeeld wijkteam-noord."


def test_braces_in_a_value_are_just_text() -> None:
    """A value is never read as a template."""
    found = only(Voorziening, VOORZIENING.replace("088-000 00 01", "'{hint}{bericht}'"))
    assert found[2] == "bij “telefoon”: “{hint}{bericht}” is geen Nederlands telefoonnummer"


# --- the name of the file ---------------------------------------------------------------------------


def test_id_and_file_name_differ() -> None:
    """Both names are given; the entity is still there, so that references to it do not break as well."""
    entity, (problem,) = shape(Voorziening, VOORZIENING, "wijkteam-noord")
    assert entity is not None
    assert (problem.line, problem.column, problem.code) == (1, 5, "id-bestandsnaam")
    assert problem.message == "het id is “wijkteam”, maar het bestand heet “wijkteam-noord”"
    assert "id: wijkteam-noord" in problem.hint
    assert "wijkteam.yml" in problem.hint


def test_id_of_a_layer() -> None:
    """A gemeente is named after its folder."""
    text = "id: horst\neigenaar: x\ngecontroleerd: {op: 2026-01-01, door: x}\n"
    assert shape(Gemeente, text, "horst")[1] == []
    assert [p.code for p in shape(Gemeente, text, "venlo")[1]] == ["id-bestandsnaam"]


# --- properties of the entity -----------------------------------------------------------------------


def test_entity_is_frozen() -> None:
    """Nothing changes an entity after loading."""
    entity, _ = shape(Situatie, SITUATIE)
    assert entity is not None
    with pytest.raises(ValueError, match="frozen"):
        entity.naam = "anders"  # type: ignore[attr-defined]
