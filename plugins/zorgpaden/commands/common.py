"""What several commands share: exit codes, folders, days and ids on the command line."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import Any

OK, PROBLEMS, USAGE = 0, 1, 2
"""Exit codes: good, problems in the data, wrong use of the command."""

SELDOM = (200_000, 50, 50)
"""How often Python looks for garbage: a command is short and keeps most of what it makes."""

Commands = Any
"""What `add_subparsers` returns; argparse keeps its type to itself."""


def add_folders(command: argparse.ArgumentParser) -> None:
    """`--data`, `--content` and `--peildatum` (None when not given)."""
    command.add_argument("--data", type=Path, default=Path("data"), metavar="MAP", help="map met gegevens")
    command.add_argument("--content", type=Path, default=Path("content"), metavar="MAP", help="map met teksten")
    command.add_argument("--peildatum", type=day, default=None, metavar="JJJJ-MM-DD", help="de dag van vandaag")


def day(text: str) -> date:
    """A date in an argument."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is geen datum; schrijf bijvoorbeeld 2026-11-23") from None


def ids(text: str) -> list[str]:
    """Ids with commas between them, each once."""
    return list(dict.fromkeys(filter(None, (part.strip() for part in text.split(",")))))
