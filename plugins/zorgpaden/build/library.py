"""The data and texts of a project, read anew only where a file changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache, partial
from pathlib import Path, PurePosixPath
from typing import Any

from zorgpaden.build.leaves import Leaf, Leaves, entity_of, keep, leaf, leaf_of, page_leaf, take
from zorgpaden.build.pool import spread
from zorgpaden.build.question import Folders
from zorgpaden.build.shelves import Shelf, Shelves, Summary, shelf_name, signs_of, tree_key
from zorgpaden.build.store import Store
from zorgpaden.listing import Listing, Sign, files, settled
from zorgpaden.loading import Item, Marks, Source
from zorgpaden.loading.borders import BORDERS
from zorgpaden.loading.content import Page, load_page, page_places
from zorgpaden.loading.digests import Digests
from zorgpaden.loading.files import Piece, Pieces, Place, pieces
from zorgpaden.loading.folders import Read
from zorgpaden.loading.records import LANDELIJK
from zorgpaden.loading.text_guard import decode
from zorgpaden.loading.yaml_reader import read_yaml
from zorgpaden.model import Dossierpagina
from zorgpaden.problems import Problem
from zorgpaden.recent import Recent

MANY = 8
"""Layers that are read by more than one process."""
MOST_OPEN = 20
"""Shelves that stay open; who makes a site goes from one to the next."""
CONTENT = "content"
OVERVIEW = "plank/overzicht"


@dataclass(slots=True)
class National:
    """What was read of a piece of the national layer."""

    items: list[Item[Any]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    rejected: set[str] = field(default_factory=set)
    digests: dict[str, str] = field(default_factory=dict)
    unformed: list[str] = field(default_factory=list)


class Library:
    """The folders of a project, and what was read of them before; it may be asked to read again."""

    def __init__(self, data: Path, content: Path, store: Store) -> None:
        self.data, self.content, self._store = data, content, store
        self._shelves = Shelves(store, data)
        self._pieces: Pieces = {}
        self._known: dict[str, Summary] = {}
        self._pages: tuple[Listing, Read] = ({}, Read())
        self._opened: Recent[tuple[str, str], Leaves] = Recent(MOST_OPEN)

    def read(self, folders: Folders) -> Read:
        """Everything in the folders."""
        data, content, now = folders.data, folders.content, folders.now
        self._pieces = pieces(data, self._pieces)
        stale = [piece for piece in self._pieces.values() if piece.read is None]
        self._read_national([piece for piece in stale if piece.laag == LANDELIJK], now)
        self._read_local([piece for piece in stale if piece.laag != LANDELIJK], now)
        if content != self._pages[0]:
            self._pages = content, self._read_pages(content, now)
        pages = self._pages[1]
        found = Read(pages=pages.pages, page_problems=pages.page_problems, unformed=[*pages.unformed])
        found.digests = Digests(dict(pages.digests.files))
        for piece in self._pieces.values():
            _add(found, piece.read)
        if isinstance(data.get("landelijk"), dict) and (self.data / BORDERS).is_file():
            found.digests.files[BORDERS] = hashlib.sha256((self.data / BORDERS).read_bytes()).hexdigest()
        return found

    def _read_local(self, stale: list[Piece], now: int) -> None:
        """Read the layers that changed since their summary was made."""
        if not stale:
            return
        known = self._known = self._known or self._overview()
        changed = {}
        for piece in stale:
            summary = known.get(piece.path)
            if summary and summary.tree == tree_key(piece.tree):
                self._shelve(piece, summary)
            else:
                changed[piece.path] = piece
        for summaries in spread(partial(_read_layers, self._shelves, now, changed), list(changed), MANY):
            for path, summary in summaries:
                self._shelve(changed[path], summary)
                if not summary.tree:
                    changed[path].tree = None  # so that it is read again
        self._keep_overview(known)

    def _shelve(self, piece: Piece, summary: Summary) -> None:
        open_ = partial(self._open, piece, summary.digest)
        piece.read = Shelf(piece.laag, summary, open_, partial(self._marks, "data", None))

    def _open(self, piece: Piece, digest: str) -> Leaves:
        key = (piece.path, digest)
        found = self._opened.get(key)
        if found is None:
            found = self._shelves.open(piece, digest)
            self._opened.put(key, found)
        return found

    def _overview(self) -> dict[str, Summary]:
        """What is known of each layer, by the path of its piece."""
        content = (self._store.read(OVERVIEW) or b"").decode()
        lines = (line.partition("\t") for line in content.split("\n") if line)
        return {path: Summary.read(line) for path, _, line in lines}

    def _keep_overview(self, known: dict[str, Summary]) -> None:
        now = {piece.path: piece.read.summary for piece in self._pieces.values() if isinstance(piece.read, Shelf)}
        if now.keys() != known.keys() or any(known[path] is not one for path, one in now.items()):
            self._known = now
            self._store.write(OVERVIEW, "\n".join(f"{path}\t{one.line}" for path, one in now.items()).encode())

    def _read_national(self, stale: list[Piece], now: int) -> None:
        """Read what changed of the nation; one shelf holds all of its pieces."""
        if not stale:
            return
        known = take(self._store, shelf_name(LANDELIJK))
        there: Leaves = {}
        for piece in stale:
            signs = dict(signs_of(piece))
            piece.read = self._piece(piece, signs, known, there)
            if not all(settled(sign, now) for sign in signs.values()):
                piece.tree = None  # so that it is read again
        mine = tuple(piece.path for piece in stale)
        rest = {path: one for path, one in known.items() if not path.startswith(mine)}
        if len(rest) + len(there) < len(known) or any(known.get(path) is not one for path, one in there.items()):
            keep(self._store, shelf_name(LANDELIJK), rest | there, now)

    def _piece(self, piece: Piece, signs: dict[str, Sign], known: Leaves, there: Leaves) -> National:
        found = National()
        for place in piece.places:
            if isinstance(place, Problem):
                found.problems.append(place)
                found.rejected.add(PurePosixPath(place.path).stem)
                continue
            one = leaf(f"{self.data}/{place.path}", signs[place.path], known.get(place.path), partial(leaf_of, place))
            there[place.path] = one
            found.digests[place.path] = one.digest
            found.unformed += [] if one.formed else [f"data/{place.path}"]
            found.problems += (Problem(*problem) for problem in one.problems)
            found.rejected.update(one.rejected)
            found.items += self._items(place, one)
        return found

    def _items(self, place: Place, one: Leaf) -> Iterator[Item[Any]]:
        for number, ((id_, head), line) in enumerate(zip(one.heads, one.lines, strict=True)):
            where = number if place.is_list else None
            source = Source(place.path, place.laag, partial(self._marks, "data", where, place.path))
            yield Item.later(place.model, id_, source, partial(entity_of, place.model, line), head)

    def _read_pages(self, content: Listing, now: int) -> Read:
        found, signs, known = Read(), dict(files(content)), take(self._store, CONTENT)
        there: Leaves = {}
        for one in page_places(content):
            if isinstance(one, Problem):
                found.page_problems.append(one)
                continue
            page = leaf(f"{self.content}/{one}", signs[one], known.get(one), partial(page_leaf, one))
            there[one] = page
            found.digests.files[one] = page.digest
            found.unformed += [] if page.formed else [f"content/{one}"]
            found.page_problems += (Problem(*problem) for problem in page.problems)
            found.pages += self._page(one, page)
        if list(known) != list(there) or any(there[path] is not one for path, one in known.items()):
            keep(self._store, CONTENT, there, now)
        return found

    def _page(self, path: str, one: Leaf) -> Iterator[Page]:
        for (line, head), front, body in zip(one.heads, one.lines[::2], one.lines[1::2], strict=True):
            source = Source(path, LANDELIJK, partial(self._marks, "content", None, path))
            make = partial(entity_of, Dossierpagina, front)
            yield Page(Item.later(Dossierpagina, "", source, make, head), json.loads(body), int(line))

    def _marks(self, room: str, where: int | None, path: str) -> Marks:
        file = (self.data if room == "data" else self.content) / path
        marks = _marks_of(file, room, file.stat().st_mtime_ns if file.is_file() else 0)
        return marks if where is None else marks.find(where)


def _read_layers(shelves: Shelves, now: int, pieces: Pieces, paths: Iterable[str]) -> list[tuple[str, Summary]]:
    return [(path, shelves.read(now, pieces[path])) for path in paths]


def _add(found: Read, read: National | Shelf) -> None:
    """Put what was read of a piece with the rest."""
    if isinstance(read, National):
        found.items += read.items
        found.problems += read.problems
        found.rejected |= read.rejected
        found.unformed += read.unformed
        found.digests.files |= read.digests
        return
    summary, laag = read.summary, read.laag
    found.items += read.named
    found.problems += (Problem(*one) for one in summary.problems)
    found.rejected.update(summary.rejected)
    found.unformed += (f"data/{path}" for path in summary.unformed)
    found.digests.layers[laag], found.digests.heads[laag] = summary.digest, summary.heads
    found.digests.files.update((path, digest) for _, path, digest, *_ in summary.named)
    for model, items in read.layered.items():
        found.layered.setdefault(model, {})[laag] = items


@lru_cache(maxsize=64)
def _marks_of(file: Path, room: str, _written: int) -> Marks:
    """The places in a file as it was written then; all are the first line when it is no longer there."""
    try:
        text = decode(file.read_bytes(), file.name)[0] or ""
    except OSError:
        text = ""
    if room == "data":
        return read_yaml(text, file.name)[1]
    page, _ = load_page(file.name, text.encode())
    return page.item.source.marks if page else Marks(1, 1)
