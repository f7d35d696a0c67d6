"""`zorgpaden pdf`: what it refuses, what it leaves alone, and that it does the same thing twice."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest
from pdfua import faults

from support import PEILDATUM, ROOT, run_zorgpaden

ONE = ("pdf", "--gemeente", "almere", "--zorgpad", "roken", "--peildatum", PEILDATUM, "--site-url", "")


def python(code: str, hash_seed: str = "0") -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"PYTHONHASHSEED": hash_seed, "PYTHONUTF8": "1", "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-c", code]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=300)


def test_unknown_names_are_all_told_with_a_suggestion(tmp_path: Path) -> None:
    done = run_zorgpaden("pdf", "--gemeente", "waterijk,atlantis", "--zorgpad", "rokn", "--to", tmp_path / "uit")
    assert done.returncode == 2
    assert done.stderr.splitlines() == [
        "gemeente “waterijk” bestaat niet. Bedoelt u “waterrijk”?",
        "gemeente “atlantis” bestaat niet.",
        "zorgpad “rokn” bestaat niet. Bedoelt u “roken”?",
    ]
    assert not (tmp_path / "uit").exists()


def test_data_with_a_mistake_make_no_paper(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "data", tmp_path / "data")
    file = tmp_path / "data/gemeenten/waterrijk/gemeente.yml"
    file.write_text(file.read_text().replace("naam:", "nam:", 1))
    done = run_zorgpaden(*ONE, "--data", tmp_path / "data", "--to", tmp_path / "uit")
    assert done.returncode == 1
    assert "gemeente.yml" in done.stdout
    assert not (tmp_path / "uit").exists()


def test_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "uit").write_text("een bestand")
    done = run_zorgpaden(*ONE, "--to", tmp_path / "uit")
    assert done.returncode == 2
    assert "lukt niet" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("package", ["weasyprint", "segno"])
def test_without_the_packages_it_says_what_to_install(tmp_path: Path, package: str) -> None:
    """The rest of the command works without them."""
    code = f"import sys; sys.modules['{package}'] = None\nfrom zorgpaden.cli import main\n"
    done = python(code + f"sys.exit(main({[*ONE, '--to', str(tmp_path / 'uit')]!r}))")
    assert done.returncode == 2
    assert f"nog nodig: {package}. Gebruik scripts/pdf of scripts/review" in done.stderr
    assert not (tmp_path / "uit").exists()
    assert python(code + f"sys.exit(main(['check', '--peildatum', '{PEILDATUM}']))").returncode == 0


def test_same_input_same_bytes_and_the_old_file_is_replaced_whole(tmp_path: Path) -> None:
    file = tmp_path / "almere/roken.pdf"
    code = f"import sys\nfrom zorgpaden.cli import main\nsys.exit(main({[*ONE, '--to', str(tmp_path)]!r}))"
    assert python(code, "1").returncode == 0
    first = file.read_bytes()
    file.write_bytes(b"oud")
    assert python(code, "2").returncode == 0
    assert file.read_bytes() == first
    assert [one.name for one in file.parent.iterdir()] == ["roken.pdf"]


def test_without_address_there_is_no_code(tmp_path: Path) -> None:
    assert run_zorgpaden(*ONE, "--to", tmp_path).returncode == 0
    assert faults(tmp_path / "almere/roken.pdf") == []
    assert b"QR-code" not in (tmp_path / "almere/roken.pdf").read_bytes()


def test_longest_texts_still_fit_one_page(tmp_path: Path) -> None:
    """Every free text as long as the data may be: the card is cut, and keeps the numbers."""
    long_text = "Zwangerschapsbegeleiding en hulp bij de opvoeding van jonge kinderen. " * 17
    code = f"""
from datetime import date
from pathlib import Path
from zorgpaden.checks import Context
from zorgpaden.exports.paper import Paper, paper_desk
from zorgpaden.exports.pdf import Printer
from zorgpaden.loading import Item
from zorgpaden.project import load_project
from zorgpaden.settings import Settings

day = date.fromisoformat({PEILDATUM!r})
catalog = load_project(Path("data"), Path("content"), Context(day)).catalog
text = {long_text!r}

def blown(entity):
    fields = "titel naam organisatie samenvatting doelgroep wanneer waarvoor wie wat functie".split()
    update = {{name: text for name in fields if isinstance(getattr(entity, name, None), str)}}
    for name in ("spoed", "bel", "stappen"):
        if hasattr(entity, name):
            update[name] = tuple(blown(one) for one in getattr(entity, name))
    if hasattr(entity, "contact"):
        update["contact"] = blown(entity.contact)
    if hasattr(entity, "gecontroleerd"):
        update["gecontroleerd"] = entity.gecontroleerd.model_copy(update={{"door": text}})
    return entity.model_copy(update=update)

for items in (catalog.zorgpaden, catalog.voorzieningen, *catalog.zorgpad_lagen.values()):
    for id_, item in items.items():
        items[id_] = Item(blown(item.entity), item.source)
paper = Paper(paper_desk(catalog, Settings(day, "https://zorgpaden.example/")), "waterrijk")
Path({str(tmp_path / "vol.pdf")!r}).write_bytes(Printer().card("vol", paper.cards("onveiligheid")))
"""
    done = python(code)
    assert done.returncode == 0, done.stderr
    assert faults(tmp_path / "vol.pdf") == []
    with pypdfium2.PdfDocument(tmp_path / "vol.pdf") as pdf:
        assert len(pdf) == 1
        text = pdf[0].get_textpage().get_text_range()
    assert [number for number in ("112", "0800-2000", "0800-0188", "088-000 02 02") if number not in text] == []
    assert "Deze kaart is ingekort" in text


@pytest.fixture
def folder_with_paper(tmp_path: Path) -> Path:
    """Paper of Almere, and things that are not to be published."""
    folder = tmp_path / "papier"
    (folder / "almere").mkdir(parents=True)
    for name in ("boekje.pdf", "roken.pdf", ".half.pdf.12", ".half.pdf"):
        (folder / "almere" / name).write_bytes(b"%PDF-1.7 proef")
    (folder / "almere/wonen.pdf").symlink_to(ROOT / "LICENSE")
    return folder


def build(tmp_path: Path, folder: Path) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"ZORGPADEN_PDF": str(folder), "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"}
    options = ("build", "--alleen", "almere,waterrijk", "--peildatum", PEILDATUM, "--to", str(tmp_path / "site"))
    command = [sys.executable, "-m", "zorgpaden.cli", *options]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=300)


def test_site_links_to_paper_where_there_is_some(tmp_path: Path, folder_with_paper: Path) -> None:
    done = build(tmp_path, folder_with_paper)
    assert done.returncode == 0, done.stdout + done.stderr
    site = tmp_path / "site"
    assert sorted(file.relative_to(site).as_posix() for file in site.glob("pdf/**/*.pdf")) == [
        "pdf/almere/boekje.pdf",
        "pdf/almere/roken.pdf",
    ]
    page = (site / "gemeenten/almere/index.html").read_text()
    assert 'href="../../pdf/almere/boekje.pdf"' in page
    assert 'href="../../pdf/almere/roken.pdf"' in page
    assert "wonen.pdf" not in page
    assert "Op papier" not in (site / "gemeenten/waterrijk/index.html").read_text()
    assert not list(site.glob("**/papier.css"))


def test_missing_folder_with_paper_stops_the_build(tmp_path: Path) -> None:
    done = build(tmp_path, tmp_path / "niets")
    assert done.returncode == 1
    assert "zorgpaden pdf --to" in done.stdout + done.stderr
    assert not (tmp_path / "site").exists()
