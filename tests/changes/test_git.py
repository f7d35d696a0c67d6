"""Versions from Git: nothing in a revision is obeyed, and every wrong one is told in a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from changes.scratch import SMALL, TODAY, Scratch
from zorgpaden.changes.sides import SideError, export, from_git, merge_base
from zorgpaden.checks import Context
from zorgpaden.cli import main

LOCKET = "data/gemeenten/waterdorp/voorzieningen/loket.yml"


@pytest.fixture
def repo(tmp_path: Path) -> Scratch:
    return Scratch(tmp_path / "repo").begin(SMALL).commit("een")


def diff(repo: Scratch, *arguments: str) -> int:
    folders = ["--data", str(repo.path / "data"), "--content", str(repo.path / "content")]
    return main(["diff", *folders, "--peildatum", "2026-11-23", *arguments])


def test_working_tree(repo: Scratch, capsys: pytest.CaptureFixture[str]) -> None:
    repo.edit(LOCKET, "088-000 00 01", "088-000 00 02")
    assert diff(repo, "HEAD") == 0
    out = capsys.readouterr().out
    assert out.startswith("Wijzigingen van HEAD naar de werkmap\n")
    assert "Telefoon van Loket: 088-000 00 01 → 088-000 00 02" in out


def test_since_the_branch_left(repo: Scratch, capsys: pytest.CaptureFixture[str]) -> None:
    """What happened on the main branch meanwhile is no change of the branch."""
    repo.git("checkout", "--quiet", "-b", "tak")
    repo.edit(LOCKET, "Iedereen", "Volwassenen").commit("tak-1")
    repo.git("checkout", "--quiet", "main")
    repo.edit(LOCKET, "088-000 00 01", "088-000 00 09").commit("main-2")
    assert diff(repo, "main", "tak", "--sinds-splitsing") == 0
    out = capsys.readouterr().out
    assert "Doelgroep: Iedereen → Volwassenen" in out
    assert "088-000 00 09" not in out
    assert merge_base("main", "tak", repo.path / "data") == repo.git("rev-parse", "een")


@pytest.mark.parametrize("revision", ["bestaat-niet", "", "HEAD^{tree}", "HEAD:data", "a\nb", "--all", "-x"])
def test_wrong_revisions(repo: Scratch, revision: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Also one that Git would take for an option."""
    with pytest.raises(SideError):
        from_git(revision, repo.path / "data", repo.path / "content", Context(TODAY))
    if revision:
        assert diff(repo, "--", revision) == 2
        assert "Traceback" not in capsys.readouterr().err


def test_an_option_is_no_revision(repo: Scratch, tmp_path: Path) -> None:
    target = tmp_path / "geschreven"
    with pytest.raises(SideError, match="kan geen versie zijn"):
        from_git(f"--output={target}", repo.path / "data", repo.path / "content", Context(TODAY))
    assert not target.exists()


def test_no_repository(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    loose = Scratch(tmp_path)
    loose.write("data/x", "").write("content/x", "")
    assert diff(loose, "HEAD") == 2
    assert "staat niet in een Git-map" in capsys.readouterr().err


def test_attributes_hide_nothing(repo: Scratch, tmp_path: Path) -> None:
    """`git archive` would leave these files out, or change what they say."""
    repo.write(".gitattributes", "data/** export-ignore\n*.md export-subst ident text eol=crlf\n")
    repo.write("content/goed.md", repo.read("content/goed.md") + "\n$Format:%H$ $Id$\n").commit("verstopt")
    export("verstopt", repo.path / "data", repo.path / "content", tmp_path / "uit")
    for room in ("data", "content"):
        for file in (repo.path / room).rglob("*"):
            if file.is_file():
                out = tmp_path / "uit" / file.relative_to(repo.path)
                assert out.read_bytes().replace(b"\r", b"") == file.read_bytes().replace(b"\r", b"")
    assert b"$Format:%H$ $Id$" in (tmp_path / "uit/content/goed.md").read_bytes()


def test_links_lead_nowhere(repo: Scratch, capsys: pytest.CaptureFixture[str]) -> None:
    """A link to a file of the machine that compares is named, not followed."""
    (repo.path / "data/landelijk/voorzieningen/geheim.yml").symlink_to("/etc/passwd")
    (repo.path / "content/alles").symlink_to("/etc")
    repo.commit("koppeling")
    assert diff(repo, "een", "koppeling") == 1
    out = capsys.readouterr().out
    assert "data/landelijk/voorzieningen/geheim.yml: dit is een koppeling naar een ander bestand" in out
    assert "root:" not in out


def test_a_folder_that_is_a_link(repo: Scratch, capsys: pytest.CaptureFixture[str]) -> None:
    repo.git("rm", "-r", "--quiet", "data")
    (repo.path / "data").symlink_to("/etc")
    repo.commit("map")
    (repo.path / "data").unlink()
    repo.git("checkout", "--quiet", "een")
    assert diff(repo, "een", "map") == 2
    out, err = capsys.readouterr()
    assert "In “map” is geen map data." in err
    assert not out


def test_from_below(repo: Scratch, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Relative folders, from inside the repository."""
    monkeypatch.chdir(repo.path / "content")
    assert main(["diff", "HEAD", "een", "--data", "../data", "--content", ".", "--peildatum", "2026-11-23"]) == 0
    assert "niets veranderd" in capsys.readouterr().out


def test_a_version_from_before_the_texts(repo: Scratch, capsys: pytest.CaptureFixture[str]) -> None:
    repo.git("rm", "-r", "--quiet", "content")
    repo.commit("zonder-teksten")
    repo.git("checkout", "--quiet", "een")
    assert diff(repo, "zonder-teksten", "een") == 0
    assert "Nieuwe pagina's (1)" in capsys.readouterr().out
