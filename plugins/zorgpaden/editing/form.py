"""Which files are not in canonical form."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from zorgpaden.editing.canonical import canonical
from zorgpaden.editing.places import place_of
from zorgpaden.editing.recognise import read_formed
from zorgpaden.loading.content import FENCE
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


def is_canonical(text: str, path: str) -> bool:
    """Whether `canonical(text, path) == text`; `DataProblems` where that gives them."""
    return at_a_glance(text, path) or canonical(text, path) == text


def at_a_glance(text: str, path: str) -> bool:
    """Whether the lines alone show that a file is in canonical form."""
    place = place_of(path)
    return place is not None and read_formed(_yaml(text, path), place.model) is not None


def _yaml(text: str, path: str) -> str:
    """The YAML of a file; empty when that is not plainly a part of it."""
    if not path.endswith(".md"):
        return text
    start, end = f"{FENCE}\n", text.find(f"\n{FENCE}\n")
    return text[len(start) : end + 1] if text.startswith(start) else ""


def is_formed(path: str, raw: bytes) -> bool:
    """Whether a file is in canonical form, or cannot be."""
    try:
        text = raw.decode()
        if "\r" in text:  # line ends of any system are fine: who works on Windows cannot help them
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        return is_canonical(text, path)
    except (DataProblems, UnicodeDecodeError):
        return True


def form_warning(path: str) -> Problem:
    """What is said of a file that is not in canonical form."""
    message = "dit bestand staat niet in de vaste vorm"
    hint = f"Draai “zorgpaden fmt {path}”. Aan de inhoud verandert dat niets."
    return Problem(path, 0, 0, "opmaak", "waarschuwing", message, hint)
