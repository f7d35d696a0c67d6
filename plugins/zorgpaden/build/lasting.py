"""What a short command makes stays until it ends: the system clears that away at once, and Python one by one."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_made: list[object] = []


def keep_until_the_end(*things: object) -> None:
    """Hold on to these, in place of what was held before."""
    _made[:] = things


@contextmanager
def all_is_kept() -> Iterator[None]:
    """Python looks for no garbage inside, nor afterwards among what was made inside."""
    looked = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if looked:
            gc.enable()
        gc.unfreeze()  # as old: it is looked at seldom
