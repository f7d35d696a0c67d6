"""Tells at once when a file changes, where the system can; MkDocs itself looks twice a second at every file."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from typing import Any

CHANGES = frozenset({"created", "modified", "moved", "deleted"})


def watch(folders: Iterable[str], changed: Callable[[], None]) -> Any:
    """Call `changed` after a change below these folders. Gives what watches, or None when this system cannot."""
    if not sys.platform.startswith("linux"):
        return None
    from watchdog.events import FileSystemEvent, FileSystemEventHandler  # noqa: PLC0415  (comes with MkDocs)
    from watchdog.observers import Observer  # noqa: PLC0415

    class Handler(FileSystemEventHandler):
        def on_any_event(self, event: FileSystemEvent) -> None:
            if event.event_type in CHANGES and not event.is_directory:  # reading is an event as well
                changed()

    observer = Observer()
    observer.daemon = True
    try:
        for folder in folders:
            observer.schedule(Handler(), folder, recursive=True)
        observer.start()
    except OSError:  # more folders than the system lets us watch
        return None
    return observer
