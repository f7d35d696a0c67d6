"""Load, type, link and check a whole project in one go: the one door to the data."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from zorgpaden.basis import Grond, content_files, lay_basis
from zorgpaden.catalog import Catalog, build_catalog
from zorgpaden.checks import Context, run_checks
from zorgpaden.checks.registry import without_exceptions
from zorgpaden.loading import load_content, load_data
from zorgpaden.loading.borders import load_borders
from zorgpaden.problems import DataProblems, Problem, errors


@dataclass(frozen=True, slots=True)
class Project:
    """The folders and what is in them."""

    data: Path
    content: Path
    catalog: Catalog
    problems: list[Problem]
    grond: Grond | None = None
    """The base below it, when it is a project of one gemeente or region."""

    def checked(self) -> Project:
        """This project, or `DataProblems` when something in it must not be published."""
        if errors(self.problems):
            raise DataProblems(self.problems)
        return self


def load_project(data: Path, content: Path, context: Context, basis: Path | None = None) -> Project:
    """Read both folders and collect every problem, with paths as the editor sees them (`data/…`).

    `basis` is the folder of another version of the base than the one that is installed.
    """
    missing = [
        Problem(f"{path.name}/", 0, 0, "map-ontbreekt", "fout", f"de map {path} is er niet", "Kijk of het pad klopt.")
        for path in (data, content)
        if not path.is_dir()
    ]
    if missing:
        return Project(data, content, Catalog(), missing)
    items, data_problems, rejected = load_data(data)
    pages, content_problems = load_content(content)
    borders, border_problems = load_borders(data)
    found = [_rooted(problem, data) for problem in [*data_problems, *border_problems]]
    found += [_rooted(problem, content) for problem in content_problems]
    grond = lay_basis(items, pages, content_files(content), basis)
    if isinstance(grond, Problem):
        return Project(data, content, Catalog(), sorted({*found, _rooted(grond, data)}))
    if grond:  # first, so that a second id is a problem of the own file
        items, pages = [*grond.items, *items], sorted([*grond.pages, *pages], key=lambda page: page.item.source.path)
        found += grond.problems
    catalog, duplicates = build_catalog(items, pages, grond.paths if grond else frozenset())
    catalog.rejected = rejected | grond.rejected if grond else rejected
    catalog.grenzen = borders or (grond.grenzen if grond else None)
    for problem in [*duplicates, *run_checks(catalog, context)]:  # about entities: pages end in .md, data never
        if grond is None or problem.path not in grond.paths:
            found.append(_rooted(problem, content if problem.path.endswith(".md") else data))
        elif problem.severity == "fout":  # its warnings are for who makes it
            found.append(replace(problem, path=grond.place(problem.path)))
    problems = without_exceptions(catalog, found, data.resolve().name)
    return Project(data, content, catalog, sorted(set(problems)), grond)


def _rooted(problem: Problem, root: Path) -> Problem:
    return replace(problem, path=f"{root.resolve().name}/{problem.path}")
