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
    updated = entries[0][0].op if entries else date(2018, 9, 1)
    feed = start_feed(path, title, updated, site_url, urls.KENNIS, "Redactie Kennisdossier")
    for change, page in entries:
        feed.append(_entry(change, page, site_url))
    return to_xml(feed)


def start_feed(path: str, title: str, updated: date, site_url: str, page: str, author: str) -> ET.Element:
    """A feed at `path` without entries; `page` is the address of the page that shows the same."""
    feed = ET.Element("feed", {"xmlns": NAMESPACE, "xml:lang": "nl"})
    own = urljoin(site_url, path)
    add_text(feed, "id", own)
    add_text(feed, "title", title)
    add_text(feed, "updated", moment(updated))
    ET.SubElement(feed, "link", rel="self", type="application/atom+xml", href=own)
    ET.SubElement(feed, "link", rel="alternate", type="text/html", href=urljoin(site_url, page))
    add_text(ET.SubElement(feed, "author"), "name", author)
    return feed


def _entry(change: Wijziging, page: Page, site_url: str) -> ET.Element:
    """One change of one page; the day is part of the id, because a page can change again."""
    link = urljoin(site_url, address(page))
    entry = ET.Element("entry")
    add_text(entry, "id", f"{link}#{change.op.isoformat()}")
    add_text(entry, "title", page.item.entity.titel)
    add_text(entry, "updated", moment(change.op))
    ET.SubElement(entry, "link", rel="alternate", type="text/html", href=link)
    add_text(entry, "summary", f"{change.tekst} {page.item.entity.samenvatting}")
    return entry


def add_text(parent: ET.Element, tag: str, text: str) -> None:
    """A child element with text."""
    ET.SubElement(parent, tag).text = text


def moment(day: date) -> str:
    """The first moment of a day, as a feed writes it."""
    return f"{day.isoformat()}T00:00:00Z"


def to_xml(feed: ET.Element) -> bytes:
    """The feed as a file."""
    ET.indent(feed)
    content: bytes = ET.tostring(feed, encoding="utf-8", xml_declaration=True)
    return content
