"""The rows: what each cell says, what counts where, and that every state occurs."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from small import DAY, stand_of

from zorgpaden.stand import Onderdeel, Staat, Stand, Taaksoort


@pytest.fixture
def stand(project: Path) -> Stand:
    return stand_of(project)


def _states(stand: Stand, gemeente: str, zorgpad: str) -> dict[str, list[str]]:
    cells = [cel for cel in stand.cellen[gemeente] if cel.zorgpad == zorgpad]
    return {str(cel.onderdeel): [str(staat) for staat in cel.staten] for cel in cells}


def test_a_filled_path_says_everything_that_holds(stand: Stand) -> None:
    assert _states(stand, "dam", "pad") == {
        "tekst": ["gevuld", "basis-gewijzigd"],
        "medisch": ["gevuld", "verlopen"],
        "sociaal": ["gevuld"],
        "informeel": ["gevuld", "zonder-terugval"],
    }


def test_a_path_nobody_filled_is_white(stand: Stand) -> None:
    assert _states(stand, "dam", "ander") == {
        "tekst": ["leeg"],
        "medisch": ["leeg"],
        "sociaal": ["leeg"],
        "informeel": ["geen-informele-hulp"],
    }


def test_national_help_does_not_fill_a_cell(stand: Stand) -> None:
    social = next(cel for cel in stand.cellen["stil"] if (cel.zorgpad, cel.onderdeel) == ("pad", Onderdeel.SOCIAAL))
    assert (social.landelijk, social.eigen, social.witte_vlek) == (1, 0, True)


def test_the_region_fills_for_its_gemeenten(stand: Stand) -> None:
    assert _states(stand, "stil", "pad")["medisch"] == ["gevuld", "verlopen"]


def test_every_state_occurs(stand: Stand) -> None:
    found = {staat for cells in stand.cellen.values() for cel in cells for staat in cel.staten}
    assert found == set(Staat)


def test_a_gemeente_without_layers_has_no_matrix(stand: Stand) -> None:
    assert stand.gevuld == ("dam", "stil", "vrij")
    assert stand.leeg == ("leeg",)


def test_a_row_adds_up_its_matrix_and_its_files(stand: Stand) -> None:
    dam, stil, _ = stand.regels
    assert (dam.zorgpaden, dam.witte_vlekken, dam.geen_informele_hulp) == (1, 3, 1)
    assert (dam.verlopen, dam.verloopt, dam.basis_gewijzigd, dam.zonder_terugval) == (1, 2, 1, 1)
    assert (stil.witte_vlekken, stil.verlopen) == (5, 1)


def test_a_total_counts_a_file_of_the_region_once_and_keeps_examples_apart(stand: Stand) -> None:
    real, invented = stand.totaal(voorbeeld=False), stand.totaal(voorbeeld=True)
    assert (real.gemeenten, real.gevuld, real.alleen_regio) == (3, 1, 1)
    assert (real.verlopen, real.witte_vlekken) == (1, 3 + 5)
    assert (invented.gemeenten, invented.gevuld, invented.verlopen) == (1, 1, 0)


def test_work_names_its_file_and_line(stand: Stand, project: Path) -> None:
    overdue = next(taak for taak in stand.taken_in("dam") if taak.soort is Taaksoort.VERLOPEN)
    lines = (project / "data" / overdue.bestand).read_text(encoding="utf-8").splitlines()
    assert lines[overdue.regel - 1].strip() == "op: 2026-05-22"
    base = next(taak for taak in stand.taken if taak.soort is Taaksoort.BASIS)
    assert base.blok == "stappen stap"
    assert "vervangt" in (project / "data" / base.bestand).read_text(encoding="utf-8").splitlines()[base.regel - 1]


@pytest.mark.parametrize(
    ("days", "kind"),
    [(-1, None), (0, Taaksoort.VERLOOPT), (30, Taaksoort.VERLOOPT), (31, Taaksoort.VERLOPEN)],
)
def test_a_fact_falls_due_thirty_days_before_its_last_day_and_is_overdue_after_it(
    project: Path, days: int, kind: Taaksoort | None
) -> None:
    """The check of `maatje` holds until thirty days after `DAY`."""
    stand = stand_of(project, DAY + timedelta(days=days))
    mine = [taak for taak in stand.taken if taak.bestand.endswith("maatje.yml") and taak.soort in (kind, "verloopt")]
    assert [(taak.soort, taak.tot) for taak in mine] == ([(kind, date(2026, 12, 23))] if kind else [])


def test_what_is_hidden_on_a_path_fills_nothing_there(project: Path) -> None:
    file = project / "data/gemeenten/dam/zorgpaden/pad.yml"
    hide = "verbergt:\n  - id: maatje\n    blok: voorzieningen\n    reden: Elders.\n"
    file.write_text(file.read_text(encoding="utf-8") + hide, encoding="utf-8")
    assert _states(stand_of(project), "dam", "pad")["informeel"] == ["geen-informele-hulp"]
