"""From tokens to our values: every pair can be read, or the host hears which colour can."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import tinycss2
from hypothesis import given, settings
from hypothesis import strategies as st

from support import ROOT
from zorgpaden.huisstijl.contrast import Colour, contrast
from zorgpaden.huisstijl.setting import house_style_of
from zorgpaden.huisstijl.style import HouseStyle, load_house_style
from zorgpaden.huisstijl.tokens import read_sheet
from zorgpaden.huisstijl.values import DARK, LIGHT, SOURCES, Values, down, make_values, pairs
from zorgpaden.problems import Problem

colours = st.builds(lambda *parts: str(Colour(*parts)), *[st.integers(0, 255)] * 3)


def values(css: str) -> tuple[Values, list[Problem]]:
    sheet, problems = read_sheet(css.encode(), "huisstijl.css")
    assert problems == []
    return make_values(sheet.tokens, "huisstijl.css")


def test_our_own_colours_are_those_of_our_style_sheet() -> None:
    """And every pair of them is good, on a light and on a dark screen."""
    css = (ROOT / "theme/assets/zp.css").read_text(encoding="utf-8")
    found: list[dict[str, str]] = []
    rules = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    dark = next(one for one in rules if one.type == "at-rule" and "dark" in tinycss2.serialize(one.prelude))
    for rule in (rules[0], tinycss2.parse_rule_list(dark.content, skip_whitespace=True)[0]):
        declared = tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
        found.append({one.name[5:]: tinycss2.serialize(one.value).strip() for one in declared})
    for own, ours in zip((LIGHT, DARK), found, strict=True):
        assert {name: ours.get(name, own["focus"]) for name in own} == own
    style, _ = values(":root { --zp-rond: 0 }")
    assert [one for scheme in (style.light, style.dark) for one in pairs(scheme) if not one.good] == []
    assert {name: str(one) for name, one in style.light.items()} == LIGHT
    assert {name: str(one) for name, one in style.dark.items()} == DARK


def test_one_colour_is_enough() -> None:
    """A host that names its link only gets buttons, labels and a dark screen in that colour."""
    style, problems = values(".x-theme { --utrecht-link-color: #a4006d }")
    assert problems == []
    assert {str(style.light[name]) for name in ("link", "actie", "gemeente", "balk-tekst")} == {"#a4006d"}
    assert str(style.light["gevaar"]) == LIGHT["gevaar"]
    assert str(style.dark["grond"]) == DARK["grond"]
    pink = style.dark["link"]
    assert pink.red > pink.blue > pink.green
    assert contrast(pink, style.dark["vlak"]) >= 7


def test_text_on_a_light_button_becomes_black_by_itself() -> None:
    style, problems = values(":root { --zp-actie: #d07c00; --zp-link: #0000aa }")
    assert [one.message for one in problems] == []
    assert str(style.light["actie-tekst"]) == "#000000"


def test_own_value_goes_before_all_tokens() -> None:
    style, problems = values(":root { --nl-link-color: #eee; --utrecht-link-color: #eee; --zp-link: #004488 }")
    assert problems == []
    assert str(style.light["link"]) == "#004488"
    assert str(style.given["link"]) == "--zp-link"


@pytest.mark.parametrize("empty", ["", "none", "transparent", "inherit", "currentcolor"])
def test_a_token_that_says_nothing_is_passed_over(empty: str) -> None:
    style, problems = values(f":root {{ --nl-link-color: {empty}; --utrecht-link-color: #004488 }}")
    assert problems == []
    assert str(style.light["link"]) == "#004488"


@pytest.mark.parametrize(
    ("css", "line", "code", "says", "helps"),
    [
        (":root {\n--utrecht-link-color: #8ab }", 2, "huisstijl-contrast", "links (#88aabb) op de", "--zp-link: #"),
        (":root {\n--utrecht-link-color: #8ab }", 2, "huisstijl-contrast", "nodig is 4,50", "#"),
        (":root {\n--a: #8ab;\n--nl-link-color: var(--a) }", 3, "huisstijl-contrast", "(via --a)", "--zp-link"),
        (":root {\n--zp-focus: #eee; --zp-focus-rand: #ddd }", 2, "huisstijl-contrast", "de rand om", "--zp-focus"),
        (":root {\n--zp-actie: #fff9 }", 2, "huisstijl-kleur", "half doorzichtig", "#0b5563"),
        (":root {\n--zp-link: lab(50% 20 30) }", 2, "huisstijl-kleur", "lab", "oklch()"),
        (":root {\n--zp-link: 12px }", 2, "huisstijl-kleur", "“12px” is geen kleur", "hsl()"),
        (":root {\n--zp-link: red blue }", 2, "huisstijl-kleur", "niet één kleur", "--zp-link"),
        (":root {\n--zp-link: var(--weg) }", 2, "huisstijl-token", "wijst naar --weg", "basiskleuren"),
        (":root {\n--zp-link: var(--zp-link) }", 2, "huisstijl-kring", "--zp-link → --zp-link", "kleur"),
        (":root { --iets: red }", 0, "huisstijl-token", "geen token dat wij kennen", "--utrecht-link-color"),
    ],
)  # fmt: skip
def test_problems(css: str, line: int, code: str, says: str, helps: str) -> None:
    problems = values(css)[1]
    found = [one for one in problems if says in one.message]
    assert found, problems
    assert (found[0].line, found[0].code, found[0].severity) == (line, code, "fout")
    assert helps in found[0].hint


def test_two_rings_of_focus_do_together_what_one_cannot() -> None:
    for ring in ("", "--basis-focus-inverse-outline-color: #000"):
        style, problems = values(f":root {{ --basis-focus-outline-color: #fff; {ring} }}")
        assert problems == []
        assert contrast(style.light["focus-rand"], style.light["vlak"]) >= 3


@given(st.dictionaries(st.sampled_from(sorted(SOURCES)), colours, min_size=1, max_size=3))
@settings(max_examples=25, deadline=None)
def test_whatever_a_host_gives_all_can_be_read_or_it_is_refused(given_: dict[str, str]) -> None:
    """Also on a dark screen, where nothing can be refused because nothing was asked."""
    style, problems = values(f":root {{ {' '.join(f'--zp-{name}: {one};' for name, one in given_.items())} }}")
    faint = [pair for pair in pairs(style.light) if not pair.good]
    assert bool(faint) == bool(problems)
    assert [pair for pair in pairs(style.dark) if not pair.good] == []
    assert {name: str(style.light[name]) for name in given_} == given_


@given(colours)
@settings(max_examples=15, deadline=None)
def test_the_colour_that_is_advised_can_be_used(colour: str) -> None:
    css = f":root {{ --zp-link: {colour} }}"
    problems = values(css)[1]
    if problems:
        advice = re.search(r":root \{.*\}", problems[0].hint)
        assert advice
        assert values(f"{css} {advice.group()}")[1] == []


def test_contrast_is_never_rounded_up() -> None:
    assert down(4.499) == "4,49"


def load(folder: Path, css: str) -> HouseStyle:
    (folder / "huisstijl.css").write_text(css, encoding="utf-8")
    style, problems = load_house_style(folder / "huisstijl.css")
    assert style, problems
    return style


def test_only_our_own_words_reach_the_site(tmp_path: Path) -> None:
    """Names of letters too: signs that could end a rule make a name fall out."""
    css = """:root { --zp-link: #0048; --zp-link: #004488;
        --zp-letter: "A\\"; } body { display: none } x", 'Goed Zo', serif;
        --utrecht-button-border-radius: 9999px; --kwaad: "} * { color: red }" } body { color: red }"""
    made = dict(load(tmp_path, css).files())["assets/huisstijl.css"].decode()
    assert '--zp-letter: "Goed Zo", serif;' in made
    assert "--zp-rond: 2rem;" in made
    line = r"@media screen(?: and \(prefers-color-scheme: dark\))? \{|:root \{|\}|--zp-[a-z-]+: [#\w\", .-]+;"
    assert [one for one in made.splitlines() if not re.fullmatch(line, one.strip())] == []


FACE = '@font-face { font-family: "Huis"; src: url(huis.woff2) format("woff2"); font-weight: 400 700 }\n'
LETTER = ":root { --utrecht-document-font-family: Huis, sans-serif }"


def test_letters_of_the_host_are_copied(tmp_path: Path) -> None:
    (tmp_path / "huis.woff2").write_bytes(b"wOF2" + bytes(100))
    files = dict(load(tmp_path, FACE + LETTER).files())
    assert files["assets/huisstijl/huis.woff2"] == b"wOF2" + bytes(100)
    css = files["assets/huisstijl.css"].decode()
    assert 'src: url("huisstijl/huis.woff2") format("woff2"); font-weight: 400 700;' in css
    assert '--zp-letter: "Huis", sans-serif;' in css


@pytest.mark.parametrize(
    ("face", "says"),
    [
        (FACE.replace("huis.woff2", "https://letters.example/huis.woff2"), "moet één woff2-bestand"),
        (FACE.replace("huis.woff2", "//letters.example/huis.woff2"), "moet één woff2-bestand"),
        (FACE.replace("huis.woff2", "../huis.woff2"), "moet één woff2-bestand"),
        (FACE.replace("huis.woff2", "/huis.woff2"), "moet één woff2-bestand"),
        (FACE.replace("huis.woff2", "data:font/woff2;base64,AAAA"), "moet één woff2-bestand"),
        (FACE.replace("huis.woff2", "huis.ttf"), "moet één woff2-bestand"),
        (FACE.replace("url(huis.woff2)", "url(huis.woff2), url(ander.woff2)"), "moet één woff2-bestand"),
        (FACE.replace("huis.woff2", "weg.woff2"), "weg.woff2 ligt niet naast"),
        (FACE.replace("huis.woff2", "link.woff2"), "link.woff2 ligt niet naast"),
        (FACE.replace("huis.woff2", "groot.woff2"), "groot.woff2 is 117 kB"),
        (FACE.replace("huis.woff2", "geen.woff2"), "is geen woff2-bestand"),
        (FACE.replace('"Huis"', '"Huis}{"'), "naam van een lettertype"),
        (FACE.replace("400 700", "zwaar"), "font-weight"),
        (FACE.replace("font-weight: 400 700", "font-style: scheef"), "font-style"),
        (FACE.replace('font-family: "Huis";', ""), "geen font-family"),
        (FACE * 5, "5 lettertypen"),
    ],
)
def test_letters_that_are_refused(tmp_path: Path, face: str, says: str) -> None:
    (tmp_path / "huis.woff2").write_bytes(b"wOF2")
    (tmp_path / "groot.woff2").write_bytes(b"wOF2" + bytes(120_000))
    (tmp_path / "geen.woff2").write_bytes(b"OTTO")
    (tmp_path / "link.woff2").symlink_to("huis.woff2")
    (tmp_path / "h.css").write_text(f"\n{face}{LETTER}", encoding="utf-8")
    style, problems = load_house_style(tmp_path / "h.css")
    assert style is None
    assert says in problems[0].message
    assert (problems[0].code, problems[0].path) == ("huisstijl-letter", "h.css")
    assert problems[0].line >= 2


def test_what_mkdocs_yml_names(tmp_path: Path) -> None:
    config = tmp_path / "mkdocs.yml"
    assert house_style_of(config) is None
    config.write_text("plugins:\n  - search\n  - zorgpaden:\n      pdf: !ENV [X, '']\n      huisstijl: stijl/h.css\n")
    assert house_style_of(config) == tmp_path / "stijl/h.css"
    config.write_text("plugins: [zorgpaden]\nx: !!python/name:os.system\n")
    assert house_style_of(config) is None
    assert house_style_of(ROOT / "mkdocs.yml") is None
