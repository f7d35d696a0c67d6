"""A scratch repository in which a test makes history, and versions of it read once."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import yaml

from support import PEILDATUM, ROOT
from zorgpaden.changes.compare import compare
from zorgpaden.changes.forms import as_text
from zorgpaden.changes.pages import PageChanges
from zorgpaden.changes.report import Report, make_report
from zorgpaden.changes.sides import Side, from_folder, from_git
from zorgpaden.checks import Context
from zorgpaden.project import load_project
from zorgpaden.references import references

TODAY = date.fromisoformat(PEILDATUM)
REGISTER = "data/landelijk/gemeenten.yml"
PLAIN_GEMEENTEN = 12
SMALL = ROOT / "tests" / "checks" / "heel"
GIT_COMMAND = shutil.which("git") or "git"
GIT = {
    "GIT_AUTHOR_NAME": "Toets",
    "GIT_AUTHOR_EMAIL": "toets@zorgpaden.example",
    "GIT_COMMITTER_NAME": "Toets",
    "GIT_COMMITTER_EMAIL": "toets@zorgpaden.example",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
}


@dataclass
class Scratch:
    """A repository with `data/` and `content/`; its versions are remembered by name."""

    path: Path
    _sides: dict[str, Side] = field(default_factory=dict)

    def git(self, *arguments: str) -> str:
        done = subprocess.run(
            [GIT_COMMAND, "-C", str(self.path), *arguments],
            env=os.environ | GIT,
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout.strip()

    def begin(self, source: Path) -> Scratch:
        """The data and texts below `source`, not yet committed."""
        for room in ("data", "content"):
            shutil.copytree(source / room, self.path / room)
        self.git("init", "--quiet", "--initial-branch", "main")
        return self

    def fewer_gemeenten(self) -> Scratch:
        """Only the gemeenten that something refers to, and a few that have nothing of their own: quicker to load."""
        catalog = load_project(self.path / "data", self.path / "content", Context(TODAY)).catalog
        named = {id_ for item in catalog.items() for _, kind, id_ in references(item.entity) if kind == "gemeenten"}
        kept = named | set(list(catalog.register)[:PLAIN_GEMEENTEN])
        entries = [one for one in yaml.safe_load(self.read(REGISTER)) if one["id"] in kept]
        return self.write(REGISTER, "".join(f"- {json.dumps(one)}\n" for one in entries))

    def commit(self, name: str) -> Scratch:
        """Everything that changed, as one version with this name."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", name)
        self.git("tag", name)
        return self

    def edit(self, path: str, pattern: str, new: str) -> Scratch:
        """Replace the first match; it has to be there."""
        file = self.path / path
        text, count = re.subn(pattern, new, file.read_text(encoding="utf-8"), count=1)
        assert count, f"{pattern} is not in {path}"
        file.write_text(text, encoding="utf-8")
        return self

    def write(self, path: str, text: str) -> Scratch:
        file = self.path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return self

    def read(self, path: str) -> str:
        return (self.path / path).read_text(encoding="utf-8")

    def delete(self, path: str) -> Scratch:
        (self.path / path).unlink()
        return self

    def side(self, name: str) -> Side:
        if name not in self._sides:
            self._sides[name] = from_git(name, self.path / "data", self.path / "content", Context(TODAY))
        return self._sides[name]

    def lines(self, old: str, new: str, *, pages: bool = False) -> list[str]:
        """The report as text, line by line, without the marks of the list; with `pages` also what looks different."""
        sides = self.side(old), self.side(new)
        if pages:
            report = make_report(*sides, TODAY)
        else:
            difference = compare(sides[0].project, sides[1].project, TODAY)
            report = Report(*sides, TODAY, difference, PageChanges((), (), (), (), {}, {}, ()))
        return [line.strip().removeprefix("- ") for line in as_text(report).splitlines()]


def small(path: Path) -> Path:
    """A copy of the smallest whole project."""
    shutil.copytree(SMALL, path)
    return path


def between(old: Path, new: Path) -> Report:
    """The report about two folders."""
    context = Context(TODAY)
    return make_report(from_folder(old, context), from_folder(new, context), TODAY)
