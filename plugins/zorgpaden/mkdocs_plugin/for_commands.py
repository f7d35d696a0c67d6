"""What commands need MkDocs for: what mkdocs.yml says, and a whole build."""

from __future__ import annotations

import logging
from datetime import date
from typing import Any

from mkdocs.commands.build import build
from mkdocs.config import load_config

from zorgpaden.build.code import config_file
from zorgpaden.build.question import Question
from zorgpaden.catalog import Catalog
from zorgpaden.edition import make_edition
from zorgpaden.form.host import WrongSetting
from zorgpaden.hosting.choice import WrongHosting, place_of, read_hosting
from zorgpaden.hosting.servers import Wanted
from zorgpaden.options import choice_of, form_of
from zorgpaden.redirects import redirects
from zorgpaden.rounds.mail import Sender


def site_address() -> str:
    """Where the site will stand, according to mkdocs.yml."""
    return load_config(str(config_file())).site_url or ""


def places() -> tuple[str, str]:
    """Where the site stands and where its files are edited, according to mkdocs.yml; empty when it does not say."""
    config = load_config(str(config_file()))
    mine: Any = config.plugins["zorgpaden"]
    return config.site_url or "", mine.config.bewerk_url


def hosting(catalog: Catalog) -> Wanted:
    """What servers have to know, according to mkdocs.yml and the data; raises `WrongHosting`."""
    config = load_config(str(config_file()))
    mine: Any = config.plugins["zorgpaden"]
    try:
        form = form_of(mine.config)
    except WrongSetting as wrong:
        raise WrongHosting(str(wrong)) from None
    alleen = tuple(filter(None, mine.config.alleen.split(",")))
    shown = make_edition(catalog, alleen, dossier=mine.config.dossier == "ja").catalog
    return Wanted(place_of(config.site_url or ""), read_hosting(mine.config.hosting), form, redirects(shown, alleen))


def sender() -> Sender:
    """From whom letters of a round come, according to mkdocs.yml; raises `WrongChoice`."""
    config = load_config(str(config_file()))
    mine: Any = config.plugins["zorgpaden"]
    return Sender(config.site_url or "", choice_of(mine.config), mine.config.meldadres)


def build_site(question: Question, peildatum: date | None) -> int:
    """Build what was asked. Returns an exit code. A `kopie` says on every page that it is one, and from when."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    target = question.target.resolve()
    config = load_config(str(question.config), docs_dir=str(question.content.resolve()), site_dir=str(target))
    plugin: Any = config.plugins["zorgpaden"]
    plugin.question = question
    plugin.config.data_dir = str(question.data.resolve())
    plugin.config.peildatum = peildatum.isoformat() if peildatum else plugin.config.peildatum
    plugin.config.alleen = question.alleen or plugin.config.alleen
    config.extra["zp_kopie"] = question.kopie
    config.plugins.on_startup(command="build", dirty=False)
    try:
        build(config)
    except SystemExit:
        return 1
    finally:
        config.plugins.on_shutdown()
    return 0
