"""Is the text plain enough? A warning for the pages that stand out, never a gate."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from zorgpaden.checks.registry import page_check
from zorgpaden.loading.content import Page
from zorgpaden.problems import Problem

# B1 texts about work and care lie between 45 and 75; below this line a page stands out.
HARD = 45
MIN_WORDS = 80
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_SENTENCE = re.compile(r"\b[^.!?]+[.!?]*")
_SHORT = 2
"""Words: what is not longer is a heading or the number of a list, and no sentence."""
_NO_WORD = re.compile(r"'(?![tsd]|ve|ll|re)|[^\w\s']")
_MARKS = re.compile(r"^\s*(?:[-*+>]|\d+\.|#+)\s*|[*_`]|\[\^\w+\]:?", re.MULTILINE)


def prose(markdown: str) -> str:
    """The sentences of a Markdown text: no addresses, tables and marks; each line ends as a sentence."""
    lines = [_MARKS.sub("", line).strip() for line in _LINK.sub(r"\1", markdown).split("\n\n")]
    flat = [" ".join(line.split()) for block in lines for line in re.split(r"\n(?=\s*(?:[-*+]|\d+\.) )", block)]
    return "\n".join(f"{line.rstrip('.:;?!')}." for line in flat if line and not line.startswith("|"))


def reading_ease(text: str) -> float:
    """Flesch-Douma reading ease of plain Dutch text: 0 very hard, 100 very easy. Counts as textstat does."""
    words = _words(text)
    if not words:
        return 0.0
    sentences = sum(len(_words(sentence)) > _SHORT for sentence in _SENTENCE.findall(text))
    syllables = sum(_syllables(word.lower()) for word in words)
    return 206.835 - 0.93 * (len(words) / max(1, sentences)) - 77 * (syllables / len(words))


def _words(text: str) -> list[str]:
    return _NO_WORD.sub("", text).split()


@cache
def _syllables(word: str) -> int:
    return len(_hyphens().positions(word)) + 1


@cache
def _hyphens() -> Any:
    import pyphen  # noqa: PLC0415  (only this check needs it)

    return pyphen.Pyphen(lang="nl")


@page_check("leesbaarheid")
def readable(page: Page) -> Iterator[Problem]:
    """A page of the dossier is not much harder to read than the others."""
    text = prose(page.body)
    if len(text.split()) < MIN_WORDS:
        return
    ease = reading_ease(text)
    if ease < HARD:
        message = f"deze tekst is moeilijk (Flesch-Douma {ease:.0f}, vanaf {HARD} is het goed)"
        hint = "Maak zinnen korter en vervang lange woorden."
        yield Problem(page.item.source.path, page.body_line, 1, "leesbaarheid", "waarschuwing", message, hint)
