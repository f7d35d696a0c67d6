"""Cells that a spreadsheet would take for a formula."""

from __future__ import annotations

import re

# `=`, `+`, `-` and `@` start a formula, also after white space, and in some languages their wide forms do.
FORMULA = "\\s*[=+\\-@\\t\\r＝＋－＠]"
_DANGEROUS = re.compile(f"'*{FORMULA}")


def guarded(cell: str) -> str:
    """A cell of a csv file that no spreadsheet runs."""
    return f"'{cell}" if _DANGEROUS.match(cell) else cell
