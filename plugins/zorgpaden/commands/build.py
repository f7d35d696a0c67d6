"""`zorgpaden build`: the whole site in one folder."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from zorgpaden.commands.common import USAGE, Commands, add_folders


def add(commands: Commands) -> None:
    """Tell the parser."""
    build = commands.add_parser("build", help="bouw de site")
    add_folders(build)
    build.add_argument("--to", type=Path, default=Path("site"), metavar="MAP", help="waar de site komt")
    build.add_argument("--alleen", default="", metavar="A,B", help="alleen deze gemeenten (id's met komma's)")
    build.set_defaults(run=run, kopie=False)


def run(options: argparse.Namespace) -> int:
    """Build and publish; nothing is published when something is wrong."""
    try:
        from zorgpaden.mkdocs_plugin import build_site  # noqa: PLC0415  (only the site extra has MkDocs)
    except ModuleNotFoundError as missing:
        print(f"Voor bouwen is nog nodig: {missing.name}. Gebruik scripts/build; dat haalt het op.", file=sys.stderr)
        return USAGE
    alleen = tuple(filter(None, options.alleen.split(",")))
    return build_site(options.data, options.content, options.to, options.peildatum, alleen, kopie=options.kopie)
