"""What the tests here share."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from zorgpaden.problems import Problem
from zorgpaden.trust.manifest import MANIFEST, site_files
from zorgpaden.trust.scan import Scan, judge

SITE_URL = "https://zorgpaden.example/"
THREE = "waterrijk,duinhoven,veldegge"


def fingerprint(folder: Path) -> dict[str, str]:
    """Hash per file."""
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def look_over(site: Path, site_url: str, sources: Mapping[str, str]) -> list[Problem]:
    """Everything that is wrong with the site in a folder."""
    paths = frozenset((*site_files(site), MANIFEST))
    scan = Scan(site_url, paths)
    for path in sorted(paths - {MANIFEST}):
        scan.add(path, (site / path).read_bytes())
    return judge([scan.take()], paths, lambda path: (site / path).read_bytes(), sources)
