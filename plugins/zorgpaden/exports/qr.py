"""A QR code to a page, for on paper."""

from __future__ import annotations


def qr_picture(address: str) -> str:
    """A `data:` address of an SVG picture, with the white edge that scanners need; empty without an address.

    Level M survives a fold or a stain, and keeps the squares large enough to print at 2 cm.
    """
    if not address:
        return ""
    import segno  # noqa: PLC0415  (only the pdf extra has it)

    return segno.make_qr(address, error="m").svg_data_uri(border=4, omitsize=True)
