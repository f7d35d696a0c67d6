"""The command `zorgpaden`: a thin adapter over the core."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from contextlib import suppress
from importlib import import_module

from zorgpaden import __version__
from zorgpaden.commands import COMMANDS
from zorgpaden.commands.common import OK, PROBLEMS, SELDOM
from zorgpaden.commands.dutch import speak_dutch
from zorgpaden.problems import DataProblems
from zorgpaden.refusal import refusal
from zorgpaden.report import FORMATS, summary

STOPPED = 130
"""The exit code of a command that somebody stopped, as shells have it."""


def main(arguments: list[str] | None = None) -> int:
    """Run one command; the exit code is 0 (good), 1 (problems in the data) or 2 (wrong use)."""
    gc.set_threshold(*SELDOM)
    arguments = sys.argv[1:] if arguments is None else arguments
    options = _parser(arguments[:1]).parse_args(arguments)
    try:
        code: int = options.run(options)
    except DataProblems as problems:
        print(FORMATS["tekst"](problems.problems))
        print(summary(problems.problems), file=sys.stderr)
        return PROBLEMS
    except BrokenPipeError:
        return OK
    except OSError as error:
        print(refusal(error), file=sys.stderr)
        return PROBLEMS
    return code


def run() -> None:
    """The command itself. It ends without clearing away all that it made: for a country that takes half a second."""
    try:
        code = main()
    except KeyboardInterrupt:
        print("Gestopt.", file=sys.stderr)
        code = STOPPED
    with suppress(OSError):  # nobody listens any more
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(code)


def _parser(asked: list[str]) -> argparse.ArgumentParser:
    """The parser of one command, or of all when none of them is asked."""
    speak_dutch()
    parser = argparse.ArgumentParser(prog="zorgpaden", description="Zorgpaden controleren en bouwen.")
    parser.add_argument("--version", action="version", version=__version__)
    commands = parser.add_subparsers(required=True, metavar="opdracht")
    for name in [one for one in asked if one in COMMANDS] or COMMANDS:
        import_module(f"zorgpaden.commands.{COMMANDS[name]}").add(commands)
    return parser


if __name__ == "__main__":
    run()
