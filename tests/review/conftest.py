"""One meeting and one pack for the whole suite."""

from __future__ import annotations

from pathlib import Path

import pytest

from review.meeting import Meeting, make_meeting


@pytest.fixture(scope="session")
def meeting(tmp_path_factory: pytest.TempPathFactory) -> Meeting:
    return make_meeting(tmp_path_factory.mktemp("vergadering"))


@pytest.fixture(scope="session")
def pack(meeting: Meeting, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that the command made."""
    target = tmp_path_factory.mktemp("agenda") / "uit"
    done = meeting.review(target, seed="1")
    assert done.returncode == 0, done.stdout + done.stderr
    return target
