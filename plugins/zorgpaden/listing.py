"""What is in a folder, without opening a file. Needs only the standard library, so it is quick to load."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from operator import attrgetter
from pathlib import Path
from typing import Union

_BY_NAME = attrgetter("name")
Sign = list[int]
"""Of a file: when it was written and when it got its name (both in nanoseconds), its size and its number."""
Listing = dict[str, Union["Listing", Sign, None]]
"""Name → what is in the folder, or the sign of the file; None for a link or anything else that is no file."""


def listing(folder: Path | str) -> Listing:
    """Everything below a folder, by name; what is hidden is left out."""
    found: Listing = {}
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=_BY_NAME):
            name = entry.name
            if name[0] == ".":
                continue
            found[name] = (
                listing(entry.path) if entry.is_dir(follow_symlinks=False) else sign(entry.stat(follow_symlinks=False))
            )
    return found


def relisted(tree: Listing, folder: str, path: str) -> Listing:
    """The same listing, of which one file was looked at anew; `path` is below the folder."""
    name, _, rest = path.partition("/")
    if name.startswith("."):
        return tree
    inside = tree.get(name)
    now: Listing | Sign | None = None
    if rest:
        now = relisted(inside if isinstance(inside, dict) else {}, f"{folder}/{name}", rest)
    else:
        try:
            now = sign(os.lstat(f"{folder}/{name}"))
        except FileNotFoundError:
            return {one: entry for one, entry in tree.items() if one != name}
    names = tree if name in tree else sorted((*tree, name))
    return {one: now if one == name else tree[one] for one in names}


def sign(found: os.stat_result) -> Sign | None:
    """What changes when a file does; None when it is no ordinary file."""
    if not stat.S_ISREG(found.st_mode):
        return None
    return [found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino]


JUST_NOW = 50_000_000
"""Nanoseconds: a file can change twice within one tick of the clock of a disk."""


def settled(found: Sign, now: int) -> bool:
    """Whether a file that was found at `now` can no longer change without a trace of it."""
    return bool(found) and max(found[:2]) < now - JUST_NOW


def newest(tree: Listing) -> int:
    """The last time in the signs of all files (nanoseconds); 0 when there are none."""
    return max((_latest(one) for one in tree.values()), default=0)


def _latest(one: Listing | Sign | None) -> int:
    if type(one) is list:
        return one[0] if one[0] > one[1] else one[1]
    return newest(one) if isinstance(one, dict) else 0


def files(tree: Listing, below: str = "") -> Iterator[tuple[str, Sign]]:
    """Path and sign of every file, in order."""
    for name, one in tree.items():
        if isinstance(one, dict):
            yield from files(one, f"{below}{name}/")
        elif one is not None:
            yield f"{below}{name}", one
