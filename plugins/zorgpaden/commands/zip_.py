"""`zorgpaden zip`: a copy of one gemeente that opens from a folder."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from zorgpaden.commands import build
from zorgpaden.commands.common import OK, USAGE, Commands, add_folders
from zorgpaden.exports.zip import write_zip
from zorgpaden.types.slugs import slug_fault


def add(commands: Commands) -> None:
    """Tell the parser."""
    zip_ = commands.add_parser("zip", help="maak een kopie van één gemeente die zonder internet werkt")
    add_folders(zip_)
    zip_.add_argument("--gemeente", required=True, metavar="ID", help="id van de gemeente, bijvoorbeeld waterrijk")
    zip_.add_argument("--to", type=Path, metavar="BESTAND.zip", help="waar de kopie komt (standaard ID.zip)")
    zip_.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Build one gemeente aside and pack it."""
    fault = slug_fault(options.gemeente)
    if fault:
        print(f"“{options.gemeente}” kan geen gemeente zijn: {fault}.", file=sys.stderr)
        return USAGE
    target = options.to or Path(f"{options.gemeente}.zip")
    with TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        building = {**vars(options), "to": site, "alleen": options.gemeente, "kopie": True}
        code = build.run(argparse.Namespace(**building))
        if code == OK:
            count = write_zip(site, options.gemeente, target)
            print(f"{count} bestanden staan in {target}.", file=sys.stderr)
    return code
