"""Dutch free text: plain (`Tekst`) or with simple Markdown (`Markdown`)."""

from __future__ import annotations

import html
import re
from typing import Annotated, NamedTuple

from pydantic import AfterValidator, WithJsonSchema

from zorgpaden.types.errors import refuse
from zorgpaden.types.schema import text_schema

MAX_TEXT = 1_200
MAX_MARKDOWN = 20_000
SAFE_SCHEMES = ("https", "mailto", "tel")
_NOTHING = ("", "null", "~")
"""What other programs write in YAML for an empty field."""
_FEWEST = max(map(len, _NOTHING)) + 1
_HTML = re.compile(r"<(?=[A-Za-z/!?])[^>\n]{0,40}>?")
# A link, or a definition of one at the start of a line (also in a list or a quotation; not a footnote).
_SCHEME = re.compile(
    r"(?:\]\(\s*<?|^[ \t>*+\-]*\[(?!\^)[^\]\n]+\]:\s*<?)[\x00-\x20]*([A-Za-z][A-Za-z0-9+.\-]*):", re.MULTILINE
)


# An address without a scheme, or a picture that would be fetched from another site.
_FOREIGN = re.compile(r"\]\(\s*<?(?://|\\\\)|!\[[^\]\n]*\]\(\s*<?[A-Za-z][A-Za-z0-9+.\-]*:")


class Fault(NamedTuple):
    """Why a text cannot be used."""

    code: str
    message: str
    hint: str


def html_fault(text: str) -> Fault | None:
    """HTML in a text, if any."""
    found = _HTML.search(text)
    if not found:
        return None
    hint = "Haal de code weg en schrijf gewone tekst. Voor nadruk en koppelingen gebruikt u Markdown."
    return Fault("html", f"hier staat HTML: “{found.group()}”", hint)


def unsafe_scheme(text: str) -> str | None:
    """The first URL scheme in Markdown links that is not allowed, or None."""
    schemes = (match.group(1) for match in _SCHEME.finditer(html.unescape(text)))
    return next((scheme for scheme in schemes if scheme.lower() not in SAFE_SCHEMES), None)


def markdown_fault(text: str) -> Fault | None:
    """What Markdown may not hold: HTML, and links that do something else than link."""
    scheme = unsafe_scheme(text)
    if scheme:
        return Fault("schema", f"een koppeling begint met “{scheme}:”", "Toegestaan zijn https:, mailto: en tel:.")
    if _FOREIGN.search(text):
        hint = "Koppel met een volledig https-adres, en zet een foto in de map van de tekst."
        return Fault("schema", "hier staat een adres zonder https of een foto van een andere site", hint)
    return html_fault(text)


def _length_fault(text: str, most: int) -> Fault | None:
    if text.strip() in _NOTHING:
        return Fault("leeg", "hier staat niets", "Vul de tekst in of haal de hele regel weg.")
    if len(text) > most:
        return Fault("te-lang", f"deze tekst heeft {len(text)} tekens", f"Houd het op {most}.")
    return None


def _plain(text: str) -> str:
    if "  " in text or text[:1] == " " or text[-1:] == " " or not text.isprintable():
        text = " ".join(text.split())
    if "<" not in text and _FEWEST <= len(text) <= MAX_TEXT:  # so nearly all of them
        return text
    fault = _length_fault(text, MAX_TEXT) or html_fault(text)
    if fault:
        raise refuse(*fault)
    return text


def _markdown(text: str) -> str:
    fault = _length_fault(text, MAX_MARKDOWN) or markdown_fault(text)
    if fault:
        raise refuse(*fault)
    return text.strip()


_TEXT_HINT = "Schrijf gewone tekst, zonder HTML."
Tekst = Annotated[
    str,
    AfterValidator(_plain),
    WithJsonSchema(text_schema(r"^(?![\s\S]*<[A-Za-z/!?])[\s\S]*\S", _TEXT_HINT, "number", "boolean")),
]
Markdown = Annotated[str, AfterValidator(_markdown)]
