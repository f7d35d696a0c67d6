"""`zorgpaden schema`: help while typing, for editors that know JSON Schema."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from zorgpaden.commands.common import OK, Commands
from zorgpaden.editing.schema import FOLDER, schema_files


def add(commands: Commands) -> None:
    """Tell the parser."""
    schema = commands.add_parser("schema", help="maak de schema's opnieuw waarmee een editor helpt bij het typen")
    schema.add_argument("--to", type=Path, default=Path(), metavar="MAP", help="map van het project (standaard hier)")
    schema.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the schemas and the settings of VS Code."""
    files = schema_files()
    for path, content in files.items():
        target = options.to / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    print(f"{len(files)} bestanden staan in {options.to / FOLDER} en {options.to / '.vscode'}.", file=sys.stderr)
    return OK
