"""The page of a zorgpad: national, or as it is in a gemeente."""

from __future__ import annotations

from zorgpaden import urls
from zorgpaden.layers import resolve
from zorgpaden.render.shell import Document
from zorgpaden.render.views.desk import Desk, view
from zorgpaden.render.views.parts import Parts


@view("zorgpaden")
def all_paths(desk: Desk, url: str) -> Document:
    """All zorgpaden, and the 22 situations with the paths they belong to."""
    situations = sorted((item.entity for item in desk.catalog.situaties.values()), key=lambda one: one.nummer)
    per_situation = {one: [pad for pad in desk.paths if one.id in pad.situaties] for one in situations}
    return desk.page(
        "zorgpaden.html",
        url,
        "Alle zorgpaden",
        "De landelijke zorgpaden en de 22 situaties die eronder vallen.",
        zorgpaden=desk.paths,
        situaties=per_situation,
    )


@view("zorgpad")
def one_path(desk: Desk, url: str, zorgpad_id: str, gemeente_id: str | None) -> Document:
    """A zorgpad in a gemeente, or (without gemeente) the national one."""
    local = resolve(desk.catalog, zorgpad_id, gemeente_id)
    zorgpad = local.zorgpad.entity
    plaats = desk.catalog.gemeenten[gemeente_id] if gemeente_id else None
    where = f" in {plaats.naam}" if plaats else ""
    document = desk.page(
        "zorgpad.html",
        url,
        f"{zorgpad.titel}{where}",
        f"{zorgpad.titel}{where}: wie u belt, wat u doet en wat er daarna gebeurt.",
        gemeente_id or "",
        zorgpad=zorgpad,
        lokaal=local,
        gemeente=plaats,
        enige=desk.only_place,
        regio=desk.catalog.regio_van(gemeente_id) if gemeente_id else None,
        delen=Parts(desk, local, urls.root(url)).all(),
        combineren=desk.catalog.combineren,
    )
    if plaats and local.stand == "landelijk":
        return document.elsewhere(desk.absolute(urls.zorgpad(zorgpad_id)))
    return document
