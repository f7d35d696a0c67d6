"""From saving a file to seeing it: a server that rebuilds, and a visitor who asks again and again."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from measure import Usage

PATIENCE = 600
"""Seconds to wait for the first page or a changed one."""

Command = Callable[[int], list[str | Path]]


class Server:
    """A server that builds in a folder; `command` gives what to run for a port."""

    def __init__(self, command: Command, cwd: Path, env: dict[str, str] | None = None) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]
        self._command = [str(part) for part in command(self.port)]
        self._cwd, self._env = cwd, {**os.environ, **(env or {})}
        self._log = cwd.parent / f"{cwd.name}-serve.log"

    def __enter__(self) -> Server:
        with self._log.open("wb") as words:
            self._process = subprocess.Popen(  # noqa: S603
                self._command,
                cwd=self._cwd,
                env=self._env,
                stdout=words,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        return self

    def __exit__(self, *_: object) -> None:
        os.killpg(self._process.pid, signal.SIGKILL)  # nothing to keep, and some servers take their time
        self._process.wait()

    def page(self, url: str) -> str:
        """What a visitor gets; nothing while the server does not answer."""
        if self._process.poll() is not None:
            sys.exit(f"de server stopte:\n{self._log.read_text(encoding='utf-8', errors='replace')[-3000:]}")
        visit = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            visit.request("GET", f"/{url}")
            answer = visit.getresponse()
            return answer.read().decode() if answer.status == http.HTTPStatus.OK else ""
        except OSError:
            return ""
        finally:
            visit.close()


def seconds_until_served(server: Server, url: str, words: str, save: Callable[[], object]) -> Usage:
    """Save, then ask for the page until it has the words. The server is at rest when saving begins."""
    _wait(server, url, bool)
    time.sleep(1)
    start = time.perf_counter()
    save()
    _wait(server, url, lambda page: words in page)
    return Usage(time.perf_counter() - start, 0, 0)


def _wait(server: Server, url: str, good: Callable[[str], bool]) -> None:
    until = time.monotonic() + PATIENCE
    while not good(server.page(url)):
        if time.monotonic() > until:
            sys.exit(f"/{url} kwam niet binnen {PATIENCE} s")
        time.sleep(0.005)
