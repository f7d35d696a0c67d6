"""The state of the data as open data (JSON, CSV), and as Atom feeds of what falls due."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import asdict, fields
from functools import lru_cache
from typing import Any
from urllib.parse import urljoin
from xml.etree import ElementTree as ET

from zorgpaden import urls
from zorgpaden.compact import compact
from zorgpaden.exports.atom import add_text, moment, start_feed, to_xml
from zorgpaden.render.environment import dutch_date
from zorgpaden.settings import Settings
from zorgpaden.sheets.guard import guarded
from zorgpaden.stand import HORIZON, Cel, Stand, Taak, Taaksoort
from zorgpaden.stand.tasks import DATED, is_due

TITLE = "Wat verloopt"
AUTHOR = "Redactie Zorgpaden"
_CEL = tuple(field.name for field in fields(Cel))


def stand_files(stand: Stand, settings: Settings) -> Iterator[tuple[str, bytes]]:
    """(path, content) of the files about the whole country. A feed needs absolute addresses."""
    cells = records(stand)
    yield urls.STAND_JSON, _json(stand, cells)
    yield urls.STAND_CSV, _csv(cells)
    if not settings.site_url:
        return
    yield urls.stand_feed(), _feed(stand, settings, "", TITLE, stand.taken)


def place_feed(stand: Stand, settings: Settings, gemeente_id: str) -> Iterator[tuple[str, bytes]]:
    """(path, content) of the feed of a gemeente that has something to look after."""
    if settings.site_url and stand.catalog.lagen(gemeente_id):
        title = f"{TITLE} in {stand.catalog.gemeenten[gemeente_id].naam}"
        yield urls.stand_feed(gemeente_id), _feed(stand, settings, gemeente_id, title, stand.taken_in(gemeente_id))


def records(stand: Stand) -> list[dict[str, Any]]:
    """Every cell of every matrix, with the name of the gemeente and what holds for the cell."""
    return [
        {
            "gemeente": id_,
            "naam": stand.catalog.gemeenten[id_].naam,
            "voorbeeld": stand.catalog.gemeenten[id_].voorbeeld,
            **{name: getattr(cel, name) for name in _CEL},  # `asdict` copies each value
            "witte_vlek": cel.witte_vlek,
            "staten": cel.staten,
        }
        for id_, cellen in stand.cellen.items()
        for cel in cellen
    ]


def _json(stand: Stand, cells: list[dict[str, Any]]) -> bytes:
    content = {
        "peildatum": stand.peildatum.isoformat(),
        "geldigheid": stand.catalog.geldigheid.model_dump(),
        "totaal": asdict(stand.totaal(voorbeeld=False)),
        "voorbeelden": asdict(stand.totaal(voorbeeld=True)),
        "gemeenten": [asdict(regel) for regel in stand.regels],
        "zonder_eigen_gegevens": stand.leeg,
        "cellen": cells,
    }
    return compact(content)


COLUMNS = (
    "gemeente", "naam", "voorbeeld", "zorgpad", "onderdeel", "gemeentelijk", "regionaal", "landelijk",
    "verlopen", "zonder_terugval", "basis_gewijzigd", "witte_vlek", "staten",
)  # fmt: skip


def _csv(cells: list[dict[str, Any]]) -> bytes:
    """RFC 4180: comma, CRLF, and no byte order mark, for programs; for a spreadsheet the page tells how to open it."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([_cell(record[name]) for name in COLUMNS] for record in cells)
    return text.getvalue().encode()


def _cell(value: object) -> str | int:
    if type(value) is int:  # most are
        return value
    if isinstance(value, bool):
        return "ja" if value else "nee"
    return _guarded(" ".join(value) if isinstance(value, tuple) else str(value))


_guarded = lru_cache(guarded)


def _feed(stand: Stand, settings: Settings, gemeente_id: str, title: str, tasks: Iterable[Taak]) -> bytes:
    """What falls due within the horizon, the first day first. What is overdue already stands on the page."""
    page = urls.stand(gemeente_id) if gemeente_id else urls.STAND
    feed = start_feed(urls.stand_feed(gemeente_id), title, stand.peildatum, settings.site_url, page, AUTHOR)
    due = [taak for taak in tasks if taak.soort in DATED and taak.tot and is_due(taak.tot, stand.peildatum)]
    for taak in sorted(due, key=lambda one: (str(one.tot), one.bestand, one.soort)):
        feed.append(_entry(stand, settings, taak, page))
    return to_xml(feed)


def _entry(stand: Stand, settings: Settings, taak: Taak, page: str) -> ET.Element:
    """One fact and its day. The day is part of the id: after a new check the fact falls due again."""
    assert taak.tot
    file = f"{'content' if taak.bestand.endswith('.md') else 'data'}/{taak.bestand}"
    entry = ET.Element("entry")
    add_text(entry, "id", f"{urljoin(settings.site_url, urls.STAND)}#{file}/{taak.soort}/{taak.tot}")
    add_text(entry, "title", f"{taak.naam}: {_until(taak)} {dutch_date(taak.tot)}")
    add_text(entry, "updated", moment(taak.tot - HORIZON))  # the day it came in sight, whatever day the site is built
    ET.SubElement(entry, "link", rel="alternate", type="text/html", href=urljoin(settings.site_url, page))
    if settings.bewerk_url:
        ET.SubElement(entry, "link", rel="related", type="text/html", href=f"{settings.bewerk_url}{file}")
    owner = stand.catalog.laag_naam(taak.laag)
    add_text(entry, "summary", f"{taak.wat.capitalize()}, {owner}. Bestand: {file}, regel {taak.regel}.")
    return entry


def _until(taak: Taak) -> str:
    """What the day says, without the name of a person."""
    return "de naam van de contactpersoon geldt tot en met" if taak.soort is Taaksoort.NAAM else "nagaan uiterlijk op"
