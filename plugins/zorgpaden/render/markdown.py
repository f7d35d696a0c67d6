"""Markdown to HTML, and the proof that nothing unsafe is in it."""

from __future__ import annotations

from functools import lru_cache
from html.parser import HTMLParser
from itertools import zip_longest

import markdown
import nh3

from zorgpaden.types.text import SAFE_SCHEMES

# No attr_list: it would let an editor set any attribute.
EXTENSIONS = ["tables", "toc", "footnotes"]
EXTENSION_CONFIGS: dict[str, dict[str, object]] = {"tables": {"use_align_attribute": True}}
_TAGS = {
    "a",
    "blockquote",
    "br",
    "code",
    "dd",
    "dl",
    "dt",
    "em",
    "h1",
    "h2",
    "h3",
    "h4",
    "hr",
    "li",
    "ol",
    "p",
    "pre",
    "strong",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
    "div",
    "img",
}
_ATTRIBUTES = {
    "a": {"href", "title", "class", "id"},
    "img": {"src", "alt", "title"},
    "td": {"align"},
    "th": {"align"},
    "div": {"class"},
    "li": {"id"},
    "sup": {"id"},
    "h1": {"id"},
    "h2": {"id"},
    "h3": {"id"},
    "h4": {"id"},
    "ol": {"start"},
}


@lru_cache(maxsize=4096)
def render_markdown(text: str) -> str:
    """HTML of a Markdown text."""
    return markdown.markdown(text, extensions=EXTENSIONS, extension_configs=EXTENSION_CONFIGS, output_format="html")


def sanitise(html: str) -> str:
    """What is left of `html` when only allowed elements, attributes and link schemes stay."""
    return nh3.clean(html, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=set(SAFE_SCHEMES), link_rel=None)


class _Events(HTMLParser):
    """The tags, attributes and text of HTML, free of differences in notation."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append(f"<{tag}{''.join(f' {name}={value}' for name, value in sorted(attrs, key=str))}>")

    def handle_endtag(self, tag: str) -> None:
        self.found.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self.found += data.split()


def unsafe_part(html: str) -> str | None:
    """The first tag or text that sanitising takes away; None when it takes nothing."""
    before, after = _Events(html).found, _Events(sanitise(html)).found
    if before == after:
        return None
    pairs = zip_longest(before, after, fillvalue="")
    return next(mine for mine, clean in pairs if mine != clean)
