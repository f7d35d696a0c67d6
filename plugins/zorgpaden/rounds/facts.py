"""What owners are asked about: the voorzieningen and afspraken of a region or gemeente."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any, Literal

from zorgpaden import urls
from zorgpaden.catalog import Catalog, sort_key
from zorgpaden.loading import Item, Laag
from zorgpaden.model import Voorziening
from zorgpaden.model.base import fingerprint
from zorgpaden.stand import HORIZON

Soort = Literal["voorziening", "afspraak"]
SOORTEN: tuple[Soort, ...] = ("voorziening", "afspraak")
VELDEN = {"telefoon": "Telefoon", "email": "E-mail", "website": "Website", "bereikbaar": "Bereikbaar"}
"""What an owner can correct: fields of `contact`, and what they are called."""


@dataclass(frozen=True, slots=True)
class Feit:
    """One voorziening or afspraak."""

    soort: Soort
    item: Item[Any]

    @property
    def id(self) -> str:
        """Its id; unique among facts of this kind in this layer."""
        return str(self.item.entity.id)

    @property
    def naam(self) -> str:
        """What it is called on the site."""
        entity = self.item.entity
        return str(entity.naam if isinstance(entity, Voorziening) else entity.titel)

    @property
    def deel(self) -> str:
        """The layer as one word: `gemeente-waterrijk`."""
        return deel_van(self.item.source.laag)

    @property
    def bestand(self) -> str:
        """Path as the editor sees it."""
        return f"data/{self.item.source.path}"

    @property
    def kenmerk(self) -> str:
        """Changes when the fact changes, not when somebody checks it."""
        return fingerprint(self.item.entity)

    @property
    def velden(self) -> dict[str, str]:
        """What can be corrected, as it is now; empty where there is nothing."""
        if self.soort == "afspraak":
            return {}
        return {veld: getattr(self.item.entity.contact, veld) or "" for veld in VELDEN}


def deel_van(laag: Laag) -> str:
    """A layer as one word: `gemeente-waterrijk`. The parts of the form for editors have the same names."""
    return f"{laag.soort}-{laag.id}"


def delen(catalog: Catalog) -> dict[str, Laag]:
    """The regions and gemeenten with data of their own, by that word."""
    layers = [
        *(Laag("regio", id_) for id_ in catalog.regios),
        *(Laag("gemeente", id_) for id_ in catalog.gemeente_lagen),
    ]
    return {deel_van(laag): laag for laag in layers}


def has_folder(catalog: Catalog, laag: Laag) -> bool:
    """Whether a region or gemeente has data of its own."""
    return laag.id in (catalog.regios if laag.soort == "regio" else catalog.gemeente_lagen)


def facts_of(catalog: Catalog, laag: Laag) -> list[Feit]:
    """Everything that can be asked about in a layer: voorzieningen first, then by name."""
    help_ = catalog.voorzieningen_van(laag)
    agreed = catalog.afspraken.get(laag, {}).values()
    found = [*(Feit("voorziening", item) for item in help_), *(Feit("afspraak", item) for item in agreed)]
    return sorted(found, key=lambda feit: (SOORTEN.index(feit.soort), sort_key(feit.naam), feit.id))


def to_ask(catalog: Catalog, feiten: Iterable[Feit], peildatum: date) -> list[Feit]:
    """The facts whose check, or the name in them, is overdue or falls due soon (`HORIZON`)."""
    return [one for one in feiten if min(_last_days(catalog, one)) <= peildatum + HORIZON]


def _last_days(catalog: Catalog, feit: Feit) -> Iterator[date]:
    entity = feit.item.entity
    yield catalog.geldigheid.vervalt(entity)
    if isinstance(entity, Voorziening) and entity.contact.persoon:
        yield entity.contact.persoon.tot


def by_owner(feiten: Iterable[Feit]) -> dict[str, list[Feit]]:
    """Facts per eigenaar, whatever the capitals; in alphabetical order."""
    ordered = sorted(feiten, key=lambda feit: owner_key(feit.item.entity.eigenaar))
    groups = (list(group) for _, group in groupby(ordered, key=lambda feit: owner_key(feit.item.entity.eigenaar)))
    return {str(group[0].item.entity.eigenaar): group for group in groups}


def owner_key(eigenaar: str) -> str:
    """The same for two ways to write one owner."""
    return " ".join(eigenaar.casefold().split())


def page_of(catalog: Catalog, feit: Feit) -> str:
    """Where the fact stands on the site."""
    if feit.soort == "voorziening":
        return urls.voorziening(feit.id)
    first, *_ = catalog.gemeenten_onder(feit.item.source.laag)
    return f"{urls.gemeente(first)}#afspraken"


def correction_link(feiten: Iterable[Feit]) -> str:
    """The correction page, opened for these facts of one layer; what is asked stays in the fragment."""
    found = list(feiten)
    asked = [(soort, [feit.id for feit in found if feit.soort == soort]) for soort in SOORTEN]
    words = [f"deel={found[0].deel}", *(f"{soort}={','.join(ids)}" for soort, ids in asked if ids)]
    return f"{urls.CORRECTIE}#{'&'.join(words)}"


def form_link(feit: Feit) -> str:
    """The form for editors, opened for this fact."""
    folder = {"voorziening": "voorzieningen", "afspraak": "afspraken"}[feit.soort]
    return f"{urls.bewerken(feit.deel)}#/collections/{feit.deel}-{folder}/entries/{feit.id}"
