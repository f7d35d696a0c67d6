"""Read the Markdown of the dossier: typed front matter with positions, and the body."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import cast

from zorgpaden.listing import Listing, listing
from zorgpaden.loading.records import LANDELIJK, Item, Record, Source
from zorgpaden.loading.shape import to_item
from zorgpaden.loading.text_guard import decode
from zorgpaden.model import Dossierpagina
from zorgpaden.problems import Problem
from zorgpaden.types.text import markdown_fault

FENCE = "---"
PICTURES = (".jpg", ".jpeg", ".png", ".webp")
# The Markdown library needs quadratic time for these; a page for people stays far below.
MAX_BRACKETS = 500
MAX_LINE = 5_000
DEEP_QUOTE = ">>>"


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the dossier: front matter, Markdown, and the line on which the Markdown starts."""

    item: Item[Dossierpagina]
    body: str
    body_line: int

    @property
    def path(self) -> str:
        """Path below the content folder, without `.md`."""
        return self.item.source.path.removesuffix(".md")


def split_front_matter(text: str) -> tuple[str, str, int] | None:
    """(front matter, body, first line of the body); None when there is no closed front matter."""
    lines = re.findall(r"[^\n]*\n|[^\n]+", text)  # not splitlines(): that also splits at form feeds
    if not lines or lines[0].rstrip() != FENCE:
        return None
    for index, line in enumerate(lines[1:], start=1):
        if line.rstrip() == FENCE:
            return "".join(lines[1:index]), "".join(lines[index + 1 :]), index + 2
    return None


def load_content(root: Path) -> tuple[list[Page], list[Problem]]:
    """All pages below a content folder, and every problem met on the way."""
    pages: list[Page] = []
    problems: list[Problem] = []
    for found in page_places(listing(root)):
        if isinstance(found, Problem):
            problems.append(found)
            continue
        page, wrong = load_page(found, (root / found).read_bytes())
        problems += wrong
        pages += [page] if page else []
    return pages, problems


def page_places(tree: Listing, below: str = "") -> Iterator[str | Problem]:
    """The path of every text in a content folder, in a fixed order, and what does not belong there."""
    for name, entry in tree.items():
        path = f"{below}{name}"
        if isinstance(entry, dict) and not name.endswith(".md"):
            yield from page_places(entry, f"{path}/")
        elif entry is None:
            hint = "Zet het bestand zelf hier neer."
            yield Problem(path, 0, 0, "koppeling", "fout", "dit is een koppeling naar iets anders", hint)
        elif isinstance(entry, list) and name.endswith(".md"):
            yield path
        elif not isinstance(entry, list) or PurePosixPath(name).suffix not in PICTURES:
            hint = f"Toegestaan zijn teksten (.md) en foto's ({', '.join(PICTURES)})."
            yield Problem(path, 0, 0, "onbekend-bestand", "fout", f"“{name}” hoort hier niet", hint)


def load_page(path: str, raw: bytes) -> tuple[Page | None, list[Problem]]:
    """One page of the dossier, and what is wrong with it."""
    text, problems = decode(raw, path)
    if text is None:
        return None, problems
    parts = split_front_matter(text)
    if parts is None:
        hint = "Begin met “---”, dan de velden, dan weer “---”."
        return None, [*problems, Problem(path, 1, 1, "kop", "fout", "de velden bovenaan ontbreken", hint)]
    front, body, body_line = parts
    from zorgpaden.loading.yaml_reader import read_yaml  # noqa: PLC0415  (a page is seldom read anew)

    value, marks, found = read_yaml(front, path, first_line=2)
    problems += found
    too_heavy = list(_body_problems(body, path, body_line))
    problems += too_heavy
    if value is None or any(problem.code == "te-zwaar" for problem in too_heavy):
        return None, problems
    item, found = to_item(Record(Source(path, LANDELIJK, marks), Dossierpagina, None, value))
    problems += found
    if item is None:
        return None, problems
    return Page(cast(Item[Dossierpagina], item), body, body_line), problems


def _body_problems(body: str, path: str, first_line: int) -> Iterator[Problem]:
    """HTML and forbidden links, per line so that the place is exact; and what would take a renderer forever."""
    brackets = body.count("[")
    if brackets > MAX_BRACKETS:
        message = f"op deze pagina staan {brackets} vierkante haken"
        yield Problem(path, first_line, 1, "te-zwaar", "fout", message, f"Hoogstens {MAX_BRACKETS}; splits de pagina.")
    for number, line in enumerate(body.split("\n"), start=first_line):
        if not line.strip():
            continue
        if len(line) > MAX_LINE or line.lstrip().startswith(DEEP_QUOTE):
            hint = f"Houd een alinea onder {MAX_LINE} tekens en citeer niet in citaten."
            yield Problem(path, number, 1, "te-zwaar", "fout", "deze regel is te lang of te diep", hint)
            continue
        fault = markdown_fault(line)
        if fault:
            yield Problem(path, number, 1, fault.code, "fout", fault.message, fault.hint)
