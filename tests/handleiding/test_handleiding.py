"""What the handleiding says is so: commands, codes, pictures, the web route, and that everything can be found."""

from __future__ import annotations

import re
import shlex
import shutil
from argparse import ArgumentParser, _SubParsersAction
from pathlib import Path

import pytest

from checks.problem_codes import source_codes
from handleiding.pages import FOLDER, PAGES, body, commands, links, pictures, section
from support import PEILDATUM, ROOT, run_zorgpaden
from zorgpaden.cli import _parser

MOST = 60_000
KNOWN = source_codes() | {"opmaak"}
"""Codes of the check; the one about the form of a file is not in the data (`commands/check.py`)."""
PHONE = FOLDER / "telefoonnummer-wijzigen.md"
SPREEKUUR = "data/gemeenten/waterrijk/voorzieningen/financieel-spreekuur-waterrijk.yml"
ALL = [(page.stem, command) for page in PAGES for command in commands(page)]


@pytest.fixture(scope="module")
def parsers() -> dict[str, ArgumentParser]:
    """The real parser of each command."""
    (action,) = (one for one in _parser([])._actions if isinstance(one, _SubParsersAction))
    return dict(action.choices)


@pytest.mark.parametrize(("page", "line"), ALL, ids=[f"{page}: {line}" for page, line in ALL])
def test_the_command_exists(page: str, line: str, parsers: dict[str, ArgumentParser]) -> None:
    """The real parser takes it, with every option written in full; a script is there."""
    first, *arguments = shlex.split(line)
    if first != "zorgpaden":
        assert (ROOT / first).is_file(), f"{page}: {first}"
        if f"zorgpaden {Path(first).name} " not in (ROOT / first).read_text(encoding="utf-8"):
            return
        arguments = [Path(first).name, *arguments]  # the script passes its options on
    name, *given = arguments
    assert name in parsers, f"{page}: {line}"
    known = {option for action in parsers[name]._actions for option in action.option_strings}
    assert {one for one in given if one.startswith("-")} <= known, f"{page}: {line}"
    if given:
        parsers[name].parse_args(given)  # leaves with a code when an argument is missing or cannot be


def test_options_in_a_sentence_exist(parsers: dict[str, ArgumentParser]) -> None:
    known = {option for parser in parsers.values() for one in parser._actions for option in one.option_strings}
    named = {(page.stem, code.split()[0]) for page in PAGES for code in re.findall(r"`(--[a-z][^`]+)`", body(page))}
    assert named
    assert {(page, option) for page, option in named if option not in known} == set()


def test_what_an_editor_and_the_council_need_is_told() -> None:
    """Each of these commands is on a page."""
    named = {line.removeprefix("zorgpaden ").removeprefix("scripts/").split()[0] for _, line in ALL}
    wanted = "check build fmt new schema diff verify round apply review adopt import export init"
    assert set(wanted.split()) <= named


def test_every_code_exists_and_is_as_severe_as_said() -> None:
    text = body(FOLDER / "meldingen.md")
    expected = (ROOT / "tests/checks/gebroken/verwacht.txt").read_text(encoding="utf-8")
    errors, _, warnings = text.partition("\n## Waarschuwingen")
    for part, severity in ((errors, "fout"), (warnings, "waarschuwing")):
        codes = re.findall(r"^### (.+)$", part, re.MULTILINE)
        assert len(codes) >= 5
        assert set(codes) <= KNOWN
        met = set(re.findall(r": (\w+) \[([a-z-]+)\]", expected))
        assert {code for code in codes if (severity, code) not in met} <= {"opmaak"}
    shown = {code for page in PAGES for code in re.findall(r"(?:fout|waarschuwing) \[([a-z-]+)\]", body(page))}
    assert shown
    assert shown <= KNOWN


def test_pictures_are_there_light_and_in_words() -> None:
    used = [picture for page in PAGES for picture in pictures(page)]
    assert all(len(words) >= 30 for words, _ in used)
    assert {Path(file).name for _, file in used} == {file.name for file in (FOLDER / "beelden").iterdir()}
    assert {file.name for file in (FOLDER / "beelden").iterdir() if file.stat().st_size > MOST} == set()


def test_every_page_is_on_the_first_page() -> None:
    assert {page.name for page in PAGES} - {"index.md"} <= set(links(FOLDER / "index.md"))


def test_the_web_route_gives_what_the_page_says(tmp_path: Path) -> None:
    """The lines to type stand in the real file, but for the number and the day; the report reads as on the page."""
    for name in ("data", "content"):
        shutil.copytree(ROOT / name, tmp_path / name)
    file = tmp_path / SPREEKUUR
    typed = [line[8:] for line in section(PHONE, "In het bestand").splitlines() if line.startswith(" " * 8)]
    before = file.read_text(encoding="utf-8").splitlines()
    other = [line for line in typed if line and line not in before]
    assert other == ["  telefoon: 088-000 02 99", "  op: 2026-11-23"]
    lines = []
    for line in before:
        key = line.split(": ")[0]
        lines.append(next((new for new in other if new.split(": ")[0] == key), line))
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert len([1 for one, two in zip(before, lines, strict=True) if one != two]) == 2
    done = run_zorgpaden("diff", "--van", ROOT, "--naar", tmp_path, "--peildatum", PEILDATUM)
    assert done.returncode == 0, done.stdout + done.stderr
    told = " ".join(section(PHONE, "Wat een ander van u ziet").partition("    Eerst lezen")[2].split("\n\n")[0].split())
    assert told.endswith("opnieuw gecontroleerd op 23 nov. 2026.")
    assert told in " ".join(done.stdout.split())
