"""`zorgpaden grenzen`: borders of gemeenten for the map."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from zorgpaden.borders import import_borders, write_borders
from zorgpaden.commands.common import OK, PROBLEMS, USAGE, Commands
from zorgpaden.loading import load_data
from zorgpaden.loading.borders import BORDERS
from zorgpaden.model import RegisterGemeente
from zorgpaden.report import FORMATS


def add(commands: Commands) -> None:
    """Tell the parser."""
    borders = commands.add_parser("grenzen", help="neem grenzen van gemeenten over voor de kaart")
    borders.add_argument("bestand", type=Path, metavar="BESTAND.geojson", help="GeoJSON in WGS 84, met CBS-codes")
    borders.add_argument("--data", type=Path, default=Path("data"), metavar="MAP", help="map met gegevens")
    borders.add_argument("--to", type=Path, metavar="BESTAND", help=f"waar ze komen (standaard data/{BORDERS})")
    borders.add_argument("--bron", default="", metavar="TEKST", help="wie ze maakte; komt onder de kaart")
    borders.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Read GeoJSON and write the borders file, whole or not at all."""
    if not options.data.is_dir():
        print(f"De map {options.data} is er niet; kijk of het pad klopt.", file=sys.stderr)
        return USAGE
    register = [item.entity for item in load_data(options.data)[0] if isinstance(item.entity, RegisterGemeente)]
    names = {gemeente.cbs_code: gemeente.naam for gemeente in register}
    grenzen, problems = import_borders(options.bestand, names, options.bron)
    if problems:
        print(FORMATS["tekst"](problems))
    if grenzen is None:
        print("Er is niets geschreven.", file=sys.stderr)
        return PROBLEMS
    target = options.to or options.data / BORDERS
    write_borders(grenzen, target)
    print(f"Grenzen van {len(grenzen.gemeenten)} gemeenten staan in {target}.", file=sys.stderr)
    return OK
