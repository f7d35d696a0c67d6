"""`zorgpaden diff`: what differs between two versions, for people."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path

from zorgpaden.changes.forms import FORMATS, as_html, stylesheet
from zorgpaden.changes.report import Report, make_report
from zorgpaden.changes.sides import Side, SideError, from_folder, from_folders, from_git, merge_base
from zorgpaden.checks import Context
from zorgpaden.commands.common import OK, PROBLEMS, USAGE, Commands, add_folders
from zorgpaden.problems import errors
from zorgpaden.report import summary

WORKING_TREE = "de werkmap"
ALL = "alles"
SUFFIXES = {"tekst": ".txt", "markdown": ".md", "html": ".html", "json": ".json"}


def add(commands: Commands) -> None:
    """Tell the parser."""
    diff = commands.add_parser(
        "diff",
        help="laat zien wat er verschilt tussen twee versies",
        description="Vergelijk twee versies in Git, of twee mappen, en vertel wat een lezer anders ziet.",
    )
    diff.add_argument("basis", nargs="?", metavar="BASIS", help="versie in Git: tak, label of commit")
    diff.add_argument("nieuw", nargs="?", metavar="NIEUW", help="versie in Git; weggelaten: de bestanden van nu")
    diff.add_argument("--van", type=Path, metavar="MAP", help="map met data/ en content/, in plaats van BASIS")
    diff.add_argument("--naar", type=Path, metavar="MAP", help="map met data/ en content/, in plaats van NIEUW")
    diff.add_argument("--sinds-splitsing", action="store_true", help="vergelijk vanaf waar NIEUW van BASIS afging")
    forms = sorted([*FORMATS, "html", ALL])
    diff.add_argument("--formaat", choices=forms, default="tekst", help="vorm van het verslag")
    diff.add_argument("--to", type=Path, metavar="BESTAND", help=f"waar het komt; bij “{ALL}” een map (anders: scherm)")
    add_folders(diff)
    diff.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the report; it comes also when the new version has errors, and then the exit code says so."""
    fault = _misuse(options)
    if fault:
        print(fault, file=sys.stderr)
        return USAGE
    peildatum = options.peildatum or date.today()
    try:
        sides = _sides(options, Context(peildatum))
    except SideError as error:
        print(error, file=sys.stderr)
        return USAGE
    report = make_report(*sides, peildatum)
    try:
        _write(report, options.formaat, options.to)
    except OSError:
        print(f"Schrijven naar {options.to} lukt niet. Kies een map waarin u mag schrijven.", file=sys.stderr)
        return USAGE
    problems = report.naar.project.problems
    print(f"{report.naar.naam}: {summary(problems)}", file=sys.stderr)
    return PROBLEMS if errors(problems) else OK


def _misuse(options: argparse.Namespace) -> str:
    folders, revisions = (options.van, options.naar), (options.basis, options.nieuw)
    if any(folders) and any(revisions):
        return "Kies: versies in Git (BASIS en NIEUW), of mappen (--van en --naar)."
    if any(folders) and not all(folders):
        return "Noem bij mappen allebei: --van MAP --naar MAP."
    if not any(folders) and not options.basis:
        return "Noem een versie in Git om mee te vergelijken, bijvoorbeeld: zorgpaden diff main"
    if options.sinds_splitsing and not options.nieuw:
        return "--sinds-splitsing vraagt twee versies in Git: BASIS en NIEUW."
    if options.formaat == "html" and not options.to:
        return "Een pagina heeft een bestand nodig: zet erbij --to wijzigingen.html"
    if options.formaat == ALL and not options.to:
        return "Alle vormen samen hebben een map nodig: zet erbij --to MAP"
    return ""


def _sides(options: argparse.Namespace, context: Context) -> tuple[Side, Side]:
    if options.van:
        return from_folder(options.van, context), from_folder(options.naar, context)
    data, content = options.data, options.content
    basis = options.basis
    if options.sinds_splitsing:
        basis = merge_base(basis, options.nieuw, data)
    old = from_git(basis, data, content, context)
    if options.nieuw:
        return old, from_git(options.nieuw, data, content, context)
    return old, from_folders(WORKING_TREE, data, content, context)


def _write(report: Report, form: str, to: Path | None) -> None:
    """The report on the screen or in a file; a page brings its style along."""
    if form == ALL:
        assert to
        for one, suffix in SUFFIXES.items():
            _write(report, one, to / f"wijzigingen{suffix}")
        return
    if form == "html":
        assert to
        style = to.with_suffix(".css")
        text = as_html(report, style.name)
        to.parent.mkdir(parents=True, exist_ok=True)
        style.write_text(stylesheet(), encoding="utf-8")
        to.write_text(text, encoding="utf-8")
        return
    text = FORMATS[form](report)
    if to:
        to.parent.mkdir(parents=True, exist_ok=True)
        to.write_text(text, encoding="utf-8")
    else:
        print(text, end="")
