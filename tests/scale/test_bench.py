"""What `scripts/bench` counts, and what it thinks of it."""

from __future__ import annotations

import functools
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import parts
import pytest
import quick
from bounds import BOUNDS, NATIONAL
from edits import PHONE
from folders import contents, differing, rewritten, written
from markdown_pages import HOME, Page, read_pages, to_markdown, write_pages
from measure import Usage, measure
from others import hugo
from ours import COLD, SAME
from parts import PARTS, REST, Clock
from samples import OURS, Results, Sample
from table import markdown, met, terminal

from zorgpaden import __version__

HTML = """
<header><h1>Roken <span>in Waterrijk</span></h1></header>
<nav><ol><li><a href="../">Home</a></li></ol></nav>
<section><h2 id="bel">Bel   dit</h2>
<p><strong>Nu:</strong> bel <a href="tel:112">112</a>, ook *&amp;* [nood]</p>
<ul><li>Eén</li><li><p>Twee</p><ul><li>Drie</li></ul></li></ul>
<dl><dt>Kosten</dt><dd>Gratis</dd></dl>
<table><tr><th>A</th><th>B</th></tr></table>
<svg><text>Weg</text></svg></section>
"""
MARKDOWN = r"""- [Home](../)

## Bel dit

**Nu:** bel [112](tel:112), ook \*&\* \[nood\]

- Eén
- Twee
  - Drie
- Kosten: Gratis
- A B
"""


def test_a_clock_counts_the_inner_function_only(monkeypatch: pytest.MonkeyPatch) -> None:
    ticks = iter([0, 1, 3, 6, 10, 15])
    monkeypatch.setattr(time, "perf_counter", lambda: next(ticks))
    clock = Clock()
    inner = clock.around("binnen", lambda: None)
    clock.around("buiten", inner)()
    clock.switch()
    assert dict(clock.seconds) == {REST: 1 + 5, "buiten": 2 + 4, "binnen": 3}


def test_every_part_has_its_functions() -> None:
    before = {place: _found(place) for places in PARTS.values() for place in places}
    assert all(map(callable, before.values()))
    done = subprocess.run(
        [sys.executable, Path(parts.__file__), os.devnull, "--version"],
        capture_output=True, text=True, check=False, env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )  # fmt: skip
    assert (done.returncode, done.stdout.strip()) == (0, __version__), done.stderr


def _found(place: str) -> Any:
    module, _, name = place.partition(":")
    return functools.reduce(getattr, name.split("."), import_module(f"zorgpaden.{module}"))


def sample(size: int, tool: str, what: str, wall: float, memory: float = 100, **figures: float) -> Sample:
    return Sample(size, tool, what, Usage(wall, wall, memory), figures)


def test_content_becomes_plain_markdown() -> None:
    assert to_markdown(HTML) == MARKDOWN


def test_every_page_of_a_site_is_read_and_written(built_site: Path, tmp_path: Path) -> None:
    pages = list(read_pages(built_site))
    assert {page.url for page in pages} == set(urls(built_site))
    page = next(page for page in pages if page.url == "gemeenten/waterrijk/geldzorgen/")
    assert page.size == (built_site / page.url / "index.html").stat().st_size
    assert "## Afspraken" in page.text
    assert "<" not in page.text.replace("\\<", "")
    write_pages([page, Page("", "Voor “u”", "Tekst", 1)], tmp_path, {page.url: 7})
    assert "\nvulling: 7\n" in (tmp_path / "gemeenten/waterrijk/geldzorgen.md").read_text(encoding="utf-8")
    assert (tmp_path / f"{HOME}.md").is_file()


def urls(site: Path) -> Iterator[str]:
    for file in site.rglob("index.html"):
        path = file.parent.relative_to(site).as_posix()
        yield "" if path == "." else f"{path}/"


def test_memory_of_a_child_counts(tmp_path: Path) -> None:
    (tmp_path / "hier").mkdir()
    child = "import time; held = bytearray(120_000_000); time.sleep(0.5)"
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}], check=True)"
    used = measure([sys.executable, "-c", parent], tmp_path / "hier")
    assert used.memory > 115
    assert used.wall > 0.5


def test_a_command_that_fails_stops_the_bench_with_its_words(tmp_path: Path) -> None:
    (tmp_path / "hier").mkdir()
    with pytest.raises(SystemExit, match="niet gelukt"):
        measure([sys.executable, "-c", "import sys; sys.exit('niet gelukt')"], tmp_path / "hier")


def test_what_was_written_again_is_not_what_changed(tmp_path: Path) -> None:
    for name in "abc":
        (tmp_path / name).write_text(name)
    files, texts = written(tmp_path), contents(tmp_path)
    (tmp_path / "b").unlink()
    (tmp_path / "b").write_text("b")
    (tmp_path / "c").write_text("anders")
    (tmp_path / "d").write_text("nieuw")
    assert rewritten(files, written(tmp_path)) == {"b", "c", "d"}
    assert differing(texts, contents(tmp_path)) == {"c", "d"}


def test_the_median_counts_and_a_missed_bound_is_said() -> None:
    samples = [sample(NATIONAL, hugo.NAME, COLD, 10, html_of_ours=1.01)]
    samples += [sample(NATIONAL, OURS, COLD, wall) for wall in (7.0, 90.0, 6.0)]
    results = Results(samples)
    assert met(results)
    assert "0.70 × Hugo" in terminal(results)
    assert "NIET" not in terminal(results)
    slow = Results([*samples, sample(NATIONAL, OURS, PHONE, 1.2, rewritten=3, files=1000)])
    assert not met(slow)
    assert "| één telefoonnummer gewijzigd | 1.20 s | 1 s | NIET |" in markdown(slow, "Gemeten.")


def test_one_wrong_file_at_any_size_is_too_much() -> None:
    good = sample(34, OURS, PHONE, 1, wrong=0)
    assert met(Results([good]))
    assert not met(Results([good, sample(100, OURS, SAME, 1, wrong=1)]))


def test_samples_survive_being_stored() -> None:
    one = sample(34, OURS, PHONE, 1, wrong=0)
    assert Sample.from_dict(one.as_dict()) == one


def test_quick_says_what_is_wrong() -> None:
    small, large = sample(quick.SMALL, OURS, COLD, 1, 50), sample(quick.LARGE, OURS, COLD, 2.9, 150)
    edited = sample(quick.SMALL, OURS, PHONE, 1, wrong=0, needless=0)
    assert quick.judged([small, edited, large]) == []
    wrong = sample(quick.SMALL, OURS, PHONE, 1, wrong=2, needless=1)
    bloated = sample(quick.LARGE, OURS, COLD, 16, 900)
    assert [fault.split(":")[0].split(" ")[0] for fault in quick.judged([small, wrong, bloated])] == [
        "één",
        "één",
        "processortijd",
        "geheugen",
    ]


def test_every_bound_is_one_row() -> None:
    assert len({bound.what for bound in BOUNDS}) == len(BOUNDS)
