"""Reads a file that is in canonical form from its lines: several times as fast as with a parser.

Nearly every file is in that form, and holds only the plainest of what it allows: known keys in their order, texts on
one line or folded, lists of words. Such lines can be read in one way only and be written in one way only, so neither a
YAML parser nor the writer is needed. Anything else (a comment, a key the model does not know, whatever is not right) is
for those two: here is never said no.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any, NamedTuple

from pydantic import BaseModel

from zorgpaden.editing.keys import holds_other_than_text, inner_model, key_order
from zorgpaden.editing.layout import LONG, SHORT, TABLES, WIDTH, in_brackets
from zorgpaden.editing.scalar import NUMBER_OR_DATE, printable, scalar
from zorgpaden.loading.text_guard import INVISIBLE

DEEPEST = 16
"""Spaces before a line; a reader refuses what is much deeper than that."""
MOST_KNOWN = 10_000
"""Words and texts of which the answer is kept: in many files the same ones come back."""

_IN_BRACKETS = re.compile(r"\w[\w .'/&()-]*|\"[^\"\\]*\"")
_CELL = re.compile(r"(\w+): (\"[^\"\\]*\"|\[[^\[\]]*\]|[^,\"]+)(?:, (?=\w)|$)")

Model = type[BaseModel]


def read_formed(text: str, model: Model) -> Any | None:
    """The value of a YAML text that is in canonical form, all scalars as text; None when its lines do not show that."""
    if not text.endswith("\n") or not printable(text.replace("\n", "")):
        return None
    if not text.isascii() and INVISIBLE.search(text):
        return None
    lines = text.split("\n")
    lines.pop()
    try:
        value, end = _below(lines, 0, "", _Field(0, model, False), 0)
    except _Unsure:
        return None
    return value if end == len(lines) else None


class _Unsure(Exception):
    """The lines do not show by themselves that they are in canonical form."""


class _Field(NamedTuple):
    """What matters of a key: its place among the others, and what may follow it."""

    rank: int
    model: Model | None
    bare: bool
    """Whether it can be a number, a date or a yes or no: those have no quotes."""


@cache
def _fields(model: Model) -> dict[str, _Field]:
    return {
        key: _Field(rank, inner_model(model, key), holds_other_than_text(model, key))
        for rank, key in enumerate(key_order(model))
        if scalar(key, in_brackets=True) == key
    }


# Each reads from the line `at`, and gives a value with the number of the first line after it, or is unsure.


def _below(lines: list[str], at: int, above: str, field: _Field, indent: int) -> tuple[Any, int]:
    """A list or a mapping below the line (`above`) of its key."""
    pad, line = " " * indent, lines[at] if at < len(lines) else ""
    if line.startswith(f"{pad}- "):
        return _items(lines, at, above, field, indent)
    if above and line.startswith(f"{pad}["):
        return _brackets(lines, at, indent)
    if field.model is None:
        raise _Unsure
    return _mapping(lines, at, field.model, indent)


def _mapping(lines: list[str], at: int, model: Model, indent: int) -> tuple[dict[str, Any], int]:
    found: dict[str, Any] = {}
    fields, pad, last, end = _fields(model), " " * indent, -1, len(lines)
    while at < end:
        line = lines[at]
        if not line.startswith(pad):
            break
        key, colon, value = line[indent:].partition(":")
        field = fields.get(key)
        if field is None or field[0] <= last or not colon:
            raise _Unsure
        last = field[0]
        at += 1
        if not value:
            found[key], at = _below(lines, at, line, field, indent + 2)
        elif value[0] == " ":
            found[key], at = _value(lines, at, line, value[1:], indent, field[2])
        else:
            raise _Unsure
    if last < 0 or indent > DEEPEST:
        raise _Unsure
    return found, at


def _items(lines: list[str], at: int, above: str, field: _Field, indent: int) -> tuple[list[Any], int]:
    """A list with one item per line, that does not belong on the line above or between brackets."""
    _, model, bare = field
    fields, dash, end = _fields(model) if model else {}, f"{' ' * indent}- ", len(lines)
    found: list[Any] = []
    texts: list[str] = []
    while at < end:
        line = lines[at]
        if not line.startswith(dash):
            break
        value = line[indent + 2 :]
        if model in TABLES:
            one: Any = _row(value, fields)
            at += 1
        elif model and ":" in value and value.partition(":")[0] in fields:
            lines[at] = f"{' ' * indent}  {value}"
            one, at = _mapping(lines, at, model, indent + 2)
        else:
            one, at = _value(lines, at + 1, line, value, indent, False)
            texts.append(value)
        found.append(one)
    if len(texts) == len(found) and (len(texts) > LONG or not _is_below(above, texts, bare)):
        raise _Unsure
    return found, at


def _brackets(lines: list[str], at: int, indent: int) -> tuple[list[str], int]:
    """A long list of short texts, over several lines."""
    pad, first = " " * indent, at
    while at < len(lines) and lines[at].startswith(pad):
        at += 1
    mine = lines[first:at]
    texts = " ".join(line.strip(" ") for line in mine)[1:-1].split(", ")
    known = all(len(text) <= SHORT and _cell(text, False) == text for text in texts)
    if len(mine) == 1 or len(texts) <= LONG or not known or mine != list(in_brackets(texts, indent)):
        raise _Unsure
    return texts, at


def _value(lines: list[str], at: int, line: str, given: str, indent: int, bare: bool) -> tuple[Any, int]:
    """What stands on the line of a key or a dash (before `at`), and the lines that go with it."""
    if given == ">-":
        return _folded(lines, at, line, indent)
    if len(line) > WIDTH and (given[:1] == "[" or " " in given):
        raise _Unsure
    if given[:1] == "[":
        return _words(given, bare), at
    text = _text(given, bare)
    if text is None:
        raise _Unsure
    return text, at


def _folded(lines: list[str], at: int, line: str, indent: int) -> tuple[str, int]:
    """A long text over several lines, each as full as can be."""
    pad, width, end = " " * (indent + 2), WIDTH - indent - 2, len(lines)
    parts: list[str] = []
    part, room = "", 0
    while at < end and lines[at].startswith(pad):
        part = lines[at][indent + 2 :]
        word, more, _ = part.partition(" ")
        if not word or len(word) < room or (more and len(part) > width) or part[-1] == " " or "  " in part:
            raise _Unsure
        room = width - len(part)
        parts.append(part)
        at += 1
    one_line = " " not in part or len(f"{line[:-2]}{scalar(part)}") <= WIDTH
    if not parts or (len(parts) == 1 and one_line):
        raise _Unsure
    return " ".join(parts), at


def _row(row: str, fields: dict[str, _Field]) -> dict[str, Any]:
    """A line of a table, without the dash."""
    found: dict[str, Any] = {}
    cells, last = row[1:-1], -1
    for key, given in _CELL.findall(cells):
        field = fields.get(key)
        if field is None or field.rank <= last:
            raise _Unsure
        last = field.rank
        texts = given[1:-1].split(", ") if given[0] == "[" else [given]
        read = [_cell(text, field.bare) for text in texts]
        if None in read:
            raise _Unsure
        found[key] = read if given[0] == "[" else read[0]
    if not found or row != f"{{{cells}}}" or _CELL.sub("", cells):
        raise _Unsure
    return found


def _is_below(above: str, texts: list[str], bare: bool) -> bool:
    """Whether items do not belong on the line above them: some are no words, or they are too many."""
    if any(" " in text or text == ">-" or (text[0] == '"' and not bare) for text in texts):
        return True
    words = not bare and all(_is_word(text) for text in texts)
    return words and len(f"{above} [{', '.join(texts)}]") > WIDTH


def _is_word(text: str, bare: bool = False) -> bool:
    """Whether a text is one word that stands between brackets as it is."""
    return " " not in text and _cell(text, bare) == text


def _words(given: str, bare: bool) -> list[str]:
    """A list of words between brackets."""
    if given == "[]":
        return []
    words = given[1:-1].split(", ")
    if not _are_words(given, bare):
        raise _Unsure
    return words


@lru_cache(maxsize=MOST_KNOWN)
def _are_words(given: str, bare: bool) -> bool:
    return given[-1] == "]" and all(_is_word(word, bare) for word in given[1:-1].split(", "))


@lru_cache(maxsize=MOST_KNOWN)
def _cell(given: str, bare: bool) -> str | None:
    """A text between brackets; None when it lacks quotes, or has more than it needs."""
    text = given.strip('"')
    if bare and NUMBER_OR_DATE.fullmatch(text):
        return text if given == text else None
    return text if _IN_BRACKETS.fullmatch(given) and scalar(text, in_brackets=True) == given else None


@lru_cache(maxsize=MOST_KNOWN)
def _text(given: str, bare: bool) -> str | None:
    """A text on a line of its own; None when it lacks quotes, or has more than it needs."""
    text = given
    if given[:1] == '"':
        text = given[1:-1]
    elif given[:1] == "'":
        text = given[1:-1].replace("''", "'")
    if bare and NUMBER_OR_DATE.fullmatch(text):
        return text if given == text else None
    return text if scalar(text) == given else None
