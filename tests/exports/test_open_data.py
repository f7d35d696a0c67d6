"""The open data: everything that is in the catalog and nothing that is private, by the schemas that are published."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from support import PEILDATUM, ROOT
from zorgpaden.catalog import Catalog
from zorgpaden.checks import Context
from zorgpaden.exports.open_data import LICENCE, NATIONAL, layer_data, national_data, schema_files
from zorgpaden.loading import Laag
from zorgpaden.model import Afspraak, Gemeente, Regio, Voorziening, ZorgpadLaag
from zorgpaden.project import load_project
from zorgpaden.settings import Settings

TODAY = date.fromisoformat(PEILDATUM)
SETTINGS = Settings(TODAY, site_url="https://zorgpaden.example/")
LOCAL = {"zorgpaden": ZorgpadLaag, "voorzieningen": Voorziening, "afspraken": Afspraak}


def load(data: Path, content: Path = ROOT / "content") -> Catalog:
    return load_project(data, content, Context(TODAY)).checked().catalog


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load(ROOT / "data")


def open_data(catalog: Catalog, settings: Settings) -> Iterator[tuple[str, bytes]]:
    """Everything, as a build makes it in parts."""
    yield from national_data(catalog, settings)
    yield from schema_files()
    for laag in (
        *(Laag("regio", id_) for id_ in catalog.regios),
        *(Laag("gemeente", id_) for id_ in catalog.gemeenten),
    ):
        yield from layer_data(catalog, laag)


@pytest.fixture(scope="module")
def files(catalog: Catalog) -> dict[str, Any]:
    return {path.removeprefix("open-data/"): json.loads(content) for path, content in open_data(catalog, SETTINGS)}


def test_the_list_says_what_each_file_is(files: dict[str, Any]) -> None:
    package = files["datapackage.json"]
    assert package["licenses"] == [LICENCE]
    listed = {one["path"]: one for one in package["resources"]}
    assert set(listed) == {path for path in files if not path.startswith(("schema/", "datapackage"))}
    for path, one in listed.items():
        assert one["voorbeeld"] == any(name in path for name in ("waterrijk", "duinhoven", "veldegge", "merenland"))


def test_every_file_fits_its_published_schema(files: dict[str, Any]) -> None:
    used = {}
    for one in files["datapackage.json"]["resources"]:
        schema = used[one["schema_url"]] = files[one["schema_url"]]
        Draft7Validator.check_schema(schema)
        assert list(Draft7Validator(schema).iter_errors(files[one["path"]])) == [], one["path"]
        broken = json.loads(json.dumps(files[one["path"]]))
        (broken[0] if isinstance(broken, list) else broken)["onbekend"] = 1
        assert list(Draft7Validator(schema).iter_errors(broken)), "a schema that takes anything says nothing"
    assert set(used) == {path for path in files if path.startswith("schema/")}


def test_nothing_is_lost(catalog: Catalog, files: dict[str, Any]) -> None:
    """What is read back by the model is what the catalog holds, but for names of people."""
    found: list[Any] = []
    for name, model in NATIONAL.items():
        found += [model.model_validate(one) for one in files[f"landelijk/{name}.json"]]
    for folder, soort, model in (("regios", "regio", Regio), ("gemeenten", "gemeente", Gemeente)):
        for layer in (content for path, content in files.items() if path.startswith(f"{folder}/")):
            found.append(model.model_validate(layer[soort]))
            for room, kind in LOCAL.items():
                found += [kind.model_validate(one) for one in layer[room]]
    expected = [_nameless(item.entity) for item in catalog.items() if item is not catalog.combineren]
    expected = [one for one in expected if type(one) not in {type(page.item.entity) for page in catalog.pages}]
    assert sorted(map(repr, found)) == sorted(map(repr, expected))
    assert len(files["landelijk/teksten.json"]) == len(catalog.pages)
    assert {"/over/", "/infosheets/armoede-en-schulden/"} <= {one["adres"] for one in files["landelijk/teksten.json"]}


def _nameless(entity: Any) -> Any:
    if not isinstance(entity, Voorziening):
        return entity
    return entity.model_copy(update={"contact": entity.contact.model_copy(update={"persoon": None})})


def test_no_name_and_no_secret_address(tmp_path: Path) -> None:
    data = Path(shutil.copytree(ROOT / "tests/checks/heel/data", tmp_path / "data"))
    file = data / "gemeenten/waterdorp/voorzieningen/loket.yml"
    text = file.read_text(encoding="utf-8")
    person = "contact:\n  persoon: {naam: Jo de Vries, tot: 2027-01-01}\n"
    file.write_text(text.replace("contact:\n", person) + "adres_geheim: ja\n", encoding="utf-8")
    catalog = load(data, ROOT / "tests/checks/heel/content")
    assert catalog.voorzieningen["loket"].entity.contact.persoon
    written = b"".join(content for path, content in open_data(catalog, SETTINGS) if "schema/" not in path)
    assert b"Loket" in written
    assert b"Jo de Vries" not in written
    assert b"persoon" not in written


def test_the_same_on_another_day(catalog: Catalog) -> None:
    """The hash of a file changes when the data do, and not every night."""
    later = Settings(date(2027, 5, 5), site_url=SETTINGS.site_url)
    assert dict(open_data(catalog, later)) == dict(open_data(catalog, SETTINGS))
