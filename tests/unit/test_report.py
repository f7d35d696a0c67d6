"""Problems as text, as GitHub annotations, as a GitLab report and as JSON."""

from __future__ import annotations

import json
from dataclasses import asdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zorgpaden.problems import DataProblems, Problem, errors
from zorgpaden.report import FORMATS, as_github, as_gitlab, as_json, as_text, summary

WRONG = Problem("data/a.yml", 3, 5, "telefoon", "fout", "“088” is geen nummer", "Schrijf 088-000 00 01.")
LATE = Problem("data/b.yml", 0, 0, "verlopen", "waarschuwing", "te lang geleden")


# --- the problem itself -----------------------------------------------------------------------------


def test_problem_as_text() -> None:
    """Place, severity, code, message, and the hint on its own line."""
    expected = "data/a.yml:3:5: fout [telefoon] “088” is geen nummer\n    → Schrijf 088-000 00 01."
    assert str(WRONG) == expected


def test_problem_of_a_whole_file_as_text() -> None:
    """No line means no line; no hint means no arrow."""
    assert str(LATE) == "data/b.yml: waarschuwing [verlopen] te lang geleden"


def test_only_errors_stop_a_build() -> None:
    """A warning does not."""
    assert errors([WRONG, LATE]) == [WRONG]


def test_data_problems_are_sorted() -> None:
    """By file, then line, then column: the order in which an editor walks."""
    second = Problem("data/a.yml", 12, 1, "x", "fout", "m")
    caught = DataProblems([LATE, second, WRONG])
    assert caught.problems == [WRONG, second, LATE]
    assert str(caught).splitlines()[0].startswith("data/a.yml:3:5")


# --- text -------------------------------------------------------------------------------------------


def test_text() -> None:
    """One after the other."""
    assert as_text([WRONG, LATE]) == f"{WRONG}\n{LATE}"
    assert as_text([]) == ""


@pytest.mark.parametrize(
    "problem",
    [
        pytest.param(Problem("a\n::stop-commands::x", 1, 1, "c", "fout", "m"), id="file name"),
        pytest.param(
            Problem("a", 1, 1, "c", "fout", "“x\n::error::y” is geen veld"),
            id="message",
        ),
    ],
)
def test_text_cannot_give_commands_to_the_runner(problem: Problem) -> None:
    """GitHub obeys every line of the log that starts with `::`."""
    assert not [line for line in as_text([problem]).splitlines() if line.startswith("::")]


# --- GitHub -----------------------------------------------------------------------------------------


def test_github_error() -> None:
    """Beside the changed line, with message and hint."""
    expected = "::error file=data/a.yml,line=3,col=5,title=telefoon::“088” is geen nummer. Schrijf 088-000 00 01."
    assert as_github([WRONG]) == expected


def test_github_warning_of_a_whole_file() -> None:
    """GitHub counts from 1, and has no line 0."""
    assert as_github([LATE]) == "::warning file=data/b.yml,line=1,col=1,title=verlopen::te lang geleden."


@pytest.mark.parametrize(
    ("message", "escaped"),
    [
        ("100%", "100%25."),
        ("a\nb", "a%0Ab."),
        ("a\r\nb", "a%0D%0Ab."),
        ("%0A", "%250A."),
        ("a: b, c::d", "a: b, c::d."),
        ("x\n::error::y", "x%0A::error::y."),
    ],
)
def test_github_escapes_the_message(message: str, escaped: str) -> None:
    """A message stays one line and cannot start a command of its own."""
    assert as_github([Problem("a", 1, 1, "c", "fout", message)]).partition("title=c::")[2] == escaped


@pytest.mark.parametrize(
    ("path", "escaped"),
    [("a,b.yml", "a%2Cb.yml"), ("a:b.yml", "a%3Ab.yml"), ("a%b.yml", "a%25b.yml"), ("é.yml", "é.yml")],
)
def test_github_escapes_the_path(path: str, escaped: str) -> None:
    """A file name cannot add a property."""
    assert as_github([Problem(path, 1, 1, "c", "fout", "m")]) == f"::error file={escaped},line=1,col=1,title=c::m."


@pytest.mark.parametrize("path", ["a\n::stop-commands::x", "a\rb"])
def test_github_line_break_in_the_path(path: str) -> None:
    """A file name in a pull request may hold a line break; it may not start a command."""
    assert len(as_github([Problem(path, 1, 1, "c", "fout", "m")]).splitlines()) == 1


def test_github_one_full_stop() -> None:
    """A message that is a sentence already stays one."""
    assert as_github([Problem("a", 1, 1, "c", "fout", "Klaar.")]).endswith("::Klaar.")


printable = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


@given(printable, printable)
def test_github_is_one_line_per_problem(message: str, hint: str) -> None:
    """Whatever is in message and hint, a runner sees one line."""
    line = as_github([Problem("a", 1, 1, "c", "fout", message, hint)])
    assert "\n" not in line
    assert "\r" not in line


# --- GitLab -----------------------------------------------------------------------------------------


def test_gitlab() -> None:
    """The fields that GitLab asks of a code quality report, and a line that counts from 1."""
    wrong, late = json.loads(as_gitlab([WRONG, LATE]))
    assert wrong.pop("fingerprint") != late.pop("fingerprint")
    assert wrong == {
        "description": "“088” is geen nummer. Schrijf 088-000 00 01.",
        "check_name": "telefoon",
        "severity": "critical",
        "location": {"path": "data/a.yml", "lines": {"begin": 3}},
    }
    assert late["severity"] == "minor"
    assert late["location"]["lines"] == {"begin": 1}


def test_gitlab_fingerprints() -> None:
    """The same problem keeps its fingerprint on another line; twice the same problem has two."""
    lower = Problem(WRONG.path, 30, 1, WRONG.code, WRONG.severity, WRONG.message)
    first, second = (one["fingerprint"] for one in json.loads(as_gitlab([WRONG, lower])))
    assert first != second
    assert json.loads(as_gitlab([lower]))[0]["fingerprint"] == first


# --- JSON -------------------------------------------------------------------------------------------


def test_json() -> None:
    """The fields of `Problem`, in order, in readable Dutch."""
    text = as_json([WRONG, LATE])
    assert json.loads(text) == [asdict(WRONG), asdict(LATE)]
    assert list(json.loads(text)[0]) == ["path", "line", "column", "code", "severity", "message", "hint"]
    assert "“088”" in text


def test_json_of_nothing() -> None:
    """An empty list, not an empty text."""
    assert json.loads(as_json([])) == []


@given(printable, printable)
def test_json_round_trip(path: str, message: str) -> None:
    """Any text survives."""
    problem = Problem(path, 1, 2, "c", "fout", message)
    assert [Problem(**fields) for fields in json.loads(as_json([problem]))] == [problem]


# --- all formats ------------------------------------------------------------------------------------


def test_formats() -> None:
    """The names of `--formaat`."""
    assert {"tekst": as_text, "github": as_github, "gitlab": as_gitlab, "json": as_json} == FORMATS


@pytest.mark.parametrize(
    ("problems", "expected"),
    [
        ([], "Alles in orde."),
        ([WRONG], "1 fout, 0 waarschuwingen."),
        ([LATE], "0 fouten, 1 waarschuwing."),
        ([WRONG, WRONG, LATE, LATE], "2 fouten, 2 waarschuwingen."),
    ],
)
def test_summary(problems: list[Problem], expected: str) -> None:
    """One line with the right plurals."""
    assert summary(problems) == expected
