"""The registry of checks, and how they are run."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from zorgpaden.catalog import Catalog
from zorgpaden.loading import Item
from zorgpaden.model import Uitzondering
from zorgpaden.problems import Problem


@dataclass(frozen=True, slots=True)
class Context:
    """What a check may know besides the catalog; no clock, no network."""

    peildatum: date


Check = Callable[[Catalog, Context], Iterator[Problem]]
REGISTRY: dict[str, Check] = {}


def check(code: str) -> Callable[[Check], Check]:
    """Register a check under its stable code."""

    def register(function: Check) -> Check:
        assert code not in REGISTRY, f"check {code} exists already"
        assert function.__doc__, f"check {code} has no rule"
        REGISTRY[code] = function
        return function

    return register


def run_checks(catalog: Catalog, context: Context) -> list[Problem]:
    """All problems of all checks."""
    return [problem for function in REGISTRY.values() for problem in function(catalog, context)]


def without_exceptions(catalog: Catalog, problems: list[Problem], room: str) -> list[Problem]:
    """Problems without the warnings that were accepted; an exception nobody needs is a warning itself.

    `room` is the name of the data folder: an exception may name its file with or without it.
    """
    used: set[tuple[str, str]] = set()
    accepted = {_target(item, room) for item in catalog.uitzonderingen}
    kept = []
    for problem in problems:
        key = (problem.path, problem.code)
        if problem.severity == "waarschuwing" and key in accepted:
            used.add(key)
        else:
            kept.append(problem)
    for item in catalog.uitzonderingen:
        if _target(item, room) not in used:
            message = f"deze uitzondering voor “{item.entity.code}” is niet meer nodig"
            over = item.source.problem((), "uitzondering-over", message, "Haal haar weg.", "waarschuwing")
            kept.append(replace(over, path=f"{room}/{over.path}"))
    return kept


def _target(item: Item[Uitzondering], room: str) -> tuple[str, str]:
    """(path, code) that an exception is about."""
    path = item.entity.bestand
    return path if path.startswith((f"{room}/", "content/")) else f"{room}/{path}", item.entity.code
