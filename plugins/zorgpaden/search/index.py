"""The search files: a national index, and a small one per gemeente that has help of its own or of its region."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property, lru_cache
from itertools import chain
from typing import Any, NamedTuple

from zorgpaden import urls
from zorgpaden.catalog import Catalog, Plaats
from zorgpaden.loading import Item
from zorgpaden.model import Voorziening
from zorgpaden.plan import chosen
from zorgpaden.search.compounds import Compounds
from zorgpaden.search.entries import Entry, national_entries, voorziening_entry
from zorgpaden.search.scores import Counts, scored
from zorgpaden.search.synonyms import everyday_words, synonym_groups
from zorgpaden.search.text import STOP_WORDS, stem, telling, terms, words
from zorgpaden.settings import Settings

FIELDS = {"titel": 10, "woorden": 7, "zinnen": 2, "koppen": 1.5, "delen": 1.5, "tekst": 1}
MOST_PAGES = 16
"""A word in running text leads to this many pages of the dossier: those that use it most."""


File = tuple[str, dict[str, Any]]
"""Path and content."""


class Indexed(NamedTuple):
    """An entry, with what of it goes into a search file."""

    entry: Entry
    written: frozenset[str]
    """Its words as written."""
    stems: Mapping[str, Counts]
    """Per field of `FIELDS`."""
    sentences: list[str]

    def without(self, dropped: set[str]) -> Indexed:
        """The same with a shorter text."""
        text = {word: often for word, often in self.stems["tekst"].items() if word not in dropped}
        return self._replace(stems={**self.stems, "tekst": text})


class Phrase(NamedTuple):
    """One of the words and phrases that lead to an entry."""

    strong: tuple[str, ...]
    """Its words, without those that every page is about."""
    alone: bool
    sentence: str


def search_files(catalog: Catalog, settings: Settings) -> Iterator[File]:
    """Every search file."""
    zoeker = Zoeker(catalog, settings)
    yield zoeker.landelijk()
    yield from filter(None, map(zoeker.gemeente, chosen(catalog, settings.alleen)))


class Zoeker:
    """Makes the search files, each on its own; what they share is worked out once."""

    def __init__(self, catalog: Catalog, settings: Settings) -> None:
        self._catalog = catalog
        self._places = [catalog.gemeenten[id_] for id_ in chosen(catalog, settings.alleen)]
        self._regional: dict[str, Indexed] = {}

    def landelijk(self) -> File:
        """The file that the browser fetches on the first focus."""
        texts = [text for group in self._groups for text in group]
        found = _pruned([_indexed(entry, self._compounds) for entry in self._entries])
        places = [_place(plaats, self._catalog.heeft_eigen_hulp(plaats.id)) for plaats in self._places]
        return urls.ZOEKINDEX, {
            **_bundle(found, {word for text in texts for word in words(text)}),
            "gemeenten": places,
            "synoniemen": sorted({" | ".join(phrases) for phrases in map(_phrases, self._groups) if len(phrases) > 1}),
            "delen": " ".join(sorted(self._compounds.parts)),
            "staarten": " ".join(sorted({*everyday_words().endings, *everyday_words().weak})),
            "zwak": " ".join(sorted({*everyday_words().weak})),
            "gewoon": _ordinary(self._places, found),
            "stopwoorden": " ".join(sorted(STOP_WORDS)),
        }

    def gemeente(self, id_: str) -> File | None:
        """The file of a gemeente that has help of its own or of its region, fetched when a query names it."""
        if not self._catalog.heeft_eigen_hulp(id_):
            return None
        items = (item for item in self._catalog.voorzieningen_in(id_) if not item.entity.werkgebied.landelijk)
        replaced = [urls.voorziening(one) for one in self._catalog.vervangingen(id_)]
        return urls.zoek_gemeente(id_), {**_bundle([self._help(item) for item in items]), "vervangen": replaced}

    def _help(self, item: Item[Voorziening]) -> Indexed:
        """What a region has comes back in each of its gemeenten."""
        found = self._regional.get(item.entity.id)
        if found is None:
            found = _indexed(voorziening_entry(self._catalog, item), self._compounds)
            if item.entity.werkgebied.regios:
                self._regional[item.entity.id] = found
        return found

    @cached_property
    def _entries(self) -> list[Entry]:
        return list(national_entries(self._catalog))

    @cached_property
    def _groups(self) -> list[tuple[str, ...]]:
        return list(synonym_groups(self._catalog))

    @cached_property
    def _compounds(self) -> Compounds:
        return Compounds(_parts(self._entries, self._groups))


def _place(plaats: Plaats, has_shard: bool) -> list[Any]:
    """[id, name, where, 1 when it has a search file of its own, aliases…]."""
    aliases = plaats.register.aliassen if plaats.register else ()
    return [plaats.id, plaats.naam, "voorbeeld" if plaats.voorbeeld else plaats.provincie, int(has_shard), *aliases]


def _ordinary(places: Iterable[Plaats], found: Iterable[Indexed]) -> list[str]:
    """Names of gemeenten that are also a word: “buren” in the query need not be the gemeente Buren."""
    names = {word for plaats in places for word in words(plaats.naam)}
    ordinary: set[str] = set()
    for entry, written, *_ in found:
        text = " ".join((entry.titel, *entry.woorden, entry.tekst))
        ordinary.update(name for name in names & written if re.search(rf"\b{name}\b", text))
    return sorted(ordinary)


def _phrases(group: Iterable[str]) -> list[str]:
    """The stems of each phrase, as one text: “rood staan” → “rood staan”."""
    return list(dict.fromkeys(phrase for text in group if (phrase := " ".join(terms(text)))))


def _parts(entries: Iterable[Entry], groups: Iterable[tuple[str, ...]]) -> set[str]:
    """The words that compounds can be made of, with their stems."""
    found = set(everyday_words().parts)
    for entry in entries:
        found.update(words(", ".join((entry.titel, *entry.woorden))))
    for group in groups:
        found.update(word for text in group for word in words(text))
    return found | {stem(word) for word in found}


def _indexed(entry: Entry, compounds: Compounds) -> Indexed:
    title, headings, text = words(entry.titel), words(entry.koppen), words(entry.tekst)
    phrases = [_phrase(text) for text in entry.woorden]
    single, loose = _weighed(phrases)
    fields = {
        "titel": map(stem, title),
        "woorden": map(stem, single),
        "zinnen": map(stem, loose),
        "koppen": map(stem, headings),
        "delen": (part for word in (*title, *single) for part in compounds.stems(word)[1:]),
        "tekst": chain.from_iterable(map(compounds.stems, text)),
    }
    stems = {field: Counter(fields[field]) for field in FIELDS}
    return Indexed(entry, frozenset((*title, *headings, *text, *single, *loose)), stems, _sentences(phrases))


def _bundle(found: list[Indexed], more_words: Iterable[str] = ()) -> dict[str, Any]:
    """`paginas`: [kind, title, url, where] per entry; `woorden`: words as written; `zinnen`: [entry, phrase…] of stems;
    `index`: see `scored`.
    """
    pages = (one.entry for one in found)
    return {
        "paginas": [[entry.soort, entry.titel, entry.url, entry.bij] for entry in pages],
        "woorden": " ".join(sorted({*more_words}.union(*(one.written for one in found)))),
        "zinnen": [[nr, *one.sentences] for nr, one in enumerate(found) if one.sentences],
        "index": scored([one.stems for one in found], FIELDS),
    }


def _weighed(phrases: Iterable[Phrase]) -> tuple[list[str], list[str]]:
    """Words that say it all, and words that only do so together with the rest of their phrase: “geen huisarts”."""
    single: list[str] = []
    loose: list[str] = []
    for phrase in phrases:
        (single if phrase.alone else loose).extend(phrase.strong)
    return single, [word for word in loose if word not in single]


def _sentences(phrases: Iterable[Phrase]) -> list[str]:
    """Phrases of two words or more, small words that change the meaning included: “neemt niet op”."""
    return sorted({phrase.sentence for phrase in phrases if phrase.sentence})


@lru_cache(maxsize=1 << 12)  # many gemeenten say the same
def _phrase(text: str) -> Phrase:
    said = telling(text)
    found = [word for word in said if word not in STOP_WORDS]
    strong = [word for word in found if stem(word) not in _weak_stems()] if len(found) > 1 else found
    return Phrase(tuple(strong), len(found) == len(said) == 1, " ".join(map(stem, said)) if len(said) > 1 else "")


@cache
def _weak_stems() -> frozenset[str]:
    return frozenset(stem(word) for word in everyday_words().weak)


def _pruned(found: list[Indexed]) -> list[Indexed]:
    """Of each stem in the text of the dossier, keep only the pages that use it most; of zorgpaden and help keep all."""
    dossier = {number: one.stems["tekst"] for number, one in enumerate(found) if one.entry.soort == "kennis"}
    spread = Counter(chain.from_iterable(dossier.values()))
    common = {word for word, pages in spread.items() if pages > MOST_PAGES}
    best: dict[str, list[tuple[float, int]]] = defaultdict(list)
    for number, counts in dossier.items():
        size = max(sum(counts.values()), 100)
        for word in common & counts.keys():
            best[word].append((-counts[word] / size, number))
    dropped: dict[int, set[str]] = defaultdict(set)
    for word, pages in best.items():
        for _, number in sorted(pages)[MOST_PAGES:]:
            dropped[number].add(word)
    return [one.without(dropped[number]) if number in dropped else one for number, one in enumerate(found)]
