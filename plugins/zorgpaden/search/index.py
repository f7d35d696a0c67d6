"""The search files: a national index, and a small one per gemeente that has help of its own or of its region."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise
from math import log
from typing import Any

from lunr.builder import Builder

from zorgpaden import urls
from zorgpaden.catalog import Catalog, Plaats
from zorgpaden.plan import chosen
from zorgpaden.search.compounds import Compounds
from zorgpaden.search.entries import Entry, national_entries, voorziening_entries
from zorgpaden.search.synonyms import everyday_words, synonym_groups
from zorgpaden.search.text import STOP_WORDS, counted, stem, telling, terms, words
from zorgpaden.settings import Settings

FIELDS = {"titel": 10, "woorden": 7, "zinnen": 2, "koppen": 1.5, "delen": 1.5, "tekst": 1}
_SMALL = re.compile(r"\b[a-z]+\b")
LENGTH_COUNTS = 0.15
"""How much a long field loses to a short one (0 to 1): a zorgpad with many everyday words should not lose."""
STEP = 1.1
"""Scores are written as powers of this: fewer bytes, and the same order to the eye."""
MOST_PAGES = 16
"""A word in running text leads to this many pages of the dossier: those that use it most."""


def search_files(catalog: Catalog, settings: Settings) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every search file as (path, content). The browser fetches the national one on the first focus."""
    entries = list(national_entries(catalog))
    groups = list(synonym_groups(catalog))
    compounds = Compounds(compound_parts(entries, groups))
    places = [catalog.gemeenten[id_] for id_ in chosen(catalog, settings.alleen)]
    local = {plaats.id: _local_help(catalog, plaats.id) for plaats in places}
    national = _bundle(entries, compounds, {word for group in groups for text in group for word in words(text)})
    yield (
        urls.ZOEKINDEX,
        {
            **national,
            "gemeenten": [_place(plaats, bool(local[plaats.id])) for plaats in places],
            "synoniemen": sorted({" | ".join(phrases) for phrases in map(_phrases, groups) if len(phrases) > 1}),
            "delen": _marked(compounds.parts, national["woorden"].split()),
            "staarten": " ".join(sorted({*everyday_words().endings, *everyday_words().weak})),
            "zwak": " ".join(sorted({*everyday_words().weak})),
            "combineren": int(bool(catalog.combineren)),
            "gewoon": _ordinary(places, entries),
            "stopwoorden": " ".join(sorted(STOP_WORDS)),
        },
    )
    for id_, found in local.items():
        if found:
            replaced = [urls.voorziening(one) for one in catalog.vervangingen(id_)]
            yield urls.zoek_gemeente(id_), {**_bundle(found, compounds), "vervangen": replaced}


def _local_help(catalog: Catalog, gemeente_id: str) -> list[Entry]:
    near = (item for item in catalog.voorzieningen_in(gemeente_id) if not item.entity.werkgebied.landelijk)
    return list(voorziening_entries(catalog, near))


def _aliases(plaats: Plaats) -> tuple[str, ...]:
    return plaats.register.aliassen if plaats.register else ()


def _place(plaats: Plaats, has_shard: bool) -> list[Any]:
    """[id, name, where, 1 when it has a search file of its own, aliases and places in it…]."""
    where = "voorbeeld" if plaats.voorbeeld else plaats.provincie
    return [plaats.id, plaats.naam, where, int(has_shard), *_aliases(plaats)]


def _ordinary(places: Iterable[Plaats], entries: Iterable[Entry]) -> list[str]:
    """Names that are also a word: “buren” in the query need not be the gemeente Buren."""
    texts = (" ".join((entry.titel, *entry.woorden, entry.tekst)) for entry in entries)
    written = {word for text in texts for word in _SMALL.findall(text)} | set(everyday_words().places)
    return sorted(
        {word for plaats in places for name in (plaats.naam, *_aliases(plaats)) for word in words(name)} & written
    )


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


