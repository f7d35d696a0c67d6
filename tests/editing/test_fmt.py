"""`zorgpaden fmt` as an editor uses it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from support import PEILDATUM, ROOT, form_problems
from zorgpaden.cli import main
from zorgpaden.editing.canonical import canonical
from zorgpaden.editing.form import formed_files

WHOLE = ROOT / "tests/checks/heel"
LOKET = "data/gemeenten/waterdorp/voorzieningen/loket.yml"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(WHOLE, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def fmt(*arguments: str) -> int:
    return main(["fmt", "--peildatum", PEILDATUM, *arguments])


def _untidy(project: Path) -> str:
    """A file in another form, with the text it should get again."""
    file = project / LOKET
    good = file.read_text(encoding="utf-8")
    lines = good.splitlines()
    file.write_text("\n".join([*lines[1:], lines[0].replace(": ", ":   ")]), encoding="utf-8")
    return good


def test_shipped_files_are_in_form() -> None:
    assert form_problems(ROOT / "data", ROOT / "content") == [], "mend them: .venv/bin/zorgpaden fmt"


def test_one_file(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good = _untidy(project)
    other = project / "content/goed.md"
    other.write_text(other.read_text(encoding="utf-8").replace("titel: ", "titel:  "), encoding="utf-8")
    assert fmt(LOKET) == 0
    assert capsys.readouterr().out == f"{LOKET}\n"
    assert (project / LOKET).read_text(encoding="utf-8") == good
    assert "titel:  " in other.read_text(encoding="utf-8")
    assert fmt("data") == 0
    assert capsys.readouterr().out == "Alles staat al in de vaste vorm.\n"
    assert fmt() == 0
    assert capsys.readouterr().out == "content/goed.md\n"


def test_only_looking(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert fmt("--controleer") == 0
    _untidy(project)
    before = (project / LOKET).read_text(encoding="utf-8")
    capsys.readouterr()
    assert fmt("--controleer", "data/gemeenten") == 1
    out, err = capsys.readouterr()
    assert out == f"{LOKET}\n"
    assert err == f"Niet in de vaste vorm: 1. Draai: zorgpaden fmt {LOKET}\n"
    assert (project / LOKET).read_text(encoding="utf-8") == before


def test_check_names_the_command(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _untidy(project)
    assert main(["check", "--peildatum", PEILDATUM]) == 0
    out, err = capsys.readouterr()
    assert f"{LOKET}: waarschuwing [opmaak]" in out
    assert f"zorgpaden fmt {LOKET}" in out
    assert err == "0 fouten, 1 waarschuwing.\n"


def test_a_file_that_cannot_be_read_stops_everything(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _untidy(project)
    before = (project / LOKET).read_text(encoding="utf-8")
    (project / "data/geldigheid.yml").write_text("telefoon: [6\n", encoding="utf-8")
    assert fmt() == 1
    assert "data/geldigheid.yml:2:1: fout [yaml]" in capsys.readouterr().out
    assert (project / LOKET).read_text(encoding="utf-8") == before
    assert fmt(LOKET) == 0


def test_without_explanation(project: Path) -> None:
    good = (project / LOKET).read_text(encoding="utf-8")
    (project / LOKET).write_text(f"# uitleg\n\n{good}# einde\n", encoding="utf-8")
    assert fmt("--controleer") == 1  # an empty line before a comment
    assert fmt("--zonder-uitleg", LOKET) == 0
    assert (project / LOKET).read_text(encoding="utf-8") == good


@pytest.mark.parametrize("path", ["nee.yml", "README.md", "data/nee", ".."])
def test_a_path_that_is_not_ours(project: Path, path: str, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "README.md").write_text("# Lees mij\n", encoding="utf-8")
    assert fmt(path) == 2
    assert "hier staat geen bestand met gegevens" in capsys.readouterr().err


def test_windows_line_ends_and_a_mark_at_the_start(project: Path) -> None:
    good = (project / LOKET).read_text(encoding="utf-8")
    (project / LOKET).write_bytes(b"\xef\xbb\xbf" + good.replace("\n", "\r\n").encode())
    assert fmt(LOKET) == 0
    assert (project / LOKET).read_bytes() == good.encode()


def test_every_file_of_the_project_is_known() -> None:
    files = {path.relative_to(ROOT).as_posix() for folder in ("data", "content") for path in (ROOT / folder).rglob("*")}
    known = formed_files(ROOT / "data", ROOT / "content")
    assert set(known) == {path for path in files if path.endswith((".yml", ".md"))}
    for path in known:
        text = (ROOT / path).read_text(encoding="utf-8")
        assert canonical(canonical(text, path), path) == canonical(text, path)
