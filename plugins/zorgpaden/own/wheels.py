"""The two packages as files: found in a folder, and only used when their checksums are right."""

from __future__ import annotations

import hashlib
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path

PACKAGES = ("zorgpaden", "zorgpaden_landelijk")
SUMS = "SHA256SUMS"
_NAME = re.compile(r"([a-z_]+)-([0-9][0-9a-z.]*)-py3-none-any\.whl")
_LINE = re.compile(r"([0-9a-f]{64}) [ *]([^/\s]+)")


class WheelError(Exception):
    """Packages that cannot be used; the message is Dutch, for whoever gave the command."""


@dataclass(frozen=True, slots=True)
class Wheel:
    """One package. `name` as in the file: `zorgpaden_landelijk`."""

    file: Path
    name: str
    version: str
    sha256: str


def find_wheels(folder: Path) -> list[Wheel]:
    """Both packages in a folder, as `scripts/release` leaves them; raises `WheelError`."""
    sums = folder / SUMS
    if not sums.is_file():
        raise WheelError(f"In {folder} is geen {SUMS}. Noem de map die scripts/release maakte.")
    known = {
        found[2]: found[1] for line in sums.read_text(encoding="utf-8").splitlines() if (found := _LINE.match(line))
    }
    wheels = []
    for file in sorted(folder.glob("*.whl")):
        parts = _NAME.fullmatch(file.name)
        if not parts or parts[1] not in PACKAGES:
            continue
        sha256 = hashlib.sha256(file.read_bytes()).hexdigest()
        if known.get(file.name) != sha256:
            raise WheelError(f"{file.name} is niet wat {SUMS} zegt. Haal de pakketten opnieuw op.")
        wheels.append(Wheel(file, parts[1], parts[2], sha256))
    if sorted(wheel.name for wheel in wheels) != sorted(PACKAGES):
        raise WheelError(f"In {folder} hoort van elk pakket één bestand: {' en '.join(PACKAGES)}.")
    return wheels


def unpack(wheel: Wheel, folder: Path) -> Path:
    """The package below `folder`; the zip module keeps every name inside it."""
    with zipfile.ZipFile(wheel.file) as archive:
        archive.extractall(folder)
    return folder / wheel.name
