"""From a model to the fields of a form: what Decap CMS calls widgets, as plain data."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Annotated, Any, Literal, NamedTuple, get_args, get_origin, get_type_hints

from annotated_types import Ge, Le, MinLen
from pydantic import BaseModel

from zorgpaden.editing.keys import key_order
from zorgpaden.form.labels import HINTS, field_label, one_label, value_label
from zorgpaden.form.patterns import marker, pattern_of
from zorgpaden.model.base import Naar
from zorgpaden.types import JaNee

Field = dict[str, Any]
Option = dict[str, str]
Choices = Callable[[str], list[Option]]
"""The options for a reference to a collection of the catalog."""

YES_NO: list[Option] = [{"label": "Ja", "value": "ja"}, {"label": "Nee", "value": "nee"}]
# A text of more than a line or so gets room for it.
LONG = frozenset(
    """
    convenant hoe inhoud inleiding kanttekening kanttekeningen mdo overdracht overleg reden samenvatting situatie tekst
    terugkoppeling toelichting uitleg waarvoor wat werkwijze zin zonder_afspraak
    """.split()  # noqa: SIM905
)
# What a folded item of a list shows of itself: the first of these that it has.
TELLING = ("titel", "naam", "term", "tekst", "wat", "wanneer", "zin", "reden", "voorziening", "interventie", "id")
FILLED_TOO = "Vul dit in als u hier iets invult."
_IDS = re.compile(r" \(id(?:'s)?\b[^)]*\)")  # in the form you choose a name, not an id


class Kind(NamedTuple):
    """What a value is: its type, what is annotated on it, and whether it may be absent or is one of many."""

    base: Any
    metadata: list[Any]
    optional: bool
    many: bool


def fields_of(model: type[BaseModel], choices: Choices, *, loose: bool = False) -> list[Field]:
    """A form for `model`, in the order in which its file has the keys.

    `loose`: nothing is required, because what is around it may stay empty as a whole; the check asks for it.
    """
    return [_field(model, name, choices, loose) for name in key_order(model)]


def empty_counts(models: Iterable[type[BaseModel]]) -> list[str]:
    """Names of lists for which empty says something else than absent, anywhere in these models; sorted."""
    found: set[str] = set()
    for model in models:
        for name, info in model.model_fields.items():
            kind = _kind(model, name)
            if kind.many and info.default is None:
                found.add(name)
            if _is_model(kind.base):
                found.update(empty_counts([kind.base]))
    return sorted(found)


def _field(model: type[BaseModel], name: str, choices: Choices, loose: bool) -> Field:
    info = model.model_fields[name]
    kind = _kind(model, name)
    least = _bound(kind.metadata, MinLen, "min_length") if kind.many else None
    asked = info.is_required() or bool(least)
    field: Field = {"name": name, "label": field_label(name), "required": asked and not loose}
    hints = (_IDS.sub("", info.description or ""), HINTS.get(name), FILLED_TOO if asked and loose else None)
    field["hint"] = " ".join(filter(None, hints))
    field |= _widget(name, kind, choices, loose or not asked)
    if isinstance(info.default, StrEnum):
        field["default"] = str(info.default)
    if least and not loose:
        field["min"] = least
    return field


def _widget(name: str, kind: Kind, choices: Choices, loose: bool) -> Field:
    if kind.many:
        return _many(name, kind, choices)
    if _is_model(kind.base):
        summary = _summary(kind.base)
        return {"widget": "object", "collapsed": loose, "fields": fields_of(kind.base, choices, loose=loose)} | summary
    return _one(name, kind, choices)


def _one(name: str, kind: Kind, choices: Choices) -> Field:
    options = _options(kind, choices)
    if options is not None:
        return {"widget": "select", "options": options}
    if kind.base is date:
        return {"widget": "datetime", "format": "YYYY-MM-DD", "date_format": "YYYY-MM-DD", "time_format": False}
    if kind.base in (int, float):
        bounds = {"min": _bound(kind.metadata, Ge, "ge"), "max": _bound(kind.metadata, Le, "le")}
        number = {"widget": "number", "value_type": kind.base.__name__, "step": 1 if kind.base is int else 0.1}
        return number | {key: value for key, value in bounds.items() if value is not None}
    pattern = pattern_of(kind.metadata)
    widget = "text" if name in LONG and not pattern else "string"
    return {"widget": widget} | ({"pattern": pattern} if pattern else {})


def _many(name: str, kind: Kind, choices: Choices) -> Field:
    options = _options(kind, choices)
    if options is not None:
        return {"widget": "select", "multiple": True, "options": options}
    folded: Field = {"widget": "list", "collapsed": True, "label_singular": one_label(name)}
    if _is_model(kind.base):
        return folded | {"fields": fields_of(kind.base, choices)} | _summary(kind.base)
    one = {"name": "waarde", "label": one_label(name).capitalize(), "required": True} | _one(name, kind, choices)
    return folded | {"collapsed": False, "field": one}


def _options(kind: Kind, choices: Choices) -> list[Option] | None:
    """What an editor chooses from; None when the value is written."""
    target = next((one.collectie for one in kind.metadata if isinstance(one, Naar)), None)
    if target:
        return choices(target)
    if marker(JaNee) in kind.metadata:
        return YES_NO
    if get_origin(kind.base) is Literal:
        return _labelled(get_args(kind.base))
    if isinstance(kind.base, type) and issubclass(kind.base, StrEnum):
        return _labelled(tuple(str(one) for one in kind.base))
    return None


@cache
def _labelled(values: tuple[str, ...]) -> list[Option]:
    return [{"label": value_label(value), "value": value} for value in values]


def _summary(model: type[BaseModel]) -> Field:
    """How a folded item names itself."""
    first = next((name for name in TELLING if name in model.model_fields), None)
    return {"summary": "{{fields." + first + "}}"} if first else {}


@cache
def _hints(model: type[BaseModel]) -> dict[str, Any]:
    return get_type_hints(model, include_extras=True)


def _kind(model: type[BaseModel], name: str) -> Kind:
    """Look through `Annotated`, `| None` and `tuple[…, ...]`, and keep what was annotated on the way."""
    annotation = _hints(model)[name]
    metadata: list[Any] = [*model.model_fields[name].metadata]
    optional = many = False
    while True:
        arguments = get_args(annotation)
        if get_origin(annotation) is Annotated:
            metadata += annotation.__metadata__
            annotation = arguments[0]
        elif type(None) in arguments:
            optional = True
            annotation = next(one for one in arguments if one is not type(None))
        elif get_origin(annotation) is tuple:
            many = True
            annotation = arguments[0]
        else:
            return Kind(annotation, metadata, optional, many)


def _bound(metadata: list[Any], kind: type, name: str) -> Any:
    return next((getattr(one, name) for one in metadata if isinstance(one, kind)), None)


def _is_model(base: Any) -> bool:
    return isinstance(base, type) and issubclass(base, BaseModel)
