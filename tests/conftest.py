"""The real site, built once for every suite that looks at it."""

from __future__ import annotations

from pathlib import Path

import pytest

from support import PEILDATUM, run_zorgpaden


@pytest.fixture(scope="session")
def built_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole national site, as `scripts/build` makes it."""
    target = tmp_path_factory.mktemp("bouw") / "site"
    done = run_zorgpaden("build", "--to", target, "--peildatum", PEILDATUM)
    assert done.returncode == 0, done.stdout + done.stderr
    return target
