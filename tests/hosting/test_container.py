"""The steps of the Containerfile, done by hand: a root that nobody can write to, and a user without rights."""

from __future__ import annotations

import gzip
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import brotli
import pytest

from hosting.serving import MODULE, NGINX, PlainServer, free_port, running
from hosting.wire import ASKED, check_compression, check_headers, check_moved, check_security_txt

UNSHARE, SHELL, DPKG = "/usr/bin/unshare", "/bin/sh", "/usr/bin/dpkg"
HADOLINT = Path(sys.executable).with_name("hadolint")
DEBIAN = Path("/etc/debian_version")
HERE = """
set -e
mount --make-rprivate /
mount -t overlay overlay -o lowerdir={root}/etc/nginx:/etc/nginx /etc/nginx
mount --bind {root}/var/www /var/www
mount -o remount,ro,bind /var/www
mount -t tmpfs -o mode=1777 tmpfs /tmp
mount -o remount,ro,bind /
! touch /etc/nginx/kan-dit /var/www/kan-dit /usr/kan-dit 2>/dev/null
exec setpriv --reuid {user} --regid {group} --clear-groups --no-new-privs --bounding-set=-all --inh-caps=-all {command}
"""
"""What `--read-only --tmpfs /tmp --cap-drop all --security-opt no-new-privileges` and USER do."""


def _may_mount() -> bool:
    tried = "mkdir -p $1/a $1/b $1/c && mount -t overlay overlay -o lowerdir=$1/a:$1/b $1/c"
    done = subprocess.run(
        [UNSHARE, "--mount", "sh", "-c", tried, "sh", "/dev/shm/zorgpaden-toets"],  # noqa: S108
        capture_output=True,
        check=False,
    )
    shutil.rmtree("/dev/shm/zorgpaden-toets", ignore_errors=True)  # noqa: S108
    return done.returncode == 0


ABLE = NGINX and MODULE.is_file() and DEBIAN.is_file() and os.geteuid() == 0 and _may_mount()
pytestmark = pytest.mark.skipif(not ABLE, reason="geen nginx van Debian, of geen rechten om een map te koppelen")


@pytest.fixture(scope="module")
def server(settings: Path, site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[PlainServer]:
    with container(settings / "container", site, tmp_path_factory.mktemp("container")) as running_:
        yield running_


@contextmanager
def container(settings: Path, site: Path, folder: Path) -> Iterator[PlainServer]:
    """Follow each line of the Containerfile; one that this does not know fails."""
    root, port = folder / "root", free_port()
    user = group = command = ""
    for word, rest in _steps(settings / "Containerfile"):
        match word:
            case "FROM":
                assert rest == "docker.io/library/debian:bookworm-slim"
            case "RUN":
                _check_run(rest)
            case "COPY":
                *sources, target = rest.removeprefix("--from=site ").split()
                place = root / target.strip("/")
                if "--from=site" in rest:
                    shutil.copytree(site, place)
                    continue
                place.mkdir(parents=True, exist_ok=True)
                for source in sources:
                    text = (settings / source).read_text(encoding="utf-8")
                    (place / source).write_text(text.replace("listen 8080;", f"listen 127.0.0.1:{port};"))
            case "USER":
                user, group = rest.split(":")
            case "CMD":
                command = " ".join(re.findall(r'"([^"]*)"', rest))
            case _:
                assert word in ("EXPOSE", "STOPSIGNAL"), word
    script = HERE.format(root=root, user=user, group=group, command=command)
    with running([UNSHARE, "--mount", "sh", "-c", script], port, folder):
        yield PlainServer(port)


def _steps(file: Path) -> Iterator[tuple[str, str]]:
    text = file.read_text(encoding="utf-8").replace("\\\n", " ")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            word, _, rest = line.partition(" ")
            yield word, " ".join(rest.split())


def _check_run(step: str) -> None:
    """The shell can read it, and Debian has the packages; those are on this machine, so the rest runs with them."""
    assert subprocess.run([SHELL, "-n", "-c", step], check=False).returncode == 0
    packages = re.search(r"apt-get install --yes --no-install-recommends ([a-z0-9 \-]+?) &&", step)
    assert packages
    for name in packages[1].split():
        assert subprocess.run([DPKG, "--status", name], capture_output=True, check=False).returncode == 0, name


@pytest.mark.skipif(not HADOLINT.is_file(), reason="geen hadolint voor deze computer")
def test_containerfile_has_nothing_to_remark(settings: Path) -> None:
    """By the linter for such files; what it may not say is marked in the file, with the reason."""
    done = subprocess.run([HADOLINT, settings / "container/Containerfile"], capture_output=True, text=True, check=False)
    assert (done.stdout, done.returncode) == ("", 0)


def test_everything_as_with_any_server(server: PlainServer, site: Path) -> None:
    for asked in ASKED:
        check_headers(server, asked, site)
    check_moved(server)
    check_security_txt(server)
    check_compression(server, site, {"gzip": gzip.decompress, "br": brotli.decompress})
