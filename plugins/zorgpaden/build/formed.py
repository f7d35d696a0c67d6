"""Which files are not in canonical form, looked at anew only where a file changed."""

from __future__ import annotations

from dataclasses import astuple
from functools import partial
from pathlib import Path
from typing import Any

from zorgpaden.build.code import code_version
from zorgpaden.build.pool import spread
from zorgpaden.build.store import Store, cache_folder
from zorgpaden.editing.form import form_problem
from zorgpaden.problems import Problem
from zorgpaden.project import Project

NAME = "vorm"
MANY = 400
"""Files that are looked at by more than one process."""


def formed(project: Project) -> list[Problem]:
    """A warning for each file of a project that is not in canonical form."""
    store = Store(cache_folder(project.data), code_version())
    known: dict[str, list[Any]] = store.read_json(NAME) or {}
    there = {path: digest for path, digest in project.digests.every() if path not in project.catalog.uit_basis}
    stale = [path for path, digest in there.items() if known.get(path, [""])[0] != digest]
    for found in spread(partial(_look, project.data, project.content), stale, MANY):
        for path, problem in found.items():
            known[path] = [there[path], problem and astuple(problem)]
    if stale or known.keys() - there.keys():
        store.write_json(NAME, {path: known[path] for path in there})
    return [Problem(*found[1]) for path, found in known.items() if path in there and found[1]]


def _look(data: Path, content: Path, paths: list[str]) -> dict[str, Problem | None]:
    """The problem of each file, if any."""
    found = {}
    for path in paths:
        room, folder = ("content", content) if path.endswith(".md") else ("data", data)
        with open(f"{folder}/{path}", "rb", buffering=0) as file:  # for so many files a Path takes too long
            found[path] = form_problem(f"{room}/{path}", file.read())
    return found
