"""`zorgpaden review`: the pack for a meeting of the redactieraad."""

from __future__ import annotations

import argparse
import calendar
import os
import shutil
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

from zorgpaden.changes.sides import SideError, from_git, last_before
from zorgpaden.checks import Context
from zorgpaden.commands.common import OK, PROBLEMS, USAGE, Commands, add_folders, day
from zorgpaden.exports.pdf import PaperError
from zorgpaden.problems import DataProblems, Problem
from zorgpaden.project import Project, load_project
from zorgpaden.publish import fresh_folder, publish
from zorgpaden.review.agenda import Agenda, Bronnen, make_agenda
from zorgpaden.review.decisions import template
from zorgpaden.review.feedback import read_feedback
from zorgpaden.review.links import read_links
from zorgpaden.review.paper import Places, as_html, as_pdf, stylesheet

HTML, CSS, PDF, DECISIONS = "agenda.html", "agenda.css", "agenda.pdf", "besluiten.yml"
T = TypeVar("T")


def add(commands: Commands) -> None:
    """Tell the parser."""
    review = commands.add_parser(
        "review",
        help="maak de agenda voor een vergadering van de redactieraad",
        description="Maak de agenda van de redactieraad, als pagina en als pdf, en een lijst voor de besluiten.",
    )
    review.add_argument(
        "--since",
        type=day,
        required=True,
        metavar="JJJJ-MM-DD",
        help="dag van de vorige vergadering",
    )
    review.add_argument("--to", type=Path, required=True, metavar="MAP", help="nieuwe of lege map voor de agenda")
    review.add_argument(
        "--meldingen", type=Path, metavar="BESTAND", help="meldingen uit GitHub, GitLab of Forgejo (.json of .csv)"
    )
    review.add_argument(
        "--koppelingen",
        type=Path,
        metavar="BESTAND",
        help="verslag van lychee (.json): scripts/links json",
    )
    add_folders(review)
    review.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the whole pack or nothing. Errors in the data make the agenda smaller; then the exit code says so."""
    peildatum = options.peildatum or date.today()
    faults = []
    if options.since > peildatum:
        faults.append(f"--since {options.since} ligt na de dag van de agenda ({peildatum}).")
    if options.to.exists() and not (options.to.is_dir() and not any(options.to.iterdir())):
        faults.append(f"{options.to} is geen lege map. Kies een nieuwe map, dan blijven ingevulde besluiten bewaard.")
    faults += [f"De map {folder} is er niet; kijk of het pad klopt." for folder in _missing(options)]
    if faults:
        print("\n".join([*faults, "Er is niets geschreven."]), file=sys.stderr)
        return USAGE
    bronnen = _sources(options, peildatum)
    places = _places()
    project = load_project(options.data, options.content, Context(peildatum))
    agenda = make_agenda(project, peildatum, options.since, bronnen, places.site_url)
    try:
        _write(agenda, places, options.to)
    except OSError:
        print(f"Schrijven in {options.to} lukt niet. Kies een map waarin u mag schrijven.", file=sys.stderr)
        return USAGE
    return _tell(agenda, options.to)


def _missing(options: argparse.Namespace) -> list[Path]:
    return [folder for folder in (options.data, options.content) if not folder.is_dir()]


def _sources(options: argparse.Namespace, peildatum: date) -> Bronnen:
    """What was given, and the data of then; `DataProblems` with everything that is wrong with the files."""
    problems: list[Problem] = []
    meldingen = _read(options.meldingen, read_feedback, problems)
    koppelingen = _read(options.koppelingen, read_links, problems)
    if problems:
        raise DataProblems(problems)
    vorige: Project | None = None
    why = ""
    try:
        commit = last_before(options.since, options.data)
        vorige = from_git(commit, options.data, options.content, Context(peildatum)).project
    except SideError as error:
        why = f"Wat er veranderde is niet te zeggen. {error.message}"
    return Bronnen(meldingen, koppelingen, vorige, why)


def _read(file: Path | None, read: Callable[[Path], T], problems: list[Problem]) -> T | None:
    try:
        return read(file) if file else None
    except DataProblems as found:
        problems += found.problems
        return None


def _places() -> Places:
    """The addresses in mkdocs.yml; without MkDocs the agenda names files and has no links."""
    try:
        from zorgpaden.mkdocs_plugin.for_commands import places  # noqa: PLC0415
    except ModuleNotFoundError:
        return Places()
    return Places(*places())


def _write(agenda: Agenda, places: Places, target: Path) -> None:
    fresh = fresh_folder(target)
    try:
        (fresh / HTML).write_text(as_html(agenda, places, CSS), encoding="utf-8")
        (fresh / CSS).write_bytes(stylesheet())
        (fresh / DECISIONS).write_text(template(agenda), encoding="utf-8")
        # Without HarfBuzz' own subsetter, fonts are cut by a tool that writes the time in them.
        os.environ["SOURCE_DATE_EPOCH"] = str(calendar.timegm(agenda.peildatum.timetuple()))
        try:
            (fresh / PDF).write_bytes(as_pdf(agenda, places))
        except PaperError as fault:
            print(f"Er is geen pdf: {fault}", file=sys.stderr)
        publish(fresh, target)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _tell(agenda: Agenda, target: Path) -> int:
    for deel in agenda.delen:
        note = f" {deel.opmerking}" if deel.opmerking else ""
        print(f"{deel.soort}: {len(deel.punten)}.{note}")
    count = len(agenda.punten)
    print(f"De agenda met {count} {'punt' if count == 1 else 'punten'} staat in {target}.", file=sys.stderr)
    if agenda.fouten:
        words = "1 fout" if len(agenda.fouten) == 1 else f"{len(agenda.fouten)} fouten"
        print(f"De gegevens hebben {words}; de agenda is niet compleet. Draai: zorgpaden check", file=sys.stderr)
        return PROBLEMS
    return OK
