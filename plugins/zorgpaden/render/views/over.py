"""The pages about the site that the settings of the host make: contact, accessibility, privacy, processing register."""

from __future__ import annotations

from typing import Any

from zorgpaden.freshness import statement_overdue
from zorgpaden.model.organisatie import Nalevingsstatus, Privacy, Toegankelijkheid
from zorgpaden.render.shell import Document
from zorgpaden.render.views.desk import Desk, view

STATUSSEN = {
    Nalevingsstatus.VOLLEDIG: "voldoet volledig",
    Nalevingsstatus.GEDEELTELIJK: "voldoet gedeeltelijk",
    Nalevingsstatus.BEGONNEN: "eerste maatregelen genomen",
    Nalevingsstatus.NIET: "voldoet niet",
    Nalevingsstatus.GEEN: "geen toegankelijkheidsverklaring",
}


@view("contact")
def contact(desk: Desk, url: str) -> Document:
    """Where mistakes are reported, and who hosts the site."""
    return _page(desk, url, "contact", "Contact", "Meld een fout op deze site. Voor hulp belt u iemand anders.")


@view("toegankelijkheid")
def accessibility(desk: Desk, url: str) -> Document:
    """The accessibility statement, after the model of the Dutch government."""
    host = desk.catalog.organisatie
    statement = host.entity.toegankelijkheid if host else None
    intro = "Iedereen moet deze site kunnen gebruiken. Hier leest u of dat zo is en hoe u een probleem meldt."
    return _page(desk, url, "toegankelijkheid", "Toegankelijkheid", intro, statement, statussen=STATUSSEN)


@view("privacy")
def privacy(desk: Desk, url: str) -> Document:
    """What the site does not do, and what the host keeps."""
    intro = "Deze site plaatst geen cookies, gebruikt geen diensten van anderen en verstuurt niets wat u invoert."
    return _page(desk, url, "privacy", "Privacy", intro, _privacy(desk))


@view("verwerkingsregister")
def register(desk: Desk, url: str) -> Document:
    """The text for the host's record of processing activities."""
    intro = "Welke persoonsgegevens er door deze site worden verwerkt, waarom, en hoe lang ze blijven."
    people = sum(item.entity.contact.persoon is not None for item in desk.catalog.voorzieningen.values())
    return _page(desk, url, "verwerkingsregister", "Register van verwerkingen", intro, _privacy(desk), personen=people)


def _privacy(desk: Desk) -> Privacy | None:
    return desk.catalog.organisatie.entity.privacy if desk.catalog.organisatie else None


def _page(
    desk: Desk,
    url: str,
    name: str,
    titel: str,
    samenvatting: str,
    verklaring: Toegankelijkheid | Privacy | None = None,
    **context: Any,
) -> Document:
    """A page with what the host declares; `verklaring` is None when it did not."""
    host = desk.catalog.organisatie
    return desk.page(
        f"over/{name}.html",
        url,
        titel,
        samenvatting,
        kop=titel,
        intro=samenvatting,
        organisatie=host.entity if host else None,
        verklaring=verklaring,
        verouderd=verklaring is not None and statement_overdue(verklaring.opgesteld, desk.settings.peildatum),
        bestand=host.source.path if host else "",
        site=desk.settings.site_url,
        formulier=desk.settings.formulier,
        over_ons="over/index" in {page.path for page in desk.catalog.pages},
        **context,
    )
