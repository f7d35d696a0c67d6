"""Small projects: broken sides, hostile text, settings, and what each form of the report makes of it."""

from __future__ import annotations

import json
import re
import shutil
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from changes.scratch import TODAY, Scratch, between, small
from zorgpaden.changes.forms import _code, as_html, as_json, as_markdown, as_text
from zorgpaden.checks import Context
from zorgpaden.cli import main
from zorgpaden.model import fingerprint
from zorgpaden.project import load_project

LOCKET = "data/gemeenten/waterdorp/voorzieningen/loket.yml"
LAYER = "data/gemeenten/waterdorp/zorgpaden/pad.yml"
NATIONAL = "data/landelijk/zorgpaden/pad.yml"


@pytest.fixture
def sides(tmp_path: Path) -> tuple[Path, Scratch]:
    """Two copies of a small project; tests change the second."""
    return small(tmp_path / "oud"), Scratch(small(tmp_path / "nieuw"))


Sides = tuple[Path, Scratch]


def text(sides: Sides) -> str:
    return as_text(between(sides[0], sides[1].path))


def test_nothing(sides: Sides) -> None:
    assert "Er is niets veranderd in gegevens en teksten." in text(sides)


def test_the_example_sentence(sides: Sides) -> None:
    sides[1].edit(LOCKET, "088-000 00 01", "088-000 00 02")
    expected = "Telefoon van Loket: 088-000 00 01 → 088-000 00 02, niet opnieuw gecontroleerd."
    assert f"Eerst lezen\n  - {expected}" in text(sides)


def test_adopted_and_checked(sides: Sides) -> None:
    sides[1].edit(LOCKET, "eigenaar:", "status: vastgesteld\neigenaar:").edit(LOCKET, "2026-11-01", "2026-11-20")
    found = text(sides)
    assert "Status van Loket: concept → vastgesteld." in found
    assert "Gewijzigd en opnieuw gecontroleerd (1): Loket." in found


def test_a_check_that_goes_back(sides: Sides) -> None:
    sides[1].edit(LOCKET, "2026-11-01", "2026-01-01")
    found = text(sides)
    assert "De controle van Loket gaat terug in de tijd: 1 nov. 2026 → 1 jan. 2026." in found
    assert "Nu verlopen (1): Loket." in found


def test_no_longer_overdue(tmp_path: Path) -> None:
    old = Scratch(small(tmp_path / "oud")).edit(LOCKET, "2026-11-01", "2025-01-01")
    new = small(tmp_path / "nieuw")
    assert "Niet meer verlopen (1): Loket." in as_text(between(old.path, new))


def test_settings(sides: Sides) -> None:
    """How long a check holds: what becomes overdue by it is said as well."""
    sides[1].edit(LOCKET, "2026-11-01", "2026-10-01")
    sides[0].joinpath(LOCKET).write_text(sides[1].read(LOCKET), encoding="utf-8")
    sides[1].write("data/geldigheid.yml", "telefoon: 1\n")
    found = text(sides)
    assert "Maanden voor een voorziening met haar telefoonnummers: 6 → 1" in found
    assert "Nu verlopen (1): Loket." in found


def test_rules_of_combining(sides: Sides) -> None:
    path = "data/landelijk/combineren.yml"
    sides[1].write(path, sides[1].read(path) + "hoogstens_spoed: 2\n")
    assert "Hoogstens spoed: 3 → 2" in text(sides)


def test_the_base_of_a_hidden_block_changed(tmp_path: Path) -> None:
    """A local choice that was made over another text; and when somebody read the new one."""
    old = Scratch(small(tmp_path / "oud"))
    pad = load_project(old.path / "data", old.path / "content", Context(TODAY)).catalog.zorgpaden["pad"].entity
    known = fingerprint(pad.stappen[0])
    hidden = f"verbergt:\n  - {{blok: stappen, id: zien, reden: Dicht., kenmerk: '{known}'}}\n"
    old.write(LAYER, old.read(LAYER) + hidden)
    new = Scratch(tmp_path / "nieuw")
    shutil.copytree(old.path, new.path)
    new.edit(NATIONAL, "wat: Kijk", "wat: Kijk goed")
    found = as_text(between(old.path, new.path))
    assert f"{LAYER}: de hogere laag van “zien” bij stappen is veranderd." in found
    assert f"Weer gelezen na een wijziging in de basis\n  - {LAYER}" in as_text(between(new.path, old.path))


# --- renamed and moved ------------------------------------------------------------------------------


