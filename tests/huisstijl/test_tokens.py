"""Tokens: what counts, what they come to, and what is refused."""

from __future__ import annotations

import time

import pytest
import tinycss2

from zorgpaden.huisstijl.tokens import MAX_BYTES, Resolver, Unresolved, read_sheet


def value(css: str, name: str = "--x") -> str:
    sheet, problems = read_sheet(css.encode(), "huisstijl.css")
    assert problems == []
    return str(tinycss2.serialize(Resolver(sheet.tokens).value(name)[0]))


@pytest.mark.parametrize(
    ("css", "found"),
    [
        (":root { --x: #123456; }", "#123456"),
        (":root { --x: var(--y); --y: var( --z ); --z: red }", "red"),
        (":root { --x: var(--weg, var(--ook-weg, blue)); }", "blue"),
        (":root { --x: var(--y, green); --y: red }", "red"),
        (":root { --x: var(--y, green); --y: ; }", "green"),
        (":root { --x: var(--weg,); }", ""),
        (":root { --x: initial; }", ""),
        (":root { --x: red; --x: blue }", "blue"),
        (":root { --x: red !important; } .a-theme { --x: blue }", "red"),
        (":root { --x: red } .denhaag-theme { --x: blue }", "blue"),
        ("html, body.a-theme { --x: red }", "red"),
        (".a-theme { --x: red } .a-theme .knop { --x: blue } .a-theme:hover { --x: blue }", "red"),
        (".a-theme { --x: red } .a-theme--color-scheme-dark { --x: blue }", "red"),
        (".a-theme--donker { --x: blue }", "blue"),
        (":root { --x: red; & .y { --x: blue } @media print { --x: blue } }", "red"),
        (":root { --x: red } @media (min-width: 1px) { :root { --x: blue } }", "red"),
        (":root { --x: red } @layer a { :root { --x: blue } } @supports (a: b) { :root { --x: blue } }", "red"),
        ('@charset "utf-8"; :root { --x: /* -- */ red /* x */; }', "red"),
        (":root { --x: a, var(--y) , b; --y: c, d }", "a, c, d , b"),
        (":root { --X: blue; --x: red }", "red"),
        (r":root { --x: v\61r(--y); --y: red }", "red"),
    ],
)
def test_value(css: str, found: str) -> None:
    assert value(css) == found


def test_what_is_left_out_is_counted() -> None:
    css = ".t { --x: red; .y { --a: b } } .t .z { --x: b } @media print { .t { --x: b } } .t--d { --x: b }"
    assert read_sheet(css.encode(), "h.css")[0].left_out == 4


@pytest.mark.parametrize(
    ("css", "code", "says"),
    [
        ("--x: var(--x)", "huisstijl-kring", "--x → --x"),
        ("--x: var(--y); --y: var(--z); --z: var(--y)", "huisstijl-kring", "--y → --z → --y"),
        ("--x: var(--kleur-blau); --kleur-blauw: blue", "huisstijl-token", "--kleur-blau,"),
        ("--x: calc(var(--y) * 2); --y: 1px", "huisstijl-kleur", "rekent"),
        ("--x: var(--a0);" + "".join(f"--a{n}: var(--a{n + 1});" for n in range(9000)), "huisstijl-kring", "40"),
        ("--x: var(--a0);" + "".join(f"--a{n}: var(--a{n + 1}) var(--a{n + 1});" for n in range(38)) + "--a38: initial",
         "huisstijl-kring", "tokens"),
        ("--x: " + "var(--w, " * 30 + "red" + ")" * 29 + ", var(--x))", "huisstijl-kring", "--x"),
    ],
)  # fmt: skip
def test_what_comes_to_nothing(css: str, code: str, says: str) -> None:
    sheet, problems = read_sheet(f":root {{ {css} }}".encode(), "h.css")
    assert problems == []
    before = time.process_time()
    with pytest.raises(Unresolved) as wrong:
        Resolver(sheet.tokens).value("--x")
    assert time.process_time() - before < 10  # seconds of work, not of waiting
    assert wrong.value.code == code
    assert says in wrong.value.message


def test_a_name_that_is_meant_is_named() -> None:
    sheet, _ = read_sheet(b":root { --x: var(--kleur-blau); --kleur-blauw: blue }", "h.css")
    with pytest.raises(Unresolved) as wrong:
        Resolver(sheet.tokens).value("--x")
    assert "Bedoelt u “--kleur-blauw”?" in wrong.value.hint


@pytest.mark.parametrize(
    ("css", "line", "says"),
    [
        (":root{}\n@import 'x.css';", 2, "@import"),
        (":root{\n--x: url(https://elders.example/a.png)}", 2, "url()"),
        (":root{\n--x: url('//elders.example/a.png')}", 2, "url()"),
        (":root{\n--x: \\75rl(javascript:x)}", 2, "url()"),
        (":root{\n--x: image-set('https://elders.example/a.png' 1x)}", 2, "url()"),
        (":root{\n--x: a(b(url(x.png)))}", 2, "url()"),
        (".x .y{\nbackground: url(https://elders.example/a.png)}", 2, "url()"),
        ("@media print{\n.y{background: url(https://elders.example/a.png)}}", 2, "url()"),
        (":root{\n--x: expression(alert(1))}", 2, "expression"),
        (":root{\n-moz-binding: none}", 2, "-moz-binding"),
        (":root{\nbehavior: none}", 2, "behavior"),
        (":root{--x:red}\n</style><script>alert(1)</script>", 2, "HTML"),
        (":root{--x:red} /*\n</STYLE > */", 2, "HTML"),
        (":root{\n--x: 'open\n}", 2, "geen CSS"),
        (":root{\n--x: )}", 2, "geen CSS"),
        (":root{\n--x: " + "(" * 60 + ")" * 60 + "}", 2, "haakjes"),
        (":root{}\n}", 2, "klopt"),
        (":root{\n--x }", 2, "klopt"),
        (".a-theme{--x:red}\n.b-theme{--x:blue}", 2, "2 thema's: .a-theme, .b-theme"),
        (":root{\n--x: re\u200bd}", 2, "U+200B"),
        (":root{\n--x: re\x00d}", 2, "U+0000"),
        (":root{\n--x: \u202ered}", 2, "U+202E"),
    ],
)
def test_refused_with_its_line(css: str, line: int, says: str) -> None:
    _, problems = read_sheet(css.encode(), "huisstijl.css")
    assert problems
    assert (problems[0].path, problems[0].line, problems[0].severity) == ("huisstijl.css", line, "fout")
    assert says in problems[0].message
    assert problems[0].hint


def test_data_addresses_of_parts_of_a_page_are_no_problem() -> None:
    css = """:root { --pijl: url("data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'></svg>"); --x: red }"""
    assert value(css) == "red"


def test_too_large_or_no_text() -> None:
    assert "kB" in read_sheet(b" " * (MAX_BYTES + 1), "h.css")[1][0].message
    problem = read_sheet(b":root{}\n\xff", "h.css")[1][0]
    assert (problem.line, problem.code) == (2, "huisstijl-bestand")


def test_all_problems_in_one_go() -> None:
    css = ":root{--x:url(a.png)}\n@import 'x';\n.y{--x:expression(1)}"
    assert [one.line for one in read_sheet(css.encode(), "h.css")[1]] == [1, 2, 3]
