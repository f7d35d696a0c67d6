"""What the visitor keeps on the device; the page of every address that is not kept when there is no network."""

from __future__ import annotations

from zorgpaden.render.shell import Document
from zorgpaden.render.views.desk import Desk, view


@view("bewaard")
def kept(desk: Desk, url: str) -> Document:
    """Filled by `theme/assets/bewaar.js`: only the device knows what it keeps."""
    return desk.page(
        "bewaard.html",
        url,
        "Bewaard op dit apparaat",
        "Welke gemeenten dit apparaat bewaart voor als er geen internet is, en hoe oud dat is.",
    )
