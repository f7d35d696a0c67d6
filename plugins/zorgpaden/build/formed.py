"""Which files are not in canonical form, looked at anew only where a file changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
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
MANY = 40
"""Parts that are looked at by more than one process."""
Paths = dict[str, Callable[[], list[str]]]
"""Part of the data → which files it has."""


def formed(project: Project) -> list[Problem]:
    """A warning for each file of a project that is not in canonical form."""
    store = Store(cache_folder(project.data), code_version())
    known: dict[str, list[Any]] = store.read_json(NAME) or {}
    parts = [one for one in project.digests.parts() if one[0] not in project.catalog.uit_basis]
    now = {name: known[name] for name, digest, _ in parts if name in known and known[name][0] == digest}
    digests = {name: digest for name, digest, _ in parts}
    paths = {name: files for name, _, files in parts if name not in now}
    for found in spread(partial(_look, project.data, project.content, paths), list(paths), MANY):
        now |= {name: [digests[name], problems] for name, problems in found}
    if now != known:
        store.write_json(NAME, now)
    return [Problem(*one) for _, problems in now.values() for one in problems]


def _look(data: Path, content: Path, paths: Paths, names: Iterable[str]) -> list[tuple[str, list[Any]]]:
    """The problems of the files of these parts."""
    return [
        (name, [astuple(one) for path in paths[name]() if (one := _problem(data, content, path))]) for name in names
    ]


def _problem(data: Path, content: Path, path: str) -> Problem | None:
    room, folder = ("content", content) if path.endswith(".md") else ("data", data)
    with open(f"{folder}/{path}", "rb", buffering=0) as file:  # for so many files a Path takes too long
        return form_problem(f"{room}/{path}", file.read())
