"""Small spreadsheets, made here so that each shows one thing."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import xlsxwriter

from zorgpaden.cli import main

DAY = "2026-11-23"
HEADERS = (
    "Naam", "Organisatie", "Domein", "Samenvatting", "Doelgroep", "Contact: functie", "Telefoon", "E-mail",
    "Terugval: voorziening", "Eigenaar", "Gecontroleerd op", "Gecontroleerd door",
)  # fmt: skip
NEW: tuple[Any, ...] = (
    "Oudercafé", "Stichting Samen", "Sociaal", "Ouders ontmoeten elkaar.", "Ouders", "Gastvrouw", "088-000 00 05",
    "cafe@samen.example", "lijn", "gemeente", "2026-11-20", "gemeente",
)  # fmt: skip
Lees = Callable[..., str]
"""Import a file with options; gives what was said."""
LOKET = "data/gemeenten/waterdorp/voorzieningen/loket.yml"


def row(**other: Any) -> list[Any]:
    """The new voorziening with other values, by header with `_` for what is no letter."""
    keys = ["".join(sign if sign.isalnum() else "_" for sign in header) for header in HEADERS]
    assert not set(other) - set(keys)
    return [other.get(key, value) for key, value in zip(keys, NEW, strict=True)]


def xlsx(file: Path, rows: Sequence[Sequence[Any]], **more: Any) -> Path:
    """A workbook with these rows; what starts with `=` is a formula. `more`: `hidden` rows, `merged` ranges."""
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet(more.get("name", "Blad1"))
        day = book.add_format({"num_format": "dd-mm-yyyy"})
        for number, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                if isinstance(cell, date):
                    sheet.write_datetime(number, column, datetime.combine(cell, time()), day)
                elif isinstance(cell, str) and not cell.startswith("="):
                    sheet.write_string(number, column, cell)
                else:
                    sheet.write(number, column, cell)
        for number in more.get("hidden", ()):
            sheet.set_row(number, None, None, {"hidden": True})
        for column in more.get("hidden_columns", ()):
            sheet.set_column(column, column, None, None, {"hidden": True})
        for spot in more.get("merged", ()):
            sheet.merge_range(spot, "Contact")
    return file


def ods(file: Path, table: str, **parts: str) -> Path:
    """A LibreOffice file with this XML inside its one table."""
    content = f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 office:version="1.2"><office:body><office:spreadsheet><table:table table:name="Kaart">{table}</table:table>
</office:spreadsheet></office:body></office:document-content>"""
    manifest = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", parts.get("content", content))
        archive.writestr("META-INF/manifest.xml", parts.get("manifest", manifest))
    return file


def ods_row(cells: Sequence[str], attributes: str = "") -> str:
    """A row of text cells."""
    inside = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>' for cell in cells
    )
    return f"<table:table-row{attributes}>{inside}</table:table-row>"


def csv_file(file: Path, rows: Sequence[Sequence[str]], separator: str = ";", encoding: str = "utf-8") -> Path:
    """Rows as somebody types them, without quotes."""
    file.write_bytes("".join(separator.join(cells) + "\r\n" for cells in rows).encode(encoding))
    return file


def changed_part(file: Path, part: str, old: str, new: str) -> Path:
    """A workbook with other text in one of its parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(file) as before, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as after:
        for entry in before.infolist():
            text = before.read(entry)
            if entry.filename == part:
                assert old.encode() in text
                text = text.replace(old.encode(), new.encode(), 1)
            after.writestr(entry.filename, text)
    file.write_bytes(made.getvalue())
    return file


def tree(project: Path) -> dict[str, bytes]:
    """Every file of a project."""
    return {str(file.relative_to(project)): file.read_bytes() for file in project.rglob("*") if file.is_file()}


def zorgpaden(project: Path, *arguments: str | Path) -> int:
    """The real command, in this process, on the data of a project."""
    folders = ("--data", project / "data", "--content", project / "content", "--peildatum", DAY)
    return main(list(map(str, (*arguments, *folders))))
