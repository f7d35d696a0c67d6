"""The real site and one browser, for every suite that looks at them."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, expect, sync_playwright

from support import ARGUMENTS, CHROMIUM, PEILDATUM, run_zorgpaden

# The same examples every time: a test run judges the change, `scripts/fuzz` goes looking for more.
settings.register_profile("toets", derandomize=True)
settings.load_profile("toets")
# Several browsers share few cores here: what is only slow is not wrong.
expect.set_options(timeout=30_000)


@pytest.fixture(scope="session")
def built_site(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The whole national site, as `scripts/build` makes it; built once for all processes, and only read."""
    base = tmp_path_factory.getbasetemp()
    target = (base if worker_id == "master" else base.parent) / "bouw" / "site"
    target.parent.mkdir(exist_ok=True)
    with (target.parent / "slot").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not target.exists():
            done = run_zorgpaden("build", "--to", target, "--peildatum", PEILDATUM)
            assert done.returncode == 0, done.stdout + done.stderr
    return target


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium; one per process, because Playwright runs once in a process."""
    if not CHROMIUM:
        pytest.skip("geen browser: sudo apt-get install chromium-headless-shell")
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
