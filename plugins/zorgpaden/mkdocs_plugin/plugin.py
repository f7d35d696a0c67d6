"""The hooks that MkDocs calls. They run unchanged under ProperDocs.

`on_config` loads and checks before anything is touched; `on_post_build` writes the
data pages beside the hand-written ones; `on_shutdown` swaps the new site in, after
MkDocs has had its say about warnings.
"""

from __future__ import annotations

import logging
import os
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import date
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Literal

from jinja2 import Environment
from mkdocs.commands.build import get_context
from mkdocs.config import config_options as option
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File as MkDocsFile
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from zorgpaden import urls
from zorgpaden.build.code import code_version
from zorgpaden.build.groups import Made
from zorgpaden.build.opened import Opener
from zorgpaden.build.question import Folders, Question, find_folders
from zorgpaden.build.renewal import photos
from zorgpaden.build.run import Build, Pages
from zorgpaden.build.times import timed
from zorgpaden.build.workshop import MEMORY, Workshop, workshop_of
from zorgpaden.catalog import Catalog
from zorgpaden.clock import today
from zorgpaden.csp import page_policy_in_page
from zorgpaden.edition import Edition, make_edition
from zorgpaden.hosting.choice import contact_fault, read_hosting
from zorgpaden.huisstijl.style import HouseStyle, load_house_style
from zorgpaden.listing import files as files_in
from zorgpaden.listing import listing, sign
from zorgpaden.loading.content import Page as ContentPage
from zorgpaden.mkdocs_plugin.serving import Serving
from zorgpaden.options import WrongOption, logo_of, logo_url, read_settings
from zorgpaden.problems import DataProblems, errors
from zorgpaden.project import Project
from zorgpaden.refusal import refusal
from zorgpaden.render.base_page import WithoutControls
from zorgpaden.render.environment import dutch_date, make_environment, theme_folder
from zorgpaden.render.markdown import EXTENSION_CONFIGS, EXTENSIONS, sanitise
from zorgpaden.render.shell import slot
from zorgpaden.render.views import Desk
from zorgpaden.render.views.dossier import page_bottom, page_top
from zorgpaden.render.words import DUTCH, shell_words
from zorgpaden.report import as_text, summary
from zorgpaden.settings import Settings
from zorgpaden.trust.bom import bom_files

log = logging.getLogger("mkdocs.plugins.zorgpaden")
DEPTHS = 6
"""How deep the pages of the site lie."""


class ZorgpadenConfig(Config):
    """Options below `plugins: - zorgpaden:` in mkdocs.yml."""

    data_dir = option.Dir(default="data", exists=False)
    bewerk_url = option.Type(str, default="")
    meldadres = option.Type(str, default="")
    alleen = option.Type(str, default="")
    peildatum = option.Type((str, date), default="")  # YAML makes a date of it
    meedoen = option.Type(str, default="")
    pdf = option.Type(str, default="")  # folder that `zorgpaden pdf` filled
    formulier = option.Type(dict, default={})  # where the form for editors keeps its changes: form/host.py
    correctie = option.Type(str, default="mail")  # how owners answer: rounds/choice.py
    issue_url = option.Type(str, default="")
    hosting = option.Type(dict, default={})  # what servers have to know: hosting/choice.py
    huisstijl = option.Type(str, default="")  # CSS with the tokens of a gemeente: huisstijl/
    dossier = option.Choice(("ja", "nee"), default="ja")  # with or without the knowledge dossier
    logo = option.Type(str, default="")  # picture beside mkdocs.yml, for the header
    logo_tekst = option.Type(str, default="")  # what the picture says, for who does not see it
    taal = option.Type(str, default=DUTCH)  # of the words around every page: render/words.py


