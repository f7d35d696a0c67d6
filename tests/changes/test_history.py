"""A real history over the shipped data: what the report says about each commit, and about all of it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from changes.scratch import TODAY, Scratch
from support import PEILDATUM, ROOT, run_zorgpaden
from zorgpaden.changes.compare import compare
from zorgpaden.changes.pages import changed_pages

HELP = "data/gemeenten/waterrijk/voorzieningen/financieel-spreekuur-waterrijk.yml"
OTHER = "data/gemeenten/waterrijk/voorzieningen/ruilwinkel-waterrijk.yml"
LAYER = "data/gemeenten/waterrijk/zorgpaden/wonen.yml"
NATIONAL = "data/landelijk/zorgpaden/geldzorgen.yml"
PAGE = "content/infosheets/geboortezorgpartners.md"
AGREEMENT = "data/gemeenten/veldegge/afspraken/een-regisseur-veldegge.yml"


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> Scratch:
    """Eight commits as editors make them."""
    repo = Scratch(tmp_path_factory.mktemp("geschiedenis")).begin(ROOT).fewer_gemeenten().commit("begin")
    repo.edit(HELP, r"telefoon: .*", "telefoon: 088-000 02 98").commit("nummer")
    repo.edit(HELP, r"op: .*", "op: 2026-11-20").commit("nagebeld")
    new = re.sub(r"(?m)^id: .*", "id: repaircafe-waterrijk", repo.read(OTHER))
    new = re.sub(r"(?m)^naam: .*", "naam: Repaircafé Waterrijk", new)
    repo.write("data/gemeenten/waterrijk/voorzieningen/repaircafe-waterrijk.yml", new).commit("nieuwe-hulp")
    hidden = "  - blok: signalen\n    id: schimmel-of-kou\n    reden: In Waterrijk kijkt het woonloket daarnaar.\n"
    if re.search(r"(?m)^verbergt:", repo.read(LAYER)):
        repo.edit(LAYER, r"(?m)^verbergt:\n", f"verbergt:\n{hidden}")
    else:
        repo.edit(LAYER, r"(?m)^status:", f"verbergt:\n{hidden}status:")
    repo.commit("verborgen")
    repo.edit(NATIONAL, r"(id: geen-eten-of-afsluiting\n\s+wanneer: )", r"\1Nu meteen. ").commit("landelijk")
    repo.write(PAGE.replace("geboortezorgpartners", "partners-in-de-geboortezorg"), repo.read(PAGE)).delete(PAGE)
    repo.edit("content/infosheets/partners-in-de-geboortezorg.md", r"(?m)^## .*", "## Een ander kopje").commit(
        "verhuisd"
    )
    repo.delete(AGREEMENT).commit("afspraak-weg")
    return repo


def test_a_number_without_a_check(history: Scratch) -> None:
    lines = history.lines("begin", "nummer", pages=True)
    assert lines[3].startswith(
        "Telefoon van Financieel spreekuur Waterrijk: 088-000 02 01 → 088-000 02 98, niet opnieuw"
    )
    assert "Gewijzigd zonder nieuwe controle (1): Financieel spreekuur Waterrijk." in lines
    assert "Financieel spreekuur Waterrijk, voorzieningen/financieel-spreekuur-waterrijk/" in lines
    assert "De sociale kaart van Waterrijk" in lines


def test_a_check_alone(history: Scratch) -> None:
    lines = history.lines("nummer", "nagebeld")
    assert "Eerst lezen" not in lines
    assert "Alleen opnieuw gecontroleerd (1): Financieel spreekuur Waterrijk." in lines
    assert "Financieel spreekuur Waterrijk (voorziening): alleen opnieuw gecontroleerd op 20 nov. 2026" in lines


def test_a_number_with_a_check(history: Scratch) -> None:
    """The two commits together are what the rules ask for."""
    found = compare(history.side("begin").project, history.side("nagebeld").project, TODAY)
    assert [(one.wat.id, one.controle) for one in found.changes] == [("financieel-spreekuur-waterrijk", "opnieuw")]


def test_new_help_that_is_overdue_at_once(history: Scratch) -> None:
    """It was copied with the date of the other, which is too long ago."""
    lines = history.lines("nagebeld", "nieuwe-hulp")
    assert "Nu verlopen (1): Repaircafé Waterrijk." in lines
    assert "Repaircafé Waterrijk (voorziening): nieuw; gecontroleerd op 10 nov. 2025; nu verlopen" in lines


def test_a_hidden_block(history: Scratch) -> None:
    lines = history.lines("nieuwe-hulp", "verborgen")
    hidden = "Verborgen: signalen schimmel-of-kou, want: In Waterrijk kijkt het woonloket daarnaar."
    assert f"Bij Geen goed huis in Waterrijk, niet opnieuw gecontroleerd: {hidden}" in lines


def test_the_nation_changes_below_a_local_version(history: Scratch) -> None:
    """The local version stands, and somebody has to read it again; the page changes everywhere."""
    found = compare(history.side("verborgen").project, history.side("landelijk").project, TODAY)
    stale = [one for one in found.basis_gewijzigd if one.pad.endswith("waterrijk/zorgpaden/geldzorgen.yml")]
    assert [one.melding for one in stale] == ["de hogere laag van “geen-eten-of-afsluiting” bij spoed is veranderd"]
    lines = history.lines("verborgen", "landelijk", pages=True)
    assert lines[2] == "Eerst lezen"
    assert lines[3].startswith("Bij Geldzorgen, niet opnieuw gecontroleerd: Spoed geen-eten-of-afsluiting, wanneer: ")
    gemeenten = len(history.side("landelijk").project.catalog.gemeenten)
    assert f"Geldzorgen in {gemeenten} gemeenten" in lines
    assert "Geldzorgen, zorgpaden/geldzorgen/" in lines


def test_one_gemeente_stands_for_many(history: Scratch) -> None:
    """Rendering every page of every gemeente finds the same pages."""
    old, new = (history.side(name).project.catalog for name in ("nagebeld", "landelijk"))
    quick, slow = (changed_pages(old, new, TODAY, alles=every) for every in (False, True))
    assert (quick.gewijzigd, quick.nieuw, quick.vervallen) == (slow.gewijzigd, slow.nieuw, slow.vervallen)
    assert len(quick.gewijzigd) > len(new.gemeenten)


def test_a_page_with_another_address(history: Scratch) -> None:
    lines = history.lines("landelijk", "verhuisd")
    assert any(
        line.endswith(": infosheets/geboortezorgpartners → infosheets/partners-in-de-geboortezorg.") for line in lines
    )
    assert "Tekst: 1 regel erbij, 1 regel weg" in lines
    assert "Kopje erbij: Een ander kopje" in lines


def test_an_agreement_that_went(history: Scratch) -> None:
    lines = history.lines("verhuisd", "afspraak-weg")
    assert "Afspraak weg: Eén regisseur als er veel speelt (Veldegge)." in lines


def test_the_command_over_the_whole_history(history: Scratch, tmp_path: Path) -> None:
    """The real command: what is most urgent first, and every form from one run."""
    done = run_zorgpaden(
        *("diff", "begin", "afspraak-weg", "--peildatum", PEILDATUM, "--formaat", "alles", "--to", tmp_path),
        cwd=history.path,
    )
    assert done.returncode == 0, done.stderr
    assert sorted(file.name for file in tmp_path.iterdir()) == [
        *("wijzigingen.css", "wijzigingen.html", "wijzigingen.json", "wijzigingen.md", "wijzigingen.txt")
    ]
    text = (tmp_path / "wijzigingen.txt").read_text(encoding="utf-8")
    first = [line.split(":")[0] for line in text.split("Eerst lezen\n")[1].split("\n\n")[0].splitlines()]
    assert [line.strip("- ") for line in first] == [
        "Telefoon van Financieel spreekuur Waterrijk",
        "Bij Geldzorgen, niet opnieuw gecontroleerd",
        "Afspraak weg",
        "Bij Geen goed huis in Waterrijk, niet opnieuw gecontroleerd",
        "Ander adres van Geboortezorgpartners",
    ]
    value = json.loads((tmp_path / "wijzigingen.json").read_text(encoding="utf-8"))
    assert {one["soort"] for one in value["wijzigingen"]} == {"gewijzigd", "erbij", "hernoemd", "weg"}
    assert value["proef"][:3] == ["duinhoven", "veldegge", "waterrijk"]
    pages = value["paginas"]
    assert {"gemeenten/almere/geldzorgen/", "gemeenten/waterrijk/wonen/"} < set(pages["gewijzigd"])
    assert "gemeenten/almere/jong-ouderschap/" not in pages["gewijzigd"]
    assert {"voorzieningen/repaircafe-waterrijk/", "infosheets/partners-in-de-geboortezorg/"} <= set(pages["nieuw"])
    assert pages["vervallen"] == ["infosheets/geboortezorgpartners/"]
    assert "/wijzigingen.css" not in (tmp_path / "wijzigingen.html").read_text(encoding="utf-8")
