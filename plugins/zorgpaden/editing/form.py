"""Which files are not in canonical form."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from zorgpaden.editing.places import place_of
from zorgpaden.editing.recognise import is_canonical
from zorgpaden.problems import DataProblems, Problem


def formed_files(data: Path, content: Path) -> list[str]:
    """Paths (`data/…`, `content/…`) of all files that have a canonical form, sorted; hidden ones left out."""
    found = [*_files("data", data), *_files("content", content)]
    return sorted(path for path in found if place_of(path))


def _files(name: str, folder: str | Path) -> Iterator[str]:
    """Paths of all files in a folder that is called `name`; links are not followed."""
    try:
        entries = os.scandir(folder)
    except (FileNotFoundError, NotADirectoryError, PermissionError):
        return
    with entries:
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from _files(f"{name}/{entry.name}", entry.path)
            elif entry.is_file(follow_symlinks=False):
                yield f"{name}/{entry.name}"


def form_problem(path: str, raw: bytes) -> Problem | None:
    """The warning for one file; it depends on nothing but what is given."""
    try:
        text = raw.decode()
        if "\r" in text:  # line ends of any system are fine: who works on Windows cannot help them
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        if is_canonical(text, path):
            return None
    except (DataProblems, UnicodeDecodeError):
        return None
    message = "dit bestand staat niet in de vaste vorm"
    hint = f"Draai “zorgpaden fmt {path}”. Aan de inhoud verandert dat niets."
    return Problem(path, 0, 0, "opmaak", "waarschuwing", message, hint)
