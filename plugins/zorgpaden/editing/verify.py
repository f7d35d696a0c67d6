"""Record that somebody checked facts: the only way but an editor's own hand in which `gecontroleerd` changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from zorgpaden.catalog import Catalog
from zorgpaden.editing.canonical import KeyPath, with_values
from zorgpaden.editing.draft import Draft
from zorgpaden.editing.places import is_list
from zorgpaden.loading import Item, Laag
from zorgpaden.model import Beheerd, Gecontroleerd
from zorgpaden.problems import suggest


@dataclass(frozen=True, slots=True)
class Checked:
    """One file with what it said, and what it will say."""

    bestand: str
    """Path as the editor sees it: `data/…` or `content/…`."""
    oud: Gecontroleerd
    nieuw: Gecontroleerd


def select(
    catalog: Catalog, laag: Laag, wanted: Mapping[str, Sequence[str]], files: Sequence[str]
) -> tuple[list[Item[Beheerd]], list[str]]:
    """The items that were named, and a Dutch message for each name that is nothing here.

    `wanted`: ids in this layer by kind (`voorziening`, `afspraak`, `zorgpad`); `files`: paths of any layer.
    """
    rooms = _rooms(catalog, laag)
    by_path = {_path(item): item for item in catalog.items() if isinstance(item.entity, Beheerd)}
    by_path = {path: item for path, item in by_path.items() if not is_list(path)}
    found: list[Item[Beheerd]] = []
    faults: list[str] = []
    for kind, ids in wanted.items():
        for id_ in ids:
            if id_ in rooms[kind]:
                found.append(rooms[kind][id_])
            else:
                faults.append(_unknown(catalog, laag, kind, id_, list(rooms[kind])))
    for path in files:
        if path in by_path:
            found.append(by_path[path])
        else:
            faults.append(f"bestand “{path}” is hier niet. {suggest(path, list(by_path))}".strip())
    return list({item.source.path: item for item in found}.values()), faults


def renewals(items: Sequence[Item[Beheerd]], nieuw: Gecontroleerd) -> tuple[list[Checked], list[str]]:
    """What changes per file, and a Dutch message where the file has a later check already."""
    found = [Checked(_path(item), item.entity.gecontroleerd, nieuw) for item in items]
    faults = [
        f"{one.bestand} is al nagegaan op {one.oud.op}, later dan {one.nieuw.op}."
        for one in found
        if one.oud.op > one.nieuw.op
    ]
    return found, faults


def write_renewals(draft: Draft, changes: Sequence[Checked]) -> None:
    """Put the checks in a draft; `hoe` of an earlier check does not stay behind."""
    for one in changes:
        text = draft.read(one.bestand)
        assert text is not None
        values: dict[KeyPath, object | None] = {
            ("gecontroleerd", "op"): one.nieuw.op.isoformat(),
            ("gecontroleerd", "door"): one.nieuw.door,
            ("gecontroleerd", "hoe"): one.nieuw.hoe,
        }
        draft.write(one.bestand, with_values(text, one.bestand, values))


def latest_allowed(op: date, peildatum: date) -> str:
    """Why a check cannot have been on this day, in Dutch; empty when it can."""
    return f"{op} ligt na vandaag ({peildatum}). Schrijf de dag waarop het echt is nagegaan." if op > peildatum else ""


def _rooms(catalog: Catalog, laag: Laag) -> dict[str, dict[str, Item[Any]]]:
    """What can be named in a layer, by kind and id."""
    national = laag.soort == "landelijk"
    return {
        "voorziening": {id_: item for id_, item in catalog.voorzieningen.items() if item.source.laag == laag},
        "afspraak": dict(catalog.afspraken.get(laag, {})),
        "zorgpad": dict(catalog.zorgpaden if national else catalog.zorgpad_lagen.get(laag, {})),
    }


def _unknown(catalog: Catalog, laag: Laag, kind: str, id_: str, known: list[str]) -> str:
    """What to do about an id that is not in the layer."""
    where = "de landelijke gegevens" if laag.soort == "landelijk" else catalog.laag_naam(laag)
    elsewhere = catalog.voorzieningen.get(id_) if kind == "voorziening" else None
    if elsewhere:
        owner = elsewhere.source.laag
        hint = f"Die is van {catalog.laag_naam(owner)}"
        hint += "." if owner.soort == "landelijk" else f": gebruik --{owner.soort} {owner.id}."
    elif id_ in catalog.rejected:
        hint = "Het bestand heeft fouten; draai zorgpaden check."
    else:
        hint = suggest(id_, known)
    return f"{kind} “{id_}” is niet van {where}. {hint}".strip()


def _path(item: Item[Any]) -> str:
    path = item.source.path
    return f"{'content' if path.endswith('.md') else 'data'}/{path}"
