"""A project laid on a base: what belongs to whom, and what happens where both have the same."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from support import ROOT
from zorgpaden.catalog import Catalog
from zorgpaden.checks import Context
from zorgpaden.edition import Edition, make_edition
from zorgpaden.loading import load_content
from zorgpaden.problems import Problem
from zorgpaden.project import Project, load_project

BASE = ROOT / "tests" / "checks" / "heel"
"""A small project without problems, with the gemeente Waterdorp."""
CONTEXT = Context(date(2026, 11, 23))


@pytest.fixture
def own(tmp_path: Path) -> Path:
    (tmp_path / "data").mkdir()
    (tmp_path / "content").mkdir()
    (tmp_path / "data" / "basis.yml").write_text("pakket: zorgpaden-landelijk\n", encoding="utf-8")
    shutil.copy(BASE / "data" / "organisatie.yml", tmp_path / "data")  # who hosts the site is never of the base
    return tmp_path


def load(own: Path, base: Path = BASE) -> Project:
    return load_project(own / "data", own / "content", CONTEXT, base)


def take(own: Path, path: str, to: str = "") -> Path:
    """Copy a file or folder of the base to the own project."""
    target = own / (to or path)
    target.parent.mkdir(parents=True, exist_ok=True)
    return Path(shutil.copytree(BASE / path, target) if (BASE / path).is_dir() else shutil.copy(BASE / path, target))


def brief(problems: list[Problem]) -> list[tuple[str, str, str]]:
    return [(one.path, one.code, one.severity) for one in problems]


def test_everything_of_the_base(own: Path) -> None:
    """A project that adds nothing has what the base has."""
    project, base = load(own), load_project(BASE / "data", BASE / "content", CONTEXT)
    assert project.problems == []
    assert [item.source.path for item in project.catalog.items()] == [item.source.path for item in base.catalog.items()]
    everything = {item.source.path for item in base.catalog.items()}
    assert project.catalog.uit_basis == everything - {"organisatie.yml"}


def test_what_stands_in_both_is_refused(own: Path) -> None:
    """The problem names the own file, and how to say that one means it; then the own one counts, without a word."""
    path = "data/gemeenten/waterdorp"
    take(own, path)
    found = load(own).problems
    assert {(one.code, one.severity) for one in found} == {("staat-in-basis", "fout")}
    assert {one.path for one in found} == {one.relative_to(own).as_posix() for one in (own / path).rglob("*.yml")}
    assert "neemt_over in data/basis.yml" in found[0].hint
    (own / "data" / "basis.yml").write_text(f"neemt_over: [{path}]\n", encoding="utf-8")
    project = load(own)
    assert project.problems == []
    assert "gemeenten/waterdorp/gemeente.yml" not in project.catalog.uit_basis


def test_a_page_and_a_photo_in_both(own: Path) -> None:
    base = own / "basis"
    shutil.copytree(BASE, base)
    for folder in (base, own):
        (folder / "content" / "foto.jpg").write_bytes(b"x")
    take(own, "content/goed.md")
    found = load(own, base).problems
    assert brief(found) == [(f"content/{name}", "staat-in-basis", "fout") for name in ("foto.jpg", "goed.md")]
    (own / "data" / "basis.yml").write_text("neemt_over: [content/foto.jpg, content/goed.md]\n", encoding="utf-8")
    project = load(own, base)
    assert project.problems == []
    assert project.grond
    assert project.grond.content == ()


def test_an_id_of_the_base_in_another_file(own: Path) -> None:
    """The own file has the problem, and hears that the first is in the base."""
    take(own, "data/gemeenten/waterdorp/gemeente.yml")
    (own / "data" / "basis.yml").write_text("neemt_over: [data/gemeenten/waterdorp/gemeente.yml]\n", encoding="utf-8")
    text = (BASE / "data/landelijk/voorzieningen/lijn.yml").read_text(encoding="utf-8")
    file = own / "data/gemeenten/waterdorp/voorzieningen/lijn.yml"
    file.parent.mkdir()
    file.write_text(text, encoding="utf-8")
    (found,) = [one for one in load(own).problems if one.code == "dubbel-id"]
    assert found.path == "data/gemeenten/waterdorp/voorzieningen/lijn.yml"
    assert "in de basis: landelijk/voorzieningen/lijn.yml" in found.message


def test_trouble_in_the_base(own: Path) -> None:
    """An error in it is told with its own path; its warnings are for who makes it."""
    base = Path(shutil.copytree(BASE, own / "basis"))
    path = base / "data/gemeenten/waterdorp/voorzieningen/loket.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("2026-", "2020-"), encoding="utf-8")
    assert load_project(base / "data", base / "content", CONTEXT).problems
    assert load(own, base).problems == []
    path.write_text(text.replace("naam:", "nam:"), encoding="utf-8")
    found = brief(load(own, base).problems)
    assert (f"zorgpaden-landelijk/{path.relative_to(base)}", "onbekende-sleutel", "fout") in found


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("pakket: requests\n", "pakket"),
        ("pakket: zorgpaden-bestaat-niet\n", "basis-ontbreekt"),
        ("neemt_over: [landelijk/begrippen.yml]\n", "pad"),
        ("neemt_over: [data/../../etc]\n", "pad"),
        ("neemt_over: [data/regios/nergens]\n", "basis-zonder"),
    ],
)
def test_basis_that_cannot_be(text: str, code: str, own: Path) -> None:
    (own / "data" / "basis.yml").write_text(text, encoding="utf-8")
    base = None if code == "basis-ontbreekt" else BASE
    found = [one for one in load_project(own / "data", own / "content", CONTEXT, base).problems if one.code == code]
    assert [one.path for one in found] == ["data/basis.yml"]
    assert found[0].line == 1
    assert found[0].hint


@pytest.mark.parametrize(
    ("markdown", "left"),
    [
        ("[hier](../a/weg.md#kop)", "hier"),
        ("[hier](../../kennis/)", "hier"),
        ('[hier](../../kennis/ "titel") en [daar](blijft.md)', "hier en [daar](blijft.md)"),
        ("[hier](blijft.md)", "[hier](blijft.md)"),
        ("[hier](https://kennis.example/)", "[hier](https://kennis.example/)"),
        ("[bel](tel:112), [kop](#kop)", "[bel](tel:112), [kop](#kop)"),
        ("![foto](../a/weg.md)", "![foto](../a/weg.md)"),
    ],
)
def test_links_to_what_is_left_out(markdown: str, left: str, tmp_path: Path) -> None:
    (tmp_path / "over").mkdir()
    shutil.copy(BASE / "content" / "goed.md", tmp_path / "over" / "wij.md")
    (page,), _ = load_content(tmp_path)
    assert Edition(Catalog(), frozenset({"kennis/", "a/weg/"})).unlinked(markdown, page) == left


def test_an_edition_keeps_what_its_pages_need() -> None:
    """Of the whole country: one gemeente with its region, and nothing of the neighbours but what they share."""
    catalog = load_project(ROOT / "data", ROOT / "content", CONTEXT).checked().catalog
    catalog.uit_basis = frozenset({"landelijk/begrippen.yml"})
    edition = make_edition(catalog, ("veldegge",), dossier=True)
    assert "merenland" in edition.catalog.regios
    layers = {(item.source.laag.soort, item.source.laag.id) for item in edition.catalog.voorzieningen.values()}
    assert ("gemeente", "veldegge") in layers
    assert ("regio", "merenland") in layers
    assert "voorzieningen/jgz-merenland/" not in edition.left_out
    assert "gemeenten/waterrijk/" in edition.left_out
    shown = edition.catalog.voorzieningen_in("veldegge")
    assert [item.entity.id for item in shown] == [item.entity.id for item in catalog.voorzieningen_in("veldegge")]


def test_an_own_list_comes_after_that_of_the_base(own: Path) -> None:
    """Own terms, sources of time and moved pages beside the national ones; an id that is taken is told."""
    base = Path(shutil.copytree(BASE, own / "basis"))
    national = base / "data" / "landelijk" / "begrippen.yml"
    national.write_text("- {id: vsv, term: VSV, uitleg: Samenwerking rond de geboorte.}\n", encoding="utf-8")
    mine = own / "data" / "landelijk" / "begrippen.yml"
    mine.parent.mkdir()
    mine.write_text("- {id: koos, term: KOOS, uitleg: Het loket van Waterdorp.}\n", encoding="utf-8")
    project = load(own, base)
    assert project.problems == []
    assert list(project.catalog.begrippen) == ["vsv", "koos"]
    sources = [item.source.path for item in project.catalog.begrippen.values()]
    assert [path in project.catalog.uit_basis for path in sources] == [True, False]
    mine.write_text("- {id: vsv, term: VSV, uitleg: Iets anders.}\n", encoding="utf-8")
    (found,) = load(own, base).problems
    assert (found.path, found.code) == ("data/landelijk/begrippen.yml", "dubbel-id")
    assert "in de basis: zorgpaden-landelijk/data/landelijk/begrippen.yml, regel 1" in found.message
    national.write_text("- {id: vsv, trm: VSV, uitleg: Samenwerking.}\n", encoding="utf-8")
    assert ("zorgpaden-landelijk/data/landelijk/begrippen.yml", "onbekende-sleutel", "fout") in brief(
        load(own, base).problems
    )
    national.write_text("- {id: vsv, term: VSV, uitleg: Samenwerking.}\n", encoding="utf-8")
    (own / "data" / "basis.yml").write_text("neemt_over: [data/landelijk/begrippen.yml]\n", encoding="utf-8")
    assert list(load(own, base).catalog.begrippen) == ["vsv"]
    assert load(own, base).problems == []
