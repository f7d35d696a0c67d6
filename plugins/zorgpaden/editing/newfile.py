"""What a new file starts with: where it goes, and values that are true or plainly not filled in yet.

Nothing is invented about a real area. What only the editor can know (a number, a source) is asked for; a text says that
it is still to be filled in; and the check of a new file is dated so that it never counts as one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from zorgpaden import urls
from zorgpaden.catalog import Catalog
from zorgpaden.checks.unfinished import TO_DO
from zorgpaden.loading import Laag
from zorgpaden.loading.records import LANDELIJK
from zorgpaden.model import Domein, Fase, Gradatie, Moment
from zorgpaden.model.base import NOOIT
from zorgpaden.problems import suggest
from zorgpaden.types.slugs import slug_fault

IN_FOLDERS = ("themadocument", "handreiking")
"""Kinds of texts that can have chapters: each has a folder of its own."""
KINDS = ("gemeente", "regio", "zorgpad", "voorziening", "afspraak", *urls.KINDS)
FILES = {"zorgpad": "zorgpaden", "voorziening": "voorzieningen", "afspraak": "afspraken"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the editor asked for. `op` is the day of the check, when somebody did one (`door`)."""

    soort: str
    id: str
    op: date
    gemeenten: tuple[str, ...] = ()
    regio: str = ""
    naam: str = ""
    domein: str = ""
    eigenaar: str = ""
    door: str = ""
    hoe: str = ""
    bronnen: tuple[str, ...] = ()
    telefoon: str = ""
    email: str = ""
    website: str = ""
    voorbeeld: bool = False

    @property
    def laag(self) -> Laag:
        """The layer that the file goes in."""
        if self.soort in ("gemeente", "regio"):
            return Laag(self.soort, self.id)
        if self.regio:
            return Laag("regio", self.regio)
        return Laag("gemeente", self.gemeenten[0]) if self.gemeenten else LANDELIJK

    @property
    def path(self) -> str:
        """Where the file goes: `data/…` or `content/…`."""
        if self.soort in urls.KINDS:
            name = f"{self.id}/index" if self.soort in IN_FOLDERS else self.id
            return f"content/{urls.KINDS[self.soort]}/{name}.md"
        folder = {"landelijk": "landelijk", "regio": f"regios/{self.laag.id}", "gemeente": f"gemeenten/{self.laag.id}"}
        if self.soort in FILES:
            return f"data/{folder[self.laag.soort]}/{FILES[self.soort]}/{self.id}.yml"
        return f"data/{folder[self.laag.soort]}/{self.soort}.yml"


def faults(wanted: Wanted, catalog: Catalog) -> list[str]:
    """Why this file cannot be made, in Dutch; each says what to do."""
    fault = slug_fault(wanted.id)
    if fault:
        return [f"“{wanted.id}” kan geen id zijn: {fault}. Schrijf bijvoorbeeld wijkteam-noord."]
    return [*_unknown_ids(wanted, catalog), *_misplaced(wanted, catalog), *_missing(wanted, catalog)]


def _unknown_ids(wanted: Wanted, catalog: Catalog) -> Iterator[str]:
    asked: list[tuple[str, str, Mapping[str, object]]] = [
        ("gemeente", id_, catalog.gemeenten) for id_ in wanted.gemeenten
    ]
    asked += [("bron", id_, catalog.bronnen) for id_ in wanted.bronnen]
    asked += [("regio", wanted.regio, catalog.regios)] if wanted.regio else []
    for kind, id_, known in asked:
        if id_ not in known:
            yield f"De {kind} “{id_}” bestaat niet. {suggest(id_, list(known))}".strip()


def _misplaced(wanted: Wanted, catalog: Catalog) -> Iterator[str]:
    laag = wanted.laag
    if wanted.soort == "gemeente":
        yield from _gemeente_faults(wanted, catalog)
    elif wanted.soort == "regio":
        if not wanted.gemeenten:
            yield "Noem de gemeenten van de regio: --gemeente waterrijk,duinhoven."
    elif wanted.soort in FILES:
        if wanted.regio and wanted.gemeenten:
            yield "Kies --gemeente of --regio: het bestand komt in één map."
        elif len(wanted.gemeenten) > 1:
            yield "Noem één gemeente: het bestand komt in de map van die gemeente."
        elif laag.soort == "gemeente" and laag.id in catalog.gemeenten and laag.id not in catalog.gemeente_lagen:
            yield f"De gemeente heeft nog geen map. Maak die eerst: zorgpaden new gemeente {laag.id}"
        if wanted.soort == "afspraak" and laag == LANDELIJK:
            yield "Een afspraak hoort bij een gemeente of een regio: --gemeente ID of --regio ID."
        if wanted.soort == "zorgpad" and laag != LANDELIJK and wanted.id not in catalog.zorgpaden:
            near = suggest(wanted.id, list(catalog.zorgpaden)) or f"Kies uit: {', '.join(catalog.zorgpaden)}."
            yield f"Het zorgpad “{wanted.id}” bestaat niet; een gemeente of regio vult een landelijk pad aan. {near}"


