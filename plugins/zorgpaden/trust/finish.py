"""A look over a whole site in a folder, as the build takes it file by file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from zorgpaden.problems import Problem
from zorgpaden.trust.manifest import MANIFEST, site_files
from zorgpaden.trust.scan import Scan, judge


def look_over(site: Path, site_url: str, sources: Mapping[str, str]) -> list[Problem]:
    """Everything that is wrong with the site in a folder."""
    paths = frozenset((*site_files(site), MANIFEST))
    scan = Scan(site_url, paths)
    for path in sorted(paths - {MANIFEST}):
        scan.add(path, (site / path).read_bytes())
    return judge([scan.take()], paths, lambda path: (site / path).read_bytes(), sources)
