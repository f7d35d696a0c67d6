"""A newcomer follows the page about a telephone number, word by word, in the real form."""

from __future__ import annotations

import re

from playwright.sync_api import BrowserContext, expect

from form.scratch import Scratch
from handleiding.pages import FOLDER, section
from support import PEILDATUM, run_zorgpaden
from zorgpaden.editing.canonical import canonical
from zorgpaden.urls import BEWERKEN

SPREEKUUR = "data/gemeenten/waterrijk/voorzieningen/financieel-spreekuur-waterrijk.yml"


def test_the_page_leads_to_the_change(editor: BrowserContext, project: Scratch) -> None:
    """What stands in bold on the page, in that order, is what is clicked and filled in here."""
    steps = section(FOLDER / "telefoonnummer-wijzigen.md", "Met het formulier")
    words = iter(re.findall(r"\*\*(.+?)\*\*", steps))
    number = re.search(r"typ het nieuwe: (088-[\d ]+\d)", steps)
    assert number
    page = editor.new_page()
    page.goto(f"{project.address}{BEWERKEN}")
    page.get_by_role("link", name=next(words), exact=True).click()
    page.get_by_role("button", name=next(words)).click()
    page.get_by_role("link", name=next(words)).click()
    page.get_by_text(next(words), exact=True).click()
    phone = page.get_by_label(next(words)).first
    expect(phone).not_to_have_value("")  # the form fills itself after it is drawn
    phone.fill(number[1])
    page.get_by_label(next(words)).last.fill(PEILDATUM)
    expect(page.get_by_label(next(words))).to_have_value("beheerder sociale kaart")
    expect(page.get_by_label(next(words)).last).to_have_value("gebeld")
    expect(phone).to_have_value(number[1])
    page.get_by_role("button", name=next(words), exact=True).click()
    concept, review = words
    page.get_by_role("button", name=concept).click()
    page.get_by_role("menuitem", name=review).click()
    page.get_by_role("button", name=f"Status: {review}").wait_for()

    branch = "cms/gemeente-waterrijk-voorzieningen/financieel-spreekuur-waterrijk"
    was, now = (canonical(project.git("show", f"{one}:{SPREEKUUR}"), SPREEKUUR) for one in ("main", branch))
    differ = set(now.splitlines()) - set(was.splitlines())
    assert differ == {f"  telefoon: {number[1]}", f"  op: {PEILDATUM}"}
    project.git("checkout", "--quiet", branch)
    done = run_zorgpaden("check", "--peildatum", PEILDATUM, cwd=project.repo)
    assert done.returncode == 0, done.stdout
