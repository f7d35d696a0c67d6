"""The page about the open data: which files there are, and what somebody has to know to use them."""

from __future__ import annotations

from zorgpaden.exports.open_data import LICENCE, layer_files, national_files
from zorgpaden.render.shell import Document
from zorgpaden.render.views.desk import Desk, view
from zorgpaden.trust.manifest import MANIFEST


@view("open_data")
def open_data(desk: Desk, url: str) -> Document:
    """National files first, then one per region and gemeente."""
    intro = "Alles wat op deze site staat en is nagekeken, als bestand voor programma's."
    layers = list(layer_files(desk.catalog))
    return desk.page(
        "over/open_data.html",
        url,
        "Open data",
        intro,
        kop="Open data",
        intro=intro,
        licentie=LICENCE,
        hashes=MANIFEST,
        maanden=desk.catalog.geldigheid.telefoon,
        landelijk=list(national_files(desk.catalog)),
        lagen={
            kop: some
            for kop, soort in (("Regio's", "regio-laag"), ("Gemeenten", "gemeente-laag"))
            if (some := [file for file in layers if file.schema == soort])
        },
        over_ons="over/index" in {page.path for page in desk.catalog.pages},
    )
