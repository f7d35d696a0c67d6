"""A small country to build: its files (`land/`), its site, and what a build that knows nothing would make of it."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import chdir, contextmanager, redirect_stderr, redirect_stdout, suppress
from dataclasses import dataclass, field
from datetime import date
from io import StringIO
from pathlib import Path

import yaml

from support import PEILDATUM, ROOT
from zorgpaden.build.opened import Opener
from zorgpaden.build.question import find_folders
from zorgpaden.checks import Context
from zorgpaden.cli import main
from zorgpaden.problems import Problem
from zorgpaden.project import load_project

LAND = Path(__file__).parent / "land"
DAY = date.fromisoformat(PEILDATUM)
THEME = {"theme": {"name": "material", "custom_dir": "theme", "language": "nl", "font": False}}
Files = dict[str, str]
"""Path → hash."""


def tree(folder: Path) -> Files:
    """What is in a folder; an empty folder counts as well."""
    found = {}
    for place, folders, files in os.walk(folder):
        below = os.path.relpath(place, folder)
        if not files and not folders:
            found[below] = "leeg"
        for name in files:
            content = Path(place, name).read_bytes()
            found[os.path.normpath(f"{below}/{name}")] = hashlib.sha256(content).hexdigest()
    return found


FORM = ".cache/formulier"
"""Where the form for editors is put; a build looks nowhere else in a folder that is hidden."""


def source_of(project: Path) -> dict[str, bytes]:
    """Every file that a build reads."""
    hidden = (".", "site")
    rooms = [*(one for one in project.iterdir() if not one.name.startswith(hidden)), project / FORM]
    files = (file for one in rooms for file in [one, *one.rglob("*")])
    return {file.relative_to(project).as_posix(): file.read_bytes() for file in files if file.is_file()}


@dataclass
class Country:
    """A project in a folder. `known` remembers what a cold build made of a state."""

    path: Path
    known: dict[str, Files | None] = field(default_factory=dict)
    said: str = ""

    @classmethod
    def new(cls, path: Path, *, theme: bool = False) -> Country:
        """A fresh copy of the country; with `theme` it has a theme of its own."""
        shutil.copytree(LAND, path)
        country = cls(path)
        if theme:
            shutil.copytree(ROOT / "theme", path / "theme")
            country.set_options({**country.options(), **THEME})
        return country

    @property
    def site(self) -> Path:
        """Where the site comes."""
        return self.path / "site"

    def options(self) -> dict[str, object]:
        """What mkdocs.yml says."""
        found: dict[str, object] = yaml.safe_load((self.path / "mkdocs.yml").read_text(encoding="utf-8"))
        return found

    def set_options(self, options: dict[str, object]) -> None:
        """Write mkdocs.yml."""
        (self.path / "mkdocs.yml").write_text(yaml.safe_dump(options, sort_keys=False), encoding="utf-8")

    def edit(self, path: str, old: str, new: str) -> None:
        """Change a text; what it replaces has to be there."""
        text = (self.path / path).read_text(encoding="utf-8")
        assert old in text, f"{old!r} is not in {path}"
        (self.path / path).write_text(text.replace(old, new), encoding="utf-8")

    def build(self, *more: str | Path) -> int:
        """Build in this process, as the command does; its words are in `said`."""
        said = StringIO()
        with chdir(self.path), redirect_stdout(said), redirect_stderr(said):
            code = main(["build", "--peildatum", PEILDATUM, *map(str, more)])
        self.said = said.getvalue()
        assert "Traceback" not in self.said
        return code

    def built(self) -> Files:
        """The site after a build, which has to succeed."""
        assert self.build() == 0, self.said
        return tree(self.site)

    def cold(self) -> Files | None:
        """What a build without any memory makes of the same files, elsewhere; None when it refuses."""
        source = source_of(self.path)
        state = hashlib.sha256(repr(sorted(source.items())).encode()).hexdigest()
        if state not in self.known:
            with elsewhere(source) as folder:
                country = Country(folder)
                self.known[state] = tree(country.site) if country.build() == 0 else None
        return self.known[state]

    def problems(self) -> tuple[list[Problem], list[Problem]]:
        """What is wrong, told from the cache and told anew."""
        data, content = self.path / "data", self.path / "content"
        opened = Opener(data, content).open(DAY, find_folders(data, content))
        return opened.problems, load_project(data, content, Context(DAY)).problems


@contextmanager
def elsewhere(source: dict[str, bytes]) -> Iterator[Path]:
    """These files in another folder, for a moment."""
    folder = Path(tempfile.mkdtemp(prefix="zp-land-"))
    try:
        for path, content in source.items():
            with suppress(FileExistsError):
                (folder / path).parent.mkdir(parents=True)
            (folder / path).write_bytes(content)
        yield folder
    finally:
        shutil.rmtree(folder)
