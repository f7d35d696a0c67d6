"""The adapter: the only module that knows MkDocs. Runs unchanged under ProperDocs.

`on_config` loads and checks before anything is touched; `on_post_build` writes the
data pages beside the hand-written ones; `on_shutdown` swaps the new site in, after
MkDocs has had its say about warnings.
"""

from __future__ import annotations

import logging
import shutil
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Literal

from jinja2 import Environment
from mkdocs.commands.build import build, get_context
from mkdocs.config import config_options as option
from mkdocs.config import load_config
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
from zorgpaden.basis import Grond
from zorgpaden.catalog import Catalog
from zorgpaden.checks import Context
from zorgpaden.clock import today
from zorgpaden.csp import page_policy_in_page
from zorgpaden.edition import Edition, make_edition
from zorgpaden.exports.pdf import found_paper
from zorgpaden.form.host import Host, WrongSetting, read_host
from zorgpaden.form.pages import found_decap
from zorgpaden.hosting.choice import Hosting, WrongHosting, contact_fault, place_of, read_hosting
from zorgpaden.hosting.servers import Wanted
from zorgpaden.huisstijl.style import HouseStyle, load_house_style
from zorgpaden.loading.content import Page as ContentPage
from zorgpaden.offline import Offline
from zorgpaden.problems import DataProblems, errors
from zorgpaden.project import load_project
from zorgpaden.publish import fresh_folder, publish
from zorgpaden.redirects import redirects
from zorgpaden.render.base_page import WithoutControls
from zorgpaden.render.environment import dutch_date, theme_folder
from zorgpaden.render.markdown import EXTENSION_CONFIGS, EXTENSIONS, sanitise
from zorgpaden.render.shell import slot
from zorgpaden.render.views.dossier import page_bottom, page_top
from zorgpaden.report import as_text, summary
from zorgpaden.rounds.choice import Correctie, WrongChoice, read_choice
from zorgpaden.rounds.mail import Sender
from zorgpaden.settings import Settings
from zorgpaden.site import File, Site
from zorgpaden.trust.bom import bom_files, parts_of_site
from zorgpaden.trust.finish import finish
from zorgpaden.trust.sources import page_sources

log = logging.getLogger("mkdocs.plugins.zorgpaden")
LOGOS = (".svg", ".png", ".webp", ".jpg")


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

    def choice(self) -> Correctie:
        """How owners answer; raises `WrongChoice`."""
        return read_choice(self.correctie, self.issue_url, formulier=bool(self.formulier))


