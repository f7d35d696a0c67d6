"""vCard 4.0 (RFC 6350): the contact of a voorziening for the address book of a telephone.

A role, not a name: what stands in a telephone outlives the person. A secret address never comes in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from zorgpaden import urls
from zorgpaden.loading import Item
from zorgpaden.model import Voorziening
from zorgpaden.render.environment import capital, dutch_date, dutch_hours
from zorgpaden.render.views import Desk
from zorgpaden.types import tel_uri

MOST_OCTETS = 75


def vcards(desk: Desk, items: Iterable[Item[Voorziening]]) -> Iterator[tuple[str, bytes]]:
    """(path, content) of a vCard for every voorziening that can be called."""
    for item in items:
        if item.entity.contact.telefoon:
            yield urls.contact(item.id), vcard(desk, item)


def vcard(desk: Desk, item: Item[Voorziening]) -> bytes:
    """One contact."""
    entity, contact = item.entity, item.entity.contact
    invented = desk.catalog.is_voorbeeld(item.source.laag)
    page = desk.absolute(urls.voorziening(entity.id))
    lines = [
        "BEGIN:VCARD",
        "VERSION:4.0",
        "KIND:org",
        f"FN:{_text(entity.naam + (' (voorbeeld)' if invented else ''))}",
        f"ORG:{_text(entity.organisatie)}",
        f"ROLE:{_text(capital(contact.functie))}",
        _tel(str(contact.telefoon)),
    ]
    if contact.email:
        lines.append(f"EMAIL;TYPE=work:{_text(contact.email)}")
    if contact.website:
        lines.append(f"URL;TYPE=work:{contact.website}")
    if entity.adres and not entity.adres_geheim:
        place = entity.adres
        lines.append(f"ADR;TYPE=work:;;{_text(place.straat)};{_text(place.plaats)};;{_text(place.postcode or '')};")
    lines.append(f"NOTE:{_text(' '.join(_note(desk, item, invented, page)))}")
    # The same contact again replaces the older one in the address book.
    lines.append(f"UID:{page}" if page else f"UID;VALUE=text:voorziening-{entity.id}")
    lines.append("END:VCARD")
    return b"".join(_folded(line) for line in lines)


def _tel(number: str) -> str:
    """A number that can be dialled from abroad as address; a short code only means something as text."""
    uri = tel_uri(number)
    return f"TEL;VALUE=uri;TYPE=work:{uri}" if uri.startswith("tel:+") else f"TEL;TYPE=work:{uri.removeprefix('tel:')}"


def _note(desk: Desk, item: Item[Voorziening], invented: bool, page: str) -> Iterator[str]:
    """When they answer, whom to call if not, and how old this is."""
    entity, contact = item.entity, item.entity.contact
    if invented:
        yield "VOORBEELD: verzonnen, dit nummer bestaat niet."
    if contact.bereikbaar:
        yield f"Bereikbaar: {dutch_hours(contact.bereikbaar)}."
    if contact.terugval:
        yield f"Geen gehoor? {_fallback(desk, item)}."
    if entity.adres_geheim:
        yield "Het adres is geheim. Vraag en noteer het nergens."
    checked = entity.gecontroleerd
    overdue = "Te lang niet gecontroleerd: voor het laatst" if desk.signs.is_overdue(entity) else "Gecontroleerd"
    yield f"{overdue} {dutch_date(checked.op)} door {checked.door}."
    if page:
        yield f"Nummers veranderen; kijk op {page}"


def _fallback(desk: Desk, item: Item[Voorziening]) -> str:
    fallback = item.entity.contact.terugval
    assert fallback
    if not fallback.voorziening:
        return f"{fallback.functie}: {fallback.telefoon}"
    laag = item.source.laag
    replaced = desk.catalog.vervangingen(laag.id) if laag.soort == "gemeente" else {}
    other = desk.shown(replaced)(fallback.voorziening).entity
    return f"{other.naam}: {other.contact.telefoon}" if other.contact.telefoon else other.naam


def _text(text: str) -> str:
    """A text value, escaped as RFC 6350 (3.4) asks."""
    for letter in "\\,;":
        text = text.replace(letter, f"\\{letter}")
    return text.replace("\n", "\\n")


def _folded(line: str) -> bytes:
    """A line of at most 75 octets each, broken between letters, never within one."""
    octets = line.encode()
    parts, start, room = [], 0, MOST_OCTETS
    while len(octets) - start > room:
        end = start + room
        while octets[end] & 0b1100_0000 == 0b1000_0000:  # the inside of a letter
            end -= 1
        parts.append(octets[start:end])
        start, room = end, MOST_OCTETS - 1  # the next begins with a space
    return b"\r\n ".join([*parts, octets[start:]]) + b"\r\n"
