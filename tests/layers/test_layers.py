"""Every file in `cases/` is a test: a new case is a new file."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from layer_case import CONTEXT, PAD, build, load_case, outcome

from zorgpaden.checks import REGISTRY
from zorgpaden.layers import resolve
from zorgpaden.model import fingerprint

CASES = sorted((Path(__file__).parent / "cases").glob("*.yml"))


@pytest.mark.parametrize("file", CASES, ids=lambda file: file.stem)
def test_case(file: Path) -> None:
    case = load_case(file)
    found = outcome(case)
    as_yaml = yaml.safe_dump({"verwacht": found}, allow_unicode=True, sort_keys=False)
    assert found == case["verwacht"], f"{file} gives:\n{as_yaml}"


@pytest.mark.parametrize("file", CASES, ids=lambda file: file.stem)
def test_national_page_knows_no_layers(file: Path) -> None:
    """Without a gemeente the page is the base itself, whatever lies over it."""
    case = load_case(file)
    local = resolve(build(case), PAD, None)
    assert (local.stand, local.lagen, local.afspraken, local.vervangingen) == ("landelijk", (), (), {})
    for soort, blocks in local.blokken.items():
        assert [one.item.id for one in blocks] == [one["id"] for one in case["landelijk"].get(soort, [])]
        assert all(one.laag.soort == "landelijk" and one.vervangt_laag is None for one in blocks)


@pytest.mark.parametrize("file", CASES, ids=lambda file: file.stem)
def test_gemeente_outside_the_region_is_untouched(file: Path) -> None:
    """A layer reaches the gemeenten below it and no other."""
    local = resolve(build(load_case(file)), PAD, "grens")
    assert (local.stand, local.lagen, local.afspraken, local.vervangingen) == ("landelijk", (), (), {})


def test_replacing_and_hiding_the_same_block_is_a_problem() -> None:
    hidden = {"blok": "signalen", "id": "een", "reden": "Hier niet."}
    base = {"signalen": [{"id": "een", "tekst": "Een."}]}
    known = fingerprint(build({"landelijk": base}).zorgpaden[PAD].entity.signalen[0])
    layer = {"signalen": [{"id": "een", "tekst": "Bij ons.", "vervangt": known}], "verbergt": [hidden]}
    catalog = build({"landelijk": base, "gemeente": layer})
    assert [one.code for one in REGISTRY["laag-tegenstrijdig"](catalog, CONTEXT)] == ["laag-tegenstrijdig"]


def test_fingerprint_is_stable() -> None:
    """The data of every gemeente holds fingerprints: another way to compute them makes all of those out of date."""
    case = {"landelijk": {"signalen": [{"id": "een", "tekst": "Eén."}], "bel": [{"id": "een", "voorziening": "lijn"}]}}
    pad = build(case).zorgpaden[PAD].entity
    assert (fingerprint(pad.signalen[0]), fingerprint(pad.bel[0])) == ("9b0a9bef", "e75abb61")
