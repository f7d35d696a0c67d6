"""Problems as text for people, as annotations for GitHub, as a report for GitLab, or as JSON."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict

from zorgpaden.problems import Problem, errors


def as_text(problems: list[Problem]) -> str:
    """One problem per paragraph."""
    return "\n".join(map(str, problems))


def as_github(problems: list[Problem]) -> str:
    """Workflow commands that GitHub shows beside the changed line."""
    return "\n".join(map(_annotation, problems))


def _annotation(problem: Problem) -> str:
    kind = "error" if problem.severity == "fout" else "warning"
    text = _escape(f"{problem.message.rstrip('.')}. {problem.hint}".rstrip())
    place = _escape(problem.path).replace(",", "%2C").replace(":", "%3A")
    return (
        f"::{kind} file={place},line={max(problem.line, 1)},col={max(problem.column, 1)},title={problem.code}::{text}"
    )


def _escape(text: str) -> str:
    for plain, escaped in (("%", "%25"), ("\r", "%0D"), ("\n", "%0A")):
        text = text.replace(plain, escaped)
    return text


def as_gitlab(problems: list[Problem]) -> str:
    """A code quality report; the same problem keeps its fingerprint when lines move."""
    seen: Counter[tuple[str, str, str]] = Counter()
    found = []
    for problem in problems:
        same = (problem.path, problem.code, problem.message)
        seen[same] += 1
        found.append(
            {
                "description": f"{problem.message.rstrip('.')}. {problem.hint}".rstrip(),
                "check_name": problem.code,
                "fingerprint": hashlib.sha256(json.dumps([*same, seen[same]]).encode()).hexdigest(),
                "severity": "critical" if problem.severity == "fout" else "minor",
                "location": {"path": problem.path, "lines": {"begin": max(problem.line, 1)}},
            }
        )
    return json.dumps(found, ensure_ascii=False, indent=2)


def as_json(problems: list[Problem]) -> str:
    """A list of objects with the fields of `Problem`."""
    return json.dumps([asdict(problem) for problem in problems], ensure_ascii=False, indent=2)


FORMATS: dict[str, Callable[[list[Problem]], str]] = {
    "tekst": as_text,
    "github": as_github,
    "gitlab": as_gitlab,
    "json": as_json,
}


def summary(problems: list[Problem]) -> str:
    """How many of each, in one line."""
    wrong = len(errors(problems))
    warnings = len(problems) - wrong
    if not problems:
        return "Alles in orde."
    return f"{_count(wrong, 'fout', 'fouten')}, {_count(warnings, 'waarschuwing', 'waarschuwingen')}."


def _count(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"
