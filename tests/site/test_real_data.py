"""The shipped data as a test: complete, correct, and every warning meant."""

from __future__ import annotations

from datetime import date

import pytest

from support import PEILDATUM, ROOT
from zorgpaden.checks import Context
from zorgpaden.model import Domein
from zorgpaden.problems import errors
from zorgpaden.project import Project, load_project

EXAMPLES = ("waterrijk", "duinhoven", "veldegge")


@pytest.fixture(scope="module")
def shipped() -> Project:
    """The project as it is shipped."""
    return load_project(ROOT / "data", ROOT / "content", Context(date.fromisoformat(PEILDATUM)))


def test_no_errors_and_only_the_warnings_that_are_shown_off(shipped: Project) -> None:
    assert errors(shipped.problems) == []
    assert [(problem.code, problem.path) for problem in shipped.problems] == [
        ("verlopen", "data/gemeenten/duinhoven/voorzieningen/borstvoedinghulp-duinhoven.yml"),
        ("verlopen", "data/gemeenten/veldegge/voorzieningen/klusploeg-veldegge.yml"),
        ("basis-gewijzigd", "data/gemeenten/veldegge/zorgpaden/klein-netwerk.yml"),
        ("verlopen", "data/gemeenten/waterrijk/voorzieningen/ruilwinkel-waterrijk.yml"),
        ("organisatie-ontbreekt", "data/organisatie.yml"),  # who hosts the site says so itself
    ]


def test_the_register_is_complete(shipped: Project) -> None:
    register = shipped.catalog.register
    assert len(register) == 342
    assert len({item.entity.cbs_code for item in register.values()}) == 342
    assert len({item.entity.provincie for item in register.values()}) == 12
    assert len(shipped.catalog.ggd_regios) == 25
    assert {item.entity.ggd_regio for item in register.values()} == set(shipped.catalog.ggd_regios)


@pytest.mark.parametrize(
    ("id_", "name"),
    [("den-haag", "Den Haag"), ("s-hertogenbosch", "Den Bosch"), ("sudwest-fryslan", "Sudwest-Fryslan")],
)
def test_people_find_their_gemeente_by_its_other_name(shipped: Project, id_: str, name: str) -> None:
    entity = shipped.catalog.register[id_].entity
    assert name in (entity.naam, *entity.aliassen)


def test_eighteen_paths_cover_all_situations(shipped: Project) -> None:
    catalog = shipped.catalog
    assert len(catalog.zorgpaden) == 18
    assert len(catalog.situaties) == 22
    covered = {id_ for item in catalog.zorgpaden.values() for id_ in item.entity.situaties}
    assert covered == set(catalog.situaties)


def test_every_path_is_complete(shipped: Project) -> None:
    for item in shipped.catalog.zorgpaden.values():
        pad = item.entity
        assert 1 <= len(pad.spoed) <= 3, pad.id
        assert len(pad.signalen) >= 5, pad.id
        assert len(pad.bespreken) >= 3, pad.id
        assert len(pad.zoekwoorden) >= 10, pad.id
        assert pad.status == "concept", pad.id


@pytest.mark.parametrize("place", EXAMPLES)
def test_examples_are_fully_filled(shipped: Project, place: str) -> None:
    catalog = shipped.catalog
    own = [item for item in catalog.voorzieningen.values() if item.source.laag.id == place]
    assert len(own) >= 25
    assert {item.entity.domein for item in own} == set(Domein)
    layer = next(files for laag, files in catalog.zorgpad_lagen.items() if laag.id == place)
    assert set(layer) == set(catalog.zorgpaden)
    assert all(file.entity.bel for file in layer.values())
    assert catalog.gemeente_lagen[place].entity.knooppunt
    assert catalog.gemeente_lagen[place].entity.coalitie
    assert [laag for laag in catalog.afspraken if laag.id == place]


def test_examples_have_numbers_that_cannot_exist(shipped: Project) -> None:
    for item in shipped.catalog.voorzieningen.values():
        contact = item.entity.contact
        if shipped.catalog.is_voorbeeld(item.source.laag):
            assert (contact.telefoon or "088-000").startswith("088-000"), item.source.path
            for address in filter(None, (contact.email, contact.website)):
                assert ".example" in address, item.source.path


def test_national_lines_are_the_certain_ones(shipped: Project) -> None:
    numbers = {
        item.entity.contact.telefoon
        for item in shipped.catalog.voorzieningen.values()
        if item.entity.werkgebied.landelijk
    }
    certain = {"112", "0800-2000", "113", "0800-0113", "0800-0432", "0800-8115", "0800-8020", "0900-0101", "0800-0188"}
    assert numbers <= certain
