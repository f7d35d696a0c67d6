"""What an entity refers to, found by the marks on the fields of its model."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, get_args

from pydantic import BaseModel

from zorgpaden.model import Entiteit
from zorgpaden.model.base import Naar

Path = tuple[str | int, ...]


def references(entity: BaseModel) -> Iterator[tuple[Path, str, str]]:
    """(path, collection, id) of every reference in an entity."""
    for name, target in _plan(type(entity)):
        value = getattr(entity, name)
        if not value:
            continue
        values = enumerate(value) if isinstance(value, tuple) else [(None, value)]
        for index, one in values:
            path = (name,) if index is None else (name, index)
            if target:
                yield path, target, one
            else:
                yield from (((*path, *rest), kind, id_) for rest, kind, id_ in references(one))


def referred(entity: BaseModel, collection: str) -> Iterator[str]:
    """The ids of one collection that an entity refers to; sooner than `references`."""
    for name, target in _plan_to(type(entity), collection):
        value = getattr(entity, name)
        if not value:
            continue
        for one in value if isinstance(value, tuple) else (value,):
            if target:
                yield one
            else:
                yield from referred(one, collection)


@cache
def _plan_to(model: type[BaseModel], collection: str) -> tuple[tuple[str, str | None], ...]:
    """Those of `_plan` that lead to a collection."""
    inside = {name: _classes(model.model_fields[name].annotation) for name, target in _plan(model) if target is None}
    return tuple(
        (name, target)
        for name, target in _plan(model)
        if target == collection
        or any(issubclass(kind, Entiteit) and _plan_to(kind, collection) for kind in inside.get(name, ()))
    )


@cache
def _plan(model: type[BaseModel]) -> tuple[tuple[str, str | None], ...]:
    """The fields with references: name, and the collection it refers to; None where references are inside."""
    found: list[tuple[str, str | None]] = []
    for name, field in model.model_fields.items():
        target = next((one.collectie for one in field.metadata if isinstance(one, Naar)), None)
        target = target or _target(field.annotation)
        if target or any(issubclass(kind, Entiteit) and _plan(kind) for kind in _classes(field.annotation)):
            found.append((name, target))
    return tuple(found)


def _target(annotation: Any) -> str | None:
    """The collection that an annotation refers to, looking through tuples and optionals."""
    for one in getattr(annotation, "__metadata__", ()):
        if isinstance(one, Naar):
            return one.collectie
    return next((target for argument in get_args(annotation) if (target := _target(argument))), None)


def _classes(annotation: Any) -> Iterator[type]:
    if isinstance(annotation, type):
        yield annotation
    for argument in get_args(annotation):
        yield from _classes(argument)
