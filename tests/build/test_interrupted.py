"""A build that is killed, that meets a full disk or another build: visitors see a whole site, and the next is right."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from random import Random

import pytest
from country import Country, Files, tree

from support import PEILDATUM

FILE = "data/gemeenten/waterrijk/voorzieningen/team.yml"
MEMORIES = (".cache/zorgpaden", ".site-bouw/geheugen")
COMMAND = [sys.executable, "-m", "zorgpaden.cli", "build", "--peildatum", PEILDATUM]


@pytest.fixture
def country(tmp_path: Path) -> Country:
    """Built once, and edited since."""
    country = Country.new(tmp_path / "land")
    country.built()
    return country


def edited(country: Country, number: int) -> tuple[Files, Files]:
    """Change one help and the text of a page that stands on many; the site before, and what has to come."""
    before = tree(country.site)
    country.edit(FILE, "naam: ", f"naam: Nieuw {number} ")
    after = country.cold()
    assert after is not None
    assert after != before
    return before, after


def start(country: Country, **more: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        COMMAND, cwd=country.path, env=os.environ | more, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )


def test_killed_at_any_moment(country: Country) -> None:
    dice = Random(6)  # noqa: S311  (a moment, not a secret)
    begin = time.monotonic()
    edited(country, 0)
    start(country).wait()
    lasts = time.monotonic() - begin
    for turn in range(1, 5):
        before, after = edited(country, turn)
        process = start(country)
        time.sleep(dice.random() * lasts)
        process.kill()
        process.wait()
        assert tree(country.site) in (before, after)
        assert country.build() == 0, country.said
        assert tree(country.site) == after


@pytest.mark.parametrize("with_mkdocs", [False, True])
def test_stopped_by_hand(country: Country, with_mkdocs: bool) -> None:
    """Ctrl-C reaches every process of a build; it ends with a word, not with a traceback or half a site."""
    before, after = edited(country, 1)
    if with_mkdocs:
        (country.path / ".site-bouw/geheugen/vraag").unlink()
    group = {"start_new_session": True, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
    with subprocess.Popen([sys.executable, "-c", STOPPABLE, *COMMAND[3:]], cwd=country.path, **group) as process:
        assert process.stdout
        while process.stdout.readline() != "bezig\n":
            assert process.poll() is None
        os.killpg(process.pid, signal.SIGINT)
        said = process.communicate(timeout=60)[0]
    assert (process.returncode, said) == (130, "Gestopt.\n")
    assert tree(country.site) == before
    assert country.build() == 0, country.said
    assert tree(country.site) == after


STOPPABLE = """
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)
from zorgpaden import cli
from zorgpaden.build import run
make = run.Build.make
def make_and_tell(self):
    print("bezig", flush=True)
    return [make(self) for _ in range(1000)][-1]
run.Build.make = make_and_tell
cli.run()
"""
LIMIT = """
import resource, runpy, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv.pop(1)),) * 2)
runpy.run_module("zorgpaden.cli", run_name="__main__")
"""


@pytest.mark.parametrize("most", [1, 500, 5_000, 50_000])
def test_a_full_disk_leaves_the_site_alone(country: Country, most: int) -> None:
    """No file can grow beyond a size, as when the disk is full halfway."""
    before, after = edited(country, most)
    done = subprocess.run(
        [sys.executable, "-c", LIMIT, str(most), *COMMAND[3:]],
        cwd=country.path, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode in (0, 1)
    assert "Traceback" not in done.stdout + done.stderr
    assert tree(country.site) == (before if done.returncode else after), done.stdout + done.stderr
    assert country.build() == 0, country.said
    assert tree(country.site) == after


def test_two_at_once(country: Country) -> None:
    _, after = edited(country, 1)
    both = [start(country), start(country)]
    for process in both:
        said, _ = process.communicate(timeout=120)
        assert process.returncode == 0, said.decode()
    assert tree(country.site) == after


@pytest.mark.parametrize("how", ["gone", "half", "older"])
def test_a_damaged_memory_gives_the_right_site(country: Country, how: str) -> None:
    """Every other file of what is remembered, spoiled."""
    older = country.path.parent / "older"
    shutil.copytree(country.path, older)
    edited(country, 1)
    assert country.build() == 0
    _, after = edited(country, 2)
    for file in [file for where in MEMORIES for file in (country.path / where).rglob("*") if file.is_file()][::2]:
        before = older / file.relative_to(country.path)
        if how == "gone":
            file.unlink()
        elif how == "half":
            file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
        elif before.is_file():
            shutil.copy(before, file)
    assert country.build() == 0, country.said
    assert tree(country.site) == after


def test_one_damaged_shelf_is_enough_to_begin_anew(country: Country) -> None:
    """Also when the rest says that MkDocs need not make its pages again."""
    edited(country, 1)
    assert country.build() == 0
    _, after = edited(country, 2)
    (country.path / ".site-bouw/geheugen/uitkomst/gemeente-waterrijk").write_bytes(b"niets")
    assert country.build() == 0, country.said
    assert tree(country.site) == after
