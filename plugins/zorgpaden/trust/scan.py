"""The last look at a built site, before anybody sees it: every page, style sheet, drawing and link.

Files are looked at one by one (`Scan`), by more than one process and only when they changed. Where a link leads is
known when all files are: `judge` closes the look.

Pages share most of their text. A page is cut at its sections and a section at its list items; what a piece holds is
worked out once per piece and per place in the tree (`Reader`), and what a tag comes to as well (`Markup`). Reading all
pages of the country so costs about as much as reading their bytes; a parser in C takes three times as long, and repairs
what this should find.
"""

from __future__ import annotations

import html
import posixpath
import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

from zorgpaden import urls
from zorgpaden.problems import Problem
from zorgpaden.recent import Recent
from zorgpaden.trust.markup import Fault, Found, Markup, Piece, joined
from zorgpaden.urls import file_of

_CSS_ADDRESS = re.compile(r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^)"'\s]*))\s*\)|@import\s*(?:"([^"]*)"|'([^']*)')""")
_CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_LOCATION = re.compile(r"<loc>([^<]*)</loc>")
_FOLDERS = re.compile(r"(?:[a-z0-9-]+/)*")
_MOST = 200
"""Problems that are shown; more of them say nothing more."""
CUTS = ("<section", "<li")
"""Where a page is cut, and then its pieces."""
MOST_PIECES = (400, 2_000)
"""Pieces of each kind of which a process remembers what they hold."""

MOST_ADDRESSES = 5_000
"""Tags of which a process remembers that they lead somewhere."""


class Reader:
    """Reads pages, and remembers the pieces they share."""

    def __init__(self, *, form: bool) -> None:
        self._markup = Markup(form=form)
        self._known: tuple[Recent[tuple[tuple[str, ...], str], Piece], ...] = tuple(map(Recent, MOST_PIECES))

    def page(self, content: str) -> Piece:
        """What a page holds."""
        return self._read((), content, 0)

    def whole(self, content: str) -> Piece:
        """A page in one piece: slow, but it knows where its faults are."""
        return self._markup.read((), content)

    def _read(self, opened: tuple[str, ...], content: str, level: int) -> Piece:
        """What a text between two cuts of a level holds."""
        if level == len(CUTS):
            return self._markup.glance(opened, content)
        pieces, known, at = [], self._known[level], CUTS[level]
        for number, part in enumerate(content.split(at)):
            key = (opened, at + part if number else part)
            piece = known.get(key)
            if piece is None:
                piece = self._read(*key, level + 1)
                known.put(key, piece)
            opened = piece.open
            pieces.append(piece)
        return joined(opened, pieces) if len(pieces) > 1 else pieces[0]


Lead = tuple[str, str, str, bool]
"""File and fragment that a page leads to, the page, and whether it is loaded (not followed)."""


@dataclass(slots=True)
class Seen:
    """What looking at some files gave."""

    faults: list[tuple[str, int, int, Fault]] = field(default_factory=list)
    """Path, line and column (0 when that says nothing), and the fault."""
    leads: dict[tuple[str, str, bool], str] = field(default_factory=dict)
    """What is still to be seen: whether these are there; with the first page that leads to each."""
    loads: dict[str, frozenset[str]] = field(default_factory=dict)
    """Per page the files that it loads."""


