"""The data and texts of a project, read anew only where a file changed.

A shelf is a text in the store with everything from the files of one layer: a line that says per file what was found
in it, and a line of JSON per entity. An entity is made when somebody looks at it.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Iterator
from dataclasses import astuple, dataclass
from functools import cache, lru_cache, partial
from pathlib import Path, PurePosixPath
from typing import Any

from pydantic_core import SchemaValidator

from zorgpaden.build.pool import spread
from zorgpaden.build.store import Store
from zorgpaden.heads import head_of
from zorgpaden.listing import Listing, Sign, files, listing
from zorgpaden.loading import Item, Laag, Marks, Source
from zorgpaden.loading.borders import BORDERS
from zorgpaden.loading.content import Page, load_page, page_places
from zorgpaden.loading.files import Piece, Pieces, Place, pieces, read_place
from zorgpaden.loading.folders import Read
from zorgpaden.loading.records import LANDELIJK
from zorgpaden.loading.text_guard import decode
from zorgpaden.loading.yaml_reader import read_yaml
from zorgpaden.model import Dossierpagina, Entiteit
from zorgpaden.problems import Problem

MANY = 300
"""Files that are read by more than one process."""
CONTENT = "content"


@dataclass(slots=True)
class Leaf:
    """What was found in one file."""

    sign: Sign
    digest: str
    """SHA-256 of the file."""
    problems: list[list[Any]]
    rejected: list[str]
    heads: list[list[Any]]
    """Per entity its id and head."""
    lines: list[str]
    """Per entity its JSON; of a page also its text."""


@dataclass(slots=True)
class PieceRead:
    """What was read of a piece of the data folder."""

    items: list[Item[Any]]
    problems: list[Problem]
    rejected: set[str]
    digests: dict[str, str]


class Library:
    """The folders of a project, and what was read of them before; it may be asked to read again."""

    def __init__(self, data: Path, content: Path, store: Store) -> None:
        self.data, self.content, self._store = data, content, store
        self._pieces: Pieces = {}
        self._pages: tuple[Listing, Read] = ({}, Read())

    def read(self) -> Read:
        """Everything in the folders."""
        now = time.time_ns()
        data, content = listing(self.data), listing(self.content)
        self._pieces = pieces(data, self._pieces)
        self._read_pieces([piece for piece in self._pieces.values() if piece.read is None], now)
        if content != self._pages[0]:
            self._pages = content, self._read_pages(content, now)
        pages = self._pages[1]
        found = Read(pages=pages.pages, page_problems=pages.page_problems, digests=dict(pages.digests))
        for piece in self._pieces.values():
            there: PieceRead = piece.read
            found.items += there.items
            found.problems += there.problems
            found.rejected |= there.rejected
            found.digests |= there.digests
        if isinstance(data.get("landelijk"), dict) and (self.data / BORDERS).is_file():
            found.digests[BORDERS] = hashlib.sha256((self.data / BORDERS).read_bytes()).hexdigest()
        return found

    def _read_pieces(self, stale: list[Piece], now: int) -> None:
        """Read what changed; a shelf holds all pieces of one layer."""
        signs = {path: one for piece in stale for path, one in _signs(piece)}
        shelves: dict[Laag, list[Place]] = {}
        for piece in stale:
            shelves.setdefault(piece.laag, []).extend(one for one in piece.places if isinstance(one, Place))
        leaves = self._leaves(shelves, signs, now)
        for piece in stale:
            piece.read = self._piece(piece, leaves)
            if any(not _settled(signs[path], now) for path in piece.read.digests):
                piece.tree = None  # so that it is read again

    def _piece(self, piece: Piece, leaves: dict[str, Leaf]) -> PieceRead:
        found = PieceRead([], [], set(), {})
        for place in piece.places:
            if isinstance(place, Problem):
                found.problems.append(place)
                found.rejected.add(PurePosixPath(place.path).stem)
                continue
            leaf = leaves[place.path]
            found.digests[place.path] = leaf.digest
            found.problems += (Problem(*one) for one in leaf.problems)
            found.rejected.update(leaf.rejected)
            found.items += self._items(place, leaf)
        return found

    def _leaves(self, shelves: dict[Laag, list[Place]], signs: dict[str, Sign], now: int) -> dict[str, Leaf]:
        known = {laag: self._shelf(_name(laag)) for laag in shelves}
        stale = [
            place
            for laag, mine in shelves.items()
            for place in mine
            if (leaf := known[laag].get(place.path)) is None or leaf.sign != signs[place.path]
        ]
        fresh: dict[str, Leaf] = {}
        old = {place.path: known[place.laag].get(place.path) for place in stale}
        read = partial(_read_leaf, self.data, signs, old)
        for leaves in spread(read, stale, MANY):
            fresh.update(leaves)
        for laag in {place.laag for place in stale}:
            kept = {place.path: fresh.get(place.path) or known[laag][place.path] for place in shelves[laag]}
            # Of the nation perhaps only some pieces were looked at; the rest of its shelf stays.
            known[laag] = {**known[laag], **kept} if laag == LANDELIJK else kept
            self._keep(_name(laag), known[laag], now)
        return {path: leaf for leaves in known.values() for path, leaf in leaves.items()}

    def _items(self, place: Place, leaf: Leaf) -> Iterator[Item[Any]]:
        for number, ((id_, head), line) in enumerate(zip(leaf.heads, leaf.lines, strict=True)):
            where = number if place.is_list else None
            source = Source(place.path, place.laag, partial(self._marks, "data", place.path, where))
            yield Item.later(place.model, id_, source, partial(trusted(place.model), line), head)

    def _read_pages(self, content: Listing, now: int) -> Read:
        found, signs, shelf = Read(), dict(files(content)), self._shelf(CONTENT)
        there: dict[str, Leaf] = {}
        for one in page_places(content):
            if isinstance(one, Problem):
                found.page_problems.append(one)
                continue
            leaf = shelf.get(one)
            if leaf is None or leaf.sign != signs[one]:
                raw = (self.content / one).read_bytes()
                digest = hashlib.sha256(raw).hexdigest()
                leaf = leaf if leaf and leaf.digest == digest else _read_page(one, raw, digest)
                leaf.sign = signs[one]
            there[one] = leaf
            found.digests[one] = leaf.digest
            found.page_problems += (Problem(*problem) for problem in leaf.problems)
            found.pages += self._page(one, leaf)
        if there != shelf:
            self._keep(CONTENT, there, now)
        return found

    def _page(self, path: str, leaf: Leaf) -> Iterator[Page]:
        for (line, head), front, body in zip(leaf.heads, leaf.lines[::2], leaf.lines[1::2], strict=True):
            source = Source(path, LANDELIJK, partial(self._marks, "content", path, None))
            make = partial(trusted(Dossierpagina), front)
            yield Page(Item.later(Dossierpagina, "", source, make, head), json.loads(body), int(line))

    def _marks(self, room: str, path: str, where: int | None) -> Marks:
        file = (self.data if room == "data" else self.content) / path
        marks = _marks_of(file, room, file.stat().st_mtime_ns if file.is_file() else 0)
        return marks if where is None else marks.find(where)

    def _shelf(self, name: str) -> dict[str, Leaf]:
        content = self._store.read(f"plank/{name}")
        if content is None:
            return {}
        top, *lines = content.decode().split("\n")
        found: dict[str, Leaf] = {}
        at = 0
        for path, sign, digest, problems, rejected, heads, count in json.loads(top):
            found[path] = Leaf(sign, digest, problems, rejected, heads, lines[at : at + count])
            at += count
        return found

    def _keep(self, name: str, leaves: dict[str, Leaf], now: int) -> None:
        top = [
            [path, _settled(one.sign, now), one.digest, one.problems, one.rejected, one.heads, len(one.lines)]
            for path, one in leaves.items()
        ]
        text = json.dumps(top, ensure_ascii=False, separators=(",", ":"))
        lines = (line for leaf in leaves.values() for line in leaf.lines)
        self._store.write(f"plank/{name}", "\n".join((text, *lines)).encode())


def _signs(piece: Piece) -> Iterator[tuple[str, Sign]]:
    """Path and sign of every file of a piece."""
    if isinstance(piece.tree, dict):
        yield from files(piece.tree, piece.path)
    elif piece.tree is not None:
        yield piece.path, piece.tree


def _name(laag: Laag) -> str:
    return f"{laag.soort}-{laag.id}" if laag.id else laag.soort


JUST_NOW = 50_000_000
"""Nanoseconds: a file can change twice within one tick of the clock of a disk."""


def _settled(sign: Sign, now: int) -> Sign:
    """The sign, unless the file could change again without a trace of it."""
    return sign if max(sign[:2]) < now - JUST_NOW else []


def _read_leaf(root: Path, signs: dict[str, Sign], known: dict[str, Leaf | None], mine: list[Place]) -> dict[str, Leaf]:
    """The files at these places, read; what turns out to be the same is not read again."""
    found: dict[str, Leaf] = {}
    for place in mine:
        raw = (root / place.path).read_bytes()
        digest = hashlib.sha256(raw).hexdigest()
        old = known[place.path]
        leaf = old if old and old.digest == digest else leaf_of(place, raw, digest)
        leaf.sign = signs[place.path]
        found[place.path] = leaf
    return found


def leaf_of(place: Place, raw: bytes, digest: str) -> Leaf:
    """What is in one file of the data."""
    items, problems, rejected = read_place(place, raw)
    return Leaf(
        sign=[],
        digest=digest,
        problems=[list(astuple(one)) for one in problems],
        rejected=sorted(rejected),
        heads=[[item.id, head_of(item.entity)] for item in items],
        lines=[_line(item.entity) for item in items],
    )


def _read_page(path: str, raw: bytes, digest: str) -> Leaf:
    page, problems = load_page(path, raw)
    wrong = [list(astuple(one)) for one in problems]
    if page is None:
        return Leaf([], digest, wrong, [], [], [])
    front = page.item.entity
    lines = [_line(front), json.dumps(page.body)]
    return Leaf([], digest, wrong, [], [[page.body_line, head_of(front)]], lines)


def _line(entity: Entiteit) -> str:
    return entity.model_dump_json(exclude_defaults=True)


@cache
def trusted(model: type[Entiteit]) -> Callable[[str], Any]:
    """Reads an entity that was checked before: the same shape, without the rules of our own types."""
    model.model_rebuild()
    validator = SchemaValidator(_plain(model.__pydantic_core_schema__), _use_prebuilt=False)
    return validator.validate_json


def _plain(schema: Any) -> Any:
    """A schema of pydantic without functions of ours."""
    if isinstance(schema, dict):
        if str(schema.get("type", "")).startswith("function-") and "schema" in schema:
            return _plain(schema["schema"])
        return {key: one if key in _AS_IT_IS else _plain(one) for key, one in schema.items()}
    if isinstance(schema, list | tuple):
        return type(schema)(map(_plain, schema))
    return schema


_AS_IT_IS = frozenset({"cls", "config", "metadata", "serialization", "ref"})


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
