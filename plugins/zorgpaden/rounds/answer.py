"""Read what an owner answered: the YAML block of the correction page, alone or inside a mail, or a csv.

An answer is untrusted: it is read by the same guards as the data, and it names facts by id, never by file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, WrapValidator

from zorgpaden.loading.marks import Marks
from zorgpaden.loading.records import LANDELIJK, Record, Source
from zorgpaden.loading.shape import to_item
from zorgpaden.loading.text_guard import decode
from zorgpaden.loading.yaml_reader import read_yaml
from zorgpaden.model import Entiteit, Gecontroleerd
from zorgpaden.problems import DataProblems, Problem, errors, suggest
from zorgpaden.rounds.facts import VELDEN, Soort
from zorgpaden.rounds.files import read_small
from zorgpaden.sheets.read import read_csv
from zorgpaden.sheets.sheet import Cell, Unusable
from zorgpaden.types import Bereikbaar, Datum, Email, JaNee, Kenmerk, Slug, Tekst, Telefoon, WebAdres

BEGIN, EINDE = "# begin antwoord", "# einde antwoord"
COLUMNS = ("id", "veld", "waarde", "klopt", "door", "op", "hoe", "deel", "soort", "kenmerk", "was")
"""Columns of a csv; the first seven are asked, the others only when there is something to say."""
ASKED = ("id", "door", "op")
GONE = "weg"
"""What a csv says in `waarde` to take a value away: an empty cell is more often a mistake."""
_LINE = re.compile(r"^[ \t]*(# (?:begin|einde) antwoord)[ \t]*\r?$", re.MULTILINE)
_OrEmpty = WrapValidator(lambda value, handler: value if value == "" else handler(value))


class Contactgegevens(Entiteit):
    """What can be corrected. Absent is not answered; empty is: there is none."""

    telefoon: Annotated[Telefoon, _OrEmpty] | None = Field(None, description="Telefoonnummer.")
    email: Annotated[Email, _OrEmpty] | None = Field(None, description="E-mailadres van de functie.")
    website: Annotated[WebAdres, _OrEmpty] | None = Field(None, description="Webpagina.")
    bereikbaar: Annotated[Bereikbaar, _OrEmpty] | None = Field(None, description="Tijden: ma-do 9-16 uur.")


class Oordeel(Entiteit):
    """The answer about one fact."""

    soort: Soort = Field(description="voorziening of afspraak.")
    id: Slug = Field(description="Id van de voorziening of afspraak.")
    kenmerk: Kenmerk = Field(description="Kenmerk van wat de eigenaar zag; het formulier schrijft het.")
    klopt: JaNee = Field(False, description="Ja als alles is nagegaan en klopt, met wat hier wordt veranderd.")
    stond: Contactgegevens = Field(default_factory=Contactgegevens, description="Wat de eigenaar zag.")
    wordt: Contactgegevens = Field(default_factory=Contactgegevens, description="Wat het moet worden.")
    opmerking: Tekst | None = Field(None, description="Opmerking voor de redactie.")


class Antwoord(Entiteit):
    """The block that the correction page makes."""

    deel: Tekst = Field(description="Gemeente of regio: gemeente-waterrijk.")
    op: Datum = Field(description="Dag waarop het is nagegaan.")
    door: Tekst = Field(description="Functie van wie het naging, geen naam.")
    hoe: Tekst | None = Field(None, description="Hoe het is nagegaan: gebeld, gemaild.")
    antwoorden: tuple[Oordeel, ...] = Field(min_length=1, description="Een antwoord per voorziening of afspraak.")


class Rij(Entiteit):
    """One row of a csv."""

    id: Slug = Field(description="Id van de voorziening of afspraak.")
    veld: Literal["telefoon", "email", "website", "bereikbaar", "opmerking"] | None = Field(
        None, description="Wat u verbetert: telefoon, email, website, bereikbaar of opmerking."
    )
    waarde: str | None = Field(None, description=f"Wat het wordt; “{GONE}” haalt het weg.")
    klopt: JaNee = Field(False, description="Ja als alles is nagegaan en klopt.")
    door: Tekst = Field(description="Functie van wie het naging, geen naam.")
    op: Datum = Field(description="Dag waarop het is nagegaan: jaar-maand-dag.")
    hoe: Tekst | None = Field(None, description="Hoe het is nagegaan: gebeld, gemaild.")
    deel: Tekst | None = Field(None, description="Gemeente of regio: gemeente-waterrijk.")
    soort: Soort | None = Field(None, description="voorziening of afspraak.")
    kenmerk: Kenmerk | None = Field(None, description="Kenmerk van wat de eigenaar zag.")
    was: str | None = Field(None, description="Wat er stond.")


@dataclass(slots=True)
class Vraag:
    """What an answer asks for one fact; `soort`, `deel` and `kenmerk` are None when a csv leaves them out."""

    path: str
    marks: Marks
    id: str
    controle: Gecontroleerd
    soort: Soort | None = None
    deel: str | None = None
    kenmerk: str | None = None
    klopt: bool = False
    stond: dict[str, str] = field(default_factory=dict)
    wordt: dict[str, str] = field(default_factory=dict)
    opmerking: str | None = None

    def problem(self, code: str, message: str, hint: str, *where: str) -> Problem:
        """A problem with this part of the answer."""
        marks = self.marks.find(*where)
        return Problem(self.path, marks.line, marks.column, code, "fout", message, hint)


def read_answer(file: Path) -> tuple[list[Vraag], list[Problem]]:
    """What the answer asks, fact by fact, and what is wrong with the rest; `DataProblems` when nothing is left."""
    raw = read_small(file)
    text, problems = decode(raw, file.name)
    problems = errors(problems)
    if text is None or problems:
        raise DataProblems(problems)
    asked, problems = _of_csv(raw, file.name) if file.suffix.lower() == ".csv" else _of_yaml(text, file.name)
    problems += _twice(asked)
    if problems and not asked:
        raise DataProblems(problems)
    return asked, problems


def _twice(asked: Sequence[Vraag]) -> Iterator[Problem]:
    seen: set[tuple[str | None, str | None, str]] = set()
    for one in asked:
        key = (one.deel, one.soort, one.id)
        if key in seen:
            yield one.problem(
                "dubbel", f"“{one.id}” staat twee keer in het antwoord", "Houd één van de twee over.", "id"
            )
        seen.add(key)


# YAML


def _of_yaml(text: str, path: str) -> tuple[list[Vraag], list[Problem]]:
    value, marks, problems = read_yaml(_block(text), path)
    if value is None or problems:
        return [], problems
    item, problems = to_item(Record(Source(path, LANDELIJK, marks), Antwoord, None, value))
    if item is None:
        return [], problems
    answer = item.entity
    assert isinstance(answer, Antwoord)
    controle = Gecontroleerd(op=answer.op, door=answer.door, hoe=answer.hoe)
    asked = [
        Vraag(
            path,
            marks.find("antwoorden", number),
            one.id,
            controle,
            one.soort,
            answer.deel,
            one.kenmerk,
            one.klopt,
            _given(one.stond),
            _given(one.wordt),
            one.opmerking,
        )
        for number, one in enumerate(answer.antwoorden)
    ]
    return asked, problems


def _block(text: str) -> str:
    """The lines between begin and end, on the lines where they were; all of it when there are no such lines."""
    found = list(_LINE.finditer(text))
    if [match[1] for match in found] != [BEGIN, EINDE]:
        return text
    start, end = found[0].end(), found[1].start()
    return "\n" * text.count("\n", 0, start) + text[start:end]


def _given(values: Contactgegevens) -> dict[str, str]:
    found = {veld: getattr(values, veld) for veld in VELDEN}
    return {veld: value for veld, value in found.items() if value is not None}


# csv


def _of_csv(raw: bytes, path: str) -> tuple[list[Vraag], list[Problem]]:
    rows = read_csv(raw, path, lambda rows: max((len(set(_heads(row)) & set(COLUMNS)) for row in rows), default=0)).rows
    heads = _heads(rows[0]) if rows else []
    problems = list(_head_problems(heads, path))
    if problems:
        return [], problems
    merged: dict[tuple[str | None, str | None, str], Vraag] = {}
    for line, row in enumerate(rows[1:], 2):
        cells = {head: cell for head, cell in zip(heads, row, strict=False) if cell not in ("", None)}
        if not cells:
            continue
        bad = [name for name, cell in cells.items() if isinstance(cell, Unusable)]
        for name in bad:
            cell = cells[name]
            assert isinstance(cell, Unusable)
            problems.append(Problem(path, line, 1, "formule", "fout", f"{name}: {cell.message}", cell.hint))
        one, found = (None, []) if bad else _row({name: str(cell).strip() for name, cell in cells.items()}, path, line)
        problems += found
        if one:
            problems += _merge(merged, one)
    if not merged and not problems:
        problems = [Problem(path, 1, 1, "leeg", "fout", "er staan geen antwoorden in", "Schrijf per gegeven een rij.")]
    return list(merged.values()), problems


def _heads(row: Sequence[Cell]) -> list[str]:
    return [str(cell).strip().lower() for cell in row]


def _head_problems(heads: list[str], path: str) -> Iterator[Problem]:
    for head in filter(None, heads):
        if head not in COLUMNS:
            hint = suggest(head, list(COLUMNS)) or f"Toegestaan zijn: {', '.join(COLUMNS)}."
            yield Problem(path, 1, 1, "kolommen", "fout", f"“{head[:80]}” is geen kolom", hint)
    for head in COLUMNS:
        if heads.count(head) > 1:
            yield Problem(path, 1, 1, "kolommen", "fout", f"de kolom {head} staat er twee keer", "Houd er één over.")
    for head in ASKED:
        if head not in heads:
            hint = "Zet bovenaan: id;veld;waarde;klopt;door;op;hoe"
            yield Problem(path, 1, 1, "kolommen", "fout", f"de kolom {head} ontbreekt", hint)


def _row(cells: Mapping[str, str], path: str, line: int) -> tuple[Vraag | None, list[Problem]]:
    source = Source(path, LANDELIJK, Marks(line, 1))
    item, problems = to_item(Record(source, Rij, None, dict(cells)))
    if item is None:
        return None, problems
    row = item.entity
    assert isinstance(row, Rij)
    controle = Gecontroleerd(op=row.op, door=row.door, hoe=row.hoe)
    one = Vraag(path, source.marks, row.id, controle, row.soort, row.deel, row.kenmerk, row.klopt)
    if row.veld is None and (row.waarde or row.was):
        message = "er staat een waarde, maar geen veld"
        return None, [one.problem("veld", message, f"Kies bij veld uit: {', '.join(VELDEN)}, opmerking.")]
    if row.veld is None:
        return one, []
    if not row.waarde:
        hint = f"Schrijf bij waarde wat het wordt, of “{GONE}”."
        return None, [one.problem("waarde", f"bij “{row.veld}” staat geen waarde", hint)]
    if row.veld == "opmerking":
        checked, problems = to_item(Record(source, _Opmerking, None, {"waarde": row.waarde}))
        one.opmerking = checked.entity.waarde if isinstance(checked and checked.entity, _Opmerking) else None  # type: ignore[union-attr]
        return one, problems
    for name, text in (("wordt", "" if row.waarde == GONE else row.waarde), ("stond", row.was)):
        if text is None:
            continue
        values, found = to_item(Record(source, Contactgegevens, None, {row.veld: text}))
        problems += found
        if values:
            assert isinstance(values.entity, Contactgegevens)
            setattr(one, name, _given(values.entity))
    return one, problems


class _Opmerking(Entiteit):
    waarde: Tekst = Field(description="Opmerking voor de redactie.")


def _merge(merged: dict[tuple[str | None, str | None, str], Vraag], one: Vraag) -> Iterator[Problem]:
    """Put a row with the other rows about the same fact."""
    first = merged.setdefault((one.deel, one.soort, one.id), one)
    if first is one:
        return
    if (first.controle, first.kenmerk) != (one.controle, one.kenmerk):
        message = f"de rijen over “{one.id}” zeggen bij door, op, hoe of kenmerk niet hetzelfde"
        yield one.problem("rijen", message, "Maak die gelijk.")
    for veld in first.wordt.keys() & one.wordt.keys():
        yield one.problem("rijen", f"“{veld}” van “{one.id}” staat er twee keer", "Houd één rij over.")
    if first.opmerking and one.opmerking:
        yield one.problem("rijen", f"er zijn twee opmerkingen bij “{one.id}”", "Zet ze in één rij.")
    first.stond |= one.stond
    first.wordt |= one.wordt
    first.klopt = first.klopt or one.klopt
    first.opmerking = first.opmerking or one.opmerking
