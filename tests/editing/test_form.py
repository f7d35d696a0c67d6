"""A file in canonical form: read from its lines as the parser would read it, and seen as writing it anew would tell."""

from __future__ import annotations

import re
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from yaml_values import CODES, ENTITY, TEXT

from support import ROOT, form_problems
from zorgpaden.editing.canonical import canonical, new_text
from zorgpaden.editing.form import at_a_glance, form_warning, formed_files, is_canonical, is_formed
from zorgpaden.editing.layout import LONG, WIDTH
from zorgpaden.editing.places import place_of
from zorgpaden.editing.recognise import read_formed
from zorgpaden.loading.yaml_reader import read_yaml
from zorgpaden.model import Voorziening
from zorgpaden.problems import DataProblems

settings.register_profile("form", derandomize=True, deadline=timedelta(seconds=5), max_examples=60)
settings.load_profile("form")

PLACE = "data/gemeenten/waterrijk/voorzieningen/spreekuur.yml"
REGISTER = "data/landelijk/gemeenten.yml"
MIDDLING = 4000
"""Letters in a file that is quickly written anew."""


def _agrees(text: str, path: str) -> bool:
    """What is seen at a glance, after a look at whether the slow ways say the same."""
    try:
        slow = canonical(text, path) == text
    except DataProblems:
        with pytest.raises(DataProblems):
            is_canonical(text, path)
        return False
    assert is_canonical(text, path) == slow
    _reads_the_same(text, path)
    return at_a_glance(text, path)


def _reads_the_same(text: str, path: str) -> None:
    place = place_of(path)
    value = read_formed(text, place.model) if place and path.endswith(".yml") else None
    assert value is None or read_yaml(text, path)[::2] == (value, [])


# What is seen at a glance


def test_what_we_ship_is_seen_at_a_glance() -> None:
    texts = {path: (ROOT / path).read_text(encoding="utf-8") for path in formed_files(ROOT / "data", ROOT / "content")}
    plain = {path: text for path, text in texts.items() if not re.search(r"(^|\s)#", text.partition("\n---\n")[0])}
    unsure = [path for path, text in plain.items() if not at_a_glance(text, path)]
    for path, text in plain.items():
        _reads_the_same(text, path)
    assert len(plain) > 400
    assert len(unsure) < len(plain) / 50, unsure


@pytest.mark.parametrize(
    "text",
    [
        'id: a\nnaam: "112"\nsamenvatting: wat nu?\n',
        "id: a\nnaam: '\"Ja\" in ''t Huis'\nkosten: \"\"\n",
        "id: a\nfasen: [voor, na]\ntalen: []\n",
        "id: a\ntalen:\n  - een twee\n  - drie\n",
        f"id: a\nkosten: https://voorbeeld.example/{'lang' * 40}\n",
        f"id: a\nkosten: >-\n  {'woord ' * 19}x\n  nog een woord\n",
        f'id: a\nkosten: "Let op: {"x " * 49}x"\n',
        f"id: a\nkosten: >-\n  Let op: {'x ' * 51}x\n",
        "id: a\ncontact:\n  functie: F\n  terugval:\n    telefoon: 088-000 02 01\ngecontroleerd:\n  op: 2026-09-03\n",
        "id: a\ntalen:\n" + "  - engelstalig-en-nog-veel-meer\n" * 5,
        new_text({"id": "a", "talen": [f"taal {number}" for number in range(LONG + 1)]}, PLACE),
    ],
)
def test_forms_that_are_seen(text: str) -> None:
    assert canonical(text, PLACE) == text
    assert at_a_glance(text, PLACE)
    _reads_the_same(text, PLACE)


def test_a_list_of_parts_is_seen() -> None:
    path = "data/gemeenten/waterrijk/zorgpaden/geldzorgen.yml"
    assert _agrees("id: a\nstappen:\n  - id: b\n    vervangt: c\n  - id: d\n", path)
    assert not _agrees("id: a\nstappen:\n  - vervangt: c\n    id: b\n", path)
    assert not _agrees("id: a\nstappen:\n  - id: b\n  vervangt: c\n", path)


ROW = '- {id: laren, naam: "Laren, in het Gooi", cbs_code: GM0417, lengtegraad: 5.216, aliassen: [Laren (NH.), "12"]}\n'


