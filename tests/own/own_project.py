"""A project as `init` makes one, and the script that makes its packages."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from support import PEILDATUM, ROOT

Done = subprocess.CompletedProcess[str]


def release(to: Path, root: Path = ROOT) -> Done:
    """The real script, with the environment of the tests."""
    environment = os.environ | {"ZORGPADEN_VENV": sys.prefix}
    command = [root / "scripts" / "release", "--to", to]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=120)


@dataclass(frozen=True)
class Project:
    """A folder that `init` made, and the environment that its scripts use."""

    path: Path
    environment: dict[str, str]

    def run(self, script: str, *arguments: str | Path, **settings: str) -> Done:
        """One of its scripts, by a relative path from elsewhere."""
        return subprocess.run(
            [self.path / "scripts" / script, *map(str, arguments)],
            cwd=self.path.parent,
            env=self.environment | settings,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )

    def build(self, to: Path, **settings: str) -> Path:
        """The built site."""
        done = self.run("build", "--to", to, "--peildatum", PEILDATUM, **settings)
        assert done.returncode == 0, done.stdout + done.stderr
        return to

    def set(self, old: str, new: str) -> None:
        """Change mkdocs.yml."""
        file = self.path / "mkdocs.yml"
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")
