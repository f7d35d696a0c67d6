"""Everything that asks for a decision of the redactieraad, as typed and numbered items. Pure: no files, no clock."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from zorgpaden.catalog import Catalog, nearness, sort_key
from zorgpaden.changes.compare import Change, compare, weight
from zorgpaden.changes.report import change_group, change_line
from zorgpaden.changes.words import plain
from zorgpaden.editing.places import is_list
from zorgpaden.loading import Item, Laag
from zorgpaden.model import Beheerd, Status, fingerprint
from zorgpaden.problems import Problem, errors
from zorgpaden.project import Project
from zorgpaden.render.environment import dutch_date
from zorgpaden.review.feedback import Melding
from zorgpaden.review.links import Koppeling
from zorgpaden.review.sites import Sites, whole_path
from zorgpaden.stand.tasks import Taak, Taaksoort, describe, find_tasks
from zorgpaden.types.web import url_fault

MOST_LINES = 12
"""Lines of explanation of one item."""
OF_A_DAY = frozenset({"toekomst", "vastgesteld-later"})
"""Errors that only say that the agenda looks at an earlier day."""


class Soort(StrEnum):
    """Why something is on the agenda, in the order of the agenda."""

    VERLOPEN = "verlopen"
    MELDING = "melding"
    KOPPELING = "koppeling"
    BASIS = "basis-gewijzigd"
    CONCEPT = "concept"
    WIJZIGING = "wijziging"


@dataclass(frozen=True, slots=True)
class Punt:
    """One item. What does not apply is empty: not everything has a file, a page or a kenmerk."""

    soort: Soort
    titel: str
    wat: str
    """What kind of thing it is: `voorziening`, `afspraak`; of a melding its labels."""
    uitleg: tuple[str, ...] = ()
    bestand: str = ""
    """`data/…` or `content/…`."""
    regel: int = 0
    pagina: str | None = None
    """Address relative to the site."""
    buiten: str = ""
    """An address elsewhere that may be a link: an issue, a dead link."""
    kenmerk: str = ""
    """Of what can be adopted: the content as it was when the agenda was made."""
    nummer: int = 0


@dataclass(frozen=True, slots=True)
class Groep:
    """Items that belong to one place and owner, or to one page."""

    titel: str
    punten: tuple[Punt, ...]
    eigenaar: str = ""
    pagina: str | None = None


@dataclass(frozen=True, slots=True)
class Deel:
    """A part of the agenda. `opmerking` says what is not known, or what was left out."""

    soort: Soort
    groepen: tuple[Groep, ...]
    opmerking: str = ""

    @property
    def punten(self) -> tuple[Punt, ...]:
        """All items, in order."""
        return tuple(punt for groep in self.groepen for punt in groep.punten)


@dataclass(frozen=True, slots=True)
class Agenda:
    """The whole agenda; every part is there, also when it is empty."""

    peildatum: date
    sinds: date
    delen: tuple[Deel, ...]
    fouten: tuple[Problem, ...] = ()
    """Errors in the data: what is wrong may not be on the agenda."""

    @property
    def punten(self) -> tuple[Punt, ...]:
        """All items, in order."""
        return tuple(punt for deel in self.delen for punt in deel.punten)


@dataclass(frozen=True, slots=True)
class Bronnen:
    """What the agenda is made of besides the data; None is: not given."""

    meldingen: Sequence[Melding] | None = None
    koppelingen: Sequence[Koppeling] | None = None
    vorige: Project | None = None
    """The data as they were at the last meeting."""
    waarom_geen_vorige: str = ""


def make_agenda(project: Project, peildatum: date, sinds: date, bronnen: Bronnen, site_url: str = "") -> Agenda:
    """The agenda of a project on a day. Errors in the data make it smaller, never impossible."""
    sites = Sites(project.catalog, site_url)
    tasks = [one for one in find_tasks(project.catalog, peildatum) if one.bestand not in project.catalog.uit_basis]
    parts = (
        Deel(Soort.VERLOPEN, _by_place(sites, _overdue(sites, tasks, peildatum))),
        _feedback(sites, bronnen.meldingen),
        _dead_links(sites, bronnen.koppelingen),
        Deel(Soort.BASIS, _by_place(sites, _changed_bases(sites, tasks, project.problems))),
        Deel(Soort.CONCEPT, _by_place(sites, _concepts(sites))),
        _changes(sites, project, peildatum, bronnen),
    )
    wrong = [one for one in errors(project.problems) if one.code not in OF_A_DAY]
    return Agenda(peildatum, sinds, tuple(_numbered(parts)), tuple(wrong))


def kenmerk(catalog: Catalog, item: Item[Any]) -> str:
    """8 hex digits over what can be adopted; of a page its text counts as well."""
    own = fingerprint(item.entity)
    body = next((page.body for page in catalog.pages if page.item is item), None)
    return own if body is None else hashlib.sha256(f"{own}\n{body}".encode()).hexdigest()[:8]


def concepts(catalog: Catalog) -> list[Item[Beheerd]]:
    """Everything that waits to be adopted and is kept in this project."""
    return [item for item in adoptable(catalog).values() if item.entity.status is Status.CONCEPT]


def adoptable(catalog: Catalog) -> dict[str, Item[Beheerd]]:
    """File → the one thing in it, of everything that has a status and is kept in this project."""
    return {
        path: item
        for item in catalog.items()
        if isinstance(item.entity, Beheerd)
        and item.source.path not in catalog.uit_basis
        and not is_list(path := whole_path(item))
    }


def _numbered(parts: Iterable[Deel]) -> Iterator[Deel]:
    """The same parts, with numbers that go on from part to part."""
    number = 0
    for part in parts:
        groups = []
        for group in part.groepen:
            items = tuple(replace(one, nummer=number + count) for count, one in enumerate(group.punten, 1))
            number += len(items)
            groups.append(replace(group, punten=items))
        yield replace(part, groepen=tuple(groups))


_Placed = tuple[Laag, str, Punt]
"""An item with its layer and its owner."""


def _by_place(sites: Sites, placed: Iterable[_Placed]) -> tuple[Groep, ...]:
    """Items per layer and owner: national first, then region by region, the nearest gemeente last; examples last."""
    groups: dict[tuple[Laag, str], list[Punt]] = {}
    for laag, owner, item in placed:
        groups.setdefault((laag, owner), []).append(item)
    catalog = sites.catalog
    order = sorted(
        groups,
        key=lambda key: (
            catalog.is_voorbeeld(key[0]),
            -nearness(key[0]),
            sort_key(catalog.laag_naam(key[0])),
            key[1].casefold(),
        ),
    )
    return tuple(Groep(_place(catalog, laag), tuple(groups[laag, owner]), owner) for laag, owner in order)


def _place(catalog: Catalog, laag: Laag) -> str:
    name = catalog.laag_naam(laag)
    return f"{name[:1].upper()}{name[1:]}{' (voorbeeld)' if catalog.is_voorbeeld(laag) else ''}"


def _of_task(sites: Sites, task: Taak, soort: Soort, *uitleg: str) -> _Placed:
    item = _item_of(sites, task)
    owner = item.entity.eigenaar if item and isinstance(item.entity, Beheerd) else ""
    path = whole_path(item) if item else f"data/{task.bestand}"
    page = sites.page_of(item) if item else None
    return task.laag, owner, Punt(soort, task.naam, task.wat, uitleg, path, task.regel, page)


def _item_of(sites: Sites, task: Taak) -> Item[Any] | None:
    return sites.by_path.get(f"data/{task.bestand}") or sites.by_path.get(f"content/{task.bestand}")


def _overdue(sites: Sites, tasks: Iterable[Taak], peildatum: date) -> Iterator[_Placed]:
    for task in tasks:
        last = task.tot
        if task.soort is Taaksoort.VERLOPEN and last:
            item = _item_of(sites, task)
            check = item.entity.gecontroleerd if item and isinstance(item.entity, Beheerd) else None
            never = check is not None and check.nooit
            said = "Nog nooit gecontroleerd." if never else f"Gold tot en met {dutch_date(last)}."
            who = () if never or not check else (f"Het laatst gecontroleerd door {check.door}.",)
            yield _of_task(sites, task, Soort.VERLOPEN, said, *who)
        elif task.soort is Taaksoort.NAAM and last and last < peildatum:
            said = f"De naam van de contactpersoon gold tot en met {dutch_date(last)}."
            yield _of_task(sites, task, Soort.VERLOPEN, said)


def _changed_bases(sites: Sites, tasks: Iterable[Taak], problems: Iterable[Problem]) -> Iterator[_Placed]:
    """Local versions of what changed above them, with the new kenmerk as the check names it."""
    advice = {(one.path, one.line): one.hint for one in problems if one.code == "basis-gewijzigd"}
    for task in tasks:
        if task.soort is Taaksoort.BASIS:
            placed = _of_task(sites, task, Soort.BASIS, f"De tekst erboven is veranderd: {task.blok}.")
            item = placed[2]
            hint = advice.get((item.bestand, item.regel))
            yield (*placed[:2], replace(item, uitleg=(*item.uitleg, hint) if hint else item.uitleg))


def _concepts(sites: Sites) -> Iterator[_Placed]:
    catalog = sites.catalog
    bodies = {id(page.item): page for page in catalog.pages}
    for item in sorted(concepts(catalog), key=lambda item: (describe(catalog, item)[0], whole_path(item))):
        soort, naam = describe(catalog, item)
        page = bodies.get(id(item))
        yield (
            item.source.laag,
            item.entity.eigenaar,
            Punt(
                Soort.CONCEPT,
                naam,
                page.item.entity.soort if page else soort,
                bestand=whole_path(item),
                regel=item.source.marks.find("status").line,
                pagina=sites.page_of(item),
                kenmerk=kenmerk(catalog, item),
            ),
        )


def _feedback(sites: Sites, given: Sequence[Melding] | None) -> Deel:
    if given is None:
        return Deel(Soort.MELDING, (), "Er is geen bestand met meldingen gegeven (--meldingen).")
    groups: dict[str | None, list[Punt]] = {}
    for one in given:
        if one.dicht:
            continue
        page = sites.named_in(one.doorzoek)
        when = f"Geplaatst op {dutch_date(one.op)}." if one.op else ""
        lines = tuple(filter(None, (one.tekst, when)))
        item = Punt(Soort.MELDING, one.titel, ", ".join(one.labels), lines, pagina=page, buiten=one.url)
        groups.setdefault(page, []).append(item)
    found = [Groep(sites.title(page), tuple(some), pagina=page) for page, some in groups.items() if page is not None]
    found.sort(key=lambda groep: (sort_key(groep.titel), groep.pagina or ""))
    if None in groups:
        found.append(Groep("Geen pagina genoemd", tuple(groups[None])))
    closed = sum(one.dicht for one in given)
    words = "gesloten melding staat" if closed == 1 else "gesloten meldingen staan"
    return Deel(Soort.MELDING, tuple(found), f"{closed} {words} er niet bij." if closed else "")


def _dead_links(sites: Sites, given: Sequence[Koppeling] | None) -> Deel:
    if given is None:
        return Deel(Soort.KOPPELING, (), "Er is geen verslag over koppelingen gegeven (--koppelingen).")
    groups: dict[str, list[Punt]] = {}
    for one in given:
        known = [(sites.file_in(path), path, line) for path, line in one.plekken]
        ours = next(((path, line) for path, _, line in known if path), ("", 0))
        where = [f"{path or given_path}{f', regel {line}' if line else ''}" for path, given_path, line in known]
        if len(where) > MOST_LINES:
            where = [*where[: MOST_LINES - 1], f"en op nog {len(where) - MOST_LINES + 1} plaatsen"]
        item = sites.by_path.get(ours[0])
        owner = item.entity.eigenaar if item and isinstance(item.entity, Beheerd) else ""
        link = "" if url_fault(one.adres) else one.adres
        found = Punt(
            Soort.KOPPELING,
            one.adres,
            "koppeling",
            (f"{one.reden}.".replace("..", "."), *where),
            *ours,
            pagina=sites.page_of(item) if item else None,
            buiten=link,
        )
        groups.setdefault(owner, []).append(found)
    order = sorted(groups, key=lambda owner: (not owner, owner.casefold()))
    return Deel(
        Soort.KOPPELING,
        tuple(Groep(owner or "Geen eigenaar bekend", tuple(groups[owner])) for owner in order),
    )


def _changes(sites: Sites, project: Project, peildatum: date, bronnen: Bronnen) -> Deel:
    if bronnen.vorige is None:
        return Deel(Soort.WIJZIGING, (), bronnen.waarom_geen_vorige)
    groups: dict[str, list[Punt]] = {}
    for change in compare(bronnen.vorige, project, peildatum).changes:
        groups.setdefault(plain(change_group(change)), []).append(_change(sites, change))
    wrong = len([one for one in errors(bronnen.vorige.problems) if one.code not in OF_A_DAY])
    note = f"Over de vorige versie is niet alles te zeggen: die heeft {wrong} fouten volgens de regels van nu."
    found = (Groep(name, tuple(some)) for name, some in groups.items())
    return Deel(Soort.WIJZIGING, tuple(found), note if wrong else "")


def _change(sites: Sites, change: Change) -> Punt:
    """What changed in one file, with what a reader must see first marked as such."""
    line = change_line(change)
    below = [plain(sentence) for sentence in line.onder]
    if len(below) > MOST_LINES:
        below = [*below[: MOST_LINES - 1], f"En nog {len(below) - MOST_LINES + 1} wijzigingen in dit bestand."]
    first = ("Let op: hulp, een nummer of spoed.",) if weight(change) <= 2 else ()
    here = change.wat.pad if change.wat.pad in sites.by_path else ""
    said = plain(line.zin).removeprefix(change.wat.naam).strip()
    return Punt(
        Soort.WIJZIGING,
        change.wat.naam,
        change.wat.soort,
        (*first, *filter(None, [_sentence(said, change.wat.soort)]), *below),
        here,
        0,
        sites.page_of_file(here) if here else None,
    )


def _sentence(said: str, soort: str) -> str:
    """What the report says of a change behind its name and kind, as a sentence."""
    words = said.removeprefix(f"({soort})").removeprefix(":").strip()
    return f"{words[:1].upper()}{words[1:]}." if words else ""
