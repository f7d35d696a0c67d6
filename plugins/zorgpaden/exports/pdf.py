"""Paper as tagged PDF (PDF/UA-1), with WeasyPrint. Same input, same bytes.

WeasyPrint is asked for only here and only when it is used: the site builds without it.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from zorgpaden.catalog import Catalog
from zorgpaden.exports.paper import Paper, paper_desk
from zorgpaden.render.environment import theme_folder
from zorgpaden.settings import Settings

BOOKLET = "boekje.pdf"
MOST_LETTERS = 10_000
"""No page of our cards holds this many, so a longer draft is not worth the time of a layout."""
_TAG = re.compile(r"<[^>]*>")


class PaperError(Exception):
    """Why there is no paper; a Dutch sentence for who asked for it."""


class Printer:
    """WeasyPrint, set up once: our stylesheets (names in `theme/papier/`), and nothing fetched from anywhere."""

    def __init__(self, *stylesheets: str) -> None:
        self._weasyprint = _engine()
        papier = theme_folder() / "papier"
        self._css = b"".join((papier / name).read_bytes() for name in ("papier.css", *stylesheets))

    def card(self, name: str, drafts: Iterator[str]) -> bytes:
        """The first draft that fits on one page; `name` says which card in a complaint."""
        for html in drafts:
            if len(_TAG.sub("", html)) > MOST_LETTERS:
                continue
            document = self._layout(html)
            if len(document.pages) == 1:
                return self._pdf(document, html)
        raise PaperError(f"de kaart “{name}” past niet op één blad, ook niet ingekort")

    def booklet(self, html: str) -> bytes:
        """A document of as many pages as it needs."""
        return self._pdf(self._layout(html), html)

    def _layout(self, html: str) -> Any:
        nothing = self._weasyprint.urls.URLFetcher(allowed_protocols=["data"])
        css = self._weasyprint.CSS(string=self._css.decode(), url_fetcher=nothing)
        return self._weasyprint.HTML(string=html, url_fetcher=nothing).render(stylesheets=[css], pdf_variant="pdf/ua-1")

    def _pdf(self, document: Any, html: str) -> bytes:
        identifier = hashlib.sha256(html.encode() + self._css).digest()[:16]
        content: bytes = document.write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=identifier)
        return content


def _engine() -> Any:
    try:
        import segno  # noqa: F401, PLC0415  (for `qr_picture`: missed now, not halfway)
        import weasyprint  # noqa: PLC0415
    except ModuleNotFoundError as missing:
        raise PaperError(
            f"voor papier is nog nodig: {missing.name}. Gebruik scripts/pdf of scripts/review,"
            " of draai: pip install weasyprint segno"
        ) from None
    except OSError:  # the package is there, the library it calls is not
        raise PaperError(
            "voor papier is Pango nodig. Op Debian of Ubuntu: sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0"
        ) from None
    return weasyprint


def write_paper(
    catalog: Catalog, settings: Settings, gemeenten: list[str], zorgpaden: list[str], to: Path
) -> Iterator[Path]:
    """Make `to/<gemeente>/<zorgpad>.pdf`, and the booklet when no zorgpaden were chosen. Yields what is ready."""
    printer, desk = Printer(), paper_desk(catalog, settings)
    for gemeente_id in gemeenten:
        paper = Paper(desk, gemeente_id)
        for id_ in zorgpaden or list(catalog.zorgpaden):
            card = printer.card(f"{id_} in {gemeente_id}", paper.cards(id_))
            yield _write(to / gemeente_id / f"{id_}.pdf", card)
        if not zorgpaden:
            yield _write(to / gemeente_id / BOOKLET, printer.booklet(paper.booklet()))


def _write(file: Path, content: bytes) -> Path:
    """The whole file or the old one: never half of it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        draft.write_bytes(content)
        draft.replace(file)
    finally:
        draft.unlink(missing_ok=True)
    return file
