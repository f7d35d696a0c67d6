"""What the dossier is made of besides pages: interventions, instruments, sources, terms, events."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from zorgpaden.model.base import (
    Beheerd,
    BronId,
    Entiteit,
    Fase,
    GemeenteId,
    InstrumentId,
    InterventieId,
    RegioId,
    ThemaId,
    ZorgpadId,
)
from zorgpaden.types import Datum, DeelDatum, JaNee, Slug, Tekst, WebAdres


class Link(Entiteit):
    """A link with a name."""

    titel: Tekst = Field(description="Waar de koppeling naartoe gaat.")
    url: WebAdres = Field(description="Webadres.")


class Interventie(Beheerd):
    """An intervention for (future) parents."""

    id: Slug = Field(description="Vaste naam, gelijk aan de bestandsnaam.")
    naam: Tekst = Field(description="Naam.")
    samenvatting: Tekst = Field(description="Wat het is, in één of twee zinnen.")
    doelgroep: Tekst | None = Field(None, description="Voor wie, als een bron dat zegt.")
    fasen: tuple[Fase, ...] = Field(min_length=1, description="In welke fase.")
    erkenning: Tekst = Field(description="Wat de bronnen zeggen over erkenning of plaats in een overzicht.")
    aanmelden: Tekst | None = Field(None, description="Wie kan aanmelden, als een bron dat zegt.")
    zorgpaden: tuple[ZorgpadId, ...] = Field((), description="Zorgpaden waar dit bij past (id's).")
    links: tuple[Link, ...] = Field((), description="Waar u meer leest.")
    zoekwoorden: tuple[Tekst, ...] = Field((), description="Gewone woorden waarmee mensen zoeken.")


class Instrument(Beheerd):
    """A tool for professionals or coalitions."""

    id: Slug = Field(description="Vaste naam, gelijk aan de bestandsnaam.")
    naam: Tekst = Field(description="Naam.")
    samenvatting: Tekst = Field(description="Wat het is, in één of twee zinnen.")
    voor_wie: Tekst = Field(description="Voor wie het bedoeld is.")
    wanneer: Tekst = Field(description="Wanneer in de ketenaanpak men het gebruikt.")
    ketenstappen: tuple[int, ...] = Field((), description="Stappen van de ketenaanpak (1 tot en met 7).")
    signalering: JaNee = Field(False, description="Ja als het een signaleringsinstrument is.")
    feiten: tuple[Tekst, ...] = Field((), description="Losse feiten uit de bronnen.")
    links: tuple[Link, ...] = Field((), description="Waar het staat.")
    zoekwoorden: tuple[Tekst, ...] = Field((), description="Gewone woorden waarmee mensen zoeken.")


class Bron(Entiteit):
    """A published source."""

    id: Slug = Field(description="Vaste naam, gelijk aan de bestandsnaam.")
    titel: Tekst = Field(description="Titel.")
    uitgever: Tekst = Field(description="Uitgever.")
    datum: DeelDatum | None = Field(None, description="Datum van uitgave, zover bekend.")
    url: WebAdres | None = Field(None, description="Waar de bron staat.")
    toelichting: Tekst | None = Field(None, description="Wat men over de bron moet weten.")


class Begrip(Entiteit):
    """A term or abbreviation, explained where it is first used."""

    id: Slug = Field(description="Vaste naam.")
    term: Tekst = Field(description="Zoals het in teksten staat: JGZ.")
    uitleg: Tekst = Field(description="Uitleg in gewone woorden.")
    synoniemen: tuple[Tekst, ...] = Field((), description="Andere woorden hiervoor.")
    uitleggen: JaNee = Field(False, description="Ja als een pagina die dit woord gebruikt de uitleg erbij zet.")


class Situatie(Entiteit):
    """One of the 22 possibly vulnerable situations (Robuust)."""

    id: Slug = Field(description="Vaste naam.")
    nummer: int = Field(ge=1, le=22, description="Nummer in de lijst.")
    naam: Tekst = Field(description="Naam in gewone woorden.")


class Gebeurtenis(Entiteit):
    """An event on the timeline."""

    id: Slug = Field(description="Vaste naam.")
    datum: DeelDatum = Field(description="Wanneer, zover bekend.")
    titel: Tekst = Field(description="Wat er gebeurde, kort.")
    tekst: Tekst | None = Field(None, description="Wat men erover moet weten.")
    bronnen: tuple[BronId, ...] = Field(min_length=1, description="Bronnen (id's).")


class Thema(Entiteit):
    """A subject of the dossier."""

    id: Slug = Field(description="Vaste naam.")
    naam: Tekst = Field(description="Naam zoals lezers die zien.")


class Wijziging(Entiteit):
    """A dated change note; a small change is silent, a large one is shown and put in the feed."""

    op: Datum = Field(description="Datum van de wijziging.")
    soort: Literal["groot", "klein"] = Field(description="Groot komt in de feed, klein niet.")
    tekst: Tekst = Field(description="Wat er veranderde.")


class Dossierpagina(Beheerd):
    """Front matter of a page in `content/`."""

    soort: Literal["themadocument", "handreiking", "infosheet", "praktijkvoorbeeld", "ervaringsverhaal", "pagina"] = (
        Field(description="Wat voor pagina dit is.")
    )
    titel: Tekst = Field(description="Titel.")
    samenvatting: Tekst = Field(description="Waar het over gaat, in één of twee zinnen.")
    deel_van: Slug | None = Field(None, description="Map van het stuk waar dit een hoofdstuk van is.")
    volgorde: int = Field(0, description="Plaats van het hoofdstuk.")
    themas: tuple[ThemaId, ...] = Field((), description="Thema's.")
    fasen: tuple[Fase, ...] = Field((), description="Fasen.")
    domeinen: tuple[Literal["medisch", "sociaal", "informeel"], ...] = Field((), description="Domeinen.")
    gemeenten: tuple[GemeenteId, ...] = Field((), description="Gemeenten waar dit over gaat (id's).")
    regios: tuple[RegioId, ...] = Field((), description="Regio's waar dit over gaat (id's).")
    zorgpaden: tuple[ZorgpadId, ...] = Field((), description="Zorgpaden waar dit bij hoort (id's).")
    instrumenten: tuple[InstrumentId, ...] = Field((), description="Instrumenten (id's).")
    interventies: tuple[InterventieId, ...] = Field((), description="Interventies (id's).")
    links: tuple[Link, ...] = Field((), description="Waar u meer leest.")
    zoekwoorden: tuple[Tekst, ...] = Field((), description="Gewone woorden waarmee mensen zoeken.")
    wijzigingen: tuple[Wijziging, ...] = Field((), description="Wat er veranderde en wanneer.")


class Uitzondering(Entiteit):
    """A warning that somebody accepted, with the reason."""

    code: Tekst = Field(description="Code van de waarschuwing: verlopen.")
    bestand: Tekst = Field(description="Bestand waar de waarschuwing bij hoort, vanaf de map data.")
    reden: Tekst = Field(description="Waarom deze waarschuwing mag blijven.")
