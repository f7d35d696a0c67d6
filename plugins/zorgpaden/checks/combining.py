"""Do the rules of the combination guide cover every zorgpad?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from zorgpaden.catalog import Catalog
from zorgpaden.checks.registry import Context, check
from zorgpaden.loading import Item
from zorgpaden.model import EigenOverstap, Gebied, Moment, Overstapregel
from zorgpaden.problems import Problem


@check("combineren-groep", landelijk=True)
def grouped_once(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """Every zorgpad can be chosen in the combination guide, in one group."""
    if not (item := catalog.combineren):
        return
    seen: set[str] = set()
    for number, group in enumerate(item.entity.groepen):
        for index, id_ in enumerate(group.zorgpaden):
            if id_ in seen:
                message = f"“{id_}” staat in meer dan één groep"
                yield item.source.problem(
                    ("groepen", number, "zorgpaden", index), "combineren-groep", message, "Kies één groep."
                )
            seen.add(id_)
    for id_ in catalog.zorgpaden:
        if id_ not in seen:
            message = f"het zorgpad “{id_}” staat in geen enkele groep"
            yield item.source.problem(("groepen",), "combineren-groep", message, "Zet het id bij een groep.")


@check("combineren-momenten", landelijk=True)
def moments_once(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """The combination guide shows each of the three moments once."""
    if (item := catalog.combineren) and set(item.entity.momenten) != set(Moment):
        allowed = ", ".join(Moment)
        yield item.source.problem(
            ("momenten",), "combineren-momenten", "elk moment hoort er één keer in", f"Zet op volgorde: {allowed}."
        )


@check("combineren-titel", landelijk=True)
def shared_steps_have_a_title(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """A step that several national zorgpaden share has a title that fits them all."""
    if not (item := catalog.combineren):
        return
    titled = {one.id for one in item.entity.gedeelde_acties}
    shared = Counter(step.id for pad in catalog.zorgpaden.values() for step in pad.entity.stappen)
    for id_, times in shared.items():
        if times > 1 and id_ not in titled:
            message = f"de stap “{id_}” staat in {times} zorgpaden en heeft hier geen titel"
            hint = "Schrijf een titel die bij al die zorgpaden past."
            yield item.source.problem(("gedeelde_acties",), "combineren-titel", message, hint, "waarschuwing")


def _own_rules(catalog: Catalog, context: Context) -> Iterator[tuple[Item[Gebied], int, EigenOverstap, Overstapregel]]:
    """Layer, place in its list, what it agreed, and the national rule; unknown rules are for `verwijzing`."""
    layers: list[Item[Any]] = [*context.regios(catalog), *context.gemeenten(catalog)]
    for item in layers:
        for index, own in enumerate(item.entity.overstappen):
            if national := catalog.overstappen.get(own.regel):
                yield item, index, own, national


@check("overstap-dubbel")
def own_rules_once(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """A region or gemeente says one thing about each rule of the combination guide."""
    seen: set[tuple[str, str]] = set()
    for item, index, own, _ in _own_rules(catalog, context):
        if (item.source.path, own.regel) in seen:
            message = f"over de regel “{own.regel}” staat hier al een afspraak"
            hint = "Zet alles over deze regel bij elkaar."
            yield item.source.problem(("overstappen", index, "regel"), "overstap-dubbel", message, hint)
        seen.add((item.source.path, own.regel))


@check("overstap-leeg")
def own_rules_say_something(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """An own rule has a number of situations or gradaties."""
    for item, index, own, _ in _own_rules(catalog, context):
        if own.vanaf_situaties is None and own.gradaties is None:
            message = f"bij de regel “{own.regel}” staat niet wanneer u overstapt"
            hint = "Vul “vanaf_situaties” of “gradaties” in, of haal de regel weg."
            yield item.source.problem(("overstappen", index), "overstap-leeg", message, hint)


@check("overstap-reden")
def own_rules_fit_their_reason(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """Who changes the gradaties, or drops to one situation, gives a reason: the national one speaks of its own rule."""
    for item, index, own, national in _own_rules(catalog, context):
        other = own.gradaties is not None and set(own.gradaties) != set(national.gradaties)
        alone = own.vanaf_situaties == 1 < national.vanaf_situaties
        if (other or alone) and not own.reden:
            message = f"de landelijke reden bij “{national.id}” past niet bij uw afspraak: “{national.reden}”"
            hint = "Schrijf bij “reden” één zin die bij uw afspraak past."
            yield item.source.problem(("overstappen", index), "overstap-reden", message, hint)
