"""What may be on a page; and that reading it in pieces is the same as reading it at once."""

from __future__ import annotations

import re

import pytest
import tinyhtml5
from hypothesis import given, settings
from hypothesis import strategies as st

from zorgpaden.trust.markup import Markup, Piece

TOP, END = "<!doctype html>\n<html><head><title>x</title></head><body>", "</body></html>"


def read(body: str, *, form: bool = False) -> Piece:
    return Markup(form=form).read((), f"{TOP}{body}{END}")


def codes(body: str, *, form: bool = False) -> list[str]:
    return [fault.code for fault in read(body, form=form).faults]


GOOD = [
    "<p>Tekst &lt; en > en “aanhaling”</p>",
    '<p>Bel <a href="tel:112">112</a> of <a href="mailto:a@b.example?subject=x&amp;body=y">mail</a></p>',
    '<script src="../zp.js" defer></script>',
    '<img src="data:image/png;base64,AAAA" alt="">',
    "<ul>\n<li><p>een</p></li>\n</ul><!-- een opmerking -->",
    "<table><thead><tr><th>a</th></tr></thead><tbody><tr><td>b</td></tr></tbody></table>",
    '<svg viewBox="0 0 1 1"><title id="t">x</title><rect x="0" y="0"/></svg>',
    '<input type="radio" checked><br><br/>',
    '<a href="#kop">naar</a><h2 id="kop">Kop</h2>',
]


@pytest.mark.parametrize("body", GOOD)
def test_good(body: str) -> None:
    assert read(body).faults == ()
    assert read(body).open == ()


BAD = {
    "inline": [
        "<script>alert(1)</script>",
        "<script></script>",
        '<script src="a.js">alert(1)</script>',
        "<script\n>alert(1)</script>",
        "<style>p{}</style>",
        '<p style="color:red">x</p>',
        '<p onclick="x()">x</p>',
        '<p onbedacht="x()">x</p>',
        '<a href="x" onmouseover="x()">x</a>',
    ],
    "adres": [
        '<a href="javascript:alert(1)">x</a>',
        '<a href="JavaScript:alert(1)">x</a>',
        '<a href="java&#115;cript:alert(1)">x</a>',
        '<a href="java&#10;script:alert(1)">x</a>',
        '<a href=" javascript:alert(1)">x</a>',
        '<a href="&#1;javascript:alert(1)">x</a>',
        '<a href="http://x.example/">x</a>',
        '<a href="data:text/html,x">x</a>',
        '<a href="vbscript:x">x</a>',
        '<a href="\\\\x.example">x</a>',
        '<img src="data:text/html,x" alt="">',
        '<script src="data:text/javascript,x"></script>',
        '<p href="x">x</p>',
        '<input src="x">',
    ],
    "vreemd": [
        '<link rel="preconnect" href="https://x.example">',
        '<link href="x">',
        '<script src="tel:112"></script>',
    ],
    "html": [
        "<p>een<p>twee</p>",
        "<p><div>x</div></p>",
        "<ul><p>x</p></ul>",
        "<li>x</li>",
        "<b><i>x</b></i>",
        "</p>",
        "<div/>",
        "<p>1 < 2</p>",
        "<p class=x>x</p>",
        "<p class='x'>x</p>",
        '<p class="x"id="y">x</p>',
        '<p class="x" class="y">x</p>',
        "<iframe></iframe>",
        "<object></object>",
        '<base href="x">',
        "<P>x</P>",
        '<form action="x"></form>',
        '<meta http-equiv="refresh" content="0;url=x">',
        '<a href="x"><a href="y">z</a></a>',
        "<svg><p>x</p></svg>",
        "<svg><foreignObject></foreignObject></svg>",
        '<svg><use href="x"/></svg>',
        "<title><b>x</b></title>",
        "<!-- <script> -->",
        "<![CDATA[x]]>",
        '<noscript><p title="</noscript><img src=x onerror=alert(1)>">x</p></noscript>',
        '<p id="">x</p>',
        '<p id="a b">x</p>',
        "<table><tr><td>x</td></tr></table>",
    ],
}


@pytest.mark.parametrize(("code", "body"), [(code, body) for code, bodies in BAD.items() for body in bodies])
def test_bad(code: str, body: str) -> None:
    assert code in codes(body)


def test_only_the_form_has_its_own_policy_and_settings() -> None:
    policy = '<!doctype html><html><head><meta http-equiv="Content-Security-Policy" content="x"></head></html>'
    settings_ = '<link rel="cms-config-url" href="config.yml">'
    assert Markup(form=True).read((), policy).faults == ()
    assert [fault.code for fault in Markup().read((), policy).faults] == ["html"]
    assert codes(settings_, form=True) == []
    assert codes(settings_) == ["vreemd"]
    assert set(codes("<script>alert(1)</script>", form=True)) == {"inline"}
    assert codes('<p style="x">x</p>', form=True) == ["inline"]


