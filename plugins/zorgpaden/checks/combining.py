"""Do the rules of the combination guide cover every zorgpad?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from zorgpaden.catalog import Catalog
from zorgpaden.checks.registry import Context, check
from zorgpaden.model import Moment
from zorgpaden.problems import Problem


@check("combineren-groep")
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


@check("combineren-momenten")
def moments_once(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """The combination guide shows each of the three moments once."""
    if (item := catalog.combineren) and set(item.entity.momenten) != set(Moment):
        allowed = ", ".join(Moment)
        yield item.source.problem(
            ("momenten",), "combineren-momenten", "elk moment hoort er één keer in", f"Zet op volgorde: {allowed}."
        )


@check("combineren-titel")
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
