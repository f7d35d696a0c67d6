"""A card is one page, tagged, with every number that matters and a code that leads to the page."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from pdfua import alternatives, faults, headings

from support import PEILDATUM, ROOT, run_zorgpaden
from zorgpaden.catalog import Catalog
from zorgpaden.checks import Context
from zorgpaden.exports.paper import Paper, paper_desk
from zorgpaden.exports.pdf import Printer
from zorgpaden.layers import resolve
from zorgpaden.project import load_project
from zorgpaden.settings import Settings

ZORGPADEN = sorted(file.stem for file in (ROOT / "data/landelijk/zorgpaden").glob("*.yml"))
# Paper takes long to lay out: a filled gemeente and some cards of an empty one say enough; ZORGPADEN_ALLES=1 takes all.
EVERYTHING = "ZORGPADEN_ALLES" in os.environ
FEW = ["geldzorgen", "onveiligheid", "roken"]
CARDS = {"waterrijk": ZORGPADEN, "almere": ZORGPADEN if EVERYTHING else FEW}
if EVERYTHING:
    CARDS |= {"duinhoven": ZORGPADEN, "veldegge": ZORGPADEN}
EVERY_CARD = [(gemeente, zorgpad) for gemeente, zorgpaden in CARDS.items() for zorgpad in zorgpaden]
WITH_BOOKLET = "waterrijk"
SITE = "https://zorgpaden.example/"
A4 = (595, 842)
Made = Callable[[str], Path]


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The folder with all paper of a gemeente, made by the real command."""
    folder = tmp_path_factory.mktemp("papier")

    @cache
    def make(gemeente: str) -> Path:
        booklet = gemeente == WITH_BOOKLET
        only = () if booklet else ("--zorgpad", ",".join(CARDS[gemeente]))
        options = ("--gemeente", gemeente, "--to", folder, "--peildatum", PEILDATUM, "--site-url", SITE)
        done = run_zorgpaden("pdf", *options, *only)
        assert done.returncode == 0, done.stdout + done.stderr
        assert done.stderr == f"Klaar: {len(CARDS[gemeente]) + booklet} pdf in {folder}.\n"
        return folder / gemeente

    return make


def text_of(file: Path) -> str:
    """The text of a PDF with every space alike."""
    with pypdfium2.PdfDocument(file) as pdf:
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in pdf).split())


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    return load_project(ROOT / "data", ROOT / "content", Context(date.fromisoformat(PEILDATUM))).catalog


@pytest.mark.parametrize(("gemeente", "zorgpad"), EVERY_CARD)
def test_one_page_with_the_numbers(made: Made, catalog: Catalog, gemeente: str, zorgpad: str) -> None:
    file = made(gemeente) / f"{zorgpad}.pdf"
    with pypdfium2.PdfDocument(file) as pdf:
        assert len(pdf) == 1
        assert tuple(map(round, pdf[0].get_size())) == A4
    text = text_of(file)
    local = resolve(catalog, zorgpad, gemeente)
    for soort in ("spoed", "bel"):
        for placed in local.blokken[soort]:
            entity = catalog.voorzieningen[local.voorziening_id(placed.item.voorziening)].entity
            assert entity.contact.telefoon is None or entity.contact.telefoon in text
    for degree in ("Zelfredzaam", "Potentieel kwetsbaar", "Kwetsbaar", "Zeer kwetsbaar"):
        assert degree in text
    assert "Stand van 23 nov. 2026" in text
    assert ("Voorbeeld." in text) == (gemeente != "almere")
    assert ("heeft dit nog niet ingevuld" in text) == (gemeente == "almere")


@pytest.mark.parametrize(("gemeente", "zorgpad"), EVERY_CARD)
def test_tagged(made: Made, gemeente: str, zorgpad: str) -> None:
    file = made(gemeente) / f"{zorgpad}.pdf"
    assert faults(file) == []
    assert headings(file)[:3] == [1, 2, 2]


@pytest.mark.parametrize("zorgpad", ["geldzorgen", "licht-verstandelijke-beperking"])
def test_code_leads_to_the_page(made: Made, zorgpad: str) -> None:
    """Read from the page as a camera would, at 150 dots per inch."""
    file = made("waterrijk") / f"{zorgpad}.pdf"
    with pypdfium2.PdfDocument(file) as pdf:
        found = zxingcpp.read_barcodes(pdf[0].render(scale=150 / 72).to_pil())
    address = f"{SITE}gemeenten/waterrijk/{zorgpad}/"
    assert [code.text for code in found] == [address]
    assert alternatives(file) == [f"QR-code naar deze pagina op de site: {address}"]


def test_informal_help_and_age_are_on_the_card(made: Made) -> None:
    text = text_of(made("waterrijk") / "geldzorgen.pdf")
    assert "Informele hulp" in text
    assert "Thuisadministratie Waterrijk 088-000 02 04" in text
    assert "Geen gehoor? Sociaal team Waterrijk 088-000 02 02" in text
    assert "te lang niet gecontroleerd (10-11-2025)" in text


def test_shortened_card_says_so(made: Made) -> None:
    folder = made("waterrijk")
    short, whole = text_of(folder / "onveiligheid.pdf"), text_of(folder / "roken.pdf")
    assert "Deze kaart is ingekort. Meer op de site." in short
    assert "ingekort" not in whole
    # What warns stays, though it is not the first sentence of its step.
    assert "Bel 112 bij direct gevaar" in short
    assert "Noem of noteer een opvangadres nergens." in short


def test_booklet(made: Made, catalog: Catalog) -> None:
    file = made("waterrijk") / "boekje.pdf"
    text = text_of(file)
    assert faults(file) == []
    for item in catalog.voorzieningen_in("waterrijk"):
        assert " ".join(item.entity.naam.split()) in text
    for id_ in ZORGPADEN:
        assert catalog.zorgpaden[id_].entity.titel in text
    for heading in ("Inhoud", "Sociale kaart", "Afspraken", "Bronnen"):
        assert heading in text


def test_table_of_contents_names_the_right_pages(made: Made, catalog: Catalog) -> None:
    with pypdfium2.PdfDocument(made("waterrijk") / "boekje.pdf") as pdf:
        pages = [" ".join(page.get_textpage().get_text_range().split()) for page in pdf]
    contents = pages[1]
    for id_ in ZORGPADEN:
        title = catalog.zorgpaden[id_].entity.titel
        found = re.search(rf"{re.escape(title)} (\d+)", contents)
        assert found
        assert pages[int(found[1]) - 1].startswith(title)


def test_empty_gemeente_has_a_booklet(catalog: Catalog, tmp_path: Path) -> None:
    desk = paper_desk(catalog, Settings(date.fromisoformat(PEILDATUM), SITE))
    file = tmp_path / "boekje.pdf"
    file.write_bytes(Printer().booklet(Paper(desk, "almere").booklet()))
    assert faults(file) == []
    assert "Almere heeft nog niets ingevuld" in text_of(file)


def test_the_checker_sees_an_untagged_file(tmp_path: Path) -> None:
    import weasyprint  # noqa: PLC0415

    file = tmp_path / "kaal.pdf"
    weasyprint.HTML(string="<h1>Kaal</h1><h3>Te diep</h3>").write_pdf(file)
    assert {"not marked", "no structure tree", "no title"} <= set(faults(file))
