"""The changes of which we measure the next build."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

PHONE, PATH, TEMPLATE = "één telefoonnummer", "één landelijk zorgpad", "één sjabloon"


@dataclass(frozen=True, slots=True)
class Edit:
    """A change of one file: what matches becomes something that differs by a number."""

    name: str
    file: Path
    old: str
    new: Callable[[int], str]

    def make(self, number: int) -> None:
        """Change the file."""
        text = self.file.read_text(encoding="utf-8")
        changed, times = re.subn(self.old, lambda found: found.expand(self.new(number)), text, count=1, flags=re.M)
        if not times or changed == text:
            sys.exit(f"{self.file}: niets te wijzigen met {self.old}")
        self.file.write_text(changed, encoding="utf-8")


def phone(project: Path) -> Edit:
    """The number of help on which many zorgpaden call, in a gemeente halfway the alphabet."""
    teams = sorted(project.glob("data/gemeenten/*/voorzieningen/sociaal-team-*.yml"))
    return Edit(PHONE, teams[len(teams) // 2], r"^(  telefoon: ).*", lambda number: rf"\g<1>{number_of(number)}")


def number_of(number: int) -> str:
    """A telephone number that no other edit has."""
    return f"088-000 99 {number % 100:02}"


def path(project: Path) -> Edit:
    """A sentence of a national zorgpad, which stands on the page of every gemeente."""
    old, file = r"^(samenvatting: (?:>-\n  )?)(?:Versie \d+\. )?", "data/landelijk/zorgpaden/geldzorgen.yml"
    return Edit(PATH, project / file, old, lambda number: rf"\g<1>Versie {number}. ")


def template(theme: Path) -> Edit:
    """A heading on every zorgpad of every gemeente."""
    old = r'(<h2 id="stappen">)[^<]*'
    return Edit(TEMPLATE, theme / "paginas/zorgpad/stappen.html", old, lambda number: rf"\g<1>Wat doet u? ({number})")
