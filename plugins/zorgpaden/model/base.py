"""What every entity shares: unknown keys refused, frozen, and who checked it when."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from zorgpaden.types import Datum, Kenmerk, Slug, Tekst

# Pydantic would look for plugins among all that is installed: that takes long, and one could change what we read.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")


class Entiteit(BaseModel):
    """Base of all models: the field names are the keys in YAML, JSON and CSV."""

    # What a build does not look at, pydantic need not prepare.
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True, defer_build=True)


@dataclass(frozen=True, slots=True)
class Naar:
    """Marks a field as a reference to a collection of the catalog."""

    collectie: str


BestemmingId = Annotated[Slug, Naar("bestemmingen")]
BronId = Annotated[Slug, Naar("bronnen")]
GemeenteId = Annotated[Slug, Naar("gemeenten")]
GgdRegioId = Annotated[Slug, Naar("ggd_regios")]
InstrumentId = Annotated[Slug, Naar("instrumenten")]
InterventieId = Annotated[Slug, Naar("interventies")]
OnderwerpId = Annotated[Slug, Naar("onderwerpen")]
OverstapId = Annotated[Slug, Naar("overstappen")]
RegioId = Annotated[Slug, Naar("regios")]
ThemaId = Annotated[Slug, Naar("themas")]
SituatieId = Annotated[Slug, Naar("situaties")]
VoorzieningId = Annotated[Slug, Naar("voorzieningen")]
ZorgpadId = Annotated[Slug, Naar("zorgpaden")]


class Fase(StrEnum):
    """When in the first 1000 days."""

    VOOR = "voor"
    TIJDENS = "tijdens"
    NA = "na"


class Gradatie(StrEnum):
    """Degree of vulnerability (gemeente Rotterdam and Erasmus MC)."""

    ZELFREDZAAM = "zelfredzaam"
    POTENTIEEL = "potentieel-kwetsbaar"
    KWETSBAAR = "kwetsbaar"
    ZEER = "zeer-kwetsbaar"


class Moment(StrEnum):
    """The three moments of the method used in Limburg."""

    SIGNALEREN = "signaleren"
    VERKENNEN = "verkennen"
    STEUN = "steun-op-maat"


class Domein(StrEnum):
    """Where help comes from."""

    MEDISCH = "medisch"
    SOCIAAL = "sociaal"
    INFORMEEL = "informeel"


class Niveau(StrEnum):
    """The level on which an agreement is made."""

    UITVOERING = "uitvoering"
    ORGANISATIE = "organisatie"
    BESTUUR = "bestuur"


class Status(StrEnum):
    """A draft, or adopted by the redactieraad."""

    CONCEPT = "concept"
    VASTGESTELD = "vastgesteld"


NOOIT = date(1900, 1, 1)
"""The date of a check that nobody did: long overdue, so that no page can call it fresh."""


class Gecontroleerd(Entiteit):
    """Who looked whether a fact still holds. Editing is not checking."""

    op: Datum = Field(description="Datum waarop iemand heeft nagegaan of dit klopt.")
    door: Tekst = Field(description="Functie van wie het naging, geen naam: beheerder sociale kaart.")
    hoe: Tekst | None = Field(None, description="Hoe het is nagegaan: gebeld, gemaild, bron gelezen.")

    @property
    def nooit(self) -> bool:
        """Whether nobody looked yet: so it stands in a new file."""
        return self.op == NOOIT


class Vastgesteld(Entiteit):
    """When the redactieraad adopted something."""

    op: Datum = Field(description="Dag van het besluit.")
    ronde: Tekst = Field(description="De vergadering, zoals mensen die noemen: redactieraad najaar 2026.")


class Beheerd(Entiteit):
    """An entity that somebody keeps up to date."""

    status: Status = Field(Status.CONCEPT, description="Concept, of vastgesteld door de redactieraad.")
    vastgesteld: Vastgesteld | None = Field(
        None, description="Alleen bij status vastgesteld: het besluit van de redactieraad."
    )
    eigenaar: Tekst = Field(description="Functie of team dat dit bijhoudt.")
    gecontroleerd: Gecontroleerd = Field(description="Wanneer en door wie dit is nagegaan.")
    bronnen: tuple[BronId, ...] = Field((), description="Bronnen waar dit op steunt (id's uit bronnen).")


class Blok(Entiteit):
    """A part of a zorgpad that a lower layer can replace or hide by its id."""

    id: Slug = Field(description="Vaste naam van dit blok binnen het zorgpad.")
    vervangt: Kenmerk | None = Field(
        None, description="Alleen als u een blok van een hogere laag vervangt: het kenmerk daarvan."
    )


def fingerprint(entity: BaseModel) -> str:
    """8 hex digits over the content of `entity`, without what says where it came from or who checked or adopted it."""
    content = entity.model_dump(
        mode="json", exclude={"vervangt", "gecontroleerd", "vastgesteld"}, exclude_defaults=True
    )
    text = json.dumps(content, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:8]
