"""Load, type, link and check a whole project in one go: the one door to the data."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from zorgpaden.basis import Grond, content_files, lay_basis
from zorgpaden.catalog import Catalog, build_catalog
from zorgpaden.checks import Context, run_checks
from zorgpaden.checks.registry import without_exceptions
from zorgpaden.loading.borders import load_borders
from zorgpaden.loading.digests import Digests
from zorgpaden.loading.folders import Read, read_folders
from zorgpaden.model.basis import Basis
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
    digests: Digests = field(default_factory=Digests)
    unformed: tuple[str, ...] = ()
    """Files (`data/…`, `content/…`) that are not in canonical form, of a reader that looks at that."""

    def checked(self) -> Project:
        """This project, or `DataProblems` when something in it must not be published."""
        if errors(self.problems):
            raise DataProblems(self.problems)
        return self


Judge = Callable[[Catalog, Digests], list[Problem]]
"""What is wrong with a catalog; also gets the hashes of the files."""


def load_project(data: Path, content: Path, context: Context, basis: Path | None = None) -> Project:
    """Read both folders and collect every problem, with paths as the editor sees them (`data/…`).

    `basis` is the folder of another version of the base than the one that is installed.
    """
    return gather(data, content, read_folders, lambda catalog, _: run_checks(catalog, context), basis)


def gather(
    data: Path, content: Path, read: Callable[[Path, Path], Read], judge: Judge, basis: Path | None = None
) -> Project:
    """Put together what `read` gives of both folders, what is in the base, and what `judge` says of all that."""
    missing = [
        Problem(f"{path.name}/", 0, 0, "map-ontbreekt", "fout", f"de map {path} is er niet", "Kijk of het pad klopt.")
        for path in (data, content)
        if not path.is_dir()
    ]
    if missing:
        return Project(data, content, Catalog(), missing)
    there = read(data, content)
    items, pages = there.items, there.pages
    borders, border_problems = load_borders(data)
    found = [_rooted(problem, data) for problem in [*there.problems, *border_problems]]
    found += [_rooted(problem, content) for problem in there.page_problems]
    own = [*items, *there.within()] if any(item.kind is Basis for item in items) else items
    grond = lay_basis(own, pages, content_files(content), basis)
    if isinstance(grond, Problem):
        return Project(data, content, Catalog(), sorted({*found, _rooted(grond, data)}))
    if grond:  # first, so that a second id is a problem of the own file
        items, pages = [*grond.items, *items], sorted([*grond.pages, *pages], key=lambda page: page.item.source.path)
        found += grond.problems
    catalog, duplicates = build_catalog(items, pages, grond.paths if grond else frozenset(), there.layered)
    catalog.rejected = there.rejected | grond.rejected if grond else there.rejected
    catalog.grenzen = borders or (grond.grenzen if grond else None)
    digests = there.digests
    if grond and digests.files:
        digests.files |= grond.digests()
    for problem in [*duplicates, *judge(catalog, digests)]:  # about entities: pages end in .md, data never
        if grond is None or problem.path not in grond.paths:
            found.append(_rooted(problem, content if problem.path.endswith(".md") else data))
        elif problem.severity == "fout":  # its warnings are for who makes it
            found.append(replace(problem, path=grond.place(problem.path)))
    problems = without_exceptions(catalog, found, data.resolve().name)
    unformed = tuple(there.unformed)
    return Project(data, content, catalog, sorted(set(problems)), grond, digests, unformed)


def _rooted(problem: Problem, root: Path) -> Problem:
    return replace(problem, path=f"{root.resolve().name}/{problem.path}")
