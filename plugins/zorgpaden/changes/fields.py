"""Compare two entities of one model, value by value, and say in Dutch what changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from enum import Enum
from typing import Any, Literal

from pydantic import BaseModel

from zorgpaden.changes.words import Data, Path, Sentence, field_label, one_of
from zorgpaden.model import Verberging
from zorgpaden.references import references
from zorgpaden.render.environment import dutch_date

Kind = Literal["gewijzigd", "erbij", "weg", "verplaatst"]
Names = Callable[[str, str], str]
"""(collection, id) → the name that readers know."""

TOLD_ELSEWHERE = frozenset({"id", "gecontroleerd"})
_KEYS = ("id", "interventie", "bron", "url", "naam", "titel", "jaar", "op")


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One value that changed. `pad` holds names of fields and ids of parts; `oud` and `nieuw` are for readers."""

    pad: Path
    label: Sentence
    soort: Kind
    oud: str | None = None
    nieuw: str | None = None

    @property
    def is_telefoon(self) -> bool:
        """Whether this is a number that somebody may call today."""
        return self.pad[-1] == "telefoon"

    def is_about(self, blok: str) -> bool:
        """Whether this is in a list of blocks, hides one of it, or sets a rule for it (`spoed_eerst`)."""
        return self.pad[0] == blok or blok in self.pad[0].split("_") or self.pad[:2] == ("verbergt", blok)


@dataclass(frozen=True)
class _Comparison:
    """Two entities under comparison: which fields refer to what, and how that is called on each side."""

    targets: dict[Path, str]
    names: tuple[Names, Names]

    def model(
        self, old: BaseModel | None, new: BaseModel | None, pad: Path, fields: Path, label: Sentence
    ) -> Iterator[FieldChange]:
        some = new if new is not None else old
        assert some is not None
        for name, field in type(some).model_fields.items():
            if name == "id" or (not pad and name in TOLD_ELSEWHERE):
                continue
            empty = None if field.is_required() else field.default
            before, after = (empty if one is None else getattr(one, name) for one in (old, new))
            if before != after:
                yield from self.value(before, after, (*pad, name), (*fields, name), label)

    def value(self, old: Any, new: Any, pad: Path, fields: Path, label: Sentence) -> Iterator[FieldChange]:
        if isinstance(old, BaseModel) or isinstance(new, BaseModel):
            yield from self.model(old, new, pad, fields, label)
        elif isinstance(old, tuple) or isinstance(new, tuple):
            yield from self.parts(old or (), new or (), pad, fields, label)
        else:
            soort: Kind = "erbij" if old is None else "weg" if new is None else "gewijzigd"
            yield self.leaf(soort, old, new, pad, fields, label)

    def leaf(self, soort: Kind, old: Any, new: Any, pad: Path, fields: Path, label: Sentence) -> FieldChange:
        before, after = self.shown(old, fields, 0), self.shown(new, fields, 1)
        if before == after and old != new:  # the name says nothing about the difference
            before, after = (None if one is None else str(one) for one in (old, new))
        return FieldChange(pad, _with_field(label, fields), soort, before, after)

    def parts(
        self, old: tuple[Any, ...], new: tuple[Any, ...], pad: Path, fields: Path, label: Sentence
    ) -> Iterator[FieldChange]:
        before, after = _keyed(old), _keyed(new)
        gone = [key for key in before if key not in after]
        come = [key for key in after if key not in before]
        if len(gone) == len(come) == 1 and not isinstance((*old, *new)[0], BaseModel):
            yield self.leaf("gewijzigd", before[gone[0]], after[come[0]], pad, fields, label)
            gone = come = []
        if not any(isinstance(part, BaseModel) for part in (*old, *new)):
            yield from self.words("weg", [before[key] for key in gone], pad, fields, label)
            yield from self.words("erbij", [after[key] for key in come], pad, fields, label)
            gone = come = []
        for key in gone:
            yield self.part("weg", key, before[key], pad, fields, label)
        for key in after:
            if key in come and isinstance(after[key], BaseModel):
                yield self.part("erbij", key, after[key], pad, fields, label)
            elif key in before and isinstance(after[key], BaseModel) and before[key] != after[key]:
                name = self.part_label(key, pad, label)
                yield from self.model(before[key], after[key], (*pad, *key), fields, name)
        for key in _moved([key for key in before if key in after], [key for key in after if key in before]):
            places = list(before).index(key) + 1, list(after).index(key) + 1
            name = self.part_label(key, pad, label) if isinstance(after[key], BaseModel) else _with_field(label, fields)
            yield FieldChange((*pad, *key), name, "verplaatst", f"plaats {places[0]}", f"plaats {places[1]}")

    def words(self, soort: Kind, values: list[Any], pad: Path, fields: Path, label: Sentence) -> Iterator[FieldChange]:
        """Words or ids that came or went, in one line."""
        side = 1 if soort == "erbij" else 0
        text = "; ".join(self.shown(one, fields, side) or "" for one in values)
        if values:
            yield FieldChange(pad, _with_field(label, fields), soort, *((None, text) if side else (text, None)))

    def part(self, soort: Kind, key: Path, value: BaseModel, pad: Path, fields: Path, label: Sentence) -> FieldChange:
        """A block or another part of a list that came or went."""
        side = 1 if soort == "erbij" else 0
        name, text = self.part_label(key, pad, label), self.summary(value, fields, side)
        return FieldChange((*pad, *key), name, soort, *((None, text) if side else (text, None)))

    def part_label(self, key: Path, pad: Path, label: Sentence) -> Sentence:
        return (*label, ", " if label else "", one_of(pad[-1]), " ", Data(" ".join(key)))

    def summary(self, value: BaseModel, fields: Path, side: int) -> str:
        """What stands in a part, in one line; what its label says is left out."""
        return "; ".join(self._words(value, fields, side))

    def _words(self, value: BaseModel, fields: Path, side: int) -> Iterator[str]:
        for name, field in type(value).model_fields.items():
            one, where = getattr(value, name), (*fields, name)
            if name in ("id", "blok", "vervangt", "kenmerk") or one is None or one == field.default:
                continue
            for each in one if isinstance(one, tuple) else (one,):
                if isinstance(each, BaseModel):
                    yield from self._words(each, where, side)
                else:
                    yield self.shown(each, where, side) or ""

    def shown(self, value: Any, fields: Path, side: int) -> str | None:
        """A value as a reader knows it."""
        if value is None:
            return None
        target = self.targets.get(fields)
        if target:
            return self.names[side](target, value)
        if isinstance(value, bool):
            return "ja" if value else "nee"
        if isinstance(value, date):
            return dutch_date(value)
        return str(value.value if isinstance(value, Enum) else value)


