"""The text of a new file: what is required filled in, every field explained in the words of the model."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import Enum
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel

from zorgpaden.checks.unfinished import TO_DO
from zorgpaden.editing.canonical import canonical, new_text
from zorgpaden.editing.keys import holds_other_than_text, inner_model, key_order, parts_of_field
from zorgpaden.editing.places import place_of
from zorgpaden.loading.content import FENCE
from zorgpaden.types import Bereikbaar, Datum, DeelDatum, Email, JaNee, Kenmerk, Slug, Telefoon, WebAdres

Values = Mapping[str, Any]
# How an optional field of a type may look, in a comment.
_SAMPLES: tuple[tuple[Any, str], ...] = (
    (Telefoon, "088-000 00 00"),
    (Email, "loket@voorbeeld.example"),
    (WebAdres, "https://www.voorbeeld.example/"),
    (Bereikbaar, "ma-do 9-16 uur; vr 9-12 uur"),
    (JaNee, "ja"),
    (Datum, "2026-12-31"),
    (DeelDatum, "2026"),
    (Kenmerk, "00000000"),
    (Slug, "een-id"),
    (int, "1"),
    (float, "1"),
)


def scaffold(values: Values, path: str, body: str = "") -> str:
    """The text of a new file at `path` with these values; fields without a value stand in it as a comment."""
    place = place_of(path)
    assert place is not None
    about = [
        "# Vul in wat hieronder staat. Een regel met # is uitleg, of een veld dat mag maar niet hoeft.",
        f"# Klaar? Haal de uitleg weg met: zorgpaden fmt --zonder-uitleg {path}",
    ]
    fields = ["\n".join(lines) for lines in _fields(place.model, values)]
    text = "\n\n".join(["\n".join(about), *fields]) + "\n"
    page = path.endswith(".md")
    return canonical(f"{FENCE}\n{text}{FENCE}\n{body}" if page else text, path)


def _fields(model: type[BaseModel], values: Values) -> Iterator[list[str]]:
    """The lines of each field, in the order of the model."""
    for key in key_order(model):
        filled = key in values or model.model_fields[key].is_required()
        lines = _value(model, key, values[key] if key in values else _sample(model, key))
        yield [_explanation(model, key), *(lines if filled else [f"# {line}" for line in lines])]


def _explanation(model: type[BaseModel], key: str) -> str:
    field = model.model_fields[key]
    choices = ", ".join(_choices(model, key))
    parts = [field.description, f"Kies uit: {choices}." if choices else "", "Verplicht." if field.is_required() else ""]
    return f"# {' '.join(filter(None, parts))}"


def _value(model: type[BaseModel], key: str, value: Any) -> list[str]:
    """`key: value` as lines, with an explanation of each field in it."""
    inner = inner_model(model, key)
    if inner and isinstance(value, Mapping):
        return [f"{key}:", *_indented(_all(inner, value))]
    if inner and isinstance(value, list):
        return [f"{key}:", *(line for one in value for line in _indented(_item(_all(inner, one))))]
    if isinstance(value, str) and holds_other_than_text(model, key):
        return [f"{key}: {value}"]
    return new_text({key: value}, "").splitlines()


def _all(model: type[BaseModel], values: Values) -> list[str]:
    return [line for lines in _fields(model, values) for line in lines]


def _item(lines: list[str]) -> list[str]:
    """The lines of a mapping as an item of a list."""
    first = next(number for number, line in enumerate(lines) if not line.startswith("#"))
    return [*lines[:first], f"- {lines[first]}", *(f"  {line}" for line in lines[first + 1 :])]


def _indented(lines: list[str]) -> list[str]:
    return [f"  {line}" for line in lines]


def _sample(model: type[BaseModel], key: str) -> Any:
    """How a field may look; a mapping shows all its fields, but a block rarely replaces another."""
    inner = inner_model(model, key)
    many = any(get_origin(part) is tuple for part in parts_of_field(model, key))
    if inner:
        one: Any = {name: _sample(inner, name) for name in key_order(inner) if not _is(inner, name, Kenmerk)}
    else:
        one = next(iter(_choices(model, key)), None) or _leaf(model, key)
    return [one] if many else one


def _leaf(model: type[BaseModel], key: str) -> str:
    return next((sample for kind, sample in _SAMPLES if _is(model, key, kind)), TO_DO)


def _is(model: type[BaseModel], key: str, kind: Any) -> bool:
    """Whether a field has this type: its own validator, or the type of Python."""
    mark = get_args(kind)[1] if get_args(kind) else kind
    return any(part is mark for part in parts_of_field(model, key))


def _choices(model: type[BaseModel], key: str) -> list[str]:
    """The words that a field allows, if those are all."""
    for part in parts_of_field(model, key):
        if isinstance(part, type) and issubclass(part, Enum):
            return [str(one.value) for one in part]
        if get_origin(part) is Literal:
            return [str(one) for one in get_args(part)]
    return []
