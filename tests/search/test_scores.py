"""The index is byte for byte what lunr.py makes of the same stems, in the compact form."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from math import log
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lunr.builder import Builder

from support import PEILDATUM, ROOT
from zorgpaden.checks import Context
from zorgpaden.project import load_project
from zorgpaden.search import index
from zorgpaden.search.index import Zoeker
from zorgpaden.search.scores import HIGHEST, LENGTH_COUNTS, LOWEST, STEP, Counts, edges, scored
from zorgpaden.settings import Settings

SETTINGS = Settings(peildatum=date.fromisoformat(PEILDATUM))
Pages = Sequence[Mapping[str, Counts]]


def by_lunr(pages: Pages, boosts: Mapping[str, float]) -> dict[str, Any]:
    """What lunr.py serialises, without what the browser can work out."""
    builder = Builder()
    builder.b(LENGTH_COUNTS)
    builder.ref("nr")
    for field, boost in boosts.items():
        builder.field(field, boost=boost)
    for number, page in enumerate(pages):
        builder.add({"nr": str(number), **{field: " ".join(Counter(page[field]).elements()) for field in boosts}})
    full = builder.build().serialize()
    terms = [term for term, _ in full["invertedIndex"]]
    numbers = {posting["_index"]: terms.index(term) for term, posting in full["invertedIndex"]}
    vectors: dict[str, list[list[int]]] = {field: [[] for _ in pages] for field in boosts}
    for name, vector in full["fieldVectors"]:
        field, page_number = name.split("/")
        before = 0
        for term, score in sorted(zip((numbers[int(one)] for one in vector[::2]), vector[1::2], strict=True)):
            vectors[field][int(page_number)] += (term - before, round(log(score, STEP)))
            before = term
    return {"stap": STEP, "termen": " ".join(terms), "vectoren": vectors}


def test_real_data_as_lunr_has_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """The national index, and those of the gemeenten with help of their own."""
    made: list[tuple[Pages, Mapping[str, float], dict[str, Any]]] = []

    def listened(pages: Pages, boosts: Mapping[str, float]) -> dict[str, Any]:
        made.append((pages, boosts, scored(pages, boosts)))
        return made[-1][-1]

    monkeypatch.setattr(index, "scored", listened)
    catalog = load_project(ROOT / "data", ROOT / "content", Context(SETTINGS.peildatum)).catalog
    zoeker = Zoeker(catalog, SETTINGS)
    zoeker.landelijk()
    local = [id_ for id_ in catalog.gemeenten if zoeker.gemeente(id_)]
    assert {"waterrijk", "duinhoven", "veldegge"} <= set(local)
    assert len(made) == 1 + len(local)
    for pages, boosts, found in made:
        assert json.dumps(found) == json.dumps(by_lunr(pages, boosts))


FIELDS = {"titel": 10, "koppen": 1.5, "tekst": 1}
STEMS = st.text("ab1", min_size=1, max_size=3)
PAGE = st.fixed_dictionaries(
    {field: st.dictionaries(STEMS, st.integers(min_value=1, max_value=9), max_size=9) for field in FIELDS}
)


@given(st.lists(PAGE, min_size=1, max_size=9))
def test_any_pages_as_lunr_has_them(pages: list[dict[str, dict[str, int]]]) -> None:
    assert scored(pages, FIELDS) == by_lunr(pages, FIELDS)


TIES = st.integers(min_value=2, max_value=1000 * HIGHEST).map(lambda number: (number - 0.5) / 1000)


@given(st.floats(min_value=0.0006, max_value=HIGHEST) | TIES)
def test_powers_without_logarithms(score: float) -> None:
    assert LOWEST + bisect_right(edges(), score) == round(log(round(score, 3), STEP))


def test_a_stem_that_says_nothing_still_counts() -> None:
    """Where rounding leaves nothing of a score, the page is still found."""
    everywhere: Pages = [{"tekst": {"overal": 1}}] * 5000
    found = scored([*everywhere, {"tekst": {}}], {"tekst": 1})["vectoren"]["tekst"]
    assert found[0] == [0, LOWEST]
    assert found[-1] == []
