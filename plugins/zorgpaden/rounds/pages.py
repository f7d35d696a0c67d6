"""What the correction page reads: per region and gemeente the facts that an owner can answer about, and no more."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from zorgpaden import urls
from zorgpaden.compact import compact
from zorgpaden.loading import Laag
from zorgpaden.render.environment import capital, dutch_date
from zorgpaden.render.views import Desk
from zorgpaden.rounds.facts import SOORTEN, Feit, deel_van, facts_of, has_folder, page_of

AFSPRAAK = {
    "inhoud": "Afgesproken",
    "overdracht": "Overdracht",
    "terugkoppeling": "Terugkoppeling",
    "mdo": "Overleg (MDO)",
}
"""What is shown of an afspraak, and what it is called."""


def correction_file(desk: Desk, laag: Laag) -> Iterator[tuple[str, bytes]]:
    """Path below the site folder, and content, for a region or gemeente with a folder that is on the site.

    Nothing when owners answer in the form for editors.
    """
    shown = any(plaats in desk.chosen for plaats in desk.catalog.gemeenten_onder(laag))
    if shown and has_folder(desk.catalog, laag) and desk.settings.correctie.wijze != "formulier":
        yield urls.correctie(deel_van(laag)), compact(_part(desk, laag))


def _part(desk: Desk, laag: Laag) -> dict[str, Any]:
    feiten = facts_of(desk.catalog, laag)
    facts: dict[str, Any] = {
        soort: {feit.id: _fact(desk, feit) for feit in feiten if feit.soort == soort} for soort in SOORTEN
    }
    address = desk.catalog.gebied(laag).entity.meldadres or desk.settings.meldadres
    return {"naam": capital(desk.catalog.laag_naam(laag)), "mail": address, **facts}


def _fact(desk: Desk, feit: Feit) -> dict[str, Any]:
    entity = feit.item.entity
    fact: dict[str, Any] = {"naam": feit.naam, "kenmerk": feit.kenmerk, "pagina": page_of(desk.catalog, feit)}
    check = entity.gecontroleerd
    told = f"Laatst nagegaan {dutch_date(check.op)} door {check.door}."
    fact["nagegaan"] = "Nog niet nagegaan." if check.nooit else told
    if feit.soort == "voorziening":
        return fact | {"functie": entity.contact.functie, "velden": feit.velden}
    says = {label: getattr(entity, name) for name, label in AFSPRAAK.items()}
    return fact | {"tekst": {label: text for label, text in says.items() if text}}
