"""`zorgpaden host`: settings for the server that serves the site."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from zorgpaden.checks import Context
from zorgpaden.commands.common import OK, PROBLEMS, USAGE, Commands, add_folders
from zorgpaden.hosting.choice import WrongHosting, contact_fault
from zorgpaden.hosting.servers import FILES, Wanted, server_files
from zorgpaden.project import load_project
from zorgpaden.publish import fresh_folder, publish


def add(commands: Commands) -> None:
    """Tell the parser."""
    host = commands.add_parser(
        "host",
        help="maak de instellingen voor uw server",
        description="Maak de instellingen waarmee een server de site goed en veilig toont.",
    )
    host.add_argument("--to", type=Path, required=True, metavar="MAP", help="waar de instellingen komen")
    host.add_argument("--soort", choices=[*FILES], help="alleen voor deze soort server (standaard: elke soort een map)")
    add_folders(host)
    host.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write all files, or none."""
    peildatum = options.peildatum or date.today()
    try:
        from zorgpaden.mkdocs_plugin.for_commands import hosting  # noqa: PLC0415
    except ModuleNotFoundError as missing:
        return _refuse(f"Hiervoor is nog nodig: {missing.name}. Draai eerst scripts/build; dat haalt het op.", USAGE)
    catalog = load_project(options.data, options.content, Context(peildatum)).checked().catalog
    try:
        wanted = hosting(catalog)
    except WrongHosting as wrong:
        return _refuse(str(wrong), PROBLEMS)
    fault = contact_fault(wanted.hosting, peildatum)
    if fault:
        return _refuse(fault, PROBLEMS)
    files = dict(_files(options.soort, wanted))
    others = _others(options.to, files)
    if others:
        return _refuse(f"In {options.to} staat ook iets anders: {others[0]}. Kies een nieuwe of lege map.", USAGE)
    _write(files, options.to.resolve())
    print(f"{len(files)} bestanden staan in {options.to}. Lees eerst LEESMIJ.md.", file=sys.stderr)
    return OK


def _files(soort: str | None, wanted: Wanted) -> Iterator[tuple[str, str]]:
    """Path and text; every kind of server has a folder of its own, also when it is the only one."""
    for kind in [soort] if soort else FILES:
        for path, text in server_files(kind, wanted):
            yield f"{kind}/{path}", text


def _others(target: Path, files: dict[str, str]) -> list[str]:
    """What is in the folder and was not made by an earlier run: the new folder would take its place."""
    if target.is_file():
        return [target.name]
    there = [path.relative_to(target).as_posix() for path in target.rglob("*") if not path.is_dir()]
    return sorted(set(there) - files.keys())


def _write(files: dict[str, str], target: Path) -> None:
    fresh = fresh_folder(target)
    for path, text in files.items():
        file = fresh / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
    publish(fresh, target)


def _refuse(message: str, code: int) -> int:
    print(f"{message}\nEr is niets geschreven.", file=sys.stderr)
    return code
