"""Read xlsx and ods from somebody else: first look whether it is safe and honest, then let calamine read it.

calamine gives the last known result of a formula, and a block of memory as wide and long as the outermost cells. So the
XML is looked through before: where formulas, faults, merged cells and hidden rows are, and how far the cells reach.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

import python_calamine

from zorgpaden.sheets.sheet import FAULT, FORMULA, Cell, Sheet, Span, Unusable, refuse

MAX_UNPACKED = 40 * 1024 * 1024
MAX_PARTS = 500
MAX_ROWS, MAX_COLUMNS = 5_000, 200
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
_RETRY = "Open het bestand in Excel of LibreOffice, sla het op als .xlsx en probeer het opnieuw."
_ODS_CELLS = ("table-cell", "covered-table-cell")
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_BREAK = Unusable("in deze cel staat een regeleinde of tab die wij niet kunnen lezen", "Typ de tekst opnieuw.")
_PART = Unusable("deze cel is samengevoegd met andere", "Splits de cellen en vul elke cel zelf in.")


# What the standard library says about a file that was damaged or made with a trick.
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    expat.ExpatError,
    EOFError,
    KeyError,
    NotImplementedError,
    OSError,
    ValueError,
)


class _Unreadable(Exception):
    """The XML is not what such a file holds."""


@dataclass(slots=True)
class _Scan:
    """What calamine does not tell about a sheet."""

    unusable: dict[tuple[int, int], Unusable] = field(default_factory=dict)
    hidden: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merged: list[Span] = field(default_factory=list)
    rows: int = 0
    columns: int = 0

    def reach(self, row: int, column: int) -> None:
        self.rows, self.columns = max(self.rows, row + 1), max(self.columns, column + 1)
        if self.rows > MAX_ROWS or self.columns > MAX_COLUMNS:
            raise _TooLarge


class _TooLarge(Exception):
    """Cells lie further out than we read."""


def read_workbook(raw: bytes, name: str) -> list[Sheet]:
    """The visible sheets of a workbook; `DataProblems` when the file cannot be used."""
    try:
        parts = _unpack(raw, name)
        scans = _scan_ods(parts, name) if "content.xml" in parts else _scan_xlsx(parts, name)
        return list(_sheets(raw, scans))
    except _TooLarge:
        message = f"er staan cellen verder dan rij {MAX_ROWS} of voorbij kolom {MAX_COLUMNS}"
        refuse(name, "te-groot", message, "Haal lege rijen en kolommen met opmaak weg, of splits het bestand.")
    except (_Unreadable, *_BROKEN):
        refuse(name, "werkmap", "dit bestand is beschadigd of geen werkmap", _RETRY)
    except python_calamine.CalamineError:
        refuse(name, "werkmap", "dit bestand is niet te lezen", _RETRY)


def _unpack(raw: bytes, name: str) -> dict[str, bytes]:
    """All parts, unpacked within limits. Reading each to its end proves that the sizes in the file are true."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        entries = archive.infolist()
        if len(entries) > MAX_PARTS or sum(entry.file_size for entry in entries) > MAX_UNPACKED:
            most = MAX_UNPACKED // 1024 // 1024
            refuse(name, "te-groot", f"dit bestand wordt uitgepakt groter dan {most} MB", "Splits het bestand.")
        if any(entry.flag_bits & 1 for entry in entries):
            _locked(name)
        names = {entry.filename.casefold() for entry in entries}
        if len(names) != len(entries) or any(entry.compress_type not in _PACKED for entry in entries):
            raise _Unreadable  # of two parts with one name we would look at the one and calamine at the other
        parts = {entry.filename: archive.read(entry) for entry in entries}
    if {"content.xml", "xl/workbook.xml"} <= set(parts):
        raise _Unreadable  # two kinds in one: which would be read?
    if parts.get("mimetype", b"").strip() == _ODS and "content.xml" in parts:
        if b"encryption-data" in parts.get("META-INF/manifest.xml", b""):
            _locked(name)
    elif "xl/workbook.xml" not in parts:
        refuse(name, "werkmap", "dit is geen Excel- of LibreOffice-werkmap", "Sla het op als .xlsx, .ods of .csv.")
    return parts


