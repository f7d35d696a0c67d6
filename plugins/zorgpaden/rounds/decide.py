"""Hold an answer against the data of today: what it changes, or why it is refused."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from zorgpaden.catalog import Catalog
from zorgpaden.editing.canonical import KeyPath, with_values
from zorgpaden.editing.draft import Draft
from zorgpaden.editing.verify import latest_allowed, renewals, write_renewals
from zorgpaden.problems import Problem, suggest
from zorgpaden.rounds.answer import Vraag
from zorgpaden.rounds.facts import Feit, delen, facts_of

AGAIN = "Kijk samen met de eigenaar wat nu klopt, en vraag het opnieuw."


@dataclass(frozen=True, slots=True)
class Besluit:
    """One fact, and what the answer does with it."""

    feit: Feit
    vraag: Vraag

    @property
    def nieuw(self) -> dict[str, str]:
        """The values that really change."""
        now = self.feit.velden
        return {veld: value for veld, value in self.vraag.wordt.items() if now.get(veld) != value}

    @property
    def regels(self) -> list[str]:
        """What happens, for people."""
        now, check = self.feit.velden, self.vraag.controle
        lines = [f"{veld} {now[veld] or '(leeg)'} → {value or '(leeg)'}" for veld, value in self.nieuw.items()]
        if self.vraag.klopt:
            lines.append(f"nagegaan op {check.op} door {check.door}{f' ({check.hoe})' if check.hoe else ''}")
        return lines


def decide(catalog: Catalog, asked: Sequence[Vraag], peildatum: date) -> tuple[list[Besluit], list[Problem]]:
    """A decision for each fact of the answer, and every reason to refuse it; with one of those nothing is done."""
    known = [feit for laag in delen(catalog).values() for feit in facts_of(catalog, laag)]
    parts = list(delen(catalog))
    decisions: list[Besluit] = []
    problems = list(_in_future(asked, peildatum))
    for one in asked:
        feit, fault = _find(known, parts, one)
        if feit is None:
            problems += [fault] if fault else []
            continue
        decision = Besluit(feit, one)
        problems += _faults(decision)
        decisions.append(decision)
    if not problems and len({one.feit.bestand for one in decisions}) < len(decisions):
        problems = list(_same_file(decisions))
    return decisions, problems


def write_decisions(draft: Draft, decisions: Sequence[Besluit]) -> None:
    """Put them in a draft; `gecontroleerd` only with what the answer says about it."""
    for one in decisions:
        text = draft.read(one.feit.bestand)
        assert text is not None
        values: dict[KeyPath, object | None] = {("contact", veld): value or None for veld, value in one.nieuw.items()}
        if values:
            draft.write(one.feit.bestand, with_values(text, one.feit.bestand, values))
    for one in decisions:
        if one.vraag.klopt:
            write_renewals(draft, renewals([one.feit.item], one.vraag.controle)[0])


def _find(known: list[Feit], parts: list[str], one: Vraag) -> tuple[Feit | None, Problem | None]:
    """The fact that is meant."""
    if one.deel is not None and one.deel not in parts:
        hint = suggest(one.deel, parts) or "Schrijf bijvoorbeeld gemeente-waterrijk."
        return None, one.problem("deel", f"“{one.deel}” is geen gemeente of regio met gegevens", hint)
    here = [feit for feit in known if one.deel in (None, feit.deel) and one.soort in (None, feit.soort)]
    found = [feit for feit in here if feit.id == one.id]
    if len(found) == 1:
        return found[0], None
    if found:
        places = ", ".join(f"{feit.soort} van {feit.deel}" for feit in found)
        hint = f"Zet erbij welke, met de kolommen soort en deel: {places}."
        return None, one.problem("id", f"“{one.id}” is er meer dan één keer", hint, "id")
    what = f"{one.soort or 'voorziening of afspraak'}{f' van {one.deel}' if one.deel else ''}"
    hint = suggest(one.id, [feit.id for feit in here]) or "Kijk of het id klopt. Misschien is het intussen weggehaald."
    return None, one.problem("id", f"“{one.id}” is geen {what}", hint, "id")


def _same_file(decisions: list[Besluit]) -> Iterator[Problem]:
    seen: set[str] = set()
    for one in decisions:
        if one.feit.bestand in seen:
            hint = "Houd één antwoord per gegeven over."
            yield one.vraag.problem("dubbel", f"“{one.feit.id}” staat twee keer in het antwoord", hint, "id")
        seen.add(one.feit.bestand)


def _in_future(asked: Sequence[Vraag], peildatum: date) -> Iterator[Problem]:
    """Each day of the answer that has not been yet, once."""
    for one in {one.controle.op: one for one in reversed(asked)}.values():
        future = latest_allowed(one.controle.op, peildatum)
        if future:
            yield one.problem("datum", f"de datum van het antwoord kan niet: {future}", "Verbeter `op`.")


def _faults(decision: Besluit) -> Iterator[Problem]:
    feit, one = decision.feit, decision.vraag
    if feit.soort == "afspraak" and one.wordt:
        words = ", ".join(one.wordt)
        hint = "Zet het in een opmerking; de redactie verandert een afspraak zelf."
        yield one.problem("veld", f"een afspraak heeft geen {words}", hint, "wordt")
    elif one.wordt or one.klopt:
        yield from _changed_since(decision)
    if one.wordt or one.klopt:
        for later in renewals([feit.item], one.controle)[1]:
            yield one.problem("later-nagegaan", later, AGAIN)


def _changed_since(decision: Besluit) -> Iterator[Problem]:
    """Where the data say something else than what the owner saw."""
    feit, one, now = decision.feit, decision.vraag, decision.feit.velden
    differ = [veld for veld, value in one.stond.items() if now.get(veld) not in (value, one.wordt.get(veld))]
    for veld in differ:
        wanted = f" Het antwoord zegt “{one.wordt[veld] or '(leeg)'}”." if veld in one.wordt else ""
        seen, here = (text or "(leeg)" for text in (one.stond[veld], now.get(veld)))
        message = f"{veld} van “{feit.id}” is veranderd: de eigenaar zag “{seen}”, nu staat er “{here}”.{wanted}"
        yield one.problem("veranderd", message, AGAIN, "stond", veld)
    if differ or one.kenmerk in (None, feit.kenmerk):
        return
    unseen = [veld for veld in one.wordt if veld not in one.stond]
    if one.klopt or unseen:
        message = f"“{feit.id}” is veranderd: de eigenaar zag kenmerk {one.kenmerk}, nu is het {feit.kenmerk}"
        yield one.problem("veranderd", message, AGAIN, "kenmerk")