def compare_fields(old: BaseModel, new: BaseModel, names: tuple[Names, Names]) -> tuple[FieldChange, ...]:
    """Every value that differs, in the order of the model; the id and the check are told elsewhere."""
    targets = {
        tuple(step for step in path if isinstance(step, str)): collection
        for entity in (old, new)
        for path, collection, _ in references(entity)
    }
    return tuple(_Comparison(targets, names).model(old, new, (), (), ()))


def _with_field(label: Sentence, fields: Path) -> Sentence:
    """Our name of the field; inside a part of a list only the last name counts."""
    if not label:
        return (field_label(fields),)
    last = field_label(fields[-1:])
    return (*label, f", {last[:1].lower()}{last[1:]}")


def _keyed(parts: tuple[Any, ...]) -> dict[Path, Any]:
    """Parts by what makes them the same part on both sides; equal ones get a number."""
    found: dict[Path, Any] = {}
    for part in parts:
        key, number = _key(part), 1
        while key in found:
            number += 1
            key = (*_key(part), f"({number})")
        found[key] = part
    return found


def _key(part: Any) -> Path:
    if not isinstance(part, BaseModel):
        return (str(part),)
    if isinstance(part, Verberging):
        return str(part.blok), part.id  # the list that something is hidden from is part of what it is
    known = (*(name for name in _KEYS if name in type(part).model_fields), *type(part).model_fields)
    return (next(str(value) for name in known if isinstance(value := getattr(part, name), str | int | date)),)


def _moved(old: list[Path], new: list[Path]) -> list[Path]:
    """The fewest parts whose move turns one order into the other."""
    if old == new:
        return []
    kept = {
        key
        for block in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
        for key in old[block.a : block.a + block.size]
    }
    return [key for key in new if key not in kept]


CONTEXT = 5
SHORT = 60


def around_change(old: str, new: str) -> tuple[str, str]:
    """Two long texts without the words they begin and end with alike; a few are left for the eye."""
    before, after = old.split(), new.split()
    if max(len(old), len(new)) <= SHORT:
        return old, new
    start = 0
    while start < min(len(before), len(after)) and before[start] == after[start]:
        start += 1
    end = 0
    while end < min(len(before), len(after)) - start and before[-1 - end] == after[-1 - end]:
        end += 1
    start, end = max(0, start - CONTEXT), max(0, end - CONTEXT)
    return _middle(before, start, end), _middle(after, start, end)


def _middle(words: list[str], start: int, end: int) -> str:
    middle = " ".join(words[start : len(words) - end])
    return f"{'… ' if start else ''}{middle}{' …' if end else ''}"
