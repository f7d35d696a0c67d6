"""The schemas accept what the check accepts, as an editor reads it, and refuse what a schema can refuse."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import Any, ClassVar

import jsonschema
import pytest
import yaml

from support import ROOT
from zorgpaden.commands.schema import FOLDER
from zorgpaden.editing.form import formed_files
from zorgpaden.editing.places import Place, place_of
from zorgpaden.editing.schema import collection_schema, schema_files
from zorgpaden.loading import Record, Source
from zorgpaden.loading.content import split_front_matter
from zorgpaden.loading.records import LANDELIJK
from zorgpaden.loading.shape import to_item
from zorgpaden.loading.yaml_reader import read_yaml

CHECKS = ROOT / "tests/checks"
GENERATED = schema_files()


class _Core(yaml.CSafeLoader):
    """YAML 1.2 as an editor has it (the core schema): no dates, and yes and no are words."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {}


for _tag, _pattern, _first in (
    ("null", "~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("bool", "true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", list("-+0123456789")),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)", list("-+.0123456789")),
):
    _Core.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(f"^(?:{_pattern})$"), _first)


def _integer(loader: Any, node: Any) -> int:
    text = loader.construct_scalar(node)
    return int(text, 0) if "x" in text or "o" in text else int(text)


_Core.add_constructor("tag:yaml.org,2002:int", _integer)


@cache
def _validator(place: Place) -> jsonschema.Draft7Validator:
    schema = collection_schema(place.model, many=place.is_list)
    jsonschema.Draft7Validator.check_schema(schema)
    return jsonschema.Draft7Validator(schema)


def _yaml_of(root: Path, path: str) -> str:
    text = (root / path).read_text(encoding="utf-8")
    if not path.endswith(".md"):
        return text
    parts = split_front_matter(text)
    return parts[0] if parts else ""


def _faults(text: str, place: Place) -> list[str]:
    return [error.message for error in _validator(place).iter_errors(yaml.load(text, Loader=_Core))]  # noqa: S506


def test_committed_schemas_are_those_of_the_model() -> None:
    renew = "renew them: .venv/bin/zorgpaden schema"
    for path, content in GENERATED.items():
        assert (ROOT / path).is_file(), f"{path} is not there; {renew}"
        assert (ROOT / path).read_bytes() == content, f"{path} is not what the model says; {renew}"
    there = {file.relative_to(ROOT).as_posix() for file in (ROOT / FOLDER).iterdir()}
    assert there <= GENERATED.keys(), f"remove {sorted(there - GENERATED.keys())}"


@pytest.mark.parametrize("project", [ROOT, CHECKS / "heel"], ids=["shipped", "heel"])
def test_good_files_fit(project: Path) -> None:
    found = []
    for path in formed_files(project / "data", project / "content"):
        place = place_of(path)
        assert place is not None
        found += [f"{path}: {fault}" for fault in _faults(_yaml_of(project, path), place)]
    assert found == []


def test_broken_files_are_refused() -> None:
    """Every file that the model refuses; what only the checks across files see is not for a schema."""
    project = CHECKS / "gebroken"
    refused, missed = 0, []
    for path in formed_files(project / "data", project / "content"):
        text, place = _yaml_of(project, path), place_of(path)
        assert place is not None
        value, marks, problems = read_yaml(text, path)
        if problems or value is None:
            continue  # no YAML, or not the YAML that we take
        values = value if place.is_list and isinstance(value, list) else [value]
        wrong = [
            problem
            for one in values
            for problem in to_item(Record(Source(path, LANDELIJK, marks), place.model, None, one))[1]
        ]
        if wrong or isinstance(value, list) != place.is_list:
            refused += 1
            if not _faults(text, place):
                missed.append((path, [problem.code for problem in wrong]))
    assert refused >= 10
    assert missed == []


