"""Problems are values: yielded by every step, collected, and shown together at the end."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import Literal

Severity = Literal["fout", "waarschuwing"]


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """One thing that is wrong, with the place and the way to mend it.

    `path` is relative to the folder the editor works in; `line` and `column`
    count from 1 (0 = the file as a whole). `message` says what was found and
    `hint` what is allowed or how to mend it; both are Dutch, for editors.
    """

    path: str
    line: int
    column: int
    code: str
    severity: Severity
    message: str
    hint: str = ""

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}:{self.column}" if self.line else self.path
        head = _one_line(f"{place}: {self.severity} [{self.code}] {self.message}")
        return f"{head}\n    → {_one_line(self.hint)}" if self.hint else head


def _one_line(text: str) -> str:
    """Text that cannot start a line of its own: input is quoted in messages, and some logs obey lines."""
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in text)


class DataProblems(Exception):
    """The input has problems of severity `fout`; carries all of them."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = sorted(problems)
        super().__init__("\n".join(map(str, self.problems)))


def errors(problems: list[Problem]) -> list[Problem]:
    """The problems that stop a build."""
    return [problem for problem in problems if problem.severity == "fout"]


def suggest(word: str, known: list[str]) -> str:
    """“Bedoelt u …?” when a known word is close; else the empty string."""
    close = difflib.get_close_matches(word, known, n=1, cutoff=0.6)
    return f"Bedoelt u “{close[0]}”?" if close else ""
