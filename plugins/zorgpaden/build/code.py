"""Which code makes the site: another code, another site. Only the standard library, see `again.py`."""

from __future__ import annotations

import hashlib
import os
import sys
import sysconfig
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from zorgpaden.listing import files, listing

HERE = Path(__file__).parents[1]
THEME = HERE / "theme" if (HERE / "theme").is_dir() else HERE.parents[1] / "theme"


@cache
def code_version() -> str:
    """A hash over our code and theme, the packages that are installed, and Python itself."""
    found = hashlib.sha256(sys.version.encode())
    for part in (*_packages(), *code_signs()):
        found.update(part.encode() + b"\0")
    return found.hexdigest()[:16]


def code_signs() -> Iterator[str]:
    """Path, size and day of every file that we run or fill in; a fresh copy of the project is other code."""
    for folder in (HERE, THEME):
        for path, (written, _, size, _) in files(listing(folder)):
            if "__pycache__" not in path:
                yield f"{folder.name}/{path} {size} {written}"


def _packages() -> list[str]:
    """Names and versions of what is installed beside us."""
    try:
        return sorted(name for name in os.listdir(sysconfig.get_path("purelib")) if name.endswith(".dist-info"))
    except OSError:
        return []


def config_file() -> Path:
    """The mkdocs.yml of this folder, or our own when there is none."""
    own = Path("mkdocs.yml")
    return own if own.is_file() else THEME.parent / "mkdocs.yml"
