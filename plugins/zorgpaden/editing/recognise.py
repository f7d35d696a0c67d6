"""Whether a file is in canonical form, seen from its lines where that can be done.

Nearly every file is, and holds only the plainest of what the form allows: known keys in their order, texts on one line
or folded, lists of words. Such lines can be read in one way only and be written in one way only, so neither a YAML
parser nor the writer is needed to say yes. Anything else (a comment, a table, a key the model does not know, whatever
is not right) is for `canonical` to judge: here is never said no.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from pydantic import BaseModel

from zorgpaden.editing.canonical import LONG, SHORT, TABLES, WIDTH, canonical, in_brackets
from zorgpaden.editing.places import holds_other_than_text, inner_model, key_order, place_of
from zorgpaden.editing.scalar import NUMBER_OR_DATE, printable, scalar
from zorgpaden.loading.content import FENCE
from zorgpaden.loading.text_guard import INVISIBLE

DEEPEST = 16
"""Spaces before a line; a reader refuses what is much deeper than that."""
MOST_KNOWN = 10_000
"""Words and texts of which the answer is kept: in many files the same ones come back."""

_IN_BRACKETS = re.compile(r"\w[\w .'/&()-]*|\"[^\"\\]*\"")
_CELL = re.compile(r"(\w+): (\"[^\"\\]*\"|\[[^\[\]]*\]|[^,\"]+)(?:, (?=\w)|$)")


def is_canonical(text: str, path: str) -> bool:
    """Whether `canonical(text, path) == text`; `DataProblems` where that gives them."""
    return at_a_glance(text, path) or canonical(text, path) == text


def at_a_glance(text: str, path: str) -> bool:
    """Whether the lines alone show that a file is in canonical form."""
    place, given = place_of(path), _yaml(text, path)
    if place is None or not given.endswith("\n"):
        return False
    if not printable(given.replace("\n", "")) or (not given.isascii() and INVISIBLE.search(given)):
        return False
    lines = _Lines(given.split("\n")[:-1])
    try:
        lines.below("", place.model, 0)
    except _Unsure:
        return False
    return lines.at == len(lines.all)


def _yaml(text: str, path: str) -> str:
    """The YAML of a file; empty when that is not plainly a part of it."""
    if not path.endswith(".md"):
        return text
    start, end = f"{FENCE}\n", text.find(f"\n{FENCE}\n")
    return text[len(start) : end + 1] if text.startswith(start) else ""


class _Unsure(Exception):
    """The lines do not show by themselves that they are in canonical form."""


@dataclass(frozen=True, slots=True)
class _Field:
    """What matters of a key: its place among the others, and what may follow it."""

    rank: int
    model: type[BaseModel] | None
    bare: bool


@cache
def _fields(model: type[BaseModel]) -> dict[str, _Field]:
    return {
        key: _Field(rank, inner_model(model, key), holds_other_than_text(model, key))
        for rank, key in enumerate(key_order(model))
        if scalar(key, in_brackets=True) == key
    }


@dataclass(slots=True)
class _Lines:
    """Lines that are read once, from the top; each method passes what it is named after, or is unsure."""

    all: list[str]
    at: int = 0

    def below(self, line: str, model: type[BaseModel] | None, indent: int, bare: bool = False) -> None:
        """A list or a mapping below the line of its key."""
        if self.at < len(self.all) and self.all[self.at].startswith(f"{' ' * indent}- "):
            self.items(line, model, indent, bare)
        elif line and self.at < len(self.all) and self.all[self.at].startswith(f"{' ' * indent}["):
            self.brackets(indent)
        elif model is not None:
            self.mapping(model, indent)
        else:
            raise _Unsure

    def mapping(self, model: type[BaseModel], indent: int) -> None:
        fields, pad, last = _fields(model), " " * indent, -1
        while self.at < len(self.all) and (line := self.all[self.at]).startswith(pad):
            key, colon, value = line[indent:].partition(":")
            field = fields.get(key)
            if field is None or field.rank <= last or not colon:
                raise _Unsure
            last = field.rank
            self.at += 1
            if not value:
                self.below(line, field.model, indent + 2, field.bare)
            elif value[0] == " ":
                self.value(line, value[1:], indent, field.bare)
            else:
                raise _Unsure
        if last < 0 or indent > DEEPEST:
            raise _Unsure

    def items(self, above: str, model: type[BaseModel] | None, indent: int, bare: bool) -> None:
        """A list with one item per line, that does not belong on the line above or between brackets."""
        fields, dash = _fields(model) if model else {}, f"{' ' * indent}- "
        texts, only_texts = [], True
        while self.at < len(self.all) and (line := self.all[self.at]).startswith(dash):
            value = line[indent + 2 :]
            key, colon, _ = value.partition(":")
            if model in TABLES:
                _row(value, fields)
                self.at += 1
                only_texts = False
            elif model and colon and key in fields:
                self.all[self.at] = f"{' ' * indent}  {value}"
                self.mapping(model, indent + 2)
                only_texts = False
            else:
                self.at += 1
                self.value(line, value, indent)
                texts.append(value)
        if only_texts and (len(texts) > LONG or not _is_below(above, texts, bare)):
            raise _Unsure

    def brackets(self, indent: int) -> None:
        """A long list of short texts, over several lines."""
        pad, first = " " * indent, self.at
        while self.at < len(self.all) and self.all[self.at].startswith(pad):
            self.at += 1
        lines = self.all[first : self.at]
        texts = " ".join(line.strip(" ") for line in lines)[1:-1].split(", ")
        known = all(len(text) <= SHORT and _is_cell(text, False) for text in texts)
        if len(lines) == 1 or len(texts) <= LONG or not known or lines != list(in_brackets(texts, indent)):
            raise _Unsure

    def value(self, line: str, value: str, indent: int, bare: bool = False) -> None:
        """What stands on the line of a key or a dash, and the lines that go with it."""
        if value == ">-":
            self.folded(line, indent)
        elif value[:1] == "[":
            if len(line) > WIDTH or not _is_row(value, bare):
                raise _Unsure
        elif not _is_scalar(value, bare) or (len(line) > WIDTH and " " in value):
            raise _Unsure

    def folded(self, line: str, indent: int) -> None:
        """A long text over several lines, each as full as can be."""
        pad, width, first = " " * (indent + 2), WIDTH - indent - 2, self.at
        part, room = "", 0
        while self.at < len(self.all) and self.all[self.at].startswith(pad):
            part = self.all[self.at][len(pad) :]
            word, more, _ = part.partition(" ")
            if not word or len(word) < room or (more and len(part) > width) or part[-1] == " " or "  " in part:
                raise _Unsure
            room = width - len(part)
            self.at += 1
        one_line = " " not in part or len(f"{line[:-2]}{scalar(part)}") <= WIDTH
        if self.at == first or (self.at == first + 1 and one_line):
            raise _Unsure


def _row(row: str, fields: dict[str, _Field]) -> None:
    """A line of a table, without the dash."""
    cells, last = row[1:-1], -1
    for key, value in _CELL.findall(cells):
        field = fields.get(key)
        texts = value[1:-1].split(", ") if value[0] == "[" else [value]
        if field is None or field.rank <= last or not all(_is_cell(text, field.bare) for text in texts):
            raise _Unsure
        last = field.rank
    if last < 0 or row != f"{{{cells}}}" or _CELL.sub("", cells):
        raise _Unsure


def _is_below(above: str, texts: list[str], bare: bool) -> bool:
    """Whether items do not belong on the line above them: some are no words, or they are too many."""
    if any(" " in text or text == ">-" or (text[0] == '"' and not bare) for text in texts):
        return True
    words = not bare and all(_is_word(text) for text in texts)
    return words and len(f"{above} [{', '.join(texts)}]") > WIDTH


def _is_word(text: str, bare: bool = False) -> bool:
    """Whether a text is one word that stands between brackets as it is."""
    return " " not in text and text[:1] != '"' and _is_cell(text, bare)


@lru_cache(maxsize=MOST_KNOWN)
def _is_row(given: str, bare: bool) -> bool:
    """Whether a text is a list of words between brackets."""
    return given == "[]" or (given[-1] == "]" and all(_is_word(word, bare) for word in given[1:-1].split(", ")))


@lru_cache(maxsize=MOST_KNOWN)
def _is_cell(given: str, bare: bool) -> bool:
    """Whether a text between brackets has the quotes it needs, and no others."""
    text = given.strip('"')
    if bare and NUMBER_OR_DATE.fullmatch(text):
        return given == text
    return bool(_IN_BRACKETS.fullmatch(given)) and scalar(text, in_brackets=True) == given


@lru_cache(maxsize=MOST_KNOWN)
def _is_scalar(given: str, bare: bool) -> bool:
    """Whether a text on a line of its own has the quotes it needs, and no others."""
    text = given
    if given[:1] == '"':
        text = given[1:-1]
    elif given[:1] == "'":
        text = given[1:-1].replace("''", "'")
    if bare and NUMBER_OR_DATE.fullmatch(text):
        return given == text
    return scalar(text) == given