class Scan:
    """Looks at files of one site, given one by one to `add`; `take` gives what was seen since the last time."""

    def __init__(self, site_url: str, sure: Collection[str]) -> None:
        """`site_url` ends with a slash, or is empty when it is not known. `sure`: files that are there for certain."""
        self._site_url, self._base, self._sure = site_url, urlsplit(site_url), sure
        self._strict, self._form = Reader(form=False), Reader(form=True)
        self._good: dict[int, set[Found]] = defaultdict(set)
        self._files: dict[int, dict[str, str]] = defaultdict(dict)
        self._seen = Seen()

    def take(self) -> Seen:
        """What was seen, and begin anew."""
        seen, self._seen = self._seen, Seen()
        return seen

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
        text = content.decode("utf-8", "replace")
        page = reader.page(text)
        if content[:99].lstrip()[:15].lower() != b"<!doctype html>":
            self._report(path, Fault(0, "html", "de pagina begint niet met <!doctype html>"), content)
        if page.open:
            self._report(path, Fault(0, "html", f"<{page.open[-1]}> wordt nergens gesloten"), content)
        there = set(page.ids)
        if len(there) < len(page.ids):
            for id_ in sorted(id_ for id_ in there if page.ids.count(id_) > 1):
                self._report(path, Fault(0, "anker", f"het id “{id_}” staat er twee keer"), content)
        new = page.found - self._good[path.count("/")]
        if any(found.faults for found in new):
            for fault in reader.whole(text).faults:
                self._report(path, fault, content)
        for anchor in sorted({anchor for found in new for anchor in found.anchors} - there):
            if unquote(anchor) not in there:
                self._report(path, Fault(0, "anker", f"“#{anchor}” verwijst naar niets op de pagina"), content)
        self._addresses(path, new)

    def _addresses(self, path: str, new: Iterable[Found]) -> None:
        depth = path.count("/")
        loads: list[str] = []
        for found in new:
            sure = [self._lead(path, address) and _from_root(address, depth) for address in found.links]
            loads += found.loads
            if all(sure) and not (found.anchors or found.loads or found.faults):
                self._remember(found, depth)
        files = self._files[depth]
        self._seen.loads[path] = frozenset([files.get(one) or self._loaded(path, one, depth) for one in loads])

    def _remember(self, found: Found, depth: int) -> None:
        """On pages at this depth nobody has to look at this again."""
        if len(self._good[depth]) >= MOST_ADDRESSES:
            self._good[depth].clear()
        self._good[depth].add(found)

    def _loaded(self, path: str, address: str, depth: int) -> str:
        file = self._load(path, address)
        if file in self._sure and _from_root(address, depth):
            self._files[depth][address] = file
        return file

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
        """Whether a link leads somewhere for certain; one to another site is not followed."""
        target = self._own(path, address)
        if target is None:
            return True
        file, fragment = target
        # With = it is a choice, read by a script; and only a page has anchors.
        anchor = fragment if "=" not in fragment and file.endswith(".html") else ""
        if file in self._sure and not anchor:
            return True
        self._seen.leads.setdefault((file, anchor, False), path)
        return False

    def _load(self, path: str, address: str) -> str:
        """The file that is loaded from an address."""
        target = self._own(path, address)
        if target is None or "//" in address:
            hint = "laad alleen bestanden van de site zelf"
            self._report(path, Fault(0, "vreemd", f"“{address}” wordt van een andere plek geladen", hint))
            return ""
        if target[0] not in self._sure:
            self._seen.leads.setdefault((target[0], "", True), path)
        return target[0]

    def _own(self, path: str, address: str) -> tuple[str, str] | None:
        """File and fragment of an address on this site; None for one elsewhere."""
        for root in ("../" * path.count("/"), self._site_url):  # as almost all are
            if root and address.startswith(root) and _FOLDERS.fullmatch(address, len(root)):
                return file_of(address[len(root) :]), ""
        if address.startswith("https://") and self._is_elsewhere(address):
            return None
        address, _, fragment = address.partition("#")
        try:
            parts = urlsplit(address)
        except ValueError:
            return (address, "")  # no such file, so it is reported
        if parts.scheme or parts.netloc:
            if not self._site_url or parts.netloc != self._base.netloc or not parts.path.startswith(self._base.path):
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

    def _is_elsewhere(self, address: str) -> bool:
        """Whether an address is for certain not of this site; what is odd about it is seen by who takes it apart."""
        near = self._base.netloc and address.startswith(f"https://{self._base.netloc}")
        return not near and "[" not in address and address.isascii()

    def _report(self, path: str, fault: Fault, content: bytes = b"") -> None:
        line = column = 0
        if fault.offset:
            before = content.decode("utf-8", "replace")[: fault.offset]
            line, column = before.count("\n") + 1, fault.offset - before.rfind("\n")
        self._seen.faults.append((path, line, column, fault))


def judge(
    seen: Iterable[Seen], paths: Collection[str], read: Callable[[str], bytes], sources: Mapping[str, str]
) -> list[Problem]:
    """Everything that is wrong with a site.

    `paths` are its files and `read` gives one; `sources` gives the file behind the address of a page, where known.
    """
    found: dict[tuple[str, str], list[tuple[str, int, int, Fault]]] = defaultdict(list)
    leads: dict[tuple[str, str, bool], str] = {}
    for one in seen:
        for fault in one.faults:
            found[fault[3].code, fault[3].message].append(fault)
        for lead, path in one.leads.items():
            leads[lead] = min(path, leads.get(lead, path))
    for lead, path in leads.items():
        if missing := _missing(*lead, paths, read):
            found[missing.code, missing.message].append((path, 0, 0, missing))
    problems = sorted(_problem(group, sources) for group in found.values())
    if len(problems) <= _MOST:
        return problems
    rest = Problem("site", 0, 0, "site-meer", "fout", f"er zijn nog {len(problems) - _MOST} andere fouten")
    return [*problems[:_MOST], rest]


def _missing(
    file: str, fragment: str, loaded: bool, paths: Collection[str], read: Callable[[str], bytes]
) -> Fault | None:
    """What is wrong with a lead, if anything."""
    if file not in paths:
        if loaded:
            return Fault(0, "link", f"het bestand “{file}” wordt geladen, maar is er niet")
        almost = f"{file}/index.html" in paths
        hint = "zet een / achter het adres" if almost else "maak de pagina of haal de link weg"
        return Fault(0, "link", f"de link naar “{file}” leidt nergens heen", hint)
    if fragment and f' id="{html.escape(fragment)}"'.encode() not in read(file):
        return Fault(0, "anker", f"“{file}#{fragment}” verwijst naar niets op die pagina")
    return None


def _problem(group: list[tuple[str, int, int, Fault]], sources: Mapping[str, str]) -> Problem:
    path, line, column, fault = min(group, key=lambda one: one[:3])
    others = len({one[0] for one in group}) - 1
    source = sources.get(path.removesuffix("index.html"), "")
    more = f" (ook op {others} andere {'pagina' if others == 1 else 'pagina’s'})" if others else ""
    hints = filter(None, (fault.hint, f"deze pagina komt uit {source}" if source else ""))
    return Problem(path, line, column, f"site-{fault.code}", "fout", f"{fault.message}{more}", "; ".join(hints))


def _from_root(address: str, depth: int) -> bool:
    """Whether an address means the same on every page at this depth."""
    return "//" in address or (depth > 0 and address.startswith("../" * depth))
