"""The Dutch words of the form, where the name of a field or value does not say it well enough."""

from __future__ import annotations

from enum import StrEnum

from zorgpaden.model import Niveau
from zorgpaden.render.labels import DOMEINEN, FASEN, GRADATIES, MOMENTEN

FIELDS = {
    "aanmelden": "Aanmelden",
    "cbs_code": "CBS-code",
    "door": "Door wie",
    "email": "E-mail",
    "hoe": "Hoe",
    "id": "Vaste naam (id)",
    "kenmerk": "Kenmerk",
    "mdo": "Overleg (MDO)",
    "op": "Op welke dag",
    "tot": "Tot en met",
    "url": "Webadres",
    "vervangt": "Vervangt (kenmerk)",
    "zin": "Zin of vraag",
}
# One of a list, for “Voeg … toe”.
ONE = {
    "aliassen": "naam",
    "bedragen": "bedrag",
    "bel": "nummer",
    "bespreken": "zin",
    "bestemmingen": "bestemming",
    "feiten": "feit",
    "gedeelde_acties": "actie",
    "groepen": "groep",
    "interventies": "interventie",
    "kanttekeningen": "kanttekening",
    "ketenstappen": "stap",
    "links": "koppeling",
    "onderwerpen": "onderwerp",
    "overstappen": "regel",
    "partners": "partner",
    "signalen": "signaal",
    "spoed": "spoedregel",
    "stappen": "stap",
    "talen": "taal",
    "verbergt": "blok",
    "voorwaarden": "voorwaarde",
    "werkwijze": "alinea",
    "wijzigingen": "wijziging",
    "zoekwoorden": "zoekwoord",
}
HINTS = {"id": "Kies hem één keer, in kleine letters; daarna verandert hij niet meer."}
"""What an editor has to know besides what the model says."""
_VALUES: dict[StrEnum, str] = {**FASEN, **GRADATIES, **MOMENTEN, **DOMEINEN}  # type: ignore[dict-item]
VALUES = {str(value): label for value, label in _VALUES.items()} | {str(value): value.capitalize() for value in Niveau}


def field_label(name: str) -> str:
    """`in_plaats_van` → “In plaats van”."""
    return FIELDS.get(name) or name.replace("_", " ").capitalize()


def one_label(name: str) -> str:
    """`voorwaarden` → “voorwaarde”."""
    return ONE.get(name, "regel")


def value_label(value: str) -> str:
    """The words for a value that an editor chooses: `na` → “Na de geboorte”."""
    return VALUES.get(value) or value.replace("-", " ").replace("_", " ").capitalize()
