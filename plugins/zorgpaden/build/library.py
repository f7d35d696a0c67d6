"""The data and texts of a project, read anew only where a file changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache, partial
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from zorgpaden.build.leaves import Leaf, Leaves, entity_of, is_same, keep, leaf, leaf_of, page_leaf, take
from zorgpaden.build.leaves import Read as ReadLeaf
from zorgpaden.build.pool import spread
from zorgpaden.build.question import Folders
from zorgpaden.build.shelves import Shelf, Shelves, Summary, shelf_name, signs_of
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
from zorgpaden.model import Dossierpagina
from zorgpaden.problems import Problem
from zorgpaden.recent import Recent

MANY = 8
"""Layers and files that are read by more than one process."""
PIECE = 12
"""So many of them at a time."""
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


Jobs = dict[str, Callable[[], Any]]
"""What reads a layer or a file, by its path."""


class Room(NamedTuple):
    """Files of which the leaves stand in one text."""

    known: Leaves
    jobs: Jobs
    """What reads those that changed."""


NO_ROOM = Room({}, {})


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
        nation = [piece for piece in stale if piece.laag == LANDELIJK]
        changed = self._changed([piece for piece in stale if piece.laag != LANDELIJK], folders)
        national = self._national(nation)
        texts = self._texts(content) if content != self._pages[0] else NO_ROOM
        layers = {path: partial(self._shelves.read, now, piece) for path, piece in changed.items()}
        jobs: Jobs = {**layers, **texts.jobs, **national.jobs}
        done: dict[str, Any] = {}
        for some in spread(partial(_do, jobs), list(jobs), MANY, PIECE):
            done |= some
        self._read_national(nation, national.known, national.known | done, now)
        self._read_local(changed, done)
        if content != self._pages[0]:
            self._pages = content, self._read_pages(content, texts.known, texts.known | done, now)
        pages = self._pages[1]
        found = Read(pages=pages.pages, page_problems=pages.page_problems, unformed=[*pages.unformed])
        found.digests = Digests(dict(pages.digests.files))
        for piece in self._pieces.values():
            _add(found, piece.read)
        if isinstance(data.get("landelijk"), dict) and (self.data / BORDERS).is_file():
            found.digests.files[BORDERS] = hashlib.sha256((self.data / BORDERS).read_bytes()).hexdigest()
        return found

    def _national(self, stale: list[Piece]) -> Room:
        """The files of these pieces of the nation; one shelf holds all of its pieces."""
        if not stale:
            return NO_ROOM
        known, signs = take(self._store, shelf_name(LANDELIJK)), dict(chain.from_iterable(map(signs_of, stale)))
        there = [place for piece in stale for place in piece.places if isinstance(place, Place)]
        wanted = ((one.path, f"{self.data}/{one.path}", signs[one.path], partial(leaf_of, one)) for one in there)
        return _room(known, wanted)

    def _texts(self, content: Listing) -> Room:
        """The pages of the dossier."""
        signs, paths = dict(files(content)), [one for one in page_places(content) if isinstance(one, str)]
        wanted = ((one, f"{self.content}/{one}", signs[one], partial(page_leaf, one)) for one in paths)
        return _room(take(self._store, CONTENT), wanted)

    def _changed(self, stale: list[Piece], folders: Folders) -> Pieces:
        """The layers that changed since their summary was made; the others are shelved."""
        changed: Pieces = {}
        known = self._known = (self._known or self._overview()) if stale else self._known
        for piece in stale:
            summary = known.get(piece.path)
            if summary and summary.tree == folders.key_of(piece.path, piece.tree):
                self._shelve(piece, summary)
            else:
                changed[piece.path] = piece
        return changed

    def _read_local(self, changed: Pieces, done: Mapping[str, Any]) -> None:
        for path, piece in changed.items():
            self._shelve(piece, done[path])
            if not done[path].tree:
                piece.tree = None  # so that it is read again
        self._keep_overview()

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

    def _keep_overview(self) -> None:
        known = self._known
        now = {piece.path: piece.read.summary for piece in self._pieces.values() if isinstance(piece.read, Shelf)}
        if now.keys() != known.keys() or any(known[path] is not one for path, one in now.items()):
            self._known = now
            self._store.write(OVERVIEW, "\n".join(f"{path}\t{one.line}" for path, one in now.items()).encode())

    def _read_national(self, stale: list[Piece], known: Leaves, leaves: Leaves, now: int) -> None:
        """Put together these pieces of the nation; `known` is what was on their shelf."""
        there: Leaves = {}
        for piece in stale:
            piece.read = self._piece(piece, leaves, there)
            if not all(settled(sign, now) for _, sign in signs_of(piece)):
                piece.tree = None  # so that it is read again
        mine = tuple(piece.path for piece in stale)
        rest = {path: one for path, one in known.items() if not path.startswith(mine)}
        if len(rest) + len(there) < len(known) or any(known.get(path) is not one for path, one in there.items()):
            keep(self._store, shelf_name(LANDELIJK), rest | there, now)

    def _piece(self, piece: Piece, leaves: Leaves, there: Leaves) -> National:
        found = National()
        for place in piece.places:
            if isinstance(place, Problem):
                found.problems.append(place)
                found.rejected.add(PurePosixPath(place.path).stem)
                continue
            one = there[place.path] = leaves[place.path]
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

    def _read_pages(self, content: Listing, known: Leaves, leaves: Leaves, now: int) -> Read:
        found, there = Read(), Leaves()
        for one in page_places(content):
            if isinstance(one, Problem):
                found.page_problems.append(one)
                continue
            page = there[one] = leaves[one]
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


def _do(jobs: Jobs, paths: Iterable[str]) -> dict[str, Any]:
    return {path: jobs[path]() for path in paths}


def _room(known: Leaves, wanted: Iterable[tuple[str, str, Sign, ReadLeaf]]) -> Room:
    """`wanted` gives of each file its path, where it is, its sign, and what makes a leaf of it."""
    jobs: Jobs = {}
    for path, file, sign, read in wanted:
        old = known.get(path)
        if not (old and is_same(old, sign)):
            jobs[path] = partial(leaf, file, sign, old, read)
    return Room(known, jobs)


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
        from zorgpaden.loading.yaml_reader import read_yaml  # noqa: PLC0415  (only a problem needs places)

        return read_yaml(text, file.name)[1]
    page, _ = load_page(file.name, text.encode())
    return page.item.source.marks if page else Marks(1, 1)
