"""A sheet → rows: where the headers are, what each column means, and what no cell may hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from zorgpaden.loading.text_guard import decode
from zorgpaden.problems import DataProblems, Problem, Severity, suggest
from zorgpaden.sheets.columns import AKKOORD, COLUMNS, ID, NAAM, Column, Value, from_cell
from zorgpaden.sheets.mapping import Mapping
from zorgpaden.sheets.sheet import Cell, Sheet, Unusable, letter, refuse
from zorgpaden.sheets.workbook import merged_cell
from zorgpaden.types.phone import canonical_phone

_TITLES = 25
"""Rows above the headers in which titles may stand."""
_FEWEST = 2
"""Headers that make a row the row of headers; one of them is the name or the id."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a cell, or with no column the row, cannot be used; a warning can."""

    column: Column | None
    message: str
    hint: str = ""
    severity: Severity = "fout"


@dataclass(slots=True)
class Row:
    """A row with something in it. `number` is what the spreadsheet calls it; `values` has every column there is."""

    number: int
    values: dict[Column, Value]
    faults: list[Fault] = field(default_factory=list)


@dataclass(slots=True)
class Table:
    """The rows of a file, in which column each field is (from 0), and what the editor should know."""

    name: str
    columns: dict[Column, int]
    rows: list[Row]
    notes: list[str]

    def place(self, column: Column) -> str:
        """A column as the editor sees it: “kolom F (Telefoon)”."""
        if column not in self.columns:
            return f"“{column.header}” (geen kolom in dit bestand)"
        return f"kolom {letter(self.columns[column])} ({column.header})"


def score(rows: Sequence[Sequence[Cell]], mapping: Mapping) -> int:
    """How many headers the best row has."""
    return max((_recognised(row, mapping) for row in rows[:_TITLES]), default=0)


def _recognised(row: Sequence[Cell], mapping: Mapping) -> int:
    return len({column for cell in row if isinstance(cell, str) and (column := mapping.column(cell))})


def _header_row(sheet: Sheet, mapping: Mapping) -> int | None:
    counts = [_recognised(row, mapping) for row in sheet.rows[:_TITLES]]
    best = max(counts, default=0)
    return counts.index(best) if best >= _FEWEST else None


def to_table(sheets: list[Sheet], name: str, mapping: Mapping) -> Table:
    """The one table in a file; `DataProblems` when there is none, or when its columns cannot be told apart."""
    found = [(sheet, row) for sheet in sheets if (row := _header_row(sheet, mapping)) is not None]
    if not any(cell != "" for sheet in sheets for row in sheet.rows for cell in row):
        refuse(name, "leeg", "dit bestand is leeg", "Zet koppen op de eerste rij, zoals Naam, Organisatie en Telefoon.")
    if not found:
        hint = "Zet boven de kolommen koppen zoals Naam, Organisatie en Telefoon, of geef een bestand met --kolommen."
        refuse(name, "kop", "er is geen rij met koppen die wij kennen", hint)
    if len(found) > 1:
        names = " en ".join(f"“{sheet.name}”" for sheet, _ in found)
        refuse(name, "bladen", f"op meer dan één blad staan voorzieningen: {names}", "Zet alles op één blad.")
    sheet, header = found[0]
    columns = _columns(sheet, header, name, mapping)
    rows = [_row(sheet, number, columns) for number in range(header + 1, len(sheet.rows)) if _filled(sheet, number)]
    if not rows:
        refuse(name, "leeg", "onder de koppen staat niets", "Vul ten minste één rij in.")
    return Table(name, columns, rows, [*sheet.notes, *_hidden_columns(sheet, columns)])


def _filled(sheet: Sheet, number: int) -> bool:
    return any(not (isinstance(cell, str) and not cell.strip()) for cell in sheet.rows[number])


def _columns(sheet: Sheet, header: int, name: str, mapping: Mapping) -> dict[Column, int]:
    """Which column is where; every doubt about a header is a problem of the file."""
    problems = [
        f"de kop op rij {header + 1} is samengevoegd ({letter(left)} tot en met {letter(right)})"
        for top, left, bottom, right in sheet.merged
        if top <= header <= bottom and left != right
    ]
    hints = ["Splits de cellen: elke kolom heeft een eigen kop."] * len(problems)
    columns: dict[Column, int] = {}
    for index in range(max(map(len, sheet.rows))):
        cell = sheet.rows[header][index] if index < len(sheet.rows[header]) else ""
        text = cell.strip() if isinstance(cell, str) else ""
        column = mapping.column(text) if text else None
        if mapping.ignores(text) and text:
            continue
        if column in columns:
            both = f"de kolommen {letter(columns[column])} en {letter(index)} zijn allebei “{column.header}”"
            problems.append(both)
            hints.append("Houd één van de twee over, of zet de andere bij “negeren” in een bestand voor --kolommen.")
        elif column:
            columns[column] = index
        elif _used(sheet, header, index):
            problems.append(f"kolom {letter(index)} heeft een kop die wij niet kennen: “{text}”")
            close = suggest(text, [one.header for one in (*COLUMNS, AKKOORD)])
            hints.append(
                f"{close} Zet de kop anders bij “kolommen” of “negeren” in een bestand voor --kolommen.".strip()
            )
    if not {NAAM, ID} & set(columns):
        problems.append("er is geen kolom “Naam” of “Id”")
        hints.append("Zonder naam of id weten wij niet over welke hulp een rij gaat.")
    if problems:
        raise DataProblems(
            [Problem(name, 0, 0, "kop", "fout", one, hint) for one, hint in zip(problems, hints, strict=True)]
        )
    return columns