PLACE = Place(place_of("data/landelijk/voorzieningen/x.yml").model)  # type: ignore[union-attr]
GOOD = """\
id: loket
naam: Loket
organisatie: Gemeente
domein: sociaal
samenvatting: Kort.
werkgebied: {landelijk: ja}
doelgroep: Iedereen
contact: {functie: Loket, telefoon: 112}
eigenaar: beheerder
gecontroleerd: {op: 2026-09-03, door: beheerder}
"""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("naam: Loket", "naam: 1000"),
        ("naam: Loket", 'naam: "ja"'),
        ("naam: Loket", "naam: true"),
        ("landelijk: ja", "landelijk: true"),
        ("landelijk: ja", 'landelijk: "nee"'),
        ("telefoon: 112", "telefoon: 088-000 00 01"),
        ("telefoon: 112", "telefoon: '0800-8115', bereikbaar: ma-do 9-16 uur; vr 9-12 uur"),
        ("telefoon: 112", "telefoon: 14 0475, bereikbaar: Dag en nacht, email: a@b.example"),
        ("op: 2026-09-03", 'op: "2026-09-03"'),
        ("id: loket", "id: 1000-kansen\nvervangt: 123e4567"),
        ("id: loket", "id: loket\nvervangt: 12345678"),
    ],
)
def test_what_editors_write(old: str, new: str) -> None:
    text = GOOD.replace(old, new)
    value = read_yaml(text, "x.yml")[0]
    PLACE.model.model_validate(value)
    assert _faults(text, PLACE) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("naam: Loket\n", ""),
        ("naam: Loket", "naam:"),
        ("naam: Loket", "naam: [Loket]"),
        ("naam: Loket", "naam: <b>Loket</b>"),
        ("naam: Loket", "nam: Loket"),
        ("domein: sociaal", "domein: gemeente"),
        ("functie: Loket", "functie: Loket, fax: 112"),
        ("landelijk: ja", "landelijk: soms"),
        ("landelijk: ja", "gemeenten: waterrijk"),
        ("landelijk: ja", "gemeenten: [Water Rijk]"),
        ("telefoon: 112", "telefoon: bel maar"),
        ("telefoon: 112", "website: http://a.example"),
        ("telefoon: 112", "email: loket"),
        ("telefoon: 112", "bereikbaar: overdag"),
        ("op: 2026-09-03", "op: 3 september"),
        ("id: loket", "id: index"),
        ("id: loket", "id: loket\nvervangt: abcd"),
    ],
)
def test_what_is_refused(old: str, new: str) -> None:
    text = GOOD.replace(old, new)
    with pytest.raises(ValueError, match="validation error"):
        PLACE.model.model_validate(read_yaml(text, "x.yml")[0])
    assert _faults(text, PLACE)


def test_every_field_is_explained_in_dutch() -> None:
    """In the words of the model; a list of fields has them at each field."""

    def fields(schema: Any) -> Any:
        if isinstance(schema, dict):
            yield from schema.get("properties", {}).items()
            for part in schema.values():
                yield from fields(part)
        elif isinstance(schema, list):
            for part in schema:
                yield from fields(part)

    schemas = {path: json.loads(content) for path, content in GENERATED.items() if path.startswith(FOLDER)}
    silent = [
        (path, name)
        for path, schema in schemas.items()
        for name, field in fields(schema)
        if not field.get("description")
    ]
    assert silent == []
    assert not any("$ref" in content.decode() for content in GENERATED.values())


def test_vscode_knows_every_kind_of_file() -> None:
    """Each file of data is matched by the pattern of exactly one schema, and by the right one."""
    patterns = json.loads(GENERATED[".vscode/settings.json"])["yaml.schemas"]
    found: dict[Place | None, set[str]] = defaultdict(set)
    for path in formed_files(ROOT / "data", ROOT / "content"):
        matches = [schema for schema, globs in patterns.items() if any(_matches(glob, path) for glob in globs)]
        assert len(matches) == (0 if path.startswith("content/") else 1), (path, matches)
        found[place_of(path)].update(matches)
    for place, names in found.items():
        assert place is not None
        for name in names:
            schema = json.loads(GENERATED[name.removeprefix("./")])
            assert schema == collection_schema(place.model, many=place.is_list)


def _matches(glob: str, path: str) -> bool:
    return re.fullmatch(re.escape(glob).replace(r"\*", "[^/]+"), path) is not None
