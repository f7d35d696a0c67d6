"""Tells at once when a file changes, where the system can; MkDocs itself looks twice a second at every file."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from threading import Lock
from typing import Any

CHANGES = frozenset({"created", "modified", "moved", "deleted"})


class Heard:
    """What changed since somebody asked; at first that may be anything."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._paths: set[str] | None = None

    def tell(self, paths: Iterable[str] | None) -> None:
        """These files changed; None: it may be anything."""
        with self._lock:
            self._paths = None if paths is None or self._paths is None else self._paths.union(paths)

    def ask(self) -> set[str] | None:
        """The files that changed; None: it may be anything."""
        with self._lock:
            paths, self._paths = self._paths, set()
        return paths


def watch(folders: Iterable[str], changed: Callable[[list[str] | None], None]) -> Any:
    """Call `changed` after a change below these folders, with the paths of the files; None when it may be anything.

    Gives what watches, or None when this system cannot.
    """
    if not sys.platform.startswith("linux"):
        return None
    from watchdog.events import FileSystemEvent, FileSystemEventHandler  # noqa: PLC0415  (comes with MkDocs)
    from watchdog.observers import Observer  # noqa: PLC0415

    class Handler(FileSystemEventHandler):
        def on_any_event(self, event: FileSystemEvent) -> None:
            if event.event_type not in CHANGES:  # reading is an event as well
                return
            if event.is_directory:
                if event.event_type != "modified":  # something in it changed, and is told by itself
                    changed(None)
            else:
                changed([str(path) for path in (event.src_path, event.dest_path) if path])

    observer = Observer()
    observer.daemon = True
    try:
        for folder in folders:
            observer.schedule(Handler(), folder, recursive=True)
        observer.start()
    except OSError:  # more folders than the system lets us watch
        return None
    return observer
