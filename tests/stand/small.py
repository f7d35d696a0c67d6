"""A small country in which every state of the matrix occurs.

`dam` is filled, `stil` has only its region, `leeg` has nothing. `vrij` is an invented gemeente whose name looks like a
formula.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from zorgpaden.checks import Context
from zorgpaden.editing.canonical import new_text
from zorgpaden.project import load_project
from zorgpaden.stand import Stand

DAY = date(2026, 11, 23)
FORMULA = '=HYPERLINK("https://kwaad.example")'
DUE = "2026-06-23"
"""A check that holds until 2026-12-23: thirty days after `DAY`."""


def checked(op: str) -> dict[str, object]:
    return {"eigenaar": "redactie", "gecontroleerd": {"op": op, "door": "redactie", "hoe": "gebeld"}}


def help_(id_: str, domein: str, werkgebied: dict[str, Any], op: str = "2026-11-01", **more: Any) -> dict[str, Any]:
    contact = {"functie": "Loket", "telefoon": "088-000 00 01", "terugval": {"voorziening": "lijn"}}
    return {
        "id": id_, "naam": id_.title(), "organisatie": "Stichting", "domein": domein, "samenvatting": "Iets.",
        "doelgroep": "Iedereen", "zorgpaden": ["pad"], "werkgebied": werkgebied, "contact": contact, **checked(op),
        **more,
    }  # fmt: skip


def step(**more: str) -> dict[str, object]:
    everyone = ["zelfredzaam", "potentieel-kwetsbaar", "kwetsbaar", "zeer-kwetsbaar"]
    return {"id": "stap", "moment": "signaleren", "gradaties": everyone, "wie": "U", "wat": "Luister.", **more}


def path(id_: str) -> dict[str, object]:
    return {
        "id": id_, "titel": id_.title(), "situatie": "Iets.", "samenvatting": "Iets.", "fasen": ["na"],
        "situaties": ["iets"], "stappen": [step()], **checked("2026-11-01"),
    }  # fmt: skip


def place(number: int, id_: str) -> str:
    values = f"id: {id_}, naam: {id_.title()}, cbs_code: GM000{number}, provincie: Utrecht, ggd_regio: ggd"
    return f"- {{{values}, lengtegraad: 5, breedtegraad: 52}}\n"


DAM = "data/gemeenten/dam"
FILES: dict[str, dict[str, Any]] = {
    "data/landelijk/zorgpaden/pad.yml": path("pad"),
    "data/landelijk/zorgpaden/ander.yml": path("ander"),
    "data/landelijk/voorzieningen/lijn.yml": help_("lijn", "sociaal", {"landelijk": "ja"}),
    "data/regios/polder/regio.yml": {
        "id": "polder", "naam": "Polder", "gemeenten": ["dam", "stil"], **checked("2026-11-01")
    },
    "data/regios/polder/voorzieningen/polderhulp.yml": help_(
        "polderhulp", "medisch", {"regios": ["polder"]}, "2026-05-22"
    ),
    f"{DAM}/gemeente.yml": {"id": "dam", **checked("2026-11-01")},
    f"{DAM}/zorgpaden/pad.yml": {"id": "pad", "stappen": [step(vervangt="0000000a")], **checked("2026-11-01")},
    f"{DAM}/voorzieningen/team.yml": help_("team", "sociaal", {"gemeenten": ["dam"]}),
    f"{DAM}/voorzieningen/maatje.yml": help_(
        "maatje", "informeel", {"gemeenten": ["dam"]}, DUE,
        contact={"functie": "Maatje", "telefoon": "088-000 00 02", "persoon": {"naam": "Bo", "tot": "2026-12-23"}},
    ),
    "data/gemeenten/vrij/gemeente.yml": {
        "id": "vrij", "voorbeeld": "ja", "naam": FORMULA, "provincie": "Voorbeeld", **checked("2026-11-01")
    },
}  # fmt: skip


def write_project(folder: Path) -> Path:
    """The small country as files."""
    for name, values in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(new_text(values, name), encoding="utf-8")
    places = "".join(place(number, id_) for number, id_ in enumerate(("dam", "stil", "leeg")))
    (folder / "data/landelijk/gemeenten.yml").write_text(places, encoding="utf-8")
    (folder / "data/landelijk/regios.yml").write_text("- {id: ggd, naam: GGD}\n", encoding="utf-8")
    (folder / "content").mkdir()
    return folder


def stand_of(folder: Path, day: date = DAY) -> Stand:
    """The state of the small country on a day."""
    catalog = load_project(folder / "data", folder / "content", Context(day)).catalog
    return Stand(catalog, day, tuple(catalog.gemeenten))
