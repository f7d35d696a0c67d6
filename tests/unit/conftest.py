"""Shared by the unit tests: a fixed hypothesis profile, and how to ask a type for its refusal."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any, NamedTuple

import pytest
from hypothesis import settings
from pydantic import TypeAdapter, ValidationError

# Derandomised: a red run on a pull request is about that pull request. The deadline is a guard
# against a hang, not a speed test.
settings.register_profile("unit", derandomize=True, deadline=timedelta(seconds=5), max_examples=200)
settings.load_profile("unit")


class Refusal(NamedTuple):
    """What an editor gets to read when a type refuses a value."""

    code: str
    message: str
    hint: str


@pytest.fixture(scope="session")
def accept() -> Callable[[Any, Any], Any]:
    """`accept(Type, value)` gives the canonical value."""
    return lambda kind, value: TypeAdapter(kind).validate_python(value)


@pytest.fixture(scope="session")
def refuse() -> Callable[[Any, Any], Refusal]:
    """`refuse(Type, value)` gives the one refusal, and fails when the value is accepted."""

    def refusal(kind: Any, value: Any) -> Refusal:
        with pytest.raises(ValidationError) as caught:
            TypeAdapter(kind).validate_python(value)
        (details,) = caught.value.errors()
        context = details.get("ctx", {})
        return Refusal(details["type"], context.get("bericht", details["msg"]), context.get("hint", ""))

    return refusal
