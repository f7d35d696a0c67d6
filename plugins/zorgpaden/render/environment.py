"""Our own Jinja environment: escapes everything, and stops at a name that does not exist."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from zorgpaden import urls
from zorgpaden.render.labels import DOMEINEN, ERNST, FASEN, GRADATIES, MOMENTEN, NIVEAUS
from zorgpaden.types import tel_uri
from zorgpaden.types.hours import parse_hours

MAANDEN = ("jan.", "feb.", "maart", "april", "mei", "juni", "juli", "aug.", "sept.", "okt.", "nov.", "dec.")


def theme_folder() -> Path:
    """The theme: inside an installed package, or beside `plugins/` in the repository."""
    inside = Path(__file__).parent.parent / "theme"
    return inside if inside.is_dir() else Path(__file__).parents[3] / "theme"


def make_environment(templates: Path | None = None) -> Environment:
    """The environment for the templates in `theme/paginas/`."""
    environment = Environment(
        loader=FileSystemLoader(templates or theme_folder() / "paginas"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        tel=lambda number: Markup(tel_uri(number)),
        datum=dutch_date,
        kortedatum=short_date,
        deeldatum=partial_date,
        tijden=dutch_hours,
        openingen=openings,
        urlquote=lambda text: quote(str(text)),
        hoofdletter=capital,
    )
    environment.globals.update(
        urls=urls, fasen=FASEN, gradaties=GRADATIES, momenten=MOMENTEN, domeinen=DOMEINEN, niveaus=NIVEAUS, ernst=ERNST
    )
    return environment


def dutch_date(day: date) -> str:
    """3 sept. 2026."""
    return f"{day.day} {MAANDEN[day.month - 1]} {day.year}"


def short_date(day: date) -> str:
    """3-9-2026, where there is little room."""
    return f"{day.day}-{day.month}-{day.year}"


def partial_date(text: str) -> str:
    """`2021`, `juli 2021` or `15 juli 2021` from a date of which less may be known."""
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 1:
        return text
    month = f"{MAANDEN[parts[1] - 1]} {parts[0]}"
    return f"{parts[2]} {month}" if len(parts) == 3 else month


def capital(text: str) -> str:
    """The text with a capital first letter; the rest is left alone."""
    return text[:1].upper() + text[1:]


def dutch_hours(text: str) -> str:
    """ma–do 9–16 uur, from hours as they stand in the data."""
    parsed = parse_hours(text)
    return parsed[0] if parsed else text


def openings(text: str) -> str:
    """Opening times for the script that shows “nu open”: `540-960:0123 540-720:4` (minutes, then days)."""
    parsed = parse_hours(text)
    days: dict[tuple[int, int], str] = {}
    for slot in parsed[1] if parsed else ():
        days[slot.van, slot.tot] = days.get((slot.van, slot.tot), "") + str(slot.dag)
    return " ".join(f"{start}-{end}:{which}" for (start, end), which in days.items())
