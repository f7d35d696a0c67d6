"""What the pictures of the dossier show: counts of gemeenten, money, factors, and the three moments."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from zorgpaden.model.base import BronId, Entiteit, Gradatie, InstrumentId, InterventieId, Moment, Naar, ZorgpadId
from zorgpaden.types import DeelDatum, JaNee, Slug, Tekst

GebeurtenisId = Annotated[Slug, Naar("tijdlijn")]


class Lezing(Entiteit):
    """What one source says about a count."""

    aantal: int = Field(ge=1, description="Het aantal gemeenten.")
    ongeveer: JaNee = Field(False, description="Ja als de bron zelf “ongeveer” of “ruim” zegt.")
    waar: Tekst = Field(description="Waar het in de bron staat, en wat de bron precies telt.")
    bron: BronId = Field(description="Bron (id).")


class Telling(Entiteit):
    """A number of gemeenten at a moment; sources may differ, and every reading is kept."""

    id: Slug = Field(description="Vaste naam.")
    naam: Tekst = Field(description="Wat er geteld is, kort.")
    datum: DeelDatum = Field(description="Wanneer, zover bekend.")
    groep: JaNee = Field(False, description="Ja als dit een groep (tranche) is die op dat moment begon.")
    gebeurtenis: GebeurtenisId | None = Field(None, description="Wat er in de tijdlijn bij hoort (id).")
    lezingen: tuple[Lezing, ...] = Field(min_length=1, description="Wat elke bron zegt.")


class Bedrag(Entiteit):
    """An amount of money."""

    jaar: int | None = Field(None, ge=2000, le=2100, description="Jaar; weglaten als de bron alleen “per jaar” zegt.")
    miljoen: float = Field(ge=0.1, description="Bedrag in miljoenen euro's, met een punt: 5.3.")
    structureel: JaNee = Field(False, description="Ja als dit bedrag in latere jaren blijft.")


class Geldstroom(Entiteit):
    """Money for gemeenten, from one pot."""

    id: Slug = Field(description="Vaste naam.")
    naam: Tekst = Field(description="Naam van de pot.")
    waarvoor: Tekst = Field(description="Waar het geld voor is.")
    ontvanger: Tekst = Field(description="Wie het krijgt.")
    alleen_kansrijke_start: JaNee = Field(True, description="Nee als het geld voor meer dan Kansrijke Start is.")
    bedragen: tuple[Bedrag, ...] = Field(min_length=1, description="Bedragen.")
    bronnen: tuple[BronId, ...] = Field(min_length=1, description="Bronnen (id's).")


class Factor(Entiteit):
    """Something that makes a good start harder, or protects it."""

    id: Slug = Field(description="Vaste naam.")
    soort: Literal["risico", "beschermend"] = Field(description="Een risico, of iets dat beschermt.")
    naam: Tekst = Field(description="Naam in hoogstens vier woorden.")
    uitleg: Tekst = Field(description="Wat ermee bedoeld wordt, in één zin.")
    zorgpaden: tuple[ZorgpadId, ...] = Field((), description="Zorgpaden waar u verder leest (id's).")
    bronnen: tuple[BronId, ...] = Field(min_length=1, description="Bronnen (id's).")


class Weg(Entiteit):
    """What follows for some degrees of vulnerability."""

    gradaties: tuple[Gradatie, ...] = Field(min_length=1, description="Voor welke gradaties.")
    naar: Tekst | None = Field(None, description="Wat er volgt; weglaten als de bron niets noemt.")
    interventie: InterventieId | None = Field(None, description="Interventie die dat is (id).")


class Momentuitleg(Entiteit):
    """One of the three moments of Signaleren, Verkennen, Steun op maat."""

    id: Moment = Field(description="signaleren, verkennen of steun-op-maat.")
    kern: Tekst = Field(description="Wat er in dit moment gebeurt, in één zin.")
    wie: tuple[Tekst, ...] = Field((), description="Wie er aan zet zijn.")
    plek: Tekst | None = Field(None, description="Waar het samenkomt.")
    wegen: tuple[Weg, ...] = Field((), description="Wat er per gradatie volgt.")
    aanbod: tuple[Tekst, ...] = Field((), description="Hulp die geen eigen pagina heeft.")
    interventies: tuple[InterventieId, ...] = Field((), description="Interventies (id's).")
    hulpmiddel: InstrumentId | None = Field(None, description="Hulpmiddel dat erbij hoort (id).")
    kanttekening: Tekst | None = Field(None, description="Wat de bron niet zeker zegt.")
    bronnen: tuple[BronId, ...] = Field(min_length=1, description="Bronnen (id's).")
