"""Measure the build and the check: wall and CPU time, peak memory, files and bytes. Medians of several runs."""

from __future__ import annotations

import gzip
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]


class Run(NamedTuple):
    """One measured process: seconds, seconds, MB."""

    wall: float
    cpu: float
    memory: float


def measure(*arguments: str) -> Run:
    """Run `zorgpaden` with these arguments in a process of its own."""
    command = [sys.executable, "-m", "zorgpaden.cli", *arguments]
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    if os.waitstatus_to_exitcode(status) != 0:
        sys.exit(f"{' '.join(arguments)} mislukt; draai scripts/check")
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def medians(runs: list[Run]) -> Run:
    """The median of each figure."""
    return Run(*(statistics.median(values) for values in zip(*runs, strict=True)))


def sizes(site: Path) -> list[tuple[str, str]]:
    """What a host stores and a visitor fetches."""
    pages = list(site.rglob("*.html"))
    paths = [gzip.compress(file.read_bytes(), 9) for file in site.glob("gemeenten/*/*/index.html")]
    total = sum(file.stat().st_size for file in site.rglob("*") if file.is_file())
    index = len(gzip.compress((site / "assets/zoekindex.json").read_bytes(), 9))
    first = [
        site / "index.html",
        *site.glob("assets/stylesheets/main*.css"),
        site / "assets/zp.css",
        site / "assets/zp.js",
    ]
    return [
        ("pagina's", f"{len(pages)}"),
        ("site", f"{total / 1e6:.0f} MB"),
        ("zorgpad, mediaan (gzip)", f"{statistics.median(map(len, paths)) / 1024:.1f} kB"),
        ("zorgpad, grootste (gzip)", f"{max(map(len, paths)) / 1024:.1f} kB"),
        ("eerste bezoek (gzip)", f"{sum(len(gzip.compress(file.read_bytes(), 9)) for file in first) / 1024:.1f} kB"),
        ("zoekindex, bij zoeken (gzip)", f"{index / 1024:.1f} kB"),
    ]


def main() -> None:
    """Print the table."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    work = Path(tempfile.mkdtemp(prefix="zorgpaden-bench-"))
    try:
        build = medians([measure("build", "--to", str(work / f"site-{number}")) for number in range(runs)])
        check = medians([measure("check") for _ in range(runs)])
        same = medians([measure("diff", "--van", ".", "--naar", ".") for _ in range(runs)])
        rows = [
            ("bouwen, koud", f"{build.wall:.1f} s ({build.cpu:.1f} s CPU, {build.memory:.0f} MB)"),
            ("controleren", f"{check.wall:.1f} s ({check.cpu:.1f} s CPU, {check.memory:.0f} MB)"),
            ("vergelijken", f"{same.wall:.1f} s ({same.cpu:.1f} s CPU, {same.memory:.0f} MB)"),
            *sizes(work / "site-0"),
        ]
    finally:
        shutil.rmtree(work)
    print(f"Python {sys.version.split()[0]}, {os.cpu_count()} kernen, mediaan van {runs}\n")
    print("\n".join(f"{name:<30} {value}" for name, value in rows))


if __name__ == "__main__":
    main()
