"""From the options in mkdocs.yml to settings; knows the options, not MkDocs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zorgpaden.exports.finished import found_paper
from zorgpaden.form.host import Host, WrongSetting, read_host
from zorgpaden.form.pages import found_decap
from zorgpaden.hosting.choice import Hosting, WrongHosting, contact_fault, read_hosting
from zorgpaden.render.environment import theme_folder
from zorgpaden.rounds.choice import Correctie, WrongChoice, read_choice
from zorgpaden.settings import Settings
from zorgpaden.trust.bom import Onderdeel, parts_of_site

if TYPE_CHECKING:
    from zorgpaden.huisstijl.style import HouseStyle

LOGOS = (".svg", ".png", ".webp", ".jpg")


class WrongOption(Exception):
    """An option that cannot be used; the text says why and what is possible, in Dutch."""


def read_settings(
    options: Mapping[str, Any],
    site_url: str,
    folder: Path,
    peildatum: date,
    style: HouseStyle | None,
    parts: tuple[Onderdeel, ...] | None = None,
) -> Settings:
    """The settings of a build; `folder` is where mkdocs.yml stands. Raises WrongOption.

    `parts`: what others made, when that is known already.
    """
    try:
        return Settings(
            peildatum=peildatum,
            site_url=site_url,
            bewerk_url=options["bewerk_url"],
            meldadres=options["meldadres"],
            alleen=tuple(filter(None, options["alleen"].split(","))),
            meedoen=options["meedoen"],
            papier=_paper(options["pdf"], folder),
            formulier=form_of(options),
            correctie=choice_of(options),
            hosting=_hosting(options, peildatum),
            decap=found_decap(folder),
            huisstijl=style,
            onderdelen=parts_of_site(folder, theme_folder()) if parts is None else parts,
        )
    except (WrongSetting, WrongHosting, WrongChoice) as wrong:
        raise WrongOption(str(wrong)) from None


def form_of(options: Mapping[str, Any]) -> Host | None:
    """Where the form keeps its changes; raises WrongSetting."""
    return read_host(options["formulier"])


def choice_of(options: Mapping[str, Any]) -> Correctie:
    """How owners answer; raises WrongChoice."""
    return read_choice(options["correctie"], options["issue_url"], formulier=bool(options["formulier"]))


def _hosting(options: Mapping[str, Any], peildatum: date) -> Hosting:
    found = read_hosting(options["hosting"])
    # The care on the pages does not wait for a contact that is past its day; `zorgpaden host` refuses it.
    return replace(found, meldpunt="", meldpunt_tot=None) if contact_fault(found, peildatum) else found


def _paper(name: str, folder: Path) -> dict[str, tuple[Path, ...]]:
    """What `zorgpaden pdf` made."""
    if not name:
        return {}
    if not (folder / name).is_dir():
        raise WrongOption(f"de map {folder / name} (pdf) is er niet; maak die met: zorgpaden pdf --to {name}")
    return found_paper(folder / name)


def logo_of(options: Mapping[str, Any], folder: Path) -> Path | None:
    """The picture for the header, if any. Raises WrongOption."""
    if not options["logo"]:
        return None
    logo = folder / str(options["logo"])
    if logo.suffix not in LOGOS or not logo.is_file():
        raise WrongOption(f"logo: {logo} is er niet, of is geen plaatje ({', '.join(LOGOS)})")
    if not options["logo_tekst"]:
        raise WrongOption("logo: zet bij logo_tekst wat er op het logo staat, voor wie het niet ziet")
    return logo


def logo_url(logo: Path) -> str:
    """Where the logo comes on the site."""
    return f"assets/logo{logo.suffix}"
