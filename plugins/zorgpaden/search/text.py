"""How text becomes search terms; `theme/assets/zoek.js` does exactly the same in the browser."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import cache
from itertools import filterfalse

from Stemmer import Stemmer

_POSSESSIVE = re.compile(r"'(?:s|n|tjes?)?(?![a-z])")
_WORD = re.compile(r"[0-9a-z]+")
_OTHER = re.compile(r"[^\x00-\x7f]+")
_stemmer = Stemmer("dutch", 0)  # `stem` remembers

# Words that say nothing about the subject of a query; the browser gets this list with the index.
STOP_WORDS = frozenset(
    """
    aan al als ben bent bij dan dat de den deze die dit doe doen doet door dus een en er ga gaan gaat geen haar had
    heb hebben heeft hem het hij hoe hun ik in is je jij kan kunnen maar mag me mee met mij mijn moet moeten naar
    niet nog nu of om onder ons ook op over te toch tot uit uw van voor waar want waren was wat we wel werd wie wij
    word worden wordt zal ze zich zij zijn zo zou
    """.split()  # noqa: SIM905
)

# Small words that change the meaning of what stands beside them: “neemt niet op”, “uit elkaar”.
TELLING = frozenset("aan geen niet nog onder op over te tot uit".split())  # noqa: SIM905

_IGNORED = STOP_WORDS.union("0123456789abcdefghijklmnopqrstuvwxyz")


def fold(text: str) -> str:
    """Lower case, no accents, one kind of apostrophe: “Coördinator’s” → “coordinator's”."""
    plain = text.lower().replace("’", "'")
    return plain if plain.isascii() else _OTHER.sub(_plain, plain)


def _plain(letters: re.Match[str]) -> str:
    apart = unicodedata.normalize("NFKD", letters[0])
    return "".join(letter for letter in apart if not unicodedata.category(letter).startswith("M"))


def words(text: str) -> list[str]:
    """The words of a text that may be searched for: folded, no punctuation, no stop words, no single letters."""
    return list(filterfalse(_IGNORED.__contains__, _tokens(text)))


@cache
def stem(word: str) -> str:
    """What a word has in common with its inflections: “rokende” → “rook”."""
    return str(_stemmer.stemWord(word))


def terms(text: str) -> list[str]:
    """The stems of a text, in order."""
    return [stem(word) for word in words(text)]


def telling(text: str) -> list[str]:
    """The words of a phrase, with the stop words that change its meaning."""
    return [word for word in _tokens(text) if word in TELLING or word not in _IGNORED]


def counted(found: Iterable[str]) -> list[str]:
    """Every time a word comes back it is another one: “kind krijgt kind” → kind, krijg, kind+."""
    met: Counter[str] = Counter()
    marked = []
    for word in found:
        marked.append(word + "+" * met[word])
        met[word] += 1
    return marked


def _tokens(text: str) -> list[str]:
    folded = fold(text)
    return _WORD.findall(_POSSESSIVE.sub(" ", folded) if "'" in folded else folded)
