"""Which terms on a page need an explanation: found in the text of its fragments."""

from __future__ import annotations

import re

from zorgpaden.model import Begrip

_TAG = re.compile(r"<[^>]*>")


class TermFinder:
    """Finds terms; remembers per fragment, because fragments are shared by many pages."""

    def __init__(self, begrippen: list[Begrip]) -> None:
        # Only what needs explaining on a page; the other terms are for search.
        self._terms = {begrip.term: begrip for begrip in begrippen if begrip.uitleggen}
        words = sorted(map(re.escape, self._terms), key=len, reverse=True)
        self._pattern = re.compile(rf"\b(?:{'|'.join(words)})\b") if words else None
        self._done: dict[str, list[Begrip]] = {}

    def find(self, fragment: str) -> list[Begrip]:
        """The terms in the text of a fragment, in order of first use."""
        found = self._done.get(fragment)
        if found is None:
            text = _TAG.sub(" ", fragment)
            names = dict.fromkeys(self._pattern.findall(text)) if self._pattern else {}
            found = self._done[fragment] = [self._terms[name] for name in names]
        return found
