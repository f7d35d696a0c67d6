"""From record to entity: what the model refuses becomes a problem in Dutch, with its place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from zorgpaden.loading.records import Item, Record, Source
from zorgpaden.model import Entiteit
from zorgpaden.problems import Problem, suggest


def to_item(record: Record) -> tuple[Item[Entiteit] | None, list[Problem]]:
    """The typed entity of a record, or every reason why it is none."""
    source = record.source
    if not isinstance(record.value, dict):
        return None, [source.problem((), "soort", "hier horen velden te staan", "Schrijf per regel “naam: waarde”.")]
    try:
        entity = record.model.model_validate(record.value)
    except ValidationError as error:
        return None, [_translate(details, record) for details in error.errors()]
    problems = list(_check_name(record, entity, source))
    return Item(entity, source), problems


def _check_name(record: Record, entity: Entiteit, source: Source) -> Iterator[Problem]:
    found = getattr(entity, "id", None)
    if record.name is not None and found != record.name:
        yield source.problem(
            ("id",),
            "id-bestandsnaam",
            f"het id is “{found}”, maar het bestand heet “{record.name}”",
            f"Maak ze gelijk: schrijf “id: {record.name}” of geef het bestand de naam {found}.yml.",
        )


def _translate(details: ErrorDetails, record: Record) -> Problem:
    kind, path = details["type"], details["loc"]
    marks = record.source.marks
    here = marks.find(*path)
    line, column = here.line, here.column
    if kind == "extra_forbidden":
        line, column = here.key_line, here.key_column
    code, message, hint = _explain(kind, details, _field(record.model, path), record.model)
    return Problem(record.source.path, line, column, code, "fout", message, hint)


def _explain(kind: str, details: ErrorDetails, description: str, model: type[BaseModel]) -> tuple[str, str, str]:
    """(code, message, hint) of a pydantic error."""
    name, found, context = details["loc"][-1], details["input"], details.get("ctx", {})
    if kind == "extra_forbidden":
        known = _keys(model, details["loc"][:-1])
        hint = suggest(str(name), known) or f"Toegestaan zijn: {', '.join(known)}."
        return "onbekende-sleutel", f"“{name}” is hier geen bekend veld", hint
    if kind == "missing":
        return "ontbreekt", f"“{name}” ontbreekt", description
    if kind in ("enum", "literal_error"):
        allowed = context.get("expected", "").replace(" or ", ", ").replace("'", "")
        hint = suggest(str(found), allowed.split(", ")) or f"Kies uit: {allowed}."
        return "keuze", f"“{found}” kan niet bij “{_parent(details)}”", hint
    if kind in ("tuple_type", "list_type"):
        return "lijst", f"bij “{_parent(details)}” hoort een lijst", "Begin elke regel met een streepje: “- …”."
    if kind == "string_type":
        return "tekst", f"bij “{_parent(details)}” hoort één tekst", description
    if kind in ("model_type", "model_attributes_type"):
        return "velden", f"bij “{_parent(details)}” horen velden", "Schrijf per regel “naam: waarde”, ingesprongen."
    if kind == "too_short":
        return "leeg", f"“{name}” is leeg", description
    if kind.startswith(("int_", "float_")):
        return "getal", f"bij “{_parent(details)}” hoort een getal", description
    if kind in ("less_than_equal", "greater_than_equal"):
        bound = context.get("le", context.get("ge"))
        return "bereik", f"{found} kan niet bij “{name}”", f"De grens is {bound}. {description}"
    if "bericht" in context:
        return kind, f"bij “{_parent(details)}”: {context['bericht']}", context["hint"]
    return "vorm", f"“{name}”: {details['msg']}", description


def _parent(details: ErrorDetails) -> str:
    """The nearest name in the path: an index in a list says little."""
    return next((str(step) for step in reversed(details["loc"]) if isinstance(step, str)), "dit bestand")


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from _models(argument)


def _model_at(model: type[BaseModel], path: tuple[str | int, ...]) -> type[BaseModel] | None:
    """The model of the mapping at `path`."""
    for step in path:
        if isinstance(step, int):
            continue
        field = model.model_fields.get(step)
        inner = next(_models(field.annotation), None) if field else None
        if inner is None:
            return None
        model = inner
    return model


def _keys(model: type[BaseModel], path: tuple[str | int, ...]) -> list[str]:
    inner = _model_at(model, path)
    return list(inner.model_fields) if inner else []


def _field(model: type[BaseModel], path: tuple[str | int, ...]) -> str:
    """The description of the field at `path`: what an editor should write there."""
    names = [step for step in path if isinstance(step, str)]
    inner = _model_at(model, tuple(names[:-1])) if names else None
    field = inner.model_fields.get(names[-1]) if inner else None
    return (field.description or "") if field else ""
