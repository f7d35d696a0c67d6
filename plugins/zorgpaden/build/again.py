"""A build without MkDocs: of the theme, the settings and the hand-written pages of the last build."""

from __future__ import annotations

import sys
import time
from datetime import date
from pathlib import Path

from zorgpaden.build.code import code_version
from zorgpaden.build.opened import open_project
from zorgpaden.build.question import Memory, Question, settled
from zorgpaden.build.run import Build, Pages
from zorgpaden.build.times import timed
from zorgpaden.build.workshop import MEMORY, Workshop
from zorgpaden.edition import make_edition
from zorgpaden.huisstijl.style import HouseStyle, load_house_style
from zorgpaden.listing import files, listing
from zorgpaden.options import WrongOption, read_settings
from zorgpaden.problems import errors
from zorgpaden.project import Project
from zorgpaden.report import as_text, summary
from zorgpaden.settings import Settings
from zorgpaden.trust.bom import Onderdeel


def build_again(question: Question, memory: Memory) -> int | None:
    """Build what changed since `memory`. Returns an exit code; None when this is more than a change of data."""
    options, before, now = memory["opties"], question.folders(), time.time_ns()
    settings = _settings(question, memory)
    if settings is None:
        return None
    with timed("load"):
        project = open_project(question.data, question.content, settings.peildatum)
    if errors(project.problems) or any(id_ not in project.catalog.gemeenten for id_ in settings.alleen):
        return None
    edition = make_edition(project.catalog, settings.alleen, dossier=options["dossier"] == "ja")
    pages = Pages(memory["schillen"], photos=photos(question.content, project))
    with Workshop(question.target, code_version()) as workshop:
        squeezed = settings.hosting.comprimeer and not question.kopie
        build = Build(edition.catalog, settings, project.digests, pages, workshop, squeezed=squeezed)
        if build.needs_pages():
            return None
        problems = build.make()
        if problems:
            told = f"de oude site blijft staan: de nieuwe is niet goed.\n{as_text(problems)}\n{summary(problems)}"
            print(told, file=sys.stderr)
            return 1
        with timed("show"):
            build.trees.show()
            remember(workshop, question, memory["opties"], memory["schillen"], before, now)
    print(f"Zorgpaden: {summary(project.problems)}\nZorgpaden: de site staat in {question.target}", file=sys.stderr)
    return 0


def remember(workshop: Workshop, question: Question, options: Memory, shells: Memory, before: Memory, now: int) -> None:
    """Write down what was asked, for the next build; `before` is what was in the folders at `now`."""
    if settled(before, now) and question.is_older(options, now):
        workshop.store.write_json(MEMORY, question.memory(options, shells, before))
    else:  # a file may change again without a trace: next time everything is looked at
        workshop.store.write_json(MEMORY, question.memory(options, shells, {"data": {}, "content": {}}))


def photos(content: Path, project: Project) -> str:
    """What else than text is in the content folder, and which base is below the project."""
    there = ((path, size, written) for path, (written, _, size, _) in files(listing(content)))
    found = [one for one in there if not one[0].endswith(".md")]
    base = sorted(project.grond.digests().items()) if project.grond else []
    return repr((found, base))


def _settings(question: Question, memory: Memory) -> Settings | None:
    options, folder = memory["opties"], question.config.absolute().parent
    style: HouseStyle | None = None
    if options["huisstijl"]:
        style, _ = load_house_style(folder / options["huisstijl"])
        if style is None:
            return None
    try:
        day = date.fromisoformat(options["peildatum"] or question.peildatum)
        parts = tuple(Onderdeel(**one | {"hashes": tuple(one["hashes"])}) for one in options["onderdelen"])
        return read_settings(options, options["site_url"], folder, day, style, parts)
    except (WrongOption, ValueError):
        return None
