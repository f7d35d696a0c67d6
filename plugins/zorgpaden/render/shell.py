"""The shell around a page: rendered once per depth by the theme, then filled as text."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, replace

SLOTS = ("titel", "hoofd", "plaats", "inhoud")
_SLOT = re.compile("zp-gat-(" + "|".join(SLOTS) + ")-zp")


def slot(name: str) -> str:
    """The text that the theme puts where `name` comes; plain letters, so that escaping leaves it alone."""
    assert name in SLOTS
    return f"zp-gat-{name}-zp"


@dataclass(frozen=True, slots=True)
class Document:
    """What goes into the shell. `inhoud` is ready HTML, the rest is text."""

    titel: str
    omschrijving: str
    inhoud: str
    plaats: str = ""
    """Ready HTML that shows the gemeente in the header."""
    canonical: str = ""
    """Absolute address of the page that search engines should show instead, or of this one."""
    vindbaar: bool = True
    """Whether search engines may show it at all."""

    def elsewhere(self, canonical: str) -> Document:
        """This page, but search engines are sent to another."""
        return replace(self, canonical=canonical)

    def unlisted(self) -> Document:
        """This page, but not for search engines."""
        return replace(self, vindbaar=False)


class Shell:
    """A page of the theme, cut at its slots."""

    def __init__(self, page: str) -> None:
        parts = _SLOT.split(page)
        self._texts, self._names = parts[0::2], parts[1::2]
        missing = set(SLOTS) - set(self._names)
        assert not missing, f"the shell has no slot for {sorted(missing)}"

    def fill(self, document: Document) -> str:
        """The whole page."""
        values = {
            "titel": html.escape(document.titel),
            "hoofd": _head(document),
            "plaats": document.plaats,
            "inhoud": document.inhoud,
        }
        out = [self._texts[0]]
        for name, text in zip(self._names, self._texts[1:], strict=True):
            out += (values[name], text)
        return "".join(out)


def _head(document: Document) -> str:
    tags = [f'<meta name="description" content="{html.escape(document.omschrijving)}">']
    if not document.vindbaar:
        tags.append('<meta name="robots" content="noindex">')
    if document.canonical:
        tags.append(f'<link rel="canonical" href="{html.escape(document.canonical)}">')
    return "\n".join(tags)
