"""Old addresses: what the register of moved pages gained and lost, and which pages moved without a word in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from zorgpaden import urls
from zorgpaden.catalog import Catalog
from zorgpaden.changes.compare import Change, Subject
from zorgpaden.changes.words import KINDS
from zorgpaden.model import Gemeente, Instrument, Interventie, RegisterGemeente, Voorziening, Zorgpad
from zorgpaden.redirects import redirects

Move = tuple[str, str]
"""Old address and new one, as the register writes them: `/zorgpaden/geldzorgen/`."""
ADDRESS: dict[str, Callable[[str], str]] = {
    KINDS[Zorgpad]: urls.zorgpad,
    KINDS[Voorziening]: urls.voorziening,
    KINDS[Interventie]: urls.interventie,
    KINDS[Instrument]: urls.instrument,
    KINDS[Gemeente]: urls.gemeente,
    KINDS[RegisterGemeente]: urls.gemeente,
}
"""Kind of thing → the address of its own page."""


@dataclass(frozen=True, slots=True)
class Moves:
    """What a host has to know about addresses that others may have kept."""

    erbij: tuple[Move, ...]
    weg: tuple[Move, ...]
    ontbreekt: tuple[Move, ...]
    """Pages that have another address now, to which the old one does not lead."""
    oud: frozenset[str]
    """Old addresses that lead to a page, without a slash in front."""


def find_moves(old: Catalog, new: Catalog, changes: Iterable[Change]) -> Moves:
    """Both catalogs have to be without errors."""
    before, after = _register(old), _register(new)
    kept = redirects(new)
    missing = {move: None for move in _renamed(changes) if move[0][1:] not in kept}
    return Moves(
        tuple(one for one in after if one not in before),
        tuple(one for one in before if one not in after),
        tuple(missing),
        frozenset(kept),
    )


def _register(catalog: Catalog) -> list[Move]:
    return [(item.entity.van, item.entity.naar) for item in catalog.doorverwijzingen]


def _renamed(changes: Iterable[Change]) -> Iterator[Move]:
    for change in changes:
        if change.soort == "hernoemd" and change.was:
            then, now = _address(change.was), _address(change.wat)
            if then and now:
                yield f"/{then}", f"/{now}"


def _address(subject: Subject) -> str:
    """Where the page of something is; empty when it has none."""
    if subject.pad.startswith("content/"):
        return urls.dossier(subject.id)
    make = ADDRESS.get(subject.soort)
    return make(subject.id) if make else ""
