"""The hashes of what was read: what tells whether a part of the data changed."""

from __future__ import annotations

from dataclasses import dataclass, field

from zorgpaden.loading.records import Laag


@dataclass(slots=True)
class Digests:
    """Hashes of files and of whole layers; empty when the reader knows none."""

    files: dict[str, str] = field(default_factory=dict)
    """Path, as sources name it → SHA-256; of regions and gemeenten only the files that others can name."""
    layers: dict[Laag, str] = field(default_factory=dict)
    """Region or gemeente → a hash over all its own files."""
    heads: dict[Laag, str] = field(default_factory=dict)
    """Region or gemeente → a hash over the heads of all that is in it."""
