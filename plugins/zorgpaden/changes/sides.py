"""Read one version of the data: from a folder, or from Git without a checkout.

Objects are read with `ls-tree` and `cat-file`, so nothing in the revision is obeyed: no attributes (which could hide a
file from `git archive`), no filters, no hooks. Links become links to nothing, which the loader refuses by name.
"""

from __future__ import annotations

import calendar
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from zorgpaden.checks import Context
from zorgpaden.project import Project, load_project

GIT = shutil.which("git") or "git"
ROOMS = ("data", "content")
SECONDS = 120
INSTEAD = "Vergelijk mappen met --van MAP --naar MAP."
_LINK, _FILES = "120000", ("100644", "100755")


class SideError(Exception):
    """A version that cannot be found or read, in Dutch: `message` says why, `hint` what to do instead."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(f"{message} {hint}".strip())
        self.message = message


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two versions. `naam` is as it was asked for."""

    naam: str
    project: Project


def from_folders(naam: str, data: Path, content: Path, context: Context) -> Side:
    """A version in two folders; a version without texts is compared without texts."""
    if not data.is_dir():
        raise SideError(f"{data} is geen map met gegevens. Kijk of het pad klopt.")
    if content.is_dir():
        return Side(naam, load_project(data, content, context))
    with TemporaryDirectory() as folder:
        empty = Path(folder) / "content"
        empty.mkdir()
        return Side(naam, load_project(data, empty, context))


def from_folder(folder: Path, context: Context) -> Side:
    """A version in a folder with `data/` and, if it has texts, `content/`."""
    return from_folders(str(folder), folder / "data", folder / "content", context)


def from_git(revision: str, data: Path, content: Path, context: Context) -> Side:
    """A version in Git, of the repository that holds the folder `data`."""
    with exported(revision, data, content) as folder:
        return from_folders(revision, folder / "data", folder / "content", context)


@contextmanager
def exported(revision: str, data: Path, content: Path) -> Iterator[Path]:
    """A temporary folder with `data/` and `content/` as they are in a revision."""
    with TemporaryDirectory() as folder:
        export(revision, data, content, Path(folder))
        yield Path(folder)


def export(revision: str, data: Path, content: Path, target: Path) -> None:
    """Write `data/` and `content/` of a revision below `target`; raises `SideError`."""
    top = _toplevel(data)
    commit = _commit(revision, top)
    for name, folder in zip(ROOMS, (data, content), strict=True):
        try:
            place = Path(os.path.abspath(folder)).relative_to(top).as_posix()
        except ValueError:
            raise SideError(f"{folder} staat niet in de Git-map {top}.") from None
        room = target / name
        room.mkdir(parents=True)
        _write_tree(commit, place, top, room)
    if not any((target / "data").iterdir()):
        raise SideError(f"In “{revision}” is geen map data.")


def merge_base(base: str, head: str, data: Path) -> str:
    """The commit from which two revisions went apart."""
    top = _toplevel(data)
    done = _git(top, "merge-base", _commit(base, top), _commit(head, top))
    if done.returncode:
        raise SideError(f"“{base}” en “{head}” hebben geen gedeelde geschiedenis.")
    return done.stdout.decode().strip()


def last_before(day: date, data: Path) -> str:
    """The commit that was current when `day` (in UTC) began; raises `SideError` when there was none."""
    top = _toplevel(data)
    end = max(0, calendar.timegm(day.timetuple()) - 1)
    done = _git(top, "rev-list", "-1", "--first-parent", f"--min-age={end}", _commit("HEAD", top))
    name = done.stdout.decode().strip()
    if done.returncode or not name:
        shallow = _git(top, "rev-parse", "--is-shallow-repository").stdout.strip() == b"true"
        why = " De geschiedenis is niet compleet: haal die op met `git fetch --unshallow`." if shallow else ""
        raise SideError(f"Voor {day} is in Git nog niets vastgelegd.{why}")
    return name


