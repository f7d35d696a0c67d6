"""Everything in the two folders of a project."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from zorgpaden.loading.content import Page, load_content
from zorgpaden.loading.digests import Digests
from zorgpaden.loading.files import load_data
from zorgpaden.loading.records import Item, Laag
from zorgpaden.model import Entiteit
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
    layered: dict[type[Entiteit], dict[Laag, Mapping[str, Item[Any]]]] = field(default_factory=dict)
    """What is not in `items` and of no use outside its own layer, by kind and layer."""
    digests: Digests = field(default_factory=Digests)
    unformed: list[str] = field(default_factory=list)
    """Files (`data/…`, `content/…`) that are not in canonical form, of a reader that looks at that."""

    def within(self) -> Iterator[Item[Any]]:
        """All that is `layered`."""
        return (item for layers in self.layered.values() for room in layers.values() for item in room.values())


def read_folders(data: Path, content: Path) -> Read:
    """Read everything anew."""
    items, problems, rejected = load_data(data)
    pages, page_problems = load_content(content)
    return Read(items, pages, problems, page_problems, rejected)
