"""Read the plainest of YAML from its lines: several times as fast as with a parser.

Nearly every file holds nothing but keys, texts on one line or folded, and lists; that can be read in one way only.
Anything else (a comment, an escape, a line that goes on) is for a parser: here is only said what is sure.
"""

from __future__ import annotations

import re
from typing import Any

DEEPEST = 8
"""Lists and mappings inside each other, well below the limit of the parser."""
LONGEST = 100
"""Letters of a key; a parser takes more."""

_WORD = r"\w[\w./'&()+-]*(?: [\w./'&()+-]+)*"
_LIST = re.compile(rf"\[{_WORD}(?:, {_WORD})*\]")
_QUOTED = re.compile(r"\"[^\"\\]*\"|'[^']*'")
_SIGNS = frozenset(" -?:,[]{}#&*!|>%@`\"'")
"""What a text without quotes does not begin with."""


class _Unsure(Exception):
    """Something for a parser."""


def read_lines(text: str) -> Any | None:
    """The value of a YAML text of plain lines only; None for all other texts."""
    if not text.replace("\n", "").replace("\xa0", "").isprintable():
        return None
    lines = text.removesuffix("\n").split("\n")
    try:
        value, end = _below(lines, 0, -1, 1)
    except _Unsure:
        return None
    return value if end == len(lines) else None


# Each reads from the line `at`, and gives a value with the number of the first line after it.


def _below(lines: list[str], at: int, above: int, depth: int) -> tuple[Any, int]:
    """The list or mapping that starts here, further to the right than `above`."""
    if at == len(lines) or depth > DEEPEST:
        raise _Unsure
    indent = _indent(lines[at])
    if indent <= above:
        raise _Unsure
    return (_items if lines[at].startswith("- ", indent) else _mapping)(lines, at, indent, depth)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _mapping(lines: list[str], at: int, indent: int, depth: int) -> tuple[dict[str, Any], int]:
    found: dict[str, Any] = {}
    while at < len(lines):
        line = lines[at].lstrip(" ")
        pad = len(lines[at]) - len(line)
        if pad < indent:
            break
        key, colon, value = line.partition(": ")
        if not colon:
            key, value = line.removesuffix(":"), ""
        if pad > indent or key == line or not key.isidentifier() or key in found or len(key) > LONGEST:
            raise _Unsure
        if value:
            found[key], at = _value(value, lines, at + 1, indent)
        else:
            found[key], at = _below(lines, at + 1, indent, depth + 1)
    return found, at


def _items(lines: list[str], at: int, indent: int, depth: int) -> tuple[list[Any], int]:
    found: list[Any] = []
    while at < len(lines):
        line = lines[at]
        pad = _indent(line)
        if pad < indent:
            break
        if pad > indent or not line.startswith("- ", indent):
            raise _Unsure
        content = line[indent + 2 :]
        if content[:1] not in _SIGNS and (": " in content or content.endswith(":")):
            lines[at] = f"{' ' * indent}  {content}"
            value, at = _below(lines, at, indent, depth + 1)
        else:
            value, at = _value(content, lines, at + 1, indent)
        found.append(value)
    return found, at


def _value(given: str, lines: list[str], at: int, indent: int) -> tuple[Any, int]:
    """What stands behind a key or a dash, with the lines that go with it."""
    if given[:1] not in _SIGNS:
        if not given or ": " in given or " #" in given or given[-1] in ": ":
            raise _Unsure
        return given, at
    if given == ">-":
        return _folded(lines, at, indent)
    if given == "[]":
        return [], at
    if _LIST.fullmatch(given):
        return given[1:-1].split(", "), at
    if _QUOTED.fullmatch(given):
        return given[1:-1], at
    raise _Unsure


def _folded(lines: list[str], at: int, indent: int) -> tuple[str, int]:
    """A text over several lines, all as far to the right as the first."""
    first, end = at, len(lines)
    width = _indent(lines[at]) if at < end else 0
    pad = " " * width
    while at < end and lines[at].startswith(pad) and lines[at][width : width + 1].strip(" "):
        at += 1
    if width <= indent or at == first:
        raise _Unsure
    return " ".join([line[width:] for line in lines[first:at]]), at
