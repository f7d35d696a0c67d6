"""What the redactieraad adopted goes into the data: all of it, only that, and only when it is still the same."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from changes.scratch import Scratch
from review.meeting import CONCEPT, HELP, NATIONAL, PEILDATUM, TEXT, Meeting, decided, run
from zorgpaden.checks import Context
from zorgpaden.editing.canonical import with_values
from zorgpaden.model import Vastgesteld, fingerprint
from zorgpaden.plan import Output
from zorgpaden.project import load_project
from zorgpaden.render.environment import make_environment
from zorgpaden.render.views import Desk
from zorgpaden.settings import Settings

ADDED = ["+status: vastgesteld", "+vastgesteld:", "+  op: 2026-11-24", "+  ronde: redactieraad najaar 2026"]


@pytest.fixture
def own(meeting: Meeting, tmp_path: Path) -> Meeting:
    """The same repository, for one test alone."""
    target = tmp_path / "zorgpaden"
    shutil.copytree(meeting.repo.path, target)
    return Meeting(Scratch(target), meeting.issues, meeting.links)


def changed_lines(repo: Scratch) -> list[str]:
    """What Git sees, without the names of the files."""
    lines = repo.git("diff", "--unified=0").splitlines()
    return [line for line in lines if line[:1] in "+-" and line[:3] not in ("+++", "---")]


def test_round_trip(own: Meeting, pack: Path, tmp_path: Path) -> None:
    filled = decided(
        pack / "besluiten.yml", tmp_path / "b.yml", "2026-11-24", "redactieraad najaar 2026", CONCEPT, TEXT, NATIONAL
    )
    tried = own.adopt(filled, "--proef")
    assert tried.returncode == 0, tried.stdout + tried.stderr
    assert changed_lines(own.repo) == []
    done = own.adopt(filled)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout == tried.stdout
    assert f"{CONCEPT}: concept → vastgesteld op 2026-11-24 (redactieraad najaar 2026)" in done.stdout
    assert sorted(own.repo.git("diff", "--name-only").splitlines()) == sorted([CONCEPT, TEXT, NATIONAL])
    assert changed_lines(own.repo) == ["-status: concept", *ADDED] * 3
    after = run(["check", "--peildatum", "2026-11-25"], own.repo.path)
    assert after.returncode == 0, after.stdout
    assert "vastgesteld" not in after.stdout
    assert "Maak op" not in after.stdout  # in canonical form
    again = own.adopt(filled)
    assert again.returncode == 1
    assert again.stdout.count("is al vastgesteld") == 3
    for view, args in (("zorgpad", ("roken", None)),):
        context = Context(date(2026, 11, 25))
        catalog = load_project(own.repo.path / "data", own.repo.path / "content", context).checked().catalog
        desk = Desk(catalog, Settings(context.peildatum), make_environment())
        assert "Vastgesteld op 24 nov. 2026 (redactieraad najaar 2026)." in str(desk.document(Output("x/", view, args)))


def test_changed_since_the_agenda_and_all_other_faults_in_one_run(own: Meeting, pack: Path, tmp_path: Path) -> None:
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
    done = own.adopt(filled)
    assert done.returncode == 1
    found = [line.split(" [")[0] + line.split("]")[1] for line in done.stdout.splitlines() if line.startswith("b.yml")]
    kenmerk = next(index for index, line in enumerate(lines) if line == f"  bestand: {TEXT}") + 2
    assert sorted(found) == sorted(
        [
            "b.yml:9:5: fout er is iets vastgesteld, maar “op” is leeg",
            "b.yml:10:8: fout er is iets vastgesteld, maar “ronde” is leeg",
            f"b.yml:{number + 4}:12: fout punt 1 is geen concept en kan niet worden vastgesteld",
            f"b.yml:{other + 1}:12: fout “vastgestelt” is geen besluit over een concept",
            f"b.yml:{at + 1}:12: fout “{lines[at].split()[1]}” is hier niets dat kan worden vastgesteld",
            f"b.yml:{kenmerk}:12: fout “{TEXT}” is veranderd nadat de agenda is gemaakt",
        ]
    )
    assert f"Bedoelt u “{NATIONAL}”?" in done.stdout
    assert done.stderr.splitlines()[0] == "Er is niets geschreven."
    assert changed_lines(own.repo) == before


@pytest.mark.parametrize(
    ("op", "ronde", "message"),
    [
        ("2026-11-26", "najaar", "de vergadering van 2026-11-26 ligt na vandaag"),
        ("24-11-2026", "najaar", "bij “op”: “24-11-2026” is geen datum"),
        ("2026-11-24", '"<b>najaar</b>"', "bij “ronde”: hier staat HTML"),
    ],
)
def test_a_meeting_that_cannot_be(own: Meeting, pack: Path, tmp_path: Path, op: str, ronde: str, message: str) -> None:
    done = own.adopt(decided(pack / "besluiten.yml", tmp_path / "b.yml", op, ronde, CONCEPT))
    assert done.returncode == 1
    assert message in done.stdout
    assert changed_lines(own.repo) == []


def test_a_list_without_decisions_changes_nothing(own: Meeting, pack: Path) -> None:
    done = own.adopt(pack / "besluiten.yml")
    assert (done.returncode, done.stdout) == (0, "")
    assert "niets vastgesteld" in done.stderr
    assert changed_lines(own.repo) == []


def test_a_decision_changes_no_fingerprint_and_stands_only_with_its_status(own: Meeting) -> None:
    context = Context(date.fromisoformat(PEILDATUM))
    catalog = load_project(own.repo.path / "data", own.repo.path / "content", context).catalog
    adopted = catalog.voorzieningen["financieel-spreekuur-waterrijk"].entity
    decision = Vastgesteld(op=date(2026, 11, 1), ronde="najaar")
    assert fingerprint(adopted.model_copy(update={"vastgesteld": decision})) == fingerprint(adopted)
    text = own.repo.read(HELP)
    both = {("vastgesteld", "op"): "2026-11-01", ("vastgesteld", "ronde"): "najaar", ("status",): "concept"}
    own.repo.write(HELP, with_values(text, HELP, both))
    line = own.repo.read(HELP).splitlines().index("vastgesteld:") + 2
    problems = load_project(own.repo.path / "data", own.repo.path / "content", context).problems
    assert [str(one).split(" hier")[0] for one in problems if one.code.startswith("vastgesteld")] == [
        f"{HELP}:{line}:3: fout [vastgesteld-concept]"
    ]