def test_another_id_with_the_same_content(sides: Sides) -> None:
    new = sides[1].read(LOCKET).replace("id: loket", "id: wijkloket")
    sides[1].write(LOCKET.replace("loket", "wijkloket"), new).delete(LOCKET)
    sides[1].edit(LAYER, "voorziening: loket", "voorziening: wijkloket")
    found = text(sides)
    assert "Ander id van Loket: loket → wijkloket." in found
    assert "Hulp weg" not in found
    assert "Loket, voorzieningen/loket/" in found.split("Adressen die vervallen (1)")[1]
    moved = "/voorzieningen/loket/ → /voorzieningen/wijkloket/"
    assert f"Ander adres zonder doorverwijzing (1): zet dit in data/doorverwijzingen.yml\n  - {moved}" in found
    (line,) = re.findall(r"^      (- \{van: .*\})$", found, re.MULTILINE)
    sides[1].write("data/doorverwijzingen.yml", f"{line}\n")
    found = text(sides)
    assert "zonder doorverwijzing" not in found
    assert "Adressen die vervallen" not in found
    assert f"Doorverwijzingen\n  - Erbij: {moved}" in found


def test_a_page_at_another_address(sides: Sides) -> None:
    sides[1].write("content/over/goed.md", sides[1].read("content/goed.md")).delete("content/goed.md")
    report = between(sides[0], sides[1].path)
    assert json.loads(as_json(report))["doorverwijzingen"]["ontbreekt"] == [["/goed/", "/over/goed/"]]
    assert "  - `- {van: /goed/, naar: /over/goed/}`\n" in as_markdown(report)


def test_help_that_went_while_urgent(tmp_path: Path) -> None:
    old = Scratch(small(tmp_path / "oud"))
    old.edit(LAYER, "bel:", "spoed:\n  - {id: nu, wanneer: Gevaar?, voorziening: loket}\nbel:")
    new = Scratch(small(tmp_path / "nieuw"))
    new.delete(LOCKET).edit(LAYER, "voorziening: loket", "voorziening: lijn")
    found = as_text(between(old.path, new.path))
    assert "Eerst lezen\n  - Hulp weg: Loket (Waterdorp). Staat bij spoed." in found
    assert "Bij Pad in Waterdorp, niet opnieuw gecontroleerd: Spoed nu: weg Gevaar?; Loket" in found


