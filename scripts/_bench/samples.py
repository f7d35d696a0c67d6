"""What was measured: one sample per run of one command, and the medians of them."""

from __future__ import annotations

import statistics
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from measure import Usage

OURS = "Zorgpaden"
"""How our own generator is named among the others."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One run. `figures` are what else is known: files, bytes, rewritten files, seconds per stage."""

    size: int
    tool: str
    what: str
    usage: Usage
    figures: dict[str, float] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        usage = {"wall": self.usage.wall, "cpu": self.usage.cpu, "memory": self.usage.memory}
        return {"size": self.size, "tool": self.tool, "what": self.what, **usage, "figures": self.figures}

    @classmethod
    def from_dict(cls, value: dict[str, Any]) -> Sample:
        """From JSON."""
        usage = Usage(value["wall"], value["cpu"], value["memory"])
        return cls(value["size"], value["tool"], value["what"], usage, value["figures"])


class Results:
    """All samples; each question gets the median over the runs, or None when it was not measured."""

    def __init__(self, samples: Iterable[Sample]) -> None:
        self._groups: dict[tuple[int, str, str], list[Sample]] = {}
        for sample in samples:
            self._groups.setdefault((sample.size, sample.tool, sample.what), []).append(sample)

    @property
    def rows(self) -> list[tuple[int, str, str]]:
        """(gemeenten, tool, what) in the order of measuring."""
        return list(self._groups)

    @property
    def sizes(self) -> list[int]:
        """The sizes at which ours was measured."""
        return sorted({size for size, tool, _ in self._groups if tool == OURS})

    def runs(self, size: int, tool: str, what: str) -> int:
        """How often it was measured."""
        return len(self._groups.get((size, tool, what), ()))

    def usage(self, size: int, tool: str, what: str) -> Usage | None:
        """Time and memory."""
        group = self._groups.get((size, tool, what))
        if not group:
            return None
        columns = zip(*((one.usage.wall, one.usage.cpu, one.usage.memory) for one in group), strict=True)
        return Usage(*(statistics.median(column) for column in columns))

    def figure(self, size: int, tool: str, what: str, name: str) -> float | None:
        """One of the other figures."""
        group = self._groups.get((size, tool, what), ())
        values = [one.figures[name] for one in group if name in one.figures]
        return statistics.median(values) if values else None

    def seconds(self, size: int, what: str, kind: str) -> dict[str, float]:
        """Seconds of our own build per stage (`STAGE`) or per part (`PART`)."""
        group = self._groups.get((size, OURS, what), ())
        names = dict.fromkeys(name for one in group for name in one.figures if name.startswith(kind))
        return {name.removeprefix(kind): self.figure(size, OURS, what, name) or 0.0 for name in names}


STAGE, PART = "stage: ", "part: "
"""Before the name of a stage (one after the other) or a part (in one process), among the figures of a sample."""
