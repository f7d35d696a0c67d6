"""Where hostile input starts from: good files, and pieces that once broke something somewhere."""

from __future__ import annotations

import io
import json
import tempfile
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from hypothesis import strategies as st

from fuzz.hostile import SMALL
from sheets.spreadsheets import HEADERS, NEW, ods, ods_row, xlsx
from support import ROOT

TEXTS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "' autofocus onfocus='a",
    "</title><script>",
    "<!--",
    "-->",
    "]]>",
    "&lt;script&gt;",
    "&#106;avascript:alert(1)",
    "{{ 7 * 7 }}",
    "{% raw %}",
    "zp-gat-inhoud-zp",
    "zp-gat-hoofd-zp",
    "javascript:alert(1)",
    "data:text/html,x",
    'https://a.example/"onclick="x',
    "//evil.example",
    "https://a@b.example",
    "http://a.example",
    "a@b.example\r\nBcc: c@d.example",
    "a\nX-ATTACH:b",
    "=cmd|' /C calc'!A0",
    "\u202etxt",
    "a\u200bb",
    "\x00",
    "\x85",
    "\u2028",
    "\ud7ff",
    "😀" * 20,
    "a" * 5000,
    "0" * 5000,
    "1e309",
    "-1",
    "9" * 400,
    "0001-01-01",
    "9999-12-31",
    "nan",
    "112",
    "14 030",
    "06-12345678",
    "../../etc/passwd",
    "con",
    "..",
    "a/b",
    "",
    " ",
    "~",
    "null",
    "[[[[",
    "((((",
    "*" * 400,
    "`" * 300,
    "> " * 60,
    "1. " * 60,
    "|" * 300,
    "[a](javascript:alert(1))",
    "[a](<javascript:alert(1)>)",
    "[a](java&Tab;script:alert(1))",
    "[a]: javascript:alert(1)\n\n[a]",
    "![a](https://evil.example/a.png)",
    "[a](//evil.example)",
    "<javascript:alert(1)>",
    "<https://a.example>",
    "[^a]: b\n\n[^a]",
    '[a](tel:112"onclick="x)',
    "```\n<script>\n```",
    "    <script>",
    "- [ ](a)\n" * 30,
    "a\n:   b",
    "*[HTML]: x",
    "{: onclick=x }",
    "[toc]",
    "| a |\n|---|\n" + "| b |\n" * 30,
    "a\\\nb",
    "&amp;" * 50,
    "\\[",
    "\\<script>",
    "[x](\\javascript:a)",
    '[a](x "onclick=y")',
]
"""Text of somebody who means harm, or was unlucky."""
YAML = [
    "&a ",
    "*a",
    "!!python/object:os.system ",
    "!x ",
    "<<: ",
    "? ",
    "- " * 40,
    "[" * 40,
    "{" * 40,
    "%YAML 1.2\n",
    "---\n",
    "...\n",
    "|\n  ",
    ">-\n  ",
    "#",
    ": ",
    "\t",
    '"\\u200b"',
    '"\\x00"',
    "'",
    '"',
]
CSS = [
    "@import url(//evil.example);",
    "url(javascript:x)",
    "expression(alert(1))",
    "</style><script>",
    "var(--a)",
    "--a: var(--b); --b: var(--a);",
    "calc(" * 60,
    "}" * 5,
    "{" * 60,
    "/*",
    "*/",
    "\\65xpression(1)",
    "behavior: url(x)",
    "\\",
    '"',
    "'",
    ";",
    "color-mix(in srgb, red, blue)",
    "rgb(0 0 0 / 0%)",
    "hsl(1e999 2% 3%)",
    "#12345",
    "lab(nan 0 0)",
    "oklch(1e400 1 1)",
    "1e9999px",
    "-1e400rem",
    "@font-face{src:url(data:x)}",
    "@layer a{",
    ":root{",
    "--zp-link:",
    "\u2028",
    "﻿",
    "\x00",
    '@charset "x";',
    "U+0-10FFFF",
    "rgb(" + "var(--a)," * 30 + ")",
]
JSON = [
    "[" * 3000,
    '{"a":' * 300,
    "1" * 5000,
    "1e999",
    "NaN",
    '"\\ud800"',
    '"\\u0000"',
    "null",
    "true",
    "{}",
    "[]",
    '"title":',
    ",",
    "\\",
    '"',
]
CELLS = [";", ",", "\t", "|", '"', '""', "\r", "\n", "\r\n", "'=1", "=1+1", "+1", "@a", "\ufeff"]
XML = [
    "<!ENTITY a 'b'>",
    "<!DOCTYPE x [",
    "&a;",
    '<c r="XFD1048576">',
    'r="A1"',
    "<f>1+1</f>",
    't="e"',
    't="s"',
    "<v>99999999</v>",
    "<v>1e308</v>",
    "<v>-5</v>",
    "</row>",
    "]]>",
    "\x00",
    '<mergeCell ref="A1:XFD1048576"/>',
    'table:number-columns-repeated="999999999"',
    'table:number-rows-repeated="999999999"',
]

