"""`zorgpaden verify`: renews what was named, all or nothing, in canonical form, and never by itself."""

from __future__ import annotations

import shutil
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from small import DAM, DAY

from support import PEILDATUM, ROOT, run_zorgpaden
from zorgpaden.editing.canonical import canonical

TEAM, POLDER = f"{DAM}/voorzieningen/team.yml", "data/regios/polder/voorzieningen/polderhulp.yml"
DOOR = ("--door", "beheerder sociale kaart")


def verify(project: Path, *arguments: str) -> CompletedProcess[str]:
    return run_zorgpaden("verify", "--peildatum", str(DAY), *arguments, cwd=project)


def contents(project: Path) -> dict[str, bytes]:
    return {str(file.relative_to(project)): file.read_bytes() for file in project.rglob("*") if file.is_file()}


def changed(project: Path, before: dict[str, bytes]) -> list[str]:
    after = contents(project)
    assert after.keys() == before.keys(), "nothing is left beside the data"
    return sorted(path for path, content in after.items() if content != before[path])


def test_renews_several_at_once_and_says_so(project: Path) -> None:
    before = contents(project)
    done = verify(
        project, "--gemeente", "dam", "--voorziening", "team,maatje", "--zorgpad", "pad", "--bestand",
        f"{DAM}/gemeente.yml", "--hoe", "gemaild", "--op", "2026-11-20", *DOOR,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert changed(project, before) == sorted(
        [TEAM, f"{DAM}/voorzieningen/maatje.yml", f"{DAM}/zorgpaden/pad.yml", f"{DAM}/gemeente.yml"]
    )
    assert f"{TEAM}: 2026-11-01 door redactie, gebeld → 2026-11-20 door beheerder sociale kaart, gemaild" in done.stdout
    text = (project / TEAM).read_text(encoding="utf-8")
    assert text == canonical(text, TEAM)
    new = "gecontroleerd:\n  op: 2026-11-20\n  door: beheerder sociale kaart\n  hoe: gemaild\n"
    old = "gecontroleerd:\n  op: 2026-11-01\n  door: redactie\n  hoe: gebeld\n"
    assert text == before[TEAM].decode().replace(old, new)


def test_how_it_was_checked_before_does_not_stay(project: Path) -> None:
    done = verify(project, "--regio", "polder", "--voorziening", "polderhulp", *DOOR)
    assert done.returncode == 0, done.stderr
    text = (project / POLDER).read_text(encoding="utf-8")
    assert f"gecontroleerd:\n  op: {DAY}\n  door: beheerder sociale kaart\n" in text
    assert "hoe:" not in text


def test_a_trial_writes_nothing(project: Path) -> None:
    before = contents(project)
    done = verify(project, "--gemeente", "dam", "--voorziening", "team", "--proef", *DOOR)
    assert done.returncode == 0, done.stderr
    assert "2026-11-01 door redactie, gebeld → 2026-11-23" in done.stdout
    assert changed(project, before) == []


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["--gemeente", "dam", "--voorziening", "team,teem"], ["voorziening “teem”", "Bedoelt u “team”?"]),
        (["--gemeente", "dam", "--voorziening", "team,polderhulp"], ["gebruik --regio polder"]),
        (["--gemeente", "dan", "--voorziening", "team"], ["gemeente “dan”", "Bedoelt u “dam”?"]),
        (["--gemeente", "dam", "--voorziening", "team", "--op", "2026-11-24"], ["na vandaag (2026-11-23)"]),
        (
            ["--gemeente", "dam", "--voorziening", "maatje,team", "--op", "2026-10-31"],
            ["team.yml is al nagegaan op 2026-11-01, later dan 2026-10-31"],
        ),
        (
            ["--gemeente", "dam", "--voorziening", "team", "--bestand", "data/gemeenten/dam/gemeente"],
            ["gemeente.yml”?"],
        ),
        (["--gemeente", "dam"], ["Noem wat u heeft nagegaan"]),
        (
            ["--gemeente", "dam", "--voorziening", "teem", "--zorgpad", "pat", "--op", "2026-12-01"],
            ["“teem”", "“pat”", "na vandaag"],
        ),
    ],
)
def test_a_command_that_does_not_fit_changes_nothing(project: Path, arguments: list[str], expected: list[str]) -> None:
    before = contents(project)
    done = verify(project, *arguments, *DOOR)
    assert done.returncode == 2, done.stdout
    assert "Traceback" not in done.stderr
    for words in expected:
        assert words in done.stderr
    assert changed(project, before) == []


def test_what_the_checks_refuse_is_not_written(project: Path) -> None:
    """A citizen number in the role."""
    before = contents(project)
    done = verify(project, "--gemeente", "dam", "--voorziening", "team", "--door", "BSN 111222333")
    assert done.returncode == 1, done.stderr
    assert f"{TEAM}:" in done.stdout
    assert changed(project, before) == []


def test_an_overdue_fact_of_the_shipped_data_is_fresh_afterwards(tmp_path: Path) -> None:
    for name in ("data", "content"):
        shutil.copytree(ROOT / name, tmp_path / name)
    file = "data/gemeenten/waterrijk/voorzieningen/ruilwinkel-waterrijk.yml"
    arguments = ("--gemeente", "waterrijk", "--voorziening", "ruilwinkel-waterrijk", "--peildatum", PEILDATUM)
    assert f"{file}:" in run_zorgpaden("check", "--peildatum", PEILDATUM, cwd=tmp_path).stdout
    done = run_zorgpaden("verify", *arguments, *DOOR, cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    after = run_zorgpaden("check", "--peildatum", PEILDATUM, cwd=tmp_path)
    assert after.returncode == 0, after.stdout
    assert f"{file}:" not in after.stdout
