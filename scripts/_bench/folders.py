"""What stands in a folder: how much, which bytes, and what was written again."""

from __future__ import annotations

import gzip
import hashlib
import os
import statistics
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Written:
    """Which file this is on disk: another number or time means that it was written again."""

    inode: int
    changed: int


def written(folder: Path) -> dict[str, Written]:
    """Path → which file it is now."""
    return {path: Written(stat.st_ino, stat.st_mtime_ns) for path, stat in _files(folder)}


def contents(folder: Path) -> dict[str, bytes]:
    """Path → hash of its bytes."""
    return {path: hashlib.blake2b((folder / path).read_bytes(), digest_size=16).digest() for path, _ in _files(folder)}


def differing(before: dict[str, bytes], after: dict[str, bytes]) -> set[str]:
    """Paths of which the bytes differ, or that are on one side only."""
    return {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}


def rewritten(before: dict[str, Written], after: dict[str, Written]) -> set[str]:
    """Paths that were written, or are new."""
    return {path for path in after if before.get(path) != after[path]}


def totals(folder: Path) -> dict[str, int]:
    """How many files, pages and bytes."""
    sizes = {path: stat.st_size for path, stat in _files(folder)}
    pages = [size for path, size in sizes.items() if path.endswith("/index.html")]
    return {"files": len(sizes), "bytes": sum(sizes.values()), "pages": len(pages), "html": sum(pages)}


def search_sizes(site: Path) -> dict[str, int]:
    """Bytes of all files that searching needs, and what a visitor fetches (gzip): the index, and one gemeente."""
    index, shards = site / "assets/zoekindex.json", sorted(site.glob("assets/zoek/*.json"))
    return {
        "search": sum(file.stat().st_size for file in [index, *shards]),
        "search_index_gzip": _zipped(index),
        "search_gemeente_gzip": round(statistics.median(map(_zipped, shards))),
    }


def view_sizes(site: Path) -> dict[str, float]:
    """Kilobytes (of 1024) with gzip of a page view: the zorgpaden of gemeenten, and all of a first visit."""
    paths = [_zipped(file) for file in site.glob("gemeenten/*/*/index.html")]
    first = [site / "index.html", *site.glob("assets/stylesheets/main*.css"), site / "assets/zp.css"]
    return {
        "view_median": statistics.median(paths) / 1024,
        "view_largest": max(paths) / 1024,
        "view_first": sum(map(_zipped, [*first, site / "assets/zp.js"])) / 1024,
    }


def _zipped(file: Path) -> int:
    return len(gzip.compress(file.read_bytes(), 9))


def _files(folder: Path) -> Iterator[tuple[str, os.stat_result]]:
    pending = [str(folder)]
    start = len(str(folder)) + 1
    while pending:
        with os.scandir(pending.pop()) as entries:
            for entry in entries:
                if entry.is_dir():
                    pending.append(entry.path)
                else:
                    yield entry.path[start:], entry.stat()
