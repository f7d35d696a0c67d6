"""One case: a national zorgpad, the layers over it, and what a visitor of one gemeente gets.

The keys of a case file:

- `landelijk`, `regio`, `gemeente`: blocks (and `verbergt`, `interventies`) of one zorgpad; the last two may be absent.
- `voorzieningen`, `afspraken`: lists of entities by layer (`landelijk`, `regio`, `gemeente`).
- `bezoek`: the gemeente of the visitor; `dam` unless told. The regio `polder` holds `dam` and `stil`; `stil` has no
  data of its own, and `grens` lies outside the region.
- `verwacht`: the outcome, see `outcome`; what is absent is empty.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from zorgpaden.catalog import Catalog, build_catalog
from zorgpaden.checks import REGISTRY, Context
from zorgpaden.layers import Blocks, Geplaatst, LokaalZorgpad, apply, national_blocks, resolve
from zorgpaden.loading import Item, Laag, Marks, Record, Source
from zorgpaden.loading.records import LANDELIJK
from zorgpaden.loading.shape import to_item
from zorgpaden.loading.yaml_reader import read_yaml
from zorgpaden.model import (
    BLOK_SOORTEN,
    Afspraak,
    Entiteit,
    Gemeente,
    Regio,
    RegisterGemeente,
    Voorziening,
    Zorgpad,
    ZorgpadLaag,
)

PAD, REGIO, GEMEENTE = "pad", "polder", "dam"
LAGEN = {"landelijk": LANDELIJK, "regio": Laag("regio", REGIO), "gemeente": Laag("gemeente", GEMEENTE)}
CONTEXT = Context(date(2026, 11, 23))
# The rules about layers and about where help works; the others would only ask for more text in the cases.
RULES = [
    *(name for name, rule in REGISTRY.items() if rule.__module__ == "zorgpaden.checks.layering"),
    "werkgebied-mist",
    "terugval-elders",
]

# What every entity needs and no case is about.
BEHEERD = {"eigenaar": "redactie", "gecontroleerd": {"op": "2026-11-01", "door": "redactie"}}
DEFAULTS: dict[type[Entiteit], dict[str, Any]] = {
    Zorgpad: {
        "id": PAD, "titel": "Pad", "situatie": "Iets.", "samenvatting": "Iets.", "fasen": ["na"], "situaties": ["iets"],
        **BEHEERD,
    },
    ZorgpadLaag: {"id": PAD, **BEHEERD},
    Voorziening: {
        "naam": "Hulp", "organisatie": "Stichting", "domein": "sociaal", "samenvatting": "Iets.",
        "doelgroep": "Iedereen", "zorgpaden": [PAD], "contact": {"functie": "Loket", "telefoon": "112"}, **BEHEERD,
    },
    Afspraak: {
        "titel": "Afspraak", "niveau": "uitvoering", "zorgpaden": ["alle"], "partners": ["Allen"], **BEHEERD,
    },
}  # fmt: skip


def load_case(file: Path) -> dict[str, Any]:
    """The case in a file, read as the package reads data: every scalar is text."""
    value, _, problems = read_yaml(file.read_text(encoding="utf-8"), file.name)
    assert not problems, problems
    assert isinstance(value, dict)
    return value


def _item(model: type[Entiteit], laag: Laag, values: dict[str, Any]) -> Item[Any]:
    """The entity that a file with these values would give."""
    filled = {**DEFAULTS.get(model, {}), **values}
    source = Source(f"{laag.soort}/{model.__name__.lower()}/{filled['id']}.yml", laag, Marks(1, 1))
    item, problems = to_item(Record(source, model, None, filled))
    assert item, problems
    return item


def _world() -> list[Item[Any]]:
    places = [
        _item(
            RegisterGemeente,
            LANDELIJK,
            {
                "id": id_, "naam": id_.title(), "cbs_code": f"GM000{number}", "provincie": "Utrecht",
                "ggd_regio": "ggd", "lengtegraad": "5", "breedtegraad": "52",
            },
        )
        for number, id_ in enumerate((GEMEENTE, "stil", "grens"))
    ]  # fmt: skip
    regio = {"id": REGIO, "naam": "Polder", "gemeenten": [GEMEENTE, "stil"], **BEHEERD}
    return [
        *places,
        _item(Regio, LAGEN["regio"], regio),
        _item(Gemeente, LAGEN["gemeente"], {"id": GEMEENTE, **BEHEERD}),
    ]


def build(case: dict[str, Any]) -> Catalog:
    """The catalog of a case. Files come in the order in which a data folder is walked."""
    items = _world()
    for name in ("gemeente", "landelijk", "regio"):
        laag = LAGEN[name]
        if name in case:
            items.append(_item(Zorgpad if name == "landelijk" else ZorgpadLaag, laag, case[name]))
        for kind, model in (("voorzieningen", Voorziening), ("afspraken", Afspraak)):
            items += [_item(model, laag, values) for values in case.get(kind, {}).get(name, [])]
    catalog, problems = build_catalog(items, [])
    assert not problems, problems
    return catalog


def outcome(case: dict[str, Any]) -> dict[str, Any]:
    """What the case gives, in the words of `verwacht`; what is empty is left out."""
    catalog = build(case)
    local = resolve(catalog, PAD, case.get("bezoek", GEMEENTE))
    found = {
        "stand": local.stand,
        **{soort: [_placed(one) for one in local.blokken[soort]] for soort in BLOK_SOORTEN},
        "afspraken": [_placed(one) for one in local.afspraken],
        "voorzieningen": [_placed(one) for one in local.voorzieningen],
        "interventies": list(local.interventies),
        "getoond": _shown(local),
        "zetten": _moves(catalog, local),
        "problemen": _problems(catalog),
    }
    return {key: value for key, value in found.items() if value}


def _placed(one: Geplaatst) -> str:
    """`id laag`, with what it replaces and whether that was an older version."""
    words = [one.item.id, one.laag.soort]
    if one.vervangt_laag:
        words.append(f"(vervangt {one.vervangt_laag.soort}{', verouderd' if one.verouderd else ''})")
    return " ".join(words)


def _shown(local: LokaalZorgpad) -> list[str]:
    """`asked → shown` for every voorziening that is replaced in spoed and bel."""
    asked = [one.item.voorziening for soort in ("spoed", "bel") for one in local.blokken[soort]]
    return [f"{id_} → {shown}" for id_ in asked if (shown := local.voorziening_id(id_)) != id_]


def _moves(catalog: Catalog, local: LokaalZorgpad) -> list[str]:
    """`laag move kind id` for each move of each layer."""
    blocks, found = national_blocks(catalog.zorgpaden[PAD]), []
    for laag in local.lagen:
        blocks, moves = apply(blocks, laag)
        found += [f"{laag.source.laag.soort} {one.soort} {one.blok} {one.id}" for one in moves]
    assert values(blocks) == values(local.blokken)
    return found


def values(blocks: Blocks) -> dict[str, list[tuple[object, ...]]]:
    """What is on a page; a block made a second time is another one, with the same values."""
    return {
        soort: [(one.item, one.source, one.where, one.vervangt_laag, one.verouderd) for one in placed]
        for soort, placed in blocks.items()
    }


def _problems(catalog: Catalog) -> list[str]:
    """`laag code` for each problem, sorted."""
    found = [problem for name in RULES for problem in REGISTRY[name](catalog, CONTEXT)]
    return sorted(f"{problem.path.split('/')[0]} {problem.code}" for problem in found)
