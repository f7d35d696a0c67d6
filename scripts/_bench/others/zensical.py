"""Zensical, with its own theme and search, and a menu of one page."""

import os
from pathlib import Path

from markdown_pages import HOME

from others import TOOLS

NAME = "Zensical"
SETTINGS = """
[project]
site_name = "bench"
site_url = "https://zorgpaden.example/"
docs_dir = "pages"
site_dir = "@to@"
nav = ["@home@.md"]

[project.theme]
font = false
"""


def settings(folder: Path, site: Path) -> None:
    """Nothing of ours but the words; the file is written when the target is known."""


def build(folder: Path, to: Path) -> list[str | Path]:
    """The command that builds, without what it kept of an earlier build."""
    inside = os.path.relpath(to, folder)
    (folder / "zensical.toml").write_text(SETTINGS.replace("@to@", inside).replace("@home@", HOME), encoding="utf-8")
    return [TOOLS / "venv/bin/zensical", "build", "--clean", "--config-file", "zensical.toml"]
