"""A commit on a new branch, made with Git's own plumbing: working tree, index and current branch stay as they are.

The files are tried first, in a copy of what is in Git; the branch comes last, in one step, or not at all.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from zorgpaden.changes.sides import GIT, ROOMS, SECONDS, SideError, export

NO_OBJECT = "0" * 40
TRIES = 100


class BranchError(Exception):
    """There can be no branch; the message is Dutch, for whoever gave the command."""


@dataclass(frozen=True, slots=True)
class Repository:
    """A Git repository, the commit it is on, and where in it `data/` and `content/` are."""

    top: Path
    head: str
    rooms: Mapping[str, str]

    def path(self, changed: str) -> str:
        """Where `data/…` or `content/…` is in the repository."""
        room, _, rest = changed.partition("/")
        return f"{self.rooms[room]}/{rest}"


def open_repository(data: Path, content: Path) -> Repository:
    """The repository with these folders; raises `BranchError`."""
    without = "Zonder Git schrijft u rechtstreeks in de map met --zonder-tak."
    done = _git(data, "rev-parse", "--show-toplevel")
    if done.returncode:
        raise BranchError(f"{data} staat niet in een Git-map. {without}")
    top = Path(done.stdout.rstrip("\n"))
    head = _git(top, "rev-parse", "--verify", "--quiet", "HEAD^{commit}")
    if head.returncode:
        raise BranchError(f"In de Git-map {top} is nog niets vastgelegd. {without}")
    try:
        rooms = {
            name: folder.resolve().relative_to(top.resolve()).as_posix()
            for name, folder in zip(ROOMS, (data, content), strict=True)
        }
    except ValueError:
        raise BranchError(f"{data} en {content} staan niet in dezelfde Git-map. {without}") from None
    return Repository(top, head.stdout.strip(), rooms)


@contextmanager
def checked_out(repository: Repository) -> Iterator[Path]:
    """A temporary folder with `data/` and `content/` as they are in the commit."""
    data, content = (repository.top / repository.rooms[name] for name in ROOMS)
    with TemporaryDirectory() as folder:
        try:
            export(repository.head, data, content, Path(folder))
        except SideError as error:
            raise BranchError(str(error)) from None
        yield Path(folder)


def free_branch(repository: Repository, name: str) -> str:
    """`name`, or with a number behind it when there is one such branch already."""
    names = [name, *(f"{name}-{number}" for number in range(2, TRIES))]
    return next((one for one in names if not _exists(repository, one)), name)


def refuse_branch(repository: Repository, name: str) -> None:
    """Raise `BranchError` when a branch cannot have this name, or has it already."""
    done = _git(repository.top, "check-ref-format", f"refs/heads/{name}")
    if done.returncode or name.startswith("-"):
        raise BranchError(f"“{name}” kan geen tak zijn. Schrijf bijvoorbeeld antwoord/waterrijk-2026-11-23.")
    if _exists(repository, name):
        free = free_branch(repository, name)
        raise BranchError(f"De tak “{name}” is er al. Kies een andere, bijvoorbeeld: --tak {free}")


def commit_files(repository: Repository, branch: str, files: Mapping[str, bytes], message: str) -> str:
    """Put files (path in the repository → content) on a new branch; gives the commit. Raises `BranchError`."""
    top = repository.top
    with TemporaryDirectory() as folder:
        own = {"GIT_INDEX_FILE": str(Path(folder) / "index")}
        _do(top, own, "read-tree", repository.head)
        lines = []
        for path, content in sorted(files.items()):
            blob = _do(top, own, "hash-object", "-w", "--stdin", given=content)
            mode = _do(top, own, "ls-files", "-s", "--", path).partition(" ")[0] or "100644"
            lines.append(f"{mode} {blob} 0\t{path}\0".encode())
        _do(top, own, "update-index", "-z", "--index-info", given=b"".join(lines))
        tree = _do(top, own, "write-tree")
    commit = _do(top, {}, "commit-tree", tree, "-p", repository.head, "-F", "-", given=message.encode())
    _do(top, {}, "update-ref", "-m", "antwoord op de controleronde", f"refs/heads/{branch}", commit, NO_OBJECT)
    return commit


def _exists(repository: Repository, name: str) -> bool:
    return _git(repository.top, "show-ref", "--verify", "--quiet", f"refs/heads/{name}").returncode == 0


def _do(top: Path, own: Mapping[str, str], *arguments: str, given: bytes = b"") -> str:
    done = _git(top, *arguments, own=own, given=given)
    if not done.returncode:
        return done.stdout.strip()
    if "empty ident" in done.stderr or "tell me who you are" in done.stderr or "auto-detect" in done.stderr:
        hint = 'Draai: git config user.name "Uw naam" en git config user.email uw@adres'
        raise BranchError(f"Git weet niet wie u bent. {hint}")
    reason = done.stderr.strip().splitlines()[-1:] or ["onbekende fout"]
    raise BranchError(f"Git maakt de tak niet: {reason[0]}")


def _git(
    folder: Path, *arguments: str, own: Mapping[str, str] | None = None, given: bytes = b""
) -> subprocess.CompletedProcess[str]:
    """Git without pager, prompts, replaced objects and patterns in paths."""
    environment = {**os.environ, "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C", **(own or {})}
    command = [GIT, "--no-pager", "--no-replace-objects", "--literal-pathspecs", "-C", str(folder), *arguments]
    try:
        done = subprocess.run(  # noqa: S603  (a list of arguments; names of branches are looked over first)
            command, input=given, env=environment, capture_output=True, check=False, timeout=SECONDS
        )
    except FileNotFoundError:
        raise BranchError("Git is niet gevonden. Installeer Git, of gebruik --zonder-tak.") from None
    except subprocess.TimeoutExpired:
        raise BranchError("Git geeft geen antwoord.") from None
    out, error = (stream.decode(errors="replace") for stream in (done.stdout, done.stderr))
    return subprocess.CompletedProcess(command, done.returncode, out, error)