def _used(sheet: Sheet, header: int, index: int) -> bool:
    """Whether something stands in a column below the headers."""
    cells = (row[index] for row in sheet.rows[header + 1 :] if index < len(row))
    return any(not (isinstance(cell, str) and not cell.strip()) for cell in cells)


def _hidden_columns(sheet: Sheet, columns: dict[Column, int]) -> Iterator[str]:
    for column, index in columns.items():
        if index in sheet.hidden_columns:
            yield f"Kolom {letter(index)} ({column.header}) is verborgen, maar wordt wel gelezen."


def _row(sheet: Sheet, number: int, columns: dict[Column, int]) -> Row:
    cells = sheet.rows[number]
    row = Row(number + 1, {})
    if number in sheet.hidden:
        hint = "Maak de rij zichtbaar, of haal haar weg als zij niet meer telt."
        row.faults.append(Fault(None, "deze rij is verborgen", hint))
    merged = {
        index
        for top, left, bottom, right in sheet.merged
        if top <= number <= bottom
        for index in range(left, right + 1)
    }
    for column, index in columns.items():
        cell = merged_cell() if index in merged else cells[index] if index < len(cells) else ""
        value = _value(column, cell)
        if isinstance(value, Fault):
            row.faults.append(value)
        else:
            row.values[column] = value
            row.faults += _guard(column, str(cell))
    return row


def _value(column: Column, cell: Cell) -> Value | Fault:
    """What a cell says, or why it says nothing we can trust."""
    if isinstance(cell, Unusable):
        return Fault(column, cell.message, cell.hint)
    if isinstance(cell, bool):
        return "ja" if cell else "nee"
    if isinstance(cell, int | float):
        return _number(column, cell)
    if isinstance(cell, date | time | timedelta):
        return _moment(column, cell)
    if column.soort == "telefoon" and cell.strip().isdigit() and not canonical_phone(cell):
        return _phone_without_zero(column, cell.strip())
    value = from_cell(column, cell)
    return _written_date(value) if column.soort == "datum" and isinstance(value, str) else _lenient(column, value)


def _number(column: Column, number: float) -> Value | Fault:
    hint = "Maak de cel op als tekst en schrijf het opnieuw."
    if number != int(number):
        return Fault(column, f"hier staat een getal ({str(number).replace('.', ',')}), geen tekst", hint)
    digits = str(int(number))
    if column.soort == "datum":
        return Fault(column, f"hier staat een getal ({digits}), geen datum", column.allowed)
    if column.soort == "telefoon" and not canonical_phone(digits):
        return _phone_without_zero(column, digits)
    return from_cell(column, digits)


def _phone_without_zero(column: Column, digits: str) -> Fault:
    """Excel drops the zero in front when it takes a phone number for a number."""
    guess = next((one for start in ("0", "+") if (one := canonical_phone(start + digits))), None)
    if guess is None:
        return Fault(column, f"“{digits}” is geen Nederlands telefoonnummer", column.allowed)
    hint = f"Maak de cel op als tekst. Bedoelt u {guess}? Schrijf dat dan."
    return Fault(column, f"“{digits}” is een getal: de nul (of de +) vooraan is weg", hint)


def _moment(column: Column, moment: date | time | timedelta) -> Value | Fault:
    if column.soort == "datum" and isinstance(moment, date):
        return (moment.date() if isinstance(moment, datetime) else moment).isoformat()
    what = "een datum" if isinstance(moment, date) else "een tijd"
    return Fault(column, f"hier staat {what}, geen tekst", "Maak de cel op als tekst en schrijf het opnieuw.")


def _written_date(text: str) -> str:
    """A date as the Dutch write it, day first; anything else stays as it is, for the model to judge."""
    parts = text.replace("/", "-").split("-")
    if len(parts) != 3 or not all(part.isascii() and part.isdigit() for part in parts) or len(parts[2]) != 4:
        return text
    day, month, year = parts
    return f"{year}-{month.zfill(2)}-{day.zfill(2)}"


def _lenient(column: Column, value: Value) -> Value:
    """Words that have one meaning, in the way we write them: `Sociaal` → `sociaal`, `WAAR` → `ja`."""
    if column.soort == "ja-nee" and isinstance(value, str):
        return {"waar": "ja", "onwaar": "nee", "true": "ja", "false": "nee"}.get(value.casefold(), value.casefold())
    if column.choices:
        by_case = {choice.casefold(): choice for choice in column.choices}
        if isinstance(value, tuple):
            return tuple(by_case.get(one.casefold(), one) for one in value)
        return by_case.get(value.casefold(), value) if value else value
    return value


def _guard(column: Column, text: str) -> Iterator[Fault]:
    """What no file may hold: invisible characters, a citizen number, a private mail address (a warning)."""
    for problem in decode(text.encode("utf-8", "replace"), "")[1]:
        if problem.code == "bsn" and column.soort == "telefoon":
            continue  # nine digits here are a phone number without its zero
        yield Fault(column, problem.message, problem.hint, problem.severity)