def test_a_table_is_seen() -> None:
    assert _agrees(ROW * 2, REGISTER)
    for wrong in ("{}", "{id: laren, }", "{naam: a, id: b}", "{id: a, lengtegraad: '5.216'}", "{id: a, naam: 12}"):
        assert not _agrees(f"{ROW}- {wrong}\n", REGISTER)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        "id: a",
        "id: a\n\n",
        "id: a\n\nnaam: b\n",
        "naam: b\nid: a\n",
        "id: a\nid: a\n",
        "id: a\nzelfbedacht: b\n",
        "id:\nnaam: b\n",
        "id: \n",
        "id: a \n",
        "id: a\n  b\n",
        'id: "a"\n',
        "id: a # opmerking\n",
        "# opmerking\n\nid: a\n",
        "id: a\r\n",
        "\ufeffid: a\n",
        "id: a\u200bb\n",
        "id: &a b\n",
        "---\nid: a\n",
        "id: a\n---\nid: b\n",
        "id: [a\n",
        "id: a\nnaam: 112\n",
        "id: a\nnaam: Let op: dit\n",
        "id: a\nfasen:\n  - voor\n  - na\n",
        "id: a\nfasen: [voor,  na]\n",
        "id: a\nfasen: [voor, na,]\n",
        "id: a\nvoorwaarden: [een twee, drie]\n",
        "id: a\ncontact:\n    functie: F\n",
        "id: a\ncontact:\n functie: F\n",
        "id: a\ncontact: {functie: F}\n",
        "id: a\nvoorwaarden:\n- een twee\n",
        "id: a\nvoorwaarden:\n  -  een twee\n",
        "id: a\ngecontroleerd:\n  op: '2026-09-03'\n",
        "id: a\nkosten: >-\n  kort genoeg\n",
        f"id: a\nkosten: {'woord ' * 30}woord\n",
        f"id: a\nkosten: >-\n  {'woord ' * 18}woord\n  nog een woord\n",
        f"id: a\nkosten: >-\n  {'woord ' * 21}woord\n  nog een woord\n",
        f"id: a\nkosten: >-\n  {'woord ' * 19}woord\n   nog een woord\n",
        f"id: a\nkosten: >-\n  {'woord ' * 19}woord\n\n  nog een woord\n",
        f"id: a\nkosten: >-\n  {'woord ' * 19}woord\n  nog  een woord\n",
        f"id: a\nkosten: >-\n  {'woord ' * 19}woord\n  nog een woord \n",
        f"id: a\nkosten: >\n  {'woord ' * 19}woord\n  nog een woord\n",
        "id: a\nkosten: |-\n  nog een\n  woord\n",
        "id: a\nkosten: >-\n",
    ],
)
def test_forms_that_are_left_to_the_slow_way(text: str) -> None:
    assert not _agrees(text, PLACE)


def test_a_path_that_holds_nothing() -> None:
    assert not _agrees("id: a\n", "data/onbekend.yml")


def test_front_matter() -> None:
    path = "content/over/een.md"
    body = "## Kop\n\n- lijst   \n\n---\n# geen opmerking\n"
    assert _agrees(f"---\nsoort: pagina\ntitel: Een\n---\n{body}", path)
    assert _agrees("---\nsoort: pagina\ntitel: Een\n---\n", path)
    for wrong in (
        "---\ntitel: Een\n---",
        "--- \ntitel: Een\n---\n",
        "---\ntitel: Een\n--- \nx\n---\n",
        "---\n---\n",
        body,
    ):
        assert not _agrees(wrong, path)


# The answer is that of `canonical`

KNOWN = st.dictionaries(st.sampled_from(list(Voorziening.model_fields)), st.one_of(TEXT, st.lists(TEXT, max_size=30)))


@given(st.one_of(ENTITY, KNOWN.filter(bool)))
def test_made_values(entity: dict[str, Any]) -> None:
    _agrees(new_text(entity, PLACE), PLACE)


@cache
def _real() -> list[tuple[str, str]]:
    """(path, text) of files that are not too long."""
    found = ((path, (ROOT / path).read_text("utf-8")) for path in formed_files(ROOT / "data", ROOT / "content"))
    return [(path, text) for path, text in found if len(text) < MIDDLING]


BITS = st.sampled_from(
    [
        *" :-#'\"\n,[]{}.>|&*!%\\?1aé\t\xa0",
        ": ",
        " #",
        "- ",
        "  ",
        "\n\n",
        ">-",
        ", ",
        "[]",
        '""',
        "\n  ",
        "\r\n",
        "x" * WIDTH,
    ]
)


