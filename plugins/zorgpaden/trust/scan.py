"""The last look at a built site, before anybody sees it: every page, style sheet, drawing and link.

Pages share most of their text. A page is cut at its sections and a section at its lines; what a piece holds is worked
out once per piece and per place in the tree (`Reader`). Reading all pages of the country so costs about as much as
reading their bytes; a parser in C takes three times as long, and repairs what this should find.
"""

from __future__ import annotations

import html
import posixpath
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

from zorgpaden import urls
from zorgpaden.offline import file_of
from zorgpaden.problems import Problem
from zorgpaden.trust.markup import Fault, Markup, Piece

_CSS_ADDRESS = re.compile(r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^)"'\s]*))\s*\)|@import\s*(?:"([^"]*)"|'([^']*)')""")
_CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_LOCATION = re.compile(r"<loc>([^<]*)</loc>")
_MOST = 200
"""Problems that are shown; more of them say nothing more."""


class Reader:
    """Reads pages, and remembers the pieces they share."""

    def __init__(self, *, form: bool) -> None:
        self._markup = Markup(form=form)
        self._sections: dict[tuple[tuple[str, ...], bytes], Piece] = {}
        self._lines: dict[tuple[tuple[str, ...], bytes], Piece] = {}

    def page(self, content: bytes) -> list[Piece]:
        """The pieces of a page, in order."""
        return list(self._pieces(content, b"<section", self._sections, self._section, ()))

    def whole(self, content: bytes) -> Piece:
        """A page in one piece: slow, but it knows where its faults are."""
        return self._markup.read((), content.decode("utf-8", "replace"))

    def _section(self, opened: tuple[str, ...], content: bytes) -> Piece:
        lines = list(self._pieces(content, b"\n<", self._lines, self._line, opened))
        return Piece(
            lines[-1].open,
            tuple(id_ for line in lines for id_ in line.ids),
            frozenset().union(*(line.anchors for line in lines)),
            frozenset().union(*(line.links for line in lines)),
            frozenset().union(*(line.loads for line in lines)),
            tuple(fault for line in lines for fault in line.faults),
        )

    def _line(self, opened: tuple[str, ...], content: bytes) -> Piece:
        return self._markup.read(opened, content.decode("utf-8", "replace"))

    @staticmethod
    def _pieces(
        content: bytes,
        at: bytes,
        known: dict[tuple[tuple[str, ...], bytes], Piece],
        make: Callable[[tuple[str, ...], bytes], Piece],
        opened: tuple[str, ...],
    ) -> Iterator[Piece]:
        for number, part in enumerate(content.split(at)):
            key = (opened, at + part if number else part)
            piece = known.get(key)
            if piece is None:
                piece = known[key] = make(*key)
            opened = piece.open
            yield piece


@dataclass
class _Found:
    """One fault on one or more pages."""

    fault: Fault
    path: str
    others: int = 0


