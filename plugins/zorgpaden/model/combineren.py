"""The rules of the combination guide: what changes when more than one situation plays in a family."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from zorgpaden.model.base import (
    Beheerd,
    BestemmingId,
    Entiteit,
    Gradatie,
    InterventieId,
    Moment,
    OnderwerpId,
    VoorzieningId,
    ZorgpadId,
)
from zorgpaden.types import JaNee, Slug, Tekst


class AfspraakVeld(StrEnum):
    """The parts of an afspraak that can contradict another afspraak."""

    INHOUD = "inhoud"
    OVERDRACHT = "overdracht"
    TERUGKOPPELING = "terugkoppeling"
    MDO = "mdo"
    KNOOPPUNT = "knooppunt"


class Groep(Entiteit):
    """Zorgpaden that stand together in the list to choose from."""

    naam: Tekst = Field(description="Naam boven de groep.")
    zorgpaden: tuple[ZorgpadId, ...] = Field(min_length=1, description="Zorgpaden in deze groep (id's), op volgorde.")


class Onderwerp(Entiteit):
    """A subject on which afspraken are compared."""

    id: Slug = Field(description="Vaste naam; een afspraak noemt hem bij “onderwerpen”.")
    naam: Tekst = Field(description="Naam zoals lezers die zien.")
    velden: tuple[AfspraakVeld, ...] = Field(
        min_length=1, description="Welke velden van de afspraken naast elkaar komen: inhoud, terugkoppeling, mdo."
    )


class GedeeldeActie(Entiteit):
    """The title above one action that several zorgpaden each say in their own words."""

    id: Slug = Field(description="Het id van de stap die in meer zorgpaden staat.")
    titel: Tekst = Field(description="Titel die bij al die zorgpaden past. Begin met een werkwoord.")


class Bestemming(Entiteit):
    """Where a professional goes when a single zorgpad is not enough."""

    id: Slug = Field(description="Vaste naam.")
    titel: Tekst = Field(description="Wat u doet, kort. Begin met een werkwoord.")
    uitleg: Tekst = Field(description="Wat het is en waarom, in een paar zinnen.")
    onderwerp: OnderwerpId = Field(description="Afspraken over dit onderwerp komen erbij te staan.")
    toon_knooppunt: JaNee = Field(False, description="Ja als het nummer van het knooppunt erbij hoort.")
    interventie: InterventieId | None = Field(None, description="Interventie die hierbij hoort (id).")
    zonder_afspraak: Tekst = Field(description="Wat u doet als er hier niets over is afgesproken.")


class Overstapregel(Entiteit):
    """When to go where; a rule without gradaties holds for each of them."""

    id: Slug = Field(description="Vaste naam.")
    vanaf_situaties: int = Field(1, ge=1, le=9, description="Vanaf hoeveel gekozen situaties de regel geldt.")
    gradaties: tuple[Gradatie, ...] = Field((), description="Bij welke gradaties; leeg is altijd.")
    reden: Tekst = Field(description="Waarom, in één zin voor de lezer.")
    bestemmingen: tuple[BestemmingId, ...] = Field(min_length=1, description="Waar u dan heen gaat (id's).")


class Combineren(Beheerd):
    """All rules of the combination guide (`data/landelijk/combineren.yml`)."""

    hoogstens_spoed: int = Field(
        3, ge=1, le=9, description="Hoeveel nummers bovenaan groot staan. De andere staan er klein onder."
    )
    spoed_eerst: tuple[VoorzieningId, ...] = Field((), description="Nummers die altijd vooraan staan (id's).")
    momenten: tuple[Moment, ...] = Field(min_length=3, max_length=3, description="Volgorde van de momenten.")
    groepen: tuple[Groep, ...] = Field(min_length=1, description="Hoe de zorgpaden in de keuzelijst staan.")
    gedeelde_acties: tuple[GedeeldeActie, ...] = Field((), description="Titels van stappen die veel paden delen.")
    onderwerpen: tuple[Onderwerp, ...] = Field((), description="Waarop afspraken worden vergeleken.")
    bij_verschil: Tekst = Field(description="Wat u doet als afspraken verschillen.")
    bestemmingen: tuple[Bestemming, ...] = Field((), description="Waar u heen kunt als één zorgpad niet genoeg is.")
    overstappen: tuple[Overstapregel, ...] = Field((), description="Wanneer u waarheen gaat.")
