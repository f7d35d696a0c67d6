"""Pictures of the form at work, for the manual: made from the real form on a scratch copy of the data.

Usage: scripts/screens-form MAP. Writes kiezen.png, lijst.png, wijzigen.png, concept.png, bord.png and klaar.png there.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
from form.scratch import missing, scratch
from support import ARGUMENTS, CHROMIUM
from zorgpaden.urls import BEWERKEN

SIZE = {"width": 1100, "height": 700}


def set_status(page: Page, now: str, then: str) -> None:
    """Choose another status, as an editor does."""
    page.get_by_role("button", name=f"Status: {now}").click()
    page.get_by_role("menuitem", name=then).click()
    page.get_by_role("button", name=f"Status: {then}").wait_for()


def walk(page: Page, address: str, to: Path) -> None:
    """From the choice of a gemeente to a change that is ready, with a picture of each step."""

    def shot(name: str) -> None:
        expect(page.locator(".Toastify__toast")).to_have_count(0, timeout=15_000)  # they cover the buttons
        page.wait_for_timeout(400)  # until nothing moves any more
        page.screenshot(path=to / f"{name}.png")

    page.goto(f"{address}{BEWERKEN}")
    shot("kiezen")
    page.get_by_role("link", name="Waterrijk", exact=True).click()
    page.get_by_role("button", name="Inloggen").click()
    page.get_by_role("link", name="Voorzieningen").click()
    page.get_by_text("Financieel spreekuur Waterrijk").wait_for()
    shot("lijst")
    page.get_by_text("Financieel spreekuur Waterrijk").click()
    phone = page.get_by_label("Telefoon (optioneel)").first
    phone.fill("088-000 02 99")
    phone.evaluate("field => field.scrollIntoView({block: 'center'})")
    shot("wijzigen")
    page.get_by_role("button", name="Opslaan").click()
    page.get_by_role("button", name="Status: Concept").click()
    shot("concept")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Status: Concept").wait_for()
    page.reload()
    page.get_by_role("button", name="Status: Concept").wait_for()
    set_status(page, "Concept", "Wordt beoordeeld")
    page.goto(f"{page.url.partition('#')[0]}#/workflow")
    page.get_by_text("Financieel spreekuur Waterrijk").wait_for()
    shot("bord")
    page.get_by_text("Financieel spreekuur Waterrijk").click()
    set_status(page, "Wordt beoordeeld", "Klaar")
    page.get_by_role("button", name="Publiceer", exact=True).click()
    shot("klaar")


def main(to: Path) -> None:
    """Make the pictures in the folder `to`."""
    if missing() or not CHROMIUM:
        sys.exit(missing() or "geen browser: sudo apt-get install chromium")
    to.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, scratch(Path(folder)) as project, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        walk(browser.new_page(locale="nl-NL", viewport=SIZE), project.address, to)  # type: ignore[arg-type]
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
