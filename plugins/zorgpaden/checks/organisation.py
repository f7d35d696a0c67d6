"""Did the host say who it is, and is what it declares still true?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from zorgpaden.catalog import Catalog
from zorgpaden.checks.registry import Context, check
from zorgpaden.freshness import statement_overdue
from zorgpaden.model.organisatie import Nalevingsstatus, Organisatie
from zorgpaden.problems import Problem

FILE = "organisatie.yml"
PARTS = ("toegankelijkheid", "privacy")


@check("organisatie-ontbreekt", landelijk=True)
def host_is_known(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """The pages about accessibility and privacy of a site with zorgpaden name who is responsible for it."""
    item = catalog.organisatie
    if item is None:
        if catalog.zorgpaden and "organisatie" not in catalog.rejected:
            message = "er staat nergens wie deze site op internet zet"
            hint = "Maak data/organisatie.yml; README.md toont een voorbeeld. Tot dan zegt de site dat het ontbreekt."
            yield Problem(FILE, 0, 0, "organisatie-ontbreekt", "waarschuwing", message, hint)
        return
    for part in PARTS:
        if getattr(item.entity, part) is None:
            message, hint = (
                f"“{part}” is niet ingevuld",
                f"De pagina /over/{part}/ zegt nu dat dit ontbreekt. Vul het in.",
            )
            yield item.source.problem((), "organisatie-ontbreekt", message, hint, "waarschuwing")


@check("verklaring-oud", landelijk=True)
def statements_are_recent(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """What the host declares is looked at every year; older statements say so on the page."""
    item = catalog.organisatie
    for part, day in _statements(item.entity) if item else ():
        if item and statement_overdue(day, context.peildatum):
            message = f"dit is van {day}, langer dan een jaar geleden"
            hint = "Lees het na, verander wat niet meer klopt en schrijf dan de nieuwe datum."
            yield item.source.problem((part, "opgesteld"), "verklaring-oud", message, hint, "waarschuwing")


@check("verklaring-later", landelijk=True)
def statements_are_not_of_tomorrow(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """A statement, and the test it names, are of today or earlier."""
    item = catalog.organisatie
    if item is None:
        return
    dates: list[tuple[str, str, date | None]] = [(part, "opgesteld", day) for part, day in _statements(item.entity)]
    if item.entity.toegankelijkheid:
        dates.append(("toegankelijkheid", "getoetst", item.entity.toegankelijkheid.getoetst))
    for part, field, day in dates:
        if day and day > context.peildatum:
            message = f"{day} ligt na vandaag ({context.peildatum})"
            yield item.source.problem((part, field), "verklaring-later", message, "Schrijf de dag zelf, niet een plan.")


@check("verklaring-status", landelijk=True)
def grade_fits(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """A grade is not better than what is below it: A has no known limits, A and B rest on a test with a report."""
    item = catalog.organisatie
    statement = item.entity.toegankelijkheid if item else None
    if item is None or statement is None:
        return
    wrong = hint = ""
    if statement.status is Nalevingsstatus.VOLLEDIG and statement.beperkingen:
        wrong = "status A is zonder beperkingen, maar er staan beperkingen bij"
        hint = "Kies status B, of haal weg wat is opgelost."
    elif statement.status in (Nalevingsstatus.VOLLEDIG, Nalevingsstatus.GEDEELTELIJK) and not (
        statement.getoetst and statement.rapport
    ):
        wrong = f"status {statement.status} kan alleen na een toets met een rapport"
        hint = "Vul “getoetst” en “rapport” in, of kies status C."
    if wrong:
        yield item.source.problem(("toegankelijkheid", "status"), "verklaring-status", wrong, hint)


def _statements(host: Organisatie) -> Iterator[tuple[str, date]]:
    """The parts with a date that were filled in."""
    if host.toegankelijkheid:
        yield "toegankelijkheid", host.toegankelijkheid.opgesteld
    if host.privacy:
        yield "privacy", host.privacy.opgesteld
