"""Files that cannot be used: a clear line each, nothing written, no traceback."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spreadsheets import HEADERS, NEW, changed_part, csv_file, ods, ods_row, row, xlsx

from conftest import Lees
from zorgpaden.problems import DataProblems
from zorgpaden.sheets.mapping import Mapping
from zorgpaden.sheets.read import MAX_FILE, read_csv
from zorgpaden.sheets.sheet import letter
from zorgpaden.sheets.table import score, to_table
from zorgpaden.sheets.workbook import MAX_UNPACKED, read_workbook

SHEET = "xl/worksheets/sheet1.xml"


def good(file: Path) -> Path:
    return xlsx(file, [HEADERS, NEW])


# --- the file as a whole ----------------------------------------------------------------------------


def too_large(folder: Path) -> Path:
    file = folder / "groot.xlsx"
    with file.open("wb") as made:
        made.write(b"PK\x03\x04")
        made.truncate(30 * 1024 * 1024)
    return file


def zip_bomb(folder: Path) -> Path:
    file = good(folder / "bom.xlsx")
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/leeg.bin", b"\0" * (MAX_UNPACKED + 1))
    assert file.stat().st_size < MAX_FILE
    return file


def zip_bomb_that_lies(folder: Path) -> Path:
    """The sizes in the file say 10 bytes; what comes out is far more."""
    file = zip_bomb(folder)
    raw = file.read_bytes()
    size = struct.pack("<I", MAX_UNPACKED + 1)
    assert raw.count(size) >= 1
    file.write_bytes(raw.replace(size, struct.pack("<I", 10)))
    return file


def far_cell(folder: Path) -> Path:
    """Two cells, and as many empty ones between them as Excel has."""
    return changed_part(good(folder / "ver.xlsx"), SHEET, 'r="L2"', 'r="XFD1048576"')


def far_cell_ods(folder: Path) -> Path:
    filler = '<table:table-row table:number-rows-repeated="1000000"><table:table-cell/></table:table-row>'
    return ods(folder / "ver.ods", ods_row(["Naam", "Telefoon"]) + filler + ods_row(["Loket", "112"]))


def repeated_cell_ods(folder: Path) -> Path:
    many = ods_row(["Loket"], ' table:number-rows-repeated="1048576"').replace(
        "<table:table-cell ", '<table:table-cell table:number-columns-repeated="16384" '
    )
    return ods(folder / "veel.ods", ods_row(["Naam", "Telefoon"]) + many)


def entities(folder: Path) -> Path:
    """Entities in the XML that grow by the power of ten."""
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 9))
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return changed_part(good(folder / "lach.xlsx"), SHEET, head, f'{head}<!DOCTYPE x [<!ENTITY l0 "ha">{levels}]>')


def damaged(folder: Path) -> Path:
    file = good(folder / "stuk.xlsx")
    file.write_bytes(file.read_bytes()[:-200])
    return file


def not_xml(folder: Path) -> Path:
    return changed_part(good(folder / "stuk.xlsx"), SHEET, "</sheetData>", "</rij>")


def text_called_xlsx(folder: Path) -> Path:
    file = folder / "namaak.xlsx"
    file.write_text("Naam;Telefoon\r\n", encoding="utf-8")
    return file


def word_called_xlsx(folder: Path) -> Path:
    file = folder / "brief.xlsx"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    return file


def old_xls(folder: Path) -> Path:
    file = folder / "oud.xls"
    file.write_bytes(bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 600 + "Workbook".encode("utf-16-le"))
    return file


def encrypted_xlsx(folder: Path) -> Path:
    file = folder / "dicht.xlsx"
    file.write_bytes(bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"))
    return file


def encrypted_ods(folder: Path) -> Path:
    return ods(folder / "dicht.ods", "", manifest="<m><encryption-data/></m>")


def other_kind(folder: Path) -> Path:
    file = folder / "kaart.pdf"
    file.write_bytes(b"%PDF-1.7")
    return file


def not_there(folder: Path) -> Path:
    return folder / "weg.xlsx"


def empty_sheet(folder: Path) -> Path:
    return xlsx(folder / "leeg.xlsx", [])


def empty_csv(folder: Path) -> Path:
    return csv_file(folder / "leeg.csv", [])


def only_headers(folder: Path) -> Path:
    return xlsx(folder / "kop.xlsx", [HEADERS])


def no_headers(folder: Path) -> Path:
    return xlsx(folder / "kaal.xlsx", [NEW, NEW])


def merged_header(folder: Path) -> Path:
    return xlsx(folder / "samen.xlsx", [HEADERS, NEW], merged=["F1:G1"])


def merged_header_ods(folder: Path) -> Path:
    head = ods_row(["Naam", "Telefoon"]).replace(
        "<table:table-cell", '<table:table-cell table:number-columns-spanned="2"', 1
    )
    return ods(folder / "samen.ods", head + ods_row(["Loket", "112"]))


def unknown_column(folder: Path) -> Path:
    return xlsx(folder / "extra.xlsx", [(*HEADERS, "Opmerking voor mijzelf"), (*NEW, "nabellen")])


def column_without_header(folder: Path) -> Path:
    return xlsx(folder / "extra.xlsx", [HEADERS, (*NEW, "nabellen")])


def column_twice(folder: Path) -> Path:
    return xlsx(folder / "twee.xlsx", [(*HEADERS, "Tel."), (*NEW, "112")])


def two_sheets(folder: Path) -> Path:
    file = xlsx(folder / "bladen.xlsx", [HEADERS, NEW])
    part = ods_row(["Naam", "Telefoon"]) + ods_row(["Loket", "112"])
    file.unlink()
    return ods(folder / "bladen.ods", f'{part}</table:table><table:table table:name="Oud">{part}')


def utf_16(folder: Path) -> Path:
    return csv_file(folder / "breed.csv", [("Naam", "Telefoon"), ("Loket", "112")], encoding="utf-16")


def open_quote(folder: Path) -> Path:
    return csv_file(folder / "open.csv", [("Naam", "Telefoon"), ("Loket", '"112'), ("Balie", "112")])


def part_twice(folder: Path) -> Path:
    """Two parts with one name: one to look at, one to read."""
    file = good(folder / "dubbel.xlsx")
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("xl/worksheets/Sheet1.xml", archive.read(SHEET))
    return file


def macro_only(folder: Path) -> Path:
    """A binary workbook: nothing in it is XML."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("xl/workbook.bin", b"\x83\x01")
    file = folder / "binair.xlsx"
    file.write_bytes(made.getvalue())
    return file


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (too_large, "het bestand is 30"),
        (zip_bomb, "wordt uitgepakt groter dan 40 MB"),
        (zip_bomb_that_lies, "beschadigd"),
        (far_cell, "verder dan rij 5000 of voorbij kolom 200"),
        (far_cell_ods, "verder dan rij 5000 of voorbij kolom 200"),
        (repeated_cell_ods, "verder dan rij 5000 of voorbij kolom 200"),
        (entities, "beschadigd"),
        (damaged, "beschadigd"),
        (not_xml, "beschadigd"),
        (text_called_xlsx, "beschadigd of geen werkmap"),
        (word_called_xlsx, "geen Excel- of LibreOffice-werkmap"),
        (part_twice, "beschadigd"),
        (macro_only, "geen Excel- of LibreOffice-werkmap"),
        (old_xls, "oud Excel-bestand (.xls)"),
        (encrypted_xlsx, "met een wachtwoord beveiligd"),
        (encrypted_ods, "met een wachtwoord beveiligd"),
        (other_kind, "eindigt op “.pdf” kan niet"),
        (not_there, "is er niet"),
        (empty_sheet, "dit bestand is leeg"),
        (empty_csv, "dit bestand is leeg"),
        (only_headers, "onder de koppen staat niets"),
        (no_headers, "geen rij met koppen die wij kennen"),
        (merged_header, "de kop op rij 1 is samengevoegd (F tot en met G)"),
        (merged_header_ods, "de kop op rij 1 is samengevoegd (A tot en met B)"),
        (unknown_column, "kolom M heeft een kop die wij niet kennen: “Opmerking voor mijzelf”"),
        (column_without_header, "kolom M heeft een kop die wij niet kennen: “”"),
        (column_twice, "de kolommen G en M zijn allebei “Telefoon”"),
        (two_sheets, "op meer dan één blad staan voorzieningen: “Kaart” en “Oud”"),
        (utf_16, "geen csv in UTF-8 of Windows-1252"),
        (open_quote, "bij regel 2 kloppen de aanhalingstekens niet"),
    ],
)
def test_a_file_that_cannot_be_used(tmp_path: Path, refused: Lees, make: Callable[[Path], Path], says: str) -> None:
    said = refused(make(tmp_path))
    assert says in said
    assert "→" in said


