"""Words fold to the same term however they are typed; the browser folds them in the same way."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zorgpaden.search.text import STOP_WORDS, fold

ROOT = Path(__file__).parents[2]
WORDS = [
    ("schulden", "schulden"),
    ("Schulden", "schulden"),
    ("COÖRDINATOR", "coordinator"),
    ("Coördinator.", "coordinator"),
    ("coo\u0308rdinator", "coordinator"),
    ("crèche", "creche"),
    ("Curaçao", "curacao"),
    ("Súdwest-Fryslân", "sudwest-fryslan"),
    ("'s-Hertogenbosch", "s-hertogenbosch"),
    ("’s-Gravenhage", "s-gravenhage"),
    ("baby's", "baby's"),
    ("(zwanger)", "zwanger"),
    ("“zwanger”,", "zwanger"),
    ("geld?!", "geld"),
    ("e-mail", "e-mail"),
    ("-mail-", "mail"),
    ("0800-8115", "0800-8115"),
    ("24/7", "24/7"),
    ("1000", "1000"),
    ("ĳs", "ijs"),
    ("ﬁets", "fiets"),
    ("m²", "m2"),
    ("İstanbul", "istanbul"),
    ("een\u00a0", "een"),
    ("", ""),
    ("…", ""),
    (" - ", ""),
    ("👶", ""),
    ("العربية", ""),
]


@pytest.mark.parametrize(("word", "term"), WORDS)
def test_fold(word: str, term: str) -> None:
    """Lower case, no accents, no punctuation at the edges; inside a word punctuation stays."""
    assert fold(word) == term


@given(st.text(max_size=30))
def test_folded_is_a_term(word: str) -> None:
    """For any text: no edges left, and folding again changes nothing that Dutch is written with."""
    term = fold(word)
    assert term == "" or re.fullmatch(r"[0-9a-z](.*[0-9a-z])?", term, re.DOTALL)


@given(st.text("abcéëïöüçñ -'.,0123456789ABCÉËÏÖÜ", max_size=30))
def test_folding_twice_is_folding_once(word: str) -> None:
    assert fold(fold(word)) == fold(word) == fold(word.upper())


@given(st.text("abcxyz0189", min_size=1, max_size=10), st.text(".,;:!?()“”‘’\"'…-–/ ", max_size=5))
def test_punctuation_around_a_word(word: str, marks: str) -> None:
    assert fold(f"{marks}{word}{marks}") == word


def test_stop_words_are_folded() -> None:
    """Otherwise none would ever be met."""
    assert {word for word in STOP_WORDS if fold(word) != word} == set()


def test_same_in_the_browser() -> None:
    """The function in the theme itself, run by Node."""
    node = shutil.which("node")
    if not node:
        pytest.skip("no Node here")
    script = (ROOT / "theme" / "assets" / "zp.js").read_text(encoding="utf-8")
    found = re.search(r"const fold = .*?;\n", script, re.DOTALL)
    assert found
    program = f"{found.group()}console.log(JSON.stringify({json.dumps([word for word, _ in WORDS])}.map(fold)))"
    ran = subprocess.run([node, "-e", program], capture_output=True, text=True, encoding="utf-8", check=True)
    assert json.loads(ran.stdout) == [term for _, term in WORDS]
