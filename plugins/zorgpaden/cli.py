"""The command `zorgpaden`: a thin adapter over the core."""

from __future__ import annotations

import argparse
import calendar
import os
import sys
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from zorgpaden import __version__
from zorgpaden.borders import import_borders, write_borders
from zorgpaden.checks import Context
from zorgpaden.exports.pdf import PaperError, write_paper
from zorgpaden.exports.zip import write_zip
from zorgpaden.loading import load_data
from zorgpaden.loading.borders import BORDERS
from zorgpaden.model import RegisterGemeente
from zorgpaden.problems import DataProblems, errors, suggest
from zorgpaden.project import load_project
from zorgpaden.report import FORMATS, summary
from zorgpaden.settings import Settings
from zorgpaden.types.slugs import slug_fault

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
    build.set_defaults(run=_build, kopie=False)
    zip_ = commands.add_parser("zip", help="maak een kopie van één gemeente die zonder internet werkt")
    _folders(zip_)
    zip_.add_argument("--gemeente", required=True, metavar="ID", help="id van de gemeente, bijvoorbeeld waterrijk")
    zip_.add_argument("--to", type=Path, metavar="BESTAND.zip", help="waar de kopie komt (standaard ID.zip)")
    zip_.set_defaults(run=_zip)
    pdf = commands.add_parser("pdf", help="maak papier van een gemeente: een kaart per zorgpad en een boekje")
    _folders(pdf)
    pdf.add_argument("--gemeente", type=_ids, required=True, metavar="A,B", help="id's van gemeenten, met komma's")
    pdf.add_argument("--zorgpad", type=_ids, default=[], metavar="A,B", help="alleen de kaarten van deze zorgpaden")
    pdf.add_argument("--to", type=Path, required=True, metavar="MAP", help="waar de bestanden komen")
    pdf.add_argument("--site-url", metavar="ADRES", help="webadres van de site, voor de QR-code (anders: mkdocs.yml)")
    pdf.set_defaults(run=_pdf)
    borders = commands.add_parser("grenzen", help="neem grenzen van gemeenten over voor de kaart")
    borders.add_argument("bestand", type=Path, metavar="BESTAND.geojson", help="GeoJSON in WGS 84, met CBS-codes")
    borders.add_argument("--data", type=Path, default=Path("data"), metavar="MAP", help="map met gegevens")
    borders.add_argument("--to", type=Path, metavar="BESTAND", help=f"waar ze komen (standaard data/{BORDERS})")
    borders.add_argument("--bron", default="", metavar="TEKST", help="wie ze maakte; komt onder de kaart")
    borders.set_defaults(run=_borders)
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


def _ids(text: str) -> list[str]:
    return list(dict.fromkeys(filter(None, (part.strip() for part in text.split(",")))))


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
    return build_site(options.data, options.content, options.to, options.peildatum, alleen, kopie=options.kopie)


def _zip(options: argparse.Namespace) -> int:
    fault = slug_fault(options.gemeente)
    if fault:
        print(f"“{options.gemeente}” kan geen gemeente zijn: {fault}.", file=sys.stderr)
        return USAGE
    target = options.to or Path(f"{options.gemeente}.zip")
    with TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        building = {**vars(options), "to": site, "alleen": options.gemeente, "kopie": True}
        code = _build(argparse.Namespace(**building))
        if code == OK:
            count = write_zip(site, options.gemeente, target)
            print(f"{count} bestanden staan in {target}.", file=sys.stderr)
    return code


def _pdf(options: argparse.Namespace) -> int:
    peildatum = options.peildatum or date.today()
    catalog = load_project(options.data, options.content, Context(peildatum)).checked().catalog
    unknown = [
        f"{soort} “{id_}” bestaat niet. {suggest(id_, list(known))}".strip()
        for soort, wanted, known in (
            ("gemeente", options.gemeente, catalog.gemeenten),
            ("zorgpad", options.zorgpad, catalog.zorgpaden),
        )
        for id_ in wanted
        if id_ not in known
    ]
    if unknown or not options.gemeente:
        print("\n".join(unknown) or "Noem ten minste één gemeente, bijvoorbeeld waterrijk.", file=sys.stderr)
        return USAGE
    settings = Settings(peildatum, _site_url(options.site_url))
    # Without HarfBuzz' own subsetter, fonts are cut by a tool that writes the time in them.
    os.environ["SOURCE_DATE_EPOCH"] = str(calendar.timegm(peildatum.timetuple()))
    try:
        made = list(write_paper(catalog, settings, options.gemeente, options.zorgpad, options.to))
    except PaperError as fault:
        print(f"Er is geen papier: {fault}", file=sys.stderr)
        return USAGE
    except OSError:
        print(f"Schrijven in {options.to} lukt niet. Kies een map waarin u mag schrijven.", file=sys.stderr)
        return USAGE
    print(f"Klaar: {len(made)} pdf in {options.to}.", file=sys.stderr)
    return OK


def _site_url(given: str | None) -> str:
    """The address of the site: as given, or as the site itself has it when MkDocs is here to ask."""
    if given is not None:
        return given if not given or given.endswith("/") else f"{given}/"
    try:
        from zorgpaden.mkdocs_plugin import site_address  # noqa: PLC0415
    except ModuleNotFoundError:
        return ""
    return site_address()


def _borders(options: argparse.Namespace) -> int:
    if not options.data.is_dir():
        print(f"De map {options.data} is er niet; kijk of het pad klopt.", file=sys.stderr)
        return USAGE
    register = [item.entity for item in load_data(options.data)[0] if isinstance(item.entity, RegisterGemeente)]
    names = {gemeente.cbs_code: gemeente.naam for gemeente in register}
    grenzen, problems = import_borders(options.bestand, names, options.bron)
    if problems:
        print(FORMATS["tekst"](problems))
    if grenzen is None:
        print("Er is niets geschreven.", file=sys.stderr)
        return PROBLEMS
    target = options.to or options.data / BORDERS
    write_borders(grenzen, target)
    print(f"Grenzen van {len(grenzen.gemeenten)} gemeenten staan in {target}.", file=sys.stderr)
    return OK


if __name__ == "__main__":
    sys.exit(main())
