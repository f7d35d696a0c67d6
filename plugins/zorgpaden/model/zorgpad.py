"""A zorgpad (national) and the addition that a region or gemeente lays over it."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from zorgpaden.model.base import (
    Beheerd,
    Blok,
    Entiteit,
    Fase,
    Gradatie,
    InstrumentId,
    InterventieId,
    Moment,
    SituatieId,
    VoorzieningId,
    ZorgpadId,
)
from zorgpaden.types import Kenmerk, Slug, Tekst

MAX_SPOED = 3


class Spoed(Blok):
    """When to act today, and whom to call."""

    wanneer: Tekst = Field(description="Waaraan ziet u dat het vandaag moet? Eén korte zin.")
    voorziening: VoorzieningId = Field(description="Wie u dan belt (id van een voorziening).")


class Bel(Blok):
    """The best first contact for this situation here."""

    voorziening: VoorzieningId = Field(description="Wie u het eerst belt (id van een voorziening).")
    waarvoor: Tekst | None = Field(None, description="Waarvoor u daar belt, in één zin.")


class Signaal(Blok):
    """Something a professional can see or hear."""

    tekst: Tekst = Field(description="Wat u ziet of hoort. Begin niet met een oordeel.")


class Gesprek(Blok):
    """A way to raise the subject."""

    zin: Tekst = Field(description="Een zin of vraag die u zo kunt zeggen.")
    toelichting: Tekst | None = Field(None, description="Waarom zo, of waar u op let.")


class Stap(Blok):
    """One step: who does what, when, and what is heard back."""

    moment: Moment = Field(description="Signaleren, verkennen of steun op maat.")
    gradaties: tuple[Gradatie, ...] = Field(min_length=1, description="Voor welke gradaties deze stap geldt.")
    wie: Tekst = Field(description="Wie de stap zet (functie): u, de verloskundige, de JGZ.")
    wat: Tekst = Field(description="Wat die doet. Begin met een werkwoord.")
    wanneer: Tekst | None = Field(None, description="Wanneer, of binnen welke tijd.")
    terugkoppeling: Tekst | None = Field(None, description="Wat wie terughoort.")
    voorzieningen: tuple[VoorzieningId, ...] = Field((), description="Voorzieningen bij deze stap (id's).")
    interventies: tuple[InterventieId, ...] = Field((), description="Interventies bij deze stap (id's).")


class Blokken(Entiteit):
    """The lists of blocks that both layers of a zorgpad have."""

    spoed: tuple[Spoed, ...] = Field((), description="Wanneer u vandaag moet handelen; hoogstens drie.")
    bel: tuple[Bel, ...] = Field((), description="Wie u het eerst belt.")
    stappen: tuple[Stap, ...] = Field((), description="Wat u doet, per gradatie.")
    signalen: tuple[Signaal, ...] = Field((), description="Wat u kunt zien of horen.")
    bespreken: tuple[Gesprek, ...] = Field((), description="Hoe u erover begint.")


BLOK_SOORTEN: tuple[str, ...] = tuple(Blokken.model_fields)


class Zorgpad(Blokken, Beheerd):
    """National base of a risk situation: from worry to help."""

    id: Slug = Field(description="Vaste naam, gelijk aan de bestandsnaam.")
    titel: Tekst = Field(description="Zoals een bezoeker het noemt: Geldzorgen.")
    situatie: Tekst = Field(description="Voor wie dit pad is, in één zin.")
    samenvatting: Tekst = Field(description="Wat u moet weten, in twee of drie zinnen.")
    fasen: tuple[Fase, ...] = Field(min_length=1, description="Voor, tijdens en/of na de zwangerschap.")
    situaties: tuple[SituatieId, ...] = Field(min_length=1, description="Welke van de 22 situaties hieronder vallen.")
    zoekwoorden: tuple[Tekst, ...] = Field((), description="Gewone woorden waarmee mensen zoeken.")
    signaleringsinstrumenten: tuple[InstrumentId, ...] = Field((), description="Instrumenten om te signaleren (id's).")
    interventies: tuple[InterventieId, ...] = Field((), description="Interventies die hierbij passen (id's).")


class BlokSoort(StrEnum):
    """What a lower layer can hide."""

    SPOED = "spoed"
    BEL = "bel"
    STAPPEN = "stappen"
    SIGNALEN = "signalen"
    BESPREKEN = "bespreken"
    AFSPRAKEN = "afspraken"
    VOORZIENINGEN = "voorzieningen"


class Verberging(Entiteit):
    """A block of a higher layer that is not shown here, and why."""

    blok: BlokSoort = Field(description="In welke lijst het blok staat.")
    id: Slug = Field(description="Het id van het blok of de voorziening.")
    reden: Tekst = Field(description="Waarom het hier niet geldt.")
    kenmerk: Kenmerk | None = Field(None, description="Kenmerk van wat u verbergt; de controle noemt het.")


class ZorgpadLaag(Blokken, Beheerd):
    """What a region or gemeente adds to, replaces in or hides from a national zorgpad."""

    id: ZorgpadId = Field(description="Het id van het landelijke zorgpad, gelijk aan de bestandsnaam.")
    toelichting: Tekst | None = Field(None, description="Hoe het hier gaat, in twee of drie zinnen.")
    verbergt: tuple[Verberging, ...] = Field((), description="Wat u hier niet wilt tonen.")
    interventies: tuple[InterventieId, ...] = Field((), description="Interventies die er hier bij komen (id's).")
