"""What becomes of a row, and what is written."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from spreadsheets import HEADERS, LOKET, NEW, Lees, csv_file, ods, ods_row, row, tree, xlsx, zorgpaden

from support import PEILDATUM, run_zorgpaden
from zorgpaden.sheets.columns import AKKOORD, COLUMNS
from zorgpaden.sheets.mapping import Mapping
from zorgpaden.sheets.table import to_table
from zorgpaden.sheets.workbook import read_workbook

CAFE = "data/gemeenten/waterdorp/voorzieningen/oudercafe-waterdorp.yml"
NEW_TEXT = """\
id: oudercafe-waterdorp
naam: Oudercafé
organisatie: Stichting Samen
domein: sociaal
samenvatting: Ouders ontmoeten elkaar.
werkgebied:
  gemeenten: [waterdorp]
doelgroep: Ouders
contact:
  functie: Gastvrouw
  telefoon: 088-000 00 05
  email: cafe@samen.example
  terugval:
    voorziening: lijn
eigenaar: gemeente
gecontroleerd:
  op: 2026-11-20
  door: gemeente
"""


def loket(project: Path) -> str:
    return (project / LOKET).read_text(encoding="utf-8")


# --- nothing without being asked --------------------------------------------------------------------


def test_without_schrijf_nothing_is_written(project: Path, tmp_path: Path, accepted: Lees) -> None:
    before = tree(project)
    said = accepted(xlsx(tmp_path / "kaart.xlsx", [HEADERS, NEW]))
    assert tree(project) == before
    assert f"Rij 2: Oudercafé (oudercafe-waterdorp): nieuw\n    → {CAFE}" in said
    assert "Dit was een proef: er is niets geschreven." in said
    assert "Niet in dit bestand, en dus niet veranderd of weggehaald (1): loket." in said


def test_a_new_row_becomes_a_file_in_canonical_form(project: Path, tmp_path: Path, accepted: Lees) -> None:
    file = xlsx(tmp_path / "kaart.xlsx", [HEADERS, NEW])
    said = accepted(file, "--schrijf")
    assert (project / CAFE).read_text(encoding="utf-8") == NEW_TEXT
    assert "Werkgebied niet ingevuld: gemeente waterdorp." in said
    assert "Geschreven: 1 bestand." in said
    assert "(oudercafe-waterdorp): gelijk" in accepted(file, "--schrijf")  # a second time: found by its name


def test_a_change_is_shown_and_waits_for_permission(project: Path, tmp_path: Path, accepted: Lees) -> None:
    before = tree(project)
    file = xlsx(tmp_path / "kaart.xlsx", [("Id", "Tel."), ("loket", "088-000 00 09")])
    said = accepted(file, "--schrijf")
    assert tree(project) == before
    assert "Rij 2: loket: gewijzigd\n    kolom B (Telefoon): 088-000 00 01 → 088-000 00 09" in said
    assert "Wordt niet geschreven zonder --overschrijf" in said
    said = accepted(file, "--schrijf", "--overschrijf")
    assert "telefoon: 088-000 00 09" in loket(project)
    assert "op: 2026-11-01" in loket(project)
    assert "Niet opnieuw gecontroleerd: de controle van 2026-11-01 (gemeente) blijft staan." in said


def test_permission_per_row(project: Path, tmp_path: Path, accepted: Lees) -> None:
    head = ("Id", "Doelgroep", "Akkoord")
    accepted(xlsx(tmp_path / "nee.xlsx", [head, ("loket", "Ouders", "nee")]), "--schrijf", "--overschrijf")
    assert "doelgroep: Iedereen" in loket(project)
    accepted(xlsx(tmp_path / "leeg.xlsx", [head, ("loket", "Ouders", "")]), "--schrijf")
    assert "doelgroep: Iedereen" in loket(project)
    accepted(xlsx(tmp_path / "ja.xlsx", [head, ("loket", "Ouders", "Ja")]), "--schrijf")
    assert "doelgroep: Ouders" in loket(project)


def test_what_the_file_has_no_column_for_stays(project: Path, tmp_path: Path, accepted: Lees) -> None:
    file = xlsx(tmp_path / "kaart.xlsx", [("Naam", "Doelgroep"), ("LOKET", "Ouders")])
    accepted(file, "--schrijf", "--overschrijf")
    for line in (
        "naam: LOKET",
        "doelgroep: Ouders",
        "telefoon: 088-000 00 01",
        "zorgpaden: [pad]",
        "voorziening: lijn",
    ):
        assert line in loket(project)


def test_an_empty_cell_takes_a_value_away_and_says_so(project: Path, tmp_path: Path, accepted: Lees) -> None:
    file = xlsx(tmp_path / "kaart.xlsx", [("Id", "Zorgpaden"), ("loket", "")])
    assert "kolom B (Zorgpaden): pad → (leeg)" in accepted(file, "--schrijf", "--overschrijf")
    assert "zorgpaden" not in loket(project)


def test_a_comment_in_the_file_survives(project: Path, tmp_path: Path, accepted: Lees) -> None:
    text = loket(project).replace("doelgroep: Iedereen\n", "doelgroep: Iedereen  # ook opa en oma\n")
    (project / LOKET).write_text(text, encoding="utf-8")
    file = xlsx(tmp_path / "kaart.xlsx", [("Id", "Telefoon"), ("loket", "088-000 00 09")])
    accepted(file, "--schrijf", "--overschrijf")
    assert "# ook opa en oma" in loket(project)


# --- who checked it ---------------------------------------------------------------------------------

CHECK = ("Id", "Doelgroep", "Gecontroleerd op", "Gecontroleerd door")


@pytest.mark.parametrize(
    ("op", "door", "kept", "says"),
    [
        ("2026-11-20", "wijkteam", ("2026-11-20", "wijkteam"), "→ 2026-11-20"),
        ("20-11-2026", "wijkteam", ("2026-11-20", "wijkteam"), "→ 2026-11-20"),
        (date(2026, 11, 20), "wijkteam", ("2026-11-20", "wijkteam"), "→ 2026-11-20"),
        ("2026-11-20", "", ("2026-11-01", "gemeente"), "Geen nieuwe controle: in de rij staat een datum zonder wie."),
        ("", "wijkteam", ("2026-11-01", "gemeente"), "Geen nieuwe controle: in de rij staat wie, zonder datum."),
        ("2026-10-01", "wijkteam", ("2026-11-01", "gemeente"), "is ouder dan de onze (2026-11-01)"),
        ("", "", ("2026-11-01", "gemeente"), "Niet opnieuw gecontroleerd"),
        ("2026-11-01", "gemeente", ("2026-11-01", "gemeente"), "Niet opnieuw gecontroleerd"),
    ],
)
def test_only_a_row_with_its_own_date_and_person_renews_the_check(
    project: Path, tmp_path: Path, accepted: Lees, op: object, door: str, kept: tuple[str, str], says: str
) -> None:
    file = xlsx(tmp_path / "kaart.xlsx", [CHECK, ("loket", "Ouders", op, door)])
    said = accepted(file, "--schrijf", "--overschrijf")
    assert f"gecontroleerd:\n  op: {kept[0]}\n  door: {kept[1]}\n" in loket(project)
    assert says in said
    assert ("Niet opnieuw gecontroleerd" in said) == (kept[0] == "2026-11-01")


# --- which voorziening a row is about ---------------------------------------------------------------


def test_found_by_phone_when_the_name_is_new(tmp_path: Path, accepted: Lees) -> None:
    said = accepted(xlsx(tmp_path / "kaart.xlsx", [("Naam", "Telefoon"), ("Balie", "0880000001")]))
    assert "Rij 2: Balie (loket): gewijzigd\n    kolom A (Naam): Loket → Balie" in said
    assert "Gevonden op telefoon: loket." in said


def test_two_rows_with_the_phone_are_not_matched_by_it(tmp_path: Path, accepted: Lees) -> None:
    rows = [HEADERS, row(Telefoon="088-000 00 01"), row(Naam="Balie", Telefoon="088-000 00 01")]
    said = accepted(xlsx(tmp_path / "kaart.xlsx", rows))
    assert "2 nieuw, 0 gewijzigd" in said


def test_an_id_is_unique_in_the_whole_site(project: Path, tmp_path: Path, accepted: Lees, refused: Lees) -> None:
    taken = (project / LOKET).read_text(encoding="utf-8").replace("loket", "oudercafe-waterdorp")
    taken = taken.replace("naam: Loket", "naam: Iets anders").replace("02 01", "02 77").replace("00 01", "00 77")
    (project / CAFE).write_text(taken, encoding="utf-8")
    said = accepted(xlsx(tmp_path / "kaart.xlsx", [HEADERS, NEW]))
    assert "Oudercafé (oudercafe-waterdorp-2): nieuw" in said
    said = refused(xlsx(tmp_path / "ander.xlsx", [("Id", *HEADERS), ("lijn", *NEW)]))
    assert "kolom A (Id): het id “lijn” bestaat al in landelijk (data/landelijk/voorzieningen/lijn.yml)" in said


def test_a_name_that_two_have_needs_an_id(project: Path, tmp_path: Path, accepted: Lees, refused: Lees) -> None:
    text = loket(project).replace("id: loket", "id: loket-twee").replace("00 01", "00 02")
    (project / LOKET.replace("loket.yml", "loket-twee.yml")).write_text(text, encoding="utf-8")
    said = refused(xlsx(tmp_path / "kaart.xlsx", [("Naam", "Doelgroep"), ("Loket", "Ouders")]))
    assert "kolom A (Naam): er zijn er meer met deze naam: loket, loket-twee" in said
    said = accepted(xlsx(tmp_path / "kaart.xlsx", [("Naam", "Telefoon"), ("Loket", "088-000 00 02")]))
    assert "Rij 2: Loket (loket-twee): gelijk" in said


def test_a_file_that_cannot_be_read_is_not_overwritten(project: Path, tmp_path: Path, refused: Lees) -> None:
    (project / LOKET).write_text(loket(project) + "hobby: zingen\n", encoding="utf-8")
    said = refused(xlsx(tmp_path / "kaart.xlsx", [("Id", *HEADERS), ("loket", *NEW)]))
    assert "het bestand van “loket” is nu niet te lezen" in said


def test_layers(project: Path, tmp_path: Path, accepted: Lees, capsys: pytest.CaptureFixture[str]) -> None:
    file = xlsx(tmp_path / "kaart.xlsx", [("Laag", "Id", "Doelgroep"), ("landelijk", "lijn", "Ouders")])
    assert zorgpaden(project, "import", file, "--gemeente", "waterdorp") == 1
    assert "deze rij hoort bij landelijk, maar u leest in voor gemeente waterdorp" in capsys.readouterr().out
    assert zorgpaden(project, "import", file, "--schrijf", "--overschrijf") == 0
    assert "doelgroep: Ouders" in (project / "data/landelijk/voorzieningen/lijn.yml").read_text(encoding="utf-8")
    without = xlsx(tmp_path / "zonder.xlsx", [("Id", "Doelgroep"), ("lijn", "Ouders")])
    capsys.readouterr()
    assert zorgpaden(project, "import", without) == 1
    assert "het is niet duidelijk in welke laag deze rij hoort" in capsys.readouterr().out
    assert zorgpaden(project, "import", without, "--gemeente", "waterdrop") == 2
    assert "Bedoelt u “waterdorp”?" in capsys.readouterr().err
    assert zorgpaden(project, "export", "--regio", "nergens", "--to", tmp_path / "a.csv") == 2
    assert zorgpaden(project, "export", "--to", tmp_path / "a.pdf") == 2
    assert zorgpaden(project, "export", "--formaat", "csv", "--to", tmp_path / "a.xlsx") == 2
    assert not list(tmp_path.glob("a.*"))


# --- sheets as people make them ---------------------------------------------------------------------


def test_titles_above_the_headers_and_empty_rows(tmp_path: Path, accepted: Lees) -> None:
    rows = [["Sociale kaart Waterdorp"], [], ["Stand: november"], [], HEADERS, [], NEW, [" "]]
    assert "Rij 7: Oudercafé (oudercafe-waterdorp): nieuw" in accepted(xlsx(tmp_path / "kaart.xlsx", rows))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_csv_in_any_usual_form(tmp_path: Path, accepted: Lees, encoding: str, separator: str) -> None:
    file = csv_file(tmp_path / "kaart.csv", [("Sociale kaart",), HEADERS, NEW], separator, encoding)
    said = accepted(file)
    assert "Rij 3: Oudercafé (oudercafe-waterdorp): nieuw" in said
    name = "Windows-1252" if encoding == "cp1252" else "UTF-8"
    word = {";": "puntkomma", ",": "komma", "\t": "tab"}[separator]
    assert f"Gelezen als {name}, met een {word} tussen de cellen." in said


def test_ods(tmp_path: Path, accepted: Lees) -> None:
    day = '<table:table-cell office:value-type="date" office:date-value="2026-11-20"><text:p>20-11-26</text:p>'
    text = '<table:table-cell office:value-type="string"><text:p>2026-11-20</text:p>'
    table = ods_row(HEADERS) + ods_row(NEW).replace(text, day)
    assert day in table
    said = accepted(ods(tmp_path / "kaart.ods", table), "--schrijf")
    assert "Rij 2: Oudercafé (oudercafe-waterdorp): nieuw" in said


def test_lines_in_a_cell_of_ods_are_the_items_of_a_list(project: Path, tmp_path: Path, accepted: Lees) -> None:
    table = ods_row(["Id", "Voorwaarden"]) + ods_row(["loket", "Woont hier</text:p><text:p>Is 18, of ouder"])
    accepted(ods(tmp_path / "kaart.ods", table), "--schrijf", "--overschrijf")
    assert "voorwaarden:\n  - Woont hier\n  - Is 18, of ouder\n" in loket(project)


def test_a_short_number_may_be_a_number(project: Path, tmp_path: Path, accepted: Lees) -> None:
    accepted(xlsx(tmp_path / "kaart.xlsx", [("Id", "Telefoon"), ("loket", 112)]), "--schrijf", "--overschrijf")
    assert 'telefoon: "112"' in loket(project)


def test_words_with_one_meaning(project: Path, tmp_path: Path, accepted: Lees) -> None:
    head = ("Id", "Domein", "Zorgpaden", "Fasen", "Adres geheim", "Werkgebied")
    file = xlsx(tmp_path / "kaart.xlsx", [head, ("loket", "SOCIAAL", "Pad", "Voor, Na", True, "Waterdorp")])
    said = accepted(file, "--schrijf", "--overschrijf")
    assert "Domein" not in said
    assert "Werkgebied" not in said
    assert "fasen: [voor, na]" in loket(project)
    assert "adres_geheim: ja" in loket(project)


MAPPING = """\
kolommen:
  Hoe heet het: naam
  Bellen naar: contact.telefoon
  Uitvoering: organisatie