def _gemeente_faults(wanted: Wanted, catalog: Catalog) -> Iterator[str]:
    real = catalog.register.get(wanted.id)
    if real and wanted.voorbeeld:
        yield f"{real.entity.naam} is een echte gemeente. Kies voor een voorbeeld een verzonnen naam."
    elif real and wanted.naam:
        yield f"De naam komt uit het register: {real.entity.naam}. Laat --naam weg."
    elif not real and not wanted.voorbeeld:
        near = suggest(wanted.id, list(catalog.register))
        yield f"“{wanted.id}” staat niet in data/landelijk/gemeenten.yml. {near} Verzonnen? Gebruik dan --voorbeeld."


def _missing(wanted: Wanted, catalog: Catalog) -> Iterator[str]:
    invented = _is_invented(wanted, catalog)
    sourced = wanted.soort in urls.KINDS or wanted.laag == LANDELIJK or (wanted.laag.soort == "regio" and not invented)
    if sourced and not wanted.bronnen:
        example = ", ".join(list(catalog.bronnen)[:3])
        yield f"Noem waar het op steunt: --bron ID. De bronnen staan in data/landelijk/bronnen/: {example} …"
    if wanted.soort == "voorziening" and not wanted.domein:
        yield f"Noem waar deze hulp bij hoort: --domein met {', '.join(Domein)}."
    if wanted.soort == "voorziening" and not invented and not (wanted.telefoon or wanted.email or wanted.website):
        yield "Noem hoe men deze hulp bereikt: --telefoon, --email of --website."


def _is_invented(wanted: Wanted, catalog: Catalog) -> bool:
    if wanted.soort in ("gemeente", "regio"):
        return wanted.voorbeeld
    return catalog.is_voorbeeld(wanted.laag)


def start_values(wanted: Wanted, catalog: Catalog) -> dict[str, Any]:
    """What the new file starts with; call it when there are no `faults`."""
    check = {"op": wanted.op, "door": wanted.door, "hoe": wanted.hoe or TO_DO}
    if not wanted.door:
        check = {"op": NOOIT, "door": "nog niemand", "hoe": "nog niet nagegaan"}
    shared: dict[str, Any] = {
        "status": "concept",
        "eigenaar": wanted.eigenaar or TO_DO,
        "gecontroleerd": {key: str(value) for key, value in check.items()},
        **({"bronnen": list(wanted.bronnen)} if wanted.bronnen else {}),
    }
    if wanted.soort in urls.KINDS:
        places = {"gemeenten": list(wanted.gemeenten), "regios": [wanted.regio] if wanted.regio else []}
        front = {"soort": wanted.soort, "titel": wanted.naam or TO_DO}
        return front | {key: value for key, value in places.items() if value} | shared
    return {"id": wanted.id} | _OWN[wanted.soort](wanted, catalog) | shared


def _area(wanted: Wanted, catalog: Catalog) -> dict[str, Any]:
    values: dict[str, Any] = {"voorbeeld": "ja"} if wanted.voorbeeld else {}
    if wanted.soort == "regio":
        return values | {"naam": wanted.naam or TO_DO, "gemeenten": list(wanted.gemeenten)}
    if wanted.voorbeeld:
        values |= {"naam": wanted.naam or TO_DO, "provincie": "Voorbeeldprovincie"}
    return values


def _zorgpad(wanted: Wanted, catalog: Catalog) -> dict[str, Any]:
    """A layer needs nothing; a national zorgpad has a number to call and a step for each degree and moment."""
    if wanted.laag != LANDELIJK:
        return {}
    number = next(id_ for id_, item in catalog.voorzieningen.items() if item.entity.werkgebied.landelijk)
    degrees = [str(gradatie) for gradatie in Gradatie]
    return {
        "titel": wanted.naam or TO_DO,
        "fasen": [str(fase) for fase in Fase],
        "situaties": [next(iter(catalog.situaties))],
        "bel": [{"id": "eerste-contact", "voorziening": number}],
        "stappen": [{"id": f"{wanted.id}-{moment}", "moment": str(moment), "gradaties": degrees} for moment in Moment],
    }


def _voorziening(wanted: Wanted, catalog: Catalog) -> dict[str, Any]:
    area = {"landelijk": {"landelijk": "ja"}, "regio": {"regios": [wanted.laag.id]}}
    contact = {name: getattr(wanted, name) for name in ("telefoon", "email", "website") if getattr(wanted, name)}
    if not contact:
        contact = {"telefoon": "088-000 00 00"}  # an invented area: nobody has this number
    return {
        "naam": wanted.naam or TO_DO,
        "domein": wanted.domein,
        "werkgebied": area.get(wanted.laag.soort, {"gemeenten": [wanted.laag.id]}),
        "contact": {"functie": TO_DO, **contact},
    }


def _afspraak(wanted: Wanted, catalog: Catalog) -> dict[str, Any]:
    return {"titel": wanted.naam or TO_DO, "zorgpaden": ["alle"]}


_OWN = {
    "gemeente": _area,
    "regio": _area,
    "zorgpad": _zorgpad,
    "voorziening": _voorziening,
    "afspraak": _afspraak,
}
