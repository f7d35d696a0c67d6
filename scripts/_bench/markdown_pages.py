"""The pages that we built, as plain Markdown: what other generators get to read.

The same words, headings, lists and links; no classes, sections or other markup of ours. What that makes shorter, a
`vulling` in the front matter gives back: the layout writes that many bytes, so that each generator writes as much HTML.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from html import unescape
from itertools import pairwise, repeat
from pathlib import Path

MAIN = re.compile(r'<div class="zp-inhoud[^>]*>(.*)</div>\s*</div>\s*</main>', re.DOTALL)
TITLE = re.compile(r"<title>(.*?)(?: \| [^<]*)?</title>", re.DOTALL)
TOKEN = re.compile(r"<(/?)([a-z][a-z0-9]*)((?:\s[^<>]*)?)/?>|([^<]+)|<!--.*?-->|<[^>]*>", re.DOTALL)
HREF = re.compile(r'\shref="([^"]*)"')
HOME = "voorkant"
"""The front page: an index file would make one bundle of all others, to Hugo."""

SKIPPED = re.compile(r"<(script|style|svg|template)\b.*?</\1>|<h1.*?</h1>", re.DOTALL)
HEADINGS = {f"h{level}": "#" * level + " " for level in range(2, 7)}
LISTS = {"ul", "ol", "dl", "table"}
ITEMS = {"li", "dt", "tr"}
SPECIAL = str.maketrans({sign: f"\\{sign}" for sign in "\\`*_[]<>"})
SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its address, its title, its Markdown and the bytes that our own HTML takes."""

    url: str
    title: str
    text: str
    size: int

    @property
    def path(self) -> str:
        """The Markdown file that every generator turns into this address."""
        return f"{self.url.rstrip('/') or HOME}.md"


def read_pages(site: Path) -> Iterator[Page]:
    """All pages of a site that we built, but the one for what is not found."""
    files = sorted(site.rglob("index.html"))
    with ProcessPoolExecutor() as pool:
        yield from pool.map(_read, files, repeat(site), chunksize=100)


def _read(file: Path, site: Path) -> Page:
    html = file.read_text(encoding="utf-8")
    main, title = MAIN.search(html), TITLE.search(html)
    if not main or not title:
        raise ValueError(f"{file} has no content")
    url = file.parent.relative_to(site).as_posix().removeprefix(".")
    return Page(f"{url}/" if url else "", unescape(title[1]), to_markdown(main[1]), len(html.encode()))


def write_pages(pages: list[Page], folder: Path, fillers: dict[str, int]) -> None:
    """Write every page below a folder; a title in quotes is YAML and JSON alike."""
    made: set[Path] = set()
    for page in pages:
        file = folder / page.path
        if file.parent not in made:
            file.parent.mkdir(parents=True, exist_ok=True)
            made.add(file.parent)
        filler = f"vulling: {fillers.get(page.url, 0)}\n"
        head = f"---\ntitle: {json.dumps(page.title, ensure_ascii=False)}\n{filler}---\n\n"
        file.write_text(f"{head}# {page.title}\n\n{page.text}", encoding="utf-8")


def shell(site: Path, title: str, content: str) -> str:
    """The HTML around the content of a page of ours, with the words of a template language for title and content."""
    html = (site / "zoeken/index.html").read_text(encoding="utf-8")
    html = html.replace("../assets/", "/assets/").replace('href="../', 'href="/')
    html = re.sub(r"<title>.*?</title>", f"<title>{title}</title>", html, count=1, flags=re.DOTALL)
    found = MAIN.search(html)
    assert found
    return html[: found.start(1)] + content + html[found.end(1) :]


def to_markdown(html: str) -> str:
    """The content of a page of ours as Markdown."""
    writer = _Writer()
    for closing, tag, attributes, text in TOKEN.findall(SPACE.sub(" ", SKIPPED.sub("", html))):
        if text:
            writer.text(text)
        elif tag and closing:
            writer.close(tag)
        elif tag:
            writer.open(tag, attributes)
    return writer.finished()


class _Writer:
    """Puts words in blocks; a block ends where the next one begins."""

    def __init__(self) -> None:
        self._blocks: list[str] = []
        self._words: list[str] = []
        self._mark = ""
        self._depth = 0
        self._links: list[str] = []

    def text(self, text: str) -> None:
        self._words.append((unescape(text) if "&" in text else text).translate(SPECIAL))

    def open(self, tag: str, attributes: str) -> None:
        if tag == "a":
            href = HREF.search(attributes)
            self._links.append(unescape(href[1]).replace(" ", "%20").replace(")", "%29") if href else "")
            self._words.append("[" if href else "")
        elif tag in ("strong", "b"):
            self._words.append("**")
        elif tag in HEADINGS:
            self._end(HEADINGS[tag])
        elif tag in LISTS:
            self._end()
            self._depth += 1
        elif tag in ITEMS:
            self._end("- ")
        elif tag in ("dd", "td", "th"):
            self._words.append(" ")
        elif tag not in ("span", "time", "em", "abbr", "code", "input", "br", "label"):
            self._end()

    def close(self, tag: str) -> None:
        if tag == "a":
            href = self._links.pop()
            self._words.append(f"]({href})" if href else "")
        elif tag in ("strong", "b"):
            self._words.append("**")
        elif tag in LISTS:
            self._end()
            self._depth -= 1
        elif tag == "dt":
            self._words.append(":")
        elif tag not in ("span", "time", "em", "abbr", "code", "dd", "td", "th", "label"):
            self._end()

    def _end(self, mark: str = "") -> None:
        """Finish the block; the next one begins with `mark`."""
        words = " ".join("".join(self._words).split())
        if words:
            pad = "  " * max(self._depth - 1, 0)
            inside = "  " if self._depth and not self._mark else ""
            self._blocks.append(f"{pad}{inside}{self._mark}{words}")
            self._mark = ""
        self._words = []
        self._mark = mark or self._mark

    def finished(self) -> str:
        """All blocks."""
        self._end()
        text = self._blocks[0] if self._blocks else ""
        for above, block in pairwise(self._blocks):
            in_list = above.lstrip().startswith("- ") and block.lstrip().startswith("- ")
            text += f"{chr(10) if in_list else 2 * chr(10)}{block}"
        return f"{text}\n"
