"""`zorgpaden publish`: put a built site in place of the old one, on the server itself."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from zorgpaden.commands.common import OK, PROBLEMS, Commands
from zorgpaden.trust.releases import Refused, publish_release


def add(commands: Commands) -> None:
    """Tell the parser."""
    command = commands.add_parser("publish", help="zet een gebouwde site klaar als nieuwe versie")
    command.add_argument("site", type=Path, metavar="MAP", help="de gebouwde site")
    command.add_argument(
        "--to", type=Path, required=True, metavar="VERSIES", help="map met versies; daarin staat current"
    )
    command.add_argument(
        "--keep", type=_number, default=3, metavar="AANTAL", help="zoveel versies blijven (standaard 3)"
    )
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Check, copy, check again, switch."""
    return switch(lambda: publish_release(options.site, options.to, options.keep))


def switch(act: Callable[[], Path]) -> int:
    """Do it and say what visitors see now; the exit code."""
    try:
        release = act()
    except Refused as refused:
        for difference in refused.differences:
            print(difference)
        print(f"Er is niets veranderd: {refused}.", file=sys.stderr)
        return PROBLEMS
    except OSError as error:
        print(f"Er is niets veranderd: {error.strerror or error} ({error.filename or 'schijf'}).", file=sys.stderr)
        return PROBLEMS
    print(f"Bezoekers zien nu {release}.", file=sys.stderr)
    return OK


def _number(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 100:
        raise argparse.ArgumentTypeError(f"“{text}” kan niet; noem een getal van 1 tot en met 100")
    return int(text)
