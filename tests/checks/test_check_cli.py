"""`zorgpaden check` as people and machines use it: exit code, three formats, never a traceback."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from zorgpaden import __version__
from zorgpaden.cli import main
from zorgpaden.report import FORMATS

HERE = Path(__file__).parent
GOLDEN = HERE / "gebroken" / "verwacht.txt"


def arguments(project: str, *more: str) -> list[str]:
    folders = ["--data", str(HERE / project / "data"), "--content", str(HERE / project / "content")]
    return ["check", *folders, "--peildatum", "2026-11-23", *more]


def test_good(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments("heel")) == 0
    out, err = capsys.readouterr()
    assert (out, err) == ("", "Alles in orde.\n")


def test_warnings_alone_are_good(capsys: pytest.CaptureFixture[str]) -> None:
    """Overdue facts are shown, and do not stop a build."""
    assert main([*arguments("heel"), "--peildatum", "2040-01-01"]) == 0
    out, err = capsys.readouterr()
    assert "waarschuwing [verlopen]" in out
    assert re.fullmatch(r"0 fouten, \d+ waarschuwingen\.\n", err)


def test_problems_as_text(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments("gebroken")) == 1
    out, err = capsys.readouterr()
    assert out == GOLDEN.read_text(encoding="utf-8")
    wrong, warnings = out.count(": fout ["), out.count(": waarschuwing [")
    assert err == f"{wrong} fouten, {warnings} waarschuwingen.\n"


def test_problems_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments("gebroken", "--formaat", "json")) == 1
    found = json.loads(capsys.readouterr().out)
    assert {tuple(one) for one in found} == {("path", "line", "column", "code", "severity", "message", "hint")}
    assert len(found) == GOLDEN.read_text(encoding="utf-8").count("\n    → ")


def test_problems_as_annotations(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments("gebroken", "--formaat", "github")) == 1
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == GOLDEN.read_text(encoding="utf-8").count("\n    → ")
    form = r"::(error|warning) file=(data|content)/[^,:]+,line=[1-9]\d*,col=[1-9]\d*,title=[a-z0-9-]+::.+"
    assert [line for line in lines if not re.fullmatch(form, line)] == []


@pytest.mark.parametrize("form", ["github", "json"])
def test_good_in_other_formats(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments("heel", "--formaat", form)) == 0
    assert capsys.readouterr().out == {"github": "", "json": "[]\n"}[form]


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_folder_that_is_not_there(form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folders = ["--data", str(tmp_path / "dta"), "--content", str(tmp_path / "content")]
    assert main(["check", *folders, "--formaat", form]) == 1
    out, err = capsys.readouterr()
    assert "map-ontbreekt" in out
    assert "dta" in out
    assert err == "2 fouten, 0 waarschuwingen.\n"


def test_folders_and_date_have_defaults(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["check"]) == 1
    (tmp_path / "data").mkdir()
    (tmp_path / "content").mkdir()
    assert main(["check"]) == 0
    assert capsys.readouterr().err.endswith("Alles in orde.\n")


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (["check", "--peildatum", "23-11-2026"], "“23-11-2026” is geen datum"),
        (["check", "--peildatum", "2026-02-30"], "“2026-02-30” is geen datum"),
        (["check", "--peildatum", ""], "“” is geen datum"),
        (["check", "--formaat", "xml"], "xml"),
        (["check", "--onbekend"], "--onbekend"),
        (["controleer"], "controleer"),
        ([], "opdracht"),
    ],
)
def test_wrong_use(wrong: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(wrong)
    assert stopped.value.code == 2
    assert message in capsys.readouterr().err


def test_build_without_the_site_extra(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setitem(sys.modules, "zorgpaden.mkdocs_plugin.for_commands", None)
    assert main(["build"]) == 2
    assert "Gebruik scripts/build" in capsys.readouterr().err


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["--version"])
    assert stopped.value.code == 0
    assert capsys.readouterr().out == f"{__version__}\n"


def test_as_a_command_of_the_shell() -> None:
    """The whole way: a process of its own, UTF-8 out, no traceback."""
    command = [sys.executable, "-X", "utf8", "-m", "zorgpaden.cli", *arguments("gebroken")]
    ran = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert ran.returncode == 1
    assert ran.stdout == GOLDEN.read_text(encoding="utf-8")
    assert "Traceback" not in ran.stderr
