"""What the tests here share."""

from __future__ import annotations

import hashlib
from pathlib import Path

SITE_URL = "https://zorgpaden.example/"
THREE = "waterrijk,duinhoven,veldegge"


def fingerprint(folder: Path) -> dict[str, str]:
    """Hash per file."""
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }
