"""Compiled templates are used again, and never in the place of another template."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from zorgpaden.render.compiled import CompiledTemplates


@pytest.fixture(autouse=True)
def python_keeps_what_it_compiles(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)


def rendered(folder: Path, source: str) -> str:
    """As a new process renders it."""
    environment = Environment(
        loader=DictLoader({"naam.html": source}), bytecode_cache=CompiledTemplates(folder), autoescape=True
    )
    return environment.get_template("naam.html").render(wie="u & ik")


def compiled(folder: Path) -> list[Path]:
    return sorted(folder.glob("sjabloon-*"))


def test_a_template_is_kept_and_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "nieuw"
    assert rendered(folder, "voor {{ wie }}") == "voor u &amp; ik"
    assert len(compiled(folder)) == 1

    def refuse(*_: object) -> None:
        raise AssertionError("it was compiled again")

    monkeypatch.setattr(Environment, "_generate", refuse)
    assert rendered(folder, "voor {{ wie }}") == "voor u &amp; ik"


def test_a_changed_template_is_compiled_anew(tmp_path: Path) -> None:
    rendered(tmp_path, "voor {{ wie }}")
    assert rendered(tmp_path, "van {{ wie }}") == "van u &amp; ik"
    assert len(compiled(tmp_path)) == 1


@pytest.mark.parametrize("content", [b"", b"onzin", b"j2"])
def test_a_damaged_file_is_made_again(tmp_path: Path, content: bytes) -> None:
    rendered(tmp_path, "voor {{ wie }}")
    compiled(tmp_path)[0].write_bytes(content)
    assert rendered(tmp_path, "voor {{ wie }}") == "voor u &amp; ik"


def test_nothing_is_kept_when_python_was_told_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    rendered(tmp_path, "voor {{ wie }}")
    assert compiled(tmp_path) == []


def test_a_folder_that_cannot_be_made_is_no_reason_to_stop(tmp_path: Path) -> None:
    (tmp_path / "bestand").write_text("")
    assert rendered(tmp_path / "bestand/map", "voor {{ wie }}") == "voor u &amp; ik"
