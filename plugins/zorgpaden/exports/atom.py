"""Atom feeds (RFC 4287) of the large changes in the dossier."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from urllib.parse import urljoin
from xml.etree import ElementTree as ET

from zorgpaden import urls
from zorgpaden.dossier import Dossier, address, changes
from zorgpaden.loading.content import Page
from zorgpaden.model.kennis import Wijziging

NAMESPACE = "http://www.w3.org/2005/Atom"
TITLE = "Kennisdossier Kansrijke Start"
MOST = 50


def feeds(dossier: Dossier, site_url: str) -> Iterator[tuple[str, bytes]]:
    """(path, content) of every feed: all, per kind of page, per thema. A feed needs absolute addresses."""
    if not site_url:
        return
    yield urls.feed(), _feed(urls.feed(), TITLE, dossier.pages, site_url)
    for soort, name in urls.KINDS.items():
        pages = [page for page in dossier.pages if page.item.entity.soort == soort]
        yield urls.feed(soort), _feed(urls.feed(soort), f"{TITLE}: {name}", pages, site_url)
    for id_, item in dossier.catalog.themas.items():
        path = urls.feed(f"thema-{id_}")
        yield path, _feed(path, f"{TITLE}: {item.entity.naam}", dossier.about("themas", id_), site_url)


def _feed(path: str, title: str, pages: list[Page], site_url: str) -> bytes:
    """One feed, newest first. `updated` is the day of the newest change: the build has no clock."""
    entries = sorted(
        ((change, page) for page in pages for change in changes(page)),
        key=lambda pair: (-pair[0].op.toordinal(), address(pair[1])),
    )[:MOST]
    feed = ET.Element("feed", {"xmlns": NAMESPACE, "xml:lang": "nl"})
    own = urljoin(site_url, path)
    _add(feed, "id", own)
    _add(feed, "title", title)
    _add(feed, "updated", _moment(entries[0][0].op if entries else date(2018, 9, 1)))
    ET.SubElement(feed, "link", rel="self", type="application/atom+xml", href=own)
    ET.SubElement(feed, "link", rel="alternate", type="text/html", href=urljoin(site_url, urls.KENNIS))
    _add(ET.SubElement(feed, "author"), "name", "Redactie Kennisdossier")
    for change, page in entries:
        feed.append(_entry(change, page, site_url))
    ET.indent(feed)
    content: bytes = ET.tostring(feed, encoding="utf-8", xml_declaration=True)
    return content


def _entry(change: Wijziging, page: Page, site_url: str) -> ET.Element:
    """One change of one page; the day is part of the id, because a page can change again."""
    link = urljoin(site_url, address(page))
    entry = ET.Element("entry")
    _add(entry, "id", f"{link}#{change.op.isoformat()}")
    _add(entry, "title", page.item.entity.titel)
    _add(entry, "updated", _moment(change.op))
    ET.SubElement(entry, "link", rel="alternate", type="text/html", href=link)
    _add(entry, "summary", f"{change.tekst} {page.item.entity.samenvatting}")
    return entry


def _add(parent: ET.Element, tag: str, text: str) -> None:
    ET.SubElement(parent, tag).text = text


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
