"""Walk the data folder: which file holds which entity, in which layer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path, PurePosixPath
from typing import Any

from zorgpaden.freshness import Geldigheid
from zorgpaden.listing import Listing, Sign, listing
from zorgpaden.loading.borders import BORDERS
from zorgpaden.loading.records import LANDELIJK, Item, Laag, Record, Source
from zorgpaden.loading.shape import to_item
from zorgpaden.loading.text_guard import decode
from zorgpaden.loading.yaml_reader import Marks, marks_of, read_plain, read_yaml
from zorgpaden.model import (
    Afspraak,
    Basis,
    Begrip,
    Bron,
    Combineren,
    Doorverwijzing,
    Entiteit,
    Factor,
    Gebeurtenis,
    Geldstroom,
    Gemeente,
    Instrument,
    Interventie,
    Momentuitleg,
    Organisatie,
    Regio,
    RegisterGemeente,
    RegisterRegio,
    Situatie,
    Telling,
    Thema,
    Uitzondering,
    Voorziening,
    Zorgpad,
    ZorgpadLaag,
)
from zorgpaden.problems import Problem, suggest
from zorgpaden.types.slugs import slug_fault

Models = dict[str, type[Entiteit]]

# Per layer: folders with one entity per file, files with one entity, files with a list.
NATIONAL_FOLDERS: Models = {
    "zorgpaden": Zorgpad,
    "voorzieningen": Voorziening,
    "interventies": Interventie,
    "instrumenten": Instrument,
    "bronnen": Bron,
}
NATIONAL_FILES: Models = {"combineren.yml": Combineren}
ROOT_FILES: Models = {"basis.yml": Basis, "geldigheid.yml": Geldigheid, "organisatie.yml": Organisatie}
ROOT_LISTS: Models = {"doorverwijzingen.yml": Doorverwijzing, "uitzonderingen.yml": Uitzondering}
NATIONAL_LISTS: Models = {
    "begrippen.yml": Begrip,
    "factoren.yml": Factor,
    "geld.yml": Geldstroom,
    "gemeenten.yml": RegisterGemeente,
    "momenten.yml": Momentuitleg,
    "regios.yml": RegisterRegio,
    "situaties.yml": Situatie,
    "themas.yml": Thema,
    "tijdlijn.yml": Gebeurtenis,
    "tranches.yml": Telling,
}
LOCAL_FOLDERS: Models = {"zorgpaden": ZorgpadLaag, "voorzieningen": Voorziening, "afspraken": Afspraak}
LOCAL_FILES: dict[str, Models] = {"regio": {"regio.yml": Regio}, "gemeente": {"gemeente.yml": Gemeente}}
LOCAL_ROOTS = {"regios": "regio", "gemeenten": "gemeente"}

Loaded = tuple[list[Item[Entiteit]], list[Problem], set[str]]


@dataclass(frozen=True, slots=True)
class Place:
    """A file of the data folder, and what should be in it."""

    path: str
    """Below the data folder."""
    laag: Laag
    model: type[Entiteit]
    name: str | None
    """The id that the place promises, if any."""
    is_list: bool = False


def load_data(root: Path) -> Loaded:
    """All entities below a data folder, every problem met on the way, and the ids of what was refused."""
    items: list[Item[Entiteit]] = []
    problems: list[Problem] = []
    rejected: set[str] = set()
    for found in places(listing(root)):
        if isinstance(found, Problem):
            problems.append(found)
            rejected.add(PurePosixPath(found.path).stem)
            continue
        mine, wrong, refused = read_place(found, (root / found.path).read_bytes())
        items += mine
        problems += wrong
        rejected |= refused
    return items, problems, rejected


def read_place(place: Place, raw: bytes) -> Loaded:
    """What one file holds: its entities, its problems, and the ids of what was refused."""
    items: list[Item[Entiteit]] = []
    problems: list[Problem] = []
    rejected: set[str] = set()
    for outcome in _records(place, raw):
        if isinstance(outcome, Problem):
            problems.append(outcome)
            rejected.add(PurePosixPath(place.path).stem)  # a file that cannot be read promised this id
            continue
        item, found = to_item(outcome)
        problems += found
        if item:
            items.append(item)
        else:
            rejected.add(outcome.promised_id)
    return items, problems, rejected


def places(tree: Listing) -> Iterator[Place | Problem]:
    """Which file of a data folder holds what, in a fixed order; and what does not belong there."""
    known = ["landelijk", *LOCAL_ROOTS, *ROOT_FILES, *ROOT_LISTS]
    for name, entry in _entries(tree, ""):
        if isinstance(entry, Problem):
            yield entry
        elif isinstance(entry, dict) and name == "landelijk":
            yield from _layer(f"{name}/", entry, LANDELIJK, NATIONAL_FOLDERS, NATIONAL_FILES, NATIONAL_LISTS)
        elif isinstance(entry, dict) and name in LOCAL_ROOTS:
            yield from _local_layers(f"{name}/", entry, LOCAL_ROOTS[name])
        elif isinstance(entry, list) and name in ROOT_FILES:
            yield Place(name, LANDELIJK, ROOT_FILES[name], None)
        elif isinstance(entry, list) and name in ROOT_LISTS:
            yield Place(name, LANDELIJK, ROOT_LISTS[name], None, True)
        else:
            yield _unknown(name, known)


def _local_layers(below: str, tree: Listing, kind: str) -> Iterator[Place | Problem]:
    for name, entry in _entries(tree, below):
        if isinstance(entry, Problem):
            yield entry
        elif not isinstance(entry, dict) or slug_fault(name):
            yield _unknown(f"{below}{name}", [])
        else:
            files = LOCAL_FILES[kind]
            yield from _layer(f"{below}{name}/", entry, Laag(kind, name), LOCAL_FOLDERS, files, {})
            for file in files:
                if not isinstance(entry.get(file), list):
                    path = f"{below}{name}/{file}"
                    hint = f"Maak {path} met een id en een eigenaar."
                    yield Problem(path, 0, 0, "ontbreekt", "fout", f"{file} ontbreekt", hint)


def _layer(
    below: str, tree: Listing, laag: Laag, folders: Models, files: Models, lists: Models
) -> Iterator[Place | Problem]:
    """Everything in the folder of one layer."""
    for name, entry in _entries(tree, below):
        path = f"{below}{name}"
        if isinstance(entry, Problem):
            yield entry
        elif isinstance(entry, dict) and name in folders:
            for file, inside in _entries(entry, f"{path}/"):
                if isinstance(inside, Problem):
                    yield inside
                elif isinstance(inside, dict) or not file.endswith(".yml"):
                    yield _unknown(f"{path}/{file}", [])
                else:
                    yield Place(f"{path}/{file}", laag, folders[name], file.removesuffix(".yml"))
        elif isinstance(entry, list) and name in files:
            yield Place(path, laag, files[name], laag.id or None)
        elif isinstance(entry, list) and name in lists:
            yield Place(path, laag, lists[name], None, True)
        elif isinstance(entry, list) and path == BORDERS:
            continue  # not YAML: `borders.py` reads it
        else:
            yield _unknown(path, [*folders, *files, *lists])


def _entries(tree: Listing, below: str) -> Iterator[tuple[str, Listing | Sign | Problem]]:
    """Children in a fixed order.

    A link could point outside the project, and two names that differ only in case are one
    file on Windows and macOS: both are refused.
    """
    seen: dict[str, str] = {}
    for name, entry in tree.items():
        path = f"{below}{name}"
        other = seen.setdefault(name.casefold(), name)
        if other != name:
            message = f"“{name}” en “{other}” verschillen alleen in hoofdletters"
            yield name, Problem(path, 0, 0, "dubbel-id", "fout", message, "Geef een van de twee een andere naam.")
        if entry is None:
            message = "dit is een koppeling naar een ander bestand"
            yield name, Problem(path, 0, 0, "koppeling", "fout", message, "Zet het bestand zelf hier neer.")
        else:
            yield name, entry


def _unknown(path: str, known: list[str]) -> Problem:
    name = PurePosixPath(path).name
    hint = suggest(name, known) or "Gebruik kleine letters en de uitgang .yml, en kijk in README.md waar het hoort."
    return Problem(path, 0, 0, "onbekend-bestand", "fout", f"“{name}” hoort hier niet", hint)


def _records(place: Place, raw: bytes) -> Iterator[Record | Problem]:
    """The untyped parts of a file; a list has a part per entry."""
    text, problems = decode(raw, place.path)
    yield from problems
    if text is None:
        return
    value = read_plain(text)
    if value is None:
        value, marks, found = read_yaml(text, place.path)
        yield from found
        if value is None:
            return
        yield from _parts(place, value, lambda: marks)
    else:
        yield from _parts(place, value, cache(lambda: marks_of(text, place.path)))


def _parts(place: Place, value: Any, marks: Callable[[], Marks]) -> Iterator[Record | Problem]:
    whole = Source(place.path, place.laag, marks)
    if not place.is_list:
        yield Record(whole, place.model, place.name, value)
    elif not isinstance(value, list):
        yield whole.problem((), "lijst", "hier hoort een lijst", "Begin elk onderdeel met een streepje.")
    else:
        for index, one in enumerate(value):
            source = Source(place.path, place.laag, partial(_part, marks, index))
            yield Record(source, place.model, None, one)


def _part(marks: Callable[[], Marks], index: int) -> Marks:
    return marks().find(index)