class ZorgpadenPlugin(BasePlugin[ZorgpadenConfig]):
    """Hooks, in the order in which MkDocs calls them."""

    def __init__(self) -> None:
        self.serving = False
        self.question: Question | None = None
        self.folders: Folders | None = None
        self.opener: Opener | None = None
        self.pages: Pages | None = None
        self.around: list[Any] = []
        self.build: Build | None = None
        self.workshop: Workshop | None = None
        self.target: Path | None = None
        self.project: Project | None = None
        self.catalog = Catalog()
        self.edition = Edition(self.catalog, frozenset())
        self.settings = Settings(date.today())
        self.logo: Path | None = None
        self.theme = ""
        self.nav: Navigation | None = None
        self.env: Environment | None = None
        self.files: Files | None = None

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        question = self.question
        self.__init__()  # type: ignore[misc]  # MkDocs keeps one plugin for all builds of a process
        self.serving, self.question = command == "serve", question

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        self.settings = self._settings(config)
        self._dress(config)
        self.around = self._around(config)  # as it is before: what changes meanwhile is for the next build
        self._load(config)
        config.extra["zp_huisstijl"] = bool(self.settings.huisstijl)
        if self.settings.hosting.beleid_in_pagina and not self.serving and not config.extra.get("zp_kopie"):
            config.extra["zp_beleid"] = page_policy_in_page()
        config.extra["zp_peildatum"] = dutch_date(self.settings.peildatum)
        config.markdown_extensions = [*EXTENSIONS]
        config.mdx_configs = {**EXTENSION_CONFIGS}
        config.theme.static_templates.discard("sitemap.xml")  # ours has the data pages as well
        self._make_room(config)
        return config

    def _load(self, config: MkDocsConfig, changed: set[str] | None = None) -> bool:
        """Read and judge everything before anything is touched. False: while serving, the last good version stays.

        `changed`: the files of the data that changed; None when that is not known.
        """
        data, content = Path(self.config.data_dir), Path(config.docs_dir)
        known = self.folders if changed is not None else None
        self.folders = known.after(data, changed or ()) if known else self._folders(config)
        if self.opener is None or (self.opener.data, self.opener.content) != (data, content):
            self.opener = Opener(data, content)
        try:
            with timed("load"):
                project = self.opener.open(self.settings.peildatum, self.folders)
        except OSError as error:
            raise PluginError(f"er wordt niets gebouwd; {refusal(error)}") from None
        wrong = errors(project.problems)
        if wrong and self.serving and self.catalog.zorgpaden:
            # Not as an error: in strict mode that stops serving.
            log.info("LET OP: u ziet de laatste goede versie.\n%s", as_text(wrong))
            return False
        if wrong:
            raise PluginError(f"er wordt niets gebouwd.\n{as_text(wrong)}\n{summary(project.problems)}")
        self._refuse_unknown_places(project.catalog)
        self.project = project
        self.edition = make_edition(project.catalog, self.settings.alleen, dossier=self.config.dossier == "ja")
        self.catalog = self.edition.catalog
        log.info("Zorgpaden: %s", summary(project.problems))
        return True

    def _folders(self, config: MkDocsConfig) -> Folders:
        return find_folders(Path(self.config.data_dir), Path(config.docs_dir))

    def _make_room(self, config: MkDocsConfig) -> None:
        """MkDocs works in a folder of its own; what it makes becomes part of the site at the end."""
        target = self.target = self.target or Path(config.site_dir).resolve()
        if target.exists() and not target.is_dir():
            raise PluginError(f"{target} is een bestand; de site heeft een map nodig")
        pages = workshop_of(target) / f"mkdocs-{os.getpid()}"
        shutil.rmtree(pages, ignore_errors=True)
        pages.mkdir(parents=True)
        config.site_dir = str(pages)

    def _settings(self, config: MkDocsConfig) -> Settings:
        given = str(self.config.peildatum)
        try:
            peildatum = date.fromisoformat(given) if given else today()
        except ValueError as wrong:
            fault = f"peildatum “{given}” is geen datum (jjjj-mm-dd)" if given else str(wrong)
            raise PluginError(fault) from None
        folder, options = Path(config.config_file_path).parent, dict(self.config)
        try:
            found = read_settings(options, config.site_url or "", folder, peildatum, self._house_style(config))
            self.logo = logo_of(options, folder)
        except WrongOption as wrong:
            raise PluginError(str(wrong)) from None
        if fault := contact_fault(read_hosting(self.config.hosting), peildatum):
            log.info("LET OP: %s Nu staat er geen security.txt op de site.", fault)
        return found

    def _dress(self, config: MkDocsConfig) -> None:
        """Our theme below that of a host who has none of its own; its logo; menus without what it leaves out."""
        self.theme = config.theme.custom_dir or ""
        if not config.theme.custom_dir:
            config.theme.dirs.insert(0, str(theme_folder()))
        config.extra["zp_taal"] = self.config.taal
        config.extra["zp_woorden"] = self._words(config)
        config.extra["zp_enige"] = len(self.settings.alleen) == 1
        config.extra["zp_logo"] = self.logo and {"adres": logo_url(self.logo), "tekst": self.config.logo_tekst}
        if self.config.dossier == "nee":
            for menu in ("menu", "voet"):
                links = config.extra.get(menu) or {}
                config.extra[menu] = {name: url for name, url in links.items() if not urls.in_dossier(url)}

    def _words(self, config: MkDocsConfig) -> Mapping[str, str]:
        try:
            return shell_words(self.config.taal, Path(config.config_file_path).parent)
        except DataProblems as wrong:
            raise PluginError(f"er wordt niets gebouwd.\n{as_text(wrong.problems)}") from None

    def _house_style(self, config: MkDocsConfig) -> HouseStyle | None:
        """The colours of the host; the file is relative to mkdocs.yml."""
        if not self.config.huisstijl:
            return None
        style, problems = load_house_style(Path(config.config_file_path).parent / self.config.huisstijl)
        if style is None:
            if self.serving and self.catalog.zorgpaden:  # as with data: the last good one stays
                log.info("LET OP: u ziet de laatste goede huisstijl.\n%s", as_text(problems))
                return self.settings.huisstijl
            raise PluginError(f"er wordt niets gebouwd.\n{as_text(problems)}\n{summary(problems)}")
        return style

    def _refuse_unknown_places(self, catalog: Catalog) -> None:
        unknown = [id_ for id_ in self.settings.alleen if id_ not in catalog.gemeenten]
        if unknown:
            raise PluginError(f"deze gemeenten bestaan niet: {', '.join(unknown)} (kijk in gemeenten.yml naar het id)")

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        self.nav = nav
        return nav

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        for file in list(files):
            if file.src_dir != config.docs_dir and not _is_served(file.src_uri):
                files.remove(file)
        self._add_basis(files, config)
        if not self.catalog.dossier:
            self._leave_out_dossier(files)
        return files

    def _add_basis(self, files: Files, config: MkDocsConfig) -> None:
        """The texts and photos of the base, as if they stood in our own folder."""
        if self.project and (grond := self.project.grond):
            base = str(grond.map / "content")
            for path in grond.content:
                files.append(MkDocsFile(path, base, config.site_dir, config.use_directory_urls))

    def _leave_out_dossier(self, files: Files) -> None:
        kept = {page.item.source.path for page in self.catalog.pages}
        for file in list(files):
            page = file.is_documentation_page()
            if urls.in_dossier(file.src_uri) or (page and file.src_uri not in kept):
                files.remove(file)

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        self.env, self.files = env, files
        env.add_extension(WithoutControls)
        self.desk = Desk(self.catalog, self.settings, make_environment())
        root = config.site_url or "/"
        config.extra["zp_niet_gevonden"] = self.desk.fragments.render("niet_gevonden.html", root=root)
        return env

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Front matter as we typed it, not as another YAML reader sees it."""
        mine = self._mine(page)
        page.title = mine.item.entity.titel
        page.meta = {"samenvatting": mine.item.entity.samenvatting}
        return self.edition.unlinked(markdown, mine)

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        return sanitise(html)

    def on_page_context(self, context: Any, *, page: Page, config: MkDocsConfig, nav: Navigation) -> Any:
        mine = self._mine(page)
        page.meta["zp_boven"] = page_top(self.desk, mine)
        page.meta["zp_onder"] = page_bottom(self.desk, mine)
        return context

    def _mine(self, page: Page) -> ContentPage:
        """Our typed page for a page of MkDocs."""
        mine = next((one for one in self.catalog.pages if one.item.source.path == page.file.src_uri), None)
        if mine is None:  # while serving: a new page that is not right yet
            raise PluginError(f"content/{page.file.src_uri} heeft nog fouten; zie hierboven")
        return mine

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        assert self.project
        roots = dict.fromkeys(urls.root("x/" * depth) for depth in range(DEPTHS))
        shells = {root: self._shell_html(root, config) for root in roots}
        made = [*self._made(Path(config.site_dir)), *self._extra_files()]
        squeezed = self.settings.hosting.comprimeer and not self.serving and not config.extra.get("zp_kopie")
        assert self.folders
        beside, theme = photos(self.folders.content, self.project), repr(self.around[-1])
        theme = theme if self.serving else ""  # between builds, the version of the code says it
        self._make(Pages(shells, made, beside, theme), squeezed=squeezed)
        if self.serving:
            self.pages = Pages(shells, photos=beside, theme=theme)

    def _make(self, pages: Pages, *, squeezed: bool = False) -> bool:
        """Make the site beside the old one; while serving it is shown at once. False: MkDocs has to do its part."""
        assert self.target
        assert self.project
        assert self.opener
        if self.workshop is None:
            self.workshop = Workshop(self.target, code_version(), lasting=not self.serving).__enter__()
        build = Build(
            self.catalog,
            self.settings,
            self.project.digests,
            self.opener.reach(self.catalog, self.project),
            pages,
            self.workshop,
            squeezed=squeezed,
            judged=not self.serving,  # while serving the address has no TLS
        )
        if build.needs_pages():
            return False
        try:
            problems = build.make()
        except OSError as error:
            raise PluginError(f"de oude site blijft staan; {refusal(error)}") from None
        if problems is None:
            return False
        if problems:
            raise PluginError(
                f"de oude site blijft staan: de nieuwe is niet goed.\n{as_text(problems)}\n{summary(problems)}"
            )
        self.build = build  # whole, so it may be shown
        if self.serving:
            build.trees.show()
        return True

    def _made(self, folder: Path) -> Iterator[Made]:
        """What MkDocs wrote; search engines get the address of a page."""
        pages = (urls.dossier(page.path) for page in self.catalog.pages)
        addresses = {urls.file_of(url): f"{self.settings.site_url}{url}" for url in pages}
        for path, _ in files_in(listing(folder)):
            yield Made(path, (folder / path).read_bytes(), addresses.get(path, ""))

    def _extra_files(self) -> Iterator[Made]:
        """Files that MkDocs does not know of and that stand beside its pages."""
        if self.logo:
            yield Made(logo_url(self.logo), self.logo.read_bytes())
        yield from (Made(*one) for one in bom_files(self.settings.onderdelen))

    def on_build_error(self, *, error: Exception) -> None:
        self.build = None
        self._clean()

    def on_shutdown(self) -> None:
        if self.build and self.workshop and not self.serving:
            self.build.trees.show()
            self._remember(self.workshop, self.build.shells)
            log.info("Zorgpaden: de site staat in %s", self.target)
        self._clean()
        if self.serving and self.target:
            shutil.rmtree(workshop_of(self.target), ignore_errors=True)

    def _clean(self) -> None:
        """Leave the workshop; while serving it stays open, with all that it remembers."""
        if self.workshop and not self.serving:
            self.workshop.__exit__(None, None, None)
            self.workshop = None
        if self.target:
            shutil.rmtree(workshop_of(self.target) / f"mkdocs-{os.getpid()}", ignore_errors=True)

    def _remember(self, workshop: Workshop, shells: Mapping[str, str]) -> None:
        """What was asked, for the next build; who asks through MkDocs itself may ask anything."""
        if self.question is None:
            workshop.store.forget(MEMORY)
            return
        plain = {name: str(value) if isinstance(value, date) else value for name, value in dict(self.config).items()}
        parts = [asdict(one) for one in self.settings.onderdelen]
        options = plain | {"site_url": self.settings.site_url, "onderdelen": parts, "thema": self.theme}
        assert self.folders
        workshop.store.write_json(MEMORY, self.question.memory(options, shells, self.folders))

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
        own_theme = [config.theme.custom_dir] if config.theme.custom_dir else []
        folders = [str(folder) for folder in (self.config.data_dir, *own_theme)]
        Serving(server, folders, partial(self._again, config), builder, partial(self._missed, config))
        if self.config.huisstijl:
            server.watch(str(Path(config.config_file_path).parent / self.config.huisstijl))
        return server

    def _missed(self, config: MkDocsConfig) -> bool:
        """Whether data or texts changed since the build began."""
        return self.folders is None or not self.folders.same(self._folders(config))

    def _again(self, config: MkDocsConfig, changed: set[str] | None) -> bool:
        """Build after a change of data. False: more changed than that, and MkDocs has to do its part."""
        if self.pages is None or self.around != self._around(config):
            return False
        return not self._load(config, changed) or self._make(self.pages)

    def _around(self, config: MkDocsConfig) -> list[Any]:
        """The signs of everything but the data."""
        folder = Path(config.config_file_path).parent
        style = folder / self.config.huisstijl if self.config.huisstijl else None
        signs = [sign(one.stat()) for one in (Path(config.config_file_path), style) if one and one.is_file()]
        return [signs, listing(config.docs_dir), self._theme_signs(config)]

    def _theme_signs(self, config: MkDocsConfig) -> list[Any]:
        folders = dict.fromkeys((str(theme_folder()), config.theme.custom_dir or str(theme_folder())))
        return [listing(folder) for folder in folders]

    def _shell_html(self, root: str, config: MkDocsConfig) -> str:
        """A page of the theme that lies `root` (`../`) from the front, with slots where our own content comes."""
        assert self.env is not None
        assert self.nav is not None
        assert self.files is not None
        page: Any = SimpleNamespace(
            url="x/" * root.count("../"),
            title="",
            content="",
            toc=[],
            canonical_url=None,
            edit_url=None,
            is_homepage=False,
            previous_page=None,
            next_page=None,
            ancestors=[],
            file=None,
            meta={"zp": {name: slot(name) for name in ("titel", "hoofd", "plaats", "inhoud")}},
        )
        context = get_context(self.nav, self.files, config, page)
        return self.env.get_template("main.html").render(context)


def _is_served(path: str) -> bool:
    """Whether a file of the theme is for visitors: not what paper is made with, nor scripts of Material's own."""
    return path.startswith("assets/") and not path.startswith("assets/javascripts/") and not path.endswith(".map")
