"""The command `zorgpaden`: a thin adapter over the core."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path

from zorgpaden import __version__
from zorgpaden.checks import Context
from zorgpaden.problems import DataProblems, errors
from zorgpaden.project import load_project
from zorgpaden.report import FORMATS, summary

OK, PROBLEMS, USAGE = 0, 1, 2


def main(arguments: list[str] | None = None) -> int:
    """Run one command; the exit code is 0 (good), 1 (problems in the data) or 2 (wrong use)."""
    options = _parser().parse_args(arguments)
    try:
        code: int = options.run(options)
    except DataProblems as problems:
        print(FORMATS["tekst"](problems.problems))
        print(summary(problems.problems), file=sys.stderr)
        return PROBLEMS
    except BrokenPipeError:
        return OK
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="zorgpaden", description="Zorgpaden controleren en bouwen.")
    parser.add_argument("--version", action="version", version=__version__)
    commands = parser.add_subparsers(required=True, metavar="opdracht")
    check = commands.add_parser("check", help="controleer alle gegevens en teksten")
    _folders(check)
    check.add_argument("--formaat", choices=sorted(FORMATS), default="tekst", help="vorm van de uitslag")
    check.set_defaults(run=_check)
    build = commands.add_parser("build", help="bouw de site")
    _folders(build)
    build.add_argument("--to", type=Path, default=Path("site"), metavar="MAP", help="waar de site komt")
    build.add_argument("--alleen", default="", metavar="A,B", help="alleen deze gemeenten (id's met komma's)")
    build.set_defaults(run=_build)
    return parser


def _folders(command: argparse.ArgumentParser) -> None:
    command.add_argument("--data", type=Path, default=Path("data"), metavar="MAP", help="map met gegevens")
    command.add_argument("--content", type=Path, default=Path("content"), metavar="MAP", help="map met teksten")
    command.add_argument("--peildatum", type=_day, default=None, metavar="JJJJ-MM-DD", help="de dag van vandaag")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is geen datum; schrijf bijvoorbeeld 2026-11-23") from None


def _check(options: argparse.Namespace) -> int:
    project = load_project(options.data, options.content, Context(options.peildatum or date.today()))
    text = FORMATS[options.formaat](project.problems)
    if text:
        print(text)
    print(summary(project.problems), file=sys.stderr)
    return PROBLEMS if errors(project.problems) else OK


def _build(options: argparse.Namespace) -> int:
    try:
        from zorgpaden.mkdocs_plugin import build_site  # noqa: PLC0415  (only the site extra has MkDocs)
    except ModuleNotFoundError as missing:
        print(f"Voor bouwen is nog nodig: {missing.name}. Draai: pip install 'zorgpaden[site]'", file=sys.stderr)
        return USAGE
    alleen = tuple(filter(None, options.alleen.split(",")))
    return build_site(options.data, options.content, options.to, options.peildatum, alleen)


if __name__ == "__main__":
    sys.exit(main())
