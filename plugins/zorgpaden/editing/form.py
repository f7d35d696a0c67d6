"""Which files are not in canonical form."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from zorgpaden.editing.canonical import canonical
from zorgpaden.editing.places import place_of
from zorgpaden.problems import DataProblems, Problem


def formed_files(data: Path, content: Path) -> list[str]:
    """Paths (`data/…`, `content/…`) of all files that have a canonical form, sorted; hidden ones left out."""
    found = []
    for name, folder in (("data", data), ("content", content)):
        for file in folder.rglob("*"):
            inside = file.relative_to(folder)
            path = f"{name}/{inside.as_posix()}"
            hidden = any(part.startswith(".") for part in inside.parts)
            if place_of(path) and not hidden and file.is_file() and not file.is_symlink():
                found.append(path)
    return sorted(found)


def form_problems(data: Path, content: Path) -> Iterator[Problem]:
    """A warning for each file that is not in canonical form; what cannot be read has problems of its own."""
    folders = {"data": data, "content": content}
    for path in formed_files(data, content):
        root, _, inside = path.partition("/")
        try:
            text = (folders[root] / inside).read_text(encoding="utf-8")
            fine = canonical(text, path) == text
        except (DataProblems, UnicodeDecodeError):
            continue
        if not fine:
            message = "dit bestand staat niet in de vaste vorm"
            hint = f"Draai “zorgpaden fmt {path}”. Aan de inhoud verandert dat niets."
            yield Problem(path, 0, 0, "opmaak", "waarschuwing", message, hint)
