"""A page on every old address, for servers that send nobody on: it works without a script and under the policy."""

from __future__ import annotations

from collections.abc import Iterator

from zorgpaden import urls
from zorgpaden.redirects import redirects
from zorgpaden.render.views import Desk


def moved_pages(desk: Desk) -> Iterator[tuple[str, bytes]]:
    """Path below the site folder, and content."""
    settings = desk.settings
    for old, new in redirects(desk.catalog, settings.alleen).items():
        root = urls.root(old)
        canonical = f"{settings.site_url}{new}" if settings.site_url else ""
        page = desk.fragments.render("doorverwijzing.html", root=root, adres=f"{root}{new}", canonical=canonical)
        yield f"{old}index.html", page.encode()
