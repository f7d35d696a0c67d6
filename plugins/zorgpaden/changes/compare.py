"""Compare two catalogs: what came, went, was renamed or changed, who checked it, and what is overdue."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

from pydantic import BaseModel

from zorgpaden.catalog import COLLECTIONS, Catalog, nearness, sort_key
from zorgpaden.changes.fields import FieldChange, Names, compare_fields
from zorgpaden.changes.prose import TextChange, compare_text, likeness
from zorgpaden.changes.words import KINDS
from zorgpaden.checks.layering import moves_fit, replacements_fit
from zorgpaden.checks.registry import Context
from zorgpaden.freshness import Geldigheid
from zorgpaden.loading import Item, Laag
from zorgpaden.loading.content import Page
from zorgpaden.loading.records import LANDELIJK
from zorgpaden.model import Beheerd, Dossierpagina, Entiteit, Voorziening, Zorgpad, ZorgpadLaag, fingerprint
from zorgpaden.problems import Problem, errors
from zorgpaden.project import Project

Kind = Literal["weg", "erbij", "hernoemd", "gewijzigd", "onleesbaar"]
Check = Literal["", "opnieuw", "niet", "alleen", "terug"]
"""`opnieuw`: changed and checked; `niet`: changed only; `alleen`: checked only; `terug`: an older date than before."""
Overdue = Literal["", "wordt", "niet meer", "blijft"]
Key = tuple[str, Laag, str]

MOVED_PAGE = 0.7
"""From this likeness on, a page that went and a page that came are one page with another address."""
SETTINGS = "instelling"


@dataclass(frozen=True, slots=True)
class Subject:
    """What a change is about. `pad` is the file as an editor sees it."""

    soort: str
    id: str
    naam: str
    laag: Laag
    laag_naam: str
    pad: str


@dataclass(frozen=True, slots=True)
class Change:
    """One entity or page that differs between the sides."""

    soort: Kind
    wat: Subject
    was: Subject | None
    """The subject as it was, where there was one."""
    velden: tuple[FieldChange, ...] = ()
    tekst: TextChange | None = None
    controle: Check = ""
    gecontroleerd: tuple[date | None, date | None] = (None, None)
    verlopen: Overdue = ""
    bij_spoed: bool = False
    """Whether a zorgpad names this voorziening as the one to call today, on either side."""

    @property
    def telefoons(self) -> tuple[FieldChange, ...]:
        """The numbers that changed."""
        return tuple(one for one in self.velden if one.is_telefoon and self.wat.soort == KINDS[Voorziening])

    @property
    def spoed(self) -> tuple[FieldChange, ...]:
        """What changed in when to act today."""
        return tuple(one for one in self.velden if one.is_about("spoed"))

    @property
    def bel(self) -> tuple[FieldChange, ...]:
        """What changed in whom to call first."""
        return tuple(one for one in self.velden if one.is_about("bel"))


@dataclass(frozen=True, slots=True)
class Outdated:
    """A local version of something that changed above it; `raad` names the new kenmerk."""

    pad: str
    melding: str
    raad: str


@dataclass(frozen=True, slots=True)
class Differences:
    """Everything that differs between two catalogs, in the order in which a reader must see it."""

    changes: tuple[Change, ...]
    basis_gewijzigd: tuple[Outdated, ...]
    basis_weer_gelijk: tuple[Outdated, ...]
    verloopt: tuple[Subject, ...]
    niet_meer_verlopen: tuple[Subject, ...]


def compare(old: Project, new: Project, peildatum: date) -> Differences:
    """What differs between two projects, on one day. Neither needs to be without errors."""
    before, after = _Side(old, peildatum), _Side(new, peildatum)
    found = [*_entities(before, after), *_pages(before, after), *_settings(before, after)]
    stale = before.outdated, after.outdated
    overdue = before.overdue, after.overdue
    both = before.known & after.known
    return Differences(
        tuple(sorted(found, key=_order)),
        tuple(sorted(stale[1] - stale[0], key=lambda one: (one.pad, one.melding))),
        tuple(sorted(stale[0] - stale[1], key=lambda one: (one.pad, one.melding))),
        tuple(overdue[1][key] for key in sorted(overdue[1], key=str) if key not in overdue[0] and key in both),
        tuple(overdue[0][key] for key in sorted(overdue[0], key=str) if key not in overdue[1] and key in both),
    )


class _Side:
    """One of the two catalogs, with what the comparison asks of it."""

    def __init__(self, project: Project, peildatum: date) -> None:
        self.catalog, self.peildatum = project.catalog, peildatum
        self.broken = {problem.path for problem in errors(project.problems)}
        self.items = dict(_keyed(project.catalog))
        self.pages = {page.path: page for page in project.catalog.pages}

    def unreadable(self, item: Item[Any]) -> bool:
        """Whether the file of this item is here, but cannot be read."""
        room = "content" if isinstance(item.entity, Dossierpagina) else "data"
        return f"{room}/{item.source.path}" in self.broken

    def name(self, collection: str, id_: str) -> str:
        """The name of something that a field refers to."""
        found = getattr(self.catalog, collection).get(id_)
        entity = getattr(found, "entity", found)
        return _own_name(entity) if entity is not None else id_

    def place(self, laag: Laag) -> str:
        """The name of a layer; its id when that cannot be read."""
        try:
            return self.catalog.laag_naam(laag)
        except KeyError:
            return laag.id

    def subject(self, item: Item[Any], id_: str = "") -> Subject:
        entity, laag = item.entity, item.source.laag
        naam = _own_name(entity)
        if isinstance(entity, ZorgpadLaag):
            naam = f"{self.name('zorgpaden', entity.id)} in {self.place(laag)}"
        room = "content" if isinstance(entity, Dossierpagina) else "data"
        soort = entity.soort if isinstance(entity, Dossierpagina) else KINDS[type(entity)]
        place = self.place(laag)
        return Subject(soort, id_ or getattr(entity, "id", ""), naam, laag, place, f"{room}/{item.source.path}")

    def is_overdue(self, entity: Any) -> bool:
        return isinstance(entity, Beheerd) and self.catalog.geldigheid.verlopen(entity, self.peildatum)

    @property
    def _all(self) -> Iterator[tuple[object, Item[Any]]]:
        yield from self.items.items()
        yield from ((path, page.item) for path, page in self.pages.items())

    @property
    def known(self) -> set[object]:
        return {key for key, _ in self._all}

    @property
    def overdue(self) -> dict[object, Subject]:
        return {key: self.subject(item) for key, item in self._all if self.is_overdue(item.entity)}

    @property
    def outdated(self) -> set[Outdated]:
        """Local versions whose base changed since they were made, exceptions or not."""
        context = Context(self.peildatum)
        problems: list[Problem] = [*moves_fit(self.catalog, context), *replacements_fit(self.catalog, context)]
        return {
            Outdated(f"data/{one.path}", one.message, one.hint) for one in problems if one.code == "basis-gewijzigd"
        }

    @property
    def urgent(self) -> set[str]:
        """The voorzieningen that some zorgpad names at `spoed`."""
        layers = (file for files in self.catalog.zorgpad_lagen.values() for file in files.values())
        files: Iterable[Item[Any]] = (*self.catalog.zorgpaden.values(), *layers)
        return {str(blok.voorziening) for file in files for blok in file.entity.spoed}


def _keyed(catalog: Catalog) -> Iterator[tuple[Key, Item[Any]]]:
    """Entities by what makes them the same on both sides: ids are unique in a collection, or in one layer of it."""
    for name in COLLECTIONS.values():
        for id_, item in getattr(catalog, name).items():
            yield (name, LANDELIJK, id_), item
    for name in ("zorgpad_lagen", "afspraken"):
        for laag, items in getattr(catalog, name).items():
            for id_, item in items.items():
                yield (name, laag, id_), item
    for item in catalog.uitzonderingen:
        yield ("uitzonderingen", LANDELIJK, f"{item.entity.bestand} {item.entity.code}"), item


def _own_name(entity: Any) -> str:
    for field in ("naam", "titel", "term", "bestand"):
        if getattr(entity, field, None):
            return str(getattr(entity, field))
    return str(getattr(entity, "id", ""))


def _entities(before: _Side, after: _Side) -> Iterator[Change]:
    urgent = before.urgent | after.urgent
    gone = {key: item for key, item in before.items.items() if key not in after.items}
    come = {key: item for key, item in after.items.items() if key not in before.items}
    renamed = _renamed(gone, come)
    for old_key, new_key in renamed.items():
        change = _changed(before, after, gone.pop(old_key), come.pop(new_key), urgent)
        yield replace(change, soort="hernoemd")
    for item in gone.values():
        soort: Kind = "onleesbaar" if after.unreadable(item) else "weg"
        subject = before.subject(item)
        yield Change(soort, subject, subject, bij_spoed=_is_urgent(item, urgent))
    for item in come.values():
        yield _came(after, item, urgent)
    for key, item in before.items.items():
        other = after.items.get(key)
        if other is not None and (other.entity != item.entity or other.source.laag != item.source.laag):
            yield _changed(before, after, item, other, urgent)


def _is_urgent(item: Item[Any], urgent: set[str]) -> bool:
    return isinstance(item.entity, Voorziening) and item.entity.id in urgent


def _renamed(gone: dict[Key, Item[Any]], come: dict[Key, Item[Any]]) -> dict[Key, Key]:
    """What went → what came in the same layer, with the same content; else with the same name."""
    found: dict[Key, Key] = {}
    for same in (_content, _same_name):
        left: dict[object, list[Key]] = {}
        for key, item in come.items():
            if key not in found.values() and same(item):
                left.setdefault((key[0], item.source.laag, same(item)), []).append(key)
        for key, item in gone.items():
            others = left.get((key[0], item.source.laag, same(item)), [])
            if key not in found and others:
                found[key] = others.pop(0)
    return found


def _content(item: Item[Any]) -> str:
    """The same for two entities that differ in their id alone; those of layers have the id of what they change."""
    entity: Entiteit = item.entity
    if isinstance(entity, ZorgpadLaag) or "id" not in type(entity).model_fields:
        return ""
    return fingerprint(entity.model_copy(update={"id": ""}))


def _same_name(item: Item[Any]) -> str:
    return "" if isinstance(item.entity, ZorgpadLaag) else _own_name(item.entity).casefold()


def _came(after: _Side, item: Item[Any], urgent: set[str]) -> Change:
    entity = item.entity
    checked = entity.gecontroleerd.op if isinstance(entity, Beheerd) else None
    overdue: Overdue = "wordt" if after.is_overdue(entity) else ""
    subject = after.subject(item)
    return Change(
        "erbij",
        subject,
        None,
        gecontroleerd=(None, checked),
        verlopen=overdue,
        bij_spoed=_is_urgent(item, urgent),
    )


def _changed(
    before: _Side,
    after: _Side,
    old: Item[Any],
    new: Item[Any],
    urgent: set[str],
    tekst: TextChange | None = None,
) -> Change:
    names: tuple[Names, Names] = (before.name, after.name)
    fields = compare_fields(old.entity, new.entity, names)
    was, now = before.subject(old), after.subject(new)
    if was.laag != now.laag:
        fields = (*fields, FieldChange(("laag",), ("Laag",), "gewijzigd", was.laag_naam, now.laag_naam))
    controle, days = _check(old.entity, new.entity, bool(fields or tekst))
    return Change(
        "gewijzigd",
        now,
        was,
        fields,
        tekst,
        controle,
        days,
        _overdue(before.is_overdue(old.entity), after.is_overdue(new.entity)),
        _is_urgent(old, urgent) or _is_urgent(new, urgent),
    )


def _check(old: Any, new: Any, changed: bool) -> tuple[Check, tuple[date | None, date | None]]:
    """Whether somebody looked again. Editing is not checking, and a check without a new date is none."""
    if not isinstance(old, Beheerd) or not isinstance(new, Beheerd):
        return "", (None, None)
    days = old.gecontroleerd.op, new.gecontroleerd.op
    if days[1] > days[0]:
        return ("opnieuw" if changed else "alleen"), days
    return ("terug" if days[1] < days[0] else "niet"), days


def _overdue(then: bool, now: bool) -> Overdue:
    if now:
        return "blijft" if then else "wordt"
    return "niet meer" if then else ""


def _pages(before: _Side, after: _Side) -> Iterator[Change]:
    gone = {path: page for path, page in before.pages.items() if path not in after.pages}
    come = {path: page for path, page in after.pages.items() if path not in before.pages}
    for old_path, new_path in _moved_pages(gone, come).items():
        yield replace(_changed_page(before, after, gone.pop(old_path), come.pop(new_path)), soort="hernoemd")
    for path, page in gone.items():
        soort: Kind = "onleesbaar" if after.unreadable(page.item) else "weg"
        subject = before.subject(page.item, path)
        yield Change(soort, subject, subject)
    for path, page in come.items():
        yield replace(_came(after, page.item, set()), wat=after.subject(page.item, path))
    for path, page in before.pages.items():
        other = after.pages.get(path)
        if other and (other.item.entity != page.item.entity or other.body != page.body):
            yield _changed_page(before, after, page, other)


def _changed_page(before: _Side, after: _Side, old: Page, new: Page) -> Change:
    change = _changed(before, after, old.item, new.item, set(), compare_text(old.body, new.body))
    return replace(change, wat=after.subject(new.item, new.path), was=before.subject(old.item, old.path))


def _moved_pages(gone: dict[str, Page], come: dict[str, Page]) -> dict[str, str]:
    """Old path → new path of pages whose text is for the greater part the same; the likest first."""
    pairs = sorted(
        ((likeness(old.body, new.body), path, other) for path, old in gone.items() for other, new in come.items()),
        key=lambda pair: (-pair[0], pair[1], pair[2]),
    )
    found: dict[str, str] = {}
    for score, path, other in pairs:
        if score >= MOVED_PAGE and path not in found and other not in found.values():
            found[path] = other
    return found


def _settings(before: _Side, after: _Side) -> Iterator[Change]:
    """How long a check holds, the rules of combining, and the borders on the map."""
    names: tuple[Names, Names] = (before.name, after.name)
    rules: list[tuple[str, str, BaseModel | None, BaseModel | None]] = [
        ("Geldigheid van een controle", "data/geldigheid.yml", before.catalog.geldigheid, after.catalog.geldigheid)
    ]
    old, new = (None if rule is None else rule.entity for rule in (before.catalog.combineren, after.catalog.combineren))
    rules.append(("Situaties combineren", "data/landelijk/combineren.yml", old, new))
    hosts = (before.catalog.organisatie, after.catalog.organisatie)
    was, now_is = (None if one is None else one.entity for one in hosts)
    rules.append(("Organisatie", "data/organisatie.yml", was, now_is))
    for naam, path, then, now in rules:
        if then == now:
            continue
        subject = Subject(SETTINGS, "", naam, LANDELIJK, "landelijk", path)
        if then is None or now is None:
            gone: Kind = "onleesbaar" if path in after.broken else "weg"
            yield Change("erbij" if then is None else gone, subject, subject if then else None)
            continue
        fields = compare_fields(then, now, names)
        if isinstance(now, Geldigheid):  # its names of fields are too short to stand alone
            told = type(now).model_fields
            fields = tuple(replace(one, label=((told[one.pad[0]].description or "").rstrip("."),)) for one in fields)
        controle, days = _check(then, now, bool(fields))
        overdue = _overdue(before.is_overdue(then), after.is_overdue(now))
        yield Change("gewijzigd", subject, subject, fields, None, controle, days, overdue)
    if before.catalog.grenzen != after.catalog.grenzen:
        path = "data/landelijk/grenzen.json"
        subject = Subject(SETTINGS, "", "Grenzen op de kaart", LANDELIJK, "landelijk", path)
        borders: Kind = "gewijzigd"
        if before.catalog.grenzen is None or after.catalog.grenzen is None:
            borders = "erbij" if before.catalog.grenzen is None else "weg"
        yield Change(borders, subject, subject)


def weight(change: Change) -> int:
    """What a reader must see first has the lowest number."""
    help_gone = change.soort == "weg" and change.wat.soort == KINDS[Voorziening]
    if help_gone or change.soort == "onleesbaar":
        return 0
    if change.telefoons:
        return 1
    if change.spoed:
        return 2
    if change.soort == "weg" or change.bel:
        return 3
    return 4 if change.wat.soort in (KINDS[Voorziening], KINDS[Zorgpad], KINDS[ZorgpadLaag]) else 5


def _order(change: Change) -> tuple[int, bool, int, str, str, str]:
    subject = change.wat
    nearest = nearness(subject.laag) if subject.laag.soort in ("gemeente", "regio", "landelijk") else 3
    return weight(change), not change.bij_spoed, nearest, subject.laag.id, sort_key(subject.naam), subject.pad
