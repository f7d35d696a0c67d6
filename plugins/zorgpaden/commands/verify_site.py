"""`zorgpaden verify-site`: whether a site is still as it was built."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from zorgpaden.commands.common import OK, PROBLEMS, USAGE, Commands
from zorgpaden.trust.manifest import BadManifest, Difference, compare_folder, folder_manifest, read_manifest
from zorgpaden.trust.online import BadAddress, Server, compare_server, server_manifest


def add(commands: Commands) -> None:
    """Tell the parser."""
    command = commands.add_parser("verify-site", help="kijk of een site nog is zoals die is gebouwd")
    command.add_argument("site", metavar="ADRES|MAP", help="https-adres van de site, of een map")
    command.add_argument(
        "--manifest",
        type=Path,
        metavar="BESTAND",
        help="de lijst die u zelf bewaarde; zonder deze geldt de lijst die de site zelf geeft",
    )
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Compare with the list; one line per difference."""
    try:
        expected, found = _compare(options.site, options.manifest)
    except BadManifest as wrong:
        print(f"{wrong}.", file=sys.stderr)
        return PROBLEMS
    except (BadAddress, OSError) as wrong:
        print(f"{options.site}: {wrong}.", file=sys.stderr)
        return USAGE
    for difference in found:
        print(difference)
    if found:
        print(f"{len(found)} van {expected} bestanden zijn niet zoals ze zijn gebouwd.", file=sys.stderr)
        return PROBLEMS
    print(f"Alle {expected} bestanden zijn zoals ze zijn gebouwd.", file=sys.stderr)
    return OK


def _compare(site: str, given: Path | None) -> tuple[int, list[Difference]]:
    """How many files there should be, and the differences."""
    own = read_manifest(given.read_bytes()) if given else None
    if "://" in site:
        server = Server(site)
        expected = own or server_manifest(server)
        return len(expected), compare_server(server, expected)
    folder = Path(site)
    if not folder.is_dir():
        raise NotADirectoryError("deze map is er niet; noem een map of een adres met https://")
    expected = own or folder_manifest(folder)
    return len(expected), compare_folder(folder, expected)
