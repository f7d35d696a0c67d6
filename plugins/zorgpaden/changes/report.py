"""The report: sections with sentences. `forms.py` makes text, Markdown, HTML or JSON of them.

Words from the data stay apart (`Data`) until that last step.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from zorgpaden import urls
from zorgpaden.changes.compare import SETTINGS, Change, Differences, Subject, compare, weight
from zorgpaden.changes.fields import FieldChange, around_change
from zorgpaden.changes.moves import Moves, find_moves
from zorgpaden.changes.pages import PageChanges, changed_pages
from zorgpaden.changes.prose import TOP, TextChange
from zorgpaden.changes.sides import Side
from zorgpaden.changes.words import KINDS, Data, Sentence, clean, listed, plain
from zorgpaden.model import Voorziening, Zorgpad, ZorgpadLaag
from zorgpaden.model.base import NOOIT
from zorgpaden.plan import Output
from zorgpaden.problems import Problem, errors
from zorgpaden.render.environment import dutch_date

LOCAL_PAGES = {
    "gemeente": "De pagina van ",
    "sociale_kaart": "De sociale kaart van ",
    "stand_gemeente": "De stand van de gegevens van ",
}
MOST_NAMES = 15
MOST_PAGES = 8
MOST_PROBLEMS = 20
LONGEST_VALUE = 300
SAYS_ENOUGH = {KINDS[ZorgpadLaag], KINDS[Zorgpad], SETTINGS}
"""Kinds whose names say already what they are, and where."""


@dataclass(frozen=True, slots=True)
class Report:
    """Two versions, and what differs. Without `paginas` and `adressen` they could not be made at all."""

    van: Side
    naar: Side
    peildatum: date
    verschil: Differences
    paginas: PageChanges | None
    adressen: Moves | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a list, and the lines below it."""

    zin: Sentence
    onder: tuple[Sentence, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A heading (level 2 or 3) with lines."""

    niveau: int
    titel: Sentence
    regels: tuple[Line, ...] = ()


def make_report(van: Side, naar: Side, peildatum: date, alleen: tuple[str, ...] = ()) -> Report:
    """Compare two versions, for a site of these gemeenten (none is all).

    Errors on a side make the report smaller, never impossible.
    """
    difference = compare(van.project, naar.project, peildatum)
    moves: Moves | None = None
    try:
        pages = changed_pages(van.project.catalog, naar.project.catalog, peildatum, alleen=alleen)
        moves = find_moves(van.project.catalog, naar.project.catalog, difference.changes)
    except Exception:  # the plan itself counts on a checked catalog
        if not errors([*van.project.problems, *naar.project.problems]):
            raise
        pages = None
    return Report(van, naar, peildatum, difference, pages, moves)


# --- Sentences ------------------------------------------------------------------------------------------------------


def sections(report: Report) -> list[Section]:
    """Everything the report says, in the order of reading."""
    found = [*_broken(report)]
    changes = report.verschil.changes
    first = tuple(line for change in changes for line in headlines(change))
    if first:
        found.append(Section(2, ("Eerst lezen",), first))
    found += _checks(report)
    found += _outdated(report)
    found += _all_changes(changes)
    found += _moves(report)
    found += _pages(report)
    return found


def _broken(report: Report) -> Iterator[Section]:
    for word, side in (("Van", report.van), ("Naar", report.naar)):
        wrong = errors(side.project.problems)
        if wrong:
            title = (f"{word}: ", Data(side.naam), f" heeft {_count(len(wrong), 'fout', 'fouten')}")
            note = Line(("Dit verslag gaat over wat wel te lezen is.",))
            lines = [note, *(Line(_problem(one)) for one in wrong[:MOST_PROBLEMS])]
            if len(wrong) > MOST_PROBLEMS:
                lines.append(Line((f"En nog {len(wrong) - MOST_PROBLEMS}; zie `zorgpaden check`.",)))
            yield Section(2, title, tuple(lines))


def _problem(problem: Problem) -> Sentence:
    place = f"{problem.path}:{problem.line}" if problem.line else problem.path
    return (Data(place), ": ", Data(problem.message))


def headlines(change: Change) -> Iterator[Line]:
    """What a reader must see first, as sentences that stand on their own."""
    subject = change.wat
    where = _where(subject)
    urgent = " Staat bij spoed." if change.bij_spoed else ""
    if change.soort == "onleesbaar":
        yield Line(("Niet meer te lezen: ", Data(subject.naam), *where, f", {subject.soort}."))
    elif change.soort == "weg" and weight(change) <= 3:
        word = "Hulp" if subject.soort == KINDS[Voorziening] else subject.soort[:1].upper() + subject.soort[1:]
        yield Line((f"{word} weg: ", Data(subject.naam), *where, ".", urgent))
    for field in change.telefoons:
        label = plain(field.label)
        yield Line((label, " van ", Data(subject.naam), ": ", *_values(field), *_checked(change), ".", urgent))
    for field in change.velden:
        if field.is_about("spoed") or field.is_about("bel") or field.pad[0] == "verbergt":
            yield Line(("Bij ", Data(subject.naam), *_checked(change), ": ", *_field(field)))
        if field.pad == ("status",) and change.soort != "erbij":
            yield Line(("Status van ", Data(subject.naam), ": ", *_values(field), "."))
    if change.controle == "terug":
        days = " → ".join(dutch_date(day) for day in change.gecontroleerd if day)
        yield Line(("De controle van ", Data(subject.naam), f" gaat terug in de tijd: {days}."))
    if change.soort == "hernoemd" and change.was:
        renamed = _renamed(change)
        yield Line((renamed[0], " van ", Data(change.wat.naam), *renamed[1:], "."))


def _renamed(change: Change) -> Sentence:
    """A page has an address, anything else an id."""
    assert change.was
    return (_new_place(change), ": ", Data(change.was.id), " → ", Data(change.wat.id))


def _new_place(change: Change) -> str:
    return "Ander adres" if change.wat.pad.startswith("content/") else "Ander id"


def _where(subject: Subject) -> Sentence:
    return () if subject.soort in SAYS_ENOUGH else (" (", Data(subject.laag_naam), ")")


def _values(field: FieldChange) -> Sentence:
    """Old and new value; of long texts the part that differs."""
    old, new = field.oud, field.nieuw
    if old is not None and new is not None:
        if field.soort == "gewijzigd":
            old, new = around_change(old, new)
        return (*_value(old), " → ", *_value(new))
    if old is None and new is None:
        return ()
    word = {"erbij": "erbij ", "weg": "weg "}.get(field.soort, "")
    return (word, *_value(old if new is None else new))


def _value(text: str | None) -> Sentence:
    text = clean(text or "")
    if not text:
        return ("(leeg)",)
    if len(text) > LONGEST_VALUE:
        return (Data(text[:LONGEST_VALUE]), f" (en nog {len(text) - LONGEST_VALUE} tekens)")
    return (Data(text),)


def _field(field: FieldChange) -> Sentence:
    if field.pad[0] == "verbergt" and field.soort in ("erbij", "weg"):
        hidden = Data(" ".join(field.pad[1:3]))
        if field.soort == "weg":
            return ("Niet meer verborgen: ", hidden)
        return ("Verborgen: ", hidden, ", want: ", *_value(field.nieuw))
    word = "verplaatst, " if field.soort == "verplaatst" else ""
    return (*field.label, ": ", word, *_values(field))


def _checked(change: Change) -> Sentence:
    """The words after a change that say whether somebody checked it."""
    if change.controle in ("niet", "terug"):
        return (", niet opnieuw gecontroleerd",)
    return (f", {_again(change)}",) if change.controle == "opnieuw" else ()


def _again(change: Change) -> str:
    """When somebody looked, and whether that was the first time."""
    before, after = change.gecontroleerd
    if after is None or after == NOOIT:
        return "nog nooit gecontroleerd"
    word = "" if before is None else "voor het eerst " if before == NOOIT else "opnieuw "
    return f"{word}gecontroleerd op {dutch_date(after)}"


def _checks(report: Report) -> Iterator[Section]:
    changes = report.verschil.changes
    lists = (
        ("Gewijzigd zonder nieuwe controle", [one.wat for one in changes if one.controle in ("niet", "terug")]),
        ("Gewijzigd en opnieuw gecontroleerd", [one.wat for one in changes if one.controle == "opnieuw"]),
        ("Alleen opnieuw gecontroleerd", [one.wat for one in changes if one.controle == "alleen"]),
        ("Nu verlopen", [*report.verschil.verloopt, *(one.wat for one in changes if _new_overdue(one))]),
        ("Niet meer verlopen", [*report.verschil.niet_meer_verlopen]),
    )
    lines = tuple(
        Line((f"{title} ({len(subjects)}): ", *listed([one.naam for one in subjects], MOST_NAMES), "."))
        for title, subjects in lists
        if subjects
    )
    if lines:
        yield Section(2, ("Controle op ", dutch_date(report.peildatum)), lines)


def _new_overdue(change: Change) -> bool:
    return change.soort == "erbij" and change.verlopen == "wordt"


def _outdated(report: Report) -> Iterator[Section]:
    lines = tuple(
        Line((Data(one.pad), ": ", Data(one.melding), "."), ((Data(one.raad),),))
        for one in report.verschil.basis_gewijzigd
    )
    if lines:
        yield Section(2, ("Eigen versies waarvan de basis veranderde",), lines)
    same = [one.pad for one in report.verschil.basis_weer_gelijk]
    stale = {one.pad for one in report.verschil.basis_gewijzigd}
    solved = [pad for pad in dict.fromkeys(same) if pad not in stale]
    if solved:
        yield Section(2, ("Weer gelezen na een wijziging in de basis",), (Line(listed(solved, MOST_NAMES)),))


def _all_changes(changes: tuple[Change, ...]) -> Iterator[Section]:
    if not changes:
        yield Section(2, ("Er is niets veranderd in gegevens en teksten.",))
        return
    yield Section(2, (f"Alle wijzigingen ({len(changes)})",))
    groups: dict[Sentence, list[Change]] = {}
    for change in sorted(changes, key=_group_order):
        groups.setdefault(change_group(change), []).append(change)
    for name, some in groups.items():
        yield Section(3, name, tuple(map(change_line, some)))


def change_group(change: Change) -> Sentence:
    """The heading below which a change is told."""
    if change.wat.soort == SETTINGS:
        return ("Instellingen",)
    if change.wat.pad.startswith("content/"):
        return ("Teksten",)
    if change.wat.laag.soort == "landelijk":
        return ("Landelijk",)
    name = change.wat.laag_naam
    return (Data(name[:1].upper() + name[1:]),)


def _group_order(change: Change) -> tuple[int, str]:
    if change.wat.soort == SETTINGS:
        return 4, ""
    if change.wat.pad.startswith("content/"):
        return 3, ""
    return {"gemeente": 0, "regio": 1, "landelijk": 2}[change.wat.laag.soort], change.wat.laag_naam


def change_line(change: Change) -> Line:
    """One entity with everything that changed in it."""
    word = {"weg": "weg", "erbij": "nieuw", "hernoemd": _new_place(change).lower(), "onleesbaar": "niet te lezen"}
    notes: list[str] = [word[change.soort]] if change.soort in word else []
    notes += [{"niet": "niet opnieuw gecontroleerd", "terug": "niet opnieuw gecontroleerd"}.get(change.controle, "")]
    if change.controle in ("opnieuw", "alleen") or (change.soort == "erbij" and change.gecontroleerd[1]):
        notes.append(f"{'alleen ' if change.controle == 'alleen' else ''}{_again(change)}")
    notes.append({"wordt": "nu verlopen", "blijft": "nog steeds verlopen"}.get(change.verlopen, ""))
    notes.append({"niet meer": "niet meer verlopen"}.get(change.verlopen, ""))
    kind = "" if change.wat.soort in SAYS_ENOUGH else f" ({change.wat.soort})"
    tail = "; ".join(filter(None, notes))
    below = [_field(field) for field in change.velden]
    if change.soort == "hernoemd":
        below.insert(0, _renamed(change))
    if change.tekst:
        below += _text_change(change.tekst)
    return Line((Data(change.wat.naam), kind, f": {tail}" if tail else ""), tuple(below))


def _text_change(text: TextChange) -> Iterator[Sentence]:
    yield (f"Tekst: {_count(text.erbij, 'regel', 'regels')} erbij, {_count(text.weg, 'regel', 'regels')} weg",)
    for word, names in (("Kopje erbij", text.kopjes_erbij), ("Kopje weg", text.kopjes_weg)):
        if names:
            yield (f"{word}: ", *listed(list(names), MOST_NAMES))
    if text.onder:
        names = tuple("het begin" if name == TOP else name for name in text.onder)
        yield ("Andere tekst onder: ", *listed(list(names), MOST_NAMES))


# --- Pages ----------------------------------------------------------------------------------------------------------


def _moves(report: Report) -> Iterator[Section]:
    """Redirects, and the lines to add for pages that moved without one."""
    moves = report.adressen
    if moves is None:
        return
    if moves.ontbreekt:
        lines = tuple(
            Line((Data(old), " → ", Data(new)), ((Data(f"- {{van: {old}, naar: {new}}}"),),))
            for old, new in moves.ontbreekt
        )
        title = f"Ander adres zonder doorverwijzing ({len(lines)}): zet dit in data/doorverwijzingen.yml"
        yield Section(2, (title,), lines)
    lines = tuple(
        Line((f"{word}: ", Data(old), " → ", Data(new)))
        for word, some in (("Erbij", moves.erbij), ("Weg", moves.weg))
        for old, new in some
    )
    if lines:
        yield Section(2, ("Doorverwijzingen",), lines)


def _pages(report: Report) -> Iterator[Section]:
    pages = report.paginas
    if pages is None:
        yield Section(2, ("Welke pagina's veranderen is niet te zeggen zolang er fouten zijn.",))
        return
    led_on = report.adressen.oud if report.adressen else frozenset()
    for title, outputs in (
        ("Pagina's die veranderen", pages.gewijzigd),
        ("Nieuwe pagina's", pages.nieuw),
        ("Adressen die vervallen", tuple(one for one in pages.vervallen if one.url not in led_on)),
        ("Pagina's die door fouten niet te maken zijn", pages.onbekend),
    ):
        if outputs:
            lines = tuple(Line(sentence) for sentence in _summary(report, pages, outputs))
            yield Section(2, (f"{title} ({len(outputs)})",), lines)


def _summary(report: Report, pages: PageChanges, outputs: Iterable[Output]) -> Iterator[Sentence]:
    """Pages of gemeenten together, the others one by one."""
    local: dict[str, dict[str, list[str]]] = {}
    single: dict[str, list[Output]] = {}
    for output in outputs:
        gemeente = pages.gemeente.get(output.url)
        if gemeente is None:
            single.setdefault(output.view, []).append(output)
            continue
        what = _path_name(report, output.args[0]) if output.view == "zorgpad" else ""
        local.setdefault(output.view, {}).setdefault(what, []).append(gemeente)
    yield from _local_paths(report, local.pop("zorgpad", {}))
    for view, places in local.items():
        yield (
            LOCAL_PAGES.get(view, f"Pagina's van de soort “{view}” van "),
            *_places(report, [id_ for some in places.values() for id_ in some]),
        )
    for some in single.values():
        for output in some[:MOST_PAGES]:
            address = output.url or urls.root(output.url)
            titel = pages.titels.get(output.url, output.url)
            yield (Data(address),) if titel == output.url else (Data(titel), ", ", Data(address))
        if len(some) > MOST_PAGES:
            yield (f"En nog {len(some) - MOST_PAGES} pagina's als deze: {some[0].view.replace('_', ' ')}",)


def _local_paths(report: Report, paths: dict[str, list[str]]) -> Iterator[Sentence]:
    """Zorgpaden that change in the same gemeenten, together."""
    same: dict[tuple[str, ...], list[str]] = {}
    for name, places in paths.items():
        same.setdefault(tuple(places), []).append(name)
    for where, names in sorted(same.items(), key=lambda pair: (-len(pair[0]), pair[1])):
        yield (*listed(names, 4), " in ", *_places(report, list(where)))


def _places(report: Report, ids: list[str]) -> Sentence:
    if len(ids) > 4:
        return (f"{len(ids)} gemeenten",)
    catalogs = report.naar.project.catalog, report.van.project.catalog
    found = [next((one.gemeenten[id_].naam for one in catalogs if id_ in one.gemeenten), id_) for id_ in ids]
    return listed(found, 4)


def _path_name(report: Report, id_: str | None) -> str:
    for side in (report.naar, report.van):
        item = side.project.catalog.zorgpaden.get(id_ or "")
        if item:
            return item.entity.titel
    return id_ or ""


def _count(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"
