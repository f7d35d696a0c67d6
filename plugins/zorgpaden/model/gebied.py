"""Gemeenten and regions: the national register, and what a layer says about itself."""

from __future__ import annotations

from pydantic import Field

from zorgpaden.model.base import (
    Beheerd,
    Entiteit,
    GemeenteId,
    GgdRegioId,
    Gradatie,
    InterventieId,
    OverstapId,
    VoorzieningId,
)
from zorgpaden.types import CbsCode, DeelDatum, Email, JaNee, Slug, Tekst, WebAdres


class RegisterGemeente(Entiteit):
    """One of the 342 gemeenten of 2026 (source: CBS)."""

    id: Slug = Field(description="Naam in de URL.")
    naam: Tekst = Field(description="Naam volgens het CBS.")
    cbs_code: CbsCode = Field(description="CBS-code: GM en vier cijfers.")
    provincie: Tekst = Field(description="Provincie.")
    ggd_regio: GgdRegioId = Field(description="GGD-regio (id uit regios.yml).")
    lengtegraad: float = Field(ge=3.0, le=7.5, description="Middelpunt, graden oost (WGS 84).")
    breedtegraad: float = Field(ge=50.5, le=53.7, description="Middelpunt, graden noord (WGS 84).")
    aliassen: tuple[Tekst, ...] = Field((), description="Andere namen waarmee mensen zoeken, ook plaatsen.")


class RegisterRegio(Entiteit):
    """One of the 25 GGD regions."""

    id: Slug = Field(description="Naam in de URL.")
    naam: Tekst = Field(description="Naam van de GGD.")


class Coalitie(Entiteit):
    """The local or regional coalition Kansrijke Start."""

    naam: Tekst = Field(description="Naam van de coalitie.")
    sinds: DeelDatum | None = Field(None, description="Sinds wanneer.")
    trekker: Tekst | None = Field(None, description="Functie van wie trekt.")
    partners: tuple[Tekst, ...] = Field((), description="Wie meedoen.")
    overleg: Tekst | None = Field(None, description="Hoe vaak en hoe men overlegt.")
    convenant: Tekst | None = Field(None, description="Wat in het convenant staat.")


class EigenOverstap(Entiteit):
    """What a region or gemeente agreed itself about one rule of the combination guide."""

    regel: OverstapId = Field(description="Welke landelijke regel u anders afspreekt (id uit combineren.yml).")
    vanaf_situaties: int | None = Field(
        None, ge=1, le=9, description="Vanaf hoeveel situaties de regel hier geldt. Leeg is zoals landelijk."
    )
    gradaties: tuple[Gradatie, ...] | None = Field(
        None,
        description="Bij welke gradaties de regel hier geldt. Een lege lijst is altijd, weglaten is zoals landelijk.",
    )
    reden: Tekst | None = Field(None, description="Waarom, in één zin voor de lezer. Leeg is de landelijke zin.")


class Gebied(Beheerd):
    """What a region and a gemeente have in common."""

    id: Slug = Field(description="Vaste naam, gelijk aan de naam van de map.")
    voorbeeld: JaNee = Field(False, description="Ja als dit gebied verzonnen is om iets te laten zien.")
    naam: Tekst | None = Field(None, description="Naam; bij een echte gemeente komt die uit het register.")
    inleiding: Tekst | None = Field(None, description="Twee of drie zinnen over Kansrijke Start hier.")
    meldadres: Email | None = Field(None, description="E-mailadres voor fouten op deze pagina's.")
    website: WebAdres | None = Field(None, description="Eigen webpagina over Kansrijke Start.")
    coalitie: Coalitie | None = Field(None, description="De coalitie.")
    overstappen: tuple[EigenOverstap, ...] = Field(
        (), description="Wanneer u hier overstapt op knooppunt, huisbezoek of overleg, als dat anders is dan landelijk."
    )


class Gemeente(Gebied):
    """The layer of one gemeente (`data/gemeenten/<id>/gemeente.yml`)."""

    provincie: Tekst | None = Field(None, description="Alleen bij een voorbeeldgemeente.")
    knooppunt: VoorzieningId | None = Field(None, description="Voorziening waar signalen samenkomen (id).")


class InterventieAanbod(Entiteit):
    """An intervention that is available in the whole region."""

    interventie: InterventieId = Field(description="Id van de interventie.")
    toelichting: Tekst | None = Field(None, description="Wat men hier moet weten.")


class Regio(Gebied):
    """The layer of a region (`data/regios/<id>/regio.yml`)."""

    naam: Tekst = Field(description="Naam van de regio.")
    gemeenten: tuple[GemeenteId, ...] = Field(min_length=1, description="Gemeenten in de regio (id's).")
    werkwijze: tuple[Tekst, ...] = Field((), description="Hoe men in de regio werkt, één alinea per regel.")
    kanttekeningen: tuple[Tekst, ...] = Field((), description="Waar bronnen elkaar tegenspreken of zwijgen.")
    interventies: tuple[InterventieAanbod, ...] = Field((), description="Wat in de hele regio beschikbaar is.")
