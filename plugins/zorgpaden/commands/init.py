"""`zorgpaden init`: a project of its own for a gemeente or region."""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from zorgpaden.basis import HERE, basis_folder
from zorgpaden.checks import Context
from zorgpaden.commands.common import OK, USAGE, Commands, day
from zorgpaden.loading import Laag
from zorgpaden.model.basis import LANDELIJK
from zorgpaden.own.repository import own_of, write_project
from zorgpaden.own.wheels import Wheel, WheelError, find_wheels
from zorgpaden.problems import DataProblems, errors, suggest
from zorgpaden.project import load_project
from zorgpaden.publish import fresh_folder, publish

RELEASE = HERE / "scripts" / "release"


def add(commands: Commands) -> None:
    """Tell the parser."""
    init = commands.add_parser(
        "init",
        help="begin een eigen site voor een gemeente of regio",
        description="Maak een map met een eigen site: uw gegevens op een vaste versie van de landelijke gegevens.",
    )
    init.add_argument("gemeente", nargs="?", default="", metavar="GEMEENTE", help="id van de gemeente: roermond")
    init.add_argument("--regio", default="", metavar="ID", help="een regio met haar gemeenten, in plaats van GEMEENTE")
    init.add_argument("--to", type=Path, required=True, metavar="MAP", help="waar de map komt")
    init.add_argument(
        "--pakketten", type=Path, metavar="MAP", help="map van scripts/release (standaard worden ze hier gemaakt)"
    )
    init.add_argument("--peildatum", type=day, default=None, metavar="JJJJ-MM-DD", help="de dag van vandaag")
    init.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the whole project, or nothing."""
    fault = _misuse(options)
    if fault:
        return _refuse(fault)
    with TemporaryDirectory() as folder:
        try:
            wheels = _wheels(options.pakketten, Path(folder))
        except WheelError as error:
            return _refuse(str(error))
        return _make(options, wheels)


def _make(options: argparse.Namespace, wheels: list[Wheel]) -> int:
    base = basis_folder(LANDELIJK)
    if base is None:
        return _refuse(f"Het pakket {LANDELIJK} is niet geïnstalleerd.")
    context = Context(options.peildatum or date.today())
    catalog = load_project(base / "data", base / "content", context).checked().catalog
    laag = Laag("regio", options.regio) if options.regio else Laag("gemeente", options.gemeente)
    known = catalog.regios if options.regio else catalog.gemeenten
    if laag.id not in known:
        near = suggest(laag.id, list(known)) or "Kijk in data/landelijk/gemeenten.yml naar het id."
        return _refuse(f"De {laag.soort} “{laag.id}” bestaat niet. {near}")
    target = options.to.resolve()
    fresh = fresh_folder(target)
    try:
        write_project(own_of(catalog, laag), catalog, base, wheels, fresh)
        wrong = errors(load_project(fresh / "data", fresh / "content", context).problems)
        if wrong:
            raise DataProblems(wrong)
        publish(fresh, target)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    print(f"{options.to} staat klaar. Bekijk de site met: {options.to}/scripts/serve", file=sys.stderr)
    return OK


def _misuse(options: argparse.Namespace) -> str:
    if bool(options.gemeente) == bool(options.regio):
        return "Noem een gemeente, of een regio met --regio: zorgpaden init roermond --to ../zorgpaden-roermond"
    if options.to.exists() and (not options.to.is_dir() or any(options.to.iterdir())):
        return f"{options.to} bestaat al en is niet leeg. Er is niets geschreven."
    return ""


def _wheels(given: Path | None, folder: Path) -> list[Wheel]:
    """The packages for the project; in the repository that makes them they are made on the spot."""
    if given is None and RELEASE.is_file():
        command: list[str | Path] = [RELEASE, "--to", folder]
        settings = os.environ | {"ZORGPADEN_VENV": sys.prefix}  # this one; no need to make another
        done = subprocess.run(command, env=settings, capture_output=True, text=True, check=False)  # noqa: S603
        if done.returncode:
            raise WheelError(f"De pakketten maken lukt niet:\n{done.stderr}")
        given = folder
    return find_wheels(given) if given else []


def _refuse(message: str) -> int:
    print(message, file=sys.stderr)
    return USAGE
