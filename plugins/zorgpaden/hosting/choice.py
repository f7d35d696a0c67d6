"""What the host of a site chooses below `hosting:` in mkdocs.yml. Whatever could end a line or a rule is refused."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlsplit

from zorgpaden.problems import suggest
from zorgpaden.types.web import url_fault

SETTINGS = ("beleid_in_pagina", "comprimeer", "insluiten", "meldpunt", "meldpunt_tot")
LONGEST = timedelta(days=364)
"""How far ahead the day in security.txt may lie, to its last second: RFC 9116 asks for less than a year."""
_MAIL = re.compile(r"mailto:[a-z0-9][a-z0-9._%+\-]*@([a-z0-9\-]+\.)+[a-z]{2,}")
_SITE = re.compile(
    r"https://(?P<name>([a-z0-9]([a-z0-9\-]*[a-z0-9])?\.)*[a-z0-9]([a-z0-9\-]*[a-z0-9])?)(?P<base>/([A-Za-z0-9._~\-]+/)*)"
)


class WrongHosting(ValueError):
    """Settings that cannot be used; one line of Dutch per fault."""


@dataclass(frozen=True, slots=True)
class Hosting:
    """The choices of a host, looked over."""

    meldpunt: str = ""
    """Where somebody tells of a leak (`mailto:…` or `https://…`); empty is no security.txt."""
    meldpunt_tot: date | None = None
    """Last day on which that holds."""
    insluiten: tuple[str, ...] = ()
    """Origins whose pages may show ours in a frame."""
    comprimeer: bool = False
    """Whether the build puts a `.gz` and a `.br` beside each text."""
    beleid_in_pagina: bool = False
    """Whether each page carries its policy, for servers that send no headers."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the site stands."""

    name: str
    """`zorgpaden.example`."""
    base: str
    """`/`, or `/zorgpaden/` when the site has no server of its own."""


def read_hosting(given: Mapping[str, Any]) -> Hosting:
    """The host's choice. Raises `WrongHosting` with all faults."""
    faults = list(_faults(given))
    if faults:
        raise WrongHosting("\n".join(faults))
    return Hosting(
        meldpunt=given.get("meldpunt", ""),
        meldpunt_tot=_day(given.get("meldpunt_tot")),
        insluiten=tuple(sorted(set(given.get("insluiten", ())))),
        comprimeer=given.get("comprimeer") in _YES,
        beleid_in_pagina=given.get("beleid_in_pagina") in _YES,
    )


_YES = (True, "ja")
_NO = (False, "nee")


def _faults(given: Mapping[str, Any]) -> Iterator[str]:
    for key in given:
        if key not in SETTINGS:
            hint = suggest(str(key), [*SETTINGS]) or f"Kies uit: {', '.join(SETTINGS)}."
            yield f"hosting: “{key}” is geen instelling. {hint}"
    for key in ("comprimeer", "beleid_in_pagina"):
        if given.get(key, False) not in (*_YES, *_NO):
            yield f"hosting: bij {key} staat “{given[key]}”. Schrijf ja of nee."
    yield from _contact_faults(given.get("meldpunt", ""), given.get("meldpunt_tot"))
    origins = given.get("insluiten", ())
    if not isinstance(origins, list | tuple):
        yield "hosting: bij insluiten hoort een lijst van adressen, elk met een streepje ervoor."
        return
    for origin in origins:
        if not isinstance(origin, str) or url_fault(origin) or not re.fullmatch(r"https://[a-z0-9.\-]+", origin):
            yield f"hosting: bij insluiten staat “{origin}”. Schrijf een adres zonder pad, zoals https://intranet.example."


def _contact_faults(contact: object, day: object) -> Iterator[str]:
    if contact and not _is_contact(contact):
        hint = "Schrijf mailto:veiligheid@gemeente.example of een adres met https://."
        yield f"hosting: bij meldpunt staat “{contact}”. {hint}"
    if contact and not day:
        yield "hosting: bij meldpunt hoort meldpunt_tot, de dag tot wanneer het geldt: 2027-06-01."
    if day and not contact:
        yield "hosting: bij meldpunt_tot hoort ook een meldpunt."
    if day and _day(day) is None:
        yield f"hosting: bij meldpunt_tot staat “{day}”. Schrijf een datum, zoals 2027-06-01."


def _is_contact(text: object) -> bool:
    return isinstance(text, str) and bool(
        _MAIL.fullmatch(text) or (text.startswith("https://") and not url_fault(text))
    )


def _day(given: object) -> date | None:
    if isinstance(given, date):
        return given
    try:
        return date.fromisoformat(str(given))
    except ValueError:
        return None


def contact_fault(hosting: Hosting, peildatum: date) -> str:
    """Why security.txt cannot be used on this day, in Dutch; empty when it can, or when there is none."""
    until = hosting.meldpunt_tot
    if until is None:
        return ""
    if until < peildatum:
        return f"hosting: meldpunt_tot ({until}) is voorbij. Kijk of het meldpunt nog klopt en kies een nieuwe dag."
    if until > peildatum + LONGEST:
        return f"hosting: meldpunt_tot ({until}) ligt een jaar of meer na {peildatum}. Kies een eerdere dag."
    return ""


def place_of(site_url: str) -> Place:
    """Name and path of the site. Raises `WrongHosting`: without them there is nothing to set up."""
    found = _SITE.fullmatch(site_url)
    if not found:
        hint = "Schrijf een adres met https:// en een / aan het eind, zonder poort: https://zorgpaden.example/."
        raise WrongHosting(f"mkdocs.yml: bij site_url staat “{site_url}”. {hint}")
    return Place(found["name"], found["base"])


def origin_of(site_url: str) -> str:
    """`https://zorgpaden.example`, from the address of the site."""
    parts = urlsplit(site_url)
    return f"{parts.scheme}://{parts.netloc}"
