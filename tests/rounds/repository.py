"""A Git repository with data, as the redactieraad has one, and the answer of an owner."""

from __future__ import annotations

import io
import shutil
import subprocess
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import yaml

from stand.small import DAM, write_project
from zorgpaden.checks import Context
from zorgpaden.cli import main
from zorgpaden.model.base import fingerprint
from zorgpaden.project import load_project

GIT = shutil.which("git") or "git"
CONFIG = """\
INHERIT: {root}/mkdocs.yml
docs_dir: content
theme:
  name: material
  custom_dir: {root}/theme
  language: nl
  font: false
plugins:
  - zorgpaden:
      data_dir: data
      meldadres: meld@zorgpaden.example
{more}
"""
"""A mkdocs.yml as a host has one; `more` is extra lines below the plugin."""


@dataclass(frozen=True)
class Repo:
    """A folder with `data/` and `content/` in Git."""

    folder: Path

    def git(self, *arguments: str) -> str:
        done = subprocess.run([GIT, *arguments], cwd=self.folder, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def branches(self) -> list[str]:
        return self.git("for-each-ref", "--format=%(refname:short)", "refs/heads").split()

    def state(self) -> tuple[str, ...]:
        """What a user notices: the commit, the branch, the index and the files."""
        status = self.git("status", "--porcelain=v2", "--branch", "--untracked-files=all")
        return status, self.git("diff"), self.git("ls-files", "-s")

    def changed_lines(self, branch: str) -> list[str]:
        """Lines that a branch takes away and adds, over all files."""
        text = self.git("diff", "--unified=0", "main", branch)
        return [line for line in text.splitlines() if line[:1] in "+-" and line[:3] not in ("+++", "---")]


def small_country(folder: Path) -> Path:
    """The small country of tests/stand; instead of `dam` there is `kade`, which may have new invented numbers."""
    project = write_project(folder)
    (project / DAM).rename(project / "data/gemeenten/kade")
    own = "id: kade\nvoorbeeld: ja\nnaam: Kade\nprovincie: Voorbeeld\n"
    for file in sorted((project / "data").rglob("*.yml")):
        text = file.read_text(encoding="utf-8")
        if file.name == "gemeente.yml":
            text = text.replace("id: dam\n", own)
        elif file.name != "gemeenten.yml":
            text = text.replace("[dam", "[kade")
        file.write_text(text, encoding="utf-8")
    return project


def command(*arguments: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """The command in this process: a test here needs many."""
    out, err = io.StringIO(), io.StringIO()
    with chdir(cwd), redirect_stdout(out), redirect_stderr(err):
        code = main([*map(str, arguments)])
    return subprocess.CompletedProcess([*map(str, arguments)], code, out.getvalue(), err.getvalue())


def make_repo(folder: Path) -> Repo:
    repo = Repo(folder)
    repo.git("init", "--quiet", "--initial-branch", "main")
    repo.git("config", "user.name", "Redactie")
    repo.git("config", "user.email", "redactie@zorgpaden.example")
    repo.git("config", "core.autocrlf", "false")
    repo.git("add", ".")
    repo.git("commit", "--quiet", "--message", "Begin")
    return repo


def kenmerk(folder: Path, id_: str, day: Context) -> str:
    """The kenmerk of a voorziening, as the page writes it."""
    return fingerprint(load_project(folder / "data", folder / "content", day).catalog.voorzieningen[id_].entity)


def answer(**values: object) -> str:
    """An answer as YAML; the words around a fact come from the arguments."""
    top = {"deel": "gemeente-kade", "op": "2026-11-22", "door": "teamleider", "hoe": "nagevraagd"}
    return yaml.safe_dump(top | values, allow_unicode=True, sort_keys=False, default_style='"')
