"""What happens to a site after its last page is written and before anybody sees it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from zorgpaden.problems import DataProblems
from zorgpaden.trust.manifest import MANIFEST, hash_of, manifest, site_files
from zorgpaden.trust.scan import Scan


def finish(site: Path, site_url: str, sources: Mapping[str, str]) -> None:
    """Scan every file and write the list of hashes; each file is read once.

    Raises DataProblems when something may not be published.
    """
    paths = [path for path in site_files(site) if path != MANIFEST]
    scan, hashes = Scan(site_url, frozenset((*paths, MANIFEST))), {}
    for path in paths:
        content = (site / path).read_bytes()
        scan.add(path, content)
        hashes[path] = hash_of(content)
    if problems := scan.problems(sources):
        raise DataProblems(problems)
    (site / MANIFEST).write_bytes(manifest(hashes))
