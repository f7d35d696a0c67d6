"""`--kolommen`: what the headers of somebody's own spreadsheet mean, and what holds for every new row."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from pydantic import Field

from zorgpaden.loading import Source
from zorgpaden.loading.records import LANDELIJK, Record
from zorgpaden.loading.shape import to_item
from zorgpaden.loading.text_guard import decode
from zorgpaden.loading.yaml_reader import read_yaml
from zorgpaden.model import Entiteit
from zorgpaden.problems import DataProblems, Problem, errors, suggest
from zorgpaden.sheets.columns import CHECK, ID, NAAM, Column, Value, column_named, from_cell, known_names, plain
from zorgpaden.sheets.sheet import refuse


class Kolommen(Entiteit):
    """A mapping file."""

    kolommen: dict[str, str] = Field({}, description="Kop in uw bestand: naam van onze kolom.")
    negeren: tuple[str, ...] = Field((), description="Koppen van kolommen die u niet inleest.")
    vast: dict[str, str] = Field({}, description="Naam van onze kolom: waarde voor elke nieuwe rij die daar leeg is.")


@dataclass(frozen=True, slots=True)
class Mapping:
    """What the mapping file says; empty when there is none."""

    columns: dict[str, Column] = field(default_factory=dict)
    ignored: frozenset[str] = frozenset()
    fixed: dict[Column, Value] = field(default_factory=dict)

    def column(self, header: str) -> Column | None:
        """The column that a header means."""
        return self.columns.get(plain(header)) or column_named(header)

    def ignores(self, header: str) -> bool:
        """Whether the editor said that this column is not wanted."""
        return plain(header) in self.ignored


def read_mapping(file: Path) -> Mapping:
    """A mapping file; `DataProblems` when it cannot be used."""
    if not file.is_file():
        refuse(file.name, "bestand", f"het bestand {file} is er niet", "Kijk of het pad klopt.")
    text, problems = decode(file.read_bytes(), file.name)
    value, marks, found = read_yaml(text, file.name) if text is not None else (None, None, [])
    problems += found
    if errors(problems) or value is None or marks is None:
        raise DataProblems(problems)
    source = Source(file.name, LANDELIJK, marks)
    item, found = to_item(Record(source, Kolommen, None, value))
    if item is None or not isinstance(item.entity, Kolommen):
        raise DataProblems(found)
    given = item.entity
    columns = {plain(header): _target(source, ("kolommen", header), name) for header, name in given.kolommen.items()}
    fixed = {name: _target(source, ("vast", name), name) for name in given.vast}
    wrong = [one for one in (*columns.values(), *fixed.values()) if isinstance(one, Problem)]
    wrong += [_not_fixed(source, name) for name, column in fixed.items() if column in (ID, NAAM, *CHECK)]
    if wrong:
        raise DataProblems(wrong)
    return Mapping(
        {header: column for header, column in columns.items() if isinstance(column, Column)},
        frozenset(map(plain, given.negeren)),
        {column: from_cell(column, given.vast[name]) for name, column in fixed.items() if isinstance(column, Column)},
    )


def _target(source: Source, where: tuple[str, str], name: str) -> Column | Problem:
    hint = suggest(name, known_names()) or "Kijk op het blad “Uitleg” van een export welke kolommen er zijn."
    return column_named(name) or source.problem(where, "kolom", f"“{name}” is geen kolom die wij kennen", hint)


def _not_fixed(source: Source, name: str) -> Problem:
    hint = "Geef elke rij haar eigen waarde."
    return source.problem(("vast", name), "kolom", f"“{name}” kan niet voor alle rijen hetzelfde zijn", hint)
