"""One form per file: the same values and comments give the same bytes, and no value ever changes."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML
from yaml_values import CODES, ENTITY

from support import ROOT
from zorgpaden.editing.canonical import canonical, new_text, with_values, without_comments
from zorgpaden.editing.keys import key_order
from zorgpaden.editing.layout import WIDTH
from zorgpaden.editing.places import Place, is_list, place_of
from zorgpaden.loading.files import load_data
from zorgpaden.loading.yaml_reader import read_yaml
from zorgpaden.model import Dossierpagina, Gemeente, Stap, Voorziening, ZorgpadLaag
from zorgpaden.problems import DataProblems

settings.register_profile("editing", derandomize=True, deadline=timedelta(seconds=5), max_examples=60)
settings.load_profile("editing")

PLACE = "data/gemeenten/waterrijk/voorzieningen/spreekuur.yml"
LIST = "data/landelijk/situaties.yml"


def _read(text: str) -> Any:
    value, _, problems = read_yaml(text, "x.yml")
    assert not problems, problems
    return value


# What the form is


def test_a_file_as_it_ought_to_be() -> None:
    messy = """
# Overgenomen uit de oude kaart

eigenaar:   "beheerder"   # wie?
id: 'spreekuur'
zoekwoorden:
- schulden
- budget
kosten: "Gratis"
contact: {telefoon: "088-000 02 01", functie: Adviseur,
  # let op de tijden
  bereikbaar: 'ma-do 9-16 uur; vr 9-12 uur'}
voorwaarden: [Woont in Waterrijk, Is 18]
samenvatting: Een vaste adviseur zet met het gezin alles op een rij en
  belt waar nodig met schuldeisers. Dat kan elke dag, ook in de vakantie.
gecontroleerd: {op: "2026-09-03", door: beheerder}
vervangt: 123e4567
# einde
"""
    assert (
        canonical(messy, PLACE)
        == """\
# Overgenomen uit de oude kaart

id: spreekuur
samenvatting: >-
  Een vaste adviseur zet met het gezin alles op een rij en belt waar nodig met schuldeisers. Dat kan elke dag, ook in de
  vakantie.
voorwaarden:
  - Woont in Waterrijk
  - Is 18
kosten: Gratis
contact:
  functie: Adviseur
  telefoon: 088-000 02 01
  # let op de tijden
  bereikbaar: ma-do 9-16 uur; vr 9-12 uur
zoekwoorden: [schulden, budget]
vervangt: "123e4567"
eigenaar: beheerder # wie?
gecontroleerd:
  op: 2026-09-03
  door: beheerder

