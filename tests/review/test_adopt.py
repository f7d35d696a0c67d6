"""What the redactieraad adopted goes into the data: all of it, only that, and only when it is still the same."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from changes.scratch import Scratch
from review.meeting import CONCEPT, HELP, NATIONAL, TEXT, Meeting, decided
from zorgpaden.catalog import Catalog
from zorgpaden.checks import Context
from zorgpaden.editing.canonical import with_values
from zorgpaden.model import Vastgesteld, fingerprint
from zorgpaden.plan import Output
from zorgpaden.project import load_project
from zorgpaden.render.environment import make_environment
from zorgpaden.render.views import Desk
from zorgpaden.review.decisions import decide, read_decisions
from zorgpaden.settings import Settings

NEXT_DAY = Context(date(2026, 11, 25))
ADDED = ["+status: vastgesteld", "+vastgesteld:", "+  op: 2026-11-24", "+  ronde: redactieraad najaar 2026"]


@pytest.fixture
def own(meeting: Meeting, tmp_path: Path) -> Meeting:
    """The same repository, for one test alone."""
    target = tmp_path / "zorgpaden"
    shutil.copytree(meeting.repo.path, target)
    return Meeting(Scratch(target), meeting.issues, meeting.links)


@pytest.fixture(scope="module")
def catalog(meeting: Meeting) -> Catalog:
    """The data as they are on the day of the meeting."""
    return load_project(meeting.repo.path / "data", meeting.repo.path / "content", NEXT_DAY).catalog


def changed_lines(repo: Scratch) -> list[str]:
    """What Git sees, without the names of the files."""
    lines = repo.git("diff", "--unified=0").splitlines()
    return [line for line in lines if line[:1] in "+-" and line[:3] not in ("+++", "---")]


def test_round_trip(own: Meeting, pack: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ronde = "redactieraad najaar 2026"
    filled = decided(pack / "besluiten.yml", tmp_path / "b.yml", "2026-11-24", ronde, CONCEPT, TEXT, NATIONAL)
    assert own.adopt(filled, "--proef") == 0
    tried = capsys.readouterr().out
    assert changed_lines(own.repo) == []
    assert own.adopt(filled) == 0
    assert capsys.readouterr().out == tried
    assert f"{CONCEPT}: concept → vastgesteld op 2026-11-24 (redactieraad najaar 2026)" in tried
    assert sorted(own.repo.git("diff", "--name-only").splitlines()) == sorted([CONCEPT, TEXT, NATIONAL])
    assert changed_lines(own.repo) == ["-status: concept", *ADDED] * 3  # so nothing else, also not in form

    catalog = load_project(own.repo.path / "data", own.repo.path / "content", NEXT_DAY).checked().catalog
    desk = Desk(catalog, Settings(NEXT_DAY.peildatum), make_environment())
    page = str(desk.document(Output("zorgpaden/roken/", "zorgpad", ("roken", None))))
    assert "Vastgesteld op 24 nov. 2026 (redactieraad najaar 2026)." in page
    again = decide(catalog, read_decisions(filled), NEXT_DAY.peildatum)[1]
    assert [one.code for one in again] == ["al-vastgesteld"] * 3


def test_changed_since_the_agenda_and_all_other_faults_in_one_run(
    own: Meeting, pack: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    filled = decided(pack / "besluiten.yml", tmp_path / "b.yml", "", "", CONCEPT, TEXT, NATIONAL)
    lines = filled.read_text(encoding="utf-8").splitlines()
    at = lines.index(f"  bestand: {NATIONAL}")
    lines[at] = "  bestand: data/landelijk/zorgpaden/klein-netwerkk.yml"
    number = next(index for index, line in enumerate(lines) if line == "  soort: verlopen")
    lines[number + 3] = "  besluit: vastgesteld"
    other = next(index for index, line in enumerate(lines) if line == "  besluit:" and "kenmerk" in lines[index - 1])
    lines[other] = "  besluit: vastgestelt"
    filled.write_text("\n".join(lines) + "\n", encoding="utf-8")
    own.repo.edit(TEXT, r"\Z", "\nNog een zin.\n")
    own.repo.edit(CONCEPT, r"(?m)^  op: .*", "  op: 2026-11-22")  # a check is no change
    before = changed_lines(own.repo)
    assert own.adopt(filled) == 1
    told = capsys.readouterr()
    found = [line.split(" [")[0] + line.split("]")[1] for line in told.out.splitlines() if line.startswith("b.yml")]
    text = max(
        index for index, line in enumerate(lines) if line == f"  bestand: {TEXT}" and "kenmerk" in lines[index + 1]
    )
    assert sorted(found) == sorted(
        [
            "b.yml:9:4: fout er is iets vastgesteld, maar “op” is leeg",
            "b.yml:10:7: fout er is iets vastgesteld, maar “ronde” is leeg",
            f"b.yml:{number + 4}:12: fout punt 1 is geen concept en kan niet worden vastgesteld",
            f"b.yml:{other + 1}:12: fout “vastgestelt” is geen besluit over een concept",
            f"b.yml:{at + 1}:12: fout “{lines[at].split()[1]}” is hier niets dat kan worden vastgesteld",
            f"b.yml:{text + 2}:12: fout “{TEXT}” is veranderd nadat de agenda is gemaakt",
        ]
    )
    assert f"Bedoelt u “{NATIONAL}”?" in told.out
    assert told.err.splitlines()[0] == "Er is niets geschreven."
    assert changed_lines(own.repo) == before


@pytest.mark.parametrize(
    ("op", "ronde", "message"),
    [
        ("2026-11-26", "najaar", "de vergadering van 2026-11-26 ligt na vandaag"),
        ("24-11-2026", "najaar", "bij “op”: “24-11-2026” is geen datum"),
        ("2026-11-24", '"<b>najaar</b>"', "bij “ronde”: hier staat HTML"),
    ],
)
def test_a_meeting_that_cannot_be(
    catalog: Catalog, pack: Path, tmp_path: Path, op: str, ronde: str, message: str
) -> None:
    filled = decided(pack / "besluiten.yml", tmp_path / "b.yml", op, ronde, CONCEPT)
    adopted, problems = decide(catalog, read_decisions(filled), NEXT_DAY.peildatum)
    assert adopted == []
    assert [one.line for one in problems] == [10 if "ronde" in message else 9]
    assert message in problems[0].message


def test_twice_and_without_kenmerk(catalog: Catalog, pack: Path, tmp_path: Path) -> None:
    filled = decided(pack / "besluiten.yml", tmp_path / "b.yml", "2026-11-24", "najaar", CONCEPT)
    text = filled.read_text(encoding="utf-8")
    entry = f"- punt: 900\n  soort: concept\n  bestand: {CONCEPT}\n  besluit: Vastgesteld\n"
    filled.write_text(text + entry, encoding="utf-8")
    problems = decide(catalog, read_decisions(filled), NEXT_DAY.peildatum)[1]
    assert [one.code for one in problems] == ["kenmerk", "dubbel"]


def test_a_list_without_decisions_changes_nothing(own: Meeting, pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert own.adopt(pack / "besluiten.yml") == 0
    assert "niets vastgesteld" in capsys.readouterr().err
    assert changed_lines(own.repo) == []


def test_a_decision_changes_no_fingerprint_and_stands_only_with_its_status(own: Meeting, catalog: Catalog) -> None:
    adopted = catalog.voorzieningen["financieel-spreekuur-waterrijk"].entity
    decision = Vastgesteld(op=date(2026, 11, 1), ronde="najaar")
    assert fingerprint(adopted.model_copy(update={"vastgesteld": decision})) == fingerprint(adopted)
    values = {("vastgesteld", "op"): "2026-11-01", ("vastgesteld", "ronde"): "najaar", ("status",): "concept"}
    own.repo.write(HELP, with_values(own.repo.read(HELP), HELP, values))
    line = own.repo.read(HELP).splitlines().index("vastgesteld:") + 2
    problems = load_project(own.repo.path / "data", own.repo.path / "content", NEXT_DAY).problems
    assert [str(one).split(" hier")[0] for one in problems if one.code.startswith("vastgesteld")] == [
        f"{HELP}:{line}:3: fout [vastgesteld-concept]"
    ]
