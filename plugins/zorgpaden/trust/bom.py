"""What a site was made with: a bill of materials (CycloneDX), and the same facts for the page with licences.

Versions are those that are installed. Hashes come from the lock file, and only when it names that same version.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from zorgpaden import __version__
from zorgpaden.trust.manifest import file_hash

if TYPE_CHECKING:
    from importlib.metadata import Distribution

BOM = "sbom.cdx.json"
LOCKS = ("requirements/site.txt", "requirements.txt")
"""Where a project has its lock file: this one, and one that stands on our packages."""
OWN_PINS = "pakketten.txt"
"""What a project that stands on our packages pins of those: `own/repository.py` writes it."""
_PIN = re.compile(r"([A-Za-z0-9._-]+)==([^\s;\\]+)\s*(?:;\s*([^\\\n]+?))?\s*(?:\\|$)")
_SHORT = re.compile(r".*\(([^()]+)\)$")  # “… License v2 or later (GPLv2+)”
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
_NAMES = {
    "MIT License": "MIT",
    "BSD License": "BSD",
    "Apache Software License": "Apache-2.0",
    "Apache License, Version 2.0": "Apache-2.0",
    "MPL 2.0": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
    "PSFL": "PSF-2.0",
}
"""What packages say in words → how everybody writes it. “BSD” alone does not say which one."""
_IDS = frozenset(
    {"Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC-BY-4.0", "EUPL-1.2", "ISC", "MIT", "MPL-2.0", "PSF-2.0"}
)
_EXPRESSION = re.compile(r"[A-Za-z0-9.-]+(?: (?:AND|OR|WITH) [A-Za-z0-9.-]+)+")
_MATERIAL = "mkdocs-material"
_OWN_PIN = re.compile(r"(?:\S*/)?(zorgpaden(?:[-_]landelijk)?)(?:==|-)([0-9][0-9a-z.]*)(?:-py3-none-any\.whl)?(?:\s|$)")


@dataclass(frozen=True, slots=True)
class Onderdeel:
    """One thing that others made and that the site was made with."""

    naam: str
    versie: str
    licentie: str
    """As SPDX writes it where that is known; else in the words of its makers. Empty when they do not say."""
    link: str
    """Page of its makers; empty for our own packages, which stand in no public index."""
    purl: str
    hashes: tuple[str, ...] = ()
    """SHA-256: of the file for what is on the site, of the packages in the lock file for the rest."""
    bestand: str = ""
    """Path on the site, for what visitors get."""
    licentietekst: str = ""
    """Path on the site of the text of the licence."""


def parts_of_site(project: Path, theme: Path) -> tuple[Onderdeel, ...]:
    """Everything: `project` is the folder with mkdocs.yml and the lock file."""
    lock = next((project / name for name in LOCKS if (project / name).is_file()), project / LOCKS[0])
    return (*vendored(theme), *packages(lock), *own_packages(project / OWN_PINS))


def bom_files(parts: tuple[Onderdeel, ...]) -> Iterator[tuple[str, bytes]]:
    """Path on the site and content: the bill of materials, and the licence text that nothing else brings."""
    yield BOM, bill_of_materials(parts)
    if any(part.naam == _MATERIAL for part in parts):
        yield from material_licence()


def vendored(theme: Path) -> tuple[Onderdeel, ...]:
    """What stands in the theme; the version is in the head of the file."""
    found = []
    for name, file, pattern, licence, link in (
        ("lunr", "lunr.min.js", r"dark - (\d[\d.]*\d)|bright - (\d[\d.]*\d)", "MIT", "https://lunrjs.com/"),
        ("snowball", "snowball-nl.min.js", r"Snowball (\d[\d.]*\d)", "BSD-3-Clause", "https://snowballstem.org/"),
    ):
        path = theme / "assets" / file
        version = re.search(pattern, path.read_text(encoding="utf-8")[:500])
        assert version, f"{file} does not say its version"
        number = next(filter(None, version.groups()))
        purl = f"pkg:npm/lunr@{number}" if name == "lunr" else f"pkg:github/snowballstem/snowball@v{number}"
        text = f"assets/{name}.LICENSE.txt"
        found.append(Onderdeel(name, number, licence, link, purl, (file_hash(path),), f"assets/{file}", text))
    return tuple(found)


def packages(lock: Path) -> tuple[Onderdeel, ...]:
    """The packages that a lock file names for this computer, sorted; none without a lock file."""
    found = {}
    for name, version, hashes in pinned(lock):
        there = _installed(name)
        if there is None:
            continue  # not what this site was made with
        known = hashes if there.version == version else ()
        purl = f"pkg:pypi/{name}@{there.version}"
        text = f"assets/{name}.LICENSE.txt" if name == _MATERIAL else ""
        link = f"https://pypi.org/project/{name}/"
        found[name] = Onderdeel(name, there.version, _licence(there), link, purl, known, licentietekst=text)
    return tuple(found[name] for name in sorted(found))


def pinned(lock: Path) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Name, version and hashes of each package that a lock file names for this computer."""
    if not lock.is_file():
        return
    from packaging.markers import Marker  # noqa: PLC0415  (only what builds a site has it)

    for name, version, marker, hashes in _pins(lock.read_text(encoding="utf-8")):
        if not marker or Marker(marker).evaluate():
            yield name, version, hashes


