"""Everything the site consists of besides hand-written pages: (path, bytes) one by one."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import cache

from zorgpaden import urls
from zorgpaden.catalog import Catalog
from zorgpaden.combine import Combiner
from zorgpaden.exports.atom import feeds
from zorgpaden.exports.stand import stand_files
from zorgpaden.exports.vcard import vcards
from zorgpaden.form.pages import form_files
from zorgpaden.hosting.moved import moved_pages
from zorgpaden.hosting.security import PATH as SECURITY
from zorgpaden.hosting.security import security_txt
from zorgpaden.plan import chosen, plan_pages
from zorgpaden.render.environment import make_environment
from zorgpaden.render.shell import Shell
from zorgpaden.render.sitemap import sitemap
from zorgpaden.render.views import Desk
from zorgpaden.rounds.pages import correction_files
from zorgpaden.search.index import search_files
from zorgpaden.settings import Settings

File = tuple[str, bytes]


class Site:
    """The generated part of the site, given a checked catalog."""

    def __init__(self, catalog: Catalog, settings: Settings, shell_html: Callable[[str], str]) -> None:
        """`shell_html` gives the page of the theme, with slots, as it looks at a URL."""
        self.catalog, self.settings = catalog, settings
        self.desk = Desk(catalog, settings, make_environment())
        self._shell = cache(lambda root: Shell(shell_html("x/" * (root.count("../")))))

    def files(self) -> Iterator[File]:
        """Every generated file: path below the site folder, and content."""
        addresses = [f"{self.settings.site_url}{urls.dossier(page.path)}" for page in self.catalog.pages]
        for output in plan_pages(self.catalog, self.settings.alleen):
            document = self.desk.document(output)
            own = f"{self.settings.site_url}{output.url}"
            if document.canonical == own and document.vindbaar:
                addresses.append(own)
            page = self._shell(urls.root(output.url)).fill(document)
            yield f"{output.url}index.html", page.encode()
        yield from vcards(self.desk)
        for gemeente_id in chosen(self.catalog, self.settings.alleen):
            for file in self.settings.papier.get(gemeente_id, ()):
                yield urls.papier(gemeente_id, file.name), file.read_bytes()
        if self.catalog.dossier:
            yield from feeds(self.desk.dossier, self.settings.site_url)
        yield from stand_files(self.desk.stand, self.settings)
        yield from form_files(self.desk)
        yield from moved_pages(self.desk)
        yield from correction_files(self.desk)
        yield urls.GEMEENTELIJST, _json(self._places())
        for path, content in search_files(self.catalog, self.settings):
            yield path, _json(content)
        if self.catalog.combineren:
            places = chosen(self.catalog, self.settings.alleen)
            for path, content in Combiner(self.catalog, self.settings).files(places):
                yield path, _json(content)
        if self.settings.huisstijl:
            yield from self.settings.huisstijl.files()
        security = security_txt(self.settings.hosting, self.settings.site_url)
        if security:
            yield SECURITY, security.encode()
        if self.settings.site_url:
            yield "sitemap.xml", sitemap(addresses).encode()

    def _places(self) -> list[list[str]]:
        """[id, name, aliases…] of every gemeente with pages, for the finder."""
        found = []
        for id_ in chosen(self.catalog, self.settings.alleen):
            plaats = self.catalog.gemeenten[id_]
            aliases = plaats.register.aliassen if plaats.register else ("voorbeeld",)
            found.append([id_, plaats.naam, *aliases])
        return found


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
