"""The site on disk: one that is shown, and one that stands ready. Changes go into the second; then they change places.

Both share the files that are the same (hard links), so a file is never written over: what changes becomes a new file.
A tree is known by the number of its folder, and trusted only as far as the list of what was put in it. That list is
taken away before a tree is touched and written when it is whole, so a build that was killed leaves nothing that is
believed.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from zorgpaden.build.store import Store
from zorgpaden.publish import publish

_NEW = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
Kept = list[str | int]
"""Of a file: its SHA-256, its size, and when it was written (nanoseconds)."""


@dataclass
class Tree:
    """A folder with a site, and what is known to be in it."""

    folder: Path
    files: dict[str, Kept] = field(default_factory=dict)

    def has(self, path: str, digest: str) -> bool:
        """Whether the file with this content is there."""
        kept = self.files.get(path)
        return kept is not None and kept[0] == digest

    def changed(self) -> list[str]:
        """Files that somebody took away or changed."""
        found = []
        for path, (_, size, written) in self.files.items():
            try:
                now = os.lstat(f"{self.folder}/{path}")
            except OSError:
                found.append(path)
                continue
            if now.st_size != size or now.st_mtime_ns != written:
                found.append(path)
        return found


class Trees:
    """The tree of a target that visitors see (`shown`), and the one that is being made (`fresh`)."""

    def __init__(self, target: Path, workshop: Path, store: Store) -> None:
        """`workshop` is a folder beside the target, on the same disk."""
        self.target, self._store = target, store
        self._ready = workshop / "klaar"
        self.shown = self._known(target)
        for path in self.shown.changed():  # somebody took it away or changed it: it is made again
            del self.shown.files[path]
        self.fresh = Tree(self._ready)
        self._sure = False
        self._there: set[str] = set()

    def start(self) -> None:
        """Make the second tree the same as the one that is shown, so that only changes have to be made."""
        sure = self._sure  # it was shown a moment ago, by this process
        old = self.fresh if sure else self._known(self._ready)
        self._sure = False
        self._forget(self._ready)
        if not old.files or (not sure and old.changed()):
            shutil.rmtree(self._ready, ignore_errors=True)
            self._ready.mkdir(parents=True)
            old = Tree(self._ready)
        self.fresh = old
        self._there = {path.rpartition("/")[0] for path in old.files}
        self._take_away(old.files.keys() - self.shown.files.keys())
        for path, kept in self.shown.files.items():
            if old.files.get(path) != kept:
                self._share(path, kept)

    def _share(self, path: str, kept: Kept) -> None:
        """A file that is the same as in the site that is shown."""
        file = self._make_room(path)
        try:
            os.link(f"{self.target}/{path}", file)
        except OSError:  # a disk that knows no links
            shutil.copy2(f"{self.target}/{path}", file)
        self.fresh.files[path] = kept

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
        return [digest, len(content), written.st_mtime_ns]

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

    def finish(self, wanted: Mapping[str, Kept]) -> None:
        """Take away what is no longer wanted; `wanted` is everything that the site has."""
        self._take_away(self.fresh.files.keys() - wanted.keys())
        self.fresh.files = dict(wanted)
        self._remember(self.fresh)

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
        self._there -= folders

    def show(self) -> None:
        """Let the two change places: from now on visitors get the new site."""
        kept = bool(self.shown.files)
        publish(self._ready, self.target, keep=kept)
        before = self.shown.files if kept and self._ready.is_dir() else {}
        self.shown, self.fresh = Tree(self.target, self.fresh.files), Tree(self._ready, before)
        self._sure = bool(before)

    def _known(self, folder: Path) -> Tree:
        return known_tree(folder, self._store)

    def _remember(self, tree: Tree) -> None:
        self._store.write_json(_name(tree.folder), tree.files)

    def _forget(self, folder: Path) -> None:
        if folder.is_dir():
            self._store.forget(_name(folder))


def known_tree(folder: Path, store: Store) -> Tree:
    """What was put in a folder, as it was written down when it was whole."""
    return Tree(folder, (store.read_json(_name(folder)) if folder.is_dir() else None) or {})


def _name(folder: Path) -> str:
    return f"boom-{folder.stat().st_ino}"