def _locked(name: str) -> None:
    refuse(name, "wachtwoord", "dit bestand is met een wachtwoord beveiligd", "Sla het op zonder wachtwoord.")


def _sheets(raw: bytes, scans: dict[str, _Scan]) -> Iterator[Sheet]:
    with python_calamine.load_workbook(io.BytesIO(raw)) as book:
        for meta in book.sheets_metadata:
            scan = scans.get(meta.name)
            if meta.visible != python_calamine.SheetVisibleEnum.Visible or scan is None:
                continue
            rows: list[list[Cell]] = [list(row) for row in _values(book.get_sheet_by_name(meta.name))]
            for (row, column), reason in scan.unusable.items():
                _put(rows, row, column, reason)
            yield Sheet(meta.name, rows, scan.hidden, scan.hidden_columns, scan.merged)


def _values(sheet: python_calamine.CalamineSheet) -> list[list[Any]]:
    return sheet.to_python(skip_empty_area=False)


def _put(rows: list[list[Cell]], row: int, column: int, cell: Cell) -> None:
    """Set one cell, also where calamine saw nothing."""
    rows += [[] for _ in range(row + 1 - len(rows))]
    rows[row] += [""] * (column + 1 - len(rows[row]))
    rows[row][column] = cell


def merged_cell() -> Unusable:
    """What stands in a row through which a merged cell runs."""
    return _PART


# --- the XML ----------------------------------------------------------------------------------------


def _parse(xml: bytes, start: Any, end: Any = None) -> None:
    """Give every element as (local name, attributes by local name). No document type: its entities can explode."""
    parser = expat.ParserCreate(namespace_separator=" ")

    def forbid(*_: object) -> None:
        raise _Unreadable

    def on_start(tag: str, attributes: dict[str, str]) -> None:
        start(tag.rpartition(" ")[2], {key.rpartition(" ")[2]: value for key, value in attributes.items()})

    parser.StartDoctypeDeclHandler = forbid
    parser.StartElementHandler = on_start
    if end:
        parser.EndElementHandler = lambda tag: end(tag.rpartition(" ")[2])
    try:
        parser.Parse(xml, True)
    except LookupError as unknown:  # an encoding that does not exist
        raise _Unreadable from unknown


def _scan_xlsx(parts: dict[str, bytes], name: str) -> dict[str, _Scan]:
    """A scan per worksheet, by its name."""
    targets: dict[str, str] = {}
    sheets: dict[str, str] = {}

    def relation(tag: str, attributes: dict[str, str]) -> None:
        if tag == "Relationship":
            target = attributes["Target"].removeprefix("/")
            targets[attributes["Id"]] = target if target.startswith("xl/") else f"xl/{target}"

    def sheet(tag: str, attributes: dict[str, str]) -> None:
        if tag == "sheet":
            _new(attributes["name"], sheets)
            sheets[attributes["name"]] = attributes["id"]

    _parse(parts["xl/_rels/workbook.xml.rels"], relation)
    _parse(parts["xl/workbook.xml"], sheet)
    return {name: _scan_worksheet(parts[targets[id_]]) for name, id_ in sheets.items() if _is_worksheet(targets[id_])}


def _new(name: str, known: Mapping[str, object]) -> None:
    """Two sheets with one name cannot be told apart."""
    if name in known:
        raise _Unreadable


def _is_worksheet(path: str) -> bool:
    return "chartsheets/" not in path and "dialogsheets/" not in path


