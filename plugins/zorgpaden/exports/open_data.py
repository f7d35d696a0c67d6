"""Open data: all that was checked and is shown, as JSON with a schema. `/open-data/` tells people what it is.

A file per national collection, and one per region and gemeente with data of its own. The catalog was checked before, so
entities are written as they are. The same data give the same bytes, on whatever day. Hashes are in the list of all
files of the site, so that a change in one gemeente changes one file here.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from zorgpaden import urls
from zorgpaden.catalog import COLLECTIONS, Catalog
from zorgpaden.editing.schema import collection_schema
from zorgpaden.loading import Item, Laag
from zorgpaden.loading.content import Page
from zorgpaden.loading.files import LOCAL_FILES, LOCAL_FOLDERS, LOCAL_ROOTS, NATIONAL_FOLDERS, NATIONAL_LISTS
from zorgpaden.loading.records import LANDELIJK
from zorgpaden.model import Dossierpagina, Entiteit, Voorziening
from zorgpaden.settings import Settings

LICENCE = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Naamsvermelding 4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}
NAMES = {
    "begrippen": "Begrippen met uitleg",
    "bronnen": "Bronnen",
    "factoren": "Wat een gezin sterker of kwetsbaarder maakt",
    "geld": "Geld per jaar",
    "gemeenten": "Alle gemeenten",
    "instrumenten": "Instrumenten",
    "interventies": "Interventies",
    "momenten": "Signaleren, verkennen, steun op maat",
    "regios": "GGD-regio's",
    "situaties": "Kwetsbare situaties",
    "teksten": "Teksten van de site: titel, adres en gegevens erover",
    "themas": "Thema's",
    "tijdlijn": "Tijdlijn",
    "tranches": "Hoeveel gemeenten meedoen",
    "voorzieningen": "Landelijke hulp",
    "zorgpaden": "Landelijke zorgpaden",
}
"""Collection → what it is called on the page."""
NATIONAL: dict[str, type[Entiteit]] = {
    **NATIONAL_FOLDERS,
    **{name.removesuffix(".yml"): model for name, model in NATIONAL_LISTS.items()},
}
"""Collection → its model, as in `data/landelijk/`."""
TEXTS = "teksten"
_FOLDERS = {soort: folder for folder, soort in LOCAL_ROOTS.items()}
_NOBODY = {"contact": {"persoon"}}
"""A name has an end date, and a copy of the data does not know when it has passed."""


@dataclass(frozen=True, slots=True)
class Bestand:
    """One file of data. `path` is below `/open-data/`, `schema` the name of its schema."""

    path: str
    titel: str
    schema: str
    aantal: int = 0
    """How many a national file has; 0 when it is of a layer."""
    voorbeeld: bool = False
    """Whether it is about an invented place."""


def national_data(catalog: Catalog, settings: Settings) -> Iterator[tuple[str, bytes]]:
    """(path, content) of what all gemeenten share, and of the list of all files."""
    for file in national_files(catalog):
        if file.schema == TEXTS:
            yield f"{urls.OPEN_DATA}{file.path}", _list(_text, catalog.pages)
        else:
            yield f"{urls.OPEN_DATA}{file.path}", _list(_entity, _national(catalog, file.schema))
    yield urls.OPEN_DATA_LIJST, _json(_package(catalog, settings))


def layer_data(catalog: Catalog, laag: Laag) -> Iterator[tuple[str, bytes]]:
    """(path, content) of what a region or gemeente adds."""
    if laag.id not in (catalog.regios if laag.soort == "regio" else catalog.gemeente_lagen):
        return
    rooms: dict[str, Iterable[Item[Any]]] = {
        "zorgpaden": catalog.zorgpad_lagen.get(laag, {}).values(),
        "voorzieningen": catalog.voorzieningen_van(laag),
        "afspraken": catalog.afspraken.get(laag, {}).values(),
    }
    parts = [_key(laag.soort) + _entity(catalog.gebied(laag))]
    parts += [_key(name) + _list(_entity, items) for name, items in rooms.items()]
    yield f"{urls.OPEN_DATA}{_layer_path(laag)}", b"{" + b",\n".join(parts) + b"}\n"


def national_files(catalog: Catalog) -> Iterator[Bestand]:
    """The files of what all gemeenten share; a collection without anything has none."""
    for name in sorted(NATIONAL):
        count = sum(1 for _ in _national(catalog, name))
        if count:
            yield Bestand(f"landelijk/{name}.json", NAMES[name], name, count)
    if catalog.pages:
        yield Bestand(f"landelijk/{TEXTS}.json", NAMES[TEXTS], TEXTS, len(catalog.pages))


def layer_files(catalog: Catalog) -> Iterator[Bestand]:
    """The files of regions, then those of gemeenten."""
    for id_, item in catalog.regios.items():
        laag = Laag("regio", id_)
        yield Bestand(_layer_path(laag), item.entity.naam, "regio-laag", voorbeeld=catalog.is_voorbeeld(laag))
    for id_ in catalog.gemeente_lagen:
        laag, naam = Laag("gemeente", id_), catalog.gemeenten[id_].naam
        yield Bestand(_layer_path(laag), naam, "gemeente-laag", voorbeeld=catalog.is_voorbeeld(laag))


def _layer_path(laag: Laag) -> str:
    return f"{_FOLDERS[laag.soort]}/{laag.id}.json"


def _national(catalog: Catalog, name: str) -> Iterable[Item[Any]]:
    found: Iterable[Item[Any]] = getattr(catalog, COLLECTIONS[NATIONAL[name]]).values()
    return (item for item in found if item.source.laag == LANDELIJK)


def schema_files() -> Iterator[tuple[str, bytes]]:
    """(path, content) of the schemas; they follow from the code alone."""
    for name, schema in schemas().items():
        yield f"{urls.OPEN_DATA}schema/{name}.json", _json(schema)


def schemas() -> dict[str, Any]:
    """Name → JSON Schema of a file, from the same model as the check."""
    found: dict[str, Any] = {name: collection_schema(model, many=True) for name, model in NATIONAL.items()}
    found[TEXTS] = collection_schema(Dossierpagina, many=True)
    address = {"type": "string", "description": "Adres van de pagina, vanaf de voorkant van de site."}
    found[TEXTS]["items"]["properties"]["adres"] = address
    for soort, files in LOCAL_FILES.items():
        (area,) = files.values()
        parts = {soort: collection_schema(area, many=False)}
        parts |= {name: collection_schema(model, many=True) for name, model in LOCAL_FOLDERS.items()}
        (draft,) = {part.pop("$schema") for part in parts.values()}
        whole = {"type": "object", "properties": parts, "required": list(parts), "additionalProperties": False}
        found[f"{soort}-laag"] = {"$schema": draft, **whole}
    return dict(sorted(found.items()))


def _entity(item: Item[Any]) -> bytes:
    without = _NOBODY if isinstance(item.entity, Voorziening) else None
    text: str = item.entity.model_dump_json(exclude_none=True, exclude=without)
    return text.encode()


def _text(page: Page) -> bytes:
    address = json.dumps(f"/{urls.dossier(page.path)}").encode()
    return b'{"adres":' + address + b"," + _entity(page.item)[1:]


def _list(write: Callable[[Any], bytes], found: Iterable[Any]) -> bytes:
    """A line per entity: a change shows as the lines it is about."""
    return b"[" + b",\n".join(map(write, found)) + b"]\n"


def _key(name: str) -> bytes:
    return json.dumps(name).encode() + b":"


def _package(catalog: Catalog, settings: Settings) -> dict[str, Any]:
    """The list as a Data Package, which programs of others can read."""
    host = catalog.organisatie
    return {
        "name": "zorgpaden",
        "title": "Zorgpaden Kansrijke Start",
        **({"homepage": settings.site_url} if settings.site_url else {}),
        "licenses": [LICENCE],
        "contributors": [{"title": host.entity.naam, "role": "publisher"}] if host else [],
        "resources": [
            {
                "name": file.path.removesuffix(".json").replace("/", "-"),
                "path": file.path,
                "title": file.titel,
                "format": "json",
                "mediatype": "application/json",
                "encoding": "utf-8",
                "schema_url": f"schema/{file.schema}.json",
                "voorbeeld": file.voorbeeld,
            }
            for file in (*national_files(catalog), *layer_files(catalog))
        ],
    }


def _json(value: Any) -> bytes:
    return f"{json.dumps(value, ensure_ascii=False, indent=1)}\n".encode()
