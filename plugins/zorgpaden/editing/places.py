"""What belongs in a file, told by its path; and in which order its keys stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from pydantic import BaseModel

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
from zorgpaden.model import Beheerd, Blok, Dossierpagina, Entiteit
from zorgpaden.model.zorgpad import Blokken
from zorgpaden.types import DeelDatum


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


def model_of(path: str) -> type[Entiteit] | None:
    """The model of the entity, or of each entity in the list, at `data/…` or `content/…`."""
    place = place_of(path)
    return place.model if place else None


def is_list(path: str) -> bool:
    """Whether the file at `path` holds a list of entities."""
    place = place_of(path)
    return place is not None and place.is_list


@cache
def key_order(model: type[BaseModel]) -> tuple[str, ...]:
    """Keys as the model has them, with the id first and what all entities of a kind share last."""
    shared = [name for base in (Blokken, Blok, Beheerd) if issubclass(model, base) for name in base.model_fields]
    own = [name for name in model.model_fields if name not in shared]
    return tuple(sorted([*own, *dict.fromkeys(shared)], key=lambda name: name != "id"))


@cache
def inner_model(model: type[BaseModel], key: str) -> type[BaseModel] | None:
    """The model of the mapping, or of each mapping in the list, below `key`."""
    field = model.model_fields.get(key)
    return next((part for part in _parts(field.annotation) if _is_model(part)), None) if field else None


@cache
def holds_other_than_text(model: type[BaseModel], key: str) -> bool:
    """Whether the value of `key` is a number, a date or a yes or no: those are written without quotes."""
    return any(part in (int, float, bool, date, _PARTIAL_DATE) for part in parts_of_field(model, key))


@cache
def parts_of_field(model: type[BaseModel], key: str) -> tuple[Any, ...]:
    """Everything that the annotation of a field is made of, also what `Annotated` adds."""
    return tuple(_parts(_hints(model).get(key)))


_PARTIAL_DATE = get_args(DeelDatum)[1]


@cache
def _hints(model: type[BaseModel]) -> dict[str, Any]:
    return get_type_hints(model, include_extras=True)


def _parts(annotation: Any) -> Iterator[Any]:
    """An annotation and everything it is made of, also what `Annotated` adds."""
    yield annotation
    if get_origin(annotation) is Annotated:
        yield from annotation.__metadata__
    for argument in get_args(annotation):
        yield from _parts(argument)


def _is_model(part: Any) -> bool:
    return isinstance(part, type) and issubclass(part, BaseModel)


def _named(name: str, single: dict[str, type[Entiteit]], lists: dict[str, type[Entiteit]]) -> Place | None:
    if name in single:
        return Place(single[name])
    return Place(lists[name], is_list=True) if name in lists else None
