"""A spreadsheet file → sheets. What it is follows from what is in it, within limits that are kept before reading."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from zorgpaden.sheets.guard import FORMULA as STARTS_FORMULA
from zorgpaden.sheets.sheet import FORMULA, Cell, Sheet, refuse
from zorgpaden.sheets.workbook import MAX_COLUMNS, MAX_ROWS, read_workbook

MAX_FILE = 5 * 1024 * 1024
_ZIP, _OLE = b"PK\x03\x04", bytes.fromhex("D0CF11E0A1B11AE1")
_BOOKS, _TEXTS = (".xlsx", ".ods"), (".csv", ".tsv", ".txt")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_SEPARATORS = {";": "puntkomma", ",": "komma", "\t": "tab", "|": "streep"}
_GUARDED = re.compile(f"'+{STARTS_FORMULA}")
_SAMPLE = 25
"""Rows in which the separator is sought: a few titles may stand above the headers."""

Score = Callable[[list[list[Cell]]], int]
"""How many headers the best of some rows has."""


def read_file(file: Path, score: Score) -> list[Sheet]:
    """The sheets of a file; `DataProblems` when it cannot be used."""
    name = file.name
    if not file.is_file():
        refuse(name, "bestand", f"het bestand {file} is er niet", "Kijk of het pad klopt.")
    if file.stat().st_size > MAX_FILE:
        size, most = file.stat().st_size / 1024 / 1024, MAX_FILE // 1024 // 1024
        refuse(
            name, "te-groot", f"het bestand is {size:.1f} MB", f"Hoogstens {most} MB: haal plaatjes weg of splits het."
        )
    raw, suffix = file.read_bytes(), file.suffix.lower()
    if suffix not in (*_BOOKS, *_TEXTS) and not raw.startswith(_OLE):
        refuse(name, "soort", f"een bestand dat eindigt op “{suffix}” kan niet", "Sla het op als .xlsx, .ods of .csv.")
    if raw.startswith(_OLE):
        _refuse_ole(raw, name)
    if raw.startswith(_ZIP):
        return read_workbook(raw, name)
    if suffix in _BOOKS:
        hint = "Open het in Excel of LibreOffice en sla het op als .xlsx."
        refuse(name, "werkmap", "dit bestand is beschadigd of geen werkmap", hint)
    return [read_csv(raw, name, score)]


def _refuse_ole(raw: bytes, name: str) -> None:
    if _ENCRYPTED in raw:
        refuse(name, "wachtwoord", "dit bestand is met een wachtwoord beveiligd", "Sla het op zonder wachtwoord.")
    refuse(name, "soort", "dit is een oud Excel-bestand (.xls)", "Sla het op als .xlsx.")


def read_csv(raw: bytes, name: str, score: Score) -> Sheet:
    """The one sheet of a csv file, its encoding and separator found by looking."""
    text, encoding = _decoded(raw, name)
    separator = max(_SEPARATORS, key=lambda sign: score(_sample(text, sign)))  # the first of equals
    try:
        rows = _rows(text, separator, MAX_ROWS + 1)
    except csv.Error:
        line = _broken_line(text, separator)
        hint = "Kijk of elk aanhalingsteken wordt gesloten. In een tekst schrijft u het dubbel."
        refuse(name, "csv", f"bij regel {line} kloppen de aanhalingstekens niet", hint)
    if len(rows) > MAX_ROWS or max(map(len, rows), default=0) > MAX_COLUMNS:
        message = f"er zijn meer dan {MAX_ROWS} rijen of {MAX_COLUMNS} kolommen"
        refuse(name, "te-groot", message, "Splits het bestand.")
    note = f"Gelezen als {encoding}, met een {_SEPARATORS[separator]} tussen de cellen."
    return Sheet(name, [[_cell(text) for text in row] for row in rows], notes=[note])


def _decoded(raw: bytes, name: str) -> tuple[str, str]:
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\x00" in raw:
        refuse(name, "codering", "dit is geen csv in UTF-8 of Windows-1252", "Kies in Excel: CSV UTF-8.")
    for encoding, label in (("utf-8-sig", "UTF-8"), ("cp1252", "Windows-1252")):
        try:
            return raw.decode(encoding), label
        except UnicodeDecodeError:
            continue
    refuse(name, "codering", "de letters in dit bestand zijn niet te lezen", "Kies in Excel: CSV UTF-8.")


def _rows(text: str, separator: str, most: int) -> list[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    return [row for row, _ in zip(reader, range(most), strict=False)]


def _sample(text: str, separator: str) -> list[list[Cell]]:
    """The first rows, up to one that cannot be read: the headers may be before it."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows: list[list[Cell]] = []
    with suppress(csv.Error):
        rows.extend(list(row) for row, _ in zip(reader, range(_SAMPLE), strict=False))
    return rows


def _broken_line(text: str, separator: str) -> int:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    begin = 1
    with suppress(csv.Error):
        for _ in reader:
            begin = reader.line_num + 1
    return begin


def _cell(text: str) -> Cell:
    """A cell as it was meant: without our guard against formulas; a formula without guard is none of ours."""
    if _GUARDED.match(text):
        return text[1:]
    return FORMULA if text.lstrip().startswith("=") else text
