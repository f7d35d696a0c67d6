"""Dutch free text: plain (`Tekst`) or with simple Markdown (`Markdown`)."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator

from zorgpaden.types.errors import refuse

MAX_TEXT = 1_200
MAX_MARKDOWN = 20_000
SAFE_SCHEMES = ("https", "mailto", "tel")
_HTML = re.compile(r"<(?=[A-Za-z/!?])[^>\n]{0,40}>?")
_SCHEME = re.compile(r"(?:\]\(\s*<?|^\s*\[[^\]]+\]:\s*<?)([A-Za-z][A-Za-z0-9+.\-]*):", re.MULTILINE)


def _refuse_html(text: str) -> None:
    found = _HTML.search(text)
    if found:
        raise refuse(
            "html",
            f"hier staat HTML: “{found.group()}”",
            "Haal de code weg en schrijf gewone tekst. Voor nadruk en koppelingen gebruikt u Markdown.",
        )


def unsafe_scheme(text: str) -> str | None:
    """The first URL scheme in Markdown links that is not allowed, or None."""
    for match in _SCHEME.finditer(text):
        if match.group(1).lower() not in SAFE_SCHEMES:
            return match.group(1)
    return None


def _plain(text: str) -> str:
    text = " ".join(text.split())
    if not text:
        raise refuse("leeg", "hier staat niets", "Vul de tekst in of haal de hele regel weg.")
    if len(text) > MAX_TEXT:
        raise refuse("te-lang", f"deze tekst heeft {len(text)} tekens", f"Houd het op {MAX_TEXT}.")
    _refuse_html(text)
    return text


def check_markdown(text: str) -> str:
    """Markdown without HTML and without links that do something else than link."""
    if not text.strip():
        raise refuse("leeg", "hier staat niets", "Vul de tekst in of haal de hele regel weg.")
    if len(text) > MAX_MARKDOWN:
        raise refuse("te-lang", f"deze tekst heeft {len(text)} tekens", f"Houd het op {MAX_MARKDOWN}.")
    _refuse_html(text)
    scheme = unsafe_scheme(text)
    if scheme:
        raise refuse("schema", f"een koppeling begint met “{scheme}:”", "Toegestaan zijn https:, mailto: en tel:.")
    return text.strip()


Tekst = Annotated[str, AfterValidator(_plain)]
Markdown = Annotated[str, AfterValidator(check_markdown)]
