"""What cannot be in the repository itself: each fault is made in a copy of the whole project."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from zorgpaden.checks import Context
from zorgpaden.freshness import Geldigheid
from zorgpaden.loading import load_data
from zorgpaden.loading.text_guard import MAX_BYTES, decode
from zorgpaden.problems import Problem
from zorgpaden.project import load_project

WHOLE = Path(__file__).parent / "heel"
CONTEXT = Context(date(2026, 11, 23))
BRON = Path("data/landelijk/bronnen")
PAGE = Path("content/goed.md")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(WHOLE, tmp_path / "heel"))


def problems(root: Path) -> list[Problem]:
    return load_project(root / "data", root / "content", CONTEXT).problems


def in_front_matter(root: Path, line: str) -> None:
    page = root / PAGE
    page.write_text(page.read_text(encoding="utf-8").replace("---\n", f"---\n{line}\n", 1), encoding="utf-8")


def not_utf_8(root: Path) -> str:
    """Git and editors would mend bytes that are not UTF-8."""
    (root / BRON / "goed.yml").write_bytes("id: goed\ntitel: één\n".encode("latin-1"))
    return "data/landelijk/bronnen/goed.yml:2:8: fout"


def too_large(root: Path) -> str:
    """A file of more than 256 kB has no place in the repository."""
    (root / BRON / "goed.yml").write_bytes(b"#" * (MAX_BYTES + 1))
    return "data/landelijk/bronnen/goed.yml: fout"


def symlink(root: Path) -> str:
    """A link in Git becomes a text file on Windows."""
    (root / BRON / "link.yml").symlink_to("/etc/hostname")
    return "data/landelijk/bronnen/link.yml: fout"


def no_folder(root: Path) -> str:
    """A folder that is not there cannot be in the broken project."""
    shutil.rmtree(root / "content")
    return "content/: fout"


# The codes that cannot be shown in `gebroken/`; each docstring above says why.
DAMAGE: dict[str, Callable[[Path], str]] = {
    "utf-8": not_utf_8,
    "te-groot": too_large,
    "koppeling": symlink,
    "map-ontbreekt": no_folder,
}
# The codes that no file at all can give, and why.
UNREACHABLE = {
    "vorm": "the last resort for a rule of pydantic that no model has today; see tests/unit/test_shape.py",
}


@pytest.mark.parametrize("code", DAMAGE)
def test_code_that_cannot_be_in_the_repository(code: str, copy: Path) -> None:
    place = DAMAGE[code](copy)
    first = [problem for problem in problems(copy) if problem.code == code]
    assert len(first) == 1
    assert str(first[0]).startswith(f"{place} [{code}]")


def test_number_of_4400_digits(copy: Path) -> None:
    """More than Python itself wants to read."""
    in_front_matter(copy, f"volgorde: {'9' * 4400}")
    found = [(one.path, one.line, one.column, one.code, one.message) for one in problems(copy)]
    assert found == [("content/goed.md", 2, 11, "getal", "bij “volgorde” hoort een getal")]


def test_largest_file_that_may_be(copy: Path) -> None:
    file = copy / BRON / "goed.yml"
    file.write_bytes(file.read_bytes().ljust(MAX_BYTES, b"#"))
    assert problems(copy) == []


def test_byte_order_mark_is_no_problem(copy: Path) -> None:
    """Windows editors write one; nobody can see it."""
    for path in (copy / BRON / "goed.yml", copy / PAGE):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert problems(copy) == []


def test_windows_line_ends_are_no_problem(copy: Path) -> None:
    for path in (copy / BRON / "goed.yml", copy / PAGE):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert problems(copy) == []


def test_hidden_files_are_left_alone(copy: Path) -> None:
    (copy / "data" / ".DS_Store").write_bytes(b"\xff")
    (copy / BRON / ".goed.yml.swp").write_bytes(b"\xff")
    assert problems(copy) == []


def test_invisible_character_typed_in(copy: Path) -> None:
    """Literally, where the broken project has it as an escape; this way nobody's editor removes it."""
    in_front_matter(copy, "zoekwoorden: [a\u200bb, c\u202ed]")
    found = problems(copy)
    assert [(one.line, one.column, one.code) for one in found] == [(2, 16, "onzichtbaar"), (2, 21, "onzichtbaar")]
    assert "U+200B" in found[0].message


def test_control_character_in_yaml(copy: Path) -> None:
    (copy / BRON / "bel.yml").write_bytes(b"id: bel\ntitel: \x07\n")
    found = {one.code: one.message for one in problems(copy)}
    assert set(found) == {"onzichtbaar", "yaml"}
    assert "stuurteken" in found["yaml"]


