"""A `.gz` and a `.br` beside each text, for servers that send those as they are."""

from __future__ import annotations

import gzip
from collections.abc import Iterator

import brotli

from zorgpaden.hosting.headers import TEXTS

SMALLEST = 512
"""Bytes; below this the headers weigh more than what is won."""
QUALITY = 9
"""Of Brotli: 11 takes twenty times as long and wins a few per cent."""


def siblings(path: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    """Path and content of the compressed forms of a file; none of what is no text, or small."""
    if path.rpartition(".")[2] in TEXTS and len(content) >= SMALLEST:
        yield f"{path}.gz", gzip.compress(content, 9, mtime=0)
        yield f"{path}.br", brotli.compress(content, quality=QUALITY)
