"""Our JSON: what the standard library would write without spaces, and what it would read."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from zorgpaden.compact import compact, parsed

VALUES = (
    {"naam": "Súdwest-Fryslân", "id's": [1, -2, 12345678901234567890, 2.5, True, None, ""]},
    [],
    {},
    {"leeg": {"lijst": [], "object": {}}},
    ["\x00\x07\b\t\n\r\x1f \x7f\xa0\u2028 “quotes” \\ / \" '", "😀"],
)


@pytest.mark.parametrize("value", VALUES)
def test_the_same_as_the_standard_library(value: Any) -> None:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    assert compact(value).decode() == text
    assert parsed(compact(value)) == parsed(text) == value


def test_what_is_no_json() -> None:
    assert compact({"dag": date(2026, 12, 1), "paar": (1, "a")}) == b'{"dag":"2026-12-01","paar":[1,"a"]}'
