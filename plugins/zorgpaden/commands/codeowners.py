"""`zorgpaden codeowners`: who must approve what, for GitHub, GitLab or Forgejo."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path

from zorgpaden.checks import Context
from zorgpaden.codeowners import HOSTS, codeowners, mapping_problems, owners_of, read_mapping
from zorgpaden.commands.common import OK, PROBLEMS, USAGE, Commands, add_folders
from zorgpaden.problems import errors
from zorgpaden.project import load_project
from zorgpaden.report import FORMATS

ACCOUNTS = Path(".github/eigenaren.yml")


def add(commands: Commands) -> None:
    """Tell the parser."""
    owners = commands.add_parser("codeowners", help="maak CODEOWNERS: wie keurt een wijziging goed")
    owners.add_argument("--eigenaren", type=Path, default=ACCOUNTS, metavar="BESTAND", help="per eigenaar een account")
    owners.add_argument("--vorm", choices=HOSTS, default="github", help="voor welke omgeving")
    owners.add_argument("--to", type=Path, metavar="BESTAND", help="waar het komt (anders: op het scherm)")
    add_folders(owners)
    owners.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the file, or say which eigenaar has no account; then nothing is written."""
    if not options.eigenaren.is_file():
        print(f"Het bestand {options.eigenaren} is er niet; wijs een ander aan met --eigenaren.", file=sys.stderr)
        return USAGE
    project = load_project(options.data, options.content, Context(options.peildatum or date.today())).checked()
    path = options.eigenaren.as_posix()
    mapping, problems = read_mapping(options.eigenaren.read_bytes(), path)
    owners = owners_of(project.catalog)
    if mapping:
        problems = mapping_problems(owners, mapping, path, options.vorm)
    if problems:
        print(FORMATS["tekst"](problems), file=sys.stderr)
    if mapping is None or errors(problems):
        print("Er is niets geschreven.", file=sys.stderr)
        return PROBLEMS
    text = codeowners(owners, mapping, options.vorm)
    if not options.to:
        print(text, end="")
        return OK
    try:
        options.to.write_text(text, encoding="utf-8")
    except OSError:
        print(f"Schrijven naar {options.to} lukt niet. Kies een map waarin u mag schrijven.", file=sys.stderr)
        return USAGE
    return OK
