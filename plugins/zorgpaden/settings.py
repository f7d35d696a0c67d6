"""What a host sets for its own site; everything the core needs besides data and templates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from zorgpaden.form.host import Host
from zorgpaden.hosting.choice import Hosting
from zorgpaden.rounds.choice import Correctie
from zorgpaden.trust.bom import Onderdeel

if TYPE_CHECKING:
    from zorgpaden.huisstijl.style import HouseStyle


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings of one build. URLs end with a slash; an empty text means: not set."""

    peildatum: date
    site_url: str = ""
    bewerk_url: str = ""
    """Address before the path of a file in the repository, for the “bewerk” links."""
    meldadres: str = ""
    """E-mail address for mistakes, where a gemeente has none of its own."""
    alleen: tuple[str, ...] = ()
    """Only these gemeenten; empty is all."""
    meedoen: str = ""
    """Page that tells a gemeente how to begin."""
    papier: Mapping[str, tuple[Path, ...]] = field(default_factory=dict)
    """PDF files that were made beforehand, by gemeente."""
    formulier: Host | None = None
    """Where the form in the browser keeps its changes; without it there is no form."""
    decap: tuple[Path, ...] = ()
    """The files of Decap CMS, as `scripts/form` fetched them."""
    correctie: Correctie = field(default_factory=Correctie)
    """How owners answer when they are asked whether their facts still hold."""
    huisstijl: HouseStyle | None = None
    """The colours and letters of the host; without it the site has its own."""
    hosting: Hosting = field(default_factory=Hosting)
    """What servers have to know."""
    onderdelen: tuple[Onderdeel, ...] = ()
    """What others made and the site is made with, for the page with licences."""