@dataclass
class Scan:
    """All files of one built site, given one by one to `add`; `problems` closes it."""

    site_url: str
    """Address of the site, ends with a slash; empty when it is not known."""
    paths: frozenset[str]
    """Every file of the site, relative to its root."""
    _found: dict[tuple[str, str], _Found] = field(default_factory=dict)
    _good: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    _pages: dict[str, list[Piece]] = field(default_factory=dict)
    _fragments: dict[tuple[str, str], str] = field(default_factory=dict)
    _lines: dict[str, tuple[int, int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._strict, self._form = Reader(form=False), Reader(form=True)
        self._base = urlsplit(self.site_url)

    def add(self, path: str, content: bytes) -> None:
        """Look at one file."""
        if path.endswith(".html"):
            self._page(path, content)
        elif path.endswith(".css"):
            self._style(path, content.decode("utf-8", "replace"))
        elif path.endswith(".svg"):
            self._drawing(path, content)
        elif path == "sitemap.xml":
            for address in _LOCATION.findall(content.decode("utf-8", "replace")):
                self._lead(path, html.unescape(address))

    def _page(self, path: str, content: bytes) -> None:
        reader = self._form if path.startswith(urls.BEWERKEN) else self._strict
        pieces = self._pages[path] = reader.page(content)
        if any(piece.faults for piece in pieces):
            for fault in reader.whole(content).faults:
                self._report(path, fault, content)
        if content[:99].lstrip()[:15].lower() != b"<!doctype html>":
            self._report(path, Fault(0, "html", "de pagina begint niet met <!doctype html>"), content)
        if pieces[-1].open:
            self._report(path, Fault(0, "html", f"<{pieces[-1].open[-1]}> wordt nergens gesloten"), content)
        ids = [id_ for piece in pieces for id_ in piece.ids]
        there = set(ids)
        if len(there) < len(ids):
            for id_ in sorted(id_ for id_ in there if ids.count(id_) > 1):
                self._report(path, Fault(0, "anker", f"het id “{id_}” staat er twee keer"), content)
        for anchor in sorted(set().union(*(piece.anchors for piece in pieces)) - there):
            if unquote(anchor) not in there:
                self._report(path, Fault(0, "anker", f"“#{anchor}” verwijst naar niets op de pagina"), content)
        self._addresses(path, pieces)

    def _addresses(self, path: str, pieces: list[Piece]) -> None:
        depth = path.count("/")
        good = self._good[depth]
        for address in set().union(*(piece.links for piece in pieces)) - good:
            if self._lead(path, address) and _from_root(address, depth):
                good.add(address)
        for address in set().union(*(piece.loads for piece in pieces)):
            if f" {address}" not in good and self._load(path, address) and _from_root(address, depth):
                good.add(f" {address}")

    def _style(self, path: str, text: str) -> None:
        for groups in _CSS_ADDRESS.findall(_CSS_COMMENT.sub("", text)):
            address = "".join(groups)
            if address and not address.startswith(("data:image/", "#")):
                self._load(path, address)

    def _drawing(self, path: str, content: bytes) -> None:
        try:
            tree = ElementTree.fromstring(content)  # noqa: S314  (our own file; a bomb is refused by expat)
        except ElementTree.ParseError as wrong:
            self._report(path, Fault(0, "html", f"de tekening is niet te lezen: {wrong}"))
            return
        for element in tree.iter():
            name = str(element.tag).rpartition("}")[2]
            if name in ("script", "foreignObject"):
                self._report(path, Fault(0, "inline", f"<{name}> mag niet in een tekening staan"))
            for attribute, value in element.items():
                if attribute.startswith("on"):
                    self._report(path, Fault(0, "inline", f"“{attribute}” mag niet in een tekening staan"))
                elif attribute.endswith("href") and not value.startswith(("#", "data:image/")):
                    self._report(path, Fault(0, "vreemd", f"de tekening verwijst naar “{value}”"))

    def _lead(self, path: str, address: str) -> bool:
        """Whether a link leads somewhere; one to another site is not followed."""
        target = self._own(path, address)
        if target is None:
            return True
        file, fragment = target
        if file not in self.paths:
            hint = (
                "zet een / achter het adres"
                if f"{file}/index.html" in self.paths
                else "maak de pagina of haal de link weg"
            )
            self._report(path, Fault(0, "link", f"de link naar “{file}” leidt nergens heen", hint))
            return False
        if fragment and "=" not in fragment and file.endswith(".html"):  # with = it is a choice, read by a script
            self._fragments.setdefault((file, fragment), path)
        return True

    def _load(self, path: str, address: str) -> bool:
        target = self._own(path, address)
        if target is None or "//" in address:
            hint = "laad alleen bestanden van de site zelf"
            self._report(path, Fault(0, "vreemd", f"“{address}” wordt van een andere plek geladen", hint))
            return False
        if target[0] not in self.paths:
            self._report(path, Fault(0, "link", f"het bestand “{target[0]}” wordt geladen, maar is er niet"))
            return False
        return True

    def _own(self, path: str, address: str) -> tuple[str, str] | None:
        """File and fragment of an address on this site; None for one elsewhere."""
        address, _, fragment = address.partition("#")
        try:
            parts = urlsplit(address)
        except ValueError:
            return (address, "")  # no such file, so it is reported
        if parts.scheme or parts.netloc:
            if not self.site_url or parts.netloc != self._base.netloc or not parts.path.startswith(self._base.path):
                return None
            way = unquote(parts.path[len(self._base.path) :])
        elif parts.path.startswith("/"):
            base = self._base.path or "/"
            way = unquote(parts.path[len(base) :]) if parts.path.startswith(base) else unquote(parts.path)
        else:
            way = posixpath.join(posixpath.dirname(path), unquote(parts.path))
            if not parts.path:
                return path, unquote(fragment)
        folder = not way or way.endswith(("/", "/.", "/..")) or way in (".", "..")
        way = posixpath.normpath(way) if way else "."
        way = "" if way == "." else f"{way}/" if folder else way
        return file_of(way), unquote(fragment)

    def _report(self, path: str, fault: Fault, content: bytes = b"") -> None:
        key = (fault.code, fault.message)
        if key in self._found:
            self._found[key].others += self._found[key].path != path
            return
        self._found[key] = _Found(fault, path)
        if fault.offset:
            before = content.decode("utf-8", "replace")[: fault.offset]
            self._lines[path + fault.message] = before.count("\n") + 1, fault.offset - before.rfind("\n")

    def problems(self, sources: Mapping[str, str]) -> list[Problem]:
        """Everything that is wrong; `sources` gives the file behind the address of a page, where that is known."""
        for (file, fragment), path in self._fragments.items():
            if not any(fragment in piece.ids for piece in self._pages.get(file, ())):
                self._report(path, Fault(0, "anker", f"“{file}#{fragment}” verwijst naar niets op die pagina"))
        found = sorted(self._problem(one, sources) for one in self._found.values())
        if len(found) <= _MOST:
            return found
        rest = Problem("site", 0, 0, "site-meer", "fout", f"er zijn nog {len(found) - _MOST} andere fouten")
        return [*found[:_MOST], rest]

    def _problem(self, one: _Found, sources: Mapping[str, str]) -> Problem:
        line, column = self._lines.get(one.path + one.fault.message, (0, 0))
        source = sources.get(one.path.removesuffix("index.html"), "")
        more = f" (ook op {one.others} andere {'pagina' if one.others == 1 else 'pagina’s'})" if one.others else ""
        hints = filter(None, (one.fault.hint, f"deze pagina komt uit {source}" if source else ""))
        message = f"{one.fault.message}{more}"
        return Problem(one.path, line, column, f"site-{one.fault.code}", "fout", message, "; ".join(hints))


def _from_root(address: str, depth: int) -> bool:
    """Whether an address means the same on every page at this depth."""
    return "//" in address or (depth > 0 and address.startswith("../" * depth))
