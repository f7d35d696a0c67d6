"""Our own generator on a made-up project: what is measured, in which order, and whether the result is right.

A copy of the plugin and the theme does the work, so that a template can be changed. Nothing is deleted between two
measurements, only moved aside: on some file systems a folder that was just emptied is slow to fill.
"""

from __future__ import annotations

import compileall
import functools
import itertools
import json
import shutil
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import edits
from folders import contents, differing, rewritten, search_sizes, totals, view_sizes, written
from generate import PEILDATUM, ROOT, generate
from measure import measure
from samples import OURS, PART, STAGE, Sample
from serve import Server, seconds_until_served

COLD, SAME = "koud", "niets gewijzigd"
CHECK_COLD, CHECK_WARM = "controle, koud", "controle, warm"
SERVED = "bewaard → te zien"
CACHE = ".cache"
PARTS = Path(__file__).with_name("parts.py")


class Ours:
    """One project of one size."""

    def __init__(self, work: Path, size: int, seed: int) -> None:
        self.size = size
        self._work = work
        self._tool = work / "zorgpaden"
        self._project = work / "project"
        self._stages = work / "stages.json"
        self._site = work / "site"
        self._aside = itertools.count()
        self._turn = itertools.count(1)
        work.mkdir(parents=True)
        (work / "aside").mkdir()
        quiet = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / "plugins", self._tool / "plugins", ignore=quiet)
        shutil.copytree(ROOT / "theme", self._tool / "theme")
        compileall.compile_dir(self._tool / "plugins", quiet=2)
        generate(size, self._project, seed, self._tool / "theme")
        self._phone = edits.phone(self._project)
        self._changes = (self._phone, edits.path(self._project), edits.template(self._tool / "theme"))

    @property
    def site(self) -> Path:
        """The site that was built last."""
        return self._site

    def checks(self) -> Iterator[Sample]:
        """Check twice, the first time with nothing to remember."""
        self.move_cache()
        yield self.check(CHECK_COLD)
        yield self.check(CHECK_WARM)

    def builds(self, number: int, *, verify: bool) -> Iterator[Sample]:
        """From nothing, then again with nothing changed, then with one change after the other."""
        parts = self._parts() if verify else {}
        cold = self.cold(number)
        yield replace(cold, figures={**cold.figures, **parts, **view_sizes(self._site)}) if verify else cold
        yield self.change(SAME, None, verify=verify)
        for edit in self._changes:
            yield self.change(edit.name, edit, verify=verify)

    def cold(self, number: int) -> Sample:
        """A build of everything, in a folder that is not there yet."""
        self.move_cache()
        self._site = self._work / f"site-{number}"
        return self.build(COLD)

    def build(self, what: str) -> Sample:
        """Build the site that is there, or a first one."""
        self._stages.unlink(missing_ok=True)
        usage = measure(self._command("build", "--to", self._site), self._project, self._env)
        stages = json.loads(self._stages.read_text(encoding="utf-8")) if self._stages.is_file() else {}
        figures = {f"{STAGE}{name}": seconds for name, seconds in stages.items()}
        return Sample(self.size, OURS, what, usage, {**figures, **totals(self._site), **search_sizes(self._site)})

    def check(self, what: str) -> Sample:
        """Check the data and nothing else."""
        command = self._command("check", "--peildatum", PEILDATUM)
        return Sample(self.size, OURS, what, measure(command, self._project, self._env))

    def change(self, what: str, edit: edits.Edit | None, *, verify: bool) -> Sample:
        """Build again after an edit, and count what was written; with `verify` also what should not have been."""
        before = written(self._site)
        bytes_before = contents(self._site) if verify else {}
        if edit:
            edit.make(next(self._turn))
        sample = self.build(what)
        again = rewritten(before, written(self._site))
        figures = {**sample.figures, "rewritten": float(len(again))}
        if verify:
            now = contents(self._site)
            changed = differing(bytes_before, now)
            right = self._from_nothing() if edit else bytes_before
            figures["needless"] = float(len(again - changed))
            figures["wrong"] = float(len(differing(now, right)))
        return replace(sample, figures=figures)

    def serve(self, times: int) -> Iterator[Sample]:
        """How long it takes from saving a phone number until a visitor gets the page with it."""
        url = f"voorzieningen/{self._phone.file.stem}/"
        with Server(self._serve, self._project, self._env) as server:
            for _ in range(times):
                number = next(self._turn)
                words = edits.number_of(number)
                usage = seconds_until_served(server, url, words, functools.partial(self._phone.make, number))
                yield Sample(self.size, OURS, SERVED, usage)

    def move_cache(self) -> None:
        """Forget everything, without deleting."""
        cache = self._project / CACHE
        if cache.exists():
            cache.rename(self._work / "aside" / f"{next(self._aside)}")

    def _parts(self) -> dict[str, float]:
        """What a build from nothing in one process spends its time on."""
        self.move_cache()
        found = self._work / "parts.json"
        command = self._command("build", "--to", self._work / "site-parts")[3:]
        clocked = [sys.executable, PARTS, found, *command]
        measure(clocked, self._project, {**self._env, "ZORGPADEN_PROCESSEN": "1"})
        seconds = json.loads(found.read_text(encoding="utf-8"))
        return {f"{PART}{name}": value for name, value in seconds.items()}

    def _from_nothing(self) -> dict[str, bytes]:
        """What a build of the same files gives without a cache; the cache stays as it was."""
        cache, kept, site = self._project / CACHE, self._work / "aside/kept", self._site
        if cache.exists():
            cache.rename(kept)
        self._site = self._work / f"whole-{next(self._aside)}"
        self.build(COLD)
        whole, self._site = contents(self._site), site
        self.move_cache()
        if kept.exists():
            kept.rename(cache)
        return whole

    def _serve(self, port: int) -> list[str | Path]:
        return [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"]

    def _command(self, *arguments: str | Path) -> list[str | Path]:
        return [sys.executable, "-m", "zorgpaden.cli", *arguments]

    @property
    def _env(self) -> dict[str, str]:
        whole = {"PYTHONDONTWRITEBYTECODE": ""}  # as on any computer: what was compiled is kept
        return {"PYTHONPATH": str(self._tool / "plugins"), "ZORGPADEN_TIJDEN": str(self._stages), **whole}
