"""What several suites share: the repository, and the real command."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from zorgpaden.editing.form import form_warning, formed_files, is_formed
from zorgpaden.problems import Problem

CHROMIUM = shutil.which("chromium-headless-shell") or shutil.which("chromium")
"""A browser; the one without windows costs half as much."""
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
ROOT = Path(__file__).parents[1]
PEILDATUM = "2026-11-23"
"""The day on which the shipped data are tested, so that the tests do not age with them."""


def run_zorgpaden(*arguments: str | Path, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run the real command in a process of its own."""
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "zorgpaden.cli", *map(str, arguments)]
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False, timeout=900)


def form_problems(data: Path, content: Path) -> list[Problem]:
    """A warning for each file that is not in canonical form."""
    folders = {"data": data, "content": content}
    found = []
    for path in formed_files(data, content):
        room, _, inside = path.partition("/")
        if not is_formed(path, (folders[room] / inside).read_bytes()):
            found.append(form_warning(path))
    return found
