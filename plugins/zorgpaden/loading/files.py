"""Walk the data folder: which file holds which entity, in which layer."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path, PurePosixPath
from typing import Any

from zorgpaden.editing.recognise import read_formed
from zorgpaden.freshness import Geldigheid
from zorgpaden.listing import Listing, Sign, listing
from zorgpaden.loading.borders import BORDERS
from zorgpaden.loading.marks import Marks
from zorgpaden.loading.records import LANDELIJK, Item, Laag, Record, Source
from zorgpaden.loading.shape import to_item
from zorgpaden.loading.text_guard import decode
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
        (mine, wrong, refused), _ = read_place(found, (root / found.path).read_bytes())
        items += mine
        problems += wrong
        rejected |= refused
    return items, problems, rejected


def read_place(place: Place, raw: bytes) -> tuple[Loaded, bool]:
    """What one file holds: its entities, its problems, and the ids of what was refused.

    And whether it is seen to be in canonical form; if not, `editing/form.py` tells.
    """
    items: list[Item[Entiteit]] = []
    text, problems = decode(raw, place.path)
    value = read_formed(text, place.model) if text is not None else None
    outcomes: Iterable[Record | Problem] = _records(place, text, value) if text is not None else ()
    # A file that cannot be read promised the id of its name.
    rejected = {PurePosixPath(place.path).stem} if problems else set()
    for outcome in outcomes:
        if isinstance(outcome, Problem):
            problems.append(outcome)
            rejected.add(PurePosixPath(place.path).stem)
            continue
        item, found = to_item(outcome)
        problems += found
        if item:
            items.append(item)
        else:
            rejected.add(outcome.promised_id)
    return (items, problems, rejected), value is not None and not raw.startswith(BOM_UTF8)


Look = Callable[[], Iterator[Place | Problem]]


@dataclass(slots=True)
class Piece:
    """A part of the data folder: the folder of one layer, or a file beside those."""

    path: str
    """Of a folder with a slash at the end."""
    laag: Laag
    tree: Listing | Sign | None
    look: Look
    read: Any = None
    """What a reader wants to remember of it."""

    @property
    def places(self) -> list[Place | Problem]:
        """Which file holds what, in a fixed order; and what does not belong there."""
        return list(self.look())


Pieces = dict[str, Piece]
"""Pieces by their path."""


def places(tree: Listing) -> Iterator[Place | Problem]:
    """Which file of a data folder holds what, in a fixed order; and what does not belong there."""
    return (place for piece in pieces(tree, {}).values() for place in piece.places)


def pieces(tree: Listing, before: Pieces) -> Pieces:
    """The pieces of a data folder; one in which no file changed since `before` is the same object again."""
    found: Pieces = {}

    def add(path: str, laag: Laag, inside: Listing | Sign | None, look: Look) -> None:
        old = before.get(path)
        same = old is not None and inside is not None and old.tree == inside
        where = f"{path}/" if isinstance(inside, dict) else path
        found[path] = old if old and same else Piece(where, laag, inside, look)

    known = ["landelijk", *LOCAL_ROOTS, *ROOT_FILES, *ROOT_LISTS]
    for name, entry, fault in _entries(tree, ""):
        if fault:
            add(f"{name}!", LANDELIJK, None, partial(iter, (fault,)))
        if isinstance(entry, dict) and name in LOCAL_ROOTS:
            for one, inside, wrong in _entries(entry, f"{name}/"):
                path, laag = f"{name}/{one}", Laag(LOCAL_ROOTS[name], one)
                if wrong:
                    add(f"{path}!", LANDELIJK, None, partial(iter, (wrong,)))
                if isinstance(inside, dict) and _is_empty(inside):
                    continue  # Git keeps no empty folders, so it is nothing
                if isinstance(inside, dict) and not slug_fault(one):
                    add(path, laag, inside, partial(_local_layer, f"{path}/", inside, laag))
                elif inside is not None:
                    add(path, LANDELIJK, None, partial(iter, (_unknown(path, []),)))
        elif entry is not None:
            add(name, LANDELIJK, entry, partial(_beside, name, entry, known))
    return found


def _is_empty(tree: Listing) -> bool:
    return all(isinstance(entry, dict) and _is_empty(entry) for entry in tree.values())


def _beside(name: str, entry: Listing | Sign, known: list[str]) -> Iterator[Place | Problem]:
    """The national layer, and the files beside it."""
    if isinstance(entry, dict) and name == "landelijk":
        yield from _layer(f"{name}/", entry, LANDELIJK, NATIONAL_FOLDERS, NATIONAL_FILES, NATIONAL_LISTS)
    elif isinstance(entry, list) and name in ROOT_FILES:
        yield Place(name, LANDELIJK, ROOT_FILES[name], None)
    elif isinstance(entry, list) and name in ROOT_LISTS:
        yield Place(name, LANDELIJK, ROOT_LISTS[name], None, True)
    else:
        yield _unknown(name, known)


def _local_layer(below: str, tree: Listing, laag: Laag) -> Iterator[Place | Problem]:
    """Everything in the folder of a region or gemeente, and what is missing there."""
    files = LOCAL_FILES[laag.soort]
    yield from _layer(below, tree, laag, LOCAL_FOLDERS, files, {})
    for file in files:
        if not isinstance(tree.get(file), list):
            hint = f"Maak {below}{file} met een id en een eigenaar."
            yield Problem(f"{below}{file}", 0, 0, "ontbreekt", "fout", f"{file} ontbreekt", hint)


def _layer(
    below: str, tree: Listing, laag: Laag, folders: Models, files: Models, lists: Models
) -> Iterator[Place | Problem]:
    """Everything in the folder of one layer."""
    for name, entry, fault in _entries(tree, below):
        path = f"{below}{name}"
        if fault:
            yield fault
        if entry is None:
            continue
        if isinstance(entry, dict) and name in folders:
            for file, inside, wrong in _entries(entry, f"{path}/"):
                if wrong:
                    yield wrong
                if isinstance(inside, dict) or (inside is not None and not file.endswith(".yml")):
                    yield _unknown(f"{path}/{file}", [])
                elif inside is not None:
                    yield Place(f"{path}/{file}", laag, folders[name], file.removesuffix(".yml"))
        elif isinstance(entry, list) and name in files:
            yield Place(path, laag, files[name], laag.id or None)
        elif isinstance(entry, list) and name in lists:
            yield Place(path, laag, lists[name], None, True)
        elif isinstance(entry, list) and path == BORDERS:
            continue  # not YAML: `borders.py` reads it
        else:
            yield _unknown(path, [*folders, *files, *lists])


def _entries(tree: Listing, below: str) -> Iterator[tuple[str, Listing | Sign | None, Problem | None]]:
    """Children in a fixed order, and what is wrong with their names or with what they are.

    A link could point outside the project, and two names that differ only in case are one
    file on Windows and macOS: both are refused.
    """
    seen: dict[str, str] = {}
    for name, entry in tree.items():
        fault = None
        other = seen.setdefault(name.casefold(), name)
        if other != name:
            message = f"“{name}” en “{other}” verschillen alleen in hoofdletters"
            hint = "Geef een van de twee een andere naam."
            fault = Problem(f"{below}{name}", 0, 0, "dubbel-id", "fout", message, hint)
        if entry is None:
            message = "dit is een koppeling naar een ander bestand"
            fault = Problem(f"{below}{name}", 0, 0, "koppeling", "fout", message, "Zet het bestand zelf hier neer.")
        yield name, entry, fault


def _unknown(path: str, known: list[str]) -> Problem:
    name = PurePosixPath(path).name
    hint = suggest(name, known) or "Gebruik kleine letters en de uitgang .yml, en kijk in README.md waar het hoort."
    return Problem(path, 0, 0, "onbekend-bestand", "fout", f"“{name}” hoort hier niet", hint)


def _records(place: Place, text: str, value: Any) -> Iterator[Record | Problem]:
    """The untyped parts of a file; a list has a part per entry. `value` is what is in it; None for the parser."""
    if value is not None:
        yield from _parts(place, value, partial(_marks_of, text, place.path))
        return
    value, marks, found = _parsed(text, place.path)
    yield from found
    if value is not None:
        yield from _parts(place, value, lambda: marks)


@lru_cache(maxsize=1)
def _marks_of(text: str, path: str) -> Marks:
    return _parsed(text, path)[1]


def _parsed(text: str, path: str) -> tuple[Any, Marks, list[Problem]]:
    from zorgpaden.loading.yaml_reader import read_yaml  # noqa: PLC0415  (nearly all is read from its lines)

    return read_yaml(text, path)


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
