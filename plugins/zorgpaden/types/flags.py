"""Yes or no, in Dutch, and never guessed from other words."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, WithJsonSchema

from zorgpaden.types.errors import refuse

_WORDS = {"ja": True, "nee": False, "true": True, "false": False}


def _flag(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    word = str(value).strip().lower()
    if word not in _WORDS:
        raise refuse("ja-nee", f"“{value}” is geen ja of nee", "Schrijf ja of nee.")
    return _WORDS[word]


JaNee = Annotated[
    bool,
    BeforeValidator(_flag),
    WithJsonSchema({"enum": ["ja", "nee", "Ja", "Nee", True, False]}),  # YAML reads `true` as a yes, and `ja` as text
]
