"""The files of one region or gemeente: what all of the country has to know of them, and a shelf with the rest.

A shelf is opened when somebody looks inside, so that a build of one change opens few. What is written on it can be
worked out again from the files.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import astuple, dataclass, field
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any

from zorgpaden.build.digest import digest
from zorgpaden.build.leaves import Leaves, entity_of, keep, leaf, leaf_of, take
from zorgpaden.build.question import tree_key
from zorgpaden.build.store import Store
from zorgpaden.compact import compact, parsed
from zorgpaden.listing import Sign, files, settled
from zorgpaden.loading import Item, Laag, Marks, Source
from zorgpaden.loading.files import LOCAL_FOLDERS, Piece, Place
from zorgpaden.model import Afspraak, Entiteit, Gemeente, Regio, Voorziening, ZorgpadLaag
from zorgpaden.problems import DataProblems, Problem

NAMED = {model.__name__: model for model in (Voorziening, Regio, Gemeente)}
"""Kinds that others can name: these are known without opening a shelf."""
LAYERED = {model.__name__: model for model in (ZorgpadLaag, Afspraak)}
"""Kinds that are of no use outside their own layer."""
FindMarks = Callable[[str], Marks]
"""The places inside a file, by its path."""


@dataclass(slots=True)
class Summary:
    """What all of the country has to know of a layer."""

    tree: str
    """A hash over the signs of all files; empty when one was written a moment ago."""
    digest: str
    """Over the hashes of all files."""
    heads: str
    """Over the heads of all entities."""
    problems: list[list[Any]]
    rejected: list[str]
    unformed: list[str]
    """The files that are not in canonical form."""
    named: list[list[Any]]
    """Per entity that others can name: kind, path, hash of the file, id, head; of what a layer says of itself also
    its JSON."""
    layered: dict[str, list[str]]
    """Kind → the ids of what is of no use outside the layer."""
    line: str = ""
    """All of this as JSON."""
    inside: list[list[Any]] = field(default_factory=list)
    """Of what is in `layered` also kind, path, id and head, when it was read just now: then no shelf need be opened."""

    @classmethod
    def read(cls, line: str) -> Summary:
        """The summary of a line."""
        found = cls(*parsed(line))
        found.line = line
        return found


@dataclass(frozen=True, slots=True)
class Shelves:
    """Where shelves are, and the data that they are about."""

    store: Store
    data: Path

    def read(self, now: int, piece: Piece) -> Summary:
        """Read the files of a layer, those that changed, and put them on its shelf."""
        signs, old = dict(signs_of(piece)), take(self.store, shelf_name(piece.laag))
        found = self._leaves(piece, signs, old)
        if list(old) != list(found) or any(found[path] is not one for path, one in old.items()):
            keep(self.store, shelf_name(piece.laag), found, now)
        calm = all(settled(sign, now) for sign in signs.values())
        return _summary(tree_key(piece.tree) if calm else "", piece, found)

    def open(self, piece: Piece, digest: str) -> Leaves:
        """Everything on the shelf of a layer; what is not there (any more) is read from the files."""
        found = take(self.store, shelf_name(piece.laag))
        return found if _digest(found) == digest else self._leaves(piece, {}, found)

    def _leaves(self, piece: Piece, signs: Mapping[str, Sign], old: Leaves) -> Leaves:
        """What is in the files of a layer; `old` is what was in them before."""
        places = (place for place in piece.places if isinstance(place, Place))
        return {
            place.path: leaf(
                f"{self.data}/{place.path}", signs.get(place.path, []), old.get(place.path), partial(leaf_of, place)
            )
            for place in places
        }


class Shelf:
    """The shelf of a layer as one reads from it."""

    def __init__(self, laag: Laag, summary: Summary, open_: Callable[[], Leaves], marks: FindMarks) -> None:
        """`open_` gives all files of the layer; it may be asked often."""
        self.laag, self.summary, self._open, self._marks = laag, summary, open_, marks
        self.named = list(self._named())
        """The items that others can name."""
        self.layered = dict(self._layered())
        """The items that are of no use outside the layer, by kind."""
        if any(len(ids) != len(set(ids)) for ids in summary.layered.values()):
            # Whose id is taken is for who knows all items.
            self.named += [item for kind in LAYERED.values() for item in self._within(kind)]
            self.layered = {}

    @property
    def leaves(self) -> Leaves:
        """All files of the layer."""
        return self._open()

    def _named(self) -> Iterator[Item[Any]]:
        for kind, path, _, id_, head, line in self.summary.named:
            model = NAMED[kind]
            make = partial(entity_of, model, line) if line else partial(self._entity, model, path)
            yield Item.later(model, id_, self._source(path), make, head)

    def _layered(self) -> Iterator[tuple[type[Entiteit], Mapping[str, Item[Any]]]]:
        for kind, ids in self.summary.layered.items():
            if ids:
                yield LAYERED[kind], Within(ids, partial(self._within, LAYERED[kind]))

    def _within(self, model: type[Entiteit]) -> Iterator[Item[Any]]:
        for path, id_, head in self._heads(model):
            yield Item.later(model, id_, self._source(path), partial(self._entity, model, path), head)

    def _heads(self, model: type[Entiteit]) -> Iterator[tuple[str, str, Any]]:
        """Path, id and head of what is of one kind."""
        if self.summary.inside:
            yield from ((path, id_, head) for kind, path, id_, head in self.summary.inside if kind == model.__name__)
            return
        for path, one in self.leaves.items():
            if path.split("/")[2] == FOLDERS[model]:
                yield from ((path, id_, head) for id_, head in one.heads)

    def _source(self, path: str) -> Source:
        return Source(path, self.laag, partial(self._marks, path))

    def _entity(self, model: type[Entiteit], path: str) -> Any:
        one = self.leaves.get(path)
        if one is None or not one.lines:
            raise changed_meanwhile(path)
        return entity_of(model, one.lines[0])


class Within(Mapping[str, Item[Any]]):
    """Items of which the ids are known; they are made when somebody looks at one."""

    def __init__(self, ids: list[str], make: Callable[[], Iterator[Item[Any]]]) -> None:
        self._ids, self._make = dict.fromkeys(ids), make
        self._items: dict[str, Item[Any]] = {}

    def __getitem__(self, id_: str) -> Item[Any]:
        if id_ not in self._ids:
            raise KeyError(id_)
        if not self._items:
            self._items = {item.id: item for item in self._make()}
        if id_ not in self._items:
            raise changed_meanwhile(id_)
        return self._items[id_]

    def __contains__(self, id_: object) -> bool:
        return id_ in self._ids

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)


FOLDERS = {model: folder for folder, model in LOCAL_FOLDERS.items()}


def changed_meanwhile(what: str) -> DataProblems:
    """For a file that changed after it was listed, while what was kept of it is gone."""
    message = "dit is veranderd terwijl de gegevens werden gelezen"
    return DataProblems([Problem(what, 0, 0, "veranderd", "fout", message, "Probeer het nog een keer.")])


def signs_of(piece: Piece) -> Iterator[tuple[str, Sign]]:
    """Path and sign of every file of a piece of the data folder."""
    if isinstance(piece.tree, dict):
        yield from files(piece.tree, piece.path)
    elif piece.tree is not None:
        yield piece.path, piece.tree


def shelf_name(laag: Laag) -> str:
    """How the shelf of a layer is called."""
    return f"{laag.soort}-{laag.id}" if laag.id else laag.soort


def _digest(leaves: Leaves) -> str:
    return digest(*(f"{path} {one.digest}" for path, one in leaves.items()))


def _summary(tree: str, piece: Piece, leaves: Leaves) -> Summary:
    """`tree` is a hash over the signs."""
    problems: list[list[Any]] = []
    rejected: list[str] = []
    named: list[list[Any]] = []
    layered: dict[str, list[str]] = {kind: [] for kind in LAYERED}
    heads: list[list[Any]] = []
    inside: list[list[Any]] = []
    for place in piece.places:
        if isinstance(place, Problem):
            problems.append(list(astuple(place)))
            rejected.append(PurePosixPath(place.path).stem)
            continue
        path, kind, one = place.path, place.model.__name__, leaves[place.path]
        problems += one.problems
        rejected += one.rejected
        for (id_, head), line in zip(one.heads, one.lines, strict=True):
            heads.append([kind, id_, head])
            if kind in NAMED:
                named.append([kind, path, one.digest, id_, head, "" if place.model is Voorziening else line])
            else:
                layered[kind].append(id_)
                inside.append([kind, path, id_, head])
    unformed = [path for path, one in leaves.items() if not one.formed]
    about = digest(compact(heads).decode())
    parts = (tree, _digest(leaves), about, problems, rejected, unformed, named, layered)
    return Summary(*parts, compact(parts).decode(), inside)
