"""Pages of the dossier: typed front matter, the body, and the right line for both."""

from __future__ import annotations

from pathlib import Path

import pytest

from zorgpaden.loading import load_content
from zorgpaden.loading.content import split_front_matter
from zorgpaden.problems import Problem

FRONT = """\
soort: infosheet
titel: Geldzorgen
samenvatting: Wat u kunt doen.
eigenaar: redactie
gecontroleerd: {op: 2026-09-03, door: redactie}
"""
FENCE = "---\n"
PAGE = f"{FENCE}{FRONT}{FENCE}# Kop\n\nTekst.\n"


def problems_of(tmp_path: Path, text: str | bytes) -> list[tuple[int, int, str]]:
    """(line, column, code) of every problem of one page."""
    (tmp_path / "a.md").write_bytes(text.encode() if isinstance(text, str) else text)
    _, problems = load_content(tmp_path)
    assert {problem.path for problem in problems} <= {"a.md"}
    return [(problem.line, problem.column, problem.code) for problem in problems]


# --- splitting --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("---\na: b\n---\nx\ny", ("a: b\n", "x\ny", 4)),
        ("---\n---\n", ("", "", 3)),
        ("---\n---", ("", "", 3)),
        ("---\n\n\n---\n\nx", ("\n\n", "\nx", 5)),
        ("---\r\na: b\r\n---\r\nx", ("a: b\r\n", "x", 4)),
        ("---  \na: b\n---\t\nx", ("a: b\n", "x", 4)),
        ("---\na: b\n---\nx\n---\ny\n", ("a: b\n", "x\n---\ny\n", 4)),
        ("---\na: |\n  ---\n---\nx", ("a: |\n  ---\n", "x", 5)),
        ("---\na\n ---\nb\n---\nx", ("a\n ---\nb\n", "x", 6)),
    ],
)
def test_split(text: str, expected: tuple[str, str, int]) -> None:
    """Between the first two fences on the margin; the body knows its first line."""
    assert split_front_matter(text) == expected


@pytest.mark.parametrize(
    "text",
    ["", "x", "# Kop\n", "---", "---\na\n", "--- a\n---\n", "----\na\n----\n", " ---\na\n---\n", "\n---\na\n---\n"],
)
def test_no_front_matter(text: str) -> None:
    """Not on the first line, not closed, or something else than a fence."""
    assert split_front_matter(text) is None


@pytest.mark.parametrize("character", ["\x0b", "\x0c", "\x1c", "\x85"])
def test_only_a_newline_ends_a_line(character: str) -> None:
    """A fence that no editor shows at the start of a line does not close the front matter."""
    text = f"---\na: x{character}---\nb: y\n---\nbody"
    assert split_front_matter(text) == (f"a: x{character}---\nb: y\n", "body", 5)


# --- loading ----------------------------------------------------------------------------------------


def test_page(tmp_path: Path) -> None:
    """A good page has an entity, a body, and the line on which the body starts."""
    (tmp_path / "infosheets").mkdir()
    (tmp_path / "infosheets" / "geldzorgen.md").write_text(PAGE, encoding="utf-8")
    (page,), problems = load_content(tmp_path)
    assert problems == []
    assert page.item.entity.titel == "Geldzorgen"
    assert (page.path, page.body, page.body_line) == ("infosheets/geldzorgen", "# Kop\n\nTekst.\n", 8)


def test_pages_in_a_fixed_order(tmp_path: Path) -> None:
    """Whatever the file system gives, and nothing but Markdown."""
    for name in ("b.md", "a.md", "c.png"):
        (tmp_path / name).write_text(PAGE, encoding="utf-8")
    assert [page.path for page in load_content(tmp_path)[0]] == ["a", "b"]


def test_byte_order_mark(tmp_path: Path) -> None:
    """A page saved by Notepad is a page."""
    assert problems_of(tmp_path, b"\xef\xbb\xbf" + PAGE.encode()) == []


@pytest.mark.parametrize("text", ["# Kop\n", "", f"{FENCE}{FRONT}"])
def test_front_matter_is_missing(text: str, tmp_path: Path) -> None:
    """The problem says how to begin."""
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    hint = "Begin met “---”, dan de velden, dan weer “---”."
    assert load_content(tmp_path) == (
        [],
        [Problem("a.md", 1, 1, "kop", "fout", "de velden bovenaan ontbreken", hint)],
    )


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        ("", [(2, 1, "leeg")]),
        (FRONT + "titl: x\n", [(7, 1, "onbekende-sleutel")]),
        (FRONT.replace("infosheet", "folder"), [(2, 8, "keuze")]),
        (FRONT.replace("titel: Geldzorgen\n", ""), [(2, 1, "ontbreekt")]),
        (FRONT + "titel: x\n", [(7, 1, "dubbele-sleutel")]),
        (FRONT + "links: *x\n", [(7, 8, "yaml-anker")]),
        (FRONT + "links: 'x\n", [(8, 1, "yaml")]),
        (FRONT.replace("2026-09-03", "2026-02-30"), [(6, 21, "datum")]),
        ("- a\n", [(2, 1, "soort")]),
    ],
)
def test_places_in_front_matter(front: str, expected: list[tuple[int, int, str]], tmp_path: Path) -> None:
    """Lines count from the top of the file, not from the fence."""
    assert problems_of(tmp_path, f"{FENCE}{front}{FENCE}Tekst.\n") == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Tekst <b>vet</b>.\n", [(8, 1, "html")]),
        ("\n\nregel\n<script>\n", [(11, 1, "html")]),
        ("[x](javascript:alert(1))\n", [(8, 1, "schema")]),
        ("a\n\n[x]: http://loket.example\n<i>\n", [(10, 1, "schema"), (11, 1, "html")]),
        ("gewicht < 2500 gram\n", []),
        ("x\u200by\n", [(8, 2, "onzichtbaar")]),
        ("bsn 123456782\n", [(8, 5, "bsn")]),
        ("mail j@gmail.com\n", [(8, 6, "prive-mail")]),
    ],
)
def test_places_in_the_body(body: str, expected: list[tuple[int, int, str]], tmp_path: Path) -> None:
    """HTML, links and personal data are found in the body too, on their own line."""
    assert problems_of(tmp_path, f"{FENCE}{FRONT}{FENCE}{body}") == expected


