"""Dutch writes compounds as one word: take them apart with the words we know."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from zorgpaden.search.text import stem

LINKS = ("", "s", "en", "e", "n")
SHORTEST = 4
LONGEST = 60
"""Letters of a word that is looked at: a line of thousands of letters would take minutes."""
# Shorter words that do make compounds; and longer ones that are a prefix or an ending rather than a part.
SHORT_PARTS = frozenset("arm bed eet gok pil wmo lvb ggz jgz vsv kou wet".split())  # noqa: SIM905
NO_PARTS = frozenset(
    """
    aan achter anti door heden heid lijk mede naast onder over samen tegen terug toch tussen voor weer zelf
    aten elen ende eren eten iten ling ring
    """.split()  # noqa: SIM905
)


class Compounds:
    """Knows the parts that compounds are made of. Same as `splitter` in `theme/assets/zoek.js`."""

    def __init__(self, known: Iterable[str]) -> None:
        """`known`: words and stems."""
        self.parts = frozenset(
            word
            for word in known
            if (len(word) >= SHORTEST or word in SHORT_PARTS) and word not in NO_PARTS and not word.isdigit()
        )
        self._seen: dict[str, tuple[str, ...]] = {}
        self.stems = cache(self._stems)

    def split(self, word: str) -> tuple[str, ...]:
        """All parts, large and small: “schuldhulpverlening” → schuldhulp, schuld, hulp, verlening.

        Nothing when it is no compound.
        """
        if len(word) > LONGEST:
            return ()
        if word not in self._seen:
            pair = self._best(word)
            found = [part for half in pair for part in (half, *self.split(half))]
            self._seen[word] = tuple(dict.fromkeys(found))
        return self._seen[word]

    def _stems(self, word: str) -> tuple[str, ...]:
        """The stem of a word, followed by those of its parts."""
        return tuple(map(stem, (word, *self.split(word))))

    def _best(self, word: str) -> tuple[str, ...]:
        """The two halves, the first as long as possible; a half may be a compound itself."""
        for cut in range(len(word) - 3, 2, -1):
            rest = word[cut:]
            if not self._known(rest):
                continue
            for link in LINKS:
                head = word[:cut].removesuffix(link)
                if word[:cut].endswith(link) and self._known(head):
                    return head, rest
        return ()

    def _known(self, half: str) -> bool:
        return half in self.parts or (len(half) >= 2 * SHORTEST and bool(self.split(half)))
