"""Work that goes on beside ours, in a copy of this process, where the system can make one."""

from __future__ import annotations

import os
import pickle
import signal
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import TypeVar

from zorgpaden.build.pool import forking, processes

HUMBLE = 10
"""How much less of a processor a copy gets that may wait."""
T = TypeVar("T")
R = TypeVar("R")


def aside(work: Callable[[], R], *, humbly: bool = False) -> Callable[[], R]:
    """Begin `work`; `humbly`: we go first when there are too few processors. Gives what waits for the answer."""
    if processes() == 1:
        return work
    reading, writing = os.pipe()
    try:
        with forking():
            child = os.fork()
            if not child:
                _answer(work, writing, HUMBLE if humbly else 0)
    except OSError:  # too little memory, or too many processes
        os.close(reading)
        os.close(writing)
        return work
    os.close(writing)

    def wait() -> R:
        with os.fdopen(reading, "rb") as stream:
            answer = stream.read()
        with suppress(ChildProcessError):  # who began us may have asked the system to wait for us
            os.waitpid(child, 0)
        if not answer:  # the copy failed: perhaps we do not
            return work()
        found: R = pickle.loads(answer)  # noqa: S301  (of our own copy)
        return found

    return wait


def both(work: Callable[[T], R], one: T, other: T) -> tuple[R, R]:
    """What `work` gives for two things, done at the same time; it begins sooner than `pool.spread`."""
    wait = aside(partial(work, other))
    return work(one), wait()


def _answer(work: Callable[[], object], writing: int, humble: int) -> None:
    """What the copy does; it must not end as this process would, with files to close and things to say."""
    os.nice(humble)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who began us is stopped as well
    try:
        answer = pickle.dumps(work(), pickle.HIGHEST_PROTOCOL)
        with os.fdopen(writing, "wb") as stream:
            stream.write(answer)
    finally:
        os._exit(0)
