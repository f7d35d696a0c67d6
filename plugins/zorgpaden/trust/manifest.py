"""`manifest.sha256`: the hash of every file of a site, in the form that `sha256sum --check` reads."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

MANIFEST = "manifest.sha256"
MOST_BYTES = 32 * 1024 * 1024
"""Of a manifest: some 200,000 files."""
_ODD = re.compile(r"[\x00-\x1f\\]")
"""What no path in a list may have."""
_LINE = re.compile(r"([0-9a-f]{64})  ([^\x00-\x1f\\]+)")


class BadManifest(Exception):
    """The list cannot be used; the text says why, in Dutch."""


@dataclass(frozen=True, slots=True, order=True)
class Difference:
    """A file that is not as the list says. `what` is “ontbreekt”, “veranderd” or “te veel”."""

    what: str
    path: str

    def __str__(self) -> str:
        return f"{self.what}: {self.path}"


def file_hash(file: Path) -> str:
    """SHA-256 of a file."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def manifest(hashes: Mapping[str, str]) -> bytes:
    """The list, sorted by path. Raises BadManifest for a name that would need more than one line."""
    paths = sorted(hashes)
    if "" in hashes or _ODD.search("".join(paths)):
        odd = next(path for path in paths if not path or _ODD.search(path))
        raise BadManifest(f"de bestandsnaam {odd!r} heeft een teken dat niet mag")
    return "".join(f"{hashes[path]}  {path}\n" for path in paths).encode()


def read_manifest(content: bytes) -> dict[str, str]:
    """Path → hash. Raises BadManifest for what is no list, or leads out of the site."""
    if len(content) > MOST_BYTES:
        raise BadManifest(f"{MANIFEST} is te groot")
    found: dict[str, str] = {}
    try:
        lines = content.decode().splitlines()
    except UnicodeDecodeError:
        raise BadManifest(f"{MANIFEST} is geen tekst") from None
    for number, line in enumerate(lines, 1):
        match = _LINE.fullmatch(line)
        if not match:
            raise BadManifest(f"{MANIFEST}:{number} is geen regel van sha256sum")
        path = match[2]
        if path in found or path == MANIFEST or str(PurePosixPath(path)) != path or _leaves(path):
            raise BadManifest(f"{MANIFEST}:{number} noemt een pad dat niet mag: {path}")
        found[path] = match[1]
    if not found:
        raise BadManifest(f"{MANIFEST} is leeg")
    return found


def _leaves(path: str) -> bool:
    return path.startswith("/") or ".." in path.split("/")


def site_files(site: Path) -> list[str]:
    """Everything below `site` that is no folder, relative, sorted."""
    return sorted(
        file.relative_to(site).as_posix() for file in site.rglob("*") if file.is_symlink() or not file.is_dir()
    )


def folder_manifest(site: Path) -> dict[str, str]:
    """What the list of a site in a folder says. Raises BadManifest."""
    try:
        with (site / MANIFEST).open("rb") as stream:
            return read_manifest(stream.read(MOST_BYTES + 1))
    except FileNotFoundError:
        raise BadManifest(f"er is geen {MANIFEST}; bouw de site opnieuw met zorgpaden build") from None


def compare_folder(site: Path, expected: Mapping[str, str]) -> list[Difference]:
    """What is not as it was built. A symbolic link is never as it was built."""
    there = set(site_files(site)) - {MANIFEST}
    found = [Difference("te veel", path) for path in there - expected.keys()]
    for path, digest in expected.items():
        file = site / path
        if path not in there:
            found.append(Difference("ontbreekt", path))
        elif file.is_symlink() or not file.is_file() or file_hash(file) != digest:
            found.append(Difference("veranderd", path))
    return sorted(found)
