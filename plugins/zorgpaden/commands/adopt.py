"""`zorgpaden adopt`: put what the redactieraad adopted in the data."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path

from zorgpaden.checks import Context
from zorgpaden.commands.common import OK, USAGE, Commands, add_folders
from zorgpaden.editing.draft import open_draft
from zorgpaden.problems import DataProblems
from zorgpaden.project import Project
from zorgpaden.review.decisions import decide, read_decisions, write_adoptions

NOTHING = "Er is niets geschreven."


def add(commands: Commands) -> None:
    """Tell the parser."""
    adopt = commands.add_parser(
        "adopt",
        help="verwerk wat de redactieraad heeft vastgesteld",
        description="Zet de status op vastgesteld, met de dag en de ronde, bij alles wat op de lijst zo is besloten.",
    )
    adopt.add_argument("besluiten", type=Path, metavar="BESLUITEN", help="de ingevulde lijst: besluiten.yml")
    adopt.add_argument("--proef", action="store_true", help="laat alleen zien wat er verandert")
    add_folders(adopt)
    adopt.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Everything on the list that was adopted, or nothing."""
    missing = [folder for folder in (options.data, options.content) if not folder.is_dir()]
    if missing:
        faults = [f"De map {folder} is er niet; kijk of het pad klopt." for folder in missing]
        print("\n".join([*faults, NOTHING]), file=sys.stderr)
        return USAGE
    try:
        return _adopt(options, Context(options.peildatum or date.today()))
    except DataProblems:
        print(NOTHING, file=sys.stderr)
        raise


def _adopt(options: argparse.Namespace, context: Context) -> int:
    lijst = read_decisions(options.besluiten)
    with open_draft(options.data, options.content) as draft:
        before = draft.load(context)
        adopted, problems = decide(before.catalog, lijst, context.peildatum)
        if problems:
            raise DataProblems(problems)
        if not adopted:
            print("Op de lijst is niets vastgesteld; er is niets te veranderen.", file=sys.stderr)
            return OK
        write_adoptions(draft, adopted)
        after = draft.load(context)
        refused = draft.new_errors(context) if options.proef else []
        if refused:
            raise DataProblems(refused)
        written = [] if options.proef else draft.commit(context)
    for one in adopted:
        print(f"{one.bestand}: concept → vastgesteld op {one.besluit.op} ({one.besluit.ronde})")
    _tell_outdated(before, after)
    if options.proef:
        print(f"Dit was een proef. {NOTHING}", file=sys.stderr)
    else:
        print(f"{len(written)} {'bestand' if len(written) == 1 else 'bestanden'} bijgewerkt.", file=sys.stderr)
    return OK


def _tell_outdated(before: Project, after: Project) -> None:
    """The status is part of what a local version replaces: who keeps that version has to look again."""
    known = {(one.path, one.message) for one in before.problems}
    for one in after.problems:
        if one.code == "basis-gewijzigd" and (one.path, one.message) not in known:
            print(f"Let op, een eigen versie hiervan moet opnieuw worden gelezen: {one.path}", file=sys.stderr)
