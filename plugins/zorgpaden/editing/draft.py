"""A set of changes to files: tried by the checks first, then written all at once or not at all.

The draft is a copy of the two folders made of hard links, so it costs little and shows the checks exactly what would
be there. `commit` swaps the copy for the folder in one step (see `publish.py`): who reads the data finds the old files
or the new ones, never a mix.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from zorgpaden.checks import Context
from zorgpaden.problems import DataProblems, Problem, errors
from zorgpaden.project import Project, load_project
from zorgpaden.publish import fresh_folder, publish


class Draft:
    """What the two folders would be. Paths are as the editor sees them: `data/…` or `content/…`."""

    def __init__(self, data: Path, content: Path, copies: dict[str, Path]) -> None:
        """Use `open_draft`; it also clears away what is left."""
        self.folders = {"data": data, "content": content}
        self._copies = copies
        self._changed: set[str] = set()

    @property
    def changed(self) -> list[str]:
        """Paths that this draft writes or removes, sorted."""
        return sorted(self._changed)

    def read(self, path: str) -> str | None:
        """The text of a file as it is in the draft; None when there is none."""
        file = self._file(path)
        return file.read_text(encoding="utf-8") if file.is_file() else None

    def write(self, path: str, text: str) -> None:
        """Put a file in the draft; the same text is no change."""
        if self.read(path) == text:
            return
        file = self._file(path)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.unlink(missing_ok=True)  # never write through a link: the original is the same file
        file.write_text(text, encoding="utf-8", newline="\n")
        self._changed.add(path)

    def delete(self, path: str) -> None:
        """Leave a file out of the draft."""
        self._file(path).unlink()
        self._changed.add(path)

    def load(self, context: Context) -> Project:
        """The project as it would be; its problems name the paths of the editor."""
        return load_project(self._copies["data"], self._copies["content"], context)

    def new_errors(self, context: Context) -> list[Problem]:
        """Errors that the changes bring: those that were there before do not count."""
        before = set(map(_without_place, self._errors(self.folders["data"], self.folders["content"], context)))
        after = self._errors(self._copies["data"], self._copies["content"], context)
        return [problem for problem in after if _without_place(problem) not in before]

    def commit(self, context: Context) -> list[str]:
        """Write everything and tell which paths; `DataProblems`, and nothing written, when the checks refuse it."""
        refused = self.new_errors(context)
        if refused:
            raise DataProblems(refused)
        for name in sorted({PurePosixPath(path).parts[0] for path in self._changed}):
            publish(self._copies[name], self.folders[name].resolve())
        return self.changed

    def _errors(self, data: Path, content: Path, context: Context) -> list[Problem]:
        return errors(load_project(data, content, context).problems)

    def _file(self, path: str) -> Path:
        root, *rest = PurePosixPath(path).parts
        if root not in self._copies or not rest or ".." in rest:
            raise ValueError(f"{path} is not below data/ or content/")
        return self._copies[root].joinpath(*rest)


def _without_place(problem: Problem) -> tuple[str, str, str]:
    """What stays the same about a problem when lines move."""
    return problem.path, problem.code, problem.message


@contextmanager
def open_draft(data: Path, content: Path) -> Iterator[Draft]:
    """A draft of these folders; what is not committed leaves no trace."""
    bases: list[Path] = []
    copies: dict[str, Path] = {}
    try:
        for name, folder in (("data", data), ("content", content)):
            base = fresh_folder(folder.resolve())
            bases.append(base)
            copies[name] = base / name  # so that problems in it are about `data/…`, whatever the folder is called
            shutil.copytree(folder, copies[name], copy_function=_link, symlinks=True)
        yield Draft(data, content, copies)
    finally:
        for base in bases:
            shutil.rmtree(base, ignore_errors=True)


def _link(source: str, target: str) -> None:
    """A hard link, or a copy where the file system has none."""
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        shutil.copy2(source, target, follow_symlinks=False)
