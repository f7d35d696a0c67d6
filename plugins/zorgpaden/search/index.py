"""The search files: a national index, and a small one per gemeente that has help of its own or of its region."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from functools import cache, cached_property, lru_cache
from itertools import chain, pairwise
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
from zorgpaden.search.text import STOP_WORDS, counted, stem, telling, terms, words
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


class Zoeker:
    """Makes each search file on its own; what they share is worked out once."""

    def __init__(self, catalog: Catalog, settings: Settings, parts: Collection[str] | None = None) -> None:
        """`parts`: what `parts` gave for the same national texts, when that is known."""
        self._catalog, self._parts = catalog, parts
        self._places = [catalog.gemeenten[id_] for id_ in chosen(catalog, settings.alleen)]
        self._regional: dict[str, Indexed] = {}

    def landelijk(self) -> File:
        """The file that the browser fetches on the first focus."""
        texts = [text for group in self._groups for text in group]
        found = _pruned([_indexed(entry, self._compounds) for entry in self._entries])
        places = [_place(plaats, self._catalog.heeft_eigen_hulp(plaats.id)) for plaats in self._places]
        bundle = _bundle(found, {word for text in texts for word in words(text)})
        return urls.ZOEKINDEX, {
            **bundle,
            "gemeenten": places,
            "synoniemen": sorted({" | ".join(phrases) for phrases in map(_phrases, self._groups) if len(phrases) > 1}),
            "delen": _marked(self._compounds.parts, bundle["woorden"].split()),
            "staarten": " ".join(sorted({*everyday_words().endings, *everyday_words().weak})),
            "zwak": " ".join(sorted({*everyday_words().weak})),
            "combineren": int(bool(self._catalog.combineren)),
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
        return Compounds(set(self.parts()))

    def parts(self) -> Collection[str]:
        """The words that compounds can be made of, with their stems; they follow from the national texts."""
        if self._parts is None:
            self._parts = compound_parts(self._entries, self._groups)
        return self._parts


def _aliases(plaats: Plaats) -> tuple[str, ...]:
    return plaats.register.aliassen if plaats.register else ()


def _place(plaats: Plaats, has_shard: bool) -> list[Any]:
    """[id, name, where, 1 when it has a search file of its own, aliases and places in it…]."""
    where = "voorbeeld" if plaats.voorbeeld else plaats.provincie
    return [plaats.id, plaats.naam, where, int(has_shard), *_aliases(plaats)]


def _ordinary(places: Iterable[Plaats], found: Iterable[Indexed]) -> list[str]:
    """Names that are also a word: “buren” in the query need not be the gemeente Buren."""
    names = {word for plaats in places for name in (plaats.naam, *_aliases(plaats)) for word in words(name)}
    ordinary = names & set(everyday_words().places)
    for entry, written, *_ in found:
        text = " ".join((entry.titel, *entry.woorden, entry.tekst))
        ordinary.update(name for name in names & written if re.search(rf"\b{name}\b", text))
    return sorted(ordinary)


def _phrases(group: Iterable[str]) -> list[str]:
    """The stems of each phrase, as one text: “rood staan” → “rood staan”."""
    return list(dict.fromkeys(phrase for text in group if (phrase := " ".join(terms(text)))))


def compound_parts(entries: Iterable[Entry], groups: Iterable[tuple[str, ...]]) -> set[str]:
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
    """`paginas`: [kind, title, url, where] per entry; `woorden`: words as written, sorted; `stammen`: see `_cut`;
    `zinnen`: [entry, phrase…] of stems; `index`: see `scored` and `_lean`.
    """
    pages = (one.entry for one in found)
    written = sorted({*more_words}.union(*(one.written for one in found)))
    return {
        "paginas": [[entry.soort, entry.titel, entry.url, entry.bij] for entry in pages],
        "woorden": " ".join(written),
        "stammen": " ".join(map(_cut, written)),
        "zinnen": [[nr, *one.sentences] for nr, one in enumerate(found) if one.sentences],
        "index": _lean(scored([one.stems for one in found], FIELDS), set(map(stem, written))),
    }


@cache
def _cut(word: str) -> str:
    """How a word becomes its stem, in few bytes, so that a telephone need not work it out for all at once: a letter
    for how many letters go (a is none) and what comes instead: “roken” → “dok”.
    """
    end = stem(word)
    same = next((place for place, (one, other) in enumerate(zip(word, end, strict=False)) if one != other), len(end))
    return chr(ord("a") + len(word) - same) + end[same:]


def _lean(index: dict[str, Any], known: set[str]) -> dict[str, Any]:
    """Not all its stems, but those that are no stem of `woorden` (`meer`), and what of these it lacks (`niet`)."""
    stems = set(index["termen"].split())
    return {
        "stap": index["stap"],
        "meer": " ".join(sorted(stems - known)),
        "niet": " ".join(sorted(known - stems)),
        "vectoren": index["vectoren"],
    }


def _marked(parts: Iterable[str], written: list[str]) -> dict[str, Any]:
    """The parts of compounds, most of which are words (or their stems) that the browser has already: `woorden` has the
    steps from one such word to the next, `meer` and `niet` what goes with that or without.
    """
    wanted = set(parts)
    marked = [number for number, word in enumerate(written) if word in wanted]
    known = {one for number in marked for one in (written[number], stem(written[number]))}
    return {
        "woorden": [after - before for before, after in pairwise((0, *marked))],
        "meer": " ".join(sorted(wanted - known)),
        "niet": " ".join(sorted(known - wanted)),
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
    sentence = " ".join(counted(map(stem, said))) if len(said) > 1 else ""
    return Phrase(tuple(strong), len(found) == len(said) == 1, sentence)


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
