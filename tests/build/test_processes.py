"""Work for more than one process: the same answers, and nobody is left when the first is killed."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from country import Country

from zorgpaden.build import run
from zorgpaden.build.aside import aside, both
from zorgpaden.build.pool import forking, processes, spread
from zorgpaden.refusal import refusal

TWO = {"ZORGPADEN_PROCESSEN": "2"}


def double(number: int) -> tuple[int, int]:
    return 2 * number, os.getpid()


def doubles(numbers: list[int]) -> list[tuple[int, int]]:
    return [double(number) for number in numbers]


def only_here(number: int) -> int:
    if number != os.getpid():
        raise ValueError("not here")
    return number


@pytest.fixture
def two(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZORGPADEN_PROCESSEN", "2")


@pytest.mark.usefixtures("two")
def test_answers_come_in_order_and_from_elsewhere() -> None:
    answers = [one for some in spread(doubles, range(50), 10) for one in some]
    assert [number for number, _ in answers] == [2 * number for number in range(50)]
    assert os.getpid() not in {process for _, process in answers}
    assert [process for some in spread(doubles, range(5), 10) for _, process in some] == [os.getpid()] * 5


@pytest.mark.usefixtures("two")
def test_two_at_the_same_time() -> None:
    (first, here), (second, there) = both(double, 1, 2)
    assert (first, second) == (2, 4)
    assert here == os.getpid() != there


def test_one_process_does_both(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZORGPADEN_PROCESSEN", "1")
    assert both(double, 1, 2) == ((2, os.getpid()), (4, os.getpid()))
    assert processes() == 1


@pytest.mark.usefixtures("two")
def test_what_goes_wrong_in_a_copy_is_tried_here() -> None:
    me = os.getpid()
    assert aside(lambda: only_here(os.getpid() if os.getpid() == me else 0))() == me
    with pytest.raises(ValueError, match="not here"):
        aside(lambda: only_here(0))()


def test_who_is_stopped_while_a_copy_is_made_stops_right_after() -> None:
    done = False
    with pytest.raises(KeyboardInterrupt), forking():  # noqa: PT012  (how far it came is what matters)
        os.kill(os.getpid(), signal.SIGINT)
        done = True
    assert done


@pytest.mark.usefixtures("two")
def test_where_no_copy_can_be_made_all_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> int:
        raise OSError(errno.ENOMEM, os.strerror(errno.ENOMEM))

    monkeypatch.setattr(os, "fork", refuse)
    assert both(double, 1, 2) == ((2, os.getpid()), (4, os.getpid()))
    with pytest.raises(OSError, match="memory") as wrong:
        list(spread(doubles, range(50), 10))
    assert refusal(wrong.value) == "dit lukte niet: er is te weinig geheugen"


@pytest.mark.usefixtures("two")
def test_a_copy_that_was_taken_away_is_told_in_dutch() -> None:
    with pytest.raises(ChildProcessError) as taken:
        list(spread(lambda _: os._exit(9), range(50), 10))
    assert "ZORGPADEN_PROCESSEN=1" in refusal(taken.value)


WAITING = """
import os, sys, time
from zorgpaden.build.pool import spread

def work(things):
    os.write(1, b"%d\\n" % os.getpid())
    time.sleep(0.2)

list(spread(work, range(1000), 2, piece=1))
"""


def test_when_the_first_is_killed_the_others_end() -> None:
    first = subprocess.Popen([sys.executable, "-c", WAITING], env=os.environ | TWO, stdout=subprocess.PIPE, text=True)
    assert first.stdout
    others: set[int] = set()
    while len(others) < 2:
        others.add(int(first.stdout.readline()))
    first.kill()
    first.wait()
    end = time.monotonic() + 20
    while any(map(is_alive, others)):
        assert time.monotonic() < end, "they wait for work for ever"
        time.sleep(0.05)


def is_alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.mark.usefixtures("two")
def test_a_site_made_by_many_processes_is_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With limits so low that this small country is made as a large one is; then an edit of all its gemeenten."""
    monkeypatch.setattr(run, "A_LOT", 2)
    monkeypatch.setattr(run, "MANY", 2)
    country = Country.new(tmp_path / "land")
    many = country.built()
    country.edit("data/landelijk/zorgpaden/geld.yml", "samenvatting: ", "samenvatting: Nu ")
    edited = country.built()
    monkeypatch.undo()
    monkeypatch.setenv("ZORGPADEN_PROCESSEN", "1")
    assert edited == country.cold() != many
