"""One hash over many things: the keys of all that is remembered are made with it."""

from __future__ import annotations

import hashlib


def digest(*parts: object) -> str:
    """32 hex digits over the parts."""
    return hashlib.sha256("\0".join(map(str, parts)).encode()).hexdigest()[:32]
