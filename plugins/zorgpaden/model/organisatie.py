"""Who hosts the site, and what the law asks that organisation to declare (`data/organisatie.yml`)."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from zorgpaden.model.base import Entiteit
from zorgpaden.types import Datum, Email, JaNee, Tekst, Telefoon, WebAdres


class Nalevingsstatus(StrEnum):
    """The five grades of the Dutch government's accessibility statement."""

    VOLLEDIG = "A"
    GEDEELTELIJK = "B"
    BEGONNEN = "C"
    NIET = "D"
    GEEN = "E"


class Beperking(Entiteit):
    """Something on the site that not everybody can use."""

    wat: Tekst = Field(description="Wat er niet toegankelijk is, en op welke pagina's.")
    oorzaak: Tekst | None = Field(None, description="Waardoor dat komt.")
    gevolg: Tekst | None = Field(None, description="Wie er last van heeft, en hoe die het toch kan vinden.")
    maatregel: Tekst | None = Field(None, description="Wat u eraan doet.")
    gereed: Datum | None = Field(None, description="Dag waarop het is opgelost.")


class Toegankelijkheid(Entiteit):
    """The accessibility statement of the host."""

    status: Nalevingsstatus = Field(
        description="A voldoet volledig, B voldoet gedeeltelijk, C eerste maatregelen genomen, D voldoet niet, "
        "E geen verklaring."
    )
    opgesteld: Datum = Field(description="Dag waarop u de verklaring opstelde of voor het laatst herzag.")
    getoetst: Datum | None = Field(None, description="Dag van de laatste toets; weglaten als u nog niet toetste.")
    methode: Tekst | None = Field(None, description="Hoe en door wie er is getoetst.")
    rapport: WebAdres | None = Field(None, description="Adres van het rapport van de toets.")
    in_register: WebAdres | None = Field(None, description="Adres van uw verklaring in het landelijk register.")
    beperkingen: tuple[Beperking, ...] = Field((), description="Wat er nog niet toegankelijk is.")


class Privacy(Entiteit):
    """What the host keeps of visitors and of mail; the site itself keeps nothing."""

    opgesteld: Datum = Field(description="Dag waarop u deze gegevens opschreef of voor het laatst naliep.")
    logboek_dagen: int = Field(
        ge=0, le=3650, description="Dagen dat de webserver bewaart wie welke pagina opvroeg; 0 is niets bewaren."
    )
    logboek_grondslag: Tekst | None = Field(
        None, description="Waarom u dat mag (grondslag uit de AVG), als u iets bewaart."
    )
    mail_maanden: int = Field(ge=0, le=120, description="Maanden dat u een mail met een melding bewaart.")
    mail_grondslag: Tekst | None = Field(None, description="Waarom u die mail mag bewaren (grondslag uit de AVG).")
    verwerker: Tekst | None = Field(
        None, description="Bedrijf dat de webserver voor u draait; weglaten als u dat zelf doet."
    )
    functionaris: Email | None = Field(None, description="Adres van de functionaris gegevensbescherming.")


class Organisatie(Entiteit):
    """The organisation that puts this site on the internet."""

    naam: Tekst = Field(description="Naam van de organisatie.")
    overheid: JaNee = Field(description="Ja als dit een gemeente of andere overheid is.")
    adres: Tekst = Field(description="Postadres op één regel.")
    email: Email = Field(description="Adres voor vragen over toegankelijkheid en privacy.")
    telefoon: Telefoon | None = Field(None, description="Nummer voor wie niet kan mailen.")
    website: WebAdres | None = Field(None, description="Site van de organisatie.")
    toegankelijkheid: Toegankelijkheid | None = Field(None, description="Uw toegankelijkheidsverklaring.")
    privacy: Privacy | None = Field(None, description="Wat u van bezoekers en melders bewaart.")