# einde
"""
    )


def test_a_register_has_one_item_per_line() -> None:
    text = (
        '- naam: "Uithuisplaatsing, nu of vroeger"\n  nummer: "14"\n  id: uithuisplaatsing\n# los\n- {id: b, naam: B}\n'
    )
    assert canonical(text, LIST) == (
        '- {id: uithuisplaatsing, nummer: 14, naam: "Uithuisplaatsing, nu of vroeger"}\n\n# los\n- {id: b, naam: B}\n'
    )


def test_front_matter_and_the_text_below_it() -> None:
    body = "## Kop\n\n- lijst   \n\n---\n# geen opmerking\n"
    text = f"---\ntitel: 'Een'\nsoort: pagina\n---\n{body}"
    assert canonical(text, "content/over/een.md") == f"---\nsoort: pagina\ntitel: Een\n---\n{body}"


def test_order_of_keys() -> None:
    assert key_order(Stap)[0] == "id"
    assert key_order(Stap)[-1] == "vervangt"
    assert key_order(Voorziening)[:2] == ("id", "naam")
    assert key_order(ZorgpadLaag)[-5:] == ("status", "vastgesteld", "eigenaar", "gecontroleerd", "bronnen")
    for model in (Stap, Voorziening, ZorgpadLaag, Gemeente, Dossierpagina):
        assert sorted(key_order(model)) == sorted(model.model_fields)


def test_places() -> None:
    assert place_of("data/gemeenten/x/gemeente.yml") == Place(Gemeente)
    assert place_of("data/gemeenten/x/zorgpaden/geldzorgen.yml") == Place(ZorgpadLaag)
    assert place_of("content/over/a/index.md") == Place(Dossierpagina)
    assert [place_of(path) for path in ("data/x.yml", "data/regios/x/gemeente.yml", "elders/a.yml", "")] == [None] * 4
    assert is_list(LIST)
    assert not is_list(PLACE)


# Values never change


@given(ENTITY, st.sampled_from([PLACE, LIST, "data/onbekend.yml"]))
def test_values_stay_and_the_form_is_fixed(entity: dict[str, Any], path: str) -> None:
    value: Any = [entity] if path == LIST else entity
    first = new_text(entity, path) if path != LIST else canonical(yaml.safe_dump(value, allow_unicode=True), path)
    assert _read(first) == value
    assert canonical(first, path) == first


@given(ENTITY, st.booleans(), st.integers(20, 200), st.sampled_from([None, "'", '"', "|", ">"]))
def test_the_style_that_comes_in_does_not_matter(
    entity: dict[str, Any], flow: bool, width: int, style: str | None
) -> None:
    text = yaml.dump(
        entity, default_flow_style=flow, width=width, default_style=style, allow_unicode=True, sort_keys=False
    )
    if style:  # PyYAML writes "!!str" before a folded key
        text = text.replace("!!str ", "")
    value, _, problems = read_yaml(text, PLACE)
    if not problems and value == entity:
        assert canonical(text, PLACE) == new_text(entity, PLACE)


def _as_text(value: Any) -> Any:
    if isinstance(value, dict):
        return {_as_text(key): _as_text(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_as_text(inner) for inner in value]
    return value.isoformat() if type(value) is date else value


@given(ENTITY)
def test_other_readers_see_the_same_text(entity: dict[str, Any]) -> None:
    """YAML 1.1 (PyYAML) and 1.2 (ruamel): whatever the model takes as text is text for them too."""
    text = new_text(entity, "data/onbekend.yml")
    assert yaml.safe_load(text) == entity
    assert YAML(typ="safe", pure=True).load(text) == entity


@pytest.mark.parametrize("code", CODES)
def test_codes(code: str) -> None:
    text = new_text({"naam": code, "talen": [code], "gecontroleerd": {"op": code, "door": code}}, PLACE)
    assert _read(text) == {"naam": code, "talen": [code], "gecontroleerd": {"op": code, "door": code}}
    for loaded in (yaml.safe_load(text), YAML(typ="safe", pure=True).load(text)):
        assert (loaded["naam"], loaded["talen"], loaded["gecontroleerd"]["door"]) == (code, [code], code)


# Comments stay

COMMENTED = """\
# bovenaan

# over id
id: a # naast id
# over contact
contact: # naast contact
  # over telefoon
  telefoon: 112 # naast telefoon
  # onder contact
# over samenvatting
samenvatting: > # naast samenvatting
  Een lange
  tekst
talen: [ # in talen
  Nederlands, # naast Nederlands
  # over Engels
  Engels] # over talen
voorwaarden:
# over eerste
- eerste # naast eerste
- # over tweede
  tweede
# over adres
adres: {straat: Laan 1, # naast straat
  plaats: X} # naast adres
wijzigingen:
  - op: 1
    # onder eerste wijziging
  # over tweede wijziging
  - op: 2 # naast op
    # over tekst
    tekst: b
 # scheef
