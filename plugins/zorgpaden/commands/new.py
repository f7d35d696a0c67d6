"""`zorgpaden new`: a new file to fill in."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from typing import Any

from zorgpaden.checks import Context
from zorgpaden.checks.unfinished import TO_DO
from zorgpaden.commands.common import OK, PROBLEMS, USAGE, Commands, add_folders, ids
from zorgpaden.editing.canonical import with_values
from zorgpaden.editing.draft import Draft, open_draft
from zorgpaden.editing.newfile import KINDS, Wanted, faults, start_values
from zorgpaden.editing.scaffold import scaffold
from zorgpaden.loading.records import LANDELIJK
from zorgpaden.loading.yaml_reader import read_yaml
from zorgpaden.model import Domein

GUIDE = "data/landelijk/combineren.yml"


def add(commands: Commands) -> None:
    """Tell the parser."""
    new = commands.add_parser(
        "new",
        help="maak een nieuw bestand met uitleg bij elk veld",
        description="Maak een nieuw bestand met uitleg bij elk veld. Een bestand dat er al is, blijft zoals het is.",
    )
    new.add_argument("soort", choices=KINDS, metavar="SOORT", help=f"kies uit: {', '.join(KINDS)}")
    new.add_argument("id", metavar="ID", help="vaste naam, in het webadres: wijkteam-noord")
    new.add_argument("--gemeente", type=ids, default=[], metavar="ID", help="voor deze gemeente (bij een regio: A,B)")
    new.add_argument("--regio", default="", metavar="ID", help="voor deze regio")
    new.add_argument("--naam", default="", metavar="TEKST", help="naam of titel")
    new.add_argument("--domein", default="", choices=[*Domein], help="waar een voorziening bij hoort")
    new.add_argument("--eigenaar", default="", metavar="TEKST", help="functie of team dat het bijhoudt")
    new.add_argument("--bron", type=ids, default=[], metavar="A,B", help="id's van bronnen")
    new.add_argument("--telefoon", default="", metavar="NUMMER", help="nummer van een voorziening")
    new.add_argument("--email", default="", metavar="ADRES", help="e-mailadres van een voorziening")
    new.add_argument("--website", default="", metavar="ADRES", help="webadres van een voorziening")
    new.add_argument(
        "--door", default="", metavar="FUNCTIE", help="wie het vandaag naging; anders geldt het als niet nagegaan"
    )
    new.add_argument("--hoe", default="", metavar="TEKST", help="hoe het is nagegaan: gebeld, gemaild, bron gelezen")
    new.add_argument("--voorbeeld", action="store_true", help="een verzonnen gemeente of regio")
    add_folders(new)
    new.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Make one file, when it and everything around it pass the checks."""
    context = Context(options.peildatum or date.today())
    wanted = Wanted(
        soort=options.soort,
        id=options.id,
        op=context.peildatum,
        gemeenten=tuple(options.gemeente),
        regio=options.regio,
        bronnen=tuple(options.bron),
        **{name: getattr(options, name) for name in _SAME},
    )
    with open_draft(options.data, options.content) as draft:
        catalog = draft.load(context).catalog
        wrong = faults(wanted, catalog)
        if wrong:
            print("\n".join(wrong), file=sys.stderr)
            return USAGE
        if draft.read(wanted.path) is not None:
            print(f"{wanted.path} bestaat al. Er is niets veranderd.", file=sys.stderr)
            return PROBLEMS
        body = f"\n## {TO_DO}\n\n{TO_DO}.\n" if wanted.path.endswith(".md") else ""
        draft.write(wanted.path, scaffold(start_values(wanted, catalog), wanted.path, body))
        if wanted.soort == "zorgpad" and wanted.laag == LANDELIJK:
            _add_to_guide(draft, wanted.id)
        made = draft.commit(context)
    print("\n".join(made))
    print(f"Vul in waar “{TO_DO}” staat. Draai daarna: zorgpaden check", file=sys.stderr)
    return OK


_SAME = ("naam", "domein", "eigenaar", "door", "hoe", "telefoon", "email", "website", "voorbeeld")


def _add_to_guide(draft: Draft, id_: str) -> None:
    """Each national zorgpad stands in a group of the combination guide; the editor can choose another."""
    text = draft.read(GUIDE)
    groups: Any = (read_yaml(text, GUIDE)[0] or {}).get("groepen") if text else None
    if text and groups:
        last = len(groups) - 1
        draft.write(
            GUIDE, with_values(text, GUIDE, {("groepen", last, "zorgpaden", len(groups[last]["zorgpaden"])): id_})
        )
