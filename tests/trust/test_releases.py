"""Versions beside each other: a switch in one step, whatever goes wrong."""

from __future__ import annotations

import fcntl
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from trust_helpers import fingerprint

from support import run_zorgpaden
from zorgpaden.trust import releases as module
from zorgpaden.trust.manifest import MANIFEST, compare_folder, file_hash, folder_manifest, manifest
from zorgpaden.trust.releases import Refused, publish_release, rollback_release


def make_site(folder: Path, text: str, pages: int = 3) -> Path:
    """A site with a list."""
    for number in range(pages):
        page = folder / f"p{number}/index.html"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(f"{text} {number}\n" * 20)
    (folder / "index.html").write_text(text)
    hashes = {path: digest for path, digest in fingerprint(folder).items() if path != MANIFEST}
    (folder / MANIFEST).write_bytes(manifest(hashes))
    return folder


@pytest.fixture
def releases(tmp_path: Path) -> Path:
    return tmp_path / "versies"


def seen(releases: Path) -> str:
    """What a visitor sees; and it is whole."""
    current = releases / "current"
    assert compare_folder(current, folder_manifest(current)) == []
    return (current / "index.html").read_text()


def names(releases: Path) -> list[int]:
    return sorted(int(one.name[:6]) for one in releases.iterdir() if one.name[0] == "0")


def test_publish_keeps_three_and_goes_back(tmp_path: Path, releases: Path) -> None:
    for number in range(1, 6):
        publish_release(make_site(tmp_path / "site", f"versie {number}"), releases, 3)
        assert seen(releases) == f"versie {number}"
    assert names(releases) == [3, 4, 5]
    rollback_release(releases)
    assert seen(releases) == "versie 4"
    rollback_release(releases)
    assert seen(releases) == "versie 3"
    with pytest.raises(Refused, match="geen oudere"):
        rollback_release(releases)
    assert seen(releases) == "versie 3"


def test_a_version_that_was_left_is_never_gone_back_to(tmp_path: Path, releases: Path) -> None:
    for text in ("goed", "fout"):
        publish_release(make_site(tmp_path / "site", text), releases, 3)
    rollback_release(releases)
    publish_release(make_site(tmp_path / "site", "beter"), releases, 3)
    assert names(releases) == [1, 3]
    rollback_release(releases)
    assert seen(releases) == "goed"


def test_the_same_site_again_is_no_new_version_unless_the_old_copy_is_damaged(tmp_path: Path, releases: Path) -> None:
    site = make_site(tmp_path / "site", "een")
    first = publish_release(site, releases, 3)
    assert publish_release(site, releases, 3) == first
    (first / "index.html").write_text("beschadigd")
    assert publish_release(site, releases, 3) != first
    assert seen(releases) == "een"


def test_a_changed_site_is_not_published(tmp_path: Path, releases: Path) -> None:
    site = make_site(tmp_path / "site", "een")
    publish_release(site, releases, 3)
    make_site(tmp_path / "site", "twee")
    (site / "p0/index.html").write_text("veranderd")
    (site / "p1/index.html").unlink()
    (site / "extra.html").symlink_to("/etc/hostname")
    done = run_zorgpaden("publish", site, "--to", releases)
    assert done.returncode == 1
    assert done.stdout.splitlines() == ["ontbreekt: p1/index.html", "te veel: extra.html", "veranderd: p0/index.html"]
    assert "Er is niets veranderd" in done.stderr
    assert seen(releases) == "een"


def test_a_damaged_old_version_is_not_gone_back_to(tmp_path: Path, releases: Path) -> None:
    first = publish_release(make_site(tmp_path / "site", "een"), releases, 3)
    publish_release(make_site(tmp_path / "site", "twee"), releases, 3)
    (first / "p0/index.html").write_text("veranderd")
    done = run_zorgpaden("rollback", releases)
    assert done.returncode == 1
    assert "veranderd: p0/index.html" in done.stdout
    assert seen(releases) == "twee"


def test_wrong_use(tmp_path: Path, releases: Path) -> None:
    site = make_site(tmp_path / "site", "een")
    (releases / "current").mkdir(parents=True)
    for arguments, code in (
        (("publish", site, "--to", releases), 1),  # current is a folder of somebody else
        (("publish", site, "--to", site / "versies"), 1),
        (("publish", tmp_path / "weg", "--to", releases), 1),
        (("publish", site, "--to", releases, "--keep", "0"), 2),
        (("rollback", tmp_path / "weg"), 1),
    ):
        done = run_zorgpaden(*map(str, arguments))
        assert (done.returncode, "Traceback" in done.stderr) == (code, False), done.stderr
    assert not (site / "versies").exists()