# --- one row ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        ({"Samenvatting": "=A1"}, "kolom D (Samenvatting): hier staat een formule"),
        ({"Telefoon": "bel maar"}, "kolom G (Telefoon): bij “telefoon”: “bel maar” is geen Nederlands telefoonnummer"),
        ({"Telefoon": "cafe@samen.example"}, "Dit lijkt een e-mailadres: zet het in de kolom “E-mail”."),
        ({"Telefoon": 880000005}, "“880000005” is een getal: de nul (of de +) vooraan is weg"),
        ({"Telefoon": 880000005}, "Bedoelt u 088-000 00 05?"),
        ({"Telefoon": 31880000005}, "Bedoelt u 088-000 00 05?"),
        ({"Telefoon": "880000005"}, "de nul (of de +) vooraan is weg"),
        ({"Telefoon": date(2026, 1, 2)}, "kolom G (Telefoon): hier staat een datum, geen tekst"),
        ({"Telefoon": 7.5}, "hier staat een getal (7,5), geen tekst"),
        ({"Telefoon": True}, "kolom G (Telefoon): bij “telefoon”: “ja” is geen Nederlands telefoonnummer"),
        ({"E_mail": "088-000 00 05"}, "kolom H (E-mail)"),
        ({"Domein": "zorg"}, "kolom C (Domein): “zorg” kan niet bij “domein”"),
        ({"Naam": ""}, "kolom A (Naam)"),
        ({"Naam": "日本"}, "van deze naam is geen id te maken"),
        ({"Organisatie": ""}, "kolom B (Organisatie): “organisatie” ontbreekt"),
        ({"Samenvatting": "Bel\u200b ons"}, "kolom D (Samenvatting): hier staat een onzichtbaar teken (U+200B)"),
        ({"Samenvatting": "Cliënt 123456782"}, "kolom D (Samenvatting): dit getal kan een burgerservicenummer zijn"),
        ({"Samenvatting": 123456782}, "kolom D (Samenvatting): dit getal kan een burgerservicenummer zijn"),
        ({"Samenvatting": "<b>Bel</b>"}, "kolom D (Samenvatting): bij “samenvatting”: hier staat HTML"),
        ({"Gecontroleerd_op": "vorige week"}, "kolom K (Gecontroleerd op)"),
        ({"Gecontroleerd_op": 46268}, "hier staat een getal (46268), geen datum"),
        ({"Gecontroleerd_op": ""}, "Nieuwe hulp is nagegaan"),
        ({"Gecontroleerd_op": "24-11-2026"}, "kolom K (Gecontroleerd op): 2026-11-24 ligt na vandaag"),
        ({"Terugval__voorziening": "nergens"}, "kolom I (Terugval: voorziening): “nergens” bestaat niet"),
    ],
)
def test_a_cell_that_cannot_be_used(tmp_path: Path, refused: Lees, cells: dict[str, object], says: str) -> None:
    said = refused(xlsx(tmp_path / "kaart.xlsx", [HEADERS, row(**cells)]))
    assert "Rij 2: " in said
    assert ": geweigerd" in said
    assert says in said
    assert "Er is niets geschreven." in said


