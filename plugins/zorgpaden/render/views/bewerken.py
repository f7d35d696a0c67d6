"""The way in to the form for editors; or how a host gets it."""

from __future__ import annotations

from zorgpaden.form.collections import all_parts
from zorgpaden.render.shell import Document
from zorgpaden.render.views.desk import Desk, view


@view("bewerken")
def edit(desk: Desk, url: str) -> Document:
    """Choose what to edit. The forms themselves are no pages of ours (`form/pages.py`)."""
    settings = desk.settings
    return desk.page(
        "bewerken.html",
        url,
        "Bewerken met een formulier",
        "Verander nummers, hulp en teksten met een formulier in uw browser.",
        gekozen=settings.formulier is not None,
        delen=list(all_parts(desk.catalog)) if settings.formulier and settings.decap else [],
    ).unlisted()