def _scan_worksheet(xml: bytes) -> _Scan:
    scan = _Scan()
    row, column = -1, -1

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal row, column
        if tag == "row":
            row, column = int(attributes.get("r", row + 2)) - 1, -1
            if attributes.get("hidden") in ("1", "true"):
                scan.hidden.add(row)
        elif tag == "c":
            row, column = _place(attributes["r"]) if "r" in attributes else (row, column + 1)
            if attributes.get("t") == "e":
                scan.reach(row, column)
                scan.unusable.setdefault((row, column), FAULT)
        elif tag in ("v", "is", "f"):
            scan.reach(row, column)
            if tag == "f":
                scan.unusable[row, column] = FORMULA
        elif tag == "mergeCell":
            first, _, last = attributes["ref"].partition(":")
            scan.merged.append((*_place(first), *_place(last or first)))
        elif tag == "col" and attributes.get("hidden") in ("1", "true"):
            last_column = min(int(attributes["max"]), MAX_COLUMNS)
            scan.hidden_columns.update(range(int(attributes["min"]) - 1, last_column))

    _parse(xml, start)
    return scan


def _place(reference: str) -> tuple[int, int]:
    """Row and column, from 0, of `AB12`."""
    match = _REFERENCE.fullmatch(reference)
    if not match:
        raise _Unreadable
    column = 0
    for sign in match[1]:
        column = column * 26 + ord(sign) - ord("A") + 1
    return int(match[2]) - 1, column - 1


def _scan_ods(parts: dict[str, bytes], name: str) -> dict[str, _Scan]:
    """A scan per table, by its name."""
    walk = _OdsWalk()
    _parse(parts["content.xml"], walk.start, walk.end)
    return walk.scans


class _OdsWalk:
    """Goes through the tables of LibreOffice, in which a row or a cell can stand for many that are the same."""

    def __init__(self) -> None:
        self.scans: dict[str, _Scan] = {}
        self.scan = _Scan()
        self.row = self.column = 0
        self.row_times = self.cell_times = 1
        self.depth = 0  # of cells: what is inside one belongs to it

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag in _ODS_CELLS:
            self.depth += 1
            self.cell_times = int(attributes.get("number-columns-repeated", 1))
            self.cell(attributes)
        elif self.depth:
            if tag == "p":
                self.reach()
            elif tag in ("line-break", "tab"):
                self.spoil(_BREAK)
        elif tag == "table":
            _new(attributes["name"], self.scans)
            self.scan = self.scans[attributes["name"]] = _Scan()
            self.row = self.column = 0
        elif tag == "table-column":
            times = int(attributes.get("number-columns-repeated", 1))
            if _is_hidden(attributes):
                self.scan.hidden_columns.update(range(self.column, min(self.column + times, MAX_COLUMNS)))
            self.column += times
        elif tag == "table-row":
            self.column, self.row_times = 0, int(attributes.get("number-rows-repeated", 1))
            if _is_hidden(attributes):
                self.scan.hidden.update(range(self.row, min(self.row + self.row_times, MAX_ROWS)))

    def end(self, tag: str) -> None:
        if tag in _ODS_CELLS:
            self.depth -= 1
            self.column += self.cell_times if not self.depth else 0
        elif tag == "table-row" and not self.depth:
            self.row += self.row_times

    def cell(self, attributes: dict[str, str]) -> None:
        wide = int(attributes.get("number-columns-spanned", 1))
        high = int(attributes.get("number-rows-spanned", 1))
        if (wide, high) != (1, 1):
            self.scan.merged.append((self.row, self.column, self.row + high - 1, self.column + wide - 1))
        if "formula" in attributes:
            self.spoil(FORMULA)
        elif attributes.get("value-type") == "error":
            self.spoil(FAULT)
        elif "value-type" in attributes:
            self.reach()

    def reach(self) -> None:
        self.scan.reach(self.row + self.row_times - 1, self.column + self.cell_times - 1)

    def spoil(self, reason: Unusable) -> None:
        """Mark every cell that the present one stands for; `reach` keeps their number down."""
        self.reach()
        for row in range(self.row, self.row + self.row_times):
            for column in range(self.column, self.column + self.cell_times):
                self.scan.unusable.setdefault((row, column), reason)


def _is_hidden(attributes: dict[str, str]) -> bool:
    return attributes.get("visibility", "visible") != "visible"
