"""The base page of the theme, without what our own header makes useless."""

from __future__ import annotations

import re

from jinja2.ext import Extension

BASE = "base.html"
_CONTROLS = re.compile(
    r'<(?:input class="md-toggle"[^>]*>|label class="md-overlay"[^>]*></label>'
    r'|div data-md-component="skip">.*?</div>)\s*',
    re.DOTALL,
)


class WithoutControls(Extension):
    """Takes Material's hidden checkboxes for menu and search, and its own skip link, out of its base page.

    They stand in no block, so a template cannot leave them out. The checkboxes control nothing here, and they are no
    valid HTML; the skip link is a second one, and stays hidden behind our bar when it gets the focus.
    """

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        return _CONTROLS.sub("", source) if name == BASE else source
