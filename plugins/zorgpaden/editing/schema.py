"""JSON Schemas for editors, made from the model: a hint while typing, with the Dutch description of each field.

An editor reads YAML as others do, so a schema sees numbers and booleans where our own reader sees text. A schema is
never stricter than the check; what a pattern cannot say is left to the check. Draft 7, because the YAML extension of
VS Code knows that one best.
"""

from __future__ import annotations

import json
from collections import defaultdict
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema
from pydantic_core import core_schema

from zorgpaden.loading.files import (
    LOCAL_FILES,
    LOCAL_FOLDERS,
    LOCAL_ROOTS,
    NATIONAL_FILES,
    NATIONAL_FOLDERS,
    NATIONAL_LISTS,
    ROOT_FILES,
    ROOT_LISTS,
)
from zorgpaden.model import Dossierpagina, ZorgpadLaag

DRAFT = "http://json-schema.org/draft-07/schema#"
FOLDER = "docs/schema"
PAGES = "teksten"
"""The schema of the fields above a text in `content/`; editors cannot use it inside Markdown."""
_LAYER_NAMES: dict[type[BaseModel], str] = {ZorgpadLaag: "zorgpad-lagen"}  # its folder has the name of the national one


def schema_files() -> dict[str, bytes]:
    """Path below the project → content: a schema per collection, and settings that tie them to files."""
    schemas: dict[str, Any] = {}
    places: dict[str, list[str]] = defaultdict(list)
    for pattern, name, model, many in _collections():
        schemas[name] = collection_schema(model, many=many)
        if pattern:
            places[name].append(pattern)
    files = {f"{FOLDER}/{name}.json": schema for name, schema in schemas.items()}
    files[".vscode/settings.json"] = {
        "yaml.schemas": {f"./{FOLDER}/{name}.json": patterns for name, patterns in sorted(places.items())},
        "yaml.schemaStore.enable": False,  # else it fetches schemas of others for our file names
        "yaml.format.enable": False,  # `zorgpaden fmt` does that
    }
    files[".vscode/extensions.json"] = {"recommendations": ["redhat.vscode-yaml"]}
    return {path: _bytes(content) for path, content in sorted(files.items())}


def collection_schema(model: type[BaseModel], *, many: bool) -> dict[str, Any]:
    """The schema of one file: an entity, or (`many`) a list of them. No references: not every editor follows those."""
    raw = model.model_json_schema(schema_generator=_Generator)
    known = raw.pop("$defs", {})
    entity = _plain(_without(raw, "description"), known)
    return {"$schema": DRAFT, "type": "array", "items": entity} if many else {"$schema": DRAFT, **entity}


def _collections() -> list[tuple[str, str, type[BaseModel], bool]]:
    """(glob of the files, name of the schema, model, whether the file is a list)."""
    found: list[tuple[str, str, type[BaseModel], bool]] = [("", PAGES, Dossierpagina, False)]
    for files, many in ((ROOT_FILES, False), (ROOT_LISTS, True)):
        found += [(f"data/{name}", _stem(name), model, many) for name, model in files.items()]
    for files, many in ((NATIONAL_FILES, False), (NATIONAL_LISTS, True)):
        found += [(f"data/landelijk/{name}", _stem(name), model, many) for name, model in files.items()]
    found += [(f"data/landelijk/{name}/*.yml", name, model, False) for name, model in NATIONAL_FOLDERS.items()]
    for root, kind in LOCAL_ROOTS.items():
        found += [(f"data/{root}/*/{name}", _stem(name), model, False) for name, model in LOCAL_FILES[kind].items()]
        for name, model in LOCAL_FOLDERS.items():
            found.append((f"data/{root}/*/{name}/*.yml", _LAYER_NAMES.get(model, name), model, False))
    return found


def _stem(name: str) -> str:
    return name.removesuffix(".yml")


def _bytes(content: Any) -> bytes:
    return f"{json.dumps(content, ensure_ascii=False, indent=2)}\n".encode()


class _Generator(GenerateJsonSchema):
    """Numbers may also be written between quotes: our reader takes both."""

    def int_schema(self, schema: core_schema.IntSchema) -> dict[str, Any]:
        return super().int_schema(schema) | {
            "type": ["integer", "string"],
            "pattern": r"^\s*[-+]?[0-9]+\s*$",
            "patternErrorMessage": "Schrijf een heel getal.",
        }

    def float_schema(self, schema: core_schema.FloatSchema) -> dict[str, Any]:
        return super().float_schema(schema) | {
            "type": ["number", "string"],
            "pattern": r"^\s*[-+]?[0-9]+(\.[0-9]+)?\s*$",
            "patternErrorMessage": "Schrijf een getal met een punt: 5.3.",
        }


def _plain(schema: Any, known: dict[str, Any]) -> Any:
    """The schema with every reference filled in, and without what only Python needs."""
    if isinstance(schema, list):
        return [_plain(part, known) for part in schema]
    if not isinstance(schema, dict):
        return schema
    if "$ref" in schema:
        of = known[schema["$ref"].rpartition("/")[2]]
        schema = {**_without(of, "description"), **_without(schema, "$ref")}
    options = [part for part in schema.get("anyOf", []) if part != {"type": "null"}]
    if len(options) == 1:  # an optional field: leave it out, or fill it in
        return _plain({**options[0], **_without(schema, "anyOf")}, known)
    result = {key: _plain(part, known) for key, part in schema.items() if key not in ("title", "default", "properties")}
    if "properties" in schema:
        result["properties"] = {name: _plain(part, known) for name, part in schema["properties"].items()}
    return result


def _without(schema: dict[str, Any], key: str) -> dict[str, Any]:
    """Without a key; of a description: docstrings are English and for us, a field has one for the editor."""
    return {name: part for name, part in schema.items() if name != key}
