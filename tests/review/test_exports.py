"""Files that other programs made: their shapes, and what is wrong with them."""

from __future__ import annotations

import json
import subprocess
from datetime import date
from pathlib import Path

import pytest

from support import ROOT
from zorgpaden.problems import DataProblems
from zorgpaden.review.feedback import MOST_TEXT, MOST_TITLE, read_feedback
from zorgpaden.review.links import read_links

LYCHEE = ROOT / ".venv/bin/lychee"


def test_csv_of_a_spreadsheet_and_of_gitlab(tmp_path: Path) -> None:
    file = tmp_path / "m.csv"
    file.write_text(
        "Title,Description,URL,State,Created At (UTC),Labels\n"
        '"Een, nummer","regel 1\nregel 2",https://git.example/1,Open,2026-09-02 10:00:00,"b,a"\n'
        "=HYPERLINK(1),x,http://git.example/2,Closed,geen dag,\n",
        encoding="utf-8",
    )
    first, second = read_feedback(file)
    assert (first.titel, first.tekst, first.url) == ("Een, nummer", "regel 1 regel 2", "https://git.example/1")
    assert (first.labels, first.op, first.dicht) == (("a", "b"), date(2026, 9, 2), False)
    assert (second.titel, second.url, second.op, second.dicht) == ("(een formule, hier weggelaten)", "", None, True)


def test_csv_of_gh_with_semicolons_and_a_missing_title(tmp_path: Path) -> None:
    file = tmp_path / "m.csv"
    file.write_bytes("titel;omschrijving\n;x\n\nCafé;y\n;z\n".encode("cp1252"))
    with pytest.raises(DataProblems) as found:
        read_feedback(file)
    assert [(one.line, one.message) for one in found.value.problems] == [
        (2, "deze rij heeft geen titel"),
        (5, "deze rij heeft geen titel"),
    ]


def test_gh_command_line(tmp_path: Path) -> None:
    file = tmp_path / "m.json"
    one = {"title": "t", "body": "b", "labels": [], "url": "https://git.example/1", "createdAt": "2026-01-02T00:00:00Z"}
    file.write_text(json.dumps([one | {"state": "CLOSED"}]), encoding="utf-8")
    (found,) = read_feedback(file)
    assert (found.url, found.op, found.dicht) == ("https://git.example/1", date(2026, 1, 2), True)


def test_long_and_unseen_text_is_cut(tmp_path: Path) -> None:
    file = tmp_path / "m.json"
    file.write_text(json.dumps([{"title": "a\u200b\ud800" * 500, "body": "woord\u0000\n" * 9000}]), encoding="utf-8")
    (found,) = read_feedback(file)
    assert len(found.titel) == MOST_TITLE
    assert len(found.tekst) <= MOST_TEXT
    assert f"{found.titel}{found.tekst}".isprintable()
    found.titel.encode()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"[" * 200_000, "json"),
        (b"[" + b"9" * 5000 + b"]", "json"),
        (b'{"message": "Not Found"}', "meldingen"),
        (b'[{"title": "\xff"}]', "utf-8"),
    ],
)
def test_what_is_no_export(tmp_path: Path, content: bytes, code: str) -> None:
    file = tmp_path / "m.json"
    file.write_bytes(content)
    with pytest.raises(DataProblems) as found:
        read_feedback(file)
    assert [one.code for one in found.value.problems] == [code]
    assert found.value.problems[0].hint


def test_a_real_report_of_lychee(tmp_path: Path) -> None:
    """A port on which nothing listens: one dead link, on two places."""
    if not LYCHEE.exists():
        pytest.skip("geen lychee: scripts/test haalt het op")
    (tmp_path / "content").mkdir()
    for name in ("a.md", "b.md"):
        (tmp_path / "content" / name).write_text("\nZie [dit](http://127.0.0.1:1/weg).\n")
    command = [LYCHEE, "--no-progress", "--format", "json", "--scheme", "http", "content/a.md", "content/b.md"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)
    file = tmp_path / "k.json"
    file.write_bytes(done.stdout)
    (found,) = read_links(file)
    assert found.adres == "http://127.0.0.1:1/weg"
    assert found.plekken == (("content/a.md", 2), ("content/b.md", 2))
    assert "Connection refused" in found.reden


def test_what_is_no_report(tmp_path: Path) -> None:
    file = tmp_path / "k.json"
    file.write_text("[]")
    with pytest.raises(DataProblems, match="geen verslag van lychee"):
        read_links(file)
