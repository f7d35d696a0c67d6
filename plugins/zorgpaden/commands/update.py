"""`zorgpaden update`: what a new version of the packages changes for an own site."""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from zorgpaden import __version__
from zorgpaden.catalog import Catalog
from zorgpaden.changes.forms import FORMATS
from zorgpaden.changes.report import make_report
from zorgpaden.changes.sides import Side
from zorgpaden.checks import Context
from zorgpaden.commands.common import OK, PROBLEMS, USAGE, Commands, add_folders
from zorgpaden.edition import make_edition
from zorgpaden.loading import Item
from zorgpaden.own.repository import PINS, WHEELS, lock_file, pins, renew
from zorgpaden.own.wheels import Wheel, WheelError, find_wheels, unpack
from zorgpaden.problems import errors
from zorgpaden.project import Project, load_project
from zorgpaden.report import summary
from zorgpaden.trust.bom import pinned


def add(commands: Commands) -> None:
    """Tell the parser."""
    update = commands.add_parser(
        "update",
        help="laat zien wat een nieuwe versie van de pakketten voor uw eigen site verandert",
        description="Vergelijk uw site op de pakketten van nu met uw site op de nieuwe pakketten.",
    )
    update.add_argument("pakketten", type=Path, metavar="MAP", help="map met de nieuwe pakketten en SHA256SUMS")
    update.add_argument("--schrijf", action="store_true", help="zet ze in pakketten/ en pakketten.txt")
    update.add_argument("--ongezien", action="store_true", help="met --schrijf: zonder verslag en zonder controle")
    update.add_argument("--formaat", choices=sorted(FORMATS), default="tekst", help="vorm van het verslag")
    add_folders(update)
    update.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Report; with `--schrijf` the pins change, unless the new version would break the site."""
    try:
        wheels = {wheel.name: wheel for wheel in find_wheels(options.pakketten)}
    except WheelError as error:
        print(error, file=sys.stderr)
        return USAGE
    with TemporaryDirectory() as folder:
        code = unpack(wheels["zorgpaden"], Path(folder))
        if not (options.schrijf and options.ongezien):
            is_other = wheels["zorgpaden"].version != __version__
            outcome = _report_of(code, options) if is_other else _report(options, wheels)
            if outcome:
                return outcome
        if options.schrijf:
            _put(list(wheels.values()), options.data.resolve().parent, code)
    return OK


def _report(options: argparse.Namespace, wheels: dict[str, Wheel]) -> int:
    """What a reader sees otherwise, and whether the site can be built."""
    context = Context(options.peildatum or date.today())
    before = load_project(options.data, options.content, context)
    if before.grond is None:
        print(f"{options.data} staat niet op een pakket: data/basis.yml ontbreekt.", file=sys.stderr)
        return USAGE
    national = wheels[before.grond.naam.replace("-", "_")]
    with TemporaryDirectory() as folder:
        after = load_project(options.data, options.content, context, unpack(national, Path(folder)))
    name = f"{before.grond.naam} {national.version}"
    gemeenten = _own_places(before.catalog)
    old, new = Side("de pakketten van nu", _near(before, gemeenten)), Side(name, _near(after, gemeenten))
    print(FORMATS[options.formaat](make_report(old, new, context.peildatum, gemeenten)))
    print(f"{name}: {summary(after.problems)}", file=sys.stderr)
    if errors(after.problems):
        print("Met deze versie is uw site niet te bouwen. Er is niets geschreven.", file=sys.stderr)
        return PROBLEMS
    return OK


def _report_of(code: Path, options: argparse.Namespace) -> int:
    """The report, made by the code of the new version: only that knows every field in its data."""
    missing = [name for name, _, _ in pinned(lock_file(code)) if not _is_installed(name)]
    if missing:
        print(
            f"De nieuwe code vraagt pakketten die hier nog niet zijn: {', '.join(missing)}.\n"
            "Een verslag kan daarom niet. Zet de nieuwe versie neer met --schrijf --ongezien en draai scripts/test.\n"
            "Met Git gaat u terug.",
            file=sys.stderr,
        )
        return USAGE
    command = [sys.executable, "-m", "zorgpaden.cli", "update", options.pakketten, "--formaat", options.formaat]
    command += ["--data", options.data, "--content", options.content]
    command += ["--peildatum", str(options.peildatum)] if options.peildatum else []
    path = os.pathsep.join(filter(None, (str(code.parent), os.environ.get("PYTHONPATH"))))
    print("De code krijgt ook een nieuwe versie; die maakt het verslag.", file=sys.stderr, flush=True)
    return subprocess.run(command, env=os.environ | {"PYTHONPATH": path}, check=False).returncode  # noqa: S603


def _is_installed(name: str) -> bool:
    try:
        return bool(version(name))
    except PackageNotFoundError:
        return False


def _own_places(catalog: Catalog) -> tuple[str, ...]:
    """The gemeenten over which a layer of our own lies; none is all."""
    layers: list[Item[Any]] = [*catalog.regios.values(), *catalog.gemeente_lagen.values()]
    sources = [item.source for item in layers]
    own = [source.laag for source in sources if source.path not in catalog.uit_basis]
    return tuple(sorted({id_ for laag in own for id_ in catalog.gemeenten_onder(laag)}))


def _near(project: Project, gemeenten: tuple[str, ...]) -> Project:
    """The project without what is about others."""
    return replace(project, catalog=make_edition(project.catalog, gemeenten, dossier=True).catalog)


def _put(wheels: list[Wheel], root: Path, code: Path) -> None:
    """New files, then the pins, then the old files away: the pins always name files that are there."""
    folder = root / WHEELS
    folder.mkdir(exist_ok=True)
    for wheel in wheels:
        shutil.copy(wheel.file, folder)
    changed = renew(wheels, root, code)
    (root / PINS).write_text(pins(wheels), encoding="utf-8", newline="\n")
    new = {wheel.file.name for wheel in wheels}
    for old in folder.glob("*.whl"):
        if old.name not in new:
            old.unlink()
    if changed:
        print(
            f"Ook vernieuwd: {', '.join(changed)}. Stond daar iets van u in? Git toont het verschil.", file=sys.stderr
        )
    print(f"{PINS} noemt nu de nieuwe versies. Draai scripts/test.", file=sys.stderr)
