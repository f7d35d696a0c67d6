"""A meeting of the redactieraad in a scratch repository made from the shipped data."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

import yaml

from changes.scratch import Scratch
from support import ROOT
from zorgpaden.cli import main
from zorgpaden.editing.canonical import canonical

PEILDATUM = "2026-11-23"
SINCE = "2026-06-01"
HELP = "data/gemeenten/waterrijk/voorzieningen/financieel-spreekuur-waterrijk.yml"
BEFORE = "data/gemeenten/waterrijk/voorzieningen/ruilwinkel-waterrijk.yml"
NATIONAL = "data/landelijk/zorgpaden/klein-netwerk.yml"
CONCEPT = "data/landelijk/zorgpaden/roken.yml"
TEXT = "content/infosheets/geboortezorgpartners.md"
SEEN = 'Zie <script>alert(1)</script> "><img src=x onerror=alert(2)> {{ 7 * 7 }} &lt;b&gt;'
HOSTILE = f"{SEEN} \u202etxt\u202c BSN 123456782"
ISSUES: list[dict[str, Any]] = [
    {  # GitHub
        "title": HOSTILE,
        "body": "Op https://zorgpaden.example/voorzieningen/financieel-spreekuur-waterrijk/#bel staat\n" + HOSTILE,
        "labels": [{"name": "<b>nummer</b>"}],
        "html_url": "javascript:alert(3)",
        "url": "https://api.git.example/issues/1",
        "created_at": "2026-10-01T10:00:00Z",
        "state": "open",
    },
    {  # GitLab
        "title": "Tekst is onduidelijk",
        "description": "In data/landelijk/zorgpaden/roken.yml begrijp ik stap 2 niet.",
        "labels": ["tekst"],
        "web_url": "https://git.example/zorgpaden/-/issues/2",
        "created_at": "2026-09-01T10:00:00.000+02:00",
        "state": "opened",
    },
    {  # Forgejo
        "title": "Ruilwinkel is dicht",
        "body": "ruilwinkel-waterrijk is er niet meer, zie https://elders.example/zorgpaden/roken/.",
        "labels": [],
        "html_url": "https://git.example/zorgpaden/issues/3",
        "created_at": "2026-08-01T10:00:00Z",
        "state": "open",
        "pull_request": None,
    },
    {"title": "Algemeen", "body": None, "state": "open"},
    {"title": "Al gedaan", "body": "x", "state": "closed"},
    {"title": "Een voorstel", "body": "x", "state": "open", "pull_request": {"url": "https://git.example/p"}},
]
LINKS = {
    "total": 3,
    "error_map": {
        f"/home/redactie/data/werk/{TEXT}": [
            {"url": "https://weg.example/oud", "status": {"text": "404 Not Found"}, "span": {"line": 30}}
        ],
        "data/landelijk/bronnen/onbekend.yml": [
            {"url": "https://weg.example/oud", "status": {"text": "Error (cached)"}},
            {"url": "javascript:alert(4)", "status": {"text": "<script>alert(5)</script>"}},
        ],
    },
    "timeout_map": {},
}


def run(arguments: list[str | Path], cwd: Path, seed: str = "0") -> subprocess.CompletedProcess[str]:
    """The real command, in a process with another order of sets for each seed."""
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1", "PYTHONHASHSEED": seed}
    command = [sys.executable, "-m", "zorgpaden.cli", *map(str, arguments)]
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False, timeout=300)


@dataclass(frozen=True)
class Meeting:
    """A repository, and the files that were exported for the meeting."""

    repo: Scratch
    issues: Path
    links: Path

    def review(self, to: Path, *more: str | Path, seed: str = "0") -> subprocess.CompletedProcess[str]:
        files = ("--meldingen", self.issues, "--koppelingen", self.links)
        days = ("--since", SINCE, "--peildatum", PEILDATUM)
        return run(["review", *days, "--to", to, *files, *more], self.repo.path, seed)

    def adopt(self, besluiten: Path, *more: str) -> int:
        """The real command, in this process."""
        folders = ["--data", str(self.repo.path / "data"), "--content", str(self.repo.path / "content")]
        return main(["adopt", str(besluiten), "--peildatum", "2026-11-25", *folders, *more])


def make_meeting(folder: Path) -> Meeting:
    """Three versions: one long ago, one before the last meeting, one after it."""
    (folder / "zorgpaden").mkdir(parents=True)
    repo = Scratch(folder / "zorgpaden").begin(ROOT).fewer_gemeenten()
    for file in sorted([*repo.path.glob("content/**/*.md"), *repo.path.glob("data/landelijk/in*/*.yml")]):
        path = file.relative_to(repo.path).as_posix()
        if path != TEXT:  # fewer concepts: quicker paper
            repo.write(path, re.sub(r"(?m)^status: concept$", "status: vastgesteld", repo.read(path)))
    commit(repo, "begin", "2026-04-01")
    repo.edit(BEFORE, r"telefoon: .*", "telefoon: 088-000 02 97")
    commit(repo, "voor-de-vorige", "2026-05-31")
    repo.edit(HELP, r"telefoon: .*", "telefoon: 088-000 02 98")
    repo.edit(NATIONAL, r"(id: steun-zeer-kwetsbaar\n(?:.*\n)*?\s+wat: (?:>-\n\s+)?)", r"\1Eerst bellen. ")
    repo.write(NATIONAL, canonical(repo.read(NATIONAL), NATIONAL))
    commit(repo, "na-de-vorige", "2026-06-01T00:00:01")
    issues, links = folder / "issues.json", folder / "koppelingen.json"
    issues.write_text(json.dumps(ISSUES), encoding="utf-8")
    links.write_text(json.dumps(LINKS), encoding="utf-8")
    return Meeting(repo, issues, links)


def commit(repo: Scratch, name: str, day: str) -> None:
    stamp = f"{day if 'T' in day else f'{day}T12:00:00'}+00:00"
    with patch.dict(os.environ, {"GIT_AUTHOR_DATE": stamp, "GIT_COMMITTER_DATE": stamp}):
        repo.commit(name)


def decided(besluiten: Path, target: Path, op: str, ronde: str, *adopted: str) -> Path:
    """The list as somebody fills it in with an editor of text."""
    text = besluiten.read_text(encoding="utf-8")
    text = text.replace("\nop:\n", f"\nop: {op}\n").replace("\nronde:\n", f"\nronde: {ronde}\n")
    for path in adopted:
        pattern = rf"(  soort: concept\n.*\n  bestand: {re.escape(path)}\n  kenmerk: .*\n  besluit:)"
        text, count = re.subn(pattern, r"\1 vastgesteld", text)
        assert count == 1, path
    target.write_text(text, encoding="utf-8")
    return target


def items(besluiten: Path) -> list[dict[str, Any]]:
    """The items of a list, as any YAML reader has them."""
    found: list[dict[str, Any]] = yaml.safe_load(besluiten.read_text(encoding="utf-8"))["punten"]
    return found
