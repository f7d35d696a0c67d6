"""The real site and one browser, for every suite that looks at them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from support import ARGUMENTS, CHROMIUM, PEILDATUM, run_zorgpaden


@pytest.fixture(scope="session")
def built_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole national site, as `scripts/build` makes it."""
    target = tmp_path_factory.mktemp("bouw") / "site"
    done = run_zorgpaden("build", "--to", target, "--peildatum", PEILDATUM)
    assert done.returncode == 0, done.stdout + done.stderr
    return target


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium; one per process, because Playwright runs once in a process."""
    if not CHROMIUM:
        pytest.skip("geen browser: sudo apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What a test measured (`record_property("gemeten", …)`), also in a quiet run with several processes."""
    passed = terminalreporter.stats.get("passed", [])
    measured = [line for report in passed for name, line in report.user_properties if name == "gemeten"]
    if measured:
        terminalreporter.section("gemeten")
        for line in sorted(measured):
            terminalreporter.write_line(line)
