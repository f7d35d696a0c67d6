"""Yes or no in Dutch, never guessed."""

from __future__ import annotations

import pytest

from zorgpaden.types import JaNee


@pytest.mark.parametrize(
    ("written", "expected"),
    [("ja", True), ("nee", False), ("Ja", True), (" NEE ", False), ("true", True), ("false", False), (True, True)],
)
def test_flag(written: object, expected: bool, accept) -> None:
    """Dutch words, and what JSON calls them."""
    assert accept(JaNee, written) is expected


@pytest.mark.parametrize("written", ["", "no", "yes", "j", "n", "0", "1", "aan", "waar", "null", "~"])
def test_flag_refused(written: str, refuse) -> None:
    """`no` is not false and an empty field is not “nee”."""
    assert refuse(JaNee, written) == ("ja-nee", f"“{written}” is geen ja of nee", "Schrijf ja of nee.")
