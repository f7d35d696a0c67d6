"""A project with the form, once for all tests here, and an editor in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage

from browser.conftest import AXE, TELL_VIOLATIONS
from form.scratch import Scratch, missing, scratch
from support import CHROMIUM, PEILDATUM, ROOT
from zorgpaden.catalog import Catalog
from zorgpaden.checks import Context
from zorgpaden.project import load_project


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Without a browser or Node the tests that need them are skipped, with the command that helps."""
    lacking = missing() or ("" if CHROMIUM and AXE.is_file() else "geen browser of axe-core: scripts/browser")
    for item in items:
        if lacking and Path(__file__).parent in item.path.parents and "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.skip(reason=lacking))


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    """The data of the site."""
    context = Context(date.fromisoformat(PEILDATUM))
    return load_project(ROOT / "data", ROOT / "content", context).checked().catalog


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scratch]:
    """A repository with our data, and the site with the form for it: made and started once."""
    with scratch(tmp_path_factory.mktemp("formulier")) as made:
        yield made


@pytest.fixture
def project(running: Scratch) -> Iterator[Scratch]:
    """The repository as it began, whatever another test saved or published in it."""
    begin = running.git("rev-parse", "main").strip()
    yield running
    running.git("switch", "--quiet", "--force", "main")
    running.git("reset", "--quiet", "--hard", begin)
    for branch in running.git("branch", "--list", "cms/*", "--format=%(refname:short)").split():
        running.git("branch", "--quiet", "-D", branch)


@pytest.fixture
def editor(browser: Browser, project: Scratch) -> Iterator[BrowserContext]:
    """An editor. An error, something that the policy stops, or a request to elsewhere fails the test."""
    context = browser.new_context(locale="nl-NL", viewport={"width": 1280, "height": 900})
    context.set_default_timeout(30_000)
    context.add_init_script(TELL_VIOLATIONS)
    trouble: list[str] = []
    own = (project.address, project.proxy)

    def hear(message: ConsoleMessage) -> None:
        asked_for_concept = "404" in message.text and project.proxy in str(message.location)  # “there is none” is fine
        if message.type == "error" and not asked_for_concept:
            trouble.append(message.text)

    context.on("console", hear)
    # Decap refuses to save what is not right with an error that says nothing.
    context.on("weberror", lambda error: trouble.append(str(error.error)) if str(error.error) != "undefined" else None)
    context.on("request", lambda request: None if request.url.startswith(own) else trouble.append(request.url))
    yield context
    context.close()
    assert trouble == []
