"""Which pictures the dossier has: their names, for the plan, the search index and the list of pictures."""

from __future__ import annotations

from dataclasses import dataclass

from zorgpaden.catalog import Catalog


@dataclass(frozen=True, slots=True)
class Beeld:
    """A page that is a picture first."""

    id: str
    view: str
    uit: str
    """The collection it is drawn from."""
    titel: str
    samenvatting: str
    zoekwoorden: str


BEELDEN = (
    Beeld(
        "tijdlijn",
        "beeld_tijdlijn",
        "tijdlijn",
        "Tijdlijn van Kansrijke Start",
        "Wat er gebeurde van 2018 tot en met 2024, en hoeveel gemeenten meededen.",
        "geschiedenis jaren tranche groep coalities",
    ),
    Beeld(
        "kaart",
        "beeld_kaart",
        "register",
        "Kaart van gemeenten",
        "Waar praktijkvoorbeelden vandaan komen, en welke gemeenten hun zorgpaden invulden.",
        "landkaart provincie regio praktijkvoorbeeld ingevuld",
    ),
    Beeld(
        "signaleren-verkennen-steun-op-maat",
        "beeld_momenten",
        "momenten",
        "Signaleren, verkennen, steun op maat",
        "De werkwijze in drie momenten: wie ziet iets, waar komt het samen, en wat volgt er.",
        "schema knooppunt gradatie MDO ZAT Limburg",
    ),
    Beeld(
        "balans",
        "beeld_balans",
        "factoren",
        "Balans van risico en bescherming",
        "Wat een goede start moeilijker maakt, en wat een gezin juist beschermt.",
        "risicofactoren beschermende factoren kwetsbaarheid veerkracht",
    ),
    Beeld(
        "geld",
        "beeld_geld",
        "geld",
        "Geld per jaar",
        "Hoeveel geld gemeenten krijgen voor Kansrijke Start, volgens de handreiking ketenaanpak.",
        "SPUK GALA IZA miljoen subsidie financiering budget",
    ),
)


def pictures(catalog: Catalog) -> list[Beeld]:
    """The pictures for which there are data."""
    return [beeld for beeld in BEELDEN if getattr(catalog, beeld.uit)]
