"""`zorgpaden pdf`: cards and a booklet on paper."""

from __future__ import annotations

import argparse
import calendar
import os
import sys
from datetime import date
from pathlib import Path

from zorgpaden.checks import Context
from zorgpaden.commands.common import OK, USAGE, Commands, add_folders, ids
from zorgpaden.exports.pdf import PaperError, write_paper
from zorgpaden.problems import suggest
from zorgpaden.project import load_project
from zorgpaden.settings import Settings


def add(commands: Commands) -> None:
    """Tell the parser."""
    pdf = commands.add_parser("pdf", help="maak papier van een gemeente: een kaart per zorgpad en een boekje")
    add_folders(pdf)
    pdf.add_argument("--gemeente", type=ids, required=True, metavar="A,B", help="id's van gemeenten, met komma's")
    pdf.add_argument("--zorgpad", type=ids, default=[], metavar="A,B", help="alleen de kaarten van deze zorgpaden")
    pdf.add_argument("--to", type=Path, required=True, metavar="MAP", help="waar de bestanden komen")
    pdf.add_argument("--site-url", metavar="ADRES", help="webadres van de site, voor de QR-code (anders: mkdocs.yml)")
    pdf.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the cards and the booklet of each gemeente."""
    peildatum = options.peildatum or date.today()
    catalog = load_project(options.data, options.content, Context(peildatum)).checked().catalog
    unknown = [
        f"{soort} “{id_}” bestaat niet. {suggest(id_, list(known))}".strip()
        for soort, wanted, known in (
            ("gemeente", options.gemeente, catalog.gemeenten),
            ("zorgpad", options.zorgpad, catalog.zorgpaden),
        )
        for id_ in wanted
        if id_ not in known
    ]
    if unknown or not options.gemeente:
        print("\n".join(unknown) or "Noem ten minste één gemeente, bijvoorbeeld waterrijk.", file=sys.stderr)
        return USAGE
    settings = Settings(peildatum, _site_url(options.site_url))
    # Without HarfBuzz' own subsetter, fonts are cut by a tool that writes the time in them.
    os.environ["SOURCE_DATE_EPOCH"] = str(calendar.timegm(peildatum.timetuple()))
    try:
        made = list(write_paper(catalog, settings, options.gemeente, options.zorgpad, options.to))
    except PaperError as fault:
        print(f"Er is geen papier: {fault}", file=sys.stderr)
        return USAGE
    except OSError:
        print(f"Schrijven in {options.to} lukt niet. Kies een map waarin u mag schrijven.", file=sys.stderr)
        return USAGE
    print(f"Klaar: {len(made)} pdf in {options.to}.", file=sys.stderr)
    return OK


def _site_url(given: str | None) -> str:
    """The address of the site: as given, or as the site itself has it when MkDocs is here to ask."""
    if given is not None:
        return given if not given or given.endswith("/") else f"{given}/"
    try:
        from zorgpaden.mkdocs_plugin.for_commands import site_address  # noqa: PLC0415
    except ModuleNotFoundError:
        return ""
    return site_address()
