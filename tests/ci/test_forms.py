"""The forms for a report or a proposal: the same on every host, short, and never about a family."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from support import ROOT

FORMS = sorted(file for file in (ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml") if file.name != "config.yml")
GITLAB = ROOT / ".gitlab" / "issue_templates"
PROPOSALS = [ROOT / ".github/pull_request_template.md", ROOT / ".gitlab/merge_request_templates/Default.md"]
WARNING = "Schrijf niets over een gezin"
INTENTS = [
    "Een nummer klopt niet",
    "Hulp toevoegen",
    "Hulp bestaat niet meer",
    "Een tekst is onduidelijk of onjuist",
    "Mijn gemeente wil meedoen",
    "Iets werkt niet",
]


def test_one_form_per_intent() -> None:
    names = [yaml.safe_load(file.read_text(encoding="utf-8"))["name"] for file in FORMS]
    assert names == INTENTS
    assert sorted(file.stem for file in GITLAB.glob("*.md")) == sorted(INTENTS)


def test_no_report_without_a_form() -> None:
    """An empty form has no warning."""
    config = yaml.safe_load((ROOT / ".github/ISSUE_TEMPLATE/config.yml").read_text(encoding="utf-8"))
    assert config == {"blank_issues_enabled": False}


@pytest.mark.parametrize("file", FORMS, ids=lambda file: file.stem)
def test_form(file: Path) -> None:
    """What GitHub and Forgejo ask of a form; the warning first, a promise last, at most six questions."""
    form = yaml.safe_load(file.read_text(encoding="utf-8"))
    assert set(form) == {"name", "description", "title", "body"}
    first, *questions, last = form["body"]
    assert WARNING in first["attributes"]["value"]
    assert last["type"] == "checkboxes"
    assert last["attributes"]["options"][0]["required"] is True
    assert 1 <= len(questions) <= 6
    assert {one["type"] for one in questions} <= {"input", "textarea"}
    ids = [one["id"] for one in (*questions, last)]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[a-z-]+", id_) for id_ in ids)


@pytest.mark.parametrize("file", FORMS, ids=lambda file: file.stem)
def test_gitlab_asks_the_same(file: Path) -> None:
    form = yaml.safe_load(file.read_text(encoding="utf-8"))
    text = (GITLAB / f"{form['name']}.md").read_text(encoding="utf-8")
    labels = [one["attributes"]["label"] for one in form["body"][1:-1]]
    assert re.findall(r"(?m)^### (.*)$", text) == labels
    assert WARNING in text


def test_proposals() -> None:
    """The same checklist on both hosts: two lines for everybody, two per intent; and editing is not checking."""
    texts = [file.read_text(encoding="utf-8") for file in PROPOSALS]
    assert texts[0] == texts[1]
    assert WARNING in texts[0]
    assert "Veranderen is niet controleren." in texts[0]
    parts = re.split(r"(?m)^### (.*)$", texts[0])
    assert len(parts[1::2]) == 4
    assert [part.count("- [ ]") for part in (parts[0], *parts[2::2])] == [2] * 5