def test_link_to_a_page(copy: Path) -> None:
    (copy / "content" / "link.md").symlink_to("/etc/hostname")
    assert [(one.path, one.code) for one in problems(copy)] == [("content/link.md", "koppeling")]


def test_link_to_a_folder_is_not_followed(copy: Path) -> None:
    (copy / "data" / "regios").symlink_to(copy / "data" / "gemeenten")
    assert [(one.path, one.code) for one in problems(copy)] == [("data/regios", "koppeling")]


def test_names_that_differ_in_case(copy: Path) -> None:
    """Two files here, one file on Windows and macOS."""
    (copy / BRON / "Goed.yml").write_text("id: goed-twee\ntitel: Twee\nuitgever: Heel\n", encoding="utf-8")
    if len(list((copy / BRON).iterdir())) == 1:
        pytest.skip("this disk ignores case")
    found = [one for one in problems(copy) if one.code == "dubbel-id"]
    assert [one.path for one in found] == ["data/landelijk/bronnen/goed.yml"]


def test_long_line_in_a_page(copy: Path) -> None:
    page = copy / PAGE
    page.write_text(page.read_text(encoding="utf-8") + "\n" + "lang " * 4001 + "\n", encoding="utf-8")
    lines = page.read_text(encoding="utf-8").splitlines()
    assert [(one.line, one.code) for one in problems(copy)] == [(len(lines), "te-zwaar")]


def test_both_folders_missing(tmp_path: Path) -> None:
    found = load_project(tmp_path / "data", tmp_path / "content", CONTEXT).problems
    assert [(one.path, one.code) for one in found] == [("data/", "map-ontbreekt"), ("content/", "map-ontbreekt")]


def test_file_where_a_folder_is_asked(copy: Path) -> None:
    found = load_project(copy / PAGE, copy / "content", CONTEXT).problems
    assert [one.code for one in found] == ["map-ontbreekt"]


@pytest.mark.parametrize(
    "bomb",
    ["[" * 60_000, "{a: " * 15_000, "- " * 30_000, "? " * 30_000, "a: &a [b]\nc: [*a, *a]\n"],
    ids=["brackets", "braces", "dashes", "keys", "aliases"],
)
def test_yaml_bombs_are_cheap(bomb: str, copy: Path) -> None:
    (copy / BRON / "bom.yml").write_text(bomb, encoding="utf-8")
    start = time.process_time()
    found = problems(copy)
    assert {one.path for one in found} == {"data/landelijk/bronnen/bom.yml"}
    assert time.process_time() - start < 5