def test_everybody_can_read_it(tmp_path: Path, releases: Path) -> None:
    site = make_site(tmp_path / "site", "een")
    for one in (site, *site.rglob("*")):
        one.chmod(0o700 if one.is_dir() else 0o600)
    old = os.umask(0o077)
    try:
        release = publish_release(site, releases, 3)
    finally:
        os.umask(old)
    modes = {(one.is_dir(), one.stat().st_mode & 0o777) for one in (release, *release.rglob("*"))}
    assert modes == {(True, 0o755), (False, 0o644)}


def test_two_at_once(tmp_path: Path, releases: Path) -> None:
    site = make_site(tmp_path / "site", "een")
    publish_release(site, releases, 3)
    make_site(tmp_path / "site", "twee")
    with (releases / ".slot").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = run_zorgpaden("publish", site, "--to", releases)
        assert (done.returncode, "al gepubliceerd" in done.stderr) == (1, True)
        assert run_zorgpaden("rollback", releases).returncode == 1
        assert seen(releases) == "een"
    publish_release(site, releases, 3)
    assert seen(releases) == "twee"


def test_full_disk(tmp_path: Path, releases: Path) -> None:
    """A file that cannot be written whole; what was written is taken away."""
    site = make_site(tmp_path / "site", "een")
    publish_release(site, releases, 3)
    make_site(tmp_path / "site", "twee")
    (site / "groot.bin").write_bytes(b"x" * 200_000)
    hashes = {path: digest for path, digest in fingerprint(site).items() if path != MANIFEST}
    (site / MANIFEST).write_bytes(manifest(hashes))
    code = (
        f"import sys; from zorgpaden.cli import main; sys.exit(main({['publish', str(site), '--to', str(releases)]}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (100000, 100000)); {code}"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stderr
    assert "Er is niets veranderd" in done.stderr
    assert "Traceback" not in done.stderr
    assert seen(releases) == "een"
    assert sorted(one.name for one in releases.iterdir() if one.name.startswith(".nieuw")) == []


FOREVER = """
import itertools, sys
from pathlib import Path
from zorgpaden.trust.releases import publish_release
print("begin", flush=True)
for number in itertools.count():
    publish_release(Path(sys.argv[1 + number % 2]), Path(sys.argv[3]), 2)
"""


def test_killed_at_any_moment(tmp_path: Path, releases: Path, record_property: pytest.RecordProperty) -> None:
    """Visitors always find a whole site, old or new; the next publication works and leaves nothing behind."""
    one, two = make_site(tmp_path / "een", "een", 60), make_site(tmp_path / "twee", "twee", 60)
    publish_release(one, releases, 2)
    moments, remains = random.Random(4), 0  # noqa: S311
    for _ in range(12):
        command = [sys.executable, "-c", FOREVER, str(two), str(one), str(releases)]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert process.stdout
        assert process.stdout.readline() == "begin\n"
        end = time.monotonic() + moments.uniform(0, 0.25)
        while time.monotonic() < end:
            assert (releases / "current/index.html").read_text() in ("een", "twee")
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        assert seen(releases) in ("een", "twee")
        remains += any(one.name.startswith((".nieuw-", ".weg-", ".link-")) for one in releases.iterdir())
    assert remains, "no kill came in the middle, so this proves nothing"
    record_property("gemeten", f"12 × gestopt tijdens publiceren, {remains} × halverwege")
    three = make_site(tmp_path / "drie", "drie")
    publish_release(three, releases, 2)
    assert seen(releases) == "drie"
    assert len(names(releases)) <= 2
    assert not [one for one in releases.iterdir() if one.name.startswith((".nieuw-", ".weg-", ".link-"))]


@pytest.mark.parametrize("step", ["copyfile", "sync", "replace", "rename"])
def test_stopped_before_each_step(tmp_path: Path, releases: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    """The same on purpose: the disk refuses one step."""
    publish_release(make_site(tmp_path / "site", "een"), releases, 2)
    make_site(tmp_path / "site", "twee")

    def refuses(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        where = {"copyfile": module.shutil, "sync": module.os}.get(step, Path)
        broken.setattr(where, step, refuses)
        with pytest.raises(OSError, match="No space"):
            publish_release(tmp_path / "site", releases, 2)
    assert seen(releases) == "een"
    publish_release(tmp_path / "site", releases, 2)
    assert seen(releases) == "twee"
    assert file_hash(releases / "current" / MANIFEST)[:12] == (releases / "current").readlink().name[7:]
