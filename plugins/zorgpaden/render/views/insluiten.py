"""Ready pieces of HTML with which another site links to our pages: no frame, no script."""

from __future__ import annotations

from zorgpaden import urls
from zorgpaden.render.shell import Document
from zorgpaden.render.views.desk import Desk, view


@view("insluiten")
def embed(desk: Desk, url: str, gemeente_id: str | None = None) -> Document:
    """The pieces for the national zorgpaden, or for those of a gemeente."""
    waar = desk.catalog.gemeenten[gemeente_id].naam if gemeente_id else ""
    pieces = []
    for pad in desk.paths:
        adres = desk.absolute(urls.zorgpad(pad.id, gemeente_id))
        code = desk.fragments.render("insluiten_code.html", adres=adres, titel=pad.titel, waar=waar, tekst=pad.situatie)
        pieces.append({"id": pad.id, "titel": pad.titel, "code": str(code).strip()})
    plaatsen = [plaats for plaats in desk.places if desk.catalog.lagen(plaats.id)]
    return desk.page(
        "insluiten.html",
        url,
        f"Zet zorgpaden {f'van {waar} ' if waar else ''}op uw eigen site",
        "Kopieer een koppeling naar een zorgpad voor uw intranet of dossiersysteem.",
        gemeente_id or "",
        naam=waar,
        stukken=pieces,
        plaatsen=[] if gemeente_id else plaatsen,
        kaders=desk.settings.hosting.insluiten,
    ).unlisted()
