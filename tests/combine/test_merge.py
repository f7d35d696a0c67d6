"""The merge of the combination guide: the real script in Node, on the real data."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
import yaml

from zorgpaden import urls
from zorgpaden.checks import Context
from zorgpaden.combine import Combiner, ordered_paths
from zorgpaden.layers import afspraken_in, resolve
from zorgpaden.project import Project, load_project
from zorgpaden.settings import Settings

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
CASES: list[dict[str, Any]] = yaml.safe_load((HERE / "gevallen.yml").read_text(encoding="utf-8"))
DAY = date(2026, 11, 23)
"""The day on which the shipped data are tested."""
GRADATIES = ("zelfredzaam", "potentieel-kwetsbaar", "kwetsbaar", "zeer-kwetsbaar")
Json = dict[str, Any]

pytestmark = pytest.mark.skipif(not shutil.which("node"), reason="geen Node: sudo apt-get install nodejs")


@cache
def project() -> Project:
    return load_project(ROOT / "data", ROOT / "content", Context(DAY))


@cache
def data() -> tuple[Json, dict[str, Json]]:
    """What the browser fetches: the national file, and those of the gemeenten that have one."""
    files = dict(Combiner(project().catalog, Settings(DAY)).files(project().catalog.gemeenten))
    national = files.pop(urls.combineergegevens("landelijk"))
    return national, {Path(path).stem: content for path, content in files.items()}


def node(fragments: list[str], weave: list[list[list[str]]] | None = None, **changed: Json) -> Json:
    """What the script answers; `changed` puts other data in the place of a gemeente's."""
    national, local = data()
    question = {
        "landelijk": national,
        "lokaal": local | changed,
        "gemeenten": list(project().catalog.gemeenten),
        "fragmenten": fragments,
        "weven": weave or [],
    }
    command = ["node", str(HERE / "merge.cjs")]
    ran = subprocess.run(command, input=json.dumps(question), capture_output=True, text=True, check=False, timeout=120)
    assert ran.returncode == 0, ran.stderr
    answer: Json = json.loads(ran.stdout)
    return answer


@pytest.fixture(scope="module")
def answers() -> dict[str, Json]:
    """The answer for each case, by name."""
    return dict(
        zip((case["naam"] for case in CASES), node([case["fragment"] for case in CASES])["merged"], strict=True)
    )


def said(answer: Json) -> Json:
    """An answer in the words of the table."""
    model = answer["model"]
    bestemmingen = model["overstap"]["bestemmingen"]
    sides = {one["onderwerp"]: one["kanten"] for one in bestemmingen if one["verschil"]}
    sides |= {one["id"]: one["kanten"] for one in model["verschillen"]}
    hulp = {one["voorziening"]: one["situaties"] for one in model["hulp"]}
    return {
        "canoniek": answer["fragment"],
        "onbekend": answer["keuze"]["onbekend"],
        "spoed": [one["voorziening"] for one in model["spoed"]],
        "klein": [one["voorziening"] for one in model["spoed"] if not one["groot"]],
        "overstap": [one["id"] for one in model["overstap"]["regels"]],
        "afgesproken": {one["id"]: one["laag"] for one in model["overstap"]["regels"] if one["laag"] != "landelijk"},
        "anders": [one["id"] for one in model["overstap"]["anders"]],
        "bestemmingen": [one["id"] for one in bestemmingen],
        "knooppunt": next((one["voorziening"] for one in bestemmingen if one["id"] == "knooppunt"), None),
        "zonder": [one["id"] for one in bestemmingen if not one["afgesproken"]],
        "acties": [one["id"] for one in model["acties"]],
        "varianten": {one["id"]: len(one["varianten"]) for one in model["acties"]},
        "eerst": [one["voorziening"] for one in model["hulp"] if one["eerst"]],
        "hulp": hulp,
        "naast_elkaar": {name: [side["sleutel"] for side in kanten] for name, kanten in sides.items()},
        "vervangen": sorted({side["sleutel"] for kanten in sides.values() for side in kanten if not side["geldt"]}),
    }


@pytest.mark.parametrize("case", CASES, ids=[case["naam"] for case in CASES])
def test_case(case: Json, answers: dict[str, Json]) -> None:
    found = said(answers[case["naam"]])
    for name, wanted in case.items():
        if name in ("naam", "fragment"):
            continue
        if name in ("varianten", "hulp"):
            assert {key: found[name].get(key) for key in wanted} == wanted
        elif name == "geen_hulp":
            assert not found["hulp"].keys() & set(wanted)
        elif name == "geen_acties":
            assert not set(found["acties"]) & set(wanted)
        elif name == "eerste_acties":
            assert found["acties"][: len(wanted)] == wanted
        else:
            assert found[name] == wanted, name