def test_what_a_page_holds() -> None:
    piece = read(
        '<p id="een">x</p><a href="../twee/#drie">x</a><a href="#een">x</a><img src="b.png" alt="">'
        '<input aria-describedby="een vier"><p data-root="../">x</p><a href="a?b=1&amp;c=2">x</a>'
    )
    assert piece.ids == ("een",)
    assert {anchor for found in piece.found for anchor in found.anchors} == {"een", "vier"}
    assert piece.links == {"../twee/#drie", "../", "a?b=1&c=2"}
    assert {address for found in piece.found for address in found.loads} == {"b.png"}


def test_a_fault_knows_its_place() -> None:
    text = f'{TOP}\n<p>goed</p>\n<p onclick="x">fout</p>{END}'
    assert [text[fault.offset :][:11] for fault in Markup().read((), text).faults] == ["<p onclick="]


# --- a second opinion, and pieces -------------------------------------------------------------------

TAGS = [
    "p",
    "div",
    "ul",
    "li",
    "b",
    "h2",
    "table",
    "tbody",
    "tr",
    "td",
    "select",
    "option",
    "button",
    "section",
    "svg",
    "a",
]
OTHER = ['<a href="x">', "<a href='x'>", "<br>", "tekst", " ", "\n", "<", ">", '"', "<!-- x -->", "<!--", "-->", "<g/>"]
TOKENS = st.sampled_from(
    [*(f"<{tag}>" for tag in TAGS), *(f"</{tag}>" for tag in TAGS), *OTHER, '<p title="<">', '<p title=">">']
)
BODIES = st.one_of(st.lists(TOKENS, max_size=8).map("".join), st.lists(st.sampled_from(GOOD), max_size=3).map("".join))


@settings(max_examples=400, deadline=None)
@given(BODIES)
def test_what_passes_is_read_by_a_browser_as_it_is_written(body: str) -> None:
    """An HTML5 parser finds the elements that we count, and closes nothing by itself."""
    piece = read(body)
    if piece.faults or piece.open:
        return
    tree = tinyhtml5.parse(f"{TOP}{body}{END}", namespace_html_elements=False)
    found = sorted(element.tag.rpartition("}")[2] for element in tree.iter() if isinstance(element.tag, str))
    written = re.findall(r"<([a-z0-9]+)", body.replace('"<"', ""))
    assert found == sorted(["html", "head", "title", "body", *written])


@settings(max_examples=300, deadline=None)
@given(BODIES, st.sampled_from(["<section", "\n<", "<p", "<li"]))
def test_pieces_are_the_same_as_the_whole(body: str, at: str) -> None:
    whole = Markup().read((), f"{TOP}{body}{END}")
    markup, opened, pieces = Markup(), (), []
    parts = f"{TOP}{body}{END}".split(at)
    for number, part in enumerate(parts):
        piece = markup.read(opened, at + part if number else part)
        pieces.append(piece)
        opened = piece.open
    if all(not piece.faults for piece in pieces):
        assert whole.faults == ()
        assert [id_ for piece in pieces for id_ in piece.ids] == list(whole.ids)
        assert frozenset().union(*(piece.links for piece in pieces)) == whole.links


@settings(max_examples=300, deadline=None)
@given(BODIES)
def test_a_glance_sees_what_reading_sees(body: str) -> None:
    text = f"{TOP}{body}{END}"
    read_, seen = Markup().read((), text), Markup().glance((), text)
    assert (seen.open, seen.ids, seen.links) == (read_.open, read_.ids, read_.links)
    assert {fault.message for fault in seen.faults} == {fault.message for fault in read_.faults}


def test_tags_that_share_what_they_come_to_keep_their_own_address_and_faults() -> None:
    markup = Markup()
    bodies = [*GOOD, *(body for bodies in BAD.values() for body in bodies)]
    links = [
        "../een/",
        "../twee/?a=1&amp;b=2#c",
        "https://x.example/",
        "tel:112",
        "mailto:a@b.example",
        "#x",
        "ht tp:x",
    ]
    for body in [*bodies, *(f'<a class="k" href="{link}">x</a>' for link in links)] * 2:
        text = f"{TOP}{body}{END}"
        shared, alone = markup.read((), text), Markup().read((), text)
        assert (shared.ids, shared.links, shared.faults) == (alone.ids, alone.links, alone.faults)
    assert markup.read(("body",), f'<a class="k" href="{links[1]}">').links == {"../twee/?a=1&b=2#c"}


def test_a_remembered_tag_keeps_its_address() -> None:
    markup = Markup()
    for name in ("een", "twee"):
        piece = markup.glance(("html", "body"), f'<a href="../{name}/">x</a><link rel="icon" href="../{name}.png">')
        assert piece.links == {f"../{name}/"}
        assert {address for found in piece.found for address in found.loads} == {f"../{name}.png"}
