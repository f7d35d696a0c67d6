"""What the combination guide reads: compact JSON that the browser merges.

`landelijk.json` has the rules and everything national. `<gemeente>.json` has what differs in one
gemeente, and exists only where something does. The layers are laid over each other here, by
`layers.resolve`; a block that is national stays a reference (its id), so nothing is said twice.
The merge itself is `combineer` in `theme/assets/samenvoegen.js`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from zorgpaden import urls
from zorgpaden.catalog import Catalog
from zorgpaden.layers import Geplaatst, LokaalZorgpad, afspraken_in, resolve
from zorgpaden.loading import Item, Laag
from zorgpaden.loading.records import LANDELIJK
from zorgpaden.model import Afspraak, Beheerd, Combineren, Domein, Voorziening
from zorgpaden.render.environment import capital, dutch_date, dutch_hours, openings
from zorgpaden.render.labels import GRADATIES, MOMENTEN, NIVEAUS
from zorgpaden.settings import Settings
from zorgpaden.types import tel_uri

Json = dict[str, Any]
MERGED = ("spoed", "bel", "stappen")
"""The blocks that are merged; signals and ways to raise them stay on the page of each zorgpad."""

HELP_NAMES = {
    Domein.SOCIAAL: "Sociale hulp",
    Domein.MEDISCH: "Medische hulp",
    Domein.INFORMEEL: "Informele hulp",
}

# Where the browser fills in an id.
ADDRESSES = {
    "lokaal": urls.combineergegevens("{gemeente}"),
    "gemeenten": urls.GEMEENTELIJST,
    "gemeente": urls.gemeente("{gemeente}"),
    "zorgpad": urls.zorgpad("{id}"),
    "zorgpad_in": urls.zorgpad("{id}", "{gemeente}"),
    "voorziening": urls.voorziening("{id}"),
    "interventie": urls.interventie("{id}"),
}


def ordered_paths(rules: Combineren) -> list[str]:
    """The ids of the zorgpaden in the order of the guide."""
    return [id_ for group in rules.groepen for id_ in group.zorgpaden]


class Combiner:
    """Makes the data of the guide from a checked catalog that has its rules."""

    def __init__(self, catalog: Catalog, settings: Settings) -> None:
        assert catalog.combineren, "no rules for the combination guide"
        self.catalog, self.settings = catalog, settings
        self.rules = catalog.combineren.entity
        self._blocks: dict[Geplaatst, Json] = {}
        self._regional_help: dict[tuple[str, str | None], Json] = {}
        self._national_help = frozenset(catalog.bereik.van_laag.get(LANDELIJK, ()))

    def files(self, gemeenten: Iterable[str]) -> Iterator[tuple[str, Json]]:
        """(path, content) of every file, for the gemeenten that have pages."""
        filled = [id_ for id_ in gemeenten if self.is_filled(id_)]
        yield urls.combineergegevens("landelijk"), self.national(filled)
        for id_ in filled:
            yield urls.combineergegevens(id_), self.local(id_)

    def is_filled(self, gemeente_id: str) -> bool:
        """Whether anything here differs from the national text: a layer, or help of the neighbours."""
        return bool(self.catalog.lagen(gemeente_id)) or any(
            item.source.laag != LANDELIJK for item in self.catalog.voorzieningen_in(gemeente_id)
        )

    def national(self, filled: list[str]) -> Json:
        """Rules, words, zorgpaden and help that hold everywhere."""
        catalog = self.catalog
        rules = self.rules.model_dump(mode="json", exclude=set(Beheerd.model_fields), exclude_none=True)
        return {
            "regels": rules,
            "adressen": ADDRESSES,
            "namen": {
                "gradaties": GRADATIES,
                "momenten": MOMENTEN,
                "domeinen": HELP_NAMES,
                "interventies": {id_: item.entity.naam for id_, item in catalog.interventies.items()},
            },
            "ingevuld": filled,
            "zorgpaden": [
                {"id": id_, "titel": catalog.zorgpaden[id_].entity.titel}
                | self._path(resolve(catalog, id_, None), whole=True)
                for id_ in ordered_paths(self.rules)
            ],
            "voorzieningen": {id_: self._help(catalog.voorzieningen[id_], {}) for id_ in sorted(self._national_help)},
        }

    def local(self, gemeente_id: str) -> Json:
        """What one gemeente and its region add, replace and hide."""
        catalog, replaced = self.catalog, self.catalog.vervangingen(gemeente_id)
        resolved = [resolve(catalog, id_, gemeente_id) for id_ in ordered_paths(self.rules)]
        layer = catalog.gemeente_lagen.get(gemeente_id)
        plaats = catalog.gemeenten[gemeente_id]
        knooppunt = layer.entity.knooppunt if layer else None
        agreements = self._agreements(gemeente_id)
        named = {id_ for local in resolved for id_ in _help_ids(local)}
        named |= {one["knooppunt"] for one in agreements.values() if "knooppunt" in one} | {knooppunt or ""}
        shown = {replaced.get(id_, id_) for id_ in named} - self._national_help - {""}
        return _filled(
            {
                "id": gemeente_id,
                "naam": plaats.naam,
                "voorbeeld": plaats.voorbeeld,
                "lagen": {laag.soort: capital(catalog.laag_naam(laag)) for laag in catalog.lagen(gemeente_id)},
                "knooppunt": replaced.get(knooppunt or "", knooppunt),
                "overstappen": self._own_rules(gemeente_id),
                "vervangingen": replaced,
                "zorgpaden": {local.zorgpad.entity.id: self._path(local, whole=False) for local in resolved},
                "voorzieningen": {id_: self._shared_help(id_, replaced) for id_ in sorted(shown)},
                "afspraken": agreements,
            }
        )

    def _path(self, local: LokaalZorgpad, *, whole: bool) -> Json:
        """The blocks of a zorgpad; unless `whole`, a national block is only its id."""
        blocks: Json = {
            soort: [
                self._block(placed) if whole or placed.laag != LANDELIJK else placed.item.id
                for placed in local.blokken[soort]
            ]
            for soort in MERGED
        }
        blocks["voorzieningen"] = [placed.item.id for placed in local.voorzieningen]
        blocks["afspraken"] = [_key(placed.laag, placed.item.id) for placed in local.afspraken]
        return blocks

    def _block(self, placed: Geplaatst) -> Json:
        """A block; that of a region is made once for all its gemeenten."""
        if placed.laag.soort == "gemeente":
            return _block(placed)
        if placed not in self._blocks:
            self._blocks[placed] = _block(placed)
        return self._blocks[placed]

    def _own_rules(self, gemeente_id: str) -> dict[str, Json]:
        """What this gemeente, or else its region, agreed about the rules (by id); a rule comes whole from one layer."""
        return {
            own.regel: own.model_dump(mode="json", exclude={"regel"}, exclude_none=True) | {"laag": laag.soort}
            for laag in self.catalog.lagen(gemeente_id)
            for own in self.catalog.gebied(laag).entity.overstappen
        }

    def _shared_help(self, id_: str, replaced: dict[str, str]) -> Json:
        """A voorziening in a gemeente; that of a region is made once for all its gemeenten."""
        item = self.catalog.voorzieningen[id_]
        if item.source.laag.soort == "gemeente":
            return self._help(item, replaced)
        fallback = item.entity.contact.terugval
        other = replaced.get(fallback.voorziening or "") if fallback else None
        if (id_, other) not in self._regional_help:
            self._regional_help[id_, other] = self._help(item, replaced)
        return self._regional_help[id_, other]

    def _help(self, item: Item[Voorziening], replaced: dict[str, str]) -> Json:
        entity, contact = item.entity, item.entity.contact
        return _filled(
            {
                "naam": entity.naam,
                "domein": entity.domein,
                "samenvatting": entity.samenvatting,
                "functie": capital(contact.functie),
                **_number(contact.telefoon),
                "email": contact.email,
                "website": contact.website,
                "tijden": dutch_hours(contact.bereikbaar) if contact.bereikbaar else None,
                "open": openings(contact.bereikbaar) if contact.bereikbaar else None,
                "terugval": self._fallback(entity, replaced),
                "laag": item.source.laag.soort,
                "herkomst": capital(self.catalog.laag_naam(item.source.laag)),
                "gecontroleerd": self._checked(entity),
            }
        )

    def _fallback(self, entity: Voorziening, replaced: dict[str, str]) -> Json | None:
        """Whom to call when nobody answers."""
        terugval = entity.contact.terugval
        if not terugval:
            return None
        if terugval.voorziening:
            other = self.catalog.voorzieningen[replaced.get(terugval.voorziening, terugval.voorziening)].entity
            return {"naam": other.naam, "voorziening": other.id, **_number(other.contact.telefoon)}
        return {"naam": terugval.functie, **_number(terugval.telefoon)}

    def _checked(self, entity: Beheerd) -> Json:
        day = entity.gecontroleerd.op
        overdue = self.catalog.geldigheid.verlopen(entity, self.settings.peildatum)
        return _filled(
            {"op": day.isoformat(), "datum": dutch_date(day), "door": entity.gecontroleerd.door, "verlopen": overdue}
        )

    def _agreements(self, gemeente_id: str) -> dict[str, Json]:
        """All afspraken of the layers by key, also those that a lower layer replaced: they are compared."""
        holding = {placed.item.id: placed for placed in afspraken_in(self.catalog, gemeente_id)}
        found = {}
        for laag in reversed(self.catalog.lagen(gemeente_id)):
            for id_, item in sorted(self.catalog.afspraken.get(laag, {}).items()):
                by = holding[id_].laag if holding[id_].laag != laag else None
                found[_key(laag, id_)] = self._agreement(item, by)
        return found

    def _agreement(self, item: Item[Afspraak], replaced_by: Laag | None) -> Json:
        entity = item.entity
        fields = (
            "id",
            "titel",
            "inhoud",
            "overdracht",
            "terugkoppeling",
            "mdo",
            "knooppunt",
            "partners",
            "onderwerpen",
        )
        return _filled(
            {name: getattr(entity, name) for name in fields}
            | {
                "niveau": NIVEAUS[entity.niveau],
                "laag": item.source.laag.soort,
                "gecontroleerd": self._checked(entity),
                "vervangen_door": _key(replaced_by, entity.id) if replaced_by else None,
            }
        )


def _help_ids(local: LokaalZorgpad) -> set[str]:
    """Every voorziening that the merged page can show for this zorgpad."""
    found = {placed.item.id for placed in local.voorzieningen}
    found.update([placed.item.voorziening for soort in ("spoed", "bel") for placed in local.blokken[soort]])
    for placed in local.blokken["stappen"]:
        found.update(placed.item.voorzieningen)
    return found


def _block(placed: Geplaatst) -> Json:
    """A block as it stands in the data, with its layer when that is not the nation."""
    content: Json = placed.item.model_dump(mode="json", exclude={"vervangt"}, exclude_defaults=True)
    origin = {} if placed.laag == LANDELIJK else {"laag": placed.laag.soort}
    return content | origin | ({"verouderd": True} if placed.verouderd else {})


def _key(laag: Laag, id_: str) -> str:
    return f"{laag.soort}/{id_}"


def _number(telefoon: str | None) -> Json:
    return {"telefoon": telefoon, "tel": tel_uri(telefoon)} if telefoon else {}


def _filled(content: Json) -> Json:
    """Without what says nothing."""
    return {name: value for name, value in content.items() if value}
