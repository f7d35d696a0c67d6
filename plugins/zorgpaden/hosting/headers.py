"""The one table of headers and types. Every server gets exactly this; the tests ask for it over the wire.

Three kinds of address: a file whose name changes with its content, the form for editors, and all else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from zorgpaden import urls
from zorgpaden.csp import form_policy, page_policy
from zorgpaden.form.host import Host
from zorgpaden.hosting.choice import Hosting

HASHED = r"assets/stylesheets/[^/]+\.[0-9a-f]{8}\.min\.css"
"""Below the base: the files of the theme with a hash in their name."""
HASHED_FOLDER = "assets/stylesheets/"
"""Where all of those are, and nothing else; for servers that know no patterns."""
FORM = urls.BEWERKEN
"""Below the base: where Decap works, under rules of its own."""
NOT_FOUND = urls.NIET_GEVONDEN

TYPES = {
    "html": "text/html",
    "css": "text/css",
    "js": "text/javascript",
    "json": "application/json",
    "xml": "application/xml",
    "svg": "image/svg+xml",
    "txt": "text/plain",
    "csv": "text/csv",
    "vcf": "text/vcard",
    "yml": "text/yaml",
    "wasm": "application/wasm",
    "pdf": "application/pdf",
    "png": "image/png",
    "jpg": "image/jpeg",
    "webp": "image/webp",
    "ico": "image/x-icon",
    "woff2": "font/woff2",
}
"""Ending of a file → its type. Everything else on the site would be a surprise."""
TEXTS = tuple(TYPES)[:11]
"""Endings of files that get smaller when compressed."""
CHARSET = TEXTS[:10]
"""Endings of files that are UTF-8 text."""

_FEATURES = (
    *("accelerometer", "autoplay", "browsing-topics", "camera", "display-capture", "encrypted-media"),
    *("fullscreen", "gamepad", "geolocation", "gyroscope", "hid", "idle-detection", "local-fonts", "magnetometer"),
    *("microphone", "midi", "payment", "picture-in-picture", "publickey-credentials-get", "screen-wake-lock"),
    *("serial", "usb", "xr-spatial-tracking"),
)
_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",  # an address tells which gemeente and which worry somebody looked at
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{name}=()" for name in _FEATURES),
    "Strict-Transport-Security": "max-age=31536000",  # this name only: we know nothing of the others
}
REVALIDATE = "no-cache"
"""Ask each time whether it changed: nobody calls a number of yesterday, and a style fits its page."""
FOREVER = "public, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True)
class Table:
    """Headers per kind of address, by name, in a fixed order."""

    page: Mapping[str, str]
    hashed: Mapping[str, str]
    form: Mapping[str, str]


def header_table(hosting: Hosting, form: Host | None) -> Table:
    """What this host sends."""
    page = {"Content-Security-Policy": page_policy(hosting.insluiten), **_ALWAYS, "Cache-Control": REVALIDATE}
    if not hosting.insluiten:  # for whoever looks at this old header; it cannot name a site, so a list leaves it out
        page["X-Frame-Options"] = "DENY"
    editing = page | {"Content-Security-Policy": form_policy(form)}
    if form is not None:  # signing in happens in a window of its own, that has to report back
        editing["Cross-Origin-Opener-Policy"] = "same-origin-allow-popups"
    return Table(page, page | {"Cache-Control": FOREVER}, editing)
