"""Files that say again what can be worked out. Lost, damaged or made by other code: then it is worked out again."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from pathlib import Path
from typing import Any

FORM = b"zorgpaden-1"


class Store:
    """A folder with named texts. What is read is what was written by the same code, or nothing."""

    def __init__(self, folder: Path, version: str) -> None:
        """`version` names the code that can use what is here."""
        self.folder, self._version = folder, version.encode()

    def read(self, name: str) -> bytes | None:
        """The content; None when it is not there, not whole, or not ours."""
        try:
            raw = (self.folder / name).read_bytes()
        except OSError:
            return None
        head, _, content = raw.partition(b"\n")
        return content if head == self._head(content) else None

    def write(self, name: str, content: bytes) -> bool:
        """Keep `content`, whole or not at all; a full disk is no reason to stop. Gives whether it is there."""
        file = self.folder / name
        fresh = file.with_name(f"{file.name}.{os.getpid()}")
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            fresh.write_bytes(self._head(content) + b"\n" + content)
            _take_place(fresh, file)
        except OSError:
            with contextlib.suppress(OSError):
                fresh.unlink(missing_ok=True)
            return False
        return True

    def read_json(self, name: str) -> Any:
        """What `write_json` kept, or None."""
        content = self.read(name)
        return None if content is None else json.loads(content)

    def read_much(self, name: str) -> Any:
        """The same, sooner when it is much, for who has loaded pydantic."""
        from zorgpaden.compact import parsed  # noqa: PLC0415

        content = self.read(name)
        return None if content is None else parsed(content)

    def write_json(self, name: str, value: object) -> bool:
        """Keep something that JSON can say."""
        from zorgpaden.compact import compact  # noqa: PLC0415  (who only reads needs no pydantic)

        return self.write(name, compact(value))

    def rename(self, name: str, other: str) -> None:
        """Give something the name of what is no longer of use."""
        with contextlib.suppress(OSError):  # then the old one stays, and who reads it sees that
            _take_place(self.folder / name, self.folder / other)

    def forget(self, name: str) -> None:
        """Take something away."""
        (self.folder / name).unlink(missing_ok=True)

    def _head(self, content: bytes) -> bytes:
        return b" ".join((FORM, self._version, hashlib.sha256(content).hexdigest().encode()))


def _take_place(fresh: Path, file: Path) -> None:
    """Put a new file in the place of an old one, that goes first: renaming over it lets some systems wait for the disk.

    Who is killed in between lost something that can be worked out again.
    """
    file.unlink(missing_ok=True)
    fresh.replace(file)


class Nowhere(Store):
    """Keeps nothing: for who goes on in the same process."""

    def read(self, name: str) -> bytes | None:
        """Nothing."""

    def write(self, name: str, content: bytes) -> bool:
        """Nothing."""
        return False

    def write_json(self, name: str, value: object) -> bool:
        """Nothing."""
        return False


def cache_folder(data: Path) -> Path:
    """Where a project keeps what can be worked out again: beside its data."""
    return data.resolve().parent / ".cache" / "zorgpaden"
