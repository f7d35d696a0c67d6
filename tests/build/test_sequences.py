"""Whatever somebody edits: after each step the site is byte for byte the one of a build that knows nothing.

`ZP_STAPPEN=500 pytest -n 0 tests/build/test_sequences.py` looks longer, at other sequences every time.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from random import Random

import pytest
from country import Country, source_of, tree
from country_edits import EDITS
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from zorgpaden.build import code

LONGER = int(os.environ.get("ZP_STAPPEN", "0"))
STEPS = 8
PATIENT = settings(
    max_examples=max(LONGER // STEPS, 4),
    derandomize=not LONGER,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
OFTEN = ("value", "value", "value", "more", "fewer", "text", "front")
steps = st.lists(
    st.tuples(st.sampled_from([*EDITS, "code", *OFTEN]), st.integers(0, 2**32)), min_size=4, max_size=STEPS
)


@pytest.fixture(autouse=True)
def one_process(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Another code version for this test, and one process: so small a country gains nothing by more."""
    monkeypatch.setenv("ZORGPADEN_PROCESSEN", "1")
    yield
    code.code_version.cache_clear()


class Editor:
    """Somebody who edits a country and builds it after each edit."""

    def __init__(self, country: Country) -> None:
        self.country = country
        self.good = source_of(country.path)
        self.shown = country.built()
        assert self.shown == country.cold()
        self.refused = False

    def step(self, name: str, number: int) -> None:
        """One edit, a build, and a look at the result."""
        dice = Random(number)  # noqa: S311  (an edit, not a secret)
        if self.refused and dice.random() < 0.7:
            self.mend()
        if name == "code":
            other_code(number)
        else:
            EDITS[name](self.country, dice)
        self.look()

    def mend(self) -> None:
        """Everything as it was when the last build succeeded."""
        for path in source_of(self.country.path):
            if path not in self.good:
                (self.country.path / path).unlink()
        for path, content in self.good.items():
            file = self.country.path / path
            if not file.is_file() or file.read_bytes() != content:
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(content)

    def look(self) -> None:
        """Build; it succeeds where a cold build does, with the same bytes, and else leaves the old site alone."""
        before = tree(self.country.site)
        told, anew = self.country.problems()
        assert told == anew
        done = self.country.build()
        cold = self.country.cold()
        note(f"{done}: {self.country.said}")
        self.refused = cold is None
        assert (done != 0) == self.refused, self.country.said
        after = tree(self.country.site)
        assert after == (before if cold is None else cold), differences(after, before if cold is None else cold)
        if not self.refused:
            self.good = source_of(self.country.path)


def other_code(number: int) -> None:
    """As if the code of the plugin changed."""
    code.code_signs = lambda: iter((str(number),))
    code.code_version.cache_clear()


def differences(found: dict[str, str], wanted: dict[str, str]) -> str:
    paths = sorted(path for path in found.keys() | wanted.keys() if found.get(path) != wanted.get(path))
    return "\n".join(f"{path}: {found.get(path)} and not {wanted.get(path)}" for path in paths)


@PATIENT
@given(steps)
def test_after_every_edit_the_site_is_that_of_a_cold_build(
    tmp_path_factory: pytest.TempPathFactory, edits: list[tuple[str, int]]
) -> None:
    folder = tmp_path_factory.mktemp("land")
    signs = code.code_signs
    try:
        editor = Editor(Country.new(folder / "land", theme=bool(edits[0][1] % 2)))
        for name, number in edits:
            note(f"{name} {number}")
            editor.step(name, number)
    finally:
        code.code_signs = signs
        shutil.rmtree(folder)
