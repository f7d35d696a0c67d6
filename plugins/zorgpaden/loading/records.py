"""What a file gives: a record; and, once typed, an item of the catalog."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from zorgpaden.heads import head_of
from zorgpaden.loading.marks import Marks
from zorgpaden.model import Entiteit
from zorgpaden.problems import Problem, Severity

E = TypeVar("E", bound=Entiteit)


@dataclass(frozen=True, slots=True)
class Laag:
    """A layer: `landelijk`, or one `regio` or `gemeente` with its id."""

    soort: str
    id: str = ""


LANDELIJK = Laag("landelijk")


class Source:
    """Where something came from: `path` is relative to the folder with the data or content.

    `marks` are the places inside the file; or how to find them, for who does not want to keep them all.
    """

    __slots__ = ("_marks", "laag", "path")

    def __init__(self, path: str, laag: Laag, marks: Marks | Callable[[], Marks]) -> None:
        self.path, self.laag, self._marks = path, laag, marks

    @property
    def marks(self) -> Marks:
        """Places of the value and of everything inside it."""
        return self._marks() if callable(self._marks) else self._marks

    def problem(
        self, where: tuple[str | int, ...], code: str, message: str, hint: str = "", severity: Severity = "fout"
    ) -> Problem:
        """A problem at the value with path `where` inside the file."""
        marks = self.marks.find(*where)
        return Problem(self.path, marks.line, marks.column, code, severity, message, hint)


@dataclass(frozen=True, slots=True)
class Record:
    """An untyped mapping from a file. `name` is the id the place of the file promises, if any."""

    source: Source
    model: type[Entiteit]
    name: str | None
    value: Any

    @property
    def promised_id(self) -> str:
        """The id this record would have had, as far as can be told."""
        given = self.value.get("id") if isinstance(self.value, dict) else None
        return self.name or str(given)


class Item(Generic[E]):
    """A typed entity and where it came from.

    What was checked before can be read back later (`make`): only what somebody looks at becomes an entity.
    """

    __slots__ = ("_entity", "_head", "_make", "id", "kind", "source")

    def __init__(self, entity: E, source: Source) -> None:
        self._entity: E | None = entity
        self._make: Callable[[], E] | None = None
        self._head: dict[str, Any] | None = None
        self.source, self.kind = source, type(entity)
        self.id: str = getattr(entity, "id", "")

    @classmethod
    def later(cls, kind: type[E], id_: str, source: Source, make: Callable[[], E], head: dict[str, Any]) -> Item[E]:
        """An item of which the kind, the id and the head are known, and the rest can be made."""
        item = cls.__new__(cls)
        item._entity, item._make, item._head = None, make, head
        item.source, item.kind, item.id = source, kind, id_
        return item

    @property
    def head(self) -> dict[str, Any]:
        """What others have to know of the entity, see `heads.py`."""
        if self._head is None:
            self._head = head_of(self.entity)
        return self._head

    @property
    def entity(self) -> E:
        """The entity itself."""
        if self._entity is None:
            assert self._make
            self._entity = self._make()
        return self._entity

    def forget(self) -> None:
        """Let go of the entity, if it can be made again."""
        if self._make:
            self._entity = None

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Item):
            return NotImplemented
        return self is other or (self.source.path == other.source.path and self.entity == other.entity)

    def __hash__(self) -> int:
        return hash((self.kind, self.source.path, self.id))