def test_one_bad_row_stops_the_good_ones_and_all_are_named(tmp_path: Path, refused: Lees) -> None:
    rows = [HEADERS, NEW, row(Naam="Balie", Telefoon="x", Domein="y"), row(Naam="Winkel", Telefoon="z")]
    said = refused(xlsx(tmp_path / "kaart.xlsx", rows))
    assert "Rij 2: Oudercafé (oudercafe-waterdorp): nieuw" in said
    assert said.count("geweigerd\n") == 2
    assert {"kolom C", "kolom G"} <= {part[:7] for part in said.split("    ")}
    assert "1 nieuw, 0 gewijzigd, 0 gelijk, 2 geweigerd." in said


def test_the_fault_value_of_a_cell_is_not_read_as_empty(tmp_path: Path, refused: Lees) -> None:
    file = xlsx(tmp_path / "kaart.xlsx", [HEADERS, row(Telefoon=5)])
    file = changed_part(file, SHEET, '<c r="G2"><v>5</v></c>', '<c r="G2" t="e"><v>#N/A</v></c>')
    assert "kolom G (Telefoon): hier staat een foutwaarde" in refused(file)


def test_a_formula_in_ods_and_in_csv(tmp_path: Path, refused: Lees) -> None:
    cell = (
        '<table:table-cell table:formula="of:=1+1" office:value-type="string"><text:p>112</text:p></table:table-cell>'
    )
    good_cell = '<table:table-cell office:value-type="string"><text:p>112</text:p></table:table-cell>'
    table = ods_row(["Naam", "Telefoon"]) + ods_row(["Loket", "112"]).replace(good_cell, cell)
    assert "kolom B (Telefoon): hier staat een formule" in refused(ods(tmp_path / "a.ods", table))
    file = tmp_path / "a.csv"
    file.write_bytes(b'Naam;Telefoon\r\nLoket;"=""0880000005"""\r\n')
    assert "kolom B (Telefoon): hier staat een formule" in refused(file)


