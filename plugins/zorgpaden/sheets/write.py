"""Voorzieningen as xlsx or csv. Every cell is text: no number, date or formula is made of it.

csv is what Excel in Dutch expects: UTF-8 with a BOM, `;` between the cells, every cell in quotes, lines ending in
CR LF. A text that a spreadsheet would take for a formula gets an apostrophe before it; `read.py` takes it off again.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from zorgpaden.loading import Item, Laag
from zorgpaden.model import Voorziening
from zorgpaden.sheets.columns import AKKOORD, COLUMNS, ID, LAAG, NAAM, Column, flat, layer_text, to_cell
from zorgpaden.sheets.guard import guarded

SEPARATOR = ";"
SHEET, HELP = "Voorzieningen", "Uitleg"
MAX_CELL = 32_767
"""Letters that Excel keeps in one cell."""
_LISTED = 40
"""As many ids are named in the explanation; a longer list helps nobody."""
_WIDTHS = {"telefoon": 18, "datum": 14, "ja-nee": 12, "keuze": 14, "kenmerk": 12, "email": 30, "web": 36, "id": 26}
_LONG = 48
_INTRO = (
    "Eén rij is één voorziening. Verander wat u wilt en lees het bestand in met “zorgpaden import”.",
    "Dat toont eerst per rij wat er verandert. Rijen die u weghaalt, blijven op de site bestaan.",
    "Meer dan één waarde in een cel: elk op een eigen regel. Hoort een ; bij de tekst zelf? Schrijf dan \\;.",
    "Veranderen is niet controleren. Heeft u iets nagegaan? Vul dan zelf de datum en uw functie in.",
)


class TooLong(Exception):
    """A cell that does not fit in a spreadsheet; the message is Dutch."""


def table(items: Iterable[Item[Voorziening]]) -> list[list[str]]:
    """Headers and a row per voorziening, as text."""
    return [[column.header for column in COLUMNS], *(_row(item.entity, item.source.laag) for item in items)]


def _row(entity: Voorziening, laag: Laag) -> list[str]:
    values = {**flat(entity), LAAG: layer_text(laag)}
    cells = [to_cell(column, values[column]) for column in COLUMNS]
    for column, cell in zip(COLUMNS, cells, strict=True):
        if len(cell) > MAX_CELL:
            raise TooLong(f"“{column.header}” van {entity.id} heeft {len(cell)} tekens; Excel bewaart er {MAX_CELL}.")
    return cells


def as_csv(items: Iterable[Item[Voorziening]]) -> bytes:
    """The whole file."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=SEPARATOR, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerows([guarded(cell) for cell in row] for row in table(items))
    return codecs.BOM_UTF8 + text.getvalue().encode()


def as_xlsx(items: Iterable[Item[Voorziening]], known: Mapping[str, Sequence[str]], peildatum: date) -> bytes:
    """The whole file, with a sheet that explains every column. `known`: ids per collection, to name them there."""
    made = io.BytesIO()
    import xlsxwriter  # noqa: PLC0415  (only who writes xlsx needs it)

    book = xlsxwriter.Workbook(made, {"in_memory": True})
    book.set_properties({"title": SHEET, "created": datetime.combine(peildatum, time())})
    text = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
    bold = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top", "bold": True, "bottom": 1})
    sheet = book.add_worksheet(SHEET)
    for index, column in enumerate(COLUMNS):
        sheet.set_column(index, index, _width(column), text)  # also where somebody adds a row: text stays text
    for number, row in enumerate(table(items)):
        for index, cell in enumerate(row):
            sheet.write_string(number, index, cell, text if number else bold)
    sheet.freeze_panes(1, COLUMNS.index(NAAM) + 1)
    _explain(book, text, bold, known)
    book.close()
    return made.getvalue()


def _width(column: Column) -> int:
    if column in (LAAG, ID, NAAM):
        return 28
    return _WIDTHS.get(column.soort, _LONG if column.soort == "tekst" else 20)


def _explain(book: Any, text: object, bold: object, known: Mapping[str, Sequence[str]]) -> None:
    sheet = book.add_worksheet(HELP)
    for index, width in enumerate((28, 50, 80, 40)):
        sheet.set_column(index, index, width, text)
    for number, line in enumerate(_INTRO):
        sheet.write_string(number, 0, line, book.add_format({"num_format": "@"}))
    first = len(_INTRO) + 1
    heads = ("Kolom", "Wat het is", "Wat er mag staan", "Verplicht")
    rows = [(one.header, one.meaning, _allowed(one, known), one.required) for one in (*COLUMNS, AKKOORD)]
    for number, row in enumerate([heads, *rows], start=first):
        for index, cell in enumerate(row):
            sheet.write_string(number, index, cell, text if number > first else bold)


def _allowed(column: Column, known: Mapping[str, Sequence[str]]) -> str:
    ids = known.get(column.collection or "", ())
    named = f" U kunt kiezen uit: {', '.join(sorted(ids))}." if 0 < len(ids) <= _LISTED else ""
    return column.allowed + named
