"""What a build spends its time on: a command of ours in one process, with a clock around the functions that matter.

Called as a script, with the file for the seconds first and the command behind it. Time in a function that is called by
another counts for the inner one only.
"""

from __future__ import annotations

import functools
import json
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from zorgpaden.cli import main

PARTS = {
    "lezen": ("build.leaves:leaf", "build.question:find_folders"),
    "beoordelen": ("loading.files:to_item", "build.opened:_judge_one"),
    "lagen": ("layers:_resolve", "layers:placed_afspraken"),
    "MkDocs": ("mkdocs_plugin.for_commands:build",),
    "pagina's maken": ("site:Site.page",),
    "andere bestanden maken": ("build.work:Maker.make",),
    "nakijken": ("trust.scan:Scan.add", "build.run:judge"),
    "schrijven": ("build.tree:Trees.put", "build.tree:Trees.show", "build.store:Store.write"),
}
"""Part → functions below `zorgpaden`, where they are looked up when they are called."""
REST = "rest"


class Clock:
    """Seconds per part; a part that begins stops the clock of the one around it."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self._running = [REST]
        self._since = time.perf_counter()

    def switch(self) -> None:
        """Count what went by to the part that is running."""
        now = time.perf_counter()
        self.seconds[self._running[-1]] += now - self._since
        self._since = now

    def around(self, part: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The same function; what it does counts for `part`."""

        @functools.wraps(function)
        def timed(*arguments: Any, **named: Any) -> Any:
            self.switch()
            self._running.append(part)
            try:
                return function(*arguments, **named)
            finally:
                self.switch()
                self._running.pop()

        return timed


def put_clocks(clock: Clock) -> None:
    """Replace the functions of `PARTS` by ones with a clock."""
    for part, places in PARTS.items():
        for place in places:
            module, _, name = place.partition(":")
            *outer, last = name.split(".")
            room: Any = functools.reduce(getattr, outer, import_module(f"zorgpaden.{module}"))
            setattr(room, last, clock.around(part, getattr(room, last)))


if __name__ == "__main__":
    clock = Clock()
    put_clocks(clock)
    code = main(sys.argv[2:])
    clock.switch()
    Path(sys.argv[1]).write_text(json.dumps(clock.seconds), encoding="utf-8")
    sys.exit(code)
