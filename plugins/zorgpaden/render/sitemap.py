"""The list of pages for search engines (sitemaps.org, version 0.9)."""

from __future__ import annotations

from html import escape


def sitemap(addresses: list[str]) -> str:
    """A sitemap of absolute addresses, in a fixed order."""
    rows = "\n".join(f"<url><loc>{escape(address, quote=False)}</loc></url>" for address in sorted(addresses))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{rows}\n</urlset>\n'
    )
