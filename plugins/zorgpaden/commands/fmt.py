"""`zorgpaden fmt`: files in their one form."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path

from zorgpaden.checks import Context
from zorgpaden.commands.common import OK, PROBLEMS, USAGE, Commands, add_folders
from zorgpaden.editing.canonical import canonical, without_comments
from zorgpaden.editing.draft import Draft, open_draft
from zorgpaden.editing.form import formed_files
from zorgpaden.problems import DataProblems, Problem

FEW = 5
"""So many files are named in the command that mends them; more is all of them."""


def add(commands: Commands) -> None:
    """Tell the parser."""
    fmt = commands.add_parser("fmt", help="zet bestanden in de vaste vorm; de inhoud blijft gelijk")
    fmt.add_argument("pad", nargs="*", type=Path, metavar="PAD", help="bestanden of mappen (standaard alles)")
    add_folders(fmt)
    fmt.add_argument("--controleer", action="store_true", help="verander niets; noem wat niet in de vaste vorm staat")
    fmt.add_argument("--zonder-uitleg", action="store_true", help="haal ook de regels weg die met # beginnen")
    fmt.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Put what was asked for in canonical form: all of it, or nothing when a file cannot be read."""
    paths, unknown = chosen_files(options.pad, options.data, options.content)
    if unknown:
        print("\n".join(unknown), file=sys.stderr)
        return USAGE
    with open_draft(options.data, options.content) as draft:
        _form(draft, paths, without=options.zonder_uitleg)
        if options.controleer:
            return _report(draft.changed)
        if draft.changed:
            draft.commit(Context(options.peildatum or date.today()))
        print("\n".join(draft.changed) or "Alles staat al in de vaste vorm.")
    return OK


def chosen_files(asked: list[Path], data: Path, content: Path) -> tuple[list[str], list[str]]:
    """(`data/…` and `content/…` paths, what is wrong with what was asked) of files and folders as typed."""
    known = formed_files(data, content)
    if not asked:
        return known, []
    found: list[str] = []
    unknown: list[str] = []
    for typed in asked:
        path = _inside(typed, data, content)
        here = [one for one in known if path is not None and (one == path or one.startswith(f"{path}/"))]
        found += here
        if not here:
            unknown.append(f"{typed}: hier staat geen bestand met gegevens (.yml in data) of tekst (.md in content).")
    return sorted(set(found)), unknown


def _inside(typed: Path, data: Path, content: Path) -> str | None:
    for name, folder in (("data", data), ("content", content)):
        if typed.resolve().is_relative_to(folder.resolve()):
            inside = typed.resolve().relative_to(folder.resolve()).as_posix()
            return name if inside == "." else f"{name}/{inside}"
    return None


def _form(draft: Draft, paths: list[str], *, without: bool) -> None:
    problems: list[Problem] = []
    for path in paths:
        try:
            text = draft.read(path) or ""
            draft.write(path, without_comments(text, path) if without else canonical(text, path))
        except DataProblems as found:
            problems += found.problems
    if problems:
        raise DataProblems(problems)


def _report(changed: list[str]) -> int:
    if not changed:
        print("Alles staat in de vaste vorm.", file=sys.stderr)
        return OK
    print("\n".join(changed))
    few = " ".join(changed) if len(changed) <= FEW else ""
    print(f"Niet in de vaste vorm: {len(changed)}. Draai: {f'zorgpaden fmt {few}'.strip()}", file=sys.stderr)
    return PROBLEMS
