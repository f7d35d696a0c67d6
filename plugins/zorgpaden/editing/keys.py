"""The keys of a model: in which order they stand, and what may follow each."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from pydantic import BaseModel

from zorgpaden.model import Beheerd, Blok
from zorgpaden.model.zorgpad import Blokken
from zorgpaden.types import DeelDatum


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
