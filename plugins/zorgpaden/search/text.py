"""How words become search terms; `theme/assets/zp.js` does the same in the browser."""

from __future__ import annotations

import re
import unicodedata

_EDGES = re.compile(r"^[^0-9a-z]+|[^0-9a-z]+$")
STOP_WORDS = frozenset(
    """
    aan al als bij dat de deze die dit door een en er geen had heb hebben heeft het hij hoe ik in is je kan kunnen
    maar me mee met mijn naar niet nog nu of om onder ons ook op over te tot uit uw van voor waar wat we wel wie
    wij worden wordt zal ze zich zijn zo zou
    """.split()  # noqa: SIM905
)


def fold(word: str) -> str:
    """Lower case, no accents, no punctuation at the edges: “Coördinator.” → “coordinator”."""
    plain = unicodedata.normalize("NFKD", word.lower())
    return _EDGES.sub("", "".join(letter for letter in plain if not unicodedata.combining(letter)))
