"""The site on disk: one that is shown, and one that stands ready. Changes go into the second; then they swap.

Both share their files (hard links), so a file is never written over: what changes becomes a new file. Between builds
the two are the same. A tree is known by the number of its folder and believed only as far as what says that it is
whole; that is taken away before the tree is touched. So a build that was killed leaves nothing that is believed.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from zorgpaden.build.kept import Kept, hash_in, kept
from zorgpaden.build.pool import spread
from zorgpaden.build.store import Store
from zorgpaden.listing import JUST_NOW
from zorgpaden.publish import publish

MANY = 2000
"""Files that are shared by more than one process."""
_NEW = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)


@dataclass
class Tree:
    """A folder with a site, and what is known to be in it."""

    folder: Path
    files: dict[str, Kept] = field(default_factory=dict)
    name: str = ""
    """Of the list of files; no two lists have the same name."""
    since: int = 0
    """No folder in it was touched after this moment (nanoseconds)."""

    def has(self, path: str, digest: str) -> bool:
        """Whether the file with this content is there."""
        there = self.files.get(path)
        return there is not None and hash_in(there) == digest

    def changed(self) -> list[str]:
        """Files that somebody took away, changed or put there."""
        return [*self.spoiled(), *self.strange()]

    def spoiled(self) -> list[str]:
        """Files that somebody took away or changed."""
        found = []
        look, folder = os.lstat, self.folder
        for path, file in self.files.items():
            try:
                now = look(f"{folder}/{path}")
            except OSError:
                found.append(path)
                continue
            if not file.endswith(f" {now.st_size} {now.st_mtime_ns}"):
                found.append(path)
        return found

    def strange(self) -> list[str]:
        """What is there and is not ours. A folder in which something appears is touched."""
        found: list[str] = []
        folders, moment, look = _folders(self.files), self.since - JUST_NOW, os.lstat
        for below in folders:
            folder = f"{self.folder}/{below}"
            try:
                if look(folder).st_mtime_ns <= moment:
                    continue
                names = os.listdir(folder)
            except OSError:  # it is gone, and so are its files
                continue
            paths = (f"{below}/{name}" if below else name for name in names)
            found += (path for path in paths if path not in self.files and path not in folders)
        return found


class Trees:
    """The tree of a target that visitors see (`shown`), and the one that is being made (`fresh`)."""

    def __init__(self, target: Path, workshop: Path, store: Store) -> None:
        """`workshop` is a folder beside the target, on the same disk."""
        self.target, self._store = target, store
        self._ready = workshop / "klaar"
        self.shown = _known(target, store)
        self.fresh = Tree(self._ready)
        name, since = (store.read_json(_mark(self._ready)) if self._ready.is_dir() else None) or ("", 0)
        if name and name == self.shown.name:
            self.fresh = Tree(self._ready, dict(self.shown.files), since=since)
        self.whole = False
        """Whether the site that is shown is as it was built."""
        self._touched = False
        """Whether a build began that was not shown."""
        self._there: set[str] = set()
        """Folders of the second tree that are there for certain."""

    def believe_shown(self, changed: list[str]) -> None:
        """Go by what was found changed in the site that is shown."""
        self.whole = bool(self.shown.files) and not changed
        for path in changed:  # it is made again
            self.shown.files.pop(path, None)

    def believe_fresh(self, changed: list[str]) -> None:
        """Go by what was found changed in the tree that stands ready."""
        if changed:
            self.fresh = Tree(self._ready)

    def start(self) -> None:
        """Make the second tree the same as the one that is shown, so that only changes have to be made."""
        if self._touched:
            self.fresh = Tree(self._ready)
        self._touched = True
        self._there.clear()
        self._forget()
        if not self.fresh.files:
            shutil.rmtree(self._ready, ignore_errors=True)
            self._ready.mkdir(parents=True)
        self._level()

    def _level(self) -> None:
        """Make the second tree the same as the one that is shown."""
        there, shown = self.fresh.files, self.shown.files
        self._take_away(there.keys() - shown.keys())
        other = [path for path, file in shown.items() if there.get(path) != file]
        for _ in spread(self._share, other, MANY):
            pass  # each piece is done when it answers
        there.update(shown)

    def _share(self, paths: list[str]) -> None:
        """Files that are the same as in the site that is shown."""
        for path in paths:
            file = self._make_room(path)
            try:
                os.link(f"{self.target}/{path}", file)
            except OSError:  # a disk that knows no links
                shutil.copy2(f"{self.target}/{path}", file)

    def put(self, path: str, content: bytes) -> Kept:
        """A file of the new site; one that is the same stays as it is."""
        digest = hashlib.sha256(content).hexdigest()
        return self.fresh.files[path] if self.fresh.has(path, digest) else self._write(path, content, digest)

    def _write(self, path: str, content: bytes, digest: str) -> Kept:
        file = os.open(self._make_room(path), _NEW, 0o666)
        try:
            left = memoryview(content)
            while left:
                left = left[os.write(file, left) :]
            written = os.fstat(file)
        finally:
            os.close(file)
        return kept(digest, len(content), written.st_mtime_ns)

    def _make_room(self, path: str) -> str:
        """Where a new file can be made."""
        self._make_folder(path.rpartition("/")[0])
        file = f"{self._ready}/{path}"
        if path in self.fresh.files:
            with suppress(FileNotFoundError):
                os.unlink(file)
        return file

    def _make_folder(self, folder: str) -> None:
        if folder and folder not in self._there:
            self._make_folder(folder.rpartition("/")[0])
            with suppress(FileExistsError):  # another process made it
                os.mkdir(f"{self._ready}/{folder}")
            self._there.add(folder)

    def finish(self, wanted: Mapping[str, Kept]) -> str:
        """Take away what is no longer wanted; `wanted` is everything that the site has. Gives the name of its list."""
        self._take_away(self.fresh.files.keys() - wanted.keys())
        self.fresh = Tree(self._ready, dict(wanted), os.urandom(8).hex(), time.time_ns())
        lines = (f"{self.fresh.name} {self.fresh.since}", *chain.from_iterable(self.fresh.files.items()))
        self._store.write(_list(self._ready), "\n".join(lines).encode())
        return self.fresh.name

    def _take_away(self, gone: Iterable[str]) -> None:
        """Remove files, and the folders that become empty."""
        folders = set()
        for path in list(gone):
            with suppress(FileNotFoundError):
                os.unlink(f"{self._ready}/{path}")
            self.fresh.files.pop(path, None)
            folders.add(path.rpartition("/")[0])
        for folder in folders:
            with suppress(OSError):  # it is not empty, or it is gone already
                os.removedirs(f"{self._ready}/{folder}")
        self._there.clear()

    def show(self) -> None:
        """Let the two change places: from now on visitors get the new site."""
        publish(self._ready, self.target, keep=self.whole)
        before = self.shown.files if self.whole and self._ready.is_dir() else {}
        self.shown = Tree(self.target, self.fresh.files, self.fresh.name, self.fresh.since)
        self.fresh = Tree(self._ready, before)
        self._there.clear()
        self._forget()
        self._ready.mkdir(exist_ok=True)
        self._level()
        self._store.write_json(_mark(self._ready), [self.shown.name, time.time_ns()])
        self.whole, self._touched = True, False

    def _forget(self) -> None:
        """From now on the second tree is not whole; and what was made there and not shown is of no use."""
        if self._ready.is_dir():
            self._store.forget(_list(self._ready))
            self._store.forget(_mark(self._ready))


def _known(folder: Path, store: Store) -> Tree:
    """What was put in a folder, as it was written down when it was whole."""
    content = store.read(_list(folder)) if folder.is_dir() else None
    head, *lines = (content or b" 0").decode().split("\n")
    name, _, since = head.partition(" ")
    return Tree(folder, dict(zip(lines[::2], lines[1::2], strict=True)), name, int(since))


def _folders(files: Iterable[str]) -> set[str]:
    """All folders that files stand in, with the one that holds all (an empty text)."""
    found = todo = {path.rpartition("/")[0] for path in files}
    while todo:
        todo = {folder.rpartition("/")[0] for folder in todo} - found
        found |= todo
    return found


def _list(folder: Path) -> str:
    """How the list of the files in a folder is called: its name and moment, then of each file the path and the rest."""
    return f"boom-{folder.stat().st_ino}"


def _mark(folder: Path) -> str:
    """What says that a folder has the same files as the site that is shown, and from which moment on."""
    return f"heel-{folder.stat().st_ino}"
