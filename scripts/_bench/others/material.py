"""MkDocs with Material, its own theme and search, and a menu of one page: a whole menu on every page is far slower."""

import sys
from pathlib import Path

from markdown_pages import HOME

NAME = "MkDocs + Material"
SETTINGS = f"""
site_name: bench
site_url: https://zorgpaden.example/
docs_dir: pages
theme: {{name: material, language: nl, font: false}}
plugins: [search]
nav: [{HOME}.md]
validation: {{omitted_files: ignore, unrecognized_links: ignore}}
"""


def settings(folder: Path, site: Path) -> None:
    """Nothing of ours but the words."""
    (folder / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")


def build(folder: Path, to: Path) -> list[str | Path]:
    """The command that builds."""
    return [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", to]
