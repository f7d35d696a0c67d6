"""Out and in again: nothing changes, and what is changed in between is the only thing that changes."""

from __future__ import annotations

import csv
import difflib
import io
import shutil
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spreadsheets import zorgpaden

from support import ROOT
from zorgpaden.catalog import Catalog
from zorgpaden.editing.canonical import canonical
from zorgpaden.loading import Item, Laag, Marks, Source
from zorgpaden.loading.text_guard import INVISIBLE, decode
from zorgpaden.model import Gemeente, Voorziening
from zorgpaden.problems import errors
from zorgpaden.sheets.guard import guarded
from zorgpaden.sheets.mapping import Mapping
from zorgpaden.sheets.merge import Uitslag, decide
from zorgpaden.sheets.read import read_csv
from zorgpaden.sheets.table import score, to_table
from zorgpaden.sheets.workbook import read_workbook
from zorgpaden.sheets.write import as_csv, as_xlsx
from zorgpaden.types.text import html_fault

PEIL = date(2026, 11, 23)
SPREEKUUR = "data/gemeenten/waterrijk/voorzieningen/financieel-spreekuur-waterrijk.yml"


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data of the repository, the voorzieningen in their canonical form."""
    project = tmp_path_factory.mktemp("heen-en-weer")
    shutil.copytree(ROOT / "data", project / "data")
    shutil.copytree(ROOT / "content", project / "content")
    for file in (project / "data").rglob("voorzieningen/*.yml"):
        path = str(file.relative_to(project))
        file.write_text(canonical(file.read_text(encoding="utf-8"), path), encoding="utf-8")
    return project


@pytest.mark.parametrize("formaat", ["xlsx", "csv"])
def test_all_shipped_voorzieningen_come_back_the_same(
    shipped: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], formaat: str
) -> None:
    file = tmp_path / f"alles.{formaat}"
    count = sum(1 for _ in (shipped / "data").rglob("voorzieningen/*.yml"))
    assert zorgpaden(shipped, "export", "--to", file) == 0
    capsys.readouterr()
    assert zorgpaden(shipped, "import", file, "--schrijf", "--overschrijf") == 0
    assert f"0 nieuw, 0 gewijzigd, {count} gelijk, 0 geweigerd." in capsys.readouterr().err


@pytest.mark.parametrize("formaat", ["xlsx", "csv"])
def test_one_phone_changed_is_one_line_changed(
    shipped: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], formaat: str
) -> None:
    file = tmp_path / f"waterrijk.{formaat}"
    assert zorgpaden(shipped, "export", "--gemeente", "waterrijk", "--to", file) == 0
    before = {path: path.read_text(encoding="utf-8") for path in (shipped / "data").rglob("*.yml")}
    old = before[shipped / SPREEKUUR]
    _replace(file, "088-000 02 01", "088-000 02 98")
    assert zorgpaden(shipped, "import", file, "--gemeente", "waterrijk", "--schrijf") == 0
    assert (shipped / SPREEKUUR).read_text(encoding="utf-8") == old
    assert "088-000 02 01 → 088-000 02 98" in capsys.readouterr().out
    assert zorgpaden(shipped, "import", file, "--gemeente", "waterrijk", "--schrijf", "--overschrijf") == 0
    assert "Niet opnieuw gecontroleerd" in capsys.readouterr().out
    after = {path: path.read_text(encoding="utf-8") for path in (shipped / "data").rglob("*.yml")}
    assert [path for path in after if after[path] != before[path]] == [shipped / SPREEKUUR]
    lines = list(difflib.ndiff(old.splitlines(), after[shipped / SPREEKUUR].splitlines()))
    assert [line for line in lines if line[0] in "+-"] == ["-   telefoon: 088-000 02 01", "+   telefoon: 088-000 02 98"]
    (shipped / SPREEKUUR).write_text(old, encoding="utf-8")


def _replace(file: Path, old: str, new: str) -> None:
    """Change one text in a file, as somebody with a spreadsheet would."""
    if file.suffix == ".csv":
        raw = file.read_bytes()
        assert raw.count(old.encode()) == 1
        file.write_bytes(raw.replace(old.encode(), new.encode()))
        return
    made = io.BytesIO()
    with zipfile.ZipFile(file) as before, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as after:
        for entry in before.infolist():
            after.writestr(entry, before.read(entry).replace(old.encode(), new.encode()))
    file.write_bytes(made.getvalue())


def test_the_same_data_give_the_same_bytes(shipped: Path, tmp_path: Path) -> None:
    for formaat in ("xlsx", "csv"):
        one, two = tmp_path / f"een.{formaat}", tmp_path / f"twee.{formaat}"
        for file in (one, two):
            assert zorgpaden(shipped, "export", "--regio", "merenland", "--to", file) == 0
        assert one.read_bytes() == two.read_bytes()


# --- any voorziening --------------------------------------------------------------------------------

SIGNS = st.sampled_from(
    ["=", "+", "-", "@", "'", '"', ";", ",", "\\", "\n", "\t", " ", "a", "é", "0", ":", "_x0041_", "😀"]
)
LETTERS = st.characters(exclude_categories=["Cs", "Co", "Cn", "Cc"])


def _usable(text: str) -> bool:
    guard = errors(decode(text.encode(), "")[1])
    said = text.strip() not in ("", "null", "~")
    return said and not INVISIBLE.search(text) and not html_fault(" ".join(text.split())) and not guard


teksten = st.lists(st.one_of(SIGNS, LETTERS), min_size=1, max_size=12).map("".join).filter(_usable)
lijsten = st.lists(teksten, max_size=3)
ids = st.from_regex(r"[a-z][a-z0-9]{1,6}(-[a-z0-9]{1,4})?", fullmatch=True)
dagen = st.dates(date(1900, 1, 1), PEIL).map(date.isoformat)
nummers = st.sampled_from(["112", "14 0475", "0800-8115", "088-000 00 01", "+31 475 00 00 00"])


def _optional(strategy: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    return st.one_of(st.none(), strategy)


terugval = st.fixed_dictionaries(
    {"voorziening": _optional(ids), "functie": _optional(teksten), "telefoon": _optional(nummers)}
)
voorzieningen = st.fixed_dictionaries(
    {
        "id": ids,
        "naam": teksten,
        "organisatie": teksten,
        "domein": st.sampled_from(["medisch", "sociaal", "informeel"]),
        "samenvatting": teksten,
        "werkgebied": st.fixed_dictionaries({"landelijk": st.booleans(), "gemeenten": st.lists(ids, max_size=2)}),
        "zorgpaden": st.lists(ids, max_size=3),
        "doelgroep": teksten,
        "fasen": st.lists(st.sampled_from(["voor", "tijdens", "na"]), max_size=3),
        "voorwaarden": lijsten,
        "aanmelden": _optional(st.fixed_dictionaries({"wie": teksten, "hoe": teksten, "meenemen": lijsten})),
        "daarna": _optional(st.fixed_dictionaries({"wat": teksten, "terugkoppeling": _optional(teksten)})),
        "kosten": _optional(teksten),
        "talen": lijsten,
        "contact": st.fixed_dictionaries(
            {
                "functie": teksten,
                "telefoon": _optional(nummers),
                "bereikbaar": _optional(st.sampled_from(["dag en nacht", "ma-do 9-16 uur; vr 9-12 uur"])),
                "terugval": _optional(terugval),
                "persoon": _optional(st.fixed_dictionaries({"naam": teksten, "tot": dagen})),
            }
        ),
        "adres": _optional(st.fixed_dictionaries({"straat": teksten, "plaats": teksten})),
        "adres_geheim": st.booleans(),
        "zoekwoorden": lijsten,
        "status": st.sampled_from(["concept", "vastgesteld"]),
        "eigenaar": teksten,
        "gecontroleerd": st.fixed_dictionaries({"op": dagen, "door": teksten, "hoe": _optional(teksten)}),
        "bronnen": st.lists(ids, max_size=2),
    }
).map(Voorziening.model_validate)
LAAG = Laag("gemeente", "ergens")


def _items(entities: list[Voorziening]) -> Iterator[Item[Voorziening]]:
    for entity in entities:
        yield Item(entity, Source(f"gemeenten/ergens/voorzieningen/{entity.id}.yml", LAAG, Marks(1, 1)))


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(st.lists(voorzieningen, min_size=1, max_size=3, unique_by=lambda entity: entity.id))
def test_any_voorziening_comes_back_the_same(entities: list[Voorziening]) -> None:
    items = list(_items(entities))
    layer = Gemeente.model_validate(
        {"id": "ergens", "eigenaar": "x", "gecontroleerd": {"op": "2026-01-01", "door": "x"}}
    )
    catalog = Catalog(
        voorzieningen={item.entity.id: item for item in items},
        gemeente_lagen={"ergens": Item(layer, Source("gemeenten/ergens/gemeente.yml", LAAG, Marks(1, 1)))},
    )
    mapping = Mapping()
    made = {
        "xlsx": read_workbook(as_xlsx(items, {}, PEIL), "k.xlsx"),
        "csv": [read_csv(as_csv(items), "k.csv", lambda rows: score(rows, mapping))],
    }
    for formaat, sheets in made.items():
        for laag in (LAAG, None):
            decisions = decide(to_table(sheets, f"k.{formaat}", mapping), catalog, laag, mapping)
            assert [(one.id, one.uitslag, one.changes, one.faults) for one in decisions] == [
                (entity.id, Uitslag.GELIJK, [], []) for entity in entities
            ]


def test_no_cell_of_a_csv_file_is_a_formula(shipped: Path, tmp_path: Path) -> None:
    entity = Voorziening.model_validate(
        {
            "id": "kwaad",
            "naam": '=HYPERLINK("https://kwaad.example")',
            "organisatie": "+31 bellen",
            "domein": "sociaal",
            "samenvatting": "-1 of @SUM(1)",
            "werkgebied": {},
            "doelgroep": "@SUM(1)",
            "voorwaarden": ["=1", "'=1"],
            "contact": {"functie": "x"},
            "eigenaar": "x",
            "gecontroleerd": {"op": "2026-01-01", "door": "x"},
        }
    )
    raw = as_csv(_items([entity]))
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert not [cell for row in rows for cell in row if cell[:1] in ("=", "+", "-", "@", "\t", "\r")]
    assert guarded("=1") in rows[1][13] + rows[1][14]
