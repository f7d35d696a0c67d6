"""E-mail and web addresses that cannot mislead a reader."""

from __future__ import annotations

import re
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, WithJsonSchema

from zorgpaden.types.errors import refuse
from zorgpaden.types.schema import text_schema

_EMAIL_HINT = "Schrijf bijvoorbeeld loket@gemeente.example."
_URL_HINT = "Schrijf bijvoorbeeld https://www.loket.example/hulp."
_EMAIL = re.compile(r"[a-z0-9][a-z0-9._%+\-]*@(?:[a-z0-9](?:[a-z0-9\-]*[a-z0-9])?\.)+[a-z]{2,}")
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9\-]{0,61}[a-z0-9])?\.)+[a-z]{2,}")
_UNSAFE = re.compile(r"[\s<>\"'`\\{}|^\x00-\x20\x7f-\xa0]")


def _email(text: str) -> str:
    address = text.strip().lower()
    if not text.isascii() or not _EMAIL.fullmatch(address) or ".." in address or "xn--" in address:
        raise refuse("email", f"“{text}” is geen e-mailadres", _EMAIL_HINT)
    return address


def url_fault(text: str) -> str | None:
    """Why `text` is not a web address we link to, in Dutch; None when it is fine."""
    if _UNSAFE.search(text):
        return "er staat een spatie of vreemd teken in"
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        return "het is geen geldig webadres"
    if parts.scheme != "https":
        return "het begint niet met https://"
    if "@" in parts.netloc:
        return "er staat een gebruikersnaam in"
    host = (parts.hostname or "").lower()
    if not parts.netloc.isascii() or "xn--" in host:
        return "de naam van de site heeft letters die op andere letters lijken"
    if not _HOST.fullmatch(host) or port not in (None, 443):
        return "de naam van de site klopt niet"
    return None


def _url(text: str) -> str:
    address = text.strip()
    fault = url_fault(address)
    if fault:
        raise refuse("webadres", f"“{text}” kan niet: {fault}", _URL_HINT)
    return address


Email = Annotated[
    str,
    AfterValidator(_email),
    WithJsonSchema(text_schema(r"^\s*[A-Za-z0-9][A-Za-z0-9._%+\-]*@([A-Za-z0-9\-]+\.)+[A-Za-z]{2,}\s*$", _EMAIL_HINT)),
]
WebAdres = Annotated[
    str,
    AfterValidator(_url),
    WithJsonSchema(text_schema(r"^\s*https://([A-Za-z0-9\-]+\.)+[A-Za-z]{2,}(:443)?([/?#][^\s<>\"]*)?\s*$", _URL_HINT)),
]
