"""The problems of a project, known from the last check when no file changed since; to see that little is loaded."""

from __future__ import annotations

from dataclasses import astuple
from datetime import date
from pathlib import Path
from typing import Any

from zorgpaden.build.code import code_version
from zorgpaden.build.lasting import keep_until_the_end
from zorgpaden.build.question import Folders, find_folders
from zorgpaden.build.store import Store, cache_folder
from zorgpaden.problems import Problem, errors

NAME = "nagekeken"


def all_problems(data: Path, content: Path, peildatum: date) -> list[Problem]:
    """Everything that is wrong with the files of a project on a day; how they look only when nothing is wrong."""
    folders = find_folders(data, content)
    if not (data.is_dir() and content.is_dir()):
        return _look(data, content, peildatum, folders)[0]
    store = Store(cache_folder(data), code_version())
    asked: dict[str, Any] = {"dag": peildatum.isoformat(), "map": str(content.resolve()), "wat": folders.key}
    known = store.read_json(NAME)
    if known and known[0] == asked:
        return [Problem(*one) for one in known[1]]
    problems, based = _look(data, content, peildatum, folders)
    if folders.settled() and not based:  # of a base in a package we do not see when it changes
        store.write_json(NAME, [asked, [astuple(one) for one in problems]])
    return problems


def _look(data: Path, content: Path, peildatum: date, folders: Folders) -> tuple[list[Problem], bool]:
    """The problems, and whether there is a base below the project."""
    from zorgpaden.build.opened import Opener  # noqa: PLC0415  (not loaded when nothing changed)
    from zorgpaden.editing.form import form_warning  # noqa: PLC0415

    opener = Opener(data, content)
    project = opener.open(peildatum, folders)
    keep_until_the_end(folders, opener, project)
    problems = project.problems
    if not errors(problems):  # first what is wrong, then how it looks
        problems = sorted([*problems, *map(form_warning, project.unformed)])
    return problems, project.grond is not None
