"""From the catalog to the collections of the form: which folders and files an editor can open, per layer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from textwrap import shorten
from typing import Any

from zorgpaden import urls
from zorgpaden.catalog import Catalog, nearness, sort_key
from zorgpaden.form.fields import Choices, Field, Option, fields_of
from zorgpaden.loading import Laag
from zorgpaden.loading.files import LOCAL_FILES, LOCAL_FOLDERS, LOCAL_ROOTS, NATIONAL_FILES, NATIONAL_FOLDERS
from zorgpaden.loading.records import LANDELIJK
from zorgpaden.model import (
    Afspraak,
    Combineren,
    Dossierpagina,
    Entiteit,
    Instrument,
    Interventie,
    Voorziening,
    Zorgpad,
    ZorgpadLaag,
)
from zorgpaden.render.environment import capital

Collection = dict[str, Any]
SLUG = "{{slug}}"
"""Where Decap puts the name of the file, without its ending."""
SOORTEN = {folder: soort for soort, folder in urls.KINDS.items()}
PAGES: dict[type[Entiteit], Callable[[str], str]] = {
    Zorgpad: urls.zorgpad,
    Voorziening: urls.voorziening,
    Interventie: urls.interventie,
    Instrument: urls.instrument,
}
EVERY_PATH: Option = {"label": "Alle zorgpaden", "value": "alle"}
SINGULAR = {
    "afspraken": "afspraak",
    "bronnen": "bron",
    "instrumenten": "instrument",
    "interventies": "interventie",
    "voorzieningen": "voorziening",
    "zorgpaden": "zorgpad",
}
FOLDERS = {laag: folder for folder, laag in LOCAL_ROOTS.items()}
"""Kind of layer → its folder in `data/`."""


@dataclass(frozen=True, slots=True)
class Part:
    """What one group of editors looks after: a form of its own.

    One form for everything would not do: a site can have hundreds of gemeenten, each with four collections.
    """

    id: str
    """`landelijk`, `kennisdossier`, `regio-<id>` or `gemeente-<id>`."""
    naam: str
    laag: Laag | None
    """None for the dossier."""


def all_parts(catalog: Catalog) -> Iterator[Part]:
    """A part for the national layer, the dossier, and each region and gemeente that has a folder."""
    yield from parts_of(catalog, LANDELIJK)
    for soort, layers in (("regio", catalog.regios), ("gemeente", catalog.gemeente_lagen)):
        parts = (part for id_ in layers for part in parts_of(catalog, Laag(soort, id_)))
        yield from sorted(parts, key=lambda part: sort_key(part.naam))


def parts_of(catalog: Catalog, laag: Laag) -> Iterator[Part]:
    """The parts that a layer has: the nation also has the dossier, and what stands in a base is not ours."""
    if laag == LANDELIJK:
        if not catalog.uit_basis:
            yield Part("landelijk", "Landelijk", LANDELIJK)
        if catalog.pages:
            yield Part("kennisdossier", "Kennisdossier", None)
        return
    layer = (catalog.regios if laag.soort == "regio" else catalog.gemeente_lagen).get(laag.id)
    if layer and layer.source.path not in catalog.uit_basis:
        yield Part(f"{laag.soort}-{laag.id}", _name(catalog, laag), laag)


def collections_of(catalog: Catalog, part: Part) -> Iterator[Collection]:
    """What Decap shows in the form for this part."""
    if part.laag is None:
        yield from _dossier(catalog)
    elif part.laag == LANDELIJK:
        yield from _national(catalog)
    else:
        yield from _local(catalog, part.laag)


def _name(catalog: Catalog, laag: Laag) -> str:
    return capital(catalog.laag_naam(laag))


def _national(catalog: Catalog) -> Iterator[Collection]:
    choices = options_for(catalog, LANDELIJK)
    for folder, model in NATIONAL_FOLDERS.items():
        page = PAGES.get(model)
        yield _folder("landelijk", f"data/landelijk/{folder}", model, choices, page(SLUG) if page else "")
    if catalog.combineren:
        (file,) = (name for name, model in NATIONAL_FILES.items() if model is Combineren)
        yield _file("landelijk", "Situaties combineren", f"data/landelijk/{file}", Combineren, choices, urls.COMBINEREN)


def _local(catalog: Catalog, laag: Laag) -> Iterator[Collection]:
    name, choices = f"{laag.soort}-{laag.id}", options_for(catalog, laag)
    root = f"data/{FOLDERS[laag.soort]}/{laag.id}"
    ((file, model),) = LOCAL_FILES[laag.soort].items()
    at = urls.gemeente(laag.id) if laag.soort == "gemeente" else ""
    pages = {Voorziening: urls.voorziening(SLUG), ZorgpadLaag: urls.zorgpad(SLUG, laag.id) if at else ""}
    yield _file(name, f"Over {_name(catalog, laag)}", f"{root}/{file}", model, choices, at)
    for folder, kind in LOCAL_FOLDERS.items():
        yield _folder(name, f"{root}/{folder}", kind, choices, pages.get(kind, at))


def _dossier(catalog: Catalog) -> Iterator[Collection]:
    choices = options_for(catalog, LANDELIJK)
    folders = sorted({PurePosixPath(page.path).parent.as_posix() for page in catalog.pages} - {"."})
    covers = {
        page.path.removesuffix("/index"): page.item.entity.titel
        for page in catalog.pages
        if page.path.endswith("/index")
    }
    for folder in folders:
        kind, _, chapter_of = folder.partition("/")
        label = covers.get(folder, chapter_of) if chapter_of else kind.capitalize()
        yield {
            **_shared(f"kennis-{folder.replace('/', '-')}", label, SOORTEN.get(kind, "pagina")),
            "folder": f"content/{folder}",
            "create": True,
            "delete": False,
            "extension": "md",
            "format": "yaml-frontmatter",
            "slug": SLUG,
            **_page(urls.dossier(f"{folder}/index" if folder in covers else f"{folder}/{SLUG}")),
            "identifier_field": "titel",
            "summary": "{{titel}}",
            "media_folder": "",
            "public_folder": "",
            "sortable_fields": ["titel", "volgorde"] if chapter_of else ["titel"],
            "fields": [*_page_fields(SOORTEN.get(kind, "pagina"), chapter_of, choices), BODY],
        }


BODY: Field = {
    "name": "body",
    "label": "Tekst van de pagina",
    "widget": "markdown",
    "modes": ["raw"],
    "hint": "Gewone tekst. Een tussenkop begint met ##, een punt in een lijst met een streepje.",
}
"""As text, not as a drawing of it: the drawing rewrites every line of a page, also those that nobody touched."""


def _page_fields(soort: str, chapter_of: str, choices: Choices) -> Iterator[Field]:
    """The front matter; what the folder already says is not asked."""
    told = {"soort": soort} | ({"deel_van": chapter_of} if chapter_of else {})
    for field in fields_of(Dossierpagina, choices):
        name = field["name"]
        if name in told:
            yield {"name": name, "label": field["label"], "widget": "hidden", "default": told[name]}
        elif name not in ("deel_van", "volgorde") or chapter_of:
            yield field


def _folder(part: str, folder: str, model: type[Entiteit], choices: Choices, page: str) -> Collection:
    """A folder with one entity per file; the name of the file is its id."""
    name = PurePosixPath(folder).name
    shown = next(key for key in ("titel", "naam", "id") if key in model.model_fields)
    return {
        **_shared(f"{part}-{name}", name.capitalize(), SINGULAR[name]),
        "folder": folder,
        "create": True,
        "delete": False,  # Decap would do it at once, without anybody looking
        "extension": "yml",
        "format": "yml",
        "slug": "{{fields.id}}",
        **_page(page),
        "identifier_field": "id",
        "summary": "{{" + shown + "}}",
        "sortable_fields": [shown],
        "fields": _with_every_path(model, fields_of(model, choices)),
    }


def _file(part: str, label: str, path: str, model: type[Entiteit], choices: Choices, page: str) -> Collection:
    """A collection that is one file."""
    name = PurePosixPath(path).stem
    file = {"name": name, "label": label, "file": path, "fields": fields_of(model, choices)}
    return {**_shared(f"{part}-{name}", label, label), "delete": False, "files": [file | _page(page)]}


def _page(url: str) -> Collection:
    """Where an editor sees the result on the site, if there is such a page."""
    return {"preview_path": url} if url else {}


def _shared(name: str, label: str, one: str) -> Collection:
    return {"name": name, "label": label, "label_singular": one}


def _with_every_path(model: type[Entiteit], fields: list[Field]) -> list[Field]:
    """An afspraak can be about all zorgpaden at once."""
    if model is not Afspraak:
        return fields
    return [
        {**field, "options": [EVERY_PATH, *field["options"]]} if field["name"] == "zorgpaden" else field
        for field in fields
    ]


def options_for(catalog: Catalog, laag: Laag) -> Choices:
    """What a reference in this layer can point at: name and id. The same list for the same collection."""
    made: dict[str, list[Option]] = {}

    def options(collectie: str) -> list[Option]:
        if collectie not in made:
            made[collectie] = list(_named(catalog, laag, collectie))
        return made[collectie]

    return options


def _named(catalog: Catalog, laag: Laag, collectie: str) -> Iterator[Option]:
    if collectie == "voorzieningen":
        yield from _help(catalog, laag)
        return
    if collectie == "gemeenten":
        yield from ({"label": plaats.naam, "value": id_} for id_, plaats in catalog.gemeenten.items())
        return
    found = getattr(catalog, collectie)
    named = [(_title(getattr(item, "entity", item)), id_) for id_, item in found.items()]
    for name, id_ in sorted(named, key=lambda one: (sort_key(one[0]), one[1])):
        yield {"label": name, "value": id_}


def _help(catalog: Catalog, laag: Laag) -> Iterator[Option]:
    """Voorzieningen of this layer and those above it, and what else works here: nearest first."""
    above = {Laag("landelijk"), laag}
    for gemeente in catalog.gemeenten_onder(laag):
        above |= set(catalog.lagen(gemeente)) if laag.soort == "gemeente" else set()
    here = [
        item
        for item in catalog.voorzieningen.values()
        if item.source.laag in above
        or any(catalog.werkt_in(item.entity, gemeente) for gemeente in catalog.gemeenten_onder(laag))
    ]
    for item in sorted(here, key=lambda item: (nearness(item.source.laag), sort_key(item.entity.naam))):
        yield {"label": f"{item.entity.naam} ({catalog.laag_naam(item.source.laag)})", "value": item.entity.id}


def _title(entity: Any) -> str:
    """What people call it."""
    text = next(text for key in ("titel", "naam", "term", "reden", "id") if (text := getattr(entity, key, None)))
    return shorten(str(text), 90, placeholder=" …")
