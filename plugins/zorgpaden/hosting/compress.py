"""A `.gz` and a `.br` beside each text, for servers that send those as they are."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

import brotli

from zorgpaden.hosting.headers import TEXTS

SMALLEST = 512
"""Bytes; below this the headers weigh more than what is won."""
QUALITY = 9
"""Of Brotli: 11 takes twenty times as long and wins a few per cent."""


def siblings(site: Path) -> Iterator[tuple[str, bytes]]:
    """Path below the site folder, and content; last of all, because it reads the finished site."""
    for file in sorted(site.rglob("*")):
        if file.suffix[1:] in TEXTS and file.is_file():
            content = file.read_bytes()
            if len(content) >= SMALLEST:
                path = file.relative_to(site).as_posix()
                yield f"{path}.gz", gzip.compress(content, 9, mtime=0)
                yield f"{path}.br", brotli.compress(content, quality=QUALITY)
