"""The files of the form: a page and a configuration per part, and Decap itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from zorgpaden import urls
from zorgpaden.csp import form_policy_in_page
from zorgpaden.form.collections import parts_of
from zorgpaden.form.config import as_yaml, decap_config
from zorgpaden.form.fields import empty_counts
from zorgpaden.loading import Laag
from zorgpaden.loading.files import LOCAL_FILES, LOCAL_FOLDERS, NATIONAL_FILES, NATIONAL_FOLDERS
from zorgpaden.loading.records import LANDELIJK
from zorgpaden.render.views import Desk

MODELS = (
    *NATIONAL_FOLDERS.values(),
    *NATIONAL_FILES.values(),
    *LOCAL_FOLDERS.values(),
    *(model for files in LOCAL_FILES.values() for model in files.values()),
)


DECAP = ".cache/formulier/decap"
"""Where `scripts/form` puts Decap, beside mkdocs.yml."""


def found_decap(folder: Path) -> tuple[Path, ...]:
    """The files of Decap beside a mkdocs.yml in `folder`, sorted; none when nobody fetched them."""
    there = folder / DECAP
    return tuple(sorted(there.iterdir())) if (there / "decap-cms.js").is_file() else ()


def form_files(desk: Desk, laag: Laag) -> Iterator[tuple[str, bytes]]:
    """Path below the site folder, and content, of the forms for a layer; with the national ones comes Decap itself.

    Nothing when the host chose no repository or Decap is not there.
    """
    host, decap = desk.settings.formulier, desk.settings.decap
    if host is None or not decap:
        return
    for part in parts_of(desk.catalog, laag):
        url = urls.bewerken(part.id)
        page = desk.fragments.render(
            "formulier.html",
            root=urls.root(url),
            naam=part.naam,
            beleid=form_policy_in_page(host),
            decap=f"{urls.root(url)}{urls.DECAP}decap-cms.js",
            houd=" ".join(empty_counts(MODELS)),
        )
        yield f"{url}index.html", page.encode()
        yield f"{url}config.yml", as_yaml(decap_config(desk.catalog, part, host, desk.settings.site_url)).encode()
    for file in decap if laag == LANDELIJK else ():
        yield f"{urls.DECAP}{file.name}", file.read_bytes()
