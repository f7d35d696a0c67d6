"""`zorgpaden round`: ask owners whether their facts still hold, with one e-mail per owner."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from zorgpaden.catalog import Catalog
from zorgpaden.checks import Context
from zorgpaden.commands.common import OK, USAGE, Commands, add_folders
from zorgpaden.loading import Laag
from zorgpaden.problems import DataProblems, errors, suggest
from zorgpaden.project import load_project
from zorgpaden.publish import fresh_folder, publish
from zorgpaden.report import summary
from zorgpaden.rounds.addresses import read_addresses
from zorgpaden.rounds.choice import WrongChoice
from zorgpaden.rounds.facts import facts_of, to_ask
from zorgpaden.rounds.mail import Brief, Sender, letters
from zorgpaden.stand import HORIZON


def add(commands: Commands) -> None:
    """Tell the parser."""
    round_ = commands.add_parser(
        "round",
        help="vraag eigenaren per mail of hun gegevens nog kloppen",
        description=f"Maak per eigenaar een mail over wat verlopen is of binnen {HORIZON.days} dagen verloopt.",
    )
    round_.add_argument("--gemeente", metavar="ID", help="vraag naar de gegevens van deze gemeente")
    round_.add_argument("--regio", metavar="ID", help="vraag naar de gegevens van deze regio")
    round_.add_argument("--to", type=Path, required=True, metavar="MAP", help="nieuwe of lege map voor de mails (.eml)")
    round_.add_argument("--alles", action="store_true", help="vraag ook naar wat nog niet verloopt")
    round_.add_argument(
        "--adressen", type=Path, metavar="BESTAND", help="csv of yml met eigenaar en adres; bewaar dat buiten Git"
    )
    add_folders(round_)
    round_.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write all letters, or none."""
    peildatum = options.peildatum or date.today()
    sender, faults = _sender()
    if options.gemeente is None and options.regio is None:
        faults.append("Noem een gemeente of regio, bijvoorbeeld: --gemeente waterrijk")
    if options.to.exists() and not (options.to.is_dir() and not any(options.to.iterdir())):
        faults.append(f"{options.to} is geen lege map. Kies een nieuwe map, dan raken rondes niet door elkaar.")
    if faults or sender is None:
        return _refuse(faults)
    adressen = read_addresses(options.adressen) if options.adressen else {}
    catalog = _catalog(options, peildatum)
    layers, faults = _layers(catalog, options)
    if faults:
        return _refuse(faults)
    feiten = [feit for laag in layers for feit in facts_of(catalog, laag)]
    if not options.alles:
        feiten = to_ask(catalog, feiten, peildatum)
    if not feiten:
        print(
            f"Niets te vragen: er verloopt niets binnen {HORIZON.days} dagen. Met --alles vraagt u alles.",
            file=sys.stderr,
        )
        return OK
    made = list(letters(catalog, feiten, sender, adressen, peildatum))
    try:
        _write(made, options.to)
    except OSError:
        print(f"Schrijven in {options.to} lukt niet. Kies een map waarin u mag schrijven.", file=sys.stderr)
        return USAGE
    _tell(made, options, adressen)
    return OK


def _catalog(options: argparse.Namespace, peildatum: date) -> Catalog:
    """The data, also with errors: a name past its date is one, and that is what a round asks about.

    `DataProblems` when something could not be read: it would be missing from the letters.
    """
    project = load_project(options.data, options.content, Context(peildatum))
    found = errors(project.problems)
    if project.catalog.rejected or any(problem.code == "map-ontbreekt" for problem in found):
        raise DataProblems(found)
    if found:
        print(f"Let op: zorgpaden check vindt nog {summary(found)}", file=sys.stderr)
    return project.catalog


def _refuse(faults: list[str]) -> int:
    print("\n".join([*faults, "Er is niets geschreven."]), file=sys.stderr)
    return USAGE


def _layers(catalog: Catalog, options: argparse.Namespace) -> tuple[list[Laag], list[str]]:
    """The layers that were asked for, and what is wrong with the names."""
    known: dict[str, Mapping[str, object]] = {"gemeente": catalog.gemeente_lagen, "regio": catalog.regios}
    wanted = [(kind, getattr(options, kind)) for kind in known if getattr(options, kind) is not None]
    faults = [
        f"{kind} “{id_}” heeft hier geen gegevens. {suggest(id_, list(known[kind]))}".strip()
        for kind, id_ in wanted
        if id_ not in known[kind]
    ]
    return [Laag(kind, id_) for kind, id_ in wanted], faults


def _sender() -> tuple[Sender | None, list[str]]:
    """What mkdocs.yml says about the site, and why that does not do."""
    try:
        from zorgpaden.mkdocs_plugin.for_commands import sender  # noqa: PLC0415
    except ModuleNotFoundError:
        return None, ["Hiervoor is MkDocs nodig: de mails noemen het adres van de site uit mkdocs.yml."]
    try:
        found = sender()
    except WrongChoice as wrong:
        return None, [f"mkdocs.yml: {wrong}"]
    if not found.site_url:
        return None, ["Zet in mkdocs.yml bij site_url het adres van de site: daar wijzen de mails naar."]
    return found, []


def _write(made: Sequence[Brief], target: Path) -> None:
    fresh = fresh_folder(target)
    for brief in made:
        (fresh / brief.bestand).write_bytes(brief.inhoud)
    publish(fresh, target)


def _tell(made: Sequence[Brief], options: argparse.Namespace, adressen: dict[str, tuple[str, ...]]) -> None:
    """What was made; and on stderr what still needs a hand."""
    for brief in made:
        count = len(brief.feiten)
        to = ", ".join(brief.naar) or "nog geen adres"
        print(f"{brief.bestand}: {brief.eigenaar}, {count} {'gegeven' if count == 1 else 'gegevens'} ({to})")
    if options.adressen:
        for brief in made:
            if not brief.naar:
                hint = suggest(brief.eigenaar.casefold(), list(adressen))
                print(f"Geen adres voor “{brief.eigenaar}”. {hint}".strip(), file=sys.stderr)
        if any((folder / ".git").exists() for folder in options.adressen.resolve().parents):
            print(f"Let op: {options.adressen} staat in een Git-map. Leg dat bestand daar niet vast.", file=sys.stderr)
    print(f"{len(made)} {'mail staat' if len(made) == 1 else 'mails staan'} in {options.to}.", file=sys.stderr)
