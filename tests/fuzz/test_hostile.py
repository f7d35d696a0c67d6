"""Whatever comes in: refused with a reason or shown harmless, within five seconds and 500 MB."""

from __future__ import annotations

import os
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fuzz.hostile import CORPUS, TARGETS, Unsafe, limits, look_at, survives
from fuzz.inputs import inputs, seed

EXAMPLES = int(os.environ.get("ZP_FUZZ", "40"))
"""Per kind; `ZP_FUZZ=2000` looks longer."""
CASES = sorted(path for path in CORPUS.glob("*/*") if path.is_file())
KINDS = st.sampled_from(sorted(TARGETS))


@pytest.mark.parametrize("case", CASES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_found_before(case: Path) -> None:
    """What once went wrong, or could: it stays refused, or harmless."""
    survives(case.parent.name, case.read_bytes())


@pytest.mark.parametrize("kind", TARGETS)
def test_a_good_file_gets_all_the_way(kind: str) -> None:
    """Otherwise the tests below would only see refusals."""
    if kind not in ("antwoord", "antwoord-csv", "besluiten"):  # those carry a kenmerk, which changes with the data
        assert survives(kind, seed(kind))


@pytest.mark.parametrize(
    ("kind", "piece"),
    [
        ("organisatie", "\x00"),
        ("organisatie", "- "),
        ("pagina", "a"),
        ("pagina", "> "),
        ("css", "{"),
        ("css", "0"),
        ("antwoord", "\u200b"),
    ],
)
def test_very_much_of_one_thing(kind: str, piece: str) -> None:
    survives(kind, seed(kind) + piece.encode() * (200_000 // len(piece.encode())))


@pytest.mark.parametrize("kind", TARGETS)
def test_anything(kind: str) -> None:
    @settings(
        max_examples=EXAMPLES,
        derandomize=EXAMPLES <= 100,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(inputs(kind))
    def run(raw: bytes) -> None:
        survives(kind, raw)

    run()


# --- the look itself --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "html",
    [
        "<script>a</script>",
        "<script src='https://evil.example/assets/a.js'></script>",
        "<img src=x onerror=a>",
        "<a href='JaVa\tscript:a'>",
        "<a href='//evil.example'>",
        "<svg><a xlink:href='data:text/html,a'>",
        "<p style='a'>",
        "<meta http-equiv=refresh content=0>",
        "<iframe src='a'>",
        "<img src='https://evil.example/a.png'>",
        "<base href='/'>",
    ],
)
def test_the_look_sees(html: str) -> None:
    with pytest.raises(Unsafe):
        look_at("a.html", html.encode())


def test_the_look_lets_our_own_through() -> None:
    look_at("a.html", b'<script src="../assets/zp.js" defer></script><a href="tel:112">a</a><a href="../b/#c">b</a>')


def test_a_hang_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fuzz.hostile.SECONDS", 0.2)
    with pytest.raises(Unsafe, match="seconds"), limits():
        sum(number for number in count())
