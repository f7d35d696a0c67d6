"""`zorgpaden rollback`: back to the version before."""

from __future__ import annotations

import argparse
from pathlib import Path

from zorgpaden.commands.common import Commands
from zorgpaden.commands.publish import switch
from zorgpaden.trust.releases import rollback_release


def add(commands: Commands) -> None:
    """Tell the parser."""
    command = commands.add_parser("rollback", help="ga terug naar de vorige versie")
    command.add_argument("releases", type=Path, metavar="VERSIES", help="de map die u bij publish --to noemde")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Check the older version, switch."""
    return switch(lambda: rollback_release(options.releases))
