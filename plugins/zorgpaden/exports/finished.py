"""Paper that was made before and comes along with the site."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path


def found_paper(folder: Path) -> dict[str, tuple[Path, ...]]:
    """The finished files in a folder that `write_paper` filled, by gemeente. No links: they may lead anywhere."""
    files = (file for file in sorted(folder.glob("*/*.pdf")) if not file.name.startswith("."))
    real = [file for file in files if file.is_file() and not file.is_symlink() and not file.parent.is_symlink()]
    return {name: tuple(group) for name, group in groupby(real, key=lambda file: file.parent.name)}
