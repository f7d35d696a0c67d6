"""A smoke of a minute: is an incremental build right, and does time or memory grow faster than the data?

Never about absolute time: the machine may be slow or busy.
"""

from __future__ import annotations

from pathlib import Path

from edits import TEMPLATE
from ours import COLD, Ours
from samples import OURS, Results, Sample

SMALL, LARGE = 6, 18
"""Three times the gemeenten may cost three times as much. What is national does not grow, so there is room to spare."""


def faults(work: Path, seed: int) -> list[str]:
    """What is wrong, in a sentence each."""
    small, large = Ours(work / "small", SMALL, seed), Ours(work / "large", LARGE, seed)
    return judged([*small.builds(1, verify=True), large.cold(1)])


def judged(samples: list[Sample]) -> list[str]:
    """What is wrong with what was measured."""
    return [*_wrong(samples), *_growth(Results(samples))]


def _wrong(samples: list[Sample]) -> list[str]:
    found = []
    for sample in samples:
        wrong, needless = sample.figures.get("wrong", 0), sample.figures.get("needless", 0)
        if wrong:
            found.append(f"{sample.what}: {wrong:.0f} bestanden zijn anders dan na een koude bouw")
        if needless and sample.what != TEMPLATE:  # new code is a build from nothing
            found.append(f"{sample.what}: {needless:.0f} bestanden opnieuw geschreven, terwijl er niets in veranderde")
    return found


def _growth(results: Results) -> list[str]:
    small, large = results.usage(SMALL, OURS, COLD), results.usage(LARGE, OURS, COLD)
    assert small
    assert large
    data = LARGE / SMALL
    found = []
    if large.cpu > data * small.cpu:
        found.append(f"processortijd groeit {large.cpu / small.cpu:.1f} ×, de gegevens {data:.0f} ×")
    if large.memory > data * small.memory:
        found.append(f"geheugen groeit {large.memory / small.memory:.1f} ×, de gegevens {data:.0f} ×")
    return found
