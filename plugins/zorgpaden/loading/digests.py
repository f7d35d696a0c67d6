"""The hashes of what was read: what tells whether a part of the data changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial

from zorgpaden.loading.records import Laag

LOCAL = ("regios/", "gemeenten/")
"""Where the files of regions and gemeenten are."""


def _nothing(_: Laag) -> list[str]:
    return []


@dataclass(slots=True)
class Digests:
    """Hashes of files and of whole layers; empty when the reader knows none."""

    files: dict[str, str] = field(default_factory=dict)
    """Path, as sources name it → SHA-256; of regions and gemeenten only the files that others can name."""
    layers: dict[Laag, str] = field(default_factory=dict)
    """Region or gemeente → a hash over all its own files."""
    heads: dict[Laag, str] = field(default_factory=dict)
    """Region or gemeente → a hash over the heads of all that is in it."""
    within: Callable[[Laag], list[str]] = _nothing
    """The paths of all own files of a region or gemeente."""

    def parts(self) -> Iterator[tuple[str, str, Callable[[], list[str]]]]:
        """The whole in parts that are as large as what has a hash: a name, the hash, and which files it has."""
        for path, digest in self.files.items():
            if not path.startswith(LOCAL):
                yield path, digest, partial(list, (path,))
        for laag, digest in self.layers.items():
            yield f"{laag.soort}/{laag.id}", digest, partial(self.within, laag)
