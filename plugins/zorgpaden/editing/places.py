"""What belongs in a file, told by its path."""

from __future__ import annotations

from dataclasses import dataclass

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
from zorgpaden.model import Dossierpagina, Entiteit


@dataclass(frozen=True, slots=True)
class Place:
    """What a file holds: one entity, or a list of them."""

    model: type[Entiteit]
    is_list: bool = False


def place_of(path: str) -> Place | None:
    """What belongs at `data/…` or `content/…`; None when nothing does."""
    root, *rest = path.split("/")
    name = rest[-1] if rest else ""
    if root == "content":
        return Place(Dossierpagina) if name.endswith(".md") else None
    if root != "data" or not name.endswith(".yml"):
        return None
    match rest:
        case [_]:
            return _named(name, ROOT_FILES, ROOT_LISTS)
        case ["landelijk", _]:
            return _named(name, NATIONAL_FILES, NATIONAL_LISTS)
        case ["landelijk", folder, _] if folder in NATIONAL_FOLDERS:
            return Place(NATIONAL_FOLDERS[folder])
        case [kind, _, _] if kind in LOCAL_ROOTS:
            return _named(name, LOCAL_FILES[LOCAL_ROOTS[kind]], {})
        case [kind, _, folder, _] if kind in LOCAL_ROOTS and folder in LOCAL_FOLDERS:
            return Place(LOCAL_FOLDERS[folder])
    return None


def is_list(path: str) -> bool:
    """Whether the file at `path` holds a list of entities."""
    place = place_of(path)
    return place is not None and place.is_list


def _named(name: str, single: dict[str, type[Entiteit]], lists: dict[str, type[Entiteit]]) -> Place | None:
    if name in single:
        return Place(single[name])
    return Place(lists[name], is_list=True) if name in lists else None
