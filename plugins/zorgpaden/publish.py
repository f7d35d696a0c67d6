"""Publish a site in one step: build beside the target, then swap the two folders."""

from __future__ import annotations

import ctypes
import glob
import os
import re
import shutil
import sys
from pathlib import Path

_RENAME_EXCHANGE = 2
_AT_FDCWD = -100


def fresh_folder(target: Path) -> Path:
    """An empty folder beside `target` to build in; remains of builds that died are removed first."""
    target.parent.mkdir(parents=True, exist_ok=True)
    restore(target)
    for old in target.parent.glob(f".{glob.escape(target.name)}-bouw-*"):
        if not alive(old.name.rpartition("-")[2]):
            shutil.rmtree(old, ignore_errors=True)
    folder = target.parent / f".{target.name}-bouw-{os.getpid()}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    return folder


def _aside(target: Path) -> Path:
    return target.parent / f".{target.name}-vorige"


def restore(target: Path) -> None:
    """Put the old site back when a swap died half-way."""
    aside = _aside(target)
    if aside.exists() and not target.exists():
        aside.rename(target)
    shutil.rmtree(aside, ignore_errors=True)


def alive(pid: str) -> bool:
    """Whether the process with this number still runs."""
    if not re.fullmatch(r"[1-9][0-9]{0,9}", pid):
        return False
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def publish(fresh: Path, target: Path, *, keep: bool = False) -> None:
    """Make `fresh` the site. At no moment does a visitor find a half site.

    With `keep` the old site takes the place of `fresh`, where the system can do that in one step; else it is removed.
    Raises OSError when the folders cannot be renamed; the old site is then still there.
    """
    if not target.exists():
        fresh.rename(target)
        return
    if _exchange(fresh, target):
        if not keep:
            shutil.rmtree(fresh)
        return
    aside = _aside(target)
    target.rename(aside)
    try:
        fresh.rename(target)
    except OSError:
        aside.rename(target)
        raise
    shutil.rmtree(aside)


def _exchange(one: Path, other: Path) -> bool:
    """Swap two folders in one step where the system can (Linux); False where it cannot."""
    if not sys.platform.startswith("linux"):
        return False
    renameat2 = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if renameat2 is None:
        return False
    done = renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE)
    return bool(done == 0)
