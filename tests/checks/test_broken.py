"""One gloriously broken project: the full list of problems is the test."""

from __future__ import annotations

import os
import re
from datetime import date
from pathlib import Path

import pytest
from problem_codes import source_codes
from test_broken_in_copy import DAMAGE, UNREACHABLE

from zorgpaden.checks import REGISTRY, Context
from zorgpaden.problems import DataProblems
from zorgpaden.project import Project, load_project

HERE = Path(__file__).parent
BROKEN = HERE / "gebroken"
GOLDEN = BROKEN / "verwacht.txt"
CONTEXT = Context(date(2026, 11, 23))
RENEW = "Is the new list better? Then renew it: ZP_GOLDEN=1 pytest tests/checks"


@pytest.fixture(scope="module")
def broken() -> Project:
    return load_project(BROKEN / "data", BROKEN / "content", CONTEXT)


def test_all_problems_as_expected(broken: Project) -> None:
    found = "".join(f"{problem}\n" for problem in broken.problems)
    if os.environ.get("ZP_GOLDEN"):
        GOLDEN.write_text(found, encoding="utf-8")
    expected = GOLDEN.read_text(encoding="utf-8")
    assert found.splitlines() == expected.splitlines(), RENEW


def test_every_code_of_the_source_occurs(broken: Project) -> None:
    missing = source_codes() - {problem.code for problem in broken.problems} - DAMAGE.keys() - UNREACHABLE.keys()
    assert not missing, f"show each of these in {BROKEN} or, if it cannot be in a file, in DAMAGE: {sorted(missing)}"


def test_no_code_comes_out_of_nowhere(broken: Project) -> None:
    """The list of codes that is read from the source is whole."""
    assert {problem.code for problem in broken.problems} <= source_codes()


@pytest.mark.parametrize("name", REGISTRY)
def test_every_check_finds_something(name: str, broken: Project) -> None:
    assert list(REGISTRY[name](broken.catalog, CONTEXT)), f"nothing in {BROKEN} breaks the rule of “{name}”"


def test_unreachable_codes_are_not_met(broken: Project) -> None:
    """A code that turns up after all belongs in the list of expected problems."""
    assert UNREACHABLE.keys() <= source_codes()
    assert not UNREACHABLE.keys() & {problem.code for problem in broken.problems}


def test_problems_are_for_editors(broken: Project) -> None:
    """Each says how to mend it; none shows Python."""
    for problem in broken.problems:
        assert problem.hint, problem
        assert not re.search(r"\bNone\b|Traceback|pydantic|<class|\{\}|\[\]", f"{problem.message} {problem.hint}"), (
            problem
        )


def test_paths_exist(broken: Project) -> None:
    """A path can be clicked from the folder the editor works in; only a missing file is not there."""
    for problem in broken.problems:
        assert (BROKEN / problem.path).exists() or problem.code == "ontbreekt", problem


def test_places_are_inside_the_file(broken: Project) -> None:
    for problem in broken.problems:
        if problem.line:
            lines = (BROKEN / problem.path).read_text(encoding="utf-8").splitlines()
            assert 1 <= problem.line <= len(lines) + 1, problem
            line = lines[problem.line - 1] if problem.line <= len(lines) else ""
            assert 1 <= problem.column <= len(line) + 1, problem


def test_order_and_repetition(broken: Project) -> None:
    assert broken.problems == sorted(set(broken.problems))
    assert broken.problems == load_project(BROKEN / "data", BROKEN / "content", CONTEXT).problems


def test_checked_refuses_with_all_problems(broken: Project) -> None:
    with pytest.raises(DataProblems) as caught:
        broken.checked()
    assert caught.value.problems == broken.problems


def test_whole_project_has_no_problems() -> None:
    """The other side: the same kinds of files without a fault give nothing."""
    whole = load_project(HERE / "heel" / "data", HERE / "heel" / "content", CONTEXT)
    assert whole.problems == []
    assert whole.checked() is whole
    assert whole.catalog.zorgpaden
    assert whole.catalog.pages
