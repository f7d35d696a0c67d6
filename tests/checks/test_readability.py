"""How hard a text is to read, with the second opinion of textstat."""

from __future__ import annotations

import textstat
from hypothesis import given, settings
from hypothesis import strategies as st

from support import ROOT
from zorgpaden.checks.readability import prose, reading_ease

PIECES = [*"aeioumnrst '’-.!?,;:ëï\n0", "'t ", "zo'n ", "foto's ", "moeder ", "voorlichting ", "Dit is een zin. "]


def _agrees(text: str) -> None:
    textstat.set_lang("nl")
    assert reading_ease(text) == textstat.flesch_reading_ease(text)


def test_what_we_ship() -> None:
    for file in sorted((ROOT / "content").rglob("*.md")):
        _agrees(prose(file.read_text(encoding="utf-8")))


@settings(max_examples=300, derandomize=True)
@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
def test_any_text(text: str) -> None:
    _agrees(text)


def test_long_words_and_sentences_are_hard() -> None:
    easy = "De moeder belt. De vader komt. Het kind slaapt. " * 5
    hard = "De gemeentelijke verantwoordelijkheid betreft kwaliteitsverbetering van ondersteuningsvoorzieningen. " * 5
    assert reading_ease(easy) > 90
    assert reading_ease(hard) < 0
