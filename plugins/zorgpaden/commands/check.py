"""`zorgpaden check`: all problems in data and texts."""

from __future__ import annotations

import argparse
import sys
from datetime import date

from zorgpaden.checks import Context
from zorgpaden.commands.common import OK, PROBLEMS, Commands, add_folders
from zorgpaden.problems import errors
from zorgpaden.project import load_project
from zorgpaden.report import FORMATS, summary


def add(commands: Commands) -> None:
    """Tell the parser."""
    check = commands.add_parser("check", help="controleer alle gegevens en teksten")
    add_folders(check)
    check.add_argument("--formaat", choices=sorted(FORMATS), default="tekst", help="vorm van de uitslag")
    check.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print every problem; warnings alone are no failure."""
    project = load_project(options.data, options.content, Context(options.peildatum or date.today()))
    text = FORMATS[options.formaat](project.problems)
    if text:
        print(text)
    print(summary(project.problems), file=sys.stderr)
    return PROBLEMS if errors(project.problems) else OK
