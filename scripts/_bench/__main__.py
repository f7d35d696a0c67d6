"""Measure the build at national scale, beside other generators. Options: --help."""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import quick
from bounds import NATIONAL, NEXT
from compare import FAST, SLOW, Comparison
from ours import Ours
from samples import Results, Sample
from table import markdown, met, terminal


def main() -> int:
    """Measure or read, print, and say with the exit code whether all is well."""
    options = _parser().parse_args()
    if options.read:
        found = json.loads(options.read.read_text(encoding="utf-8"))
        return _report(found["about"], [Sample.from_dict(one) for one in found["samples"]], options)
    work = Path(tempfile.mkdtemp(prefix="zorgpaden-bench-", dir=options.work))
    try:
        if options.quick:
            faults = quick.faults(work, options.seed)
            print("\n".join(faults) or "Klein gemeten: goed.")
            return bool(faults)
        samples = list(_measured(work, options))
    finally:
        shutil.rmtree(work, ignore_errors=True)
    about = _about(options.runs)
    if options.json:
        found = {"about": about, "seed": options.seed, "samples": [one.as_dict() for one in samples]}
        options.json.write_text(json.dumps(found, ensure_ascii=False, indent=1), encoding="utf-8")
    return _report(about, samples, options)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="scripts/bench", description="Meet hoe snel het bouwen gaat.")
    sizes = [34, 100, NATIONAL, NEXT]
    parser.add_argument("--sizes", type=_numbers, default=sizes, metavar="A,B", help="hoeveel gemeenten")
    parser.add_argument("--runs", type=int, default=5, metavar="N", help="hoe vaak; de tabel toont de mediaan")
    parser.add_argument("--once", type=_numbers, default=[], metavar="A,B", help="deze één keer, zonder de proef erop")
    parser.add_argument(
        "--compare", type=_numbers, default=[34, 100, NATIONAL], metavar="A,B", help="met Hugo, Eleventy"
    )
    parser.add_argument("--slow", type=_numbers, default=[34], metavar="A,B", help="met Material, Zensical: één keer")
    parser.add_argument("--serve", type=_numbers, default=[NATIONAL], metavar="A,B", help="met bewaren onder serve")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="een ander getal geeft andere gegevens")
    parser.add_argument("--work", type=Path, metavar="MAP", help="waar de proefsites komen (25 GB bij 1026 gemeenten)")
    parser.add_argument("--json", type=Path, metavar="BESTAND", help="bewaar alle metingen")
    parser.add_argument("--read", type=Path, metavar="BESTAND", help="meet niets, maar toon wat is bewaard")
    parser.add_argument("--readme", action="store_true", help="toon de tabel voor README.md")
    parser.add_argument("--quick", action="store_true", help="klein: alleen of het klopt, en of de groei klopt")
    return parser


def _numbers(text: str) -> list[int]:
    return [int(part) for part in text.split(",") if part]


def _measured(work: Path, options: argparse.Namespace) -> Iterator[Sample]:
    """All samples: in each run everything once, so that a busy minute does not hit one tool alone."""
    projects = [Ours(work / f"{size}", size, options.seed) for size in options.sizes]
    comparisons: dict[int, Comparison] = {}
    for number in range(1, options.runs + 1):
        for project in projects:
            size, once = project.size, project.size in options.once
            if once and number > 1:
                continue
            yield from map(_told, project.checks())
            yield from map(_told, project.builds(number, verify=number == 1 and not once))
            slow = SLOW if size in options.slow and number == 1 else ()
            if size not in (*options.compare, *options.slow):
                continue
            if size not in comparisons:
                comparisons[size] = Comparison(work / f"{size}", size, project.site)
            for tool in (*(FAST if size in options.compare else ()), *slow):
                yield _told(comparisons[size].run(tool, number))
    for project in projects:
        if project.size in options.serve:
            yield from map(_told, project.serve(options.runs))
            for tool in FAST if project.size in comparisons else ():
                yield from map(_told, comparisons[project.size].serve(tool, options.runs))


def _told(sample: Sample) -> Sample:
    usage = sample.usage
    print(f"▸ {sample.size} {sample.tool}, {sample.what}: {usage.wall:.2f} s, {usage.memory:.0f} MB", file=sys.stderr)
    return sample


def _about(runs: int) -> str:
    processor = next(
        (line.partition(":")[2].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")), "?"
    )
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    machine = f"{os.cpu_count()} kernen ({processor}), {memory:.0f} GB, Python {platform.python_version()}"
    return f"Gemeten op {date.today()} met {machine}; mediaan van {runs}."


def _lines(path: str) -> list[str]:
    return Path(path).read_text(encoding="utf-8").splitlines() if Path(path).exists() else []


def _report(about: str, samples: list[Sample], options: argparse.Namespace) -> int:
    results = Results(samples)
    print(markdown(results, about) if options.readme else f"{about}\n\n{terminal(results)}")
    return not met(results)


if __name__ == "__main__":
    sys.exit(main())
