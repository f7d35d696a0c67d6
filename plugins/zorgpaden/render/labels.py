"""The Dutch words on the site for the values in the data."""

from __future__ import annotations

from zorgpaden.model import Domein, Fase, Gradatie, Moment, Niveau

FASEN = {Fase.VOOR: "Voor de zwangerschap", Fase.TIJDENS: "Tijdens de zwangerschap", Fase.NA: "Na de geboorte"}
GRADATIES = {
    Gradatie.ZELFREDZAAM: "Zelfredzaam",
    Gradatie.POTENTIEEL: "Potentieel kwetsbaar",
    Gradatie.KWETSBAAR: "Kwetsbaar",
    Gradatie.ZEER: "Zeer kwetsbaar",
}
ERNST = tuple(GRADATIES)
MOMENTEN = {Moment.SIGNALEREN: "Signaleren", Moment.VERKENNEN: "Verkennen", Moment.STEUN: "Steun op maat"}
DOMEINEN = {Domein.MEDISCH: "Medisch", Domein.SOCIAAL: "Sociaal", Domein.INFORMEEL: "Informeel"}
NIVEAUS = {Niveau.UITVOERING: "uitvoering", Niveau.ORGANISATIE: "organisatie", Niveau.BESTUUR: "bestuur"}
