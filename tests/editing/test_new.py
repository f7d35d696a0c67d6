"""`zorgpaden new` makes a file that passes the checks, explains itself, and pretends nothing."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from support import PEILDATUM, ROOT
from zorgpaden.checks import Context
from zorgpaden.cli import main
from zorgpaden.editing.canonical import canonical
from zorgpaden.editing.newfile import KINDS
from zorgpaden.editing.places import place_of
from zorgpaden.model.base import NOOIT
from zorgpaden.problems import Problem
from zorgpaden.project import load_project

WHOLE = ROOT / "tests/checks/heel"
BRON = ("--bron", "goed")
SOCIAAL = ("--domein", "sociaal")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(WHOLE, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def new(*arguments: str) -> int:
    return main(["new", "--peildatum", PEILDATUM, *arguments])


def _problems(project: Path) -> list[Problem]:
    context = Context(date.fromisoformat(PEILDATUM))
    return load_project(project / "data", project / "content", context).problems


GOOD = [
    (("gemeente", "echtstad"), "data/gemeenten/echtstad/gemeente.yml"),
    (("gemeente", "nieuwdorp", "--voorbeeld", "--naam", "Nieuwdorp"), "data/gemeenten/nieuwdorp/gemeente.yml"),
    (("regio", "streek", "--voorbeeld", "--gemeente", "waterdorp"), "data/regios/streek/regio.yml"),
    (("regio", "echt", "--gemeente", "echtstad", *BRON), "data/regios/echt/regio.yml"),
    (("zorgpad", "slapen", *BRON), "data/landelijk/zorgpaden/slapen.yml"),
    (("voorziening", "buur", "--gemeente", "waterdorp", *SOCIAAL), "data/gemeenten/waterdorp/voorzieningen/buur.yml"),
    (("voorziening", "lijn-2", "--telefoon", "0800-8115", *BRON, *SOCIAAL), "data/landelijk/voorzieningen/lijn-2.yml"),
    (("afspraak", "mdo", "--gemeente", "waterdorp"), "data/gemeenten/waterdorp/afspraken/mdo.yml"),
    (("infosheet", "slapen", "--naam", "Slapen: hoe?", *BRON), "content/infosheets/slapen.md"),
    (("praktijkvoorbeeld", "a", *BRON, "--gemeente", "echtstad"), "content/praktijkvoorbeelden/a.md"),
    (("themadocument", "b", *BRON), "content/themadocumenten/b/index.md"),
    (("handreiking", "c", *BRON), "content/handreikingen/c/index.md"),
    (("ervaringsverhaal", "d", *BRON), "content/ervaringsverhalen/d.md"),
]


@pytest.mark.parametrize(("arguments", "path"), GOOD)
def test_valid_explained_and_honest(
    arguments: tuple[str, ...], path: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert new(*arguments) == 0
    out, err = capsys.readouterr()
    assert path in out.splitlines()
    assert "zorgpaden check" in err
    text = (project / path).read_text(encoding="utf-8")
    assert canonical(text, path) == text
    place = place_of(path)
    assert place is not None
    for name, field in place.model.model_fields.items():
        assert re.search(rf"^(# )?{name}:", text, re.MULTILINE), name
        assert f"# {field.description}" in text
    problems = _problems(project)
    assert [problem for problem in problems if problem.severity == "fout"] == []
    mine = {problem.code for problem in problems if problem.path == path}
    assert mine >= {"verlopen", "nog-invullen"}, "an unchecked file says so"
    assert f"op: {NOOIT}" in text
    assert "status: concept" in text


def test_every_kind_is_tried() -> None:
    assert {arguments[0] for arguments, _ in GOOD} == set(KINDS)


def test_a_layer_of_a_zorgpad(project: Path) -> None:
    assert new("gemeente", "echtstad") == 0
    assert new("zorgpad", "pad", "--gemeente", "echtstad") == 0
    assert [problem.code for problem in _problems(project) if problem.severity == "fout"] == []


def test_a_national_zorgpad_can_be_chosen_in_the_guide(project: Path) -> None:
    before = (project / "data/landelijk/combineren.yml").read_text(encoding="utf-8")
    assert new("zorgpad", "slapen", *BRON) == 0
    after = (project / "data/landelijk/combineren.yml").read_text(encoding="utf-8")
    assert after.replace(", slapen]", "]") == canonical(before, "data/landelijk/combineren.yml")


def test_filled_in_by_hand_and_cleaned_up(project: Path) -> None:
    """What an editor does: fill in, take the # from a field, check, take the explanation away."""
    path = "data/gemeenten/waterdorp/voorzieningen/buur.yml"
    given = ("--naam", "Buurtkamer", "--eigenaar", "beheerder", "--door", "beheerder", "--hoe", "gebeld")
    assert new("voorziening", "buur", "--gemeente", "waterdorp", *SOCIAAL, *given) == 0
    file = project / path
    text = file.read_text(encoding="utf-8").replace("Nog invullen", "De buurt")
    text = text.replace("# kosten: De buurt", "kosten: Gratis")
    block = "  # terugval:\n  #   # Andere voorziening (id).\n  #   voorziening: een-id\n"
    assert block in text
    text = text.replace(block, "  terugval:\n    # Andere voorziening (id).\n    voorziening: loket\n")
    file.write_text(text, encoding="utf-8")
    assert [problem for problem in _problems(project) if problem.path == path] == []
    assert main(["fmt", "--zonder-uitleg", path, "--peildatum", PEILDATUM]) == 0
    assert file.read_text(encoding="utf-8") == (
        "id: buur\nnaam: Buurtkamer\norganisatie: De buurt\ndomein: sociaal\nsamenvatting: De buurt\n"
        "werkgebied:\n  gemeenten: [waterdorp]\ndoelgroep: De buurt\nkosten: Gratis\n"
        "contact:\n  functie: De buurt\n  telefoon: 088-000 00 00\n  terugval:\n    voorziening: loket\n"
        "status: concept\neigenaar: beheerder\n"
        f"gecontroleerd:\n  op: {PEILDATUM}\n  door: beheerder\n  hoe: gebeld\n"
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("gemeente", "ehctstad"), "Bedoelt u “echtstad”?"),
        (("gemeente", "echtstad", "--voorbeeld"), "is een echte gemeente"),
        (("gemeente", "echtstad", "--naam", "Echt"), "Laat --naam weg"),
        (("regio", "streek", "--voorbeeld"), "Noem de gemeenten"),
        (("voorziening", "Loket 2", "--gemeente", "waterdorp"), "kan geen id zijn"),
        (("voorziening", "l", "--gemeente", "echtstad", "--telefoon", "112"), "zorgpaden new gemeente echtstad"),
        (("voorziening", "l", "--gemeente", "nergens"), "bestaat niet"),
        (("voorziening", "l", *BRON), "--telefoon, --email of --website"),
        (("voorziening", "l", "--telefoon", "112"), "--bron ID"),
        (("voorziening", "l", "--gemeente", "waterdorp"), "--domein met medisch, sociaal, informeel"),
        (("afspraak", "a"), "--gemeente ID of --regio ID"),
        (("zorgpad", "pda", "--gemeente", "waterdorp"), "Bedoelt u “pad”?"),
        (("infosheet", "a", "--bron", "geod"), "Bedoelt u “goed”?"),
    ],
)
def test_what_cannot_be_made(
    arguments: tuple[str, ...], message: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = sorted(project.rglob("*"))
    assert new(*arguments) == 2
    assert message in capsys.readouterr().err
    assert sorted(project.rglob("*")) == before


def test_nothing_is_overwritten(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = project / "data/gemeenten/waterdorp/voorzieningen/loket.yml"
    before = file.read_bytes()
    assert new("voorziening", "loket", "--gemeente", "waterdorp", *SOCIAAL) == 1
    assert "bestaat al" in capsys.readouterr().err
    assert file.read_bytes() == before


def test_an_id_that_is_taken_elsewhere(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The checks refuse what only they can see."""
    assert new("voorziening", "loket", "--telefoon", "0800-8115", *BRON, *SOCIAAL) == 1
    assert "dubbel-id" in capsys.readouterr().out
    assert not (project / "data/landelijk/voorzieningen/loket.yml").exists()
