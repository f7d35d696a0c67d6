"""A YAML text as a tree that keeps its comments.

The text has to be one that `read_yaml` accepts: no anchors, no tags, one document. Then everything between two scalars
is white space, punctuation and comments, so comments can be found without guessing.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Any

import yaml

from zorgpaden.loading.text_guard import INVISIBLE, invisible
from zorgpaden.loading.yaml_reader import read_yaml
from zorgpaden.problems import DataProblems, errors

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_COMMENT = re.compile(r"#.*")
_BLOCK_HEADER = re.compile(r"[|>][-+0-9]*[ \t]+(#.*)")
_EMPTY_LINE = re.compile(r"\n[ \t]*\n\s*")
_BEFORE_ENTRY = re.compile(r"[ \t]*(?:[-?][ \t]+)*")


@dataclass(slots=True, eq=False)
class Node:
    """A text, list or mapping, with the comments that belong to it."""

    value: str | list[Node] | dict[str, Node]
    above: list[str] = field(default_factory=list)
    """Comments on lines of their own, before it; an empty text is an empty line between two of them."""
    beside: str = ""
    """The comment at the end of its line."""
    below: list[str] = field(default_factory=list)
    """Comments on lines of their own at the end of what is in it."""

    def plain(self) -> Any:
        """The value as texts, lists and dicts."""
        if isinstance(self.value, dict):
            return {key: child.plain() for key, child in self.value.items()}
        return [child.plain() for child in self.value] if isinstance(self.value, list) else self.value

    def children(self) -> list[Node]:
        """What is directly in it, in order."""
        if isinstance(self.value, str):
            return []
        return list(self.value.values()) if isinstance(self.value, dict) else self.value

    def has_comments_inside(self) -> bool:
        """Whether a comment stands anywhere in it."""
        return bool(self.below) or any(
            child.above or child.beside or child.has_comments_inside() for child in self.children()
        )


def node_of(value: object) -> Node:
    """A value of Python as a node: what a model dumps, without what is None."""
    if isinstance(value, Mapping):
        return Node({str(key): node_of(inner) for key, inner in value.items() if inner is not None})
    if isinstance(value, list | tuple):
        return Node([node_of(inner) for inner in value if inner is not None])
    if isinstance(value, bool):
        return Node("ja" if value else "nee")
    if isinstance(value, Enum):
        return Node(str(value.value))
    return Node(value.isoformat() if isinstance(value, date) else str(value))


def read_tree(text: str, path: str, first_line: int = 1) -> Node:
    """The tree of a YAML text; `DataProblems` when our reader refuses the text."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    hidden = list(invisible(text, path)) if INVISIBLE.search(text) else []
    value, _, problems = read_yaml(text, path, first_line)
    if errors([*hidden, *problems]) or value is None:
        raise DataProblems([*hidden, *problems])
    return _Reader(text).root


@dataclass(slots=True)
class _Entry:
    """A key with its value, an item, or the root: something a comment can belong to."""

    node: Node
    start: int
    column: int
    parent: _Entry | None
    flow: bool = False
    """Whether the node is written between brackets, up to `end`."""
    inner_column: int = 0
    """Where the keys or dashes in it stand."""
    end: int = 0

    def within(self) -> Iterator[_Entry]:
        """This entry and everything it is in, from near to far."""
        entry: _Entry | None = self
        while entry is not None:
            yield entry
            entry = entry.parent