def _other_letters(draw: st.DrawFn, text: str) -> str:
    at = draw(st.integers(0, len(text)))
    return text[:at] + draw(st.one_of(st.just(""), BITS)) + text[at + draw(st.integers(0, 2)) :]


def _other_value(draw: st.DrawFn, text: str) -> str:
    lines = text.split("\n")
    at = draw(st.sampled_from([number for number, line in enumerate(lines) if ": " in line or "- " in line] or [0]))
    start = re.match(r"[^:-]*(: |- )?", lines[at])
    value = draw(st.sampled_from(["{}", '"{}"', "'{}'", "[{}]", "[a, {}]", "{}, b"])).format(
        draw(st.sampled_from(CODES))
    )
    lines[at] = f"{start[0] if start else ''}{value}"
    return "\n".join(lines)


def _other_lines(draw: st.DrawFn, text: str) -> str:
    lines = text.split("\n")
    one, other = draw(st.integers(0, len(lines) - 1)), draw(st.integers(0, len(lines) - 1))
    match draw(st.integers(0, 4)):
        case 0:
            del lines[one]
        case 1:
            lines.insert(one, lines[other])
        case 2:
            lines[one], lines[other] = lines[other], lines[one]
        case 3:
            lines[one] = " " * draw(st.integers(0, 6)) + lines[one].lstrip()
        case _:
            lines[one] += f" {'woord ' * draw(st.integers(0, 20))}slot"
    return "\n".join(lines)


@st.composite
def _changed(draw: st.DrawFn) -> tuple[str, str]:
    """(path, text) of a file of ours with something else in it."""
    path, text = draw(st.sampled_from(_real()))
    for _ in range(draw(st.integers(1, 3))):
        text = draw(st.sampled_from([_other_letters, _other_value, _other_lines]))(draw, text)
    return path, text


@given(_changed())
def test_changed_files(changed: tuple[str, str]) -> None:
    path, text = changed
    _agrees(text, path)
    try:
        whole = canonical(text, path)
    except DataProblems:
        return
    _agrees(whole, path)


# Files


def test_one_file() -> None:
    assert is_formed(PLACE, b"id: a\nnaam: B\n")
    assert is_formed(PLACE, b"id: a\r\nnaam: B\r\n")
    assert not is_formed(PLACE, b"naam: B\nid: a\n")
    found = form_warning(PLACE)
    assert (found.path, found.code, found.severity) == (PLACE, "opmaak", "waarschuwing")
    assert PLACE in found.hint


@pytest.mark.parametrize("raw", [b"", b"id: [a\n", b"\xff\n", b"id: a\nid: b\n"])
def test_what_cannot_be_read_has_problems_of_its_own(raw: bytes) -> None:
    assert is_formed(PLACE, raw)


def test_files_of_a_project(tmp_path: Path) -> None:
    data, content = tmp_path / "gegevens", tmp_path / "teksten"
    for path in (
        "gegevens/landelijk/begrippen.yml",
        "gegevens/landelijk/.begrippen.yml",
        "gegevens/landelijk/anders.yml",
        "gegevens/gemeenten/x/voorzieningen/b.yml",
        "gegevens/gemeenten/x/voorzieningen/a.yml",
        "gegevens/gemeenten/.x/voorzieningen/a.yml",
        "teksten/over/index.md",
        "teksten/over/foto.jpg",
    ):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("naam: x\nid: y\n", encoding="utf-8")
    (data / "landelijk/zorgpaden").symlink_to(data / "gemeenten/x/voorzieningen")
    (content / "koppeling.md").symlink_to(content / "over/index.md")
    (content / "map.md").mkdir()
    assert formed_files(data, content) == [
        "content/over/index.md",
        "data/gemeenten/x/voorzieningen/a.yml",
        "data/gemeenten/x/voorzieningen/b.yml",
        "data/landelijk/begrippen.yml",
    ]
    (data / "landelijk/begrippen.yml").write_text("- id: b\n  term: x\n", encoding="utf-8")
    assert [problem.path for problem in form_problems(data, content)] == [
        "data/gemeenten/x/voorzieningen/a.yml",
        "data/gemeenten/x/voorzieningen/b.yml",
    ]
    assert formed_files(tmp_path / "nergens", tmp_path / "nergens") == []
