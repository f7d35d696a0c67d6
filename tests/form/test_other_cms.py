"""The settings are not for Decap alone: Sveltia CMS reads the same file and shows the same collections."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Route, expect

from form.scratch import SVELTIA
from support import ROOT
from zorgpaden.catalog import Catalog
from zorgpaden.form.collections import all_parts, collections_of
from zorgpaden.form.config import as_yaml, decap_config
from zorgpaden.form.host import read_host

HERE = "https://formulier.example/"
PAGE = """<!doctype html><html lang="nl"><meta charset="utf-8"><title>Sveltia</title>
<link rel="cms-config-url" type="text/yaml" href="config.yml"><script src="sveltia-cms.js" defer></script>"""


@pytest.mark.parametrize(
    ("id_", "first", "fields"),
    [
        ("landelijk", "Zorgpaden", ("Vaste naam (id)", "Titel", "Samenvatting")),
        ("kennisdossier", "Infosheets", ("Titel", "Samenvatting")),
        ("regio-merenland", "Voorzieningen", ("Vaste naam (id)", "Doelgroep")),
        ("gemeente-waterrijk", "Voorzieningen", ("Vaste naam (id)", "Samenvatting", "Doelgroep", "Kosten")),
    ],
)
def test_sveltia_shows_the_collections(
    browser: Browser, catalog: Catalog, id_: str, first: str, fields: tuple[str, ...]
) -> None:
    part = next(part for part in all_parts(catalog) if part.id == id_)
    host = read_host({"name": "test-repo"})
    assert host
    files = {
        HERE: (PAGE, "text/html"),
        f"{HERE}config.yml": (as_yaml(decap_config(catalog, part, host)), "text/yaml"),
        f"{HERE}sveltia-cms.js": ((SVELTIA / "dist/sveltia-cms.js").read_text(encoding="utf-8"), "text/javascript"),
    }

    def answer(route: Route) -> None:
        """From this machine only; what Sveltia asks of others (fonts, translations) stays away."""
        address = re.split("[?#]", route.request.url)[0]
        inside = SVELTIA / "locales" / Path(address).name
        if address in files:
            text, kind = files[address]
            route.fulfill(body=text, content_type=f"{kind}; charset=utf-8")
        elif "/@sveltia/cms" in address and inside.is_file():
            route.fulfill(path=inside, headers={"Access-Control-Allow-Origin": "*"})
        else:
            route.abort()

    context = browser.new_context(locale="nl-NL", viewport={"width": 1280, "height": 900})
    context.set_default_timeout(30_000)
    context.route("**/*", answer)
    page = context.new_page()
    page.goto(HERE)
    page.get_by_role("button", name="Werken met een testrepository").click()
    for collection in collections_of(catalog, part):
        expect(page.get_by_role("treeitem", name=collection["label"])).to_be_visible()
    page.get_by_role("treeitem", name=first).click()
    page.get_by_role("button", name="Nieuw item aanmaken").first.click()
    for label in fields:
        expect(page.get_by_role("textbox", name=label)).to_be_visible()
    context.close()


def test_nothing_of_sveltia_is_shipped() -> None:
    """It is a second opinion in the tests; the site has Decap."""
    assert not [file for file in (ROOT / "theme").rglob("*") if "sveltia" in file.name]
