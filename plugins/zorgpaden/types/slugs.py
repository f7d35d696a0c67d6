"""Names that end up in a URL and a file name, and other codes."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Annotated

from pydantic import AfterValidator, WithJsonSchema

from zorgpaden.types.errors import refuse
from zorgpaden.types.schema import text_schema

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
MAX_SLUG = 64
MOST_KNOWN = 10_000
"""Ids that need not be looked at again: each stands in many files."""
_HINT = "Schrijf bijvoorbeeld wijkteam-noord."
_CBS_HINT = "Schrijf GM en vier cijfers, bijvoorbeeld GM0957."
_KENMERK_HINT = "Een kenmerk heeft 8 tekens (0-9, a-f). Draai `scripts/check`: die noemt het goede kenmerk."
# File names Windows refuses, and names the site itself uses inside a folder.
WINDOWS = frozenset({"con", "prn", "aux", "nul", *(f"{d}{n}" for d in ("com", "lpt") for n in range(1, 10))})
RESERVED = WINDOWS | {"index", "assets", "sociale-kaart", "404", "sitemap", "feed", "zoekindex"}


def slug_fault(text: str) -> str | None:
    """Why `text` cannot be an id, in Dutch; None when it can."""
    if not _SLUG.fullmatch(text):
        return "een id heeft alleen kleine letters, cijfers en losse streepjes"
    if len(text) > MAX_SLUG:
        return f"een id heeft hoogstens {MAX_SLUG} tekens"
    if text in RESERVED:
        return "deze naam is al in gebruik door de site of door Windows"
    return None


def slugify(text: str) -> str:
    """An id made from a name: “Noord-Holland” → `noord-holland`."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


@lru_cache(MOST_KNOWN)
def _slug(text: str) -> str:
    fault = slug_fault(text)
    if fault:
        raise refuse("id", f"“{text}” kan geen id zijn: {fault}", _HINT)
    return text


def _cbs(text: str) -> str:
    if not re.fullmatch(r"GM[0-9]{4}", text):
        raise refuse("cbs-code", f"“{text}” is geen CBS-code", _CBS_HINT)
    return text


def _kenmerk(text: str) -> str:
    if not re.fullmatch(r"[0-9a-f]{8}", text):
        raise refuse("kenmerk", f"“{text}” is geen kenmerk", _KENMERK_HINT)
    return text


Slug = Annotated[
    str,
    AfterValidator(_slug),
    WithJsonSchema(
        text_schema(rf"^{_SLUG.pattern}$", _HINT, "integer")
        | {"maxLength": MAX_SLUG, "not": {"enum": sorted(RESERVED)}}
    ),
]
CbsCode = Annotated[str, AfterValidator(_cbs), WithJsonSchema(text_schema("^GM[0-9]{4}$", _CBS_HINT))]
Kenmerk = Annotated[
    str, AfterValidator(_kenmerk), WithJsonSchema(text_schema("^[0-9a-f]{8}$", _KENMERK_HINT, "number"))
]
"""Short fingerprint of the block that a lower layer replaces or hides (see `layers`)."""