zoekwoorden: [a, b] # naast zoekwoorden
# onderaan
"""


def test_comments_stay_with_what_they_are_about() -> None:
    text = canonical(COMMENTED, PLACE)
    assert sorted(re.findall("#.*", text)) == sorted(re.findall("#.*", COMMENTED))
    assert canonical(text, PLACE) == text
    lines = text.splitlines()
    for number, line in enumerate(lines):
        comment = line.partition("#")[2].strip()
        kind, _, name = comment.partition(" ")
        if kind == "naast":
            assert name in line.partition("#")[0], line
        elif kind == "over" and "wijziging" not in name:
            below = next(one for one in lines[number + 1 :] if not one.lstrip().startswith("#"))
            assert name in below.partition("#")[0], (line, below)
    place = {line.strip(): number for number, line in enumerate(lines)}
    assert lines[0] == "# bovenaan"
    assert lines[1] == ""
    assert lines[-1] == "# onderaan"
    assert place['- op: "1"'] < place["# onder eerste wijziging"] < place["# over tweede wijziging"]
    assert lines[place["# over tweede wijziging"] + 1].strip() == '- op: "2" # naast op'
    assert lines[place["# onder contact"] - 1].strip() == 'telefoon: "112" # naast telefoon'


@given(ENTITY, st.booleans(), st.data())
def test_comments_survive_wherever_they_stand(entity: dict[str, Any], flow: bool, data: st.DataObject) -> None:
    lines = yaml.dump(entity, default_flow_style=flow, allow_unicode=True, width=30).split("\n")
    for number in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(lines) - 1))
        if data.draw(st.booleans()):
            lines.insert(at, " " * data.draw(st.integers(0, 6)) + f"# zin-{number}!")
        else:
            lines[at] += f" # zin-{number}!"
    text = "\n".join(lines)
    value, _, problems = read_yaml(text, PLACE)
    if problems or value != entity:
        return  # it landed in the middle of a text
    result = canonical(text, PLACE)
    assert _read(result) == entity
    assert sorted(re.findall("zin-.!", result)) == sorted(re.findall("zin-.!", text))
    assert canonical(result, PLACE) == result


def test_without_comments() -> None:
    text = without_comments(COMMENTED, PLACE)
    assert "#" not in text
    assert _read(text) == _read(COMMENTED)


# Changing values


def test_with_values() -> None:
    text = "id: a # blijft\ncontact:\n  functie: F\n  telefoon: 088-000 00 01 # gebeld\nzoekwoorden: [b, c]\n"
    changes = {
        ("contact", "telefoon"): "112",
        ("contact", "email"): "a@b.example",
        ("zoekwoorden", 2): "twee woorden",
        ("gecontroleerd",): {"op": date(2026, 9, 3), "door": "beheerder", "hoe": None},
        ("werkgebied", "landelijk"): True,
    }
    assert with_values(text, PLACE, changes) == (
        "id: a # blijft\n"
        "werkgebied:\n  landelijk: ja\n"
        'contact:\n  functie: F\n  telefoon: "112" # gebeld\n  email: a@b.example\n'
        "zoekwoorden:\n  - b\n  - c\n  - twee woorden\n"
        "gecontroleerd:\n  op: 2026-09-03\n  door: beheerder\n"
    )


def test_taking_away() -> None:
    text = "id: a\ncontact:\n  functie: F\n  terugval:\n    # weg\n    telefoon: 112\ntalen: [a, b, c]\n"
    changes: dict[tuple[str | int, ...], None] = {
        ("contact", "terugval", "telefoon"): None,
        ("talen", 0): None,
        ("talen", 2): None,
        ("kosten",): None,
        ("adres", "plaats"): None,
    }
    assert with_values(text, PLACE, changes) == "id: a\ntalen: [b]\ncontact:\n  functie: F\n"


def test_a_list_keeps_the_comments_of_what_is_still_in_it() -> None:
    text = "- id: a\n  term: A # over A\n- id: b\n  term: B # over B\n"
    path = "data/landelijk/begrippen.yml"
    assert with_values(text, path, {(0, "term"): "AA"}) == text.replace("term: A ", "term: AA ")
    assert with_values(text, path, {(0,): None}) == "- id: b\n  term: B # over B\n"
    whole = with_values("id: x\ntalen:\n  - een # 1\n  - twee # 2\n", PLACE, {("talen",): ["twee", "drie"]})
    assert whole == "id: x\ntalen:\n  - twee # 2\n  - drie\n"


def test_a_path_that_does_not_fit() -> None:
    with pytest.raises(TypeError):
        with_values("id: a\n", PLACE, {("id", "b"): "c"})


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("id: a\nid: b\n", "dubbele-sleutel"),
        ("id: &a b\n", "yaml-anker"),
        ("id: [a\n", "yaml"),
        ("id: a\u200bb\n", "onzichtbaar"),
        ("", "leeg"),
    ],
)
def test_what_cannot_be_read_is_refused(text: str, code: str) -> None:
    with pytest.raises(DataProblems) as refused:
        canonical(text, PLACE)
    assert {problem.code for problem in refused.value.problems} == {code}


def test_a_page_without_fields_is_refused() -> None:
    with pytest.raises(DataProblems):
        canonical("## Tekst\n", "content/over/x.md")


# What we ship


def test_shipped_files_keep_their_meaning(tmp_path: Path) -> None:
    for file in sorted((ROOT / "data").rglob("*.yml")):
        path = file.relative_to(ROOT)
        target = tmp_path / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(canonical(file.read_text(encoding="utf-8"), path.as_posix()), encoding="utf-8")
    before, after = load_data(ROOT / "data")[0], load_data(tmp_path / "data")[0]
    assert [item.entity for item in before] == [item.entity for item in after]
    longest = max(
        len(line)
        for file in tmp_path.rglob("*.yml")
        for line in file.read_text().splitlines()
        if " " in line.strip() and "{" not in line
    )
    assert longest <= WIDTH + 80  # only an address cannot be broken
