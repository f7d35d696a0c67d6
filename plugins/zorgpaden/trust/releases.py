"""Releases of a site beside each other, and one symbolic link `current` that says which one visitors see.

    releases/
      000007-3f9a0c1d2b4e/   one whole site; the name ends with the hash of its list
      000008-88d1…/
      current → 000008-88d1…

A server serves `current`. A release is made under a name that starts with a dot and gets its own name only when it is
whole and was read back; then the link is replaced by one rename. So a kill or a full disk at any moment leaves
`current` where it was, and what is left behind is removed by the next run. A release newer than `current` is one that
was rolled back from: it is no candidate any more, and goes with the next publication.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from zorgpaden.trust.manifest import MANIFEST, BadManifest, Difference, compare_folder, file_hash, folder_manifest

CURRENT = "current"
_LOCK = ".slot"
_RELEASE = re.compile(r"([0-9]{6})-[0-9a-f]{12}")
_REMAINS = (".nieuw-", ".weg-", ".link-")
FILE_MODE, FOLDER_MODE = 0o644, 0o755


class Refused(Exception):
    """Nothing was changed for visitors; the text says why, in Dutch, and `differences` which files."""

    def __init__(self, text: str, differences: list[Difference] | None = None) -> None:
        super().__init__(text)
        self.differences = differences or []


def publish_release(site: Path, releases: Path, keep: int) -> Path:
    """Copy a built site into `releases` and make it the current one; `keep` is how many stay, itself included.

    Returns the release. Raises Refused, or OSError when the disk does not want; the old site then stays.
    """
    _refuse_inside(site, releases)
    _sound(site, "de site die u wilt publiceren is niet zoals die is gebouwd")
    releases.mkdir(parents=True, exist_ok=True)
    with _locked(releases):
        _clean(releases)
        now = current(releases)
        digest = file_hash(site / MANIFEST)[:12]
        if now and now.name.endswith(digest) and not _differences(now):
            return now
        number = max((_number(one) for one in _all(releases)), default=0) + 1
        release = _copy(site, releases, f"{number:06d}-{digest}")
        _point(releases, release)
        with suppress(OSError):  # visitors have the new one; what is left behind goes next time
            _prune(releases, now, release, keep)
        return release


def rollback_release(releases: Path) -> Path:
    """Make the release before the current one the current one. Raises Refused, or OSError."""
    if not releases.is_dir():
        raise Refused(f"de map {releases} is er niet")
    with _locked(releases):
        now = current(releases)
        if now is None:
            raise Refused(f"in {releases} is nog niets gepubliceerd")
        older = [one for one in _all(releases) if _number(one) < _number(now)]
        if not older:
            raise Refused("er is geen oudere versie om naar terug te gaan")
        _sound(older[-1], f"de oudere versie {older[-1].name} is beschadigd")
        _point(releases, older[-1])
        return older[-1]


def current(releases: Path) -> Path | None:
    """The release that visitors see. Raises Refused when `current` is something we did not make."""
    link = releases / CURRENT
    if not os.path.lexists(link):
        return None
    if (
        not link.is_symlink()
        or not _RELEASE.fullmatch(link.readlink().name)
        or link.readlink().name != str(link.readlink())
    ):
        raise Refused(f"{link} is geen koppeling van zorgpaden; geef een andere map")
    return releases / link.readlink().name


def _all(releases: Path) -> list[Path]:
    """Whole releases, the oldest first."""
    return sorted(one for one in releases.iterdir() if _RELEASE.fullmatch(one.name) and one.is_dir())


def _number(release: Path) -> int:
    return int(release.name[:6])


def _refuse_inside(site: Path, releases: Path) -> None:
    one, other = site.resolve(), releases.resolve()
    if one == other or one in other.parents or other in one.parents:
        raise Refused("de site en de map met versies mogen niet in elkaar staan")


def _differences(site: Path) -> list[Difference]:
    try:
        return compare_folder(site, folder_manifest(site))
    except BadManifest as wrong:
        return [Difference(str(wrong), MANIFEST)]


def _sound(site: Path, otherwise: str) -> None:
    if found := _differences(site):
        raise Refused(otherwise, found)


@contextmanager
def _locked(releases: Path) -> Iterator[None]:
    """Only one at a time; the system lets go of the lock when a process dies."""
    try:
        import fcntl  # noqa: PLC0415  (not on Windows)
    except ModuleNotFoundError:
        raise Refused("publiceren met versies kan alleen op Linux en macOS") from None
    with (releases / _LOCK).open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Refused("er wordt al gepubliceerd; probeer het zo nog eens") from None
        yield


def _clean(releases: Path) -> None:
    """Remove what runs that died left behind."""
    for one in list(releases.iterdir()):
        if one.name.startswith(_REMAINS):
            _remove(one)


def _remove(one: Path) -> None:
    if one.is_symlink() or one.is_file():
        one.unlink()
    else:
        shutil.rmtree(one)


def _copy(site: Path, releases: Path, name: str) -> Path:
    """A whole, checked copy under its own name; nothing when it fails."""
    fresh = releases / f".nieuw-{name}"
    try:
        fresh.mkdir()
        for path in (*folder_manifest(site), MANIFEST):
            target = fresh / path
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(site / path, target, follow_symlinks=False)
            target.chmod(FILE_MODE)
        for folder in (fresh, *(one for one in fresh.rglob("*") if one.is_dir())):
            folder.chmod(FOLDER_MODE)
        _sound(fresh, "de kopie is niet gelijk aan de site")
        if not file_hash(fresh / MANIFEST).startswith(name[7:]):
            raise Refused("de site veranderde tijdens het publiceren")
        os.sync()  # before the link: after a power cut it must not lead to empty files
        return fresh.rename(releases / name)
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise


def _point(releases: Path, release: Path) -> None:
    """Let `current` lead to a release, in one step."""
    link = releases / f".link-{os.getpid()}"
    link.unlink(missing_ok=True)
    link.symlink_to(release.name)
    link.replace(releases / CURRENT)
    folder = os.open(releases, os.O_RDONLY)
    with suppress(OSError):  # not every file system can
        os.fsync(folder)
    os.close(folder)


def _prune(releases: Path, before: Path | None, release: Path, keep: int) -> None:
    """Keep the newest, and no release that was rolled back from."""
    last = _number(before) if before else 0
    good = [one for one in _all(releases) if one == release or _number(one) <= last]
    for one in _all(releases):
        if one not in good[-keep:]:
            aside = releases / f".weg-{one.name}"  # so that half a release is never taken for one
            one.rename(aside)
            _remove(aside)
