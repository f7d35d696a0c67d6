"""Work for more than one processor, where that pays and where the system can copy a process."""

from __future__ import annotations

import errno
import gc
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from threading import Thread, current_thread, main_thread
from typing import Any, TypeVar

from zorgpaden.build.lasting import all_is_kept

T = TypeVar("T")
R = TypeVar("R")
PIECES = 8
"""Per process: small pieces keep all processes at work until the end."""


def processes() -> int:
    """How many processes work at once; `ZORGPADEN_PROCESSEN` sets another number."""
    given = os.environ.get("ZORGPADEN_PROCESSEN", "")
    if given.isdecimal() and int(given):
        return int(given)
    return min(len(os.sched_getaffinity(0)), 8) if sys.platform.startswith("linux") else 1


def spread(work: Callable[[list[T]], R], things: Sequence[T], many: int, piece: int = 0) -> Iterator[R]:
    """The answers for pieces of `things`, in order; fewer than `many` things are done here.

    `piece` is how many things go together; 0 leaves that to us.

    The other processes are copies of this one: they know what it knows, and only things and answers travel.
    ChildProcessError when one of them was taken away.
    """
    workers = processes()
    if len(things) < many or workers == 1:
        if things:
            yield work(list(things))
        return
    import multiprocessing  # noqa: PLC0415  (few builds need it, and it takes long to load)
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415
    from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415

    size = piece or -(-len(things) // (workers * PIECES))
    pieces = [list(things[at : at + size]) for at in range(0, len(things), size)]
    ends = os.pipe()
    gc.freeze()  # what is here before is never freed there, so it need not be copied for looking at it
    try:
        with (
            all_is_kept(),  # here all answers are kept
            ProcessPoolExecutor(workers, multiprocessing.get_context("fork"), _begin, (work, *ends)) as pool,
        ):
            with forking():
                answers = pool.map(_do, pieces)
            yield from answers
    except BrokenProcessPool:
        raise ChildProcessError(errno.ECHILD, os.strerror(errno.ECHILD)) from None
    finally:
        for end in ends:
            os.close(end)


@contextmanager
def forking() -> Iterator[None]:
    """Whoever stops us with Ctrl-C while a copy is made is heard right after: in between, Python can lose it."""
    if current_thread() is not main_thread():  # only the main thread is stopped
        yield
        return
    heard: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _: heard.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before or signal.SIG_DFL)
        if heard:
            signal.raise_signal(signal.SIGINT)


_work: Callable[[list[Any]], Any]
"""What this process does: each does one kind of work."""


def _begin(work: Callable[[list[Any]], Any], ours: int, theirs: int) -> None:
    """What a copy does first; `theirs` is an end of a pipe that only who began us may hold."""
    global _work  # noqa: PLW0603
    _work = work
    gc.enable()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who began us is stopped as well, and then we end
    os.close(theirs)
    Thread(target=_end_with, args=(ours,), daemon=True).start()


def _end_with(ours: int) -> None:
    """End when who began us ends, however that comes: else we would wait for work, and keep others from it."""
    os.read(ours, 1)
    os._exit(1)


def _do(piece: list[Any]) -> Any:
    return _work(piece)