def test_a_break_that_calamine_would_drop(tmp_path: Path, refused: Lees) -> None:
    table = ods_row(["Naam", "Doelgroep"]) + ods_row(["Loket", "Ouders<text:line-break/>en kinderen"])
    assert "kolom B (Doelgroep): in deze cel staat een regeleinde" in refused(ods(tmp_path / "a.ods", table))


def test_hidden_rows(tmp_path: Path, refused: Lees) -> None:
    file = xlsx(tmp_path / "kaart.xlsx", [HEADERS, NEW, row(Naam="Balie")], hidden=[2])
    assert "Rij 3: Balie (balie-waterdorp): geweigerd\n    deze rij is verborgen" in refused(file)
    hidden = ods_row(["Loket", "112"], ' table:visibility="filter"')
    said = refused(ods(tmp_path / "kaart.ods", ods_row(["Naam", "Telefoon"]) + hidden))
    assert "Rij 2: Loket (loket): geweigerd\n    deze rij is verborgen" in said


def test_a_merged_cell_in_a_row(tmp_path: Path, refused: Lees) -> None:
    file = xlsx(tmp_path / "kaart.xlsx", [HEADERS, NEW], merged=["D2:E2"])
    said = refused(file)
    assert "kolom D (Samenvatting): deze cel is samengevoegd met andere" in said
    assert "kolom E (Doelgroep): deze cel is samengevoegd met andere" in said


def test_two_rows_for_one_voorziening(tmp_path: Path, refused: Lees) -> None:
    said = refused(xlsx(tmp_path / "nieuw.xlsx", [HEADERS, NEW, row(Naam="OUDERCAFE ", Telefoon="088-000 00 06")]))
    assert "ook rij 3 gaat over deze hulp" in said
    assert "ook rij 2 gaat over deze hulp" in said
    said = refused(xlsx(tmp_path / "oud.xlsx", [("Id", "Naam"), ("loket", "Loket"), ("", "loket")]))
    assert "ook rij 3 gaat over deze hulp" in said


def test_a_private_address_is_a_warning(tmp_path: Path, accepted: Lees) -> None:
    said = accepted(xlsx(tmp_path / "kaart.xlsx", [HEADERS, row(E_mail="iemand@gmail.com")]))
    assert "let op: kolom H (E-mail): “iemand@gmail.com” lijkt een privé-adres" in said


def test_a_hidden_column_is_read_and_named(tmp_path: Path, accepted: Lees) -> None:
    said = accepted(xlsx(tmp_path / "kaart.xlsx", [HEADERS, NEW], hidden_columns=[6]))
    assert "Kolom G (Telefoon) is verborgen, maar wordt wel gelezen." in said


def test_letters_of_columns() -> None:
    assert [letter(number) for number in (0, 25, 26, 51, 52, 701, 702)] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]


# --- any file ---------------------------------------------------------------------------------------

PARTS = ("xl/workbook.xml", "xl/_rels/workbook.xml.rels", SHEET, "xl/sharedStrings.xml", "xl/styles.xml")
signs = st.sampled_from([*'0123456789<>"/=A- s', ""])
changes = st.lists(st.tuples(st.integers(0, 3000), signs), min_size=1, max_size=6)


@pytest.fixture(scope="module")
def a_workbook(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    rows = [HEADERS, NEW, row(Naam="Balie", Telefoon=5)]
    return xlsx(tmp_path_factory.mktemp("werkmap") / "a.xlsx", rows, merged=["A6:B6"]).read_bytes()


@settings(deadline=None, max_examples=150)
@given(part=st.sampled_from(("", *PARTS)), changes=changes)
def test_a_damaged_workbook_is_read_or_refused(a_workbook: bytes, part: str, changes: list[tuple[int, str]]) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(a_workbook)) as before, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as after:
        for entry in before.infolist():
            raw = before.read(entry)
            after.writestr(entry.filename, _damaged(raw, changes) if entry.filename == part else raw)
    raw = made.getvalue() if part else _damaged(a_workbook, changes)
    with suppress(DataProblems):
        to_table(read_workbook(raw, "a.xlsx"), "a.xlsx", Mapping())


def _damaged(raw: bytes, changes: list[tuple[int, str]]) -> bytes:
    for place, sign in changes:
        raw = raw[: place % len(raw)] + sign.encode() + raw[place % len(raw) + 1 :]
    return raw


csv_signs = st.sampled_from(";,\"\t\r\nNaamTelId='\x00é")


@given(st.one_of(st.binary(max_size=80), st.text(csv_signs, max_size=60).map(str.encode)))
def test_any_bytes_as_csv_are_read_or_refused(raw: bytes) -> None:
    with suppress(DataProblems):
        to_table([read_csv(raw, "a.csv", lambda rows: score(rows, Mapping()))], "a.csv", Mapping())
