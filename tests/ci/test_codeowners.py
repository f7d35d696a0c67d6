"""Who approves what: the file that is shipped, and what the command says of a file with accounts that is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from support import PEILDATUM, ROOT
from zorgpaden.cli import main
from zorgpaden.codeowners import codeowners, read_mapping

SMALL = ROOT / "tests" / "checks" / "heel"
GOOD = """\
beheer: "@groep/beheer"
eigenaren:
  gemeente: ["@groep/gemeente", "@iemand"]
  redactie: "@groep/redactie"
  beheerder: "@groep/lijn"
"""


def run(tmp_path: Path, text: str, *more: str) -> int:
    accounts = tmp_path / "eigenaren.yml"
    accounts.write_text(text, encoding="utf-8")
    folders = ["--data", str(SMALL / "data"), "--content", str(SMALL / "content"), "--peildatum", PEILDATUM]
    return main(["codeowners", "--eigenaren", str(accounts), *folders, *more])


def test_the_shipped_file_is_up_to_date(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """`zorgpaden codeowners --to .github/CODEOWNERS` mends it."""
    monkeypatch.chdir(ROOT)
    assert main(["codeowners", "--peildatum", PEILDATUM]) == 0
    out, err = capsys.readouterr()
    assert not err
    assert (ROOT / ".github" / "CODEOWNERS").read_text(encoding="utf-8") == out
    assert "\n/data/gemeenten/waterrijk/voorzieningen/ sociale-kaart@waterrijk.example\n" in out


def test_patterns(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder of one owner is one line; in a mixed one every file has its own; the rest is for `beheer`."""
    assert run(tmp_path, GOOD) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[2:] == [
        "* @groep/beheer",
        "/content/ @groep/redactie",
        "/data/gemeenten/ @groep/gemeente @iemand",
        "/data/landelijk/combineren.yml @groep/redactie",
        "/data/landelijk/voorzieningen/ @groep/lijn",
        "/data/landelijk/zorgpaden/ @groep/redactie",
    ]


def test_forgejo(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Regular expressions; every one that fits counts there, so `beheer` is kept out of the data."""
    assert run(tmp_path, GOOD, "--vorm", "forgejo") == 0
    assert capsys.readouterr().out.splitlines()[2:] == [
        "!(data|content)/.* @groep/beheer",
        "content/.* @groep/redactie",
        "data/gemeenten/.* @groep/gemeente @iemand",
        r"data/landelijk/combineren\\.yml @groep/redactie",
        "data/landelijk/voorzieningen/.* @groep/lijn",
        "data/landelijk/zorgpaden/.* @groep/redactie",
    ]


def test_mixed_folder() -> None:
    mapping, _ = read_mapping(b'beheer: "@b"\neigenaren: {een: "@een", twee: "@twee"}\n', "e.yml")
    assert mapping
    owners = {"data/x/a.yml": "een", "data/x/b.yml": "twee", "data/y/c.yml": "een"}
    assert codeowners(owners, mapping, "github").splitlines()[3:] == [
        "/data/x/a.yml @een",
        "/data/x/b.yml @twee",
        "/data/y/ @een",
    ]
    assert "data/x/a\\\\.yml @een" in codeowners(owners, mapping, "forgejo")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (GOOD.replace("  gemeente:", "  gementee:"), "eigenaar “gemeente” heeft geen account"),
        (GOOD.replace("@iemand", "zomaar iemand"), "is geen account"),
        (GOOD.replace('"@groep/beheer"', '"@a\\n* @b"'), "is geen account"),
        (GOOD.replace("beheer:", "beheerder:"), "hier horen `beheer` en `eigenaren`"),
        (GOOD + "extra: 1\n", "“extra” is geen veld"),
        ("- lijst\n", "hier horen"),
        ("a: &x 1\n", ""),
    ],
)
def test_wrong_accounts(tmp_path: Path, text: str, told: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Said with the place, and nothing is written."""
    target = tmp_path / "CODEOWNERS"
    assert run(tmp_path, text, "--to", str(target)) == 1
    err = capsys.readouterr().err
    assert told in err
    assert "Er is niets geschreven." in err
    assert not target.exists()


def test_an_account_for_nobody_is_a_warning(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path, GOOD + '  niemand: "@x"\n') == 0
    out, err = capsys.readouterr()
    assert "niets heeft “niemand” als eigenaar" in err
    assert "@x" not in out


def test_mail_at_forgejo(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path, GOOD.replace('"@groep/redactie"', "r@x.example"), "--vorm", "forgejo") == 1
    assert "Forgejo kent r@x.example niet" in capsys.readouterr().err


def test_no_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["codeowners", "--eigenaren", str(tmp_path / "weg.yml")]) == 2
    assert "is er niet" in capsys.readouterr().err
