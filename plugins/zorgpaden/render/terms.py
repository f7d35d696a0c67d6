"""Which terms on a page need an explanation: found in the text of its fragments."""

from __future__ import annotations

import re
from collections.abc import Iterable

from zorgpaden.catalog import sort_key
from zorgpaden.model import Begrip
from zorgpaden.render.fragments import Fragment

_TAG = re.compile(r"<[^>]*>")


class TermFinder:
    """Finds terms; looks once at each fragment, because fragments are shared by many pages."""

    def __init__(self, begrippen: Iterable[Begrip]) -> None:
        # Only what needs explaining on a page; the other terms are for search.
        self._begrippen = sorted((one for one in begrippen if one.uitleggen), key=lambda one: sort_key(one.term))
        self._bits = {begrip.term: 1 << number for number, begrip in enumerate(self._begrippen)}
        terms = sorted(self._bits, key=len, reverse=True)
        self._anywhere = re.compile("|".join(map(re.escape, terms)) or "$^")
        self._words = re.compile(rf"\b(?:{self._anywhere.pattern})\b")

    def find(self, fragment: Fragment) -> int:
        """The terms in the text of a fragment, as bits."""
        found = fragment.terms
        if found is None:
            found = 0
            for part in fragment.inside:
                found |= self.find(part) if part.terms is None else part.terms
            fragment.terms = found = found if fragment.inside else self._look(fragment.__html__())
        return found

    def _look(self, html: str) -> int:
        found, text = 0, _TAG.sub(" ", html)
        if self._anywhere.search(text):  # much quicker, and mostly enough
            for term in self._words.findall(text):
                found |= self._bits[term]
        return found

    def explain(self, found: int) -> list[Begrip]:
        """The terms of these bits, in alphabetical order."""
        return [begrip for number, begrip in enumerate(self._begrippen) if found >> number & 1]
