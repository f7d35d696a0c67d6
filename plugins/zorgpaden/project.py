"""Load, type, link and check a whole project in one go: the one door to the data."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

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

    def checked(self) -> Project:
        """This project, or `DataProblems` when something in it must not be published."""
        if errors(self.problems):
            raise DataProblems(self.problems)
        return self


def load_project(data: Path, content: Path, context: Context) -> Project:
    """Read both folders and collect every problem, with paths as the editor sees them (`data/…`)."""
    missing = [
        Problem(f"{path.name}/", 0, 0, "map-ontbreekt", "fout", f"de map {path} is er niet", "Kijk of het pad klopt.")
        for path in (data, content)
        if not path.is_dir()
    ]
    if missing:
        return Project(data, content, Catalog(), missing)
    items, data_problems, rejected = load_data(data)
    pages, content_problems = load_content(content)
    catalog, duplicates = build_catalog(items, pages)
    catalog.rejected = rejected
    catalog.grenzen, border_problems = load_borders(data)
    found = [_rooted(problem, data) for problem in [*data_problems, *border_problems]]
    found += [_rooted(problem, content) for problem in content_problems]
    for problem in [*duplicates, *run_checks(catalog, context)]:  # about entities: pages end in .md, data never
        found.append(_rooted(problem, content if problem.path.endswith(".md") else data))
    return Project(data, content, catalog, sorted(set(without_exceptions(catalog, found, data.resolve().name))))


def _rooted(problem: Problem, root: Path) -> Problem:
    return replace(problem, path=f"{root.resolve().name}/{problem.path}")
