"""Words that mean the same to a visitor: from `begrippen.yml` and from the everyday words in `woorden.txt`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from zorgpaden.catalog import Catalog

WORDS = Path(__file__).with_name("woorden.txt")


class EverydayWords(NamedTuple):
    """What stands in `woorden.txt`."""

    groups: tuple[tuple[str, ...], ...]
    """Words that mean the same."""
    parts: tuple[str, ...]
    """What compounds begin or end with."""
    endings: tuple[str, ...]
    """Those of the parts that say little about the subject."""
    weak: tuple[str, ...]
    """Words that every page is about."""
    places: tuple[str, ...]
    """Places whose name is also a word."""


@cache
def everyday_words() -> EverydayWords:
    """Read `woorden.txt`."""
    lists: dict[str, list[tuple[str, ...]]] = {"": [], "+": [], "=": [], "~": [], "!": []}
    for line in WORDS.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            mark = line[0] if line[0] in lists else ""
            lists[mark].append(tuple(word.strip() for word in line.removeprefix(mark).split(",")))
    starts, endings, weak, places = (tuple(chain(*lists[mark])) for mark in "+=~!")
    return EverydayWords(tuple(lists[""]), starts + endings, endings, weak, places)


def synonym_groups(catalog: Catalog) -> Iterator[tuple[str, ...]]:
    """Every group of words or phrases that mean the same."""
    for item in catalog.begrippen.values():
        if item.entity.synoniemen:
            yield (item.entity.term, *item.entity.synoniemen)
    yield from everyday_words().groups
