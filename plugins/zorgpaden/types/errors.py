"""How a type refuses a value: a Dutch message and a hint that says how to mend it."""

from __future__ import annotations

from pydantic_core import PydanticCustomError


def refuse(code: str, message: str, hint: str) -> PydanticCustomError:
    """An error with a stable `code`; the caller raises it, the loader turns it into a Problem."""
    return PydanticCustomError(code, "{bericht}", {"bericht": message, "hint": hint})
