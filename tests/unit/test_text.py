"""Free text: no HTML, no links that do something else than link, and a limit."""

from __future__ import annotations

import pytest

from zorgpaden.types import Markdown, Tekst
from zorgpaden.types.text import MAX_MARKDOWN, MAX_TEXT, unsafe_scheme

HTML_HINT = "Haal de code weg en schrijf gewone tekst. Voor nadruk en koppelingen gebruikt u Markdown."
EMPTY = ("leeg", "hier staat niets", "Vul de tekst in of haal de hele regel weg.")
SCHEME_HINT = "Toegestaan zijn https:, mailto: en tel:."


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Bel het wijkteam.", "Bel het wijkteam."),
        ("  Bel \n het\twijkteam. ", "Bel het wijkteam."),
        ("gewicht < 2500 gram", "gewicht < 2500 gram"),
        ("<3", "<3"),
        ("minder (<5) en meer (>3)", "minder (<5) en meer (>3)"),
        ("zorg & welzijn", "zorg & welzijn"),
        ("één vraag: “Hoe gaat het?”", "één vraag: “Hoe gaat het?”"),
    ],
)
def test_plain_text(written: str, kept: str, accept) -> None:
    """Text on one line, with everything a sentence may hold."""
    assert accept(Tekst, written) == kept


@pytest.mark.parametrize("kind", [Tekst, Markdown])
@pytest.mark.parametrize(
    ("written", "quoted"),
    [
        ("<b>vet</b>", "<b>"),
        ("tekst</p>", "</p>"),
        ("<script>alert(1)</script>", "<script>"),
        ("x <img src=x onerror=alert(1)>", "<img src=x onerror=alert(1)>"),
        ("<!-- weg -->", "<!-- weg -->"),
        ("<?php", "<?php"),
        ("<SCRIPT", "<SCRIPT"),
        ("<svg/onload=x>", "<svg/onload=x>"),
        ("<https://loket.example>", "<https://loket.example>"),
    ],
)
def test_html_is_refused(kind: object, written: str, quoted: str, refuse) -> None:
    """HTML is refused with a quotation, not stripped."""
    assert refuse(kind, written) == ("html", f"hier staat HTML: “{quoted}”", HTML_HINT)


def test_long_tags_are_quoted_in_part(refuse) -> None:
    """The quotation stays short, however long the tag."""
    message = refuse(Tekst, "<a " + "x" * 500 + ">").message
    assert message.startswith("hier staat HTML: “<a xxx")
    assert len(message) < 70


@pytest.mark.parametrize("kind", [Tekst, Markdown])
@pytest.mark.parametrize("written", ["", "  ", "\n\t\n", "null", " ~ "])
def test_empty(kind: object, written: str, refuse) -> None:
    """A field that is there holds something."""
    assert refuse(kind, written) == EMPTY


@pytest.mark.parametrize(("kind", "limit"), [(Tekst, MAX_TEXT), (Markdown, MAX_MARKDOWN)])
def test_length(kind: object, limit: int, accept, refuse) -> None:
    """The limit itself still fits; the message gives both numbers."""
    assert accept(kind, "a" * limit) == "a" * limit
    message = f"deze tekst heeft {limit + 1} tekens"
    assert refuse(kind, "a" * (limit + 1)) == ("te-lang", message, f"Houd het op {limit}.")


def test_length_counts_tidied_text(accept) -> None:
    """Indentation of a folded text does not count."""
    assert accept(Tekst, "a" + " " * 2 * MAX_TEXT + "b") == "a b"


@pytest.mark.parametrize(
    "written",
    [
        "[hulp](https://loket.example)",
        "[mail](mailto:loket@gemeente.example)",
        "[bel](tel:112)",
        "[elders](../infosheets/hulp.md)",
        "[hier](#kop)",
        "[hulp][1]\n\n[1]: https://loket.example",
        "Let op: dit is geen koppeling",
        "[x] (javascript:alert) staat los",
        "- punt\n- punt",
    ],
)
def test_markdown(written: str, accept) -> None:
    """Links to https, mailto and tel, relative links, and a colon in a sentence."""
    assert accept(Markdown, written) == written


def test_markdown_keeps_lines_inside(accept) -> None:
    """Only the outside is trimmed: lines have a meaning."""
    assert accept(Markdown, "\n# Kop\n\n- a\n  b\n\n") == "# Kop\n\n- a\n  b"


@pytest.mark.parametrize(
    ("written", "scheme"),
    [
        ("[x](javascript:alert(1))", "javascript"),
        ("[x](JavaScript:alert(1))", "JavaScript"),
        ("[x]( javascript:alert(1))", "javascript"),
        ("[x](\njavascript:alert(1))", "javascript"),
        ("[x](http://loket.example)", "http"),
        ("[x](ftp://loket.example)", "ftp"),
        ("[x](vbscript:x)", "vbscript"),
        ("![x](data:image/png;base64,AA)", "data"),
        ("[![x](https://loket.example)](javascript:x)", "javascript"),
        ("[ok](https://loket.example) [x](file:///etc)", "file"),
        ("[x]: javascript:alert(1)", "javascript"),
        ("tekst\n  [x]: data:text/html,x", "data"),
        ("[x]:\n    javascript:alert(1)", "javascript"),
    ],
)
def test_forbidden_scheme(written: str, scheme: str, refuse) -> None:
    """The first link that is more than a link is named."""
    assert unsafe_scheme(written) == scheme
    assert refuse(Markdown, written) == ("schema", f"een koppeling begint met “{scheme}:”", SCHEME_HINT)


@pytest.mark.parametrize(
    "written",
    [
        pytest.param("> [x]: javascript:alert(1)\n\n[x]", id="definition in a quotation"),
        pytest.param("- [x]: javascript:alert(1)\n\n[x]", id="definition in a list"),
        pytest.param("[x](&#106;avascript:alert(1))", id="numeric entity"),
        pytest.param("[x](javascript&colon;alert(1))", id="named entity"),
        pytest.param("[x](\x01javascript:alert(1))", id="control character"),
    ],
)
def test_hidden_scheme(written: str, refuse) -> None:
    """A forbidden scheme is refused in every notation that ends up in the page."""
    assert refuse(Markdown, written).code == "schema"


def test_footnote_that_starts_with_a_word_and_a_colon(accept) -> None:
    """`footnotes` is switched on, and “Bron:” is how a footnote begins."""
    written = "Dit weten we.[^1]\n\n[^1]: Bron: RIVM, 2021."
    assert accept(Markdown, written) == written
