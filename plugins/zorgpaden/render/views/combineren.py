"""The combination guide: the choices, and the rules in words. The merge happens in the browser."""

from __future__ import annotations

from zorgpaden.render.shell import Document
from zorgpaden.render.views.desk import Desk, view


@view("combineren")
def combination_guide(desk: Desk, url: str) -> Document:
    """Choose gemeente, situations and gradatie; without JavaScript: the rules and all zorgpaden."""
    assert desk.catalog.combineren
    item = desk.catalog.combineren
    return desk.page(
        "combineren.html",
        url,
        "Combineer situaties",
        "Speelt er meer tegelijk in een gezin? Kies de situaties en krijg één lijst met wat u doet en wie helpt.",
        item=item,
        regels=item.entity,
        zorgpaden={id_: path.entity for id_, path in desk.catalog.zorgpaden.items()},
        bestemmingen=desk.catalog.bestemmingen,
        bronnen=desk.sources(item.entity.bronnen),
    )