negeren: [Notitie]
vast:
  Domein: sociaal
  samenvatting: Hulp in Waterdorp.
  doelgroep: Iedereen
  contact.functie: Balie
  eigenaar: gemeente
  terugval: lijn
"""
OWN = ("Hoe heet het", "Bellen naar", "Uitvoering", "Notitie", "Datum controle", "Controle door")


def test_a_mapping_file(project: Path, tmp_path: Path, accepted: Lees) -> None:
    mapping = tmp_path / "koppen.yml"
    mapping.write_text(MAPPING, encoding="utf-8")
    cells = ("Oudercafé", "088-000 00 05", "Stichting Samen", "x", "20-11-2026", "gemeente")
    said = accepted(xlsx(tmp_path / "kaart.xlsx", [OWN, cells]), "--kolommen", mapping, "--schrijf")
    assert "1 nieuw" in said
    text = (project / CAFE).read_text(encoding="utf-8")
    assert "samenvatting: Hulp in Waterdorp." in text
    assert "Notitie" not in text


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("kolommen: {Bellen: telefon}", "koppen.yml:1:20: fout [kolom] “telefon” is geen kolom die wij kennen"),
        ("kolommen: {Bellen: telefon}", "Bedoelt u “Telefoon”?"),
        ("vast: {gecontroleerd.op: 2026-11-20}", "“gecontroleerd.op” kan niet voor alle rijen hetzelfde zijn"),
        ("kollomen: {}", "“kollomen” is hier geen bekend veld"),
        ("kolommen: [", "dit is geen leesbare YAML"),
        ("", "hier staat niets"),
    ],
)
def test_a_mapping_file_that_cannot_be_used(tmp_path: Path, refused: Lees, text: str, says: str) -> None:
    mapping = tmp_path / "koppen.yml"
    mapping.write_text(text, encoding="utf-8")
    assert says in refused(xlsx(tmp_path / "kaart.xlsx", [HEADERS, NEW]), "--kolommen", mapping)


def test_the_explanation_names_every_column(project: Path, tmp_path: Path) -> None:
    file = tmp_path / "kaart.xlsx"
    assert zorgpaden(project, "export", "--gemeente", "waterdorp", "--to", file) == 0
    sheets = read_workbook(file.read_bytes(), file.name)
    assert [sheet.name for sheet in sheets] == ["Voorzieningen", "Uitleg"]
    lines = {cells[0]: cells for cells in sheets[1].rows}
    assert all(lines[column.header][1] == column.meaning for column in (*COLUMNS, AKKOORD))
    assert "pad" in str(lines["Zorgpaden"][2])
    assert len(to_table(sheets, file.name, Mapping()).rows) == 1


def test_the_command_itself(tmp_path: Path) -> None:
    """One walk in a process of its own, on the shipped data."""
    file = tmp_path / "waterrijk.csv"
    done = run_zorgpaden("export", "--gemeente", "waterrijk", "--to", file, "--peildatum", PEILDATUM)
    assert done.returncode == 0, done.stderr
    done = run_zorgpaden("import", file, "--gemeente", "waterrijk", "--peildatum", PEILDATUM)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 nieuw, 0 gewijzigd" in done.stderr
