"""The base below a project of its own: a package with the national data, the regions and the texts.

`data/basis.yml` names the package and what this project keeps itself. Both are read into one catalog; nothing of the
base is replaced in silence: what stands in both is an error, unless `neemt_over` names it. Lists are the exception: a
list of the project comes after that of the base, and its entries need ids of their own.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path, PurePosixPath

from zorgpaden.loading.borders import Grenzen, load_borders
from zorgpaden.loading.content import Page, load_content
from zorgpaden.loading.files import NATIONAL_LISTS, ROOT_LISTS, load_data
from zorgpaden.loading.records import Item, Source
from zorgpaden.model import Entiteit, Organisatie, Uitzondering
from zorgpaden.model.basis import Basis
from zorgpaden.problems import Problem, errors

ALWAYS_OWN = (Basis, Organisatie, Uitzondering)
LISTS = frozenset({*ROOT_LISTS, *(f"landelijk/{name}" for name in NATIONAL_LISTS)})
"""Files that the base and the project can both have."""
HERE = Path(__file__).parents[2]
"""The repository, when this code runs from one."""


@dataclass(frozen=True)
class Grond:
    """What lies below a project: everything of the base that the project does not keep itself."""

    naam: str
    map: Path
    items: list[Item[Entiteit]]
    pages: list[Page]
    rejected: set[str]
    grenzen: Grenzen | None
    paths: frozenset[str]
    """Files of the base, as sources name them: below its `data/` or its `content/`."""
    content: tuple[str, ...]
    """Texts and photos, below its `content/`."""
    problems: list[Problem]
    """With whole paths: `zorgpaden-landelijk/data/…` for what is in the base, `data/…` for what is not."""

    def digests(self) -> dict[str, str]:
        """The SHA-256 of each file of the base."""
        return {path: hashlib.sha256((self.map / self._inside(path)).read_bytes()).hexdigest() for path in self.paths}

    def place(self, path: str) -> str:
        """The whole path of a file of the base."""
        return f"{self.naam}/{self._inside(path)}"

    def _inside(self, path: str) -> str:
        return path.removeprefix(f"{self.naam}/") if path.startswith(f"{self.naam}/") else f"{_room(path)}/{path}"


def basis_folder(pakket: str) -> Path | None:
    """The folder with `data/` and `content/` of a package; in the repository that makes it, that repository.

    The package is found, not run.
    """
    found = find_spec(pakket.replace("-", "_"))
    if found and found.submodule_search_locations:
        return Path(next(iter(found.submodule_search_locations)))
    return HERE if pakket == Basis().pakket and (HERE / "data" / "landelijk").is_dir() else None


def lay_basis(
    items: Iterable[Item[Entiteit]], pages: Iterable[Page], photos: Iterable[str], folder: Path | None = None
) -> Grond | Problem | None:
    """The base that the own items ask for; None when they ask for none, a problem when it is not there.

    `folder` is used in place of the installed package.
    """
    asked = next((item for item in items if item.kind is Basis), None)
    if asked is None:
        return None
    basis: Basis = asked.entity  # type: ignore[assignment]
    folder = folder or basis_folder(basis.pakket)
    if folder is None:
        message = f"het pakket “{basis.pakket}” is hier niet geïnstalleerd"
        return asked.source.problem(("pakket",), "basis-ontbreekt", message, "Draai scripts/serve of scripts/test.")
    own = [item.source for item in items if item.kind not in ALWAYS_OWN]
    own += [page.item.source for page in pages]
    return _read(folder, basis, asked.source, own, frozenset(photos))


def content_files(content: Path) -> Iterator[str]:
    """Every text and photo below a content folder, sorted."""
    for file in sorted(content.rglob("*")):
        path = file.relative_to(content)
        if file.is_file() and not any(part.startswith(".") for part in path.parts):
            yield path.as_posix()


def _read(folder: Path, basis: Basis, asked: Source, own: list[Source], photos: frozenset[str]) -> Grond:
    items, data_problems, rejected = load_data(folder / "data")
    pages, content_problems = load_content(folder / "content")
    texts = list(content_files(folder / "content"))
    grenzen, border_problems = load_borders(folder / "data")
    items = [item for item in items if item.kind not in ALWAYS_OWN]
    there = {item.source.path for item in items} | set(texts)
    taken = {path for path in there if _taken(path, basis.neemt_over)}
    kept = there - taken
    problems = list(_collisions(own, photos, kept, basis))
    problems += _superfluous(basis, asked, there)
    clash = {source.path for source in own} | photos
    shared = {path: f"{basis.pakket}/data/{path}" for path in kept & clash & LISTS}
    kept = kept - clash | set(shared.values())  # so that a path names one file
    items = [_renamed(item, shared) for item in items if item.source.path not in taken]
    grond = Grond(
        naam=basis.pakket,
        map=folder,
        items=[item for item in items if item.source.path in kept],
        pages=[page for page in pages if page.item.source.path in kept],
        rejected=rejected,
        grenzen=grenzen,
        paths=frozenset(kept),
        content=tuple(path for path in texts if path in kept),
        problems=problems,
    )
    broken = errors([*data_problems, *border_problems, *content_problems])  # its warnings are for who makes it
    problems += [replace(one, path=grond.place(one.path)) for one in broken if one.path not in taken]
    return grond


def _renamed(item: Item[Entiteit], shared: dict[str, str]) -> Item[Entiteit]:
    """An entry of a list that the project has as well: its path says that it is of the base."""
    old = item.source
    if path := shared.get(old.path):
        item.source = Source(path, old.laag, lambda: old.marks)
    return item


def _room(path: str) -> str:
    """`data` or `content`: files of data are YAML or JSON, texts and photos never are."""
    return "data" if PurePosixPath(path).suffix in (".yml", ".json") else "content"


def _taken(path: str, wanted: Iterable[str]) -> bool:
    whole = f"{_room(path)}/{path}"
    return any(whole == one or whole.startswith(f"{one}/") for one in wanted)


def _collisions(own: list[Source], photos: frozenset[str], kept: set[str], basis: Basis) -> Iterator[Problem]:
    """What stands both here and in the base."""
    both = {source.path for source in own} & kept - LISTS
    for path in sorted(both | photos & kept):
        message = f"dit bestand staat ook in {basis.pakket}"
        hint = f"Houdt u het zelf bij? Zet “{_room(path)}/{path}” of de map erboven bij neemt_over in data/basis.yml."
        yield Problem(f"{_room(path)}/{path}", 0, 0, "staat-in-basis", "fout", message, hint)


def _superfluous(basis: Basis, asked: Source, there: set[str]) -> Iterator[Problem]:
    """What is taken over but is not in the base: a slip of the pen, or something the base no longer has."""
    for index, wanted in enumerate(basis.neemt_over):
        if not any(_taken(path, (wanted,)) for path in there):
            message = f"“{wanted}” staat niet in {basis.pakket}"
            hint = "Kijk of het pad klopt (data/… of content/…), of haal deze regel weg."
            found = asked.problem(("neemt_over", index), "basis-zonder", message, hint, "waarschuwing")
            yield replace(found, path=f"data/{found.path}")