# --- sides with errors ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "content"),
    [
        (LOCKET, "id: loket\nnaam: [\n"),
        (LOCKET, "a: &x 1\nb: *x\n"),
        (LAYER, "id: pad\nbel:\n  - {id: x, voorziening: bestaat-niet}\n"),
        (NATIONAL, "- niets\n"),
        ("data/landelijk/gemeenten.yml", "{}\n"),
        ("data/landelijk/situaties.yml", "- {}\n"),
        ("content/goed.md", "geen velden\n"),
        ("data/landelijk/combineren.yml", "hoogstens_spoed: veel\n"),
    ],
)
def test_a_broken_side_still_gives_a_report(
    sides: Sides, path: str, content: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """It says so, and the exit code of the command does; what cannot be read is not called removed."""
    sides[1].write(path, content)
    folders = ["--van", str(sides[0]), "--naar", str(sides[1].path), "--peildatum", "2026-11-23"]
    for form in ("tekst", "markdown", "json"):
        assert main(["diff", *folders, "--formaat", form]) == 1
    out = capsys.readouterr().out
    assert f"Naar: {sides[1].path} heeft " in out
    assert path in out
    assert "Hulp weg" not in out
    assert main(["diff", *folders[2:3], str(sides[0]), "--van", str(sides[1].path), *folders[4:]]) == 0


def test_what_cannot_be_read(sides: Sides) -> None:
    sides[1].write(LOCKET, "id: loket\nnaam: [\n")
    assert "Niet meer te lezen: Loket (Waterdorp), voorziening." in text(sides)


def test_without_texts(sides: Sides, capsys: pytest.CaptureFixture[str]) -> None:
    """A version that is data alone can be compared."""
    sides[1].delete("content/goed.md")
    (sides[1].path / "content").rmdir()
    assert main(["diff", "--van", str(sides[0]), "--naar", str(sides[1].path), "--peildatum", "2026-11-23"]) == 0
    assert "Adressen die vervallen (1)" in capsys.readouterr().out


# --- wrong use --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], "Noem een versie in Git"),
        (["main", "--van", "x", "--naar", "y"], "Kies: versies in Git"),
        (["--van", "x"], "allebei"),
        (["--van", "/bestaat/niet", "--naar", "/ook/niet"], "is geen map met gegevens"),
        (["HEAD", "--formaat", "html"], "--to wijzigingen.html"),
        (["HEAD", "--formaat", "alles"], "--to MAP"),
        (["HEAD", "--sinds-splitsing"], "twee versies"),
    ],
)
def test_wrong_use(arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", *arguments]) == 2
    out, err = capsys.readouterr()
    assert told in err
    assert not out


# --- hostile text -----------------------------------------------------------------------------------

HOSTILE = [
    "@everyone",
    "#1 en !2 en GH-3",
    "](javascript:alert(1)) [klik](https://evil.example)",
    "![x](https://evil.example/volg.png)",
    "https://evil.example/",
    "<script>alert(1)</script>",
    "&lt;b&gt; en {{ 7*7 }} en {% raw %}",
    "een `code` en ``twee`` `",
    "# kop | - [ ] > citaat ~~weg~~ **vet**",
    "tekst -->",
    "\\",
]


class Tags(HTMLParser):
    """The tags of a piece of HTML, and the text outside code."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.outside = ""
        self._open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.tags.append((tag, dict(attrs)))
        self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open:
            while self._open.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if "code" not in self._open and "b" not in self._open:
            self.outside += data


@pytest.fixture(params=range(len(HOSTILE)))
def hostile(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[str, Path, Path]:
    """A project in which somebody wrote this, in every place that takes text."""
    nasty = HOSTILE[request.param]
    new = Scratch(small(tmp_path / "nieuw"))
    new.write(LOCKET, new.read(LOCKET).replace("Hier is niets mis.", json.dumps(f"Hulp. {nasty}")))
    new.write(LOCKET, new.read(LOCKET).replace("naam: Loket", f"naam: {json.dumps(f'Loket {nasty}')}"))
    new.write("content/nieuw.md", new.read("content/goed.md") + f"\n\n## {nasty}\n")
    return nasty, small(tmp_path / "oud"), new.path


def test_hostile_text_in_markdown(hostile: tuple[str, Path, Path]) -> None:
    """As a host renders it, with links made of bare addresses: nothing but lists, headings and code."""
    _, old, new = hostile
    html = MarkdownIt("gfm-like").render(as_markdown(between(old, new)))
    found = Tags(html)
    assert {tag for tag, _ in found.tags} <= {"h1", "h2", "h3", "ul", "li", "p", "code", "strong"}
    assert not any(attributes for _, attributes in found.tags)
    assert not {"@", "#", "`", "<", "http"} & {sign for sign in ("@", "#", "`", "<", "http") if sign in found.outside}


def test_hostile_text_in_html(hostile: tuple[str, Path, Path]) -> None:
    _, old, new = hostile
    html = as_html(between(old, new), "wijzigingen.css")
    found = Tags(html)
    assert {tag for tag, _ in found.tags} <= {
        *("html", "head", "meta", "title", "link", "body", "main", "h1", "h2", "h3", "p", "ul", "li", "b")
    }
    assert [at for tag, at in found.tags if tag == "link"] == [{"rel": "stylesheet", "href": "wijzigingen.css"}]
    assert not any(name in {"style", "src", "onclick"} for _, attributes in found.tags for name in attributes)


def test_hostile_text_in_a_log(hostile: tuple[str, Path, Path]) -> None:
    """No line that a runner would obey, no letters that are not to be seen."""
    _, old, new = hostile
    for line in as_text(between(old, new)).splitlines():
        assert not line.lstrip().startswith("::")
        assert line.isprintable()


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_any_text_is_one_piece_of_code(nasty: str) -> None:
    """The parser of CommonMark sees the text and nothing of what it tries."""
    tokens = MarkdownIt("gfm-like").parse(f"- A {_code(nasty)} b")
    inline = [child for token in tokens for child in token.children or []]
    code = _code(nasty)
    assert [child.type for child in inline] == (["text", "code_inline", "text"] if code else ["text"])
    if code:
        shown = inline[1].content
        assert shown == code.strip("`").strip() or shown.strip() == " ".join(shown.split())


def test_json_keeps_the_text(hostile: tuple[str, Path, Path]) -> None:
    _, old, new = hostile
    assert json.loads(as_json(between(old, new)))["wijzigingen"]


def test_too_long_for_a_comment(sides: Sides) -> None:
    for number in range(60):
        page = sides[1].read("content/goed.md")
        sides[1].write(f"content/extra-{number}.md", page + f"\nRegel {number}.\n")
    report = between(sides[0], sides[1].path)
    short = as_markdown(report, 2_000)
    assert len(short) <= 2_000
    assert "afgekapt" in short
    assert as_markdown(report).startswith(short.split("\n\n**Dit verslag")[0])
