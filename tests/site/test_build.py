"""Building: two engines, a small selection, and never a half site."""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from support import PEILDATUM, ROOT, run_zorgpaden


def fingerprint(folder: Path) -> dict[str, str]:
    """Hash per file."""
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project to break things in."""
    for name in ("data", "content", "theme"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    return tmp_path


def build(project: Path, *more: str) -> subprocess.CompletedProcess[str]:
    return run_zorgpaden("build", "--alleen", "waterrijk,almere", "--peildatum", PEILDATUM, *more, cwd=project)


def test_only_some_gemeenten(project: Path) -> None:
    done = build(project)
    assert done.returncode == 0, done.stdout + done.stderr
    assert sorted(folder.name for folder in (project / "site/gemeenten").iterdir() if folder.is_dir()) == [
        "almere",
        "waterrijk",
    ]


def test_a_site_without_an_address_has_no_feeds(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A feed needs the address of the site; a host that has none yet can build all the same."""
    monkeypatch.setenv("ZORGPADEN_SITE_URL", "")
    done = build(project)
    assert done.returncode == 0, done.stdout + done.stderr
    assert not (project / "site/feed").exists()
    assert "feed/" not in (project / "site/kennis/index.html").read_text()


def test_unknown_gemeente_is_refused(project: Path) -> None:
    done = run_zorgpaden("build", "--alleen", "atlantis", cwd=project)
    assert done.returncode == 1
    assert "atlantis" in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr


def test_properdocs_builds_the_same_site(project: Path) -> None:
    assert build(project).returncode == 0
    environment = os.environ | {"ZORGPADEN_ALLEEN": "waterrijk,almere", "ZORGPADEN_PEILDATUM": PEILDATUM}
    command = [sys.executable, "-m", "properdocs", "build", "--quiet", "--site-dir", "site-properdocs"]
    done = subprocess.run(
        command, cwd=project, env=environment, capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert fingerprint(project / "site") == fingerprint(project / "site-properdocs")


def test_a_mistake_leaves_the_old_site_as_it_was(project: Path) -> None:
    assert build(project).returncode == 0
    before = fingerprint(project / "site")
    file = project / "data/gemeenten/waterrijk/voorzieningen/sociaal-team-waterrijk.yml"
    text = file.read_text()
    line = next(number for number, one in enumerate(text.splitlines(), 1) if "telefoon:" in one)
    file.write_text(text.replace("telefoon:", "telefon:", 1))
    done = build(project)
    assert done.returncode == 1
    assert f"sociaal-team-waterrijk.yml:{line}:" in done.stdout + done.stderr
    assert "Bedoelt u “telefoon”?" in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert fingerprint(project / "site") == before
    assert not list(project.glob(".site-bouw/mkdocs-*"))


def test_a_broken_internal_link_stops_the_build(project: Path) -> None:
    assert build(project).returncode == 0
    before = fingerprint(project / "site")
    file = project / "content/over/meedoen.md"
    file.write_text(file.read_text() + "\n[kapot](bestaat-niet.md)\n")
    done = build(project)
    assert done.returncode == 1
    assert "bestaat-niet.md" in done.stdout + done.stderr
    assert fingerprint(project / "site") == before


@pytest.mark.parametrize("after", [0.6, 1.2, 1.8])
def test_a_killed_build_leaves_the_old_site_and_the_next_one_cleans_up(project: Path, after: float) -> None:
    assert build(project).returncode == 0
    before = fingerprint(project / "site")
    command = [sys.executable, "-m", "zorgpaden.cli", "build"]
    process = subprocess.Popen(command, cwd=project, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(after)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert fingerprint(project / "site") == before
    assert build(project).returncode == 0
    assert not list(project.glob(".site-bouw/mkdocs-*"))
    assert fingerprint(project / "site") == before


@pytest.fixture
def served(project: Path) -> Iterator[str]:
    """The address of `mkdocs serve` on the copy."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = os.environ | {
        "ZORGPADEN_ALLEEN": "waterrijk",
        "NO_MKDOCS_2_WARNING": "1",
        "ZORGPADEN_SITE_URL": f"http://127.0.0.1:{port}/",
    }
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"]
    process = subprocess.Popen(
        command, cwd=project, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    yield f"http://127.0.0.1:{port}/"
    process.send_signal(signal.SIGINT)
    process.wait(timeout=20)


def wait_for(address: str, text: str, seconds: float = 30) -> bool:
    """Whether `text` is on the page within some seconds."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                if text in answer.read().decode():
                    return True
        except OSError:
            pass
        time.sleep(0.2)
    return False


def test_serve_follows_data_content_and_theme(project: Path, served: str) -> None:
    page = f"{served}voorzieningen/sociaal-team-waterrijk/"
    assert wait_for(page, "Sociaal team")
    file = project / "data/gemeenten/waterrijk/voorzieningen/sociaal-team-waterrijk.yml"
    text = file.read_text()
    file.write_text(text.replace("organisatie: ", "organisatie: Stichting Nieuwe Naam en ", 1))
    assert wait_for(page, "Stichting Nieuwe Naam")
    file.write_text(text.replace("telefoon:", "telefon:", 1))
    time.sleep(1.5)
    assert wait_for(page, "Stichting Nieuwe Naam"), "a mistake keeps the last good page"
    file.write_text(text)
    contact = project / "content/over/meedoen.md"
    contact.write_text(contact.read_text() + "\nEen nieuwe laatste zin.\n")
    assert wait_for(f"{served}over/meedoen/", "Een nieuwe laatste zin.")
    template = project / "theme/partials/footer.html"
    old = template.read_text()
    template.write_text(old.replace("woord.licentie | e }}", "woord.licentie | e }} (proef)"))
    assert template.read_text() != old
    assert wait_for(f"{served}over/meedoen/", "(proef)")
