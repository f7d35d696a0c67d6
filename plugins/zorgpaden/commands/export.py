"""`zorgpaden export`: the voorzieningen of a layer, or of all, as a spreadsheet."""

from __future__ import annotations

import argparse
import os
import sys
from datetime import date
from pathlib import Path

from zorgpaden.catalog import Catalog
from zorgpaden.checks import Context
from zorgpaden.commands.common import OK, USAGE, Commands, add_folders
from zorgpaden.loading import Laag
from zorgpaden.loading.records import LANDELIJK
from zorgpaden.problems import suggest
from zorgpaden.project import load_project
from zorgpaden.sheets.columns import COLUMNS, layer_text
from zorgpaden.sheets.merge import items_of, layer_exists
from zorgpaden.sheets.write import TooLong, as_csv, as_xlsx

FORMATS = ("xlsx", "csv")


def add(commands: Commands) -> None:
    """Tell the parser."""
    export = commands.add_parser("export", help="zet voorzieningen in een spreadsheet")
    add_folders(export)
    add_layer(export, "alleen de voorzieningen van")
    export.add_argument("--formaat", choices=FORMATS, help="vorm (anders volgt die uit de naam van het bestand)")
    export.add_argument("--to", type=Path, required=True, metavar="BESTAND", help="waar het bestand komt")
    export.set_defaults(run=run)


def add_layer(command: argparse.ArgumentParser, what: str) -> None:
    """`--gemeente`, `--regio` and `--landelijk`, of which at most one."""
    layer = command.add_mutually_exclusive_group()
    layer.add_argument("--gemeente", metavar="ID", help=f"{what} deze gemeente")
    layer.add_argument("--regio", metavar="ID", help=f"{what} deze regio")
    layer.add_argument("--landelijk", action="store_true", help=f"{what} het land")


def chosen_layer(options: argparse.Namespace, catalog: Catalog) -> Laag | str | None:
    """The layer that the options name; None when they name none; a text says why it cannot be."""
    if options.landelijk:
        return LANDELIJK
    soort = "gemeente" if options.gemeente else "regio" if options.regio else ""
    if not soort:
        return None
    laag = Laag(soort, options.gemeente or options.regio)
    if layer_exists(laag, catalog):
        return laag
    if soort == "gemeente" and laag.id in catalog.gemeenten:
        return f"gemeente “{laag.id}” heeft nog geen eigen gegevens. Maak eerst data/gemeenten/{laag.id}/gemeente.yml."
    known = list(catalog.gemeente_lagen if soort == "gemeente" else catalog.regios)
    return f"{soort} “{laag.id}” bestaat niet. {suggest(laag.id, known)}".strip()


def run(options: argparse.Namespace) -> int:
    """Write the file, whole or not at all."""
    formaat = options.formaat or options.to.suffix.lower().removeprefix(".")
    if formaat not in FORMATS or options.to.suffix.lower() != f".{formaat}":
        print("Laat de naam van het bestand eindigen op .xlsx of .csv, zoals --formaat zegt.", file=sys.stderr)
        return USAGE
    peildatum = options.peildatum or date.today()
    catalog = load_project(options.data, options.content, Context(peildatum)).checked().catalog
    laag = chosen_layer(options, catalog)
    if isinstance(laag, str):
        print(laag, file=sys.stderr)
        return USAGE
    items = items_of(laag, catalog) if laag else list(catalog.voorzieningen.values())
    items.sort(key=lambda item: (layer_text(item.source.laag), item.entity.id))
    known = {one.collection: list(getattr(catalog, one.collection)) for one in COLUMNS if one.collection}
    try:
        made = as_csv(items) if formaat == "csv" else as_xlsx(items, known, peildatum)
        write_whole(options.to, made)
    except TooLong as fault:
        print(f"Er is niets geschreven: {fault}", file=sys.stderr)
        return USAGE
    except OSError:
        print(f"Schrijven naar {options.to} lukt niet. Kies een map waarin u mag schrijven.", file=sys.stderr)
        return USAGE
    print(f"Klaar: {len(items)} voorzieningen in {options.to}.", file=sys.stderr)
    return OK


def write_whole(file: Path, content: bytes) -> None:
    """Write a file aside and put it in its place in one step."""
    aside = file.with_name(f".{file.name}-{os.getpid()}")
    try:
        aside.write_bytes(content)
        aside.replace(file)
    finally:
        aside.unlink(missing_ok=True)