def _bundle(entries: list[Entry], compounds: Compounds, more_words: Iterable[str] = ()) -> dict[str, Any]:
    """`paginas`: [kind, title, url, where] per entry; `woorden`: words as written, sorted; `stammen`: see `_cut`;
    `zinnen`: [entry, phrase…] of stems; `index`: see `_compact`.
    """
    builder = Builder()
    builder.b(LENGTH_COUNTS)
    builder.ref("nr")
    for field, boost in FIELDS.items():
        builder.field(field, boost=boost)
    seen = set(more_words)
    texts = _pruned([_with_parts(words(entry.tekst), compounds) for entry in entries], entries)
    for number, (entry, text) in enumerate(zip(entries, texts, strict=True)):
        title, headings, (single, loose) = words(entry.titel), words(entry.koppen), _weighed(entry.woorden)
        parts = [part for word in (*title, *single) for part in compounds.split(word)]
        seen.update(title, single, loose, headings, words(entry.tekst))
        fields = {"titel": title, "woorden": single, "zinnen": loose, "koppen": headings, "delen": parts}
        stemmed = {field: _stems(some) for field, some in fields.items()}
        builder.add({"nr": str(number), **stemmed, "tekst": " ".join(text)})
    return {
        "paginas": [[entry.soort, entry.titel, entry.url, entry.bij] for entry in entries],
        "woorden": " ".join(sorted(seen)),
        "stammen": " ".join(_cut(word) for word in sorted(seen)),
        "zinnen": [[nr, *found] for nr, entry in enumerate(entries) if (found := _sentences(entry.woorden))],
        "index": _compact(builder.build().serialize(), {stem(word) for word in seen}),
    }


def _weighed(phrases: Iterable[str]) -> tuple[list[str], list[str]]:
    """Words that say it all, and words that only do so together with the rest of their phrase: “geen huisarts”."""
    weak = {stem(word) for word in everyday_words().weak}
    single: list[str] = []
    loose: list[str] = []
    for phrase in phrases:
        found = words(phrase)
        strong = [word for word in found if stem(word) not in weak] if len(found) > 1 else found
        alone = len(found) == len(telling(phrase)) == 1
        (single if alone else loose).extend(strong)
    return single, [word for word in loose if word not in single]


def _sentences(phrases: Iterable[str]) -> list[str]:
    """Phrases of two words or more, small words that change the meaning included: “neemt niet op”."""
    found = (counted(telling(phrase)) for phrase in phrases)
    return sorted({" ".join(some) for some in found if len(some) > 1})


def _cut(word: str) -> str:
    """How a word becomes its stem, in few bytes, so that a telephone need not work it out for all at once: a letter
    for how many letters go (a is none) and what comes instead: “roken” → “dok”.
    """
    end = stem(word)
    same = next((place for place, (one, other) in enumerate(zip(word, end, strict=False)) if one != other), len(end))
    return chr(ord("a") + len(word) - same) + end[same:]


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


def _compact(index: dict[str, Any], known: set[str]) -> dict[str, Any]:
    """A serialised lunr index without what the browser can work out, in a quarter of the bytes.

    `meer`: the terms that are no stem of `woorden`; `vectoren`: per field and entry the flat list (step to the next
    term in the sorted list of all these, power of `stap`)…
    """
    terms = {term for term, _ in index["invertedIndex"]}
    place = {term: number for number, term in enumerate(sorted(terms | known))}
    numbers = {posting["_index"]: place[term] for term, posting in index["invertedIndex"]}
    vectors: dict[str, dict[int, list[int]]] = {field: {} for field in index["fields"]}
    for name, vector in index["fieldVectors"]:
        field, entry = name.split("/")
        flat = vectors[field][int(entry)] = []
        before = 0
        pairs = zip(vector[::2], vector[1::2], strict=True)
        for term, score in sorted((numbers[int(one)], score) for one, score in pairs):
            flat += (term - before, _power(score))
            before = term
    return {
        "stap": STEP,
        "meer": " ".join(sorted(terms - known)),
        "vectoren": {field: [one for _, one in sorted(found.items())] for field, found in vectors.items()},
    }


@cache
def _power(score: float) -> int:
    return round(log(score, STEP))


def _stems(found: Iterable[str]) -> str:
    return " ".join(map(stem, found))


def _with_parts(found: Iterable[str], compounds: Compounds) -> list[str]:
    """The stems of a text, followed by those of the parts of its compounds."""
    return [stem(one) for word in found for one in (word, *compounds.split(word))]


def _pruned(texts: list[list[str]], entries: list[Entry]) -> list[list[str]]:
    """Of each stem in the text of the dossier, keep only the pages that use it most; of zorgpaden and help keep all."""
    counts = [Counter(text) for text in texts]
    best: dict[str, list[tuple[float, int]]] = defaultdict(list)
    for number, often in enumerate(counts):
        if entries[number].soort == "kennis":
            size = max(sum(often.values()), 100)
            for one, times in often.items():
                best[one].append((-times / size, number))
    kept: dict[int, set[str]] = defaultdict(set)
    for one, pages in best.items():
        for _, number in sorted(pages)[:MOST_PAGES]:
            kept[number].add(one)
    return [
        [one for one in text if one in kept[number]] if entries[number].soort == "kennis" else text
        for number, text in enumerate(texts)
    ]
