"""The list for decisions: how it is written, read back, and held against the data of today.

What comes back is untrusted as any file: read by the guards of the data, and it can only adopt what was on the list.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from pydantic import Field, ValidationError

from zorgpaden.catalog import Catalog
from zorgpaden.changes.words import clean
from zorgpaden.editing.canonical import with_values
from zorgpaden.editing.draft import Draft
from zorgpaden.editing.verify import latest_allowed
from zorgpaden.loading import Item
from zorgpaden.loading.records import LANDELIJK, Record, Source
from zorgpaden.loading.shape import to_item
from zorgpaden.loading.text_guard import decode
from zorgpaden.loading.yaml_reader import read_yaml
from zorgpaden.model import Beheerd, Entiteit, Status, Vastgesteld
from zorgpaden.problems import DataProblems, Problem, errors, suggest
from zorgpaden.review.agenda import Agenda, Punt, Soort, adoptable, kenmerk
from zorgpaden.rounds.files import read_small
from zorgpaden.types import Datum

MOST_BYTES = 8 * 1024 * 1024
"""A list may be longer than a file of data: every item of the agenda is on it."""
ADOPTED = "vastgesteld"
FOR_CONCEPTS = (ADOPTED, "niet vastgesteld", "aangehouden")
AGAIN = "Maak een nieuwe agenda met zorgpaden review en besluit opnieuw."
_HEAD = """\
# Besluiten van de redactieraad. Vul dit in tijdens de vergadering.
# - op: de dag van de vergadering, jaar-maand-dag. ronde: hoe de vergadering heet.
# - besluit: bij een concept één van: {choices}. Bij iets anders in eigen woorden. Leeg is: nog geen besluit.
# - wie: de functie die het doet, geen naam. toelichting: waarom.
# Verander soort, bestand en kenmerk niet: daaraan ziet de controle of het nog om dezelfde tekst gaat.
# Daarna verwerkt u wat is vastgesteld met: zorgpaden adopt besluiten.yml
"""


class Besluit(Entiteit):
    """One item of the agenda, with what was decided. Everything but the first two may be empty."""

    punt: str = Field(description="Nummer op de agenda.")
    soort: Soort = Field(description="Waarom dit op de agenda staat.")
    onderwerp: str = Field("", description="Waar het over gaat.")
    bestand: str = Field("", description="Het bestand: data/… of content/….")
    kenmerk: str = Field("", description="Kenmerk van de tekst op de agenda.")
    besluit: str = Field("", description="Wat is besloten.")
    wie: str = Field("", description="Functie die het doet, geen naam.")
    toelichting: str = Field("", description="Waarom.")


class Besluitenlijst(Entiteit):
    """A list of decisions; `op` and `ronde` are empty until somebody decided something."""

    agenda: Datum = Field(description="Dag van de agenda.")
    sinds: Datum = Field(description="Sinds wanneer wijzigingen op de agenda staan.")
    op: str = Field("", description="Dag van de vergadering.")
    ronde: str = Field("", description="Hoe de vergadering heet.")
    punten: tuple[Besluit, ...] = Field((), description="De punten van de agenda.")


@dataclass(frozen=True, slots=True)
class Lijst:
    """A list as it was read, with the place of every value."""

    inhoud: Besluitenlijst
    bron: Source


@dataclass(frozen=True, slots=True)
class Vaststelling:
    """One file that is adopted."""

    bestand: str
    onderwerp: str
    besluit: Vastgesteld


# Writing


def template(agenda: Agenda) -> str:
    """The empty list for an agenda, as YAML."""
    head = _HEAD.format(choices=", ".join(FOR_CONCEPTS))
    top = _dump({"agenda": agenda.peildatum, "sinds": agenda.sinds, "op": None, "ronde": None})
    if not agenda.punten:
        return f"{head}{top}punten: []\n"
    return f"{head}{top}punten:\n{''.join(map(_entry, agenda.punten))}"


def _entry(punt: Punt) -> str:
    values = {"punt": punt.nummer, "soort": punt.soort.value, "onderwerp": clean(punt.titel), "bestand": punt.bestand}
    if punt.kenmerk:
        values["kenmerk"] = punt.kenmerk
    known = {name: value for name, value in values.items() if value != ""}
    return _dump([known | {"besluit": None, "wie": None, "toelichting": None}])


class _Dumper(yaml.SafeDumper):
    """What is still empty is written as nothing, not as `null`."""


_Dumper.add_representer(type(None), lambda dumper, _: dumper.represent_scalar("tag:yaml.org,2002:null", ""))


def _dump(value: Any) -> str:
    text: str = yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10_000)
    return text


# Reading


def read_decisions(file: Path) -> Lijst:
    """The list; `DataProblems` with everything that is wrong with its form."""
    text, problems = decode(read_small(file, MOST_BYTES), file.name, MOST_BYTES)
    problems = errors(problems)
    if text is None or problems:
        raise DataProblems(problems)
    value, marks, problems = read_yaml(text, file.name)
    if value is None or problems:
        raise DataProblems(problems)
    source = Source(file.name, LANDELIJK, marks)
    item, problems = to_item(Record(source, Besluitenlijst, None, value))
    if item is None or problems:
        raise DataProblems(problems)
    assert isinstance(item.entity, Besluitenlijst)
    return Lijst(item.entity, source)


# Deciding


def decide(catalog: Catalog, lijst: Lijst, peildatum: date) -> tuple[list[Vaststelling], list[Problem]]:
    """What is adopted, and every reason to refuse the list; with one of those nothing is done."""
    known = adoptable(catalog)
    wanted = [(index, one) for index, one in enumerate(lijst.inhoud.punten) if _adopts(one)]
    problems = [*_words(lijst), *_twice(lijst, wanted)]
    decision: Vastgesteld | None = None
    if wanted:
        decision, wrong = _meeting(lijst, peildatum)
        problems += wrong
    found = []
    for index, one in wanted:
        wrong = list(_faults(catalog, known, lijst, index, one))
        problems += wrong
        if decision and not wrong:
            found.append(Vaststelling(one.bestand, one.onderwerp or one.bestand, decision))
    return found, sorted(set(problems))


def write_adoptions(draft: Draft, adopted: Sequence[Vaststelling]) -> None:
    """Put them in a draft; nothing else in the files changes."""
    for one in adopted:
        text = draft.read(one.bestand)
        assert text is not None
        changes: dict[tuple[str | int, ...], object | None] = {
            ("status",): Status.VASTGESTELD.value,
            ("vastgesteld", "op"): one.besluit.op.isoformat(),
            ("vastgesteld", "ronde"): one.besluit.ronde,
        }
        draft.write(one.bestand, with_values(text, one.bestand, changes))


def _adopts(one: Besluit) -> bool:
    return one.besluit.casefold() == ADOPTED


def _meeting(lijst: Lijst, peildatum: date) -> tuple[Vastgesteld | None, list[Problem]]:
    """The day and the name of the meeting, or what is wrong with them."""
    given, source = lijst.inhoud, lijst.bron
    problems = []
    for name, example in (("op", peildatum.isoformat()), ("ronde", "redactieraad najaar 2026")):
        if not getattr(given, name):
            message = f"er is iets vastgesteld, maar “{name}” is leeg"
            problems.append(source.problem((name,), "besluit", message, f"Vul bovenaan in, bijvoorbeeld: {example}"))
    if problems:
        return None, problems
    try:
        decision = Vastgesteld.model_validate({"op": given.op, "ronde": given.ronde})
    except ValidationError as error:
        for fault in error.errors():
            context = fault.get("ctx", {})
            message = f"bij “{fault['loc'][0]}”: {context.get('bericht', fault['msg'])}"
            problems.append(source.problem((fault["loc"][0],), "besluit", message, context.get("hint", "")))
        return None, problems
    if latest_allowed(decision.op, peildatum):
        message = f"de vergadering van {decision.op} ligt na vandaag ({peildatum})"
        return None, [source.problem(("op",), "besluit", message, "Schrijf de dag waarop echt is besloten.")]
    return decision, []


def _words(lijst: Lijst) -> Iterator[Problem]:
    """Decisions that cannot be meant: a concept knows three, and nothing else can be adopted."""
    for index, one in enumerate(lijst.inhoud.punten):
        where = ("punten", index, "besluit")
        if one.soort is Soort.CONCEPT and one.besluit and one.besluit.casefold() not in FOR_CONCEPTS:
            choices = f"Kies uit: {', '.join(FOR_CONCEPTS)}. De rest is toelichting."
            hint = suggest(one.besluit, list(FOR_CONCEPTS)) or choices
            yield lijst.bron.problem(where, "besluit", f"“{clean(one.besluit)}” is geen besluit over een concept", hint)
        elif one.soort is not Soort.CONCEPT and _adopts(one):
            message = f"punt {clean(one.punt)} is geen concept en kan niet worden vastgesteld"
            yield lijst.bron.problem(where, "besluit", message, "Schrijf in eigen woorden wat is besloten.")


def _twice(lijst: Lijst, wanted: Sequence[tuple[int, Besluit]]) -> Iterator[Problem]:
    seen: set[str] = set()
    for index, one in wanted:
        if one.bestand in seen:
            message = f"“{one.bestand}” staat twee keer op de lijst"
            yield lijst.bron.problem(("punten", index, "bestand"), "dubbel", message, "Houd één van de twee over.")
        seen.add(one.bestand)


def _faults(
    catalog: Catalog, known: dict[str, Item[Beheerd]], lijst: Lijst, index: int, one: Besluit
) -> Iterator[Problem]:
    """Why this item cannot be adopted."""
    if one.soort is not Soort.CONCEPT:
        return  # told by `_words`
    item = known.get(one.bestand)
    where = ("punten", index)
    if item is None:
        hint = suggest(one.bestand, list(known)) or f"Misschien is het intussen hernoemd of weggehaald. {AGAIN}"
        message = f"“{one.bestand}” is hier niets dat kan worden vastgesteld"
        yield lijst.bron.problem((*where, "bestand"), "onbekend", message, hint)
    elif item.entity.status is not Status.CONCEPT:
        message = f"“{one.bestand}” is al vastgesteld"
        yield lijst.bron.problem((*where, "besluit"), "al-vastgesteld", message, "Haal het besluit bij dit punt weg.")
    elif not one.kenmerk:
        message = f"bij “{one.bestand}” staat geen kenmerk"
        yield lijst.bron.problem(where, "kenmerk", message, f"Neem de lijst die bij de agenda hoort. {AGAIN}")
    elif kenmerk(catalog, item) != one.kenmerk:
        message = f"“{one.bestand}” is veranderd nadat de agenda is gemaakt"
        yield lijst.bron.problem((*where, "kenmerk"), "veranderd", message, AGAIN)
