"""Rows and the catalog → a decision per row. Pure: nothing is written here, and nothing in the rows is trusted.

Two rules are not up to the file. A checked fact of a voorziening that exists is shown before it is replaced. And a
check is renewed only by a row that carries its own date and who did it: changing something is not checking it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from collections.abc import Mapping as Map
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from zorgpaden.catalog import Catalog
from zorgpaden.loading import Item, Laag, Marks, Source
from zorgpaden.loading.records import LANDELIJK, Record
from zorgpaden.loading.shape import to_item
from zorgpaden.loading.yaml_reader import read_yaml
from zorgpaden.model import Voorziening
from zorgpaden.problems import Problem
from zorgpaden.sheets.columns import (
    AKKOORD,
    BY_PATH,
    CHECK,
    DOOR,
    FIELDS,
    HOE,
    ID,
    LAAG,
    NAAM,
    OP,
    TELEFOON,
    Column,
    Value,
    flat,
    layer_named,
    layer_text,
    nested,
    plain,
)
from zorgpaden.sheets.mapping import Mapping
from zorgpaden.sheets.table import Fault, Row, Table
from zorgpaden.types.phone import canonical_phone
from zorgpaden.types.slugs import MAX_SLUG, slugify

FOLDERS = {"landelijk": "landelijk", "regio": "regios", "gemeente": "gemeenten"}
_WERKGEBIED = {
    "landelijk": BY_PATH[("werkgebied", "landelijk")],
    "regio": BY_PATH[("werkgebied", "regios")],
    "gemeente": BY_PATH[("werkgebied", "gemeenten")],
}
_AREA = tuple(column for column in FIELDS if column.path[0] == "werkgebied")


class Uitslag(StrEnum):
    """What becomes of a row."""

    NIEUW = "nieuw"
    GEWIJZIGD = "gewijzigd"
    GELIJK = "gelijk"
    GEWEIGERD = "geweigerd"


@dataclass(frozen=True, slots=True)
class Change:
    """A value that would be another."""

    column: Column
    old: Value
    new: Value


@dataclass(slots=True)
class Decision:
    """What one row asks for. `path` is the file as the editor sees it; `values` are those of a new voorziening."""

    row: int
    naam: str
    id: str = ""
    path: str = ""
    laag: Laag | None = None
    akkoord: bool | None = None
    new: bool = False
    changes: list[Change] = field(default_factory=list)
    values: dict[Column, Value] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def uitslag(self) -> Uitslag:
        """The one word for it."""
        if any(fault.severity == "fout" for fault in self.faults):
            return Uitslag.GEWEIGERD
        if self.new:
            return Uitslag.NIEUW
        return Uitslag.GEWIJZIGD if self.changes else Uitslag.GELIJK

    def writes(self, overschrijf: bool) -> bool:
        """Whether this row is written: something new, or a change that somebody agreed to."""
        if self.akkoord is False or self.uitslag in (Uitslag.GELIJK, Uitslag.GEWEIGERD):
            return False
        return self.new or overschrijf or self.akkoord is True

    def refuse(self, column: Column | None, message: str, hint: str) -> None:
        """Refuse this row for one more reason."""
        self.faults.append(Fault(column, message, hint))


def layer_exists(laag: Laag, catalog: Catalog) -> bool:
    """Whether a layer has its file: a voorziening cannot be the first thing of a gemeente."""
    return laag == LANDELIJK or laag.id in (catalog.regios if laag.soort == "regio" else catalog.gemeente_lagen)


def items_of(laag: Laag, catalog: Catalog) -> list[Item[Voorziening]]:
    """The voorzieningen of one layer itself, in the order of the catalog."""
    return [item for item in catalog.voorzieningen.values() if item.source.laag == laag]


def decide(table: Table, catalog: Catalog, laag: Laag | None, mapping: Mapping) -> list[Decision]:
    """A decision per row. Without `laag` each row has to name its own layer."""
    begun = [(row, _begin(row, catalog, laag)) for row in table.rows]
    finder = _Finder(catalog, [row for row, _ in begun])
    for row, decision in begun:
        if decision.laag:
            finder.identify(row, decision)
    _refuse_double(begun)
    for row, decision in begun:
        if decision.laag and decision.id:
            _compare(row, decision, catalog, mapping)
    return [decision for _, decision in begun]


def missing(decisions: list[Decision], catalog: Catalog, laag: Laag | None) -> list[str]:
    """Ids in the layers that the file is about, of which it has no row. They stay."""
    lagen = {laag} if laag else {one.laag for one in decisions}
    named = {decision.id for decision in decisions}
    return sorted(id_ for id_, item in catalog.voorzieningen.items() if item.source.laag in lagen and id_ not in named)


def _begin(row: Row, catalog: Catalog, laag: Laag | None) -> Decision:
    """The row with what it says about itself: its layer and whether it may overwrite."""
    decision = Decision(row.number, str(row.values.get(NAAM) or row.values.get(ID) or ""), faults=list(row.faults))
    given = row.values.get(LAAG)
    named = layer_named(str(given)) if given else laag
    if named is None:
        hint = LAAG.allowed if given else "Noem de laag met --gemeente, --regio of --landelijk, of in een kolom “Laag”."
        decision.refuse(LAAG if given else None, "het is niet duidelijk in welke laag deze rij hoort", hint)
    elif laag and named != laag:
        message = f"deze rij hoort bij {layer_text(named)}, maar u leest in voor {layer_text(laag)}"
        decision.refuse(LAAG, message, "Haal de rij weg, of lees het bestand in zonder een laag te noemen.")
    elif not layer_exists(named, catalog):
        decision.refuse(
            LAAG, f"{layer_text(named)} is er nog niet", "Maak eerst het bestand van die gemeente of regio."
        )
    else:
        decision.laag = named
    akkoord = str(row.values.get(AKKOORD) or "").casefold()
    if akkoord not in ("", "ja", "nee"):
        decision.refuse(AKKOORD, f"“{akkoord}” is geen ja of nee", AKKOORD.allowed)
    decision.akkoord = {"ja": True, "nee": False}.get(akkoord)
    return decision


class _Finder:
    """Which voorziening a row is about: by its id, its name, its phone, or a new one."""

    def __init__(self, catalog: Catalog, rows: list[Row]) -> None:
        self.catalog = catalog
        self.taken = {*catalog.voorzieningen, *catalog.rejected, *(str(row.values.get(ID)) for row in rows)}
        self.names: dict[tuple[Laag, str], list[str]] = defaultdict(list)
        self.phones: dict[tuple[Laag, str], list[str]] = defaultdict(list)
        for id_, item in catalog.voorzieningen.items():
            self.names[item.source.laag, plain(item.entity.naam)].append(id_)
            self.phones[item.source.laag, item.entity.contact.telefoon or ""].append(id_)
        self.rows_with_phone: dict[str, int] = defaultdict(int)
        for row in rows:
            self.rows_with_phone[_phone(row)] += 1

    def identify(self, row: Row, decision: Decision) -> None:
        """Fill in the id and the path, or say why that cannot be."""
        assert decision.laag
        given = row.values.get(ID)
        id_ = str(given) if given else self._same(row, decision) or ""
        if not id_ and not any(fault.column in (ID, NAAM) for fault in decision.faults):
            id_ = self._make(row, decision)
        decision.id = id_
        decision.path = path_of(id_, decision.laag) if id_ else ""
        item = self.catalog.voorzieningen.get(id_)
        if item and item.source.laag != decision.laag:
            message = f"het id “{id_}” bestaat al in {layer_text(item.source.laag)} (data/{item.source.path})"
            decision.refuse(ID, message, "Kies een ander id. Vervangt dit de andere? Vul dan “In plaats van” in.")
        elif not item and id_ in self.catalog.rejected:
            decision.refuse(
                ID, f"het bestand van “{id_}” is nu niet te lezen", "Draai `zorgpaden check` en herstel het."
            )
        elif item:
            decision.path = f"data/{item.source.path}"

    def _same(self, row: Row, decision: Decision) -> str | None:
        """The id of the one voorziening in this layer with this name, or else with this phone."""
        assert decision.laag
        by_name = self.names.get((decision.laag, plain(decision.naam)), []) if decision.naam else []
        phone = _phone(row)
        by_phone = self.phones.get((decision.laag, phone), []) if phone else []
        if len(by_name) > 1:
            both = [id_ for id_ in by_name if id_ in by_phone]
            if len(both) != 1:
                hint = "Vul de kolom “Id” in, dan is duidelijk welke u bedoelt."
                decision.refuse(NAAM, f"er zijn er meer met deze naam: {', '.join(sorted(by_name))}", hint)
                return None
            return both[0]
        if by_name:
            return by_name[0]
        if len(by_phone) == 1 and self.rows_with_phone[phone] == 1 and decision.naam:
            decision.notes.append(f"Gevonden op telefoon: {by_phone[0]}. Is dit iets anders? Vul dan een nieuw id in.")
            return by_phone[0]
        return None

    def _make(self, row: Row, decision: Decision) -> str:
        """A new id, made from the name and, below the nation, the place."""
        assert decision.laag
        base = slugify(decision.naam)
        if not base:
            hint = "Vul een naam in. Heeft de naam geen gewone letters? Vul dan ook een id in."
            decision.refuse(NAAM, "van deze naam is geen id te maken", hint)
            return ""
        suffix = f"-{decision.laag.id}" if decision.laag.id and decision.laag.id not in base else ""
        number, id_ = 1, f"{base[: MAX_SLUG - len(suffix)].rstrip('-')}{suffix}"
        while id_ in self.taken:
            number += 1
            tail = f"{suffix}-{number}"
            id_ = f"{base[: MAX_SLUG - len(tail)].rstrip('-')}{tail}"
        self.taken.add(id_)
        return id_


def path_of(id_: str, laag: Laag) -> str:
    """Where a voorziening of this layer stands."""
    return "/".join(filter(None, ("data", FOLDERS[laag.soort], laag.id, "voorzieningen", f"{id_}.yml")))


def _phone(row: Row) -> str:
    value = row.values.get(TELEFOON)
    return (canonical_phone(value) or "") if isinstance(value, str) else ""


def _refuse_double(begun: list[tuple[Row, Decision]]) -> None:
    """Two rows for one voorziening: neither is followed, because nobody knows which is right."""
    rows: dict[tuple[str, str], list[Decision]] = defaultdict(list)
    for row, decision in begun:
        if decision.id:
            rows["id", decision.id].append(decision)
        if decision.laag and decision.naam and not row.values.get(ID):
            rows[layer_text(decision.laag), plain(decision.naam)].append(decision)
    for same in rows.values():
        for decision in same:
            others = [str(other.row) for other in same if other is not decision]
            if others and not any(fault.message.startswith("ook rij") for fault in decision.faults):
                hint = "Houd één rij over. Zijn het er echt twee? Geef ze elk een eigen id en naam."
                decision.refuse(None, f"ook rij {', '.join(others)} gaat over deze hulp", hint)


# --- comparing --------------------------------------------------------------------------------------


def _compare(row: Row, decision: Decision, catalog: Catalog, mapping: Mapping) -> None:
    """What would change, through the same model as the files themselves."""
    assert decision.laag
    item = catalog.voorzieningen.get(decision.id)
    old = flat(item.entity) if item and item.source.laag == decision.laag else None
    given = {column: _known(column, value, catalog) for column, value in row.values.items() if not column.sturing}
    given[ID] = decision.id
    if old is None:
        _fill_in(given, decision, mapping)
        values: dict[Column, Value] = {column: given.get(column) for column in FIELDS}
    else:
        values = {**old, **given, **_check(given, old, decision)}
    entity = _entity(values, row, decision)
    if entity is None:
        return
    new = flat(entity)
    if old is None:
        decision.new = True
        decision.values = {column: new[column] for column in FIELDS if _worth_writing(column, values[column])}
        return
    decision.changes = [Change(column, old[column], new[column]) for column in FIELDS if old[column] != new[column]]
    facts = any(change.column not in CHECK for change in decision.changes)
    if facts and not any(change.column in (OP, DOOR) for change in decision.changes):
        decision.notes.append(f"Niet opnieuw gecontroleerd: de controle van {old[OP]} ({old[DOOR]}) blijft staan.")


def _worth_writing(column: Column, value: Value) -> bool:
    return value is not None and not (column.soort == "ja-nee" and value == "nee")


def _known(column: Column, value: Value, catalog: Catalog) -> Value:
    """A name where an id belongs, in the way the id is written: `Waterrijk` → `waterrijk`."""
    if not column.collection or value is None:
        return value
    known: Map[str, object] = getattr(catalog, column.collection)

    def one(text: str) -> str:
        return text if text in known or slugify(text) not in known else slugify(text)

    return tuple(map(one, value)) if isinstance(value, tuple) else one(value)


def _fill_in(given: dict[Column, Value], decision: Decision, mapping: Mapping) -> None:
    """What a new row does not say: values that hold for all rows, and the place it is read for."""
    assert decision.laag
    for column, value in mapping.fixed.items():
        if given.get(column) is None:
            given[column] = value
    if not any(given.get(column) not in (None, "nee") for column in _AREA):
        column = _WERKGEBIED[decision.laag.soort]
        given[column] = (decision.laag.id,) if column.many else "ja"
        decision.notes.append(f"Werkgebied niet ingevuld: {layer_text(decision.laag)}.")


def _check(given: Map[Column, Value], old: Map[Column, Value], decision: Decision) -> dict[Column, Value]:
    """The check of the row when it is a whole one and not older than ours; else ours."""
    kept = {column: old[column] for column in CHECK}
    op, door = given.get(OP), given.get(DOOR)
    if not op or not door:
        if any(value not in (None, old[column]) for column, value in ((OP, op), (DOOR, door))):
            half = "een datum zonder wie" if op else "wie, zonder datum"
            decision.notes.append(f"Geen nieuwe controle: in de rij staat {half}.")
        return kept
    if _is_day(op) and str(op) < str(old[OP]):
        decision.notes.append(f"De controle in de rij ({op}) is ouder dan de onze ({old[OP]}); de onze blijft staan.")
        return kept
    same = (op, door) == (old[OP], old[DOOR])
    hoe = given.get(HOE) if HOE in given or not same else old[HOE]
    return {OP: op, DOOR: door, HOE: hoe}


def _is_day(value: Value) -> bool:
    try:
        date.fromisoformat(str(value))
    except ValueError:
        return False
    return True


def _entity(values: dict[Column, Value], row: Row, decision: Decision) -> Voorziening | None:
    """The voorziening as the model sees it; what it refuses becomes a fault of the row."""
    assert decision.laag
    marks = _marks(row.number)
    record = Record(Source(decision.path, decision.laag, marks), Voorziening, decision.id, nested(values))
    item, problems = to_item(record)
    refused = {fault.column for fault in decision.faults if fault.severity == "fout"}
    for problem in problems:
        column = FIELDS[problem.column - 1] if problem.column else None
        if column is None or column not in refused:  # a cell that says nothing is already named
            decision.faults.append(_fault(column, problem, values))
    return item.entity if item and isinstance(item.entity, Voorziening) else None


def _fault(column: Column | None, problem: Problem, values: Map[Column, Value]) -> Fault:
    value = values.get(column) if column else None
    hint = problem.hint
    if column and column.soort == "telefoon" and "@" in str(value):
        hint = "Dit lijkt een e-mailadres: zet het in de kolom “E-mail”."
    if column in CHECK and value is None:
        hint = "Nieuwe hulp is nagegaan: vul in “Gecontroleerd op” de dag in, en in “Gecontroleerd door” de functie."
    return Fault(column, problem.message, hint)


def _marks(row: int) -> Marks:
    """Places in which the column is the number of a field, so that a problem of the model finds its column back."""
    root = Marks(row, 0)
    for number, column in enumerate(FIELDS, start=1):
        room = root
        for step in column.path[:-1]:
            room = room.children.setdefault(step, Marks(row, 0))
        room.children[column.path[-1]] = Marks(row, number)
    return root


def column_at(text: str, path: str, line: int) -> Column | None:
    """The field that stands on a line of a file, so that a problem of the checks finds its column back."""
    _, marks, _ = read_yaml(text, path)
    for column in FIELDS:
        here = marks
        for step in column.path:
            if step not in here.children:
                break
            here = here.children[step]
        else:
            if line in {here.key_line, here.line, *(child.line for child in here.children.values())}:
                return column
    return None


def changes_of(decision: Decision) -> Iterator[tuple[tuple[str, ...], object | None]]:
    """Key paths and values as `canonical.with_values` wants them."""
    for change in decision.changes:
        yield change.column.path, list(change.new) if isinstance(change.new, tuple) else change.new
