"""What a page shows is in the key of its group: an edit of that makes the page anew."""

from __future__ import annotations

from pathlib import Path

from country import Country

FILE = "data/regios/heide/voorzieningen/overal.yml"
NATIONWIDE = """\
id: overal
naam: Hulp voor iedereen
organisatie: Stichting Samen
domein: sociaal
samenvatting: Hulp die er is.
werkgebied:
  landelijk: ja
zorgpaden: [geld]
doelgroep: Iedereen
contact:
  functie: Loket
  telefoon: 088-000 00 09
eigenaar: redactie
gecontroleerd:
  op: 2026-11-01
  door: redactie
bronnen: [boek]
"""


def test_help_of_a_region_that_works_everywhere_is_on_national_pages(tmp_path: Path) -> None:
    country = Country.new(tmp_path / "land")
    before = country.built()
    (country.path / FILE).write_text(NATIONWIDE, encoding="utf-8")
    there = country.built()
    assert there == country.cold()
    assert there["zorgpaden/geld/index.html"] != before["zorgpaden/geld/index.html"]
    country.edit(FILE, "naam: Hulp", "naam: Meer hulp")
    renamed = country.built()
    assert renamed == country.cold()
    assert renamed["zorgpaden/geld/index.html"] != there["zorgpaden/geld/index.html"]
    (country.path / FILE).unlink()
    assert country.built() == before
