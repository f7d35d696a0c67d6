"""The files of a new project: settings, scripts, and only the data of its own layers."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path

from zorgpaden import __version__
from zorgpaden.basis import HERE
from zorgpaden.catalog import Catalog
from zorgpaden.checks.unfinished import TO_DO
from zorgpaden.editing.canonical import new_text, with_values
from zorgpaden.editing.newfile import Wanted, start_values
from zorgpaden.editing.scaffold import scaffold
from zorgpaden.loading import Laag
from zorgpaden.loading.files import LOCAL_ROOTS
from zorgpaden.model.base import NOOIT
from zorgpaden.model.basis import LANDELIJK
from zorgpaden.own.wheels import Wheel

TEMPLATES = Path(__file__).parent / "sjablonen"
FOLDERS = {laag: folder for folder, laag in LOCAL_ROOTS.items()}
PLACES = {"gitignore": ".gitignore", "deze-uitgave.md": "content/over/deze-uitgave.md"}
"""Templates that come somewhere else than their name says."""
HOST_PAGES = ("content/over/contact.md", "content/over/privacy.md", "content/over/toegankelijkheid.md")
"""Pages of which the host is the author, where they are no data: each site has its own."""
FROM_PROJECT = (
    ".github/workflows/reactie.yml",
    ".github/workflows/uitgave.yml",
    ".github/workflows/voorstel.yml",
    "docs/ci/README.md",
    "docs/ci/forgejo.yml",
    "docs/ci/gitlab-ci.yml",
    "docs/vertrouwen.md",
    "requirements/site.txt",
    "scripts/_comment.py",
    "scripts/_export.py",
    "scripts/ci-check",
    "scripts/form",
    "scripts/formulier/decap-cms.LICENSE.txt",
    "scripts/formulier/package-lock.json",
    "scripts/formulier/package.json",
)
"""Files of this project that a new one gets as they are; `pyproject.toml` puts the same in the package (`INSIDE`)."""
INSIDE = "uit-project"
RENAMED = {"requirements/site.txt": "requirements.txt"}
WHEELS = "pakketten"
PINS = "pakketten.txt"


@dataclass(frozen=True, slots=True)
class Own:
    """For whom a project is. `gemeenten` get pages; `layers` get a folder with data."""

    laag: Laag
    naam: str
    gemeenten: tuple[str, ...]
    layers: tuple[Laag, ...]


def own_of(catalog: Catalog, laag: Laag) -> Own:
    """A project for a gemeente, or for a region and what its gemeenten filled in."""
    if laag.soort == "gemeente":
        return Own(laag, catalog.gemeenten[laag.id].naam, (laag.id,), (laag,))
    gemeenten = catalog.gemeenten_onder(laag)
    below = (Laag("gemeente", id_) for id_ in gemeenten if id_ in catalog.gemeente_lagen)
    return Own(laag, catalog.laag_naam(laag), gemeenten, (laag, *below))


def write_project(own: Own, catalog: Catalog, base: Path, wheels: list[Wheel], target: Path) -> None:
    """Write everything below `target`, an empty folder. `base` has the data and texts as the package has them."""
    for path, text in _texts(own, catalog, base, wheels):
        _write(target / path, text)
    for laag in own.layers:
        folder = f"data/{FOLDERS[laag.soort]}/{laag.id}"
        if (base / folder).is_dir():
            shutil.copytree(base / folder, target / folder)
    for wheel in wheels:
        (target / WHEELS).mkdir(exist_ok=True)
        shutil.copy(wheel.file, target / WHEELS)


def renew(wheels: list[Wheel], target: Path, package: Path) -> list[str]:
    """Write what a project has of the packages as it is in `package`, the code of a version. Gives what changed.

    Settings, data, texts and colours are the project's own and stay.
    """
    changed = []
    for path, text in _ours(_hashes(wheels), package / "own"):
        file = target / path
        if not file.is_file() or file.read_bytes() != text.encode():
            _write(file, text)
            changed.append(path)
    return changed


def lock_file(package: Path) -> Path:
    """What a version of the code pins of the packages of others."""
    return package / "own" / INSIDE / "requirements" / "site.txt"


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="\n")
    file.chmod(0o755 if text.startswith("#!") else 0o644)


def _hashes(wheels: list[Wheel]) -> dict[str, str]:
    return {"hashes": "--require-hashes " if wheels else ""}


def _ours(words: dict[str, str], own: Path) -> Iterator[tuple[str, str]]:
    """What belongs to the packages and not to the project. `own` is this folder, in any version of the code."""
    for file in sorted((own / TEMPLATES.name / "scripts").iterdir()):
        yield f"scripts/{file.name}", _filled(file.read_text(encoding="utf-8"), words)
    room = own / INSIDE
    names = [one.relative_to(room).as_posix() for one in room.rglob("*") if one.is_file()] or FROM_PROJECT
    for name in sorted(names):
        yield RENAMED.get(name, name), ((room if room.is_dir() else HERE) / name).read_text(encoding="utf-8")


def _texts(own: Own, catalog: Catalog, base: Path, wheels: list[Wheel]) -> Iterator[tuple[str, str]]:
    words = {
        "naam": own.naam,
        "id": own.laag.id,
        "alleen": ",".join(own.gemeenten),
        "gemeente": own.gemeenten[0],
    }
    for file in sorted(path for path in TEMPLATES.iterdir() if path.is_file()):
        yield PLACES.get(file.name, file.name), _filled(file.read_text(encoding="utf-8"), words)
    yield from _ours(_hashes(wheels), Path(__file__).parent)
    yield PINS, pins(wheels)
    yield from _data(own, catalog, base)


def _filled(text: str, words: dict[str, str]) -> str:
    for word, value in words.items():
        text = text.replace(f"@{word}@", value)
    return text


def _data(own: Own, catalog: Catalog, base: Path) -> Iterator[tuple[str, str]]:
    """What the project keeps of the base, and a file to fill in where there is nothing yet."""
    taken = [path for path in HOST_PAGES if (base / path).is_file()]
    for path in taken:
        text = (base / path).read_text(encoding="utf-8")
        check = {"op": str(NOOIT), "door": "nog niemand", "hoe": "nog niet nagegaan"}
        yield path, with_values(text, path, {("eigenaar",): TO_DO, ("gecontroleerd",): check})
    for laag in own.layers:
        folder = f"data/{FOLDERS[laag.soort]}/{laag.id}"
        if (base / folder).is_dir():
            taken.append(folder)
        else:
            wanted = Wanted(soort=laag.soort, id=laag.id, op=date.min)
            yield wanted.path, scaffold(start_values(wanted, catalog), wanted.path)
    yield "data/basis.yml", new_text({"pakket": LANDELIJK, "neemt_over": taken}, "data/basis.yml")


def pins(wheels: list[Wheel]) -> str:
    """What pip installs: files with their checksums; without files, the versions of here from the host's own index."""
    about = "# De twee pakketten waar deze site op staat. Nieuwe versie? Zie “Bijwerken” in README.md.\n"
    if not wheels:
        return f"{about}zorgpaden=={__version__}\n{LANDELIJK}=={version(LANDELIJK)}\n"
    return about + "".join(
        f"./{WHEELS}/{wheel.file.name} --hash=sha256:{wheel.sha256}\n"
        for wheel in sorted(wheels, key=lambda one: one.name)
    )
