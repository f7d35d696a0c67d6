"""A voorziening: help that exists, who it is for and how to reach it. And an afspraak between partners."""

from __future__ import annotations

from pydantic import Field

from zorgpaden.model.base import (
    Beheerd,
    Domein,
    Entiteit,
    Fase,
    GemeenteId,
    Niveau,
    OnderwerpId,
    RegioId,
    VoorzieningId,
    ZorgpadId,
)
from zorgpaden.types import Bereikbaar, Datum, Email, JaNee, Kenmerk, Slug, Tekst, Telefoon, WebAdres


class Werkgebied(Entiteit):
    """Where a voorziening works."""

    landelijk: JaNee = Field(False, description="Ja als iedereen in Nederland er terechtkan.")
    regios: tuple[RegioId, ...] = Field((), description="Regio's (id's).")
    gemeenten: tuple[GemeenteId, ...] = Field((), description="Gemeenten (id's).")
    ook_voor: tuple[GemeenteId, ...] = Field(
        (), description="Gemeenten over de grens van de regio die ook terechtkunnen."
    )


class Aanmelden(Entiteit):
    """Who may refer, how, and what to bring."""

    wie: Tekst = Field(description="Wie kan aanmelden.")
    hoe: Tekst = Field(description="Hoe dat gaat.")
    meenemen: tuple[Tekst, ...] = Field((), description="Wat u bij de hand houdt.")


class Daarna(Entiteit):
    """What happens after referral."""

    wat: Tekst = Field(description="Wat er na de aanmelding gebeurt.")
    terugkoppeling: Tekst | None = Field(None, description="Wat de verwijzer terughoort, van wie en wanneer.")


class Terugval(Entiteit):
    """Whom to reach when nobody answers: another voorziening, or another number."""

    voorziening: VoorzieningId | None = Field(None, description="Andere voorziening (id).")
    functie: Tekst | None = Field(None, description="Functie of loket, als het geen eigen voorziening is.")
    telefoon: Telefoon | None = Field(None, description="Nummer daarvan.")


class Persoon(Entiteit):
    """A named person. Optional, and always with an end date."""

    naam: Tekst = Field(description="Naam van de vaste contactpersoon.")
    tot: Datum = Field(description="Tot wanneer deze naam in ieder geval klopt.")


class Contact(Entiteit):
    """Role first: a role outlives a name."""

    functie: Tekst = Field(description="Functie of loket dat opneemt.")
    telefoon: Telefoon | None = Field(None, description="Telefoonnummer.")
    email: Email | None = Field(None, description="E-mailadres van de functie, niet van een persoon.")
    website: WebAdres | None = Field(None, description="Webpagina.")
    bereikbaar: Bereikbaar | None = Field(None, description="Tijden: ma-do 9-16 uur; vr 9-12 uur.")
    terugval: Terugval | None = Field(None, description="Wie u belt als er niemand opneemt.")
    persoon: Persoon | None = Field(None, description="Vaste contactpersoon, met einddatum.")


class Adres(Entiteit):
    """A visiting address."""

    straat: Tekst = Field(description="Straat en huisnummer.")
    postcode: Tekst | None = Field(None, description="Postcode.")
    plaats: Tekst = Field(description="Plaats.")


class Voorziening(Beheerd):
    """Help that exists: formal or informal."""

    id: Slug = Field(description="Vaste naam, gelijk aan de bestandsnaam.")
    naam: Tekst = Field(description="Naam zoals mensen die kennen.")
    organisatie: Tekst = Field(description="Organisatie die de hulp geeft.")
    domein: Domein = Field(description="Medisch, sociaal of informeel.")
    samenvatting: Tekst = Field(description="Wat men hier doet, in één of twee zinnen.")
    werkgebied: Werkgebied = Field(description="Waar deze hulp er is.")
    zorgpaden: tuple[ZorgpadId, ...] = Field((), description="Bij welke zorgpaden deze hulp past (id's).")
    doelgroep: Tekst = Field(description="Voor wie.")
    fasen: tuple[Fase, ...] = Field((), description="In welke fase; leeg is alle fasen.")
    voorwaarden: tuple[Tekst, ...] = Field((), description="Waaraan iemand moet voldoen.")
    aanmelden: Aanmelden | None = Field(None, description="Wie kan aanmelden en hoe.")
    daarna: Daarna | None = Field(None, description="Wat er daarna gebeurt.")
    kosten: Tekst | None = Field(None, description="Wat het kost.")
    talen: tuple[Tekst, ...] = Field((), description="In welke talen.")
    contact: Contact = Field(description="Hoe u hen bereikt.")
    adres: Adres | None = Field(None, description="Bezoekadres.")
    adres_geheim: JaNee = Field(False, description="Ja als het adres nergens mag staan, zoals bij opvang.")
    zoekwoorden: tuple[Tekst, ...] = Field((), description="Gewone woorden waarmee mensen zoeken.")
    in_plaats_van: VoorzieningId | None = Field(
        None, description="Voorziening van een hogere laag die u hiermee vervangt (id)."
    )
    vervangt: Kenmerk | None = Field(None, description="Kenmerk van die voorziening; de controle noemt het.")

    @property
    def zonder_terugval(self) -> bool:
        """Whether a local number has no second way, for when nobody answers."""
        return bool(self.contact.telefoon and not self.contact.terugval and not self.werkgebied.landelijk)


class Afspraak(Beheerd):
    """An agreement between partners in a gemeente or region."""

    id: Slug = Field(description="Vaste naam, gelijk aan de bestandsnaam.")
    titel: Tekst = Field(description="Waar de afspraak over gaat.")
    niveau: Niveau = Field(description="Uitvoering, organisatie of bestuur.")
    zorgpaden: tuple[ZorgpadId, ...] = Field(min_length=1, description="Id's van zorgpaden, of [alle].")
    partners: tuple[Tekst, ...] = Field(min_length=1, description="Wie de afspraak maakten.")
    inhoud: Tekst = Field(description="Wat is afgesproken.")
    overdracht: Tekst | None = Field(None, description="Hoe een gezin wordt overgedragen.")
    terugkoppeling: Tekst | None = Field(None, description="Wie wat terughoort, en wanneer.")
    knooppunt: VoorzieningId | None = Field(None, description="Voorziening die als knooppunt werkt (id).")
    mdo: Tekst | None = Field(None, description="Wanneer en hoe u samen overlegt.")
    onderwerpen: tuple[OnderwerpId, ...] = Field(
        (), description="Waarover de afspraak gaat (id's uit combineren.yml), om afspraken te vergelijken."
    )
    vervangt: Kenmerk | None = Field(None, description="Kenmerk van de regionale afspraak die u vervangt.")
