"""`/.well-known/security.txt` (RFC 9116): where somebody tells of a leak."""

from __future__ import annotations

from zorgpaden.hosting.choice import Hosting, origin_of

PATH = ".well-known/security.txt"


def security_txt(hosting: Hosting, site_url: str) -> str:
    """The file; empty when the host named no address."""
    if not hosting.meldpunt:
        return ""
    lines = [
        f"Contact: {hosting.meldpunt}",
        f"Expires: {hosting.meldpunt_tot}T23:59:59Z",
        "Preferred-Languages: nl, en",
        *([f"Canonical: {origin_of(site_url)}/{PATH}"] if site_url else []),
    ]
    return "\n".join(lines) + "\n"
