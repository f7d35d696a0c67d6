"""What the rest of the country has to know about an entity; enough to look up and to compare without the entity itself.

A head is JSON. It stands in the cache beside the entity, so that a build reads all heads and few entities.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from zorgpaden.model import (
    BLOK_SOORTEN,
    Afspraak,
    Blok,
    Dossierpagina,
    Entiteit,
    Gebied,
    Gemeente,
    Voorziening,
    Zorgpad,
    ZorgpadLaag,
    fingerprint,
)
from zorgpaden.references import referred

Head = dict[str, Any]
RUNNING_TEXT = frozenset({"wanneer", "waarvoor", "tekst", "zin", "toelichting", "wie", "wat", "terugkoppeling"})
"""Fields of the blocks of a zorgpad that only its own page shows."""


def head_of(entity: Entiteit) -> Head:
    """The head of an entity; most have none."""
    if isinstance(entity, Voorziening):
        return _help(entity)
    if isinstance(entity, Zorgpad):
        blocks = {f"{soort}/{blok.id}": fingerprint(blok) for soort, blok in _blocks(entity)}
        return {"omtrek": _hash(_outline(entity)), "kenmerken": blocks}
    if isinstance(entity, ZorgpadLaag):
        hidden = (f"{one.blok}/{one.id}" for one in entity.verbergt)
        return {"raakt": [*(f"{soort}/{blok.id}" for soort, blok in _blocks(entity)), *hidden], "noemt": _named(entity)}
    if isinstance(entity, Gemeente):
        return {"noemt": _named(entity), "naam": entity.naam, "provincie": entity.provincie}
    if isinstance(entity, Afspraak | Gebied):
        return {"noemt": _named(entity)}
    if isinstance(entity, Dossierpagina):
        return {"omtrek": _hash(entity.model_dump(mode="json"))}
    return {}


def _help(entity: Voorziening) -> Head:
    area = entity.werkgebied
    return {
        "naam": entity.naam,
        "landelijk": area.landelijk,
        "regios": [*area.regios],
        "gemeenten": [*area.gemeenten],
        "ook_voor": [*area.ook_voor],
        "in_plaats_van": entity.in_plaats_van,
        "telefoon": bool(entity.contact.telefoon),
        "noemt": _named(entity),
    }


def _named(entity: Entiteit) -> list[str]:
    """The voorzieningen that it refers to."""
    return list(dict.fromkeys(referred(entity, "voorzieningen")))


def _blocks(entity: Zorgpad | ZorgpadLaag) -> Iterator[tuple[str, Blok]]:
    return ((soort, blok) for soort in BLOK_SOORTEN for blok in getattr(entity, soort))


def _outline(entity: Zorgpad) -> Any:
    """A zorgpad without its running text: what other pages than its own show of it."""
    content = entity.model_dump(mode="json", exclude={"samenvatting"})
    for soort in BLOK_SOORTEN:
        content[soort] = [{name: one[name] for name in one.keys() - RUNNING_TEXT} for one in content[soort]]
    return content


def _hash(value: object) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:16]