def own_packages(pins: Path) -> tuple[Onderdeel, ...]:
    """Our own packages, for a project that stands on them: as pinned and installed there; the data are one of them."""
    found = []
    for line in pins.read_text(encoding="utf-8").splitlines() if pins.is_file() else ():
        if pin := _OWN_PIN.match(line):
            name = pin[1].replace("_", "-")
            there = _installed(name)
            if there is None:
                continue
            hashes = tuple(_HASH.findall(line)) if there.version == pin[2] else ()
            purl = f"pkg:generic/{name}@{there.version}"
            found.append(Onderdeel(name, there.version, _licence(there), "", purl, hashes))
    return tuple(found)


def _pins(text: str) -> Iterator[tuple[str, str, str, tuple[str, ...]]]:
    """Name, version, marker and hashes of each entry."""
    for entry in re.split(r"\n(?=[A-Za-z0-9])", text):
        if pin := _PIN.match(entry):
            yield pin[1].lower(), pin[2], pin[3] or "", tuple(sorted(_HASH.findall(entry)))


def _installed(name: str) -> Distribution | None:
    from importlib.metadata import PackageNotFoundError, distribution  # noqa: PLC0415  (takes long to load)

    try:
        return distribution(name)
    except PackageNotFoundError:
        return None


def _licence(there: Distribution) -> str:
    """What a package says about itself: an expression, else a short text, else its classifiers."""
    about = there.metadata
    said = next((about[key] for key in ("License-Expression", "License") if key in about), "")
    if said in ("", "UNKNOWN") or len(said) > 60:
        classes = [one for one in about.get_all("Classifier") or [] if one.startswith("License ::")]
        said = " / ".join(_SHORT.sub(r"\1", one.rpartition(" :: ")[2]) for one in classes)
    return _NAMES.get(said, said)


def material_licence() -> Iterator[tuple[str, bytes]]:
    """The text that has to go with the styles of Material: its path on the site, and its content."""
    there = _installed(_MATERIAL)
    assert there
    text = next(file for file in there.files or [] if file.name == "LICENSE" and ".dist-info" in str(file))
    yield f"assets/{_MATERIAL}.LICENSE.txt", there.locate_file(text).read_bytes()  # type: ignore[attr-defined]


def bill_of_materials(parts: Iterable[Onderdeel]) -> bytes:
    """CycloneDX 1.6 as JSON; the same parts give the same bytes."""
    listed = sorted(parts, key=lambda part: part.purl)
    own = {"type": "application", "bom-ref": "zorgpaden", "name": "zorgpaden", "version": __version__}
    bom = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": {**own, "licenses": [{"license": {"id": "EUPL-1.2"}}]}},
        "components": [_component(part) for part in listed],
        "dependencies": [
            {"ref": "zorgpaden", "dependsOn": [part.purl for part in listed]},
            *({"ref": part.purl} for part in listed),
        ],
    }
    body = json.dumps(bom, sort_keys=True)
    import uuid  # noqa: PLC0415

    bom["serialNumber"] = f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, body)}"
    return json.dumps(bom, ensure_ascii=False, indent=1, sort_keys=True).encode() + b"\n"


def _component(part: Onderdeel) -> dict[str, object]:
    hashes = [{"alg": "SHA-256", "content": digest} for digest in part.hashes]
    component: dict[str, object] = {
        "type": "library",
        "bom-ref": part.purl,
        "name": part.naam,
        "version": part.versie,
        "purl": part.purl,
    }
    site: dict[str, object] = {"type": "website", "url": part.link}
    if part.link:
        component["externalReferences"] = [site]
    if part.licentie:
        component["licenses"] = [_license(part.licentie)]
    if hashes and (part.bestand or not part.link):  # one file, whoever fetches it
        component["hashes"] = hashes
    elif hashes:  # of every file that the lock file allows: which one was fetched depends on the computer
        component["externalReferences"] = [site, {"type": "distribution", "url": part.link, "hashes": hashes}]
    return component


def _license(text: str) -> dict[str, object]:
    if text in _IDS:
        return {"license": {"id": text}}
    return {"expression": text} if _EXPRESSION.fullmatch(text) else {"license": {"name": text}}