class _Reader:
    """Builds the tree, then gives every comment to its entry."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.events: Iterator[Any] = yaml.parse(text, Loader=_LOADER)
        self.entries: list[_Entry] = []
        self.taken: list[tuple[int, int]] = []  # from and to of each scalar: a # in it is no comment
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                break
        self.root = self.entry(next(self.events), None).node
        self.previous_end = 0  # of the last comment on a line of its own
        if "#" in text:
            self.give_comments()

    def entry(self, event: Any, parent: _Entry | None, key: Any = None, column: int = 0) -> _Entry:
        """The entry whose value starts with `event`, after `key` if it has one."""
        start = (key or event).start_mark
        entry = _Entry(Node(""), start.index, column if key is None else start.column, parent)
        self.entries.append(entry)
        if isinstance(event, yaml.ScalarEvent):
            self.scalar(event, entry)
            return entry
        entry.flow = bool(event.flow_style)
        entry.inner_column = event.start_mark.column
        if isinstance(event, yaml.SequenceStartEvent):
            entry.node.value = self.items(entry)
        else:
            entry.node.value = self.fields(entry)
        return entry

    def scalar(self, event: Any, entry: _Entry) -> None:
        start, end = event.start_mark.index, event.end_mark.index
        self.taken.append((start, end))
        entry.node.value = str(event.value)
        entry.end = end
        header = _BLOCK_HEADER.match(self.text, start, end) if event.style in ("|", ">") else None
        if header:
            entry.node.beside = header[1].rstrip()

    def items(self, entry: _Entry) -> list[Node]:
        found = []
        for event in self.events:
            if isinstance(event, yaml.SequenceEndEvent):
                entry.end = _end(event)
                break
            found.append(self.entry(event, entry, column=entry.inner_column).node)
        return found

    def fields(self, entry: _Entry) -> dict[str, Node]:
        found = {}
        for key in self.events:
            if isinstance(key, yaml.MappingEndEvent):
                entry.end = _end(key)
                break
            self.taken.append((key.start_mark.index, key.end_mark.index))
            found[str(key.value)] = self.entry(next(self.events), entry, key).node
        return found

    def give_comments(self) -> None:
        """Every comment to the entry it is about."""
        starts = [entry.start for entry in self.entries]
        for match in self.comments():
            line_start = self.text.rfind("\n", 0, match.start()) + 1
            before = self.text[line_start : match.start()]
            place = bisect_right(starts, match.start())
            last = self.entries[place - 1] if place else None
            following = self.entries[place] if place < len(self.entries) else None
            comment = match.group().rstrip()
            if _BEFORE_ENTRY.fullmatch(before):
                self.own_line(comment, match, last, following)
            elif last is not None:
                owner = next(one for one in last.within() if not _closed(one.parent, match.start()))
                self.beside(owner.node, comment)
            else:
                self.root.above.append(comment)  # beside the --- of the document

    def comments(self) -> Iterator[re.Match[str]]:
        position = 0
        for start, end in [*self.taken, (len(self.text), len(self.text))]:
            yield from _COMMENT.finditer(self.text, position, max(start, position))
            position = max(end, position)

    def beside(self, node: Node, comment: str) -> None:
        """At the end of a line; the root has none of its own."""
        if node is self.root:
            node.below.append(comment)
        elif node.beside:
            node.above.append(comment)
        else:
            node.beside = comment

    def own_line(self, comment: str, match: re.Match[str], last: _Entry | None, following: _Entry | None) -> None:
        """On a line of its own: before what follows, or at the end of what it is indented under."""
        comments = self.place_of(match, last, following)
        since = self.text[self.previous_end : match.start()]
        if comments and _EMPTY_LINE.fullmatch(since):
            comments.append("")
        comments.append(comment)
        self.previous_end = match.end()

    def place_of(self, match: re.Match[str], last: _Entry | None, following: _Entry | None) -> list[str]:
        """The list of comments that this one joins."""
        column = match.start() - self.text.rfind("\n", 0, match.start()) - 1
        if last is None:
            return self.at_top(match)
        flow = next((one for one in last.within() if one.flow and match.start() < one.end), None)
        if flow is not None:
            inside = following is not None and flow in following.within()
            return (following if inside and following else flow).node.above
        if following is not None and column <= following.column:
            return following.node.above
        open_ = (one for one in last.within() if one.node.children() and not _closed(one, match.start()))
        around = next((one for one in open_ if one.inner_column <= column), self.entries[0])
        if following is not None and following.parent is around:
            return following.node.above
        return around.node.below

    def at_top(self, match: re.Match[str]) -> list[str]:
        """Before everything: about the file when an empty line follows, else about the first key."""
        first = self.entries[1] if len(self.entries) > 1 else self.entries[0]
        until = self.text[match.end() : first.start]
        about_file = not first.node.above and re.search(r"\n[ \t]*\n", until) is not None
        return (self.root if about_file else first.node).above


def _closed(entry: _Entry | None, position: int) -> bool:
    """Whether the entry is written between brackets that end before `position`."""
    return entry is not None and entry.flow and entry.end <= position


def _end(event: Any) -> int:
    return int(event.end_mark.index)
