"""The pages that the law asks for: made from what the host says of itself, and honest where it says nothing."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from datetime import date
from html import unescape
from pathlib import Path

import pytest

from support import ROOT
from whole_site import files_of
from zorgpaden.checks import Context
from zorgpaden.form.host import read_host
from zorgpaden.project import load_project
from zorgpaden.settings import Settings
from zorgpaden.site import Site

DAY = date(2026, 11, 23)
PAGES = ("contact", "privacy", "toegankelijkheid", "verwerkingsregister")
HOST = """\
naam: Gemeente Waterrijk
overheid: ja
adres: Postbus 1, 1000 AA Waterrijk
email: site@waterrijk.example
telefoon: 088-000 00 01
toegankelijkheid:
  status: B
  opgesteld: 2026-03-01
  getoetst: 2026-02-01
  methode: Handmatig getoetst door een bureau
  rapport: https://www.waterrijk.example/rapport
  beperkingen:
    - wat: De kaart heeft geen tekst per punt.
      oorzaak: Een tekening.
      gevolg: Gebruik de lijst.
      maatregel: Wij zoeken een betere tekst.
      gereed: 2027-03-01
privacy:
  opgesteld: 2026-03-01
  logboek_dagen: 14
  logboek_grondslag: taak van algemeen belang.
  mail_maanden: 6
  verwerker: Voorbeeldhosting
  functionaris: fg@waterrijk.example
"""
Maak = Callable[..., dict[str, str]]


@pytest.fixture
def make(tmp_path: Path) -> Maak:
    """The texts of the four pages, given what the host wrote."""

    def pages(host: str | None, day: date = DAY, **settings: object) -> dict[str, str]:
        shutil.copytree(ROOT / "tests/checks/heel", tmp_path / "heel", dirs_exist_ok=True)
        file = tmp_path / "heel/data/organisatie.yml"
        file.write_text(host, encoding="utf-8") if host else file.unlink()
        project = load_project(tmp_path / "heel/data", tmp_path / "heel/content", Context(DAY)).checked()
        shell = "zp-gat-titel-zp zp-gat-hoofd-zp zp-gat-plaats-zp <main>zp-gat-inhoud-zp</main>"
        given = {"site_url": "https://zorgpaden.example/", "meldadres": "meld@zorgpaden.example", **settings}
        site = Site(project.catalog, Settings(day, **given), lambda url: shell)  # type: ignore[arg-type]
        files = dict(files_of(site))
        return {name: _text(files[f"over/{name}/index.html"].decode()) for name in PAGES}

    return pages


def _text(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html.partition("<main>")[2])).split())


def test_everything_the_host_said_is_there(make: Maak) -> None:
    pages = make(HOST)
    statement = pages["toegankelijkheid"]
    for part in (
        "Status B: voldoet gedeeltelijk",
        "1 maart 2026",
        "1 feb. 2026",
        "Handmatig getoetst door een bureau",
        "De kaart heeft geen tekst per punt.",
        "Gebruik de lijst.",
        "1 maart 2027",
        "Besluit digitale toegankelijkheid overheid",
        "EN 301 549",
        "Nationale ombudsman",
        "site@waterrijk.example",
        "088-000 00 01",
        "geen adres op van deze verklaring in het landelijk register",
    ):
        assert part in statement, part
    assert "De host bewaart dit 14 dagen. De grondslag is: taak van algemeen belang." in pages["privacy"]
    assert "6 maanden" in pages["privacy"]
    assert "fg@waterrijk.example" in pages["privacy"]
    assert "Voorbeeldhosting" in pages["verwerkingsregister"]
    assert "Nu 0 personen" in pages["verwerkingsregister"]
    assert "Nog niet ingevuld door de host" in pages["verwerkingsregister"], "of the mail no ground was given"
    for name in PAGES:
        assert "Gemeente Waterrijk" in pages[name]
        assert "heeft een" not in pages[name] or "nog niet ingevuld" not in pages[name]
        assert "ouder dan een jaar" not in pages[name]


def test_without_a_host_every_page_says_so_and_promises_nothing(make: Maak) -> None:
    pages = make(None)
    for name in PAGES:
        assert "nog niet ingevuld" in pages[name], name
    assert "status E" in pages["toegankelijkheid"]
    assert "voldoet volledig" not in pages["toegankelijkheid"]
    assert "bewaart niet" not in pages["privacy"]
    assert "meld@zorgpaden.example" in pages["contact"]


def test_nobody_to_mail_is_said(make: Maak) -> None:
    assert "een meldadres nog niet ingevuld" in make(None, meldadres="")["contact"]


@pytest.mark.parametrize(("day", "old"), [(date(2027, 3, 1), False), (date(2027, 3, 2), True)])
def test_after_a_year_the_page_says_that_it_is_old(make: Maak, day: date, old: bool) -> None:
    pages = make(HOST, day)
    for name in ("privacy", "toegankelijkheid", "verwerkingsregister"):
        assert ("Deze verklaring is ouder dan een jaar." in pages[name]) is old, name


def test_a_host_that_is_no_government_is_not_called_one(make: Maak) -> None:
    page = make(HOST.replace("overheid: ja", "overheid: nee"))["toegankelijkheid"]
    assert "Besluit digitale toegankelijkheid overheid" not in page
    assert "Nationale ombudsman" not in page


@pytest.mark.parametrize(
    ("days", "said"), [("0", "de webserver dit niet bewaart"), ("1", "De host bewaart dit 1 dag."), ("30", "30 dagen.")]
)
def test_the_log_is_told_as_it_is(make: Maak, days: str, said: str) -> None:
    assert said in make(HOST.replace("logboek_dagen: 14", f"logboek_dagen: {days}"))["privacy"]


def test_the_form_is_told_only_where_it_is(make: Maak) -> None:
    host = read_host({"name": "test-repo"})
    assert host
    assert "Het bewaart op uw toestel dat u bent aangemeld" in make(HOST, formulier=host)["privacy"]
    assert "aangemeld" not in make(HOST)["privacy"]


def test_what_the_host_writes_is_text(make: Maak) -> None:
    """A value is shown, never run: the model refuses tags, the templates escape the rest."""
    page = make(HOST.replace("naam: Gemeente Waterrijk", "naam: 'Wij & \"zij\" {{ 7 * 7 }}'"))["contact"]
    assert 'Wij & "zij" {{ 7 * 7 }}' in page


def test_the_shipped_site_has_them_and_links_to_them(built_site: Path) -> None:
    for name in PAGES:
        html = (built_site / f"over/{name}/index.html").read_text()
        assert html.count("<h1") == 1
    assert 'href="privacy/"' in (built_site / "over/index.html").read_text()
    found = (built_site / "assets/zoekindex.json").read_text()
    assert '"over/privacy/"' in found or "over/privacy/" in found


def test_only_one_script_writes_on_the_device_of_a_visitor() -> None:
    """What /over/privacy/ promises: no cookies, and nothing kept but what the two buttons of bewaar.js and sw.js do."""
    ours = [*(ROOT / "theme/assets").glob("*.js"), ROOT / "theme/sw.js"]
    keeps = re.compile(r"document\.cookie|localStorage|sessionStorage|indexedDB|caches\.|cookieStore|sendBeacon")
    found = {file.name: set(keeps.findall(file.read_text())) for file in ours if keeps.search(file.read_text())}
    assert found == {"bewaar.js": {"localStorage"}, "sw.js": {"caches."}}
