"""Addresses that pages used to have (`data/doorverwijzingen.yml`)."""

from __future__ import annotations

from pydantic import Field

from zorgpaden.model.base import Entiteit
from zorgpaden.types import PaginaAdres


class Doorverwijzing(Entiteit):
    """A page that moved. What lies below it moved with it."""

    van: PaginaAdres = Field(description="Het oude adres: /zorgpaden/geldproblemen/.")
    naar: PaginaAdres = Field(description="Het adres waar die pagina nu staat: /zorgpaden/geldzorgen/.")