ANSWER = """\
# begin antwoord
deel: gemeente-waterdorp
op: 2026-11-20
door: beheerder
antwoorden:
  - soort: voorziening
    id: loket
    kenmerk: 12345678
    klopt: nee
    stond: {telefoon: 088-000 00 01}
    wordt: {telefoon: 088-000 00 02}
    opmerking: Goed zo.
# einde antwoord
"""
FEEDBACK = [
    {
        "title": "Nummer klopt niet",
        "body": "Zie https://zorgpaden.example/zorgpaden/pad/",
        "labels": [{"name": "fout"}],
        "html_url": "https://git.example/1",
        "created_at": "2026-11-01T10:00:00Z",
        "state": "open",
    }
]
LINKS = {
    "error_map": {
        "data/a.yml": [
            {"url": "https://a.example/", "status": {"text": "404", "code": 404}, "span": {"line": 3, "column": 2}}
        ]
    }
}
DECISIONS = """\
agenda: 2026-11-01
sinds: 2026-05-01
op: 2026-11-20
ronde: redactieraad najaar 2026
punten:
  - punt: "1"
    soort: concept
    onderwerp: Pad
    bestand: data/landelijk/zorgpaden/pad.yml
    kenmerk: 12345678
    besluit: vaststellen
"""
STYLE = """\
:root {
  --zp-link: #123456;
  --zp-grond: #ffffff;
  --zp-tekst: rgb(10, 20, 30);
  --a: var(--zp-link);
}
"""
FILES = {
    "voorziening": "data/gemeenten/waterdorp/voorzieningen/loket.yml",
    "zorgpad": "data/landelijk/zorgpaden/pad.yml",
    "gemeente": "data/gemeenten/waterdorp/gemeente.yml",
    "organisatie": "data/organisatie.yml",
    "pagina": "content/goed.md",
}
"""Files of the small project."""


@cache
def seed(kind: str) -> bytes:
    """A good file of a kind."""
    if kind in FILES:
        return (SMALL / FILES[kind]).read_bytes()
    if kind in ("xlsx", "ods"):
        return _book(kind)
    texts = {
        "css": STYLE,
        "csv": ";".join(HEADERS) + "\r\n" + ";".join(map(str, NEW)) + "\r\n",
        "antwoord": ANSWER,
        "antwoord-csv": "id;veld;waarde;klopt;door;op\nloket;telefoon;088-000 00 02;nee;beheerder;2026-11-20\n",
        "adressen": "eigenaar;adres\ngemeente;loket@waterdorp.example\n",
        "feedback": json.dumps(FEEDBACK),
        "feedback-csv": "title,body,labels,url,created_at,state\nFout,Zie daar,a,https://git.example/1,2026-11-01,open\n",
        "koppelingen": json.dumps(LINKS),
        "besluiten": DECISIONS,
        "woorden": (ROOT / "theme" / "talen" / "nl.yml").read_text(encoding="utf-8"),
    }
    return texts[kind].encode()


def _book(kind: str) -> bytes:
    with tempfile.TemporaryDirectory() as place:
        file = Path(place) / f"kaart.{kind}"
        if kind == "xlsx":
            return xlsx(file, [HEADERS, NEW]).read_bytes()
        return ods(file, ods_row(HEADERS) + ods_row([str(cell) for cell in NEW])).read_bytes()


