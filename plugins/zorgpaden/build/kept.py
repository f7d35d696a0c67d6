"""What is known of a file in a site, in one text: so many of them are read and written as one."""

from __future__ import annotations

Kept = str
"""Of a file: its SHA-256, its size, and when it was written (nanoseconds)."""


def kept(digest: str, size: int, written: int) -> Kept:
    """What is known of a file."""
    return f"{digest} {size} {written}"


def hash_in(file: Kept) -> str:
    """The SHA-256 of a file."""
    return file[:64]


def size_in(file: Kept) -> int:
    """The size of a file in bytes."""
    return int(file[65 : file.rindex(" ")])
