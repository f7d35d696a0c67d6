"""The page with licences: what others made, from the same facts as the bill of materials."""

from __future__ import annotations

from zorgpaden.render.shell import Document
from zorgpaden.render.views.desk import Desk, view
from zorgpaden.trust.bom import BOM
from zorgpaden.trust.manifest import MANIFEST


@view("licenties")
def licences(desk: Desk, url: str) -> Document:
    """What a visitor gets comes first, then what the site was made with."""
    parts = desk.settings.onderdelen
    intro = "Deze site is gemaakt met werk van anderen. Hier staat wat dat is en onder welke licentie."
    return desk.page(
        "over/licenties.html",
        url,
        "Licenties",
        intro,
        kop="Licenties",
        intro=intro,
        op_de_site=[part for part in parts if part.licentietekst],
        om_te_bouwen=[part for part in parts if not part.licentietekst],
        lijst=BOM,
        hashes=MANIFEST,
        over_ons="over/index" in {page.path for page in desk.catalog.pages},
    )
