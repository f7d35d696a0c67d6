"""The value types of the data: each turns text from a file into one canonical form."""

from zorgpaden.types.dates import Datum, DeelDatum
from zorgpaden.types.flags import JaNee
from zorgpaden.types.hours import Bereikbaar
from zorgpaden.types.paths import PaginaAdres
from zorgpaden.types.phone import Telefoon, tel_uri
from zorgpaden.types.slugs import CbsCode, Kenmerk, Slug
from zorgpaden.types.text import Markdown, Tekst
from zorgpaden.types.web import Email, WebAdres

__all__ = [
    "Bereikbaar",
    "CbsCode",
    "Datum",
    "DeelDatum",
    "Email",
    "JaNee",
    "Kenmerk",
    "Markdown",
    "PaginaAdres",
    "Slug",
    "Tekst",
    "Telefoon",
    "WebAdres",
    "tel_uri",
]
