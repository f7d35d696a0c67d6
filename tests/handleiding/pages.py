"""The pages of the handleiding, and what they say that can be held against the real thing."""

from __future__ import annotations

import re
from pathlib import Path

from support import ROOT

FOLDER = ROOT / "content/redactie"
PAGES = sorted(FOLDER.glob("*.md"))
_CODE = re.compile(r"`([^`\n]+)`")
_PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)]*)\)")
_LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)#]*)[^)]*\)")


def body(page: Path) -> str:
    """The text of a page, without the fields above it."""
    return page.read_text(encoding="utf-8").split("---\n", 2)[2]


def blocks(text: str) -> list[str]:
    """The indented blocks: commands, what they show, and files."""
    found = re.findall(r"(?:^ {4,}(?![-\d]).*\n|^ {6,}- .*\n|(?<=\n)\n(?= {4}))+", text, re.MULTILINE)
    return [block for block in found if block.strip()]


def commands(page: Path) -> list[str]:
    """Every command on a page: a line of its own, or between quotes in a sentence."""
    text = body(page)
    lines = (line.strip() for line in text.splitlines() if line.startswith("    "))
    found = [line for line in (*lines, *_CODE.findall(text)) if line.startswith(("zorgpaden ", "scripts/"))]
    return list(dict.fromkeys(found))


def pictures(page: Path) -> list[tuple[str, str]]:
    """(what it shows, in words; its file) of every picture."""
    return _PICTURE.findall(body(page))


def links(page: Path) -> list[str]:
    """Where the links of a page go."""
    return _LINK.findall(body(page))


def section(page: Path, heading: str) -> str:
    """The text below a heading of the second level."""
    return body(page).partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
