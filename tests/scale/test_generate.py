"""The made-up project of `scripts/bench`: good data, the same each time, and nothing about a real place."""

from __future__ import annotations

import hashlib
import re
from datetime import date
from pathlib import Path

import pytest
from generate import PEILDATUM, generate

from support import ROOT, form_problems
from zorgpaden.checks import Context
from zorgpaden.problems import errors
from zorgpaden.project import Project, load_project

SIZE = 20
"""Three examples of ours, a whole region of fourteen, and one with the three that remain."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("schaal") / "project"
    generate(SIZE, folder)
    return folder


@pytest.fixture(scope="module")
def project(folder: Path) -> Project:
    return load_project(folder / "data", folder / "content", Context(date.fromisoformat(PEILDATUM)))


def hashes(folder: Path) -> dict[str, str]:
    files = (file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


def test_data_are_good(project: Project) -> None:
    assert errors(project.problems) == []


def test_files_have_the_one_form(folder: Path) -> None:
    assert form_problems(folder / "data", folder / "content") == []


def test_no_block_says_that_its_base_changed_but_one_of_our_own(project: Project) -> None:
    changed = {problem.path for problem in project.problems if problem.code == "basis-gewijzigd"}
    assert all("/veldegge/" in path for path in changed), changed


def test_every_gemeente_is_filled(project: Project) -> None:
    catalog = project.catalog
    assert len(catalog.gemeenten) == SIZE
    for id_ in catalog.gemeenten:
        own = [item for item in catalog.voorzieningen.values() if id_ in item.entity.werkgebied.gemeenten]
        layers = {laag.soort: files for laag, files in catalog.zorgpad_lagen.items() if laag.id == id_}
        assert len(own) >= 25, id_
        assert layers["gemeente"].keys() == catalog.zorgpaden.keys(), id_
        assert any(laag.id == id_ for laag in catalog.afspraken), id_
        assert catalog.regio_van(id_), id_


def test_nothing_is_about_a_real_place(project: Project) -> None:
    register = (ROOT / "data/landelijk/gemeenten.yml").read_text(encoding="utf-8")
    real = set(re.findall(r"naam: ([^,}]+)", register))
    assert real.isdisjoint(plaats.naam for plaats in project.catalog.gemeenten.values())
    assert all(plaats.voorbeeld for plaats in project.catalog.gemeenten.values())
    assert all(regio.entity.voorbeeld for regio in project.catalog.regios.values())


def test_texts_of_two_gemeenten_differ(folder: Path) -> None:
    texts = {file.read_text(encoding="utf-8") for file in folder.glob("data/gemeenten/*/voorzieningen/sociaal-team-*")}
    nameless = {re.sub(r"088-000 \d\d \d\d|2026-\d\d-\d\d|[A-Za-z]*-?[A-Z]?[a-z]{9}\b", "", text) for text in texts}
    assert len(nameless) > len(texts) / 2


def test_the_same_seed_gives_the_same_bytes_and_a_smaller_project_the_same_gemeenten(
    folder: Path, tmp_path: Path
) -> None:
    generate(SIZE, tmp_path / "weer")
    generate(SIZE, tmp_path / "anders", seed=2)
    generate(5, tmp_path / "kleiner")
    assert hashes(tmp_path / "weer") == hashes(folder)
    assert hashes(tmp_path / "anders") != hashes(folder)
    smaller, whole = hashes(tmp_path / "kleiner/data/gemeenten"), hashes(folder / "data/gemeenten")
    assert len({path.split("/")[0] for path in smaller}) == 5
    assert smaller.items() <= whole.items()