class ZorgpadenPlugin(BasePlugin[ZorgpadenConfig]):
    """Hooks, in the order in which MkDocs calls them."""

    def __init__(self) -> None:
        self.serving = self.ready = False
        self.target: Path | None = None
        self.fresh: Path | None = None
        self.catalog = Catalog()
        self.edition = Edition(self.catalog, frozenset())
        self.grond: Grond | None = None
        self.settings = Settings(date.today())
        self.nav: Navigation | None = None
        self.env: Environment | None = None
        self.files: Files | None = None

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        self.serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        self.settings = self._settings(config)
        self._dress(config)
        context = Context(self.settings.peildatum)
        try:
            project = load_project(Path(self.config.data_dir), Path(config.docs_dir), context)
            whole, self.grond = project.checked().catalog, project.grond
        except DataProblems as found:
            if self.serving and self.catalog.zorgpaden:
                # Not as an error: in strict mode that stops serving.
                log.info("LET OP: u ziet de laatste goede versie.\n%s", as_text(errors(found.problems)))
                return config
            raise PluginError(
                f"er wordt niets gebouwd.\n{as_text(errors(found.problems))}\n{summary(found.problems)}"
            ) from None
        self._refuse_unknown_places(whole)
        self.edition = make_edition(whole, self.settings.alleen, dossier=self.config.dossier == "ja")
        self.catalog = self.edition.catalog
        log.info("Zorgpaden: %s", summary(project.problems))
        config.extra["zp_huisstijl"] = bool(self.settings.huisstijl)
        if self.settings.hosting.beleid_in_pagina and not self.serving and not config.extra.get("zp_kopie"):
            config.extra["zp_beleid"] = page_policy_in_page()
        config.extra["zp_peildatum"] = dutch_date(self.settings.peildatum)
        config.markdown_extensions = [*EXTENSIONS]
        config.mdx_configs = {**EXTENSION_CONFIGS}
        config.theme.static_templates.discard("sitemap.xml")  # ours has the data pages as well
        if not self.serving:
            self.target = self.target or Path(config.site_dir).resolve()
            if self.target.exists() and not self.target.is_dir():
                raise PluginError(f"{self.target} is een bestand; de site heeft een map nodig")
            self.fresh = fresh_folder(self.target)
            config.site_dir = str(self.fresh)
        return config

    def _settings(self, config: MkDocsConfig) -> Settings:
        given = str(self.config.peildatum)
        try:
            peildatum = date.fromisoformat(given) if given else today()
        except ValueError as wrong:
            fault = f"peildatum “{given}” is geen datum (jjjj-mm-dd)" if given else str(wrong)
            raise PluginError(fault) from None
        return Settings(
            peildatum=peildatum,
            site_url=config.site_url or "",
            bewerk_url=self.config.bewerk_url,
            meldadres=self.config.meldadres,
            alleen=tuple(filter(None, self.config.alleen.split(","))),
            meedoen=self.config.meedoen,
            papier=self._paper(config),
            formulier=self._form(),
            correctie=self._choice(),
            hosting=self._hosting(peildatum),
            decap=found_decap(Path(config.config_file_path).parent),
            huisstijl=self._house_style(config),
            onderdelen=parts_of_site(Path(config.config_file_path).parent, theme_folder()),
        )

    def _dress(self, config: MkDocsConfig) -> None:
        """Our theme below that of a host who has none of its own; its logo; menus without what it leaves out."""
        if not config.theme.custom_dir:
            config.theme.dirs.insert(0, str(theme_folder()))
        logo = self._logo(config)
        config.extra["zp_logo"] = logo and {"adres": _logo_url(logo), "tekst": self.config.logo_tekst}
        if self.config.dossier == "nee":
            for menu in ("menu", "voet"):
                links = config.extra.get(menu) or {}
                config.extra[menu] = {name: url for name, url in links.items() if not urls.in_dossier(url)}

    def _logo(self, config: MkDocsConfig) -> Path | None:
        if not self.config.logo:
            return None
        logo = Path(config.config_file_path).parent / self.config.logo
        if logo.suffix not in LOGOS or not logo.is_file():
            raise PluginError(f"logo: {logo} is er niet, of is geen plaatje ({', '.join(LOGOS)})")
        if not self.config.logo_tekst:
            raise PluginError("logo: zet bij logo_tekst wat er op het logo staat, voor wie het niet ziet")
        return logo

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

    def _choice(self) -> Correctie:
        try:
            return self.config.choice()
        except WrongChoice as wrong:
            raise PluginError(str(wrong)) from None

    def _form(self) -> Host | None:
        try:
            return read_host(self.config.formulier)
        except WrongSetting as wrong:
            raise PluginError(str(wrong)) from None

    def _hosting(self, peildatum: date) -> Hosting:
        try:
            found = read_hosting(self.config.hosting)
        except WrongHosting as wrong:
            raise PluginError(str(wrong)) from None
        fault = contact_fault(found, peildatum)
        if fault:  # the care on the pages does not wait for this; `zorgpaden host` refuses it
            log.info("LET OP: %s Nu staat er geen security.txt op de site.", fault)
            return replace(found, meldpunt="", meldpunt_tot=None)
        return found

    def _paper(self, config: MkDocsConfig) -> dict[str, tuple[Path, ...]]:
        """What `zorgpaden pdf` made; the folder is relative to mkdocs.yml."""
        if not self.config.pdf:
            return {}
        folder = Path(config.config_file_path).parent / self.config.pdf
        if not folder.is_dir():
            raise PluginError(f"de map {folder} (pdf) is er niet; maak die met: zorgpaden pdf --to {self.config.pdf}")
        return found_paper(folder)

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
        if self.grond:
            base = str(self.grond.map / "content")
            for path in self.grond.content:
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
        self.site = Site(self.catalog, self.settings, lambda url: self._shell_html(url, config))
        root = config.site_url or "/"
        config.extra["zp_niet_gevonden"] = self.site.desk.fragments.render("niet_gevonden.html", root=root)
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
        page.meta["zp_boven"] = page_top(self.site.desk, mine)
        page.meta["zp_onder"] = page_bottom(self.site.desk, mine)
        return context

    def _mine(self, page: Page) -> ContentPage:
        """Our typed page for a page of MkDocs."""
        mine = next((one for one in self.catalog.pages if one.item.source.path == page.file.src_uri), None)
        if mine is None:  # while serving: a new page that is not right yet
            raise PluginError(f"content/{page.file.src_uri} heeft nog fouten; zie hierboven")
        return mine

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        root = Path(config.site_dir)
        _write(root, self.site.files())
        logo = self._logo(config)
        _write(root, [(_logo_url(logo), logo.read_bytes())] if logo else [])
        _write(root, bom_files(self.settings.onderdelen))
        worker = (theme_folder() / urls.SERVICE_WORKER).read_text(encoding="utf-8")
        _write(root, Offline(self.catalog, self.settings, root).files(worker))  # last: it reads the rest
        if not self.serving:
            if self.settings.hosting.comprimeer and not config.extra.get("zp_kopie"):
                from zorgpaden.hosting.compress import siblings  # noqa: PLC0415  (only who compresses needs Brotli)

                _write(root, siblings(root))
            self._finish(root, config.site_url or "")  # after everything: it lists every file
        self.ready = True

    def _finish(self, root: Path, site_url: str) -> None:
        try:
            finish(root, site_url, page_sources(self.catalog, self.settings.alleen))
        except DataProblems as found:
            raise PluginError(
                f"de oude site blijft staan: de nieuwe is niet goed.\n{as_text(found.problems)}\n"
                f"{summary(found.problems)}"
            ) from None

    def on_build_error(self, *, error: Exception) -> None:
        self.ready = False
        self._clean()

    def on_shutdown(self) -> None:
        if self.ready and self.fresh and self.target:
            publish(self.fresh, self.target)
            log.info("Zorgpaden: de site staat in %s", self.target)
        self._clean()

    def _clean(self) -> None:
        if self.fresh and self.fresh.exists():
            shutil.rmtree(self.fresh, ignore_errors=True)

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
        server.watch(str(self.config.data_dir))
        if config.theme.custom_dir:
            server.watch(config.theme.custom_dir)
        if self.config.huisstijl:
            server.watch(str(Path(config.config_file_path).parent / self.config.huisstijl))
        return server

    def _shell_html(self, url: str, config: MkDocsConfig) -> str:
        """A page of the theme at `url`, with slots where our own content comes."""
        assert self.env is not None
        assert self.nav is not None
        assert self.files is not None
        page: Any = SimpleNamespace(
            url=url,
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


def _logo_url(logo: Path) -> str:
    return f"assets/logo{logo.suffix}"


def _config_file() -> Path:
    """The mkdocs.yml of this folder, or our own when there is none."""
    own = Path("mkdocs.yml")
    return own if own.is_file() else theme_folder().parent / "mkdocs.yml"


def site_address() -> str:
    """Where the site will stand, according to mkdocs.yml."""
    return load_config(str(_config_file())).site_url or ""


def places() -> tuple[str, str]:
    """Where the site stands and where its files are edited, according to mkdocs.yml; empty when it does not say."""
    config = load_config(str(_config_file()))
    mine: Any = config.plugins["zorgpaden"]
    return config.site_url or "", mine.config.bewerk_url


def hosting(catalog: Catalog) -> Wanted:
    """What servers have to know, according to mkdocs.yml and the data; raises `WrongHosting`."""
    config = load_config(str(_config_file()))
    mine: Any = config.plugins["zorgpaden"]
    try:
        form = read_host(mine.config.formulier)
    except WrongSetting as wrong:
        raise WrongHosting(str(wrong)) from None
    alleen = tuple(filter(None, mine.config.alleen.split(",")))
    shown = make_edition(catalog, alleen, dossier=mine.config.dossier == "ja").catalog
    return Wanted(place_of(config.site_url or ""), read_hosting(mine.config.hosting), form, redirects(shown, alleen))


def sender() -> Sender:
    """From whom letters of a round come, according to mkdocs.yml; raises `WrongChoice`."""
    config = load_config(str(_config_file()))
    mine: Any = config.plugins["zorgpaden"]
    return Sender(config.site_url or "", mine.config.choice(), mine.config.meldadres)


def _write(root: Path, files: Iterable[File]) -> None:
    """Write files below a folder."""
    made: set[Path] = set()
    for path, content in files:
        file = root / path
        if file.parent not in made:
            file.parent.mkdir(parents=True, exist_ok=True)
            made.add(file.parent)
        file.write_bytes(content)


def build_site(
    data: Path, content: Path, to: Path, peildatum: date | None, alleen: tuple[str, ...], *, kopie: bool = False
) -> int:
    """Build with the mkdocs.yml of this folder, or with our own when there is none. Returns an exit code.

    A `kopie` says on every page that it is one, and from when.
    """
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    config = load_config(str(_config_file()), docs_dir=str(content.resolve()), site_dir=str(to.resolve()))
    plugin: Any = config.plugins["zorgpaden"]
    plugin.config.data_dir = str(data.resolve())
    plugin.config.peildatum = peildatum.isoformat() if peildatum else plugin.config.peildatum
    plugin.config.alleen = ",".join(alleen) or plugin.config.alleen
    config.extra["zp_kopie"] = kopie
    config.plugins.on_startup(command="build", dirty=False)
    try:
        build(config)
    except SystemExit:
        return 1
    finally:
        config.plugins.on_shutdown()
    return 0
