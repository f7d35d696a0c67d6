"""The results as people read them: in a terminal, or in Markdown for README.md."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bounds import BOUNDS, NATIONAL, Bound
from ours import COLD
from samples import OURS, PART, STAGE, Results

Row = tuple[str, ...]
HEAD: Row = ("gemeenten", "waarmee", "wat", "tijd", "processor", "geheugen", "bestanden", "MB", "herschreven")
BOUNDS_HEAD: Row = ("bij 342 gemeenten", "gemeten", "hoogstens", "")


def terminal(results: Results) -> str:
    """Everything."""
    parts = [_aligned([HEAD, *_rows(results)])]
    for size in results.sizes:
        for kind, how in ((STAGE, "koude bouw"), (PART, "koude bouw in één proces")):
            found = results.seconds(size, COLD, kind)
            if found:
                steps = ", ".join(f"{name} {seconds:.2f} s" for name, seconds in found.items())
                parts.append(f"{size} gemeenten, {how}: {steps}")
        views = [results.figure(size, OURS, COLD, name) for name in VIEWS]
        whole = results.figure(size, OURS, COLD, "bytes")
        if whole and all(one is not None for one in views):
            middle, largest, first = views
            parts.append(
                f"{size} gemeenten, hosting: {whole / size / 1e3:.0f} kB per gemeente; een zorgpad is met gzip"
                f" {middle:.1f} kB (mediaan), hoogstens {largest:.1f} kB; een eerste bezoek {first:.1f} kB"
            )
        search = [results.figure(size, OURS, COLD, name) for name in SEARCH]
        if all(one is not None for one in search):
            stored, index, shard = (one or 0 for one in search)
            parts.append(
                f"{size} gemeenten, zoeken: {stored / 1e6:.1f} MB op de server; een bezoeker haalt met gzip"
                f" {index / 1e3:.0f} kB (lijst) en {shard / 1e3:.1f} kB (eigen gemeente)"
            )
    parts.append(_aligned([BOUNDS_HEAD, *(_bound(bound, results) for bound in BOUNDS)]))
    return "\n\n".join(parts)


VIEWS = ("view_median", "view_largest", "view_first")
SEARCH = ("search", "search_index_gzip", "search_gemeente_gzip")


def markdown(results: Results, about: str) -> str:
    """For README.md: the bounds, and everyone at the largest size that all did."""
    lines = [about, "", *_markdown([BOUNDS_HEAD, *(_bound(bound, results) for bound in BOUNDS)])]
    rows = [row for row in _rows(results) if row[2] == COLD or row[0] == str(NATIONAL)]
    return "\n".join([*lines, "", *_markdown([HEAD, *rows])])


def met(results: Results) -> bool:
    """Whether no bound is missed; what was not measured does not count."""
    return all(_is_met(bound, results) is not False for bound in BOUNDS)


def _rows(results: Results) -> Iterator[Row]:
    for size, tool, what in sorted(results.rows, key=lambda row: (row[0], row[1] != OURS)):
        usage = results.usage(size, tool, what)
        assert usage
        files, size_in_bytes, again, html = (
            results.figure(size, tool, what, name) for name in ("files", "bytes", "rewritten", "html_of_ours")
        )
        once = " (één keer)" if results.runs(size, tool, what) == 1 else ""
        equal = f", {html:.2f} × onze HTML" if html else ""
        yield (
            str(size),
            tool,
            f"{what}{equal}{once}",
            f"{usage.wall:.2f} s",
            f"{usage.cpu:.2f} s" if usage.cpu else "",
            f"{usage.memory:.0f} MB" if usage.memory else "",
            f"{files:.0f}" if files else "",
            f"{size_in_bytes / 1e6:.0f}" if size_in_bytes else "",
            f"{again:.0f}" if again is not None else "",
        )


def _bound(bound: Bound, results: Results) -> Row:
    value, is_met = bound.figure(results), _is_met(bound, results)
    said = "niet gemeten" if value is None else f"{value:.{bound.digits}f} {bound.unit}".strip()
    return bound.what, said, f"{bound.most:g} {bound.unit}".strip(), {True: "gehaald", False: "NIET", None: ""}[is_met]


def _is_met(bound: Bound, results: Results) -> bool | None:
    value = bound.figure(results)
    return None if value is None else value <= bound.most


def _aligned(rows: Iterable[Row]) -> str:
    listed = list(rows)
    widths = [max(map(len, column)) for column in zip(*listed, strict=True)]
    return "\n".join("  ".join(map(str.ljust, row, widths)).rstrip() for row in listed)


def _markdown(rows: Iterable[Row]) -> Iterator[str]:
    for number, row in enumerate(rows):
        yield f"| {' | '.join(row)} |"
        if not number:
            yield f"|{'---|' * len(row)}"
