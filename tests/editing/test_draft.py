"""A draft changes nothing until it is committed, and then everything or nothing."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from support import PEILDATUM, ROOT
from zorgpaden.checks import Context
from zorgpaden.editing.draft import Draft, open_draft
from zorgpaden.problems import DataProblems

CONTEXT = Context(date.fromisoformat(PEILDATUM))
SPREEKUUR = "data/gemeenten/waterrijk/voorzieningen/financieel-spreekuur-waterrijk.yml"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "data", tmp_path / "data")
    shutil.copytree(ROOT / "content", tmp_path / "content")
    return tmp_path


@pytest.fixture
def draft(project: Path) -> Iterator[Draft]:
    with open_draft(project / "data", project / "content") as draft:
        yield draft


def _text(project: Path) -> str:
    return (project / SPREEKUUR).read_text(encoding="utf-8")


def test_nothing_is_written_before_commit(project: Path, draft: Draft) -> None:
    before = _text(project)
    draft.write(SPREEKUUR, before.replace("088-000 02 01", "088-000 02 99"))
    assert _text(project) == before
    assert draft.commit(CONTEXT) == [SPREEKUUR]
    assert _text(project) == before.replace("088-000 02 01", "088-000 02 99")


def test_what_the_checks_refuse_is_not_written(project: Path, draft: Draft) -> None:
    before = _text(project)
    draft.write(SPREEKUUR, before.replace("088-000 02 01", "bel maar"))
    with pytest.raises(DataProblems) as refused:
        draft.commit(CONTEXT)
    assert [problem.path for problem in refused.value.problems] == [SPREEKUUR]
    assert _text(project) == before


def test_an_error_that_was_there_does_not_stop_other_work(project: Path) -> None:
    broken = project / "data/gemeenten/duinhoven/gemeente.yml"
    broken.write_text(broken.read_text(encoding="utf-8") + "hobby: zingen\n", encoding="utf-8")
    with open_draft(project / "data", project / "content") as draft:
        text = _text(project).replace("088-000 02 01", "088-000 02 99")
        draft.write(SPREEKUUR, text)
        assert draft.commit(CONTEXT) == [SPREEKUUR]
    assert _text(project) == text


def test_removing_what_others_need_is_refused(project: Path, draft: Draft) -> None:
    draft.delete(SPREEKUUR)
    with pytest.raises(DataProblems):
        draft.commit(CONTEXT)
    assert (project / SPREEKUUR).is_file()


def test_both_folders_and_no_trace(project: Path) -> None:
    page = "content/infosheets/armoede-en-schulden.md"
    with open_draft(project / "data", project / "content") as draft:
        draft.write(SPREEKUUR, _text(project).replace("088-000 02 01", "088-000 02 99"))
        draft.write(page, draft.read(page).replace("## Tips", "## Meer tips"))  # type: ignore[union-attr]
        assert draft.commit(CONTEXT) == [page, SPREEKUUR]
    assert "## Meer tips" in (project / page).read_text(encoding="utf-8")
    assert sorted(path.name for path in project.iterdir()) == ["content", "data"]


def test_no_path_outside_the_folders(draft: Draft) -> None:
    for path in ("data/../geheim.yml", "elders/a.yml", "data"):
        with pytest.raises(ValueError, match="not below"):
            draft.write(path, "x")
