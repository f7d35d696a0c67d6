"""What a command costs: wall time, processor time and peak memory, its children included."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path

POLL = 0.05
"""Seconds between two looks at the memory of one process."""
REST = 20
"""A look at more processes takes long, and slows them down; after one we rest so many times as long."""


@dataclass(frozen=True, slots=True)
class Usage:
    """Seconds, seconds, megabytes."""

    wall: float
    cpu: float
    memory: float


def measure(command: list[str | Path], cwd: Path, env: dict[str, str] | None = None) -> Usage:
    """Run a command to its end. Its words go to a file beside `cwd`; they are shown when it fails."""
    log = cwd.parent / f"{cwd.name}.log"
    os.sync()  # what an earlier command wrote is not paid by this one
    with log.open("wb") as words:
        start = time.perf_counter()
        process = subprocess.Popen(  # noqa: S603
            [str(part) for part in command],
            cwd=cwd,
            env={**os.environ, **(env or {})},
            stdout=words,
            stderr=subprocess.STDOUT,
        )
        watch = Watch(process.pid)
        watch.start()
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        memory = watch.stop()
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"mislukt: {' '.join(map(str, command))}\n{log.read_text(encoding='utf-8', errors='replace')[-3000:]}")
    return Usage(wall, usage.ru_utime + usage.ru_stime, memory)


class Watch(threading.Thread):
    """Looks again and again how much memory a process and its children hold.

    One process: the high-water mark that the kernel keeps. More: the sum of their proportional set sizes, in which a
    page that several share counts once; pages of a forked pool would else count for each.
    """

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._pid = pid
        self._done = threading.Event()
        self._peak = 0

    def run(self) -> None:
        """Look until told to stop."""
        rested = 0.0
        while not self._done.wait(POLL):
            pids = list(_tree(self._pid))
            begin = time.monotonic()
            if len(pids) > 1 and begin > rested:
                self._peak = max(self._peak, sum(_kilobytes(pid, "smaps_rollup", "Pss:") for pid in pids))
                rested = time.monotonic() + REST * (time.monotonic() - begin)
            self._peak = max(self._peak, *(_kilobytes(pid, "status", "VmHWM:") for pid in pids))

    def stop(self) -> float:
        """The most that was seen, in MB."""
        self._done.set()
        self.join()
        return self._peak / 1024


def _tree(pid: int) -> list[int]:
    """A process and all that it started."""
    found = [pid]
    try:
        threads = os.listdir(f"/proc/{pid}/task")
    except OSError:
        return found
    for thread in threads:
        for child in _read(f"/proc/{pid}/task/{thread}/children").split():
            found += _tree(int(child))
    return found


def _kilobytes(pid: int, file: str, field: str) -> int:
    for line in _read(f"/proc/{pid}/{file}").splitlines():
        if line.startswith(field):
            return int(line.split()[1])
    return 0


def _read(path: str) -> str:
    """A file of the kernel; empty when the process is gone."""
    try:
        with open(path, encoding="ascii", errors="replace") as file:
            return file.read()
    except OSError:
        return ""
