"""The browser makes the same words, stems and compounds as the build."""

from __future__ import annotations

import json
import random
from datetime import date
from itertools import accumulate
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from search.searching import OurSearch
from support import PEILDATUM, ROOT
from zorgpaden.checks import Context
from zorgpaden.project import load_project
from zorgpaden.search.compounds import Compounds
from zorgpaden.search.entries import national_entries
from zorgpaden.search.index import compound_parts
from zorgpaden.search.synonyms import synonym_groups
from zorgpaden.search.text import STOP_WORDS, TELLING, counted, stem, telling, words

LETTERS = "abcdefghijklmnopqrstuvwxyzeeeennniiijaaooëéèïöü"
ENDINGS = (
    "en e s t d de den ing ingen heid lijk baar ige igheid je jes tje pje isch ische end ende eren eerde atie iteit"
)


def test_words() -> None:
    assert words("De COÖRDINATOR. Baby’s, VSV's en foto's: 3 e-sigaretten (zo'n 1000)") == [
        "coordinator", "baby", "vsv", "foto", "sigaretten", "1000",
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["coo\u0308rdinator", "Coördinator.", "“coördinator”,", "COÖRDINATOR’S"])
def test_every_way_to_write_a_word(text: str) -> None:
    assert words(text) == ["coordinator"]


@pytest.mark.parametrize(
    "forms", ["roken rokende rookt gerookt rook", "zwanger zwangere zwangeren", "huis huizen huisje"]
)
def test_inflections_share_a_stem(forms: str) -> None:
    assert len({stem(word) for word in forms.split()}) == 1


def test_stop_words_can_be_met() -> None:
    assert [word for word in STOP_WORDS if words(word)] == []


def test_small_words_that_tell() -> None:
    assert TELLING < STOP_WORDS
    assert telling("Neemt de telefoon niet op") == ["neemt", "telefoon", "niet", "op"]


def test_a_word_that_comes_back_is_another_one() -> None:
    """Else a phrase like “kind krijgt een kind” is in every query with a child."""
    assert counted(["kind", "krijg", "kind", "kind"]) == ["kind", "krijg", "kind+", "kind++"]


def test_compounds() -> None:
    known = Compounds(["schuldhulp", "schuld", "hulp", "verlening", "verslaving", "zorg", "gezin", "coach", "roken"])
    assert known.split("schuldhulpverlening") == ("schuldhulp", "schuld", "hulp", "verlening")
    assert known.split("verslavingszorg") == ("verslaving", "zorg")
    assert known.split("gezinscoach") == ("gezin", "coach")
    assert known.split("roken") == known.split("zorgeloos") == ()


@pytest.fixture(scope="session")
def vocabulary() -> list[str]:
    """Every word in data and content, inflected at random, and words that do not exist."""
    texts = [
        file.read_text(encoding="utf-8") for name in ("data/**/*.yml", "content/**/*.md") for file in ROOT.glob(name)
    ]
    real = sorted({word for text in texts for word in words(text)})
    assert len(real) > 4000
    chance = random.Random(20261123)  # noqa: S311
    inflected = {chance.choice(real) + chance.choice(ENDINGS.split()) for _ in range(20_000)}
    invented = {"".join(chance.choices(LETTERS, k=chance.randint(1, 14))) for _ in range(20_000)}
    return [*real, *sorted(inflected | invented)]


def test_same_stems_in_the_browser(search: OurSearch, vocabulary: list[str]) -> None:
    page = opened(search)
    assert page.evaluate("all => all.map(engine.stem)", vocabulary) == [stem(word) for word in vocabulary]


def test_same_words_in_the_browser(search: OurSearch) -> None:
    page = opened(search)
    texts = [file.read_text(encoding="utf-8") for file in sorted(ROOT.glob("content/**/*.md"))]
    texts += ["İstanbul ﬁets m² ĳs 24/7 0800-8115", "baby's zo'n ’s-Gravenhage", "👶 العربية …", ""]
    assert page.evaluate("all => all.map(engine.words)", texts) == [words(text) for text in texts]


def test_same_compounds_in_the_browser(search: OurSearch, vocabulary: list[str], built_site: Path) -> None:
    page = opened(search)
    known = Compounds(parts_in(json.loads((built_site / "assets/zoekindex.json").read_text(encoding="utf-8"))))
    assert page.evaluate("all => all.map(engine.split)", vocabulary) == [list(known.split(word)) for word in vocabulary]


def parts_in(index: dict[str, Any]) -> set[str]:
    """What `partsOf` in zoek.js makes of it."""
    written, parts = index["woorden"].split(), index["delen"]
    marked = [written[place] for place in accumulate(parts["woorden"])]
    return {*marked, *map(stem, marked), *parts["meer"].split()} - set(parts["niet"].split())


def test_the_parts_of_compounds_survive_the_journey(built_site: Path) -> None:
    index = json.loads((built_site / "assets/zoekindex.json").read_text(encoding="utf-8"))
    catalog = load_project(ROOT / "data", ROOT / "content", Context(date.fromisoformat(PEILDATUM))).catalog
    expected = Compounds(compound_parts(list(national_entries(catalog)), list(synonym_groups(catalog)))).parts
    assert parts_in(index) == expected
    assert len(expected) > 4000


def opened(search: OurSearch) -> Page:
    """The page, with an engine of its own in `engine`."""
    search.ask("roken")
    search.page.evaluate(
        "fetch('../assets/zoekindex.json').then(a => a.json()).then(data => { self.engine = zpZoek.makeEngine(data) })"
    )
    return search.page
