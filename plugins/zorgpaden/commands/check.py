"""`zorgpaden check`: all problems in data and texts."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path

from zorgpaden.build.known import all_problems
from zorgpaden.commands.common import OK, PROBLEMS, Commands, add_folders
from zorgpaden.huisstijl.setting import house_style_of
from zorgpaden.problems import errors
from zorgpaden.report import FORMATS, summary


def add(commands: Commands) -> None:
    """Tell the parser."""
    check = commands.add_parser("check", help="controleer alle gegevens en teksten")
    add_folders(check)
    check.add_argument("--formaat", choices=sorted(FORMATS), default="tekst", help="vorm van de uitslag")
    check.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print every problem; warnings alone are no failure."""
    problems = all_problems(options.data, options.content, options.peildatum or date.today())
    style = house_style_of(Path("mkdocs.yml"))
    if style:
        from zorgpaden.huisstijl.style import load_house_style  # noqa: PLC0415  (few hosts have one)

        problems = sorted([*problems, *load_house_style(style)[1]])
    text = FORMATS[options.formaat](problems)
    if text:
        print(text)
    print(summary(problems), file=sys.stderr)
    return PROBLEMS if errors(problems) else OK
