"""Read feedback that another program exported: issues as JSON (GitHub, GitLab, Forgejo) or as csv.

Anybody may have written it. It is kept as plain text without letters that are not to be seen, shortened, without what
may be a burgerservicenummer; an address is a link only when our own data could have it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from zorgpaden.changes.words import clean
from zorgpaden.loading.text_guard import INVISIBLE, without_citizen_numbers
from zorgpaden.problems import DataProblems, Problem
from zorgpaden.rounds.files import read_small
from zorgpaden.sheets.read import read_csv
from zorgpaden.sheets.sheet import Cell, Unusable
from zorgpaden.types.web import url_fault

MOST_BYTES = 20 * 1024 * 1024
MOST_TITLE = 160
MOST_TEXT = 700
MOST_READ = 20_000
"""Letters of a text in which pages are sought."""
MOST_LABELS = 8
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_CLOSED = frozenset({"closed", "gesloten", "dicht"})
# Our word → how programs call it, the best first: GitHub's `url` is an address for programs, its `html_url` a page.
_NAMES: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "titel"),
    "body": ("body", "description", "omschrijving", "beschrijving", "tekst"),
    "labels": ("labels", "label"),
    "url": ("html_url", "web_url", "url"),
    "created_at": ("created_at", "createdat", "created at (utc)", "created at", "datum"),
    "state": ("state", "status"),
}


@dataclass(frozen=True, slots=True)
class Melding:
    """One issue. `url` is empty when it is no address we link to; `tekst` is shown, pages are sought in `doorzoek`."""

    titel: str
    tekst: str
    doorzoek: str
    labels: tuple[str, ...]
    url: str
    op: date | None
    dicht: bool


def read_feedback(file: Path) -> list[Melding]:
    """Every issue in the file, the oldest first; `DataProblems` with everything that is wrong with it."""
    raw = read_small(file, MOST_BYTES)
    if file.suffix.lower() == ".csv":
        rows, problems = _of_csv(raw, file.name)
    else:
        rows, problems = _of_json(raw, file.name)
    if problems:
        raise DataProblems(problems)
    found = [_melding(row) for row in rows]
    return sorted(found, key=lambda one: (one.op or date.max, one.titel.casefold(), one.url, one.tekst))


def _melding(row: Mapping[str, Any]) -> Melding:
    body = str(row.get("body") or "")[:MOST_READ]
    url = str(row.get("url") or "").strip()
    title = shown(str(row["title"]), MOST_TITLE)
    return Melding(
        titel=title,
        tekst=shown(body, MOST_TEXT),
        doorzoek=f"{row['title']}\n{body}"[:MOST_READ],
        labels=tuple(_labels(row.get("labels"))),
        url="" if url_fault(url) else url,
        op=_day(row.get("created_at")),
        dicht=str(row.get("state") or "").strip().casefold() in _CLOSED,
    )


def shown(text: str, most: int) -> str:
    """Text of somebody else on one line, as it may be shown: at most so many letters."""
    text = without_citizen_numbers(clean(INVISIBLE.sub(" ", text[:MOST_READ])))
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def _labels(given: object) -> Iterator[str]:
    """Names, as a list, as a list of objects, or with commas between them."""
    many = given.split(",") if isinstance(given, str) else given if isinstance(given, list) else []
    names = [one.get("name") if isinstance(one, dict) else one for one in many]
    texts = [shown(one, 40) for one in names if isinstance(one, str) and one.strip()]
    return iter(sorted(dict.fromkeys(texts))[:MOST_LABELS])


def _day(given: object) -> date | None:
    match = _DAY.match(str(given or ""))
    try:
        return date.fromisoformat(match.group()) if match else None
    except ValueError:
        return None


# JSON


def _of_json(raw: bytes, path: str) -> tuple[list[Mapping[str, Any]], list[Problem]]:
    value, problem = read_json(raw, path)
    if problem:
        return [], [problem]
    if not isinstance(value, list):
        hint = "Haal de meldingen op bij het adres dat een lijst geeft, zoals …/issues?state=open."
        return [], [Problem(path, 1, 1, "meldingen", "fout", "hier hoort een lijst met meldingen", hint)]
    rows: list[Mapping[str, Any]] = []
    problems = []
    for number, one in enumerate(value, 1):
        row = _row(one) if isinstance(one, dict) else {}
        if not isinstance(row.get("title"), str) or not row["title"].strip():
            message = f"melding {number} heeft geen titel"
            problems.append(Problem(path, 0, 0, "meldingen", "fout", message, "Elke melding heeft “title” en “body”."))
        elif not one.get("pull_request"):  # GitHub and Forgejo list those as issues as well
            rows.append(row)
    return rows, problems


def read_json(raw: bytes, path: str) -> tuple[Any, Problem | None]:
    """The value, or what is wrong with the file."""
    try:
        return json.loads(raw.decode("utf-8-sig")), None
    except UnicodeDecodeError:
        return None, Problem(path, 0, 0, "utf-8", "fout", "dit bestand is geen UTF-8", "Sla het op als UTF-8.")
    except json.JSONDecodeError as error:
        line, column = error.lineno, error.colno
    except (ValueError, RecursionError):  # a number of thousands of digits, or far too many brackets
        line = column = 0
    hint = "Haal het bestand opnieuw op; verander het niet met de hand."
    return None, Problem(path, line, column, "json", "fout", "dit is geen leesbare JSON", hint)


def _row(given: Mapping[str, Any]) -> dict[str, Any]:
    """The values by our own words."""
    known = {str(name).strip().casefold(): value for name, value in given.items()}
    return {
        word: next((known[name] for name in names if known.get(name) not in (None, "")), None)
        for word, names in _NAMES.items()
    }


# csv


def _of_csv(raw: bytes, path: str) -> tuple[list[Mapping[str, Any]], list[Problem]]:
    headers = {name for names in _NAMES.values() for name in names}
    sheet = read_csv(raw, path, lambda rows: max((len(headers & set(_heads(row))) for row in rows), default=0))
    heads = _heads(sheet.rows[0]) if sheet.rows else []
    if not set(_NAMES["title"]) & set(heads):
        hint = "Zet bovenaan: title,body,labels,url,created_at,state"
        return [], [Problem(path, 1, 1, "kolommen", "fout", "de kolom title ontbreekt", hint)]
    rows: list[Mapping[str, Any]] = []
    problems = []
    for number, cells in enumerate(sheet.rows[1:], 2):
        if not any(cells):
            continue
        row = _row(dict(zip(heads, map(_words, cells), strict=False)))
        if row["title"]:
            rows.append(row)
        else:
            problems.append(Problem(path, number, 1, "meldingen", "fout", "deze rij heeft geen titel", "Vul title in."))
    return rows, problems


def _heads(row: Sequence[Cell]) -> list[str]:
    return [str(cell).strip().casefold() for cell in row]


def _words(cell: Cell) -> str:
    """The text of a cell; what a spreadsheet would run is told, not shown."""
    return "(een formule, hier weggelaten)" if isinstance(cell, Unusable) else str(cell or "")
