"""How a type looks in JSON Schema: what an editor with a normal YAML parser may see there."""

from __future__ import annotations

from typing import Any


def text_schema(pattern: str, hint: str, *also: str) -> dict[str, Any]:
    """A text that fits `pattern`; `also` names what YAML makes of some of them (`112` is an integer for an editor).

    Wider than the type itself where a pattern cannot say it all: the schema may not refuse what the check accepts.
    """
    return {"type": ["string", *also] if also else "string", "pattern": pattern, "patternErrorMessage": hint}
