"""A build without MkDocs: of the theme, the settings and the hand-written pages of the last build."""

from __future__ import annotations

import sys
from datetime import date

from zorgpaden.build.lasting import keep_until_the_end
from zorgpaden.build.opened import Opener
from zorgpaden.build.question import Folders, Memory, Question
from zorgpaden.build.run import Build, Pages
from zorgpaden.build.times import timed
from zorgpaden.build.workshop import MEMORY, Workshop
from zorgpaden.edition import make_edition
from zorgpaden.listing import Listing, files
from zorgpaden.options import WrongOption, read_settings
from zorgpaden.problems import errors
from zorgpaden.project import Project
from zorgpaden.report import as_text, summary
from zorgpaden.settings import Settings
from zorgpaden.trust.bom import Onderdeel


def renew(question: Question, memory: Memory, folders: Folders, workshop: Workshop) -> int | None:
    """Build what changed since `memory`. Returns an exit code; None when MkDocs has to do its part."""
    options, shells = memory["opties"], memory["schillen"]
    settings = _settings(question, memory)
    if settings is None:
        return None
    opener = Opener(question.data, question.content)
    with timed("load"):
        project = opener.open(settings.peildatum, folders)
    if errors(project.problems) or any(id_ not in project.catalog.gemeenten for id_ in settings.alleen):
        return None
    catalog = make_edition(project.catalog, settings.alleen, dossier=options["dossier"] == "ja").catalog
    pages = Pages(shells, photos=photos(folders.content, project))
    squeezed = settings.hosting.comprimeer and not question.kopie
    reach = opener.reach(catalog, project)
    build = Build(catalog, settings, project.digests, reach, pages, workshop, squeezed=squeezed)
    keep_until_the_end(memory, folders, opener, project, build)
    if build.needs_pages():
        return None
    problems = build.make()
    if problems is None:
        return None
    if problems:
        told = f"de oude site blijft staan: de nieuwe is niet goed.\n{as_text(problems)}\n{summary(problems)}"
        print(told, file=sys.stderr)
        return 1
    with timed("show"):
        build.trees.show()
        workshop.store.write_json(MEMORY, question.memory(options, shells, folders))
    print(f"Zorgpaden: {summary(project.problems)}\nZorgpaden: de site staat in {question.target}", file=sys.stderr)
    return 0


def photos(content: Listing, project: Project) -> str:
    """What else than text is in the content folder, and which base is below the project."""
    there = ((path, size, written) for path, (written, _, size, _) in files(content))
    found = [one for one in there if not one[0].endswith(".md")]
    base = sorted(project.grond.digests().items()) if project.grond else []
    return repr((found, base))


def _settings(question: Question, memory: Memory) -> Settings | None:
    options, folder = memory["opties"], question.config.absolute().parent
    style = None
    if options["huisstijl"]:
        from zorgpaden.huisstijl.style import load_house_style  # noqa: PLC0415  (few hosts have one)

        style, _ = load_house_style(folder / options["huisstijl"])
        if style is None:
            return None
    try:
        day = date.fromisoformat(options["peildatum"] or question.peildatum)
        parts = tuple(Onderdeel(**one | {"hashes": tuple(one["hashes"])}) for one in options["onderdelen"])
        return read_settings(options, options["site_url"], folder, day, style, parts)
    except (WrongOption, ValueError):
        return None
