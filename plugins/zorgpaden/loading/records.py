"""What a file gives: a record; and, once typed, an item of the catalog."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from zorgpaden.loading.yaml_reader import Marks
from zorgpaden.model import Entiteit
from zorgpaden.problems import Problem, Severity

E = TypeVar("E", bound=Entiteit)


@dataclass(frozen=True, slots=True)
class Laag:
    """A layer: `landelijk`, or one `regio` or `gemeente` with its id."""

    soort: str
    id: str = ""


LANDELIJK = Laag("landelijk")


@dataclass(frozen=True, slots=True)
class Source:
    """Where something came from: `path` is relative to the folder with the data or content."""

    path: str
    laag: Laag
    marks: Marks

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


@dataclass(frozen=True, slots=True)
class Item(Generic[E]):
    """A typed entity and where it came from."""

    entity: E
    source: Source