def _toplevel(data: Path) -> Path:
    start = data if data.is_dir() else Path.cwd()
    done = _git(start, "rev-parse", "--show-toplevel")
    if done.returncode:
        reason = done.stderr.decode(errors="replace")
        if "dubious ownership" in reason:
            raise SideError(f"Git vertrouwt de map {start} niet: die is van een andere gebruiker.")
        raise SideError(f"{start} staat niet in een Git-map.", INSTEAD)
    return Path(done.stdout.decode().rstrip("\n"))


def _commit(revision: str, top: Path) -> str:
    """The full name of a commit. What begins with a dash would be an option of Git."""
    if not revision or revision.startswith("-") or not revision.isprintable():
        raise SideError(f"“{revision}” kan geen versie zijn. Noem een tak, een label of een commit.")
    done = _git(top, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    name = done.stdout.decode().strip()
    if done.returncode or not re.fullmatch(r"[0-9a-f]{40,64}", name):
        raise SideError(f"De versie “{revision}” is er niet. Kijk met `git log` of `git branch --all` welke er zijn.")
    return name


def _write_tree(commit: str, place: str, top: Path, room: Path) -> None:
    """The files of one folder of a commit."""
    listing = _git(top, "ls-tree", "-r", "-z", "--full-tree", commit, "--", f"{place}/")
    if listing.returncode:
        raise SideError(f"De bestanden van {commit[:10]} zijn niet te lezen: is de geschiedenis compleet opgehaald?")
    wanted: list[tuple[str, Path]] = []
    for line in filter(None, listing.stdout.split(b"\0")):
        about, _, raw = line.partition(b"\t")
        mode, _, name = about.decode().split(" ")
        file = room / _inside(os.fsdecode(raw), place)
        file.parent.mkdir(parents=True, exist_ok=True)
        if mode in _FILES:
            wanted.append((name, file))
        elif mode == _LINK:
            file.symlink_to("koppeling-in-git")
    _write_blobs(top, wanted)


def _inside(path: str, place: str) -> PurePosixPath:
    """The path below the folder; a tree made by hand may try to leave it."""
    inside = PurePosixPath(path).relative_to(place)
    if not inside.parts or any(part in ("..", ".git") for part in inside.parts):
        raise SideError("Deze versie bevat een pad dat buiten de map gaat; zij wordt niet gelezen.")
    return inside


def _write_blobs(top: Path, wanted: list[tuple[str, Path]]) -> None:
    """The contents, in one run of Git."""
    asked = "".join(f"{name}\n" for name, _ in wanted).encode()
    answer = _git(top, "cat-file", "--batch", given=asked).stdout
    at = 0
    for name, file in wanted:
        end = answer.find(b"\n", at)
        head = answer[at:end].decode().split(" ")
        if end < 0 or len(head) != 3 or head[1] != "blob":
            raise SideError(
                f"Het bestand {file.name} ({name[:10]}) ontbreekt in Git: haal de geschiedenis compleet op."
            )
        size = int(head[2])
        file.write_bytes(answer[end + 1 : end + 1 + size])
        at = end + 1 + size + 1


def _git(folder: Path, *arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Git without pager, prompts, replaced objects and patterns in paths."""
    environment = {**os.environ, "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
    command = [GIT, "--no-pager", "--no-replace-objects", "--literal-pathspecs", "-c", "core.fsmonitor=false"]
    try:
        return subprocess.run(  # noqa: S603  (a list of arguments; what users give comes after --end-of-options)
            [*command, "-C", str(folder), *arguments],
            input=given,
            env=environment,
            capture_output=True,
            check=False,
            timeout=SECONDS,
        )
    except FileNotFoundError:
        raise SideError("Git is niet gevonden.", f"Installeer Git. {INSTEAD}") from None
    except subprocess.TimeoutExpired:
        raise SideError("Git geeft geen antwoord.") from None
