"""Dates: real ones, written year-month-day."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, WithJsonSchema

from zorgpaden.types.errors import refuse
from zorgpaden.types.schema import text_schema

_HINT = "Schrijf jaar-maand-dag, bijvoorbeeld 2026-09-03."
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_PARTIAL_HINT = "Schrijf 2021, 2021-07 of 2021-07-15."
_PARTIAL = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


def _date(value: Any) -> date:
    if isinstance(value, date):
        return value
    text = str(value).strip()
    if not _ISO.fullmatch(text):
        raise refuse("datum", f"“{text}” is geen datum", _HINT)
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise refuse("datum", f"“{text}” bestaat niet op de kalender", _HINT) from None


def _partial(text: str) -> str:
    text = text.strip()
    filled = text + "-01-01"[len(text) - 4 :] if _PARTIAL.fullmatch(text) else ""
    try:
        date.fromisoformat(filled)
    except ValueError:
        raise refuse("datum", f"“{text}” is geen (deel van een) datum", _PARTIAL_HINT) from None
    return text


Datum = Annotated[
    date, BeforeValidator(_date), WithJsonSchema(text_schema(r"^\s*[0-9]{4}-[0-9]{2}-[0-9]{2}\s*$", _HINT))
]
DeelDatum = Annotated[
    str,
    AfterValidator(_partial),
    WithJsonSchema(text_schema(r"^\s*[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?\s*$", _PARTIAL_HINT, "integer")),
]
"""A date of which the day, or the day and month, may be unknown: `2021`, `2021-07`, `2021-07-15`."""
