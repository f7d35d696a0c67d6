"""The national search index: zorgpaden, gemeenten, voorzieningen and knowledge, for lunr in the browser."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lunr.builder import Builder
from lunr.pipeline import Pipeline
from lunr.token import Token

from zorgpaden import urls
from zorgpaden.catalog import Catalog
from zorgpaden.plan import chosen
from zorgpaden.search.text import STOP_WORDS, fold
from zorgpaden.settings import Settings

FIELDS = {"titel": 10, "woorden": 4, "tekst": 1}


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that can be found."""

    soort: str
    titel: str
    url: str
    woorden: str = ""
    tekst: str = ""
    bij: str = ""
    """Where it belongs, shown behind the title: a gemeente, a kind of page."""


def entries(catalog: Catalog, settings: Settings) -> Iterator[Entry]:
    """Everything that can be found, in a fixed order."""
    places = set(chosen(catalog, settings.alleen))
    for item in catalog.zorgpaden.values():
        pad = item.entity
        situations = " ".join(catalog.situaties[id_].entity.naam for id_ in pad.situaties)
        yield Entry(
            "zorgpad",
            pad.titel,
            urls.zorgpad(pad.id),
            " ".join((*pad.zoekwoorden, situations)),
            f"{pad.situatie} {pad.samenvatting}",
        )
    for plaats in catalog.gemeenten.values():
        if plaats.id in places:
            aliases = plaats.register.aliassen if plaats.register else ()
            yield Entry(
                "gemeente",
                plaats.naam,
                urls.gemeente(plaats.id),
                " ".join(aliases),
                bij="voorbeeld" if plaats.voorbeeld else plaats.provincie,
            )
    for found in catalog.voorzieningen.values():
        help_ = found.entity
        where = [catalog.gemeenten[id_].naam for id_ in help_.werkgebied.gemeenten if id_ in catalog.gemeenten]
        where += [f"regio {catalog.regios[id_].entity.naam}" for id_ in help_.werkgebied.regios]
        yield Entry(
            "voorziening",
            help_.naam,
            urls.voorziening(help_.id),
            " ".join((*help_.zoekwoorden, help_.organisatie, *where)),
            f"{help_.samenvatting} {help_.doelgroep}",
            ", ".join(where) or "heel Nederland",
        )
    for kind, room, address in (
        ("interventie", catalog.interventies, urls.interventie),
        ("instrument", catalog.instrumenten, urls.instrument),
    ):
        for thing in room.values():
            yield Entry(
                "kennis",
                thing.entity.naam,
                address(thing.entity.id),
                " ".join(thing.entity.zoekwoorden),
                thing.entity.samenvatting,
                kind,
            )
    for page in catalog.pages:
        front = page.item.entity
        yield Entry(
            "kennis", front.titel, urls.dossier(page.path), " ".join(front.zoekwoorden), front.samenvatting, front.soort
        )


def _fold_token(token: Token, *_: Any) -> Token | None:
    word = fold(str(token))
    return token.update(lambda *_: word) if word and word not in STOP_WORDS else None


Pipeline.register_function(_fold_token, "zp-vouwen")


def search_index(catalog: Catalog, settings: Settings) -> dict[str, Any]:
    """`docs`: [kind, title, url, where] per entry; `index`: a serialised lunr index over their positions."""
    builder = Builder()
    builder.pipeline.add(_fold_token)
    builder.search_pipeline.add(_fold_token)
    builder.ref("nr")
    for field, boost in FIELDS.items():
        builder.field(field, boost=boost)
    docs = []
    for number, entry in enumerate(entries(catalog, settings)):
        builder.add({"nr": str(number), "titel": entry.titel, "woorden": entry.woorden, "tekst": entry.tekst})
        docs.append([entry.soort, entry.titel, entry.url, entry.bij])
    return {"docs": docs, "index": builder.build().serialize()}
