"""`zorgpaden huisstijl`: what a house style gives, and whether it can be read."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from zorgpaden.commands.common import OK, PROBLEMS, USAGE, Commands
from zorgpaden.huisstijl.style import HouseStyle, load_house_style
from zorgpaden.huisstijl.values import Given, down, pairs
from zorgpaden.report import FORMATS, summary


def add(commands: Commands) -> None:
    """Tell the parser."""
    style = commands.add_parser("huisstijl", help="bekijk wat een huisstijl met de site doet, en of alles leesbaar is")
    style.add_argument("bestand", type=Path, metavar="HUISSTIJL.css", help="CSS met tokens van uw gemeente")
    style.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the values and their contrasts, or what is wrong."""
    if not options.bestand.is_file():
        print(f"Het bestand {options.bestand} is er niet; kijk of het pad klopt.", file=sys.stderr)
        return USAGE
    style, problems = load_house_style(options.bestand)
    if style is None:
        print(FORMATS["tekst"](problems))
        print(summary(problems), file=sys.stderr)
        return PROBLEMS
    print("\n".join(_lines(style)))
    return OK


def _lines(style: HouseStyle) -> list[str]:
    values = style.values
    lines = [f"Thema: .{style.theme}" if style.theme else "Thema: de hele pagina (:root)", ""]
    lines += [f"{'Waarde':<16}{'Licht':<10}{'Donker':<10}Komt van"]
    for name, colour in values.light.items():
        lines.append(f"{name:<16}{colour!s:<10}{values.dark[name]!s:<10}{_source(values.given.get(name))}")
    lines += [f"{name:<36}{', '.join(names)}" for name, names in values.letters.items()]
    lines += [f"{'rond':<16}{values.rond:<20}{_source(values.given['rond'])}"] if values.rond else []
    lines += ["", f"{'Leesbaar':<32}{'Nodig':<8}{'Licht':<8}Donker"]
    for light, dark in zip(pairs(values.light), pairs(values.dark), strict=True):
        what = f"{light.front} op {light.ground}"
        lines.append(f"{what:<32}{down(light.least):<8}{down(light.ratio):<8}{down(dark.ratio)}")
    if style.left_out:
        lines += ["", f"Niet gebruikt: {style.left_out} regels over een deel van de pagina of over een ander scherm."]
    if style.fonts:
        names = ", ".join(font.name for font in style.fonts)
        lines += ["", f"Lettertypen: {names}. Kijk of u ze op deze site mag gebruiken: dat staat in de licentie."]
    return lines


def _source(given: Given | None) -> str:
    return f"{given}, regel {given.token.line}" if given else "van Zorgpaden, of daarbij gekozen"