@pytest.mark.parametrize(
    ("body", "line"),
    [
        pytest.param("[" * 501, 8, id="brackets"),
        pytest.param("a\n" + "b" * 5001, 9, id="long line"),
        pytest.param("a\n\n>>> b\n", 10, id="quotation in a quotation in a quotation"),
    ],
)
def test_too_heavy_to_render(body: str, line: int, tmp_path: Path) -> None:
    """What would take the Markdown library forever is no page at all."""
    assert problems_of(tmp_path, f"{FENCE}{FRONT}{FENCE}{body}") == [(line, 1, "te-zwaar")]
    assert load_content(tmp_path)[0] == []


@pytest.mark.parametrize("body", ["[" * 500, "b" * 5000, ">> b"])
def test_not_too_heavy(body: str, tmp_path: Path) -> None:
    """The limits themselves still fit."""
    assert problems_of(tmp_path, f"{FENCE}{FRONT}{FENCE}{body}\n") == []


def test_folder_with_the_name_of_a_page(tmp_path: Path) -> None:
    """Named, and never read."""
    (tmp_path / "a.md").mkdir()
    _, (problem,) = load_content(tmp_path)
    assert (problem.path, problem.code, problem.message) == ("a.md", "onbekend-bestand", "“a.md” hoort hier niet")


def test_problems_of_front_matter_and_body_together(tmp_path: Path) -> None:
    """One round for the editor, not two."""
    text = f"{FENCE}{FRONT}titl: x\n{FENCE}<b>\n"
    assert sorted(problems_of(tmp_path, text)) == [(7, 1, "onbekende-sleutel"), (9, 1, "html")]


def test_form_feed_in_the_body(tmp_path: Path) -> None:
    """Pasted from a PDF: nobody sees it, and it is not a line for an editor."""
    assert problems_of(tmp_path, f"{FENCE}{FRONT}{FENCE}a\x0cb\n<b>\n") == [(8, 2, "onzichtbaar"), (9, 1, "html")]


def test_not_utf_8(tmp_path: Path) -> None:
    """One problem, with the place, and no page."""
    assert problems_of(tmp_path, PAGE.encode() + b"\xe9\n") == [(11, 1, "utf-8")]


@pytest.mark.parametrize("name", ["a.jpg", "a.jpeg", "a.png", "a.webp", ".DS_Store", ".verborgen.txt"])
def test_pictures_and_hidden_files(name: str, tmp_path: Path) -> None:
    """A picture is published as it is; what the system hides is not published."""
    (tmp_path / name).write_bytes(b"\xff\xd8")
    assert load_content(tmp_path) == ([], [])


@pytest.mark.parametrize("name", ["a.txt", "a.docx", "a.html", "a.js", "a.svg", "a.gif", "a.yml", "a", "a.MD", "a.PNG"])
def test_nothing_but_text_and_pictures(name: str, tmp_path: Path) -> None:
    """Everything else would be published unread: a script, a page of its own, minutes of a meeting."""
    (tmp_path / "map").mkdir()
    (tmp_path / "map" / name).write_text(PAGE, encoding="utf-8")
    pages, (problem,) = load_content(tmp_path)
    assert pages == []
    assert (problem.path, problem.line, problem.code) == (f"map/{name}", 0, "onbekend-bestand")
    assert problem.message == f"“{name}” hoort hier niet"
    assert ".md" in problem.hint


def test_folder_with_the_name_of_a_picture(tmp_path: Path) -> None:
    """A folder is walked whatever it is called, unless it claims to be a page."""
    (tmp_path / "a.png").mkdir()
    (tmp_path / "a.png" / "b.txt").write_text("x", encoding="utf-8")
    assert [problem.path for problem in load_content(tmp_path)[1]] == ["a.png/b.txt"]


@pytest.mark.parametrize("name", ["map", "foto.png", "a.md", "a.txt"])
def test_link_is_named_and_not_followed(name: str, tmp_path: Path) -> None:
    """Whether it leads to a folder, a picture, a page or nowhere."""
    outside = tmp_path / "buiten"
    outside.mkdir()
    (outside / "geheim.md").write_text(PAGE, encoding="utf-8")
    root = tmp_path / "content"
    root.mkdir()
    (root / name).symlink_to(outside if name == "map" else tmp_path / "is-er-niet")
    pages, problems = load_content(root)
    assert pages == []
    assert [(problem.path, problem.code) for problem in problems] == [(name, "koppeling")]


def test_link_to_another_file(tmp_path: Path) -> None:
    """A link could point outside the project."""
    outside = tmp_path / "buiten.txt"
    outside.write_text(PAGE, encoding="utf-8")
    root = tmp_path / "content"
    root.mkdir()
    (root / "a.md").symlink_to(outside)
    pages, problems = load_content(root)
    assert pages == []
    assert [(problem.path, problem.code) for problem in problems] == [("a.md", "koppeling")]
