"""The search files: their size, what is in them, and that the same data give the same bytes."""

from __future__ import annotations

import gzip
import json
from datetime import date
from itertools import accumulate
from pathlib import Path

import pytest

from support import PEILDATUM, ROOT
from zorgpaden.catalog import Catalog
from zorgpaden.checks import Context
from zorgpaden.project import load_project
from zorgpaden.search import asset_urls
from zorgpaden.search.entries import national_entries
from zorgpaden.search.index import Zoeker
from zorgpaden.search.text import stem, telling, words
from zorgpaden.settings import Settings

SETTINGS = Settings(peildatum=date.fromisoformat(PEILDATUM))


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    """The real data."""
    return load_project(ROOT / "data", ROOT / "content", Context(SETTINGS.peildatum)).catalog


def size(file: Path) -> int:
    return len(gzip.compress(file.read_bytes(), 9))


def test_small_enough(built_site: Path) -> None:
    assert size(built_site / "assets/zoekindex.json") <= 150_000
    shards = list((built_site / "assets/zoek").glob("*.json"))
    assert shards
    assert max(map(size, shards)) <= 30_000


def test_what_is_national(built_site: Path) -> None:
    data = json.loads((built_site / "assets/zoekindex.json").read_text(encoding="utf-8"))
    assert {page[0] for page in data["paginas"]} == {"zorgpad", "voorziening", "kennis"}
    assert "Roermond" in {place[1] for place in data["gemeenten"]}
    assert len(data["gemeenten"]) >= 342
    local = [
        url for _, _, url, where in data["paginas"] if url.startswith("voorzieningen/") and where != "heel Nederland"
    ]
    assert local == []
    for _, _, url, _ in data["paginas"]:
        assert (built_site / url / "index.html").is_file(), url


def test_only_gemeenten_with_help_of_their_own_have_a_file(built_site: Path) -> None:
    data = json.loads((built_site / "assets/zoekindex.json").read_text(encoding="utf-8"))
    with_file = {place[0] for place in data["gemeenten"] if place[3]}
    assert with_file == {file.stem for file in (built_site / "assets/zoek").glob("*.json")}
    assert {"waterrijk", "duinhoven", "veldegge"} <= with_file
    assert "roermond" not in with_file


def test_all_local_help_is_in_the_file_of_its_gemeente(catalog: Catalog, built_site: Path) -> None:
    data = json.loads((built_site / "assets/zoek/waterrijk.json").read_text(encoding="utf-8"))
    found = {page[2] for page in data["paginas"]}
    expected = {
        item.entity.id for item in catalog.voorzieningen_in("waterrijk") if not item.entity.werkgebied.landelijk
    }
    assert found == {f"voorzieningen/{id_}/" for id_ in expected}


def test_same_data_same_bytes(catalog: Catalog) -> None:
    once, again = (Zoeker(catalog, SETTINGS) for _ in range(2))
    local = json.dumps(again.gemeente("waterrijk"))
    assert json.dumps(once.landelijk()) == json.dumps(again.landelijk())
    assert json.dumps(once.gemeente("waterrijk")) == local, "which one is made first must not matter"


def test_files_an_offline_copy_needs(catalog: Catalog, built_site: Path) -> None:
    for gemeente in ("waterrijk", "roermond"):
        for url in asset_urls(catalog, SETTINGS, gemeente):
            assert (built_site / url).is_file(), url
    assert "assets/zoek/waterrijk.json" in asset_urls(catalog, SETTINGS, "waterrijk")
    assert "assets/zoek/roermond.json" not in asset_urls(catalog, SETTINGS, "roermond")


def test_alleen_leaves_other_gemeenten_out(catalog: Catalog) -> None:
    alone = Zoeker(catalog, Settings(peildatum=SETTINGS.peildatum, alleen=("waterrijk",)))
    assert [place[0] for place in alone.landelijk()[1]["gemeenten"]] == ["waterrijk"]


def test_phrases_keep_their_small_words(built_site: Path) -> None:
    data = json.loads((built_site / "assets/zoekindex.json").read_text(encoding="utf-8"))
    pages = {data["paginas"][number][2]: phrases for number, *phrases in data["zinnen"]}
    assert " ".join(map(stem, telling("doet niet open"))) in pages["zorgpaden/zorgmijding/"]
    assert all(" " in phrase for phrases in pages.values() for phrase in phrases)


def test_nothing_is_lost_in_the_compact_index(catalog: Catalog, built_site: Path) -> None:
    """Each field of each page leads to exactly the words it was made of."""
    data = json.loads((built_site / "assets/zoekindex.json").read_text(encoding="utf-8"))
    written, vectors = data["woorden"].split(), data["index"]["vectoren"]
    assert written == sorted(written)
    terms = sorted({*map(stem, written), *data["index"]["meer"].split()} - {*data["index"]["niet"].split()})
    for number, entry in enumerate(national_entries(catalog)):
        numbers = list(accumulate(vectors["titel"][number][::2]))
        assert {terms[one] for one in numbers} == {stem(word) for word in words(entry.titel)}, entry.titel


def test_stems_survive_the_journey(built_site: Path) -> None:
    """What `learn` in zoektaal.js makes of the cuts is what the stemmer says."""
    for file in (built_site / "assets/zoekindex.json", built_site / "assets/zoek/waterrijk.json"):
        data = json.loads(file.read_text(encoding="utf-8"))
        written, cuts = data["woorden"].split(), data["stammen"].split()
        ends = [word[: len(word) + ord("a") - ord(cut[0])] + cut[1:] for word, cut in zip(written, cuts, strict=True)]
        assert ends == [stem(word) for word in written]