def choices() -> Iterator[tuple[str, list[str], str]]:
    """Every pair of situations in an example gemeente, and some larger heaps in all filled gemeenten."""
    paths = ordered_paths(data_rules())
    for pair in combinations(paths, 2):
        yield "waterrijk", list(pair), "kwetsbaar"
    dice = random.Random(1000)  # noqa: S311  (the same heaps every time)
    for gemeente in ("", "almere", *data()[1]):
        for gradatie in ("", *GRADATIES):
            yield gemeente, sorted(dice.sample(paths, dice.randint(1, 5)), key=paths.index), gradatie
        yield gemeente, paths, "zeer-kwetsbaar"


def data_rules() -> Any:
    rules = project().catalog.combineren
    assert rules
    return rules.entity


@pytest.fixture(scope="module")
def heaps() -> list[tuple[tuple[str, list[str], str], Json]]:
    made = list(choices())
    fragments = [f"#g={g}&s={','.join(s)}&k={k}" for g, s, k in made]
    return list(zip(made, node(fragments)["merged"], strict=True))


def test_nothing_is_lost_and_nothing_is_said_twice(heaps: list[tuple[tuple[str, list[str], str], Json]]) -> None:
    """Against the layers in Python: each urgent line, step and voorziening is there exactly once."""
    catalog = project().catalog
    for (gemeente, situations, gradatie), answer in heaps:
        model, where = answer["model"], f"{gemeente} {situations} {gradatie}"
        lines = [
            (entry["voorziening"], reden["wanneer"], id_)
            for entry in model["spoed"]
            for reden in entry["redenen"]
            for id_ in reden["situaties"]
        ]
        steps = [
            (action["moment"], variant["wat"], id_)
            for action in model["acties"]
            for variant in action["varianten"]
            for id_ in variant["situaties"]
        ]
        served = {one["voorziening"]: set(one["situaties"]) for one in model["hulp"]}
        urgent = {one["voorziening"]: set(one["situaties"]) | set(one["ookBij"]) for one in model["spoed"]}
        assert len(served) == len(model["hulp"]), where
        assert len(urgent) == len(model["spoed"]), where
        assert len({(one["moment"], one["id"]) for one in model["acties"]}) == len(model["acties"]), where
        needed = {gradatie} if gradatie else set(GRADATIES)
        wanted_lines, wanted_steps = [], []
        for id_ in situations:
            local = resolve(catalog, id_, gemeente or None)
            wanted_lines += [
                (local.voorziening_id(one.item.voorziening), one.item.wanneer, id_) for one in local.blokken["spoed"]
            ]
            wanted_steps += [
                (one.item.moment, one.item.wat, id_)
                for one in local.blokken["stappen"]
                if needed <= set(one.item.gradaties)
            ]
            for voorziening in local.voorzieningen:
                name = voorziening.item.id
                assert id_ in served.get(name, set()) | urgent.get(name, set()), (where, name)
            for bel in local.blokken["bel"]:
                assert id_ in served[local.voorziening_id(bel.item.voorziening)], where
        assert sorted(lines) == sorted(wanted_lines), where
        assert sorted(steps) == sorted(wanted_steps), where
        assert not [name for name in (*served, *urgent) if name not in answer["bekend"]], where


def test_the_order_of_each_zorgpad_is_kept(heaps: list[tuple[tuple[str, list[str], str], Json]]) -> None:
    """Moments in their order, and no zorgpad has its own steps turned round."""
    moments = [str(moment) for moment in data_rules().momenten]
    for (gemeente, situations, gradatie), answer in heaps:
        actions = answer["model"]["acties"]
        ranks = [moments.index(action["moment"]) for action in actions]
        assert ranks == sorted(ranks)
        for id_ in situations if gradatie else ():
            blocks = resolve(project().catalog, id_, gemeente or None).blokken["stappen"]
            own = [one.item.wat for moment in moments for one in blocks if one.item.moment == moment]
            merged = [
                variant["wat"]
                for action in actions
                for variant in action["varianten"]
                if id_ in variant["situaties"] and gradatie
            ]
            assert merged == [text for text in own if text in merged], (gemeente, id_, gradatie)


def test_agreements_are_those_that_hold(heaps: list[tuple[tuple[str, list[str], str], Json]]) -> None:
    for (gemeente, situations, _), answer in heaps:
        holding = {
            f"{placed.laag.soort}/{placed.item.id}"
            for placed in afspraken_in(project().catalog, gemeente or None)
            if {"alle", *situations} & set(placed.item.zorgpaden)
        }
        assert {one["sleutel"] for one in answer["model"]["afspraken"]} == holding


def test_a_fragment_comes_back_the_same() -> None:
    fragments = [f"#g=duinhoven&s=geldzorgen,roken&k={k}" for k in GRADATIES] + ["#", "#g=almere", "#s=wonen"]
    assert [answer["fragment"] for answer in node(fragments)["merged"]] == fragments


@pytest.mark.parametrize(
    ("lists", "woven"),
    [
        ([], []),
        ([["a", "b"], []], ["a", "b"]),
        ([["a", "z"], ["a", "m", "z"]], ["a", "m", "z"]),
        ([["a", "z"], ["eerst", "a", "z", "laatst"]], ["eerst", "a", "z", "laatst"]),
        ([["a", "b"], ["b", "a", "c"]], ["a", "b", "c"]),
        ([["a", "a"], ["a"]], ["a"]),
    ],
)
def test_weave(lists: list[list[str]], woven: list[str]) -> None:
    assert node([], [lists])["geweven"] == [woven]


