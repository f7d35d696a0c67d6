"""What a project of one gemeente or region says about the base it stands on (`data/basis.yml`)."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field

from zorgpaden.model.base import Entiteit
from zorgpaden.types import Slug, Tekst
from zorgpaden.types.errors import refuse

LANDELIJK = "zorgpaden-landelijk"


def _package(value: str) -> str:
    """Only packages with data of this project."""
    if not value.startswith("zorgpaden-"):
        raise refuse("pakket", f"“{value}” is geen pakket met gegevens", f"Schrijf bijvoorbeeld {LANDELIJK}.")
    return value


def _place(value: str) -> str:
    """A file or folder of the base."""
    parts = value.rstrip("/").split("/")
    if parts[0] not in ("data", "content") or len(parts) < 2 or any(part in ("", ".", "..") for part in parts):
        raise refuse("pad", f"“{value}” is geen pad in data of content", "Schrijf bijvoorbeeld data/regios/merenland.")
    return "/".join(parts)


class Basis(Entiteit):
    """Which package lies below this project, and what of it is kept here."""

    pakket: Annotated[Slug, AfterValidator(_package)] = Field(
        LANDELIJK, description="Pakket met de landelijke gegevens, de regio's en de teksten."
    )
    neemt_over: tuple[Annotated[Tekst, AfterValidator(_place)], ...] = Field(
        (), description="Mappen en bestanden uit het pakket die u zelf bijhoudt of weglaat: data/regios/merenland."
    )
