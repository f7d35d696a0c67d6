"""Read YAML at event level: every scalar stays text, every value keeps its place.

A normal YAML loader turns `0301234567` into a number and `no` into False, lets a
duplicate key win in silence and follows anchors until memory is gone. Here the
events of the parser are turned into dicts, lists and text, and what is dangerous
is refused with a line and a column.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml

from zorgpaden.loading.marks import Marks
from zorgpaden.loading.text_guard import INVISIBLE
from zorgpaden.problems import Problem

MAX_DEPTH = 12
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Value = Any  # str | list[Value] | dict[str, Value]


class _Refused(Exception):
    """Something that makes the rest of the file untrustworthy."""

    def __init__(self, mark: Any, code: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.mark, self.code, self.message, self.hint = mark, code, message, hint


class _Builder:
    """Turns parser events into values and marks, collecting problems."""

    def __init__(self, text: str, path: str, first_line: int) -> None:
        self.path = path
        self.offset = first_line
        self.problems: list[Problem] = []
        self.escapes = "\\" in text
        self.events: Iterator[Any] = yaml.parse(text, Loader=_LOADER)

    def problem(self, mark: Any, code: str, message: str, hint: str) -> None:
        line, column = mark.line + self.offset, mark.column + 1
        self.problems.append(Problem(self.path, line, column, code, "fout", message, hint))

    def document(self) -> tuple[Value, Marks] | None:
        """The one document of the stream; None when there is nothing in it."""
        result = None
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                if result is not None:
                    raise _Refused(
                        event.start_mark,
                        "yaml-documenten",
                        "hier begint een tweede document (---)",
                        "Eén bestand is één onderdeel: haal de streepjes weg of maak een tweede bestand.",
                    )
                if event.version or event.tags:
                    raise _Refused(
                        event.start_mark, "yaml-directive", "hier staat een YAML-opdracht (%)", "Haal de regel weg."
                    )
                result = self.value(next(self.events), 1)
        return result

    def value(self, event: Any, depth: int) -> tuple[Value, Marks]:
        """The value that starts with `event`, `depth` levels deep."""
        mark = event.start_mark
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _Refused(
                mark,
                "yaml-anker",
                "hier staat een YAML-anker of verwijzing (& of *)",
                "Schrijf de waarde voluit. Begint uw tekst met & of *? Zet hem tussen aanhalingstekens.",
            )
        if event.tag is not None:
            raise _Refused(
                mark,
                "yaml-tag",
                f"hier staat een YAML-tag: {event.tag}",
                "Haal de tag weg. Begint uw tekst met een uitroepteken? Zet hem tussen aanhalingstekens.",
            )
        if depth > MAX_DEPTH:
            raise _Refused(
                mark,
                "yaml-diepte",
                f"dit zit dieper dan {MAX_DEPTH} lagen",
                "Kijk of er haken of inspringingen te veel staan.",
            )
        if isinstance(event, yaml.ScalarEvent):
            return self.scalar(event)
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(event, depth)
        return self.mapping(event, depth)

    def scalar(self, event: Any) -> tuple[str, Marks]:
        self.look_for_invisible(event)
        mark = event.start_mark
        return event.value, Marks(mark.line + self.offset, mark.column + 1)

    def look_for_invisible(self, event: Any) -> None:
        """Escapes in double quotes can hide what the text guard looks for."""
        if self.escapes and event.style == '"' and INVISIBLE.search(event.value):
            message = "in deze tekst zit een onzichtbaar teken"
            self.problem(event.start_mark, "onzichtbaar", message, "Typ de tekst opnieuw.")

    def sequence(self, event: Any, depth: int) -> tuple[list[Value], Marks]:
        values: list[Value] = []
        marks = Marks(event.start_mark.line + self.offset, event.start_mark.column + 1)
        for item in self.events:
            if isinstance(item, yaml.SequenceEndEvent):
                break
            value, marks.children[len(values)] = self.value(item, depth + 1)
            values.append(value)
        return values, marks

    def mapping(self, event: Any, depth: int) -> tuple[dict[str, Value], Marks]:
        values: dict[str, Value] = {}
        marks = Marks(event.start_mark.line + self.offset, event.start_mark.column + 1)
        for key_event in self.events:
            if isinstance(key_event, yaml.MappingEndEvent):
                break
            key = self.key(key_event)
            mark = key_event.start_mark
            value, child = self.value(next(self.events), depth + 1)
            if key in values:
                first = marks.children[key].key_line
                self.problem(
                    mark,
                    "dubbele-sleutel",
                    f"“{key}” staat hier voor de tweede keer (eerst op regel {first})",
                    "Houd één van de twee over.",
                )
                continue
            child.key_line, child.key_column = mark.line + self.offset, mark.column + 1
            values[key] = value
            marks.children[key] = child
        return values, marks

    def key(self, event: Any) -> str:
        if not isinstance(event, yaml.ScalarEvent) or event.anchor or event.tag is not None:
            raise _Refused(
                event.start_mark,
                "yaml-sleutel",
                "hier hoort een gewone naam voor de dubbele punt",
                "Schrijf bijvoorbeeld “naam: Wijkteam Noord”.",
            )
        self.look_for_invisible(event)
        if event.value == "<<":
            raise _Refused(
                event.start_mark, "yaml-samenvoegen", "hier staat “<<” (samenvoegen)", "Schrijf de velden voluit."
            )
        return str(event.value)


def read_yaml(text: str, path: str, first_line: int = 1) -> tuple[Value | None, Marks, list[Problem]]:
    """(value, marks, problems) of one YAML text; value is None when it cannot be trusted or is empty."""
    empty = Marks(first_line, 1)
    builder = None
    try:
        builder = _Builder(text, path, first_line)
        found = builder.document()
    except _Refused as refused:
        assert builder is not None
        builder.problem(refused.mark, refused.code, refused.message, refused.hint)
        return None, empty, builder.problems
    except yaml.YAMLError as error:
        return None, empty, [_syntax_problem(error, text, path, first_line)]
    if found is None:
        hint = "Vul het in of haal het bestand weg."
        return None, empty, [Problem(path, first_line, 1, "leeg", "fout", "hier staat niets", hint)]
    return found[0], found[1], builder.problems


_SYNTAX = (
    ("could not find expected ':'", "er ontbreekt een dubbele punt, of een tekst loopt door op de volgende regel"),
    ("mapping values are not allowed", "er staat een dubbele punt midden in een tekst"),
    ("found a tab character", "er staat een tab aan het begin van een regel"),
    ("cannot start any token", "een tab of vreemd teken aan het begin van een waarde"),
    ("did not find expected key", "de inspringing klopt niet, of een aanhalingsteken sluit te vroeg"),
    ("did not find expected '-' indicator", "de inspringing van deze lijst klopt niet"),
    ("did not find expected ',' or", "een haak of komma ontbreekt"),
    ("unexpected end of stream", "een aanhalingsteken of haak wordt niet gesloten"),
    ("control characters are not allowed", "er staat een onleesbaar stuurteken"),
)


def _syntax_problem(error: yaml.YAMLError, text: str, path: str, first_line: int) -> Problem:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    reason = str(getattr(error, "problem", None) or error)
    meaning = next((dutch for english, dutch in _SYNTAX if english in reason), "de opmaak klopt niet")
    line, column = (mark.line, mark.column) if mark else _unreadable(text)
    hint = "Spring in met spaties (geen tabs) en zet een tekst met “: ” of “#” tussen aanhalingstekens."
    message = f"dit is geen leesbare YAML: {meaning}"
    return Problem(path, line + first_line, column + 1, "yaml", "fout", message, hint)


def _unreadable(text: str) -> tuple[int, int]:
    """Line and column, from 0, of the first character no YAML can hold: the parser gives no place for it."""
    found = INVISIBLE.search(text)
    start = found.start() if found else 0
    return text.count("\n", 0, start), start - text.rfind("\n", 0, start) - 1
