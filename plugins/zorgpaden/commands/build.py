"""`zorgpaden build`: the whole site in one folder."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from zorgpaden.build.again import build_again
from zorgpaden.build.code import config_file
from zorgpaden.build.question import Question
from zorgpaden.clock import today
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
        day = options.peildatum or today()
    except ValueError as wrong:
        print(wrong, file=sys.stderr)
        return USAGE
    config = config_file()
    question = Question(
        config, options.data, options.content, options.to, day.isoformat(), options.alleen, options.kopie
    )
    code = build_again(question)
    if code is not None:
        return code
    try:
        from zorgpaden.mkdocs_plugin.for_commands import build_site  # noqa: PLC0415  (only the site extra has MkDocs)
    except ModuleNotFoundError as missing:
        print(f"Voor bouwen is nog nodig: {missing.name}. Gebruik scripts/build; dat haalt het op.", file=sys.stderr)
        return USAGE
    return build_site(question, options.peildatum)
