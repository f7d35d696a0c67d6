"""Everything in the two folders of a project."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from zorgpaden.loading.content import Page, load_content
from zorgpaden.loading.files import load_data
from zorgpaden.loading.records import Item
from zorgpaden.problems import Problem


@dataclass
class Read:
    """What was read; paths are below `data/`, of pages below `content/`."""

    items: list[Item[Any]] = field(default_factory=list)
    pages: list[Page] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    page_problems: list[Problem] = field(default_factory=list)
    rejected: set[str] = field(default_factory=set)
    """Ids of what was refused."""
    digests: dict[str, str] = field(default_factory=dict)
    """Path → SHA-256 of the file, where the reader knows it."""


def read_folders(data: Path, content: Path) -> Read:
    """Read everything anew."""
    items, problems, rejected = load_data(data)
    pages, page_problems = load_content(content)
    return Read(items, pages, problems, page_problems, rejected)
