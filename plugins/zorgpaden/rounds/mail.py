"""The letters of a round: one e-mail per owner, as a draft for a mail program. Equal data give equal bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.message import EmailMessage
from email.policy import SMTP
from itertools import groupby
from typing import Any

from zorgpaden.catalog import Catalog
from zorgpaden.render.environment import make_environment, make_text_environment, theme_folder
from zorgpaden.rounds.choice import Correctie
from zorgpaden.rounds.facts import VELDEN, Feit, by_owner, correction_link, form_link, owner_key, page_of
from zorgpaden.types.slugs import slugify

LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Sender:
    """Where the site stands, how owners answer, and who writes where a region or gemeente has no address (or empty)."""

    site_url: str
    correctie: Correctie
    meldadres: str = ""


@dataclass(frozen=True, slots=True)
class Brief:
    """One letter: the name of its file, whom it is for, what it asks, and its bytes."""

    bestand: str
    eigenaar: str
    feiten: tuple[Feit, ...]
    naar: tuple[str, ...]
    inhoud: bytes


def letters(
    catalog: Catalog, feiten: Sequence[Feit], sender: Sender, adressen: Mapping[str, tuple[str, ...]], peildatum: date
) -> Iterator[Brief]:
    """A letter for each owner of these facts."""
    taken: set[str] = set()
    for eigenaar, mine in by_owner(feiten).items():
        naar = adressen.get(owner_key(eigenaar), ())
        context = _context(catalog, eigenaar, mine, sender, peildatum)
        van = catalog.gebied(mine[0].item.source.laag).entity.meldadres or sender.meldadres
        message = _message(context, van, naar, peildatum)
        yield Brief(_file_name(eigenaar, taken), eigenaar, tuple(mine), naar, message)


def _file_name(eigenaar: str, taken: set[str]) -> str:
    name = slugify(eigenaar)[:LONGEST_NAME].strip("-") or "eigenaar"
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{name}-{number}"
    taken.add(free)
    return f"{free}.eml"


def _context(catalog: Catalog, eigenaar: str, feiten: list[Feit], sender: Sender, peildatum: date) -> dict[str, Any]:
    formulier = sender.correctie.wijze == "formulier"
    layers = [list(group) for _, group in groupby(feiten, key=lambda feit: feit.deel)]
    blocks = [_block(catalog, feit, sender.site_url, peildatum, formulier=formulier) for feit in feiten]
    together = [] if formulier or len(feiten) == 1 else [group for group in layers if len(group) > 1]
    return {
        "eigenaar": eigenaar,
        "plaats": " en ".join(catalog.laag_naam(group[0].item.source.laag) for group in layers),
        "site": sender.site_url,
        "formulier": formulier,
        "velden": VELDEN,
        "feiten": blocks,
        "samen": [
            {"naam": catalog.laag_naam(group[0].item.source.laag), "url": f"{sender.site_url}{correction_link(group)}"}
            for group in together
        ],
    }


def _block(catalog: Catalog, feit: Feit, site_url: str, peildatum: date, *, formulier: bool) -> dict[str, Any]:
    """What a letter says about one fact."""
    entity = feit.item.entity
    terugval = entity.contact.terugval if feit.soort == "voorziening" else None
    other = catalog.voorzieningen.get(terugval.voorziening or "") if terugval else None
    return {
        "feit": feit,
        "entity": entity,
        "verlopen": catalog.geldigheid.verlopen(entity, peildatum),
        "tot": catalog.geldigheid.vervalt(entity),
        "terugval": other.entity if other else None,
        "pagina": f"{site_url}{page_of(catalog, feit)}",
        "link": f"{site_url}{form_link(feit) if formulier else correction_link([feit])}",
    }


def _message(context: dict[str, Any], van: str, naar: tuple[str, ...], peildatum: date) -> bytes:
    html = make_environment(theme_folder() / "ronde")
    text = make_text_environment(theme_folder() / "ronde")
    body = text.get_template("brief.txt").render(**context)
    count = len(context["feiten"])
    message = EmailMessage(policy=SMTP)
    message["Subject"] = f"Klopt dit nog? {count} {'gegeven' if count == 1 else 'gegevens'} van {context['plaats']}"
    message["Date"] = datetime(peildatum.year, peildatum.month, peildatum.day, tzinfo=UTC)
    if van:
        message["From"] = van
    if naar:
        message["To"] = ", ".join(naar)
    message["X-Unsent"] = "1"  # Outlook then opens it as a draft
    message.set_content(body, cte="quoted-printable")
    message.add_alternative(html.get_template("brief.html").render(**context), subtype="html", cte="quoted-printable")
    message.set_boundary(f"zorgpaden-{hashlib.sha256(body.encode()).hexdigest()[:32]}")  # else it is made of chance
    message["Content-Language"] = "nl"
    return message.as_bytes()
