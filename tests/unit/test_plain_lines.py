"""What is read from the lines alone is what the parser would have read."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from support import ROOT
from zorgpaden.loading.plain_lines import read_lines
from zorgpaden.loading.yaml_reader import read_yaml

PLAIN = [
    ("id: a\n", {"id": "a"}),
    ("id: a", {"id": "a"}),
    ("op: 2026-09-03\nkan: no\nbel: 0301234567\n", {"op": "2026-09-03", "kan": "no", "bel": "0301234567"}),
    ('naam: "Let op: #1"\nook: \'a "b"\'\nleeg: ""\n', {"naam": "Let op: #1", "ook": 'a "b"', "leeg": ""}),
    ("uur: 9:00\nurl: https://a.example/#b\n", {"uur": "9:00", "url": "https://a.example/#b"}),
    ("talen: [Sranan Tongo, één, 12]\nniets: []\n", {"talen": ["Sranan Tongo", "één", "12"], "niets": []}),
    ("wat: >-\n  een # twee: drie\n  - vier\nwie: u\n", {"wat": "een # twee: drie - vier", "wie": "u"}),
    ("bij:\n  op: a\n  door:\n    wie: b\n", {"bij": {"op": "a", "door": {"wie": "b"}}}),
    ("- id: a\n  wat: b\n- id: c\n", [{"id": "a", "wat": "b"}, {"id": "c"}]),
    ('bij:\n  - een\n  - "twee: drie"\n  - >-\n    vier\n    vijf\n', {"bij": ["een", "twee: drie", "vier vijf"]}),
]
UNSURE = [
    "",
    "\n",
    "a",
    "id:\n",
    "id: \n",
    "id: a \n",
    "id: a\n\nop: b\n",
    "id: a # opmerking\n",
    "# opmerking\nid: a\n",
    "id: a\n  b\n",
    "id: a\n  op: b\n",
    "id: a\nid: b\n",
    "id: a: b\n",
    "id: a:\n",
    "id: :\n",
    "ab\n",
    "op dag: a\n",
    '"id": a\n',
    "id: &a b\n",
    "id: *a\n",
    "id: !a b\n",
    "id: {a: b}\n",
    "id: [a, [b]]\n",
    "id: [a,b: c]\n",
    "id: [a\n",
    'id: "a\\tb"\n',
    'id: "a" b\n',
    "id: 'a''b'\n",
    "id: |\n  a\n",
    "id: >\n  a\n",
    "id: >-\n",
    "id: >-\n  a\n\n  b\n",
    "id: >-\n  a\n    b\n",
    "id:\n- a\n",
    "- a\nb\n",
    "- - a\n",
    "---\nid: a\n",
    "<<: a\n",
    "id: a\r\n",
    "id: a\tb\n",
    "id: a\u200bb\n",
    "\ufeffid: a\n",
    "a:\n b:\n  c:\n   d:\n    e:\n     f:\n      g:\n       h:\n        i: j\n",
]


@pytest.mark.parametrize(("text", "value"), PLAIN)
def test_plain(text: str, value: Any) -> None:
    assert read_lines(text) == value
    assert read_yaml(text, "a.yml")[::2] == (value, [])


@pytest.mark.parametrize("text", UNSURE)
def test_unsure(text: str) -> None:
    assert read_lines(text) is None


def test_what_we_ship_is_read_from_its_lines() -> None:
    texts = [file.read_text(encoding="utf-8") for file in sorted((ROOT / "data").rglob("*.yml"))]
    plain = [text for text in texts if "#" not in text]
    sure = [text for text in plain if _agrees(text)]
    assert len(sure) > len(plain) * 0.9


PIECES = [*"ab:-#>[]{}\"'\\,|&*!?% \n\t\xa0é", ": ", "- ", "  ", "\n  ", "a: b\n", "- a: b\n", "a:\n", ">-\n", "[a, b]"]


@settings(max_examples=500, derandomize=True)
@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_any_text(text: str) -> None:
    _agrees(text)


def _agrees(text: str) -> bool:
    """Whether a text is plain; then with the value of the parser, and without a problem."""
    value = read_lines(text)
    assert value is None or read_yaml(text, "a.yml")[::2] == (value, [])
    return value is not None
