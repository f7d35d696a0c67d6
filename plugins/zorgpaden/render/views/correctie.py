"""The page on which an owner says whether facts still hold; the fragment of its address names them."""

from __future__ import annotations

from zorgpaden import urls
from zorgpaden.form.patterns import marker, pattern_of
from zorgpaden.render.shell import Document
from zorgpaden.render.views.desk import Desk, view
from zorgpaden.rounds.facts import VELDEN
from zorgpaden.types import Bereikbaar, Email, Telefoon, WebAdres

KINDS = {
    "telefoon": (Telefoon, "tel"),
    "email": (Email, "email"),
    "website": (WebAdres, "url"),
    "bereikbaar": (Bereikbaar, "text"),
}
"""Type of each field that can be corrected, and of its input."""


@view("correctie")
def correction(desk: Desk, url: str) -> Document:
    """One page for all regions and gemeenten; `rounds/pages.py` has what it reads."""
    choice = desk.settings.correctie
    fields = []
    for veld, label in VELDEN.items():
        kind, soort = KINDS[veld]
        pattern, says = pattern_of([marker(kind)]) or ("", "")
        fields.append({"veld": veld, "label": label, "soort": soort, "patroon": pattern, "uitleg": says})
    return desk.page(
        "correctie.html",
        url,
        "Klopt dit nog?",
        "Zeg of de gegevens die u bijhoudt nog kloppen, of verbeter ze.",
        wijze=choice.wijze,
        issue_url=choice.issue_url,
        velden=fields,
        redactie=any(urls.dossier(page.path) == urls.REDACTIE for page in desk.catalog.pages),
    ).unlisted()