@pytest.mark.parametrize("piece", [b"a", b"@gmail", b"1", b"1.", b"<", b"a@"])
def test_guard_takes_linear_time(piece: bytes) -> None:
    start = time.process_time()
    decode(piece * (200_000 // len(piece)), "x")
    assert time.process_time() - start < 10  # seconds of work, not of waiting


def test_reference_to_what_is_refused(copy: Path) -> None:
    """One mistake is one problem, not one for each file that refers to it."""
    (copy / BRON / "goed.yml").write_text("id: goed\ntitel: Zonder uitgever\n", encoding="utf-8")
    assert load_data(copy / "data")[2] == {"goed"}
    assert [(one.path, one.code) for one in problems(copy)] == [("data/landelijk/bronnen/goed.yml", "ontbreekt")]


def test_reference_to_what_is_refused_in_a_list(copy: Path) -> None:
    situaties = copy / "data" / "landelijk" / "situaties.yml"
    text = situaties.read_text(encoding="utf-8")
    situaties.write_text(text.replace("nummer: 1", "nummer: 99"), encoding="utf-8")
    assert load_data(copy / "data")[2] == {"gedekt"}
    assert [one.code for one in problems(copy)] == ["bereik"]


def test_reference_to_what_is_not_there(copy: Path) -> None:
    """The other side: nothing was refused, so every reference to it is a problem."""
    os.remove(copy / BRON / "goed.yml")
    assert load_data(copy / "data")[2] == set()
    assert {one.code for one in problems(copy)} == {"verwijzing"}


def test_months_of_validity_from_the_data(copy: Path) -> None:
    """What was checked on 1 November is overdue on 2 December when a check holds one month."""
    (copy / "data" / "geldigheid.yml").write_text("telefoon: 1\n", encoding="utf-8")
    project = load_project(copy / "data", copy / "content", Context(date(2026, 12, 2)))
    assert project.catalog.geldigheid == Geldigheid(telefoon=1, afspraak=12, tekst=24)
    assert [(one.path.rsplit("/", 1)[-1], one.code) for one in project.problems] == [
        ("loket.yml", "verlopen"),
        ("lijn.yml", "verlopen"),
    ]
    assert "langer dan 1 maanden" in project.problems[0].message


def test_months_of_validity_without_a_file(copy: Path) -> None:
    assert load_project(copy / "data", copy / "content", CONTEXT).catalog.geldigheid == Geldigheid()


@pytest.mark.parametrize(
    ("text", "place", "code"),
    [
        ("telefoon: nul\n", "1:11", "getal"),
        ("afspraak: 0\n", "1:11", "bereik"),
        ("tekst: 24\nteksten: 1\n", "2:1", "onbekende-sleutel"),
        ("- 6\n", "1:1", "soort"),
        ("", "1:1", "leeg"),
    ],
)
def test_wrong_months_of_validity(text: str, place: str, code: str, copy: Path) -> None:
    (copy / "data" / "geldigheid.yml").write_text(text, encoding="utf-8")
    found = [(one.path, f"{one.line}:{one.column}", one.code) for one in problems(copy)]
    assert found == [("data/geldigheid.yml", place, code)]


@pytest.mark.parametrize(
    "name",
    ["index", "gemeenten", "gemeenten/waterdorp/index", "zorgpaden/pad", "voorzieningen/lijn", "assets", "assets/zp"],
)
def test_page_that_takes_an_address(name: str, copy: Path) -> None:
    page = copy / "content" / f"{name}.md"
    page.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(copy / PAGE, page)
    assert [(one.path, one.code) for one in problems(copy)] == [(f"content/{name}.md", "adres-bezet")]


@pytest.mark.parametrize("name", ["zorgpaden/padje", "gemeenten/nergens", "pad", "over/index", "assets-en-meer"])
def test_page_beside_a_taken_address(name: str, copy: Path) -> None:
    page = copy / "content" / f"{name}.md"
    page.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(copy / PAGE, page)
    assert problems(copy) == []


# --- Faults of the package that this suite met, mended since. ---


def folder_name_is_a_file(root: Path) -> None:
    (root / "data" / "regios").write_text("", encoding="utf-8")


def landelijk_is_a_file(root: Path) -> None:
    shutil.rmtree(root / "data" / "landelijk")
    (root / "data" / "landelijk").write_text("", encoding="utf-8")


def list_name_is_a_folder(root: Path) -> None:
    (root / "data" / "uitzonderingen.yml").mkdir()


def page_name_is_a_folder(root: Path) -> None:
    (root / "content" / "map.md").mkdir()


def year_9999(root: Path) -> None:
    page = root / PAGE
    page.write_text(page.read_text(encoding="utf-8").replace("2026-11-01", "9999-12-31"), encoding="utf-8")


@pytest.mark.parametrize(
    "damage", [folder_name_is_a_file, landelijk_is_a_file, list_name_is_a_folder, page_name_is_a_folder, year_9999]
)
def test_fault_of_an_editor_is_a_problem(damage: Callable[[Path], None], copy: Path) -> None:
    damage(copy)
    assert problems(copy)


def test_long_definition_list_is_no_traceback(copy: Path) -> None:
    with (copy / PAGE).open("a", encoding="utf-8") as page:
        page.write("\n\n" + "a\n:   b\n" * 2000)
    problems(copy)


def test_escaped_control_character(copy: Path) -> None:
    (copy / BRON / "bel.yml").write_text('id: bel\ntitel: "a\\0b\\x1b"\nuitgever: Heel\n', encoding="utf-8")
    assert problems(copy)


def test_invisible_tag_characters(copy: Path) -> None:
    in_front_matter(copy, "zoekwoorden: [a\U000e0041b]")
    assert problems(copy)


def test_folder_given_as_a_dot(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.remove(copy / BRON / "goed.yml")
    monkeypatch.chdir(copy / "data")
    found = load_project(Path(), copy / "content", CONTEXT).problems
    assert found
    assert not [one for one in found if one.path.startswith("/")]


def test_number_that_is_replaced_by_none(copy: Path) -> None:
    """The gemeente has no layer over the path, but a voorziening without telephone in place of the only number."""
    gemeente = copy / "data" / "gemeenten" / "waterdorp"
    shutil.rmtree(gemeente / "zorgpaden")
    loket = gemeente / "voorzieningen" / "loket.yml"
    text = loket.read_text(encoding="utf-8").replace("telefoon: 088-000 00 01", "email: loket@waterdorp.example")
    loket.write_text(f"{text}in_plaats_van: lijn\nvervangt: 34053cd1\n", encoding="utf-8")
    assert "geen-actie" in {one.code for one in problems(copy)}