# --- strategies -------------------------------------------------------------------------------------


PIECES = {
    "css": CSS,
    "feedback": JSON,
    "koppelingen": JSON,
    "csv": CELLS,
    "antwoord-csv": CELLS,
    "adressen": CELLS,
    "feedback-csv": CELLS,
}


def pieces(kind: str) -> st.SearchStrategy[str]:
    """What is put into a file of a kind."""
    return st.one_of(st.sampled_from(TEXTS), st.sampled_from(PIECES.get(kind, YAML)), st.text(max_size=12))


@st.composite
def damaged(draw: st.DrawFn, kind: str) -> bytes:
    """A good file in which pieces are put, or parts left out."""
    text = seed(kind).decode()
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        length = draw(st.sampled_from((0, 0, 0, 1, 5, 40)))
        text = text[:start] + draw(pieces(kind)) + text[start + length :]
    return text.encode("utf-8", "surrogatepass")


def leaves(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The places of all values that hold nothing else."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else None
    if inner is None:
        yield path
    else:
        for step, child in inner:
            yield from leaves(child, (*path, step))


@st.composite
def refilled(draw: st.DrawFn, kind: str) -> bytes:
    """A good YAML or JSON file in which one value is another: that gets past the reader, often past the checks."""
    raw = seed(kind).decode()
    front, body = raw.split("---\n")[1:] if kind == "pagina" else (raw, "")
    value = yaml.safe_load(front)
    path = draw(st.sampled_from(list(leaves(value))))
    room = value
    for step in path[:-1]:
        room = room[step]
    room[path[-1]] = draw(st.one_of(st.sampled_from(TEXTS), st.text(max_size=30)))
    if kind in ("feedback", "koppelingen"):
        return json.dumps(value).encode()
    dumped = yaml.safe_dump(value, allow_unicode=True, sort_keys=False)
    return (f"---\n{dumped}---\n{body}" if kind == "pagina" else dumped).encode("utf-8", "surrogatepass")


@st.composite
def markdown(draw: st.DrawFn) -> bytes:
    """A page with a good head and a text of pieces."""
    head = "---\n" + seed("pagina").decode().split("---\n")[1] + "---\n"
    parts = st.one_of(
        st.sampled_from(TEXTS),
        st.sampled_from(["\n", "\n\n", " ", "- ", "> ", "#", "**", "[", "](", ")", "|", "`", "![", "<", ">", "&"]),
    )
    return (head + "".join(draw(st.lists(parts, max_size=12)))).encode("utf-8", "surrogatepass")


@st.composite
def workbook(draw: st.DrawFn, kind: str) -> bytes:
    """A workbook of which one part is damaged, or of which the bytes are."""
    raw = seed(kind)
    if draw(st.integers(0, 4)) == 0:
        at = draw(st.integers(0, len(raw) - 1))
        return raw[:at] + draw(st.binary(max_size=6)) + raw[at + draw(st.integers(0, 6)) :]
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(made, "w") as new:
        names = old.namelist()
        chosen = draw(st.sampled_from(names))
        for name in names:
            content = old.read(name)
            if name == chosen:
                at = draw(st.integers(0, len(content)))
                put = draw(st.one_of(st.sampled_from(XML), st.sampled_from(TEXTS), st.sampled_from(CELLS)))
                content = (
                    content[:at]
                    + put.encode("utf-8", "surrogatepass")
                    + content[at + draw(st.sampled_from((0, 0, 3, 20))) :]
                )
            new.writestr(name, content)
    return made.getvalue()


def inputs(kind: str) -> st.SearchStrategy[bytes]:
    """Bytes for a kind: anything, damaged, or refilled."""
    if kind in ("xlsx", "ods"):
        return workbook(kind)
    ways = [damaged(kind), damaged(kind), st.binary(max_size=80)]
    if kind in (*FILES, "antwoord", "feedback", "koppelingen", "besluiten"):
        ways += [refilled(kind)] * 3
    if kind == "pagina":
        ways += [markdown()] * 4
    return st.one_of(ways)
