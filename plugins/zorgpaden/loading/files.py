"""Walk the data folder: which file holds which entity, in which layer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from zorgpaden.freshness import Geldigheid
from zorgpaden.loading.borders import BORDERS
from zorgpaden.loading.records import LANDELIJK, Item, Laag, Record, Source
from zorgpaden.loading.shape import to_item
from zorgpaden.loading.text_guard import decode
from zorgpaden.loading.yaml_reader import read_yaml
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


def load_data(root: Path) -> Loaded:
    """All entities below a data folder, every problem met on the way, and the ids of what was refused."""
    rejected: set[str] = set()
    items: list[Item[Entiteit]] = []
    problems: list[Problem] = []
    for outcome in _walk(root):
        if isinstance(outcome, Problem):
            problems.append(outcome)
            rejected.add(PurePosixPath(outcome.path).stem)  # a file that cannot be read promised this id
            continue
        item, found = to_item(outcome)
        problems += found
        if item:
            items.append(item)
        else:
            rejected.add(outcome.promised_id)
    return items, problems, rejected


def _walk(root: Path) -> Iterator[Record | Problem]:
    known = ["landelijk", *LOCAL_ROOTS, *ROOT_FILES, *ROOT_LISTS]
    for entry in _entries(root, root):
        if isinstance(entry, Problem):
            yield entry
        elif not entry.is_dir() and entry.name not in {*ROOT_FILES, *ROOT_LISTS}:
            yield _unknown(root, entry, known)
        elif entry.name == "landelijk":
            yield from _layer(root, entry, LANDELIJK, NATIONAL_FOLDERS, NATIONAL_FILES, NATIONAL_LISTS)
        elif entry.is_file() and entry.name in ROOT_FILES:
            yield from _read(root, entry, LANDELIJK, ROOT_FILES[entry.name], None)
        elif entry.is_file() and entry.name in ROOT_LISTS:
            yield from _read_list(root, entry, LANDELIJK, ROOT_LISTS[entry.name])
        elif entry.name in LOCAL_ROOTS:
            yield from _local_layers(root, entry, LOCAL_ROOTS[entry.name])
        else:
            yield _unknown(root, entry, known)


def _local_layers(root: Path, folder: Path, kind: str) -> Iterator[Record | Problem]:
    for entry in _entries(root, folder):
        if isinstance(entry, Problem):
            yield entry
        elif not entry.is_dir() or slug_fault(entry.name):
            yield _unknown(root, entry, [])
        else:
            files = LOCAL_FILES[kind]
            yield from _layer(root, entry, Laag(kind, entry.name), LOCAL_FOLDERS, files, {})
            for name in files:
                if not (entry / name).is_file():
                    path = (entry / name).relative_to(root).as_posix()
                    yield Problem(
                        path, 0, 0, "ontbreekt", "fout", f"{name} ontbreekt", f"Maak {path} met een id en een eigenaar."
                    )


def _layer(
    root: Path, folder: Path, laag: Laag, folders: Models, files: Models, lists: Models
) -> Iterator[Record | Problem]:
    """Everything in the folder of one layer."""
    for entry in _entries(root, folder):
        if isinstance(entry, Problem):
            yield entry
        elif entry.is_dir() and entry.name in folders:
            for file in _entries(root, entry):
                if isinstance(file, Problem):
                    yield file
                elif file.is_dir() or file.suffix != ".yml":
                    yield _unknown(root, file, [])
                else:
                    yield from _read(root, file, laag, folders[entry.name], file.stem)
        elif entry.is_file() and entry.name in files:
            yield from _read(root, entry, laag, files[entry.name], laag.id or None)
        elif entry.is_file() and entry.name in lists:
            yield from _read_list(root, entry, laag, lists[entry.name])
        elif entry.relative_to(root).as_posix() == BORDERS and entry.is_file():
            continue  # not YAML: `borders.py` reads it
        else:
            yield _unknown(root, entry, [*folders, *files, *lists])


def _entries(root: Path, folder: Path) -> Iterator[Path | Problem]:
    """Children in a fixed order.

    A link could point outside the project, and two names that differ only in case are one
    file on Windows and macOS: both are refused.
    """
    seen: dict[str, str] = {}
    for entry in sorted(folder.iterdir(), key=lambda path: path.name):
        if entry.name.startswith("."):
            continue
        path = entry.relative_to(root).as_posix()
        other = seen.setdefault(entry.name.casefold(), entry.name)
        if other != entry.name:
            message = f"“{entry.name}” en “{other}” verschillen alleen in hoofdletters"
            yield Problem(path, 0, 0, "dubbel-id", "fout", message, "Geef een van de twee een andere naam.")
        if entry.is_symlink():
            yield Problem(
                path,
                0,
                0,
                "koppeling",
                "fout",
                "dit is een koppeling naar een ander bestand",
                "Zet het bestand zelf hier neer.",
            )
        else:
            yield entry


def _unknown(root: Path, entry: Path, known: list[str]) -> Problem:
    path = entry.relative_to(root).as_posix()
    hint = (
        suggest(entry.name, known) or "Gebruik kleine letters en de uitgang .yml, en kijk in README.md waar het hoort."
    )
    return Problem(path, 0, 0, "onbekend-bestand", "fout", f"“{entry.name}” hoort hier niet", hint)


def _read(root: Path, file: Path, laag: Laag, model: type[Entiteit], name: str | None) -> Iterator[Record | Problem]:
    path = file.relative_to(root).as_posix()
    text, problems = decode(file.read_bytes(), path)
    yield from problems
    if text is None:
        return
    value, marks, found = read_yaml(text, path)
    yield from found
    if value is not None:
        yield Record(Source(path, laag, marks), model, name, value)


def _read_list(root: Path, file: Path, laag: Laag, model: type[Entiteit]) -> Iterator[Record | Problem]:
    for outcome in _read(root, file, laag, model, file.stem):
        if isinstance(outcome, Problem):
            yield outcome
        elif not isinstance(outcome.value, list):
            yield outcome.source.problem((), "lijst", "hier hoort een lijst", "Begin elk onderdeel met een streepje.")
        else:
            for index, value in enumerate(outcome.value):
                source = Source(outcome.source.path, laag, outcome.source.marks.find(index))
                yield Record(source, model, None, value)
