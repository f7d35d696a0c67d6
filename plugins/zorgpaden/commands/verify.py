"""`zorgpaden verify`: record that facts were checked."""

from __future__ import annotations

import argparse
import sys
from datetime import date

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from zorgpaden.catalog import Catalog
from zorgpaden.checks import Context
from zorgpaden.commands.common import OK, USAGE, Commands, add_folders, day, ids
from zorgpaden.editing.draft import open_draft
from zorgpaden.editing.verify import Checked, latest_allowed, renewals, select, write_renewals
from zorgpaden.loading import Laag
from zorgpaden.loading.records import LANDELIJK
from zorgpaden.model import Gecontroleerd
from zorgpaden.problems import DataProblems, suggest

KINDS = ("voorziening", "afspraak", "zorgpad")


def add(commands: Commands) -> None:
    """Tell the parser."""
    verify = commands.add_parser(
        "verify",
        help="leg vast dat gegevens zijn nagegaan",
        description="Leg vast wie iets heeft nagegaan en wanneer. Noem alleen wat u echt heeft nagegaan.",
    )
    laag = verify.add_mutually_exclusive_group()
    laag.add_argument("--gemeente", metavar="ID", help="van deze gemeente (zonder --gemeente en --regio: landelijk)")
    laag.add_argument("--regio", metavar="ID", help="van deze regio")
    verify.add_argument("--voorziening", type=ids, default=[], metavar="A,B", help="id's van voorzieningen")
    verify.add_argument("--afspraak", type=ids, default=[], metavar="A,B", help="id's van afspraken")
    verify.add_argument("--zorgpad", type=ids, default=[], metavar="A,B", help="id's van zorgpaden")
    verify.add_argument("--bestand", type=ids, default=[], metavar="PAD,PAD", help="bestanden: data/…/gemeente.yml")
    verify.add_argument("--door", required=True, metavar="FUNCTIE", help="functie van wie het naging, geen naam")
    verify.add_argument("--hoe", metavar="TEKST", help="hoe het is nagegaan: gebeld, gemaild, bron gelezen")
    verify.add_argument("--op", type=day, metavar="JJJJ-MM-DD", help="dag waarop het is nagegaan (standaard vandaag)")
    verify.add_argument("--proef", action="store_true", help="laat alleen zien wat er verandert")
    add_folders(verify)
    verify.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Renew the checks that were named: all of them, or none."""
    peildatum = options.peildatum or date.today()
    missing = [folder for folder in (options.data, options.content) if not folder.is_dir()]
    if missing:
        return _refuse([f"De map {folder} is er niet; kijk of het pad klopt." for folder in missing])
    wanted = {kind: getattr(options, kind) for kind in KINDS}
    if not any([*wanted.values(), options.bestand]):
        return _refuse(["Noem wat u heeft nagegaan: --voorziening, --afspraak, --zorgpad of --bestand."])
    nieuw, faults = _new_check(options, peildatum)
    with open_draft(options.data, options.content) as draft:
        context = Context(peildatum)
        catalog = draft.load(context).catalog
        laag, fault = _layer(catalog, options)
        if fault:
            return _refuse([*faults, fault])
        items, unknown = select(catalog, laag, wanted, options.bestand)
        changes, later = renewals(items, nieuw) if nieuw else ([], [])
        if not nieuw or faults or unknown or later:
            return _refuse([*faults, *unknown, *later])
        write_renewals(draft, changes)
        refused = draft.new_errors(context)
        if refused:
            raise DataProblems(refused)
        for one in changes:
            print(_line(one))
        if options.proef:
            print("Dit was een proef: er is niets geschreven.", file=sys.stderr)
            return OK
        written = draft.commit(context)
    print(f"{len(written)} {'bestand' if len(written) == 1 else 'bestanden'} bijgewerkt.", file=sys.stderr)
    return OK


def _refuse(faults: list[str]) -> int:
    """Say what is wrong with the command."""
    print("\n".join([*faults, "Er is niets geschreven."]), file=sys.stderr)
    return USAGE


def _new_check(options: argparse.Namespace, peildatum: date) -> tuple[Gecontroleerd | None, list[str]]:
    """The check as the data will have it, and what is wrong with it."""
    op = options.op or peildatum
    future = latest_allowed(op, peildatum)
    faults = [future] if future else []
    try:
        return Gecontroleerd(op=op, door=options.door, hoe=options.hoe), faults
    except ValidationError as error:
        return None, [*faults, *map(_explain, error.errors())]


def _explain(fault: ErrorDetails) -> str:
    """A refused text, as our types put it."""
    return f"--{fault['loc'][0]}: {fault['msg']}. {fault.get('ctx', {}).get('hint', '')}".strip()


def _layer(catalog: Catalog, options: argparse.Namespace) -> tuple[Laag, str]:
    """The layer that was asked for; a message when there is none such."""
    for kind, known in (("gemeente", catalog.gemeente_lagen), ("regio", catalog.regios)):
        id_ = getattr(options, kind)
        if id_ and id_ not in known:
            return LANDELIJK, f"{kind} “{id_}” heeft hier geen gegevens. {suggest(id_, list(known))}".strip()
        if id_:
            return Laag(kind, id_), ""
    return LANDELIJK, ""


def _line(one: Checked) -> str:
    """`path: old → new`."""
    return f"{one.bestand}: {_check(one.oud)} → {_check(one.nieuw)}"


def _check(gecontroleerd: Gecontroleerd) -> str:
    how = f", {gecontroleerd.hoe}" if gecontroleerd.hoe else ""
    return f"{gecontroleerd.op} door {gecontroleerd.door}{how}"
