"""Places in a file: of a value and of everything inside it."""

from __future__ import annotations


class Marks:
    """Places of a value and of everything inside it; line and column count from 1."""

    __slots__ = ("children", "column", "key_column", "key_line", "line")

    def __init__(self, line: int, column: int) -> None:
        self.line, self.column = line, column
        self.key_line, self.key_column = line, column
        self.children: dict[str | int, Marks] = {}

    def find(self, *path: str | int) -> Marks:
        """The marks at `path`, or of the nearest thing around it that exists."""
        marks = self
        for step in path:
            child = marks.children.get(step)
            if child is None:
                break
            marks = child
        return marks