def test_replaced_help_is_shown_nowhere() -> None:
    """A replacement holds in every part: urgent numbers, first calls, steps and other help."""
    changed = data()[1]["waterrijk"] | {"vervangingen": {"juridisch-loket": "weekmand-waterrijk"}}
    (answer,) = node(["#g=waterrijk&s=geldzorgen,wonen&k=zeer-kwetsbaar"], waterrijk=changed)["merged"]
    assert "juridisch-loket" not in said(answer)["spoed"] + said(answer)["eerst"]
    assert {"weekmand-waterrijk"} <= set(said(answer)["spoed"]) & set(said(answer)["eerst"])
    steps = [id_ for one in answer["model"]["acties"] for two in one["varianten"] for id_ in two["voorzieningen"]]
    assert "weekmand-waterrijk" in steps
    assert "juridisch-loket" not in steps


@pytest.mark.parametrize(
    ("agreed", "fragment", "holds"),
    [
        ({"vanaf_situaties": 1, "reden": "Altijd samen."}, "#g=waterrijk&s=roken", {"stapeling": "Altijd samen."}),
        ({"vanaf_situaties": 3}, "#g=waterrijk&s=roken,wonen", {}),
        ({"gradaties": ["kwetsbaar"], "reden": "Kwetsbaar."}, "#g=waterrijk&s=roken,wonen&k=zelfredzaam", {}),
        ({"gradaties": []}, "#g=waterrijk&s=roken,wonen&k=zelfredzaam", {"stapeling": "Er speelt meer tegelijk."}),
    ],
)
def test_what_is_left_out_is_as_nationally(agreed: Json, fragment: str, holds: dict[str, str]) -> None:
    own = data()[1]["waterrijk"] | {"overstappen": {"stapeling": agreed | {"laag": "gemeente"}}}
    (answer,) = node([fragment], waterrijk=own)["merged"]
    found = {one["id"]: one["reden"] for one in answer["model"]["overstap"]["regels"]}
    assert found.keys() == holds.keys()
    assert all(found[id_].startswith(reden) for id_, reden in holds.items())


def test_the_nearest_layer_agrees() -> None:
    """Veldegge has its own number; about the other rule it says nothing, so there the region holds."""
    _, local = data()
    assert {id_: one["laag"] for id_, one in local["veldegge"]["overstappen"].items()} == {
        "stapeling": "gemeente",
        "kwetsbaar": "regio",
    }
    assert local["veldegge"]["overstappen"]["stapeling"]["vanaf_situaties"] == 3
    assert local["waterrijk"]["overstappen"]["stapeling"] == {"vanaf_situaties": 2, "laag": "regio"}
    assert "overstappen" not in local["roermond"]


@pytest.mark.parametrize("silent", [("gemeente",), ("regio",), ("gemeente", "regio")])
def test_a_replaced_afspraak_is_compared_also_without_a_subject(silent: tuple[str, ...]) -> None:
    """The same id is the same subject, whether or not an editor says so."""
    own = data()[1]["waterrijk"]
    keys = [f"{laag}/terugkoppeling" for laag in silent]
    afspraken = {
        key: {name: value for name, value in one.items() if name != "onderwerpen" or key not in keys}
        for key, one in own["afspraken"].items()
    }
    (answer,) = node(["#g=waterrijk&s=roken&k=kwetsbaar"], waterrijk=own | {"afspraken": afspraken})["merged"]
    assert said(answer)["naast_elkaar"] == {"terugkoppeling": ["gemeente/terugkoppeling", "regio/terugkoppeling"]}
    assert said(answer)["vervangen"] == ["regio/terugkoppeling"]


def test_gemeenten_without_anything_of_their_own_have_no_file() -> None:
    national, local = data()
    assert national["ingevuld"] == list(local)
    assert "almere" not in local
    assert {"waterrijk", "duinhoven", "veldegge", "roermond"} <= local.keys()


def test_national_blocks_are_said_once() -> None:
    """A gemeente refers to a national block by its id, and repeats no national voorziening."""
    national, local = data()
    blocks = {pad["id"]: {one["id"] for one in pad["stappen"]} for pad in national["zorgpaden"]}
    for own in local.values():
        for id_, pad in own["zorgpaden"].items():
            assert {one for one in pad["stappen"] if isinstance(one, str)} <= blocks[id_]
        assert not own.get("voorzieningen", {}).keys() & national["voorzieningen"].keys()


def test_no_names_and_no_addresses() -> None:
    """What is not shown is not sent: no persons, no visiting addresses."""
    text = json.dumps(data(), ensure_ascii=False)
    for item in project().catalog.voorzieningen.values():
        if item.entity.contact.persoon:
            assert item.entity.contact.persoon.naam not in text
        if item.entity.adres:
            assert f'"{item.entity.adres.straat}"' not in text
