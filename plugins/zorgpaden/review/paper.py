"""The agenda as a page for the screen and as paper: one template, two styles. HTML in, PDF out of `exports/pdf.py`."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, urljoin

from zorgpaden.exports.pdf import Printer
from zorgpaden.render.environment import make_environment, theme_folder
from zorgpaden.review.agenda import Agenda, Soort

SCREEN, PAPER = "agenda-scherm.css", "agenda.css"
"""Styles in `theme/papier/`."""
KOPPEN = {
    Soort.VERLOPEN: ("Te lang niet gecontroleerd", "Wie vraagt de eigenaar om dit na te gaan, en wanneer?"),
    Soort.MELDING: ("Meldingen van lezers", "Wat iemand schreef is niet nagegaan. Wie gaat het na?"),
    Soort.KOPPELING: ("Koppelingen die niet werken", "Is er een nieuw adres, of gaat de koppeling weg?"),
    Soort.BASIS: (
        "Eigen versies waarvan de basis veranderde",
        "Klopt de eigen tekst nog naast de nieuwe tekst erboven? Schrijf dan het nieuwe kenmerk op.",
    ),
    Soort.CONCEPT: ("Concepten om vast te stellen", "Vastgesteld, niet vastgesteld of aangehouden?"),
    Soort.WIJZIGING: ("Veranderd sinds de vorige keer", "Is iedereen het eens met wat veranderd is?"),
}
"""Heading and question of each part."""


@dataclass(frozen=True, slots=True)
class Places:
    """Addresses of the host; each may be empty. They end with a slash."""

    site_url: str = ""
    bewerk_url: str = ""

    def page(self, url: str | None) -> str:
        """The full address of a page; empty when there is none."""
        return urljoin(self.site_url, url) if self.site_url and url is not None else ""

    def edit(self, path: str) -> str:
        """Where a file is edited; empty when the host has no such place."""
        return f"{self.bewerk_url}{quote(path)}" if self.bewerk_url and path else ""


def as_html(agenda: Agenda, places: Places, stylesheet: str = "") -> str:
    """The agenda as a page; `stylesheet` is the address of its style, empty for paper."""
    template = make_environment(theme_folder() / "papier").get_template("agenda.html")
    return template.render(
        agenda=agenda, koppen=KOPPEN, pagina=places.page, bewerk=places.edit, stijl=stylesheet, concept=Soort.CONCEPT
    )


def stylesheet() -> bytes:
    """The style of the page for the screen."""
    return (theme_folder() / "papier" / SCREEN).read_bytes()


def as_pdf(agenda: Agenda, places: Places) -> bytes:
    """The agenda as tagged PDF; raises `PaperError` when this cannot be made here."""
    return Printer(PAPER).booklet(as_html(agenda, places))
