"""Markdown becomes HTML, and nothing in it can do more than show and link."""

from __future__ import annotations

import pytest

from zorgpaden.render.markdown import render_markdown, sanitise, unsafe_part

TABLE = "| links | midden | rechts | gewoon |\n|:--|:-:|--:|---|\n| 1 | 2 | 3 | 4 |\n"


def nested(depth: int) -> str:
    """A list in a list in a list."""
    return "".join(f"{'    ' * level}- laag {level}\n" for level in range(depth))


# --- tables -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("cell", ["th", "td"])
def test_alignment_is_an_attribute(cell: str) -> None:
    """Not a style: the policy of the site refuses styles inside a page."""
    html = render_markdown(TABLE)
    assert "style" not in html
    assert [html.count(f'<{cell} align="{side}">') for side in ("left", "center", "right")] == [1, 1, 1]
    assert html.count(f"<{cell}>") == 1


def test_table_is_safe() -> None:
    html = render_markdown(TABLE)
    assert unsafe_part(html) is None
    assert sanitise(html).count("align=") == 6


def test_alignment_as_a_style_is_refused() -> None:
    html = '<table><tbody><tr><td align="left" style="text-align: left">1</td></tr></tbody></table>'
    assert unsafe_part(html) == "<td align=left style=text-align: left>"
    assert sanitise(html) == '<table><tbody><tr><td align="left">1</td></tr></tbody></table>'


# --- what is safe -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Gewone tekst, met é, “aanhalingstekens” en 2 < 3 & 4 > 3.",
        "# Een\n\n## Twee\n\n### Drie\n\n#### Vier\n",
        "# Kop\n\n# Kop\n",
        "**vet**, *schuin* en `code`",
        "- een\n- twee\n\n1. een\n2. twee\n",
        "> citaat\n\n---\n\n    blok code met <b>\n",
        "[web](https://www.loket.example/?a=b&c=d 'titel') [mail](mailto:loket@loket.example) [bel](tel:+31880000001)",
        "[hoofdstuk](../over/index.md#kop) [anker](#kop) [verwijzing][x]\n\n[x]: https://www.loket.example\n",
        "![foto](foto.jpg 'Een foto')",
        "Regel een  \nregel twee",
        "Met een noot[^1].\n\n[^1]: De noot, met [koppeling](https://www.loket.example).\n",
        "<loket@loket.example> en <https://www.loket.example>",
        "&lt;script&gt; en &amp;lt;",
    ],
)
def test_what_an_editor_needs_is_safe(text: str) -> None:
    """Sanitising takes nothing away."""
    assert unsafe_part(render_markdown(text)) is None


@pytest.mark.parametrize("depth", [2, 5, 12, 40])
def test_lists_in_lists(depth: int) -> None:
    html = render_markdown(nested(depth))
    assert html.count("<ul>") == html.count("</ul>") == depth
    assert unsafe_part(html) is None


def test_lists_of_two_kinds_in_a_table_page() -> None:
    text = f"1. een\n    - a\n        1. diep\n            - dieper\n2. twee\n\n{TABLE}"
    assert unsafe_part(render_markdown(text)) is None


# --- what is refused --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("html", "part"),
    [
        ('<p style="color: red">x</p>', "<p style=color: red>"),
        ("<style>p { color: red }</style>", "<style>"),
        ('<p onclick="alert(1)">x</p>', "<p onclick=alert(1)>"),
        ('<a href="https://a.example" ONCLICK="x">x</a>', "<a href=https://a.example onclick=x>"),
        ('<img src="a.png" onerror="x">', "<img onerror=x src=a.png>"),
        ("<script>alert(1)</script>", "<script>"),
        ("<p>x<SCRIPT src=//a.example></SCRIPT></p>", "<script src=//a.example>"),
        ('<iframe src="https://a.example"></iframe>', "<iframe src=https://a.example>"),
        ('<object data="a"></object>', "<object data=a>"),
        ("<svg/onload=alert(1)>", "<svg onload=alert(1)>"),
        ('<form action="/"><input></form>', "<form action=/>"),
        ('<a href="javascript:alert(1)">x</a>', "<a href=javascript:alert(1)>"),
        ('<a href="java&#10;script:alert(1)">x</a>', "<a href=java\nscript:alert(1)>"),
        ('<a href="http://a.example">x</a>', "<a href=http://a.example>"),
        ('<img src="data:image/png;base64,AA">', "<img src=data:image/png;base64,AA>"),
        ('<a href="https://a.example" target="_blank">x</a>', "<a href=https://a.example target=_blank>"),
        ('<p align="left">x</p>', "<p align=left>"),
        ('<p id="hoofd">x</p>', "<p id=hoofd>"),
        ("<h5>x</h5>", "<h5>"),
    ],
)
def test_refused(html: str, part: str) -> None:
    """The first tag that would lose something is named, as it stands."""
    assert unsafe_part(html) == part
    assert unsafe_part(f"<p>Eerst iets goeds.</p>\n{html}") == part


@pytest.mark.parametrize(
    "text", ["<b onclick='x'>x</b>", "<script>x</script>", "a <iframe src='//a.example'></iframe>"]
)
def test_html_in_markdown_is_refused(text: str) -> None:
    """The Markdown library lets HTML through; the check after it does not."""
    assert unsafe_part(render_markdown(text)) is not None


@pytest.mark.parametrize(
    "text", ["[x](javascript:alert(1))", "[x](<java&#115;cript:x>)", "[x][y]\n\n[y]:\n  vbscript:x\n"]
)
def test_links_that_do_something_are_refused(text: str) -> None:
    assert unsafe_part(render_markdown(text)) is not None


@pytest.mark.parametrize("text", ["{: onclick=x }", "# Kop {: style='x' }", "tekst\n{: #eigen .klas }"])
def test_attribute_lists_are_just_text(text: str) -> None:
    """No extension that gives an editor attributes."""
    html = render_markdown(text)
    assert "{:" in html
    assert unsafe_part(html) is None


def test_sanitise_leaves_no_script() -> None:
    html = '<p onclick="x">Tekst <b>vet</b></p><script>alert(1)</script><iframe src="https://a.example"></iframe>'
    assert sanitise(html) == "<p>Tekst vet</p>"


@pytest.mark.parametrize("text", ["# Kop\n\nTekst[^1].\n\n[^1]: Noot.\n", TABLE, nested(6)])
def test_sanitising_twice_is_sanitising_once(text: str) -> None:
    once = sanitise(render_markdown(text))
    assert sanitise(once) == once


def test_pages_know_nothing_of_each_other() -> None:
    """Ids and footnotes start again on each page."""
    page = "# Kop\n\nTekst[^1].\n\n[^1]: Noot.\n"
    first = render_markdown(page)
    assert render_markdown(f"{page}\n") == first
    assert 'id="kop"' in first
    assert 'id="fn:1"' in first
