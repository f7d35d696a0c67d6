"""The same files and the same day give the same bytes, whatever the computer looks like."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from trust_helpers import THREE, fingerprint

from support import ROOT, run_zorgpaden
from zorgpaden.trust.releases import publish_release

EPOCH = "1795392000"  # 2026-11-23 00:00 UTC, when it is already or still another day elsewhere
CONDITIONS = [
    {"TZ": "Pacific/Kiritimati", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1", "umask": "000", "cpus": "1"},
    {"TZ": "America/Adak", "LC_ALL": "C", "PYTHONHASHSEED": "4294967295", "umask": "077", "cpus": "all"},
]


def copy_in_order(to: Path, *, turned: bool) -> Path:
    """The project, its files made in another order: some file systems list them so."""
    files = [ROOT / "mkdocs.yml"]
    for name in ("data", "content", "theme"):
        files += (one for one in (ROOT / name).rglob("*") if one.is_file())
    for file in sorted(files, reverse=turned):
        target = to / file.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, target)
    return to


def start(project: Path, condition: dict[str, str]) -> subprocess.Popen[str]:
    """A build under a condition; two of them run at the same time."""
    environment = {**os.environ, **condition, "SOURCE_DATE_EPOCH": EPOCH, "NO_MKDOCS_2_WARNING": "1"}
    environment.pop("PYTHONUTF8", None)
    pin = "os.sched_setaffinity(0, {min(os.sched_getaffinity(0))});" if condition["cpus"] == "1" else ""
    code = f"import os, sys; os.umask(0o{condition['umask']}); {pin} from zorgpaden.cli import main; sys.exit(main())"
    command = [sys.executable, "-c", code, "build", "--to", "uit/site", "--alleen", THREE]
    return subprocess.Popen(
        command, cwd=project, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )


def test_the_same_bytes_under_opposite_conditions(tmp_path: Path) -> None:
    shared = Path("/dev/shm")  # noqa: S108  (a file system that lists files in the order they were made)
    rooms = [tmp_path / "een", tmp_path / "een veel langer pad é" / "twee"]
    inside = shared / f"zorgpaden-{os.getpid()}" if os.access(shared, os.W_OK) else rooms[0]
    rooms[0] = inside
    try:
        projects = [copy_in_order(room, turned=bool(number)) for number, room in enumerate(rooms)]
        builds = [start(project, condition) for project, condition in zip(projects, CONDITIONS, strict=True)]
        for build in builds:
            said = build.communicate(timeout=300)[0]
            assert build.returncode == 0, said
        one, other = (project / "uit/site" for project in projects)
        assert fingerprint(one) == fingerprint(other)
        assert (one / "manifest.sha256").read_bytes() == (other / "manifest.sha256").read_bytes()
        releases = [publish_release(site, tmp_path / f"versies-{site.stat().st_ino}", 3) for site in (one, other)]
        modes = [{one.relative_to(release): one.stat().st_mode for one in release.rglob("*")} for release in releases]
        assert modes[0] == modes[1]
        assert releases[0].name == releases[1].name
        page = (one / "redactie/stand/stand.json").read_text()
        assert "2026-11-23" in page
    finally:
        if inside != tmp_path / "een":
            shutil.rmtree(inside, ignore_errors=True)


def test_a_day_that_is_none(tmp_path: Path) -> None:
    old = os.environ.get("SOURCE_DATE_EPOCH")
    os.environ["SOURCE_DATE_EPOCH"] = "gisteren"
    try:
        done = run_zorgpaden("build", "--to", tmp_path / "site", "--alleen", "waterrijk")
    finally:
        os.environ.pop("SOURCE_DATE_EPOCH")
        if old is not None:
            os.environ["SOURCE_DATE_EPOCH"] = old
    assert done.returncode == 2
    assert "SOURCE_DATE_EPOCH “gisteren”" in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
