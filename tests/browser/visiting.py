"""Open a page and wait until it is whole: some pages fill themselves from data that come after the page."""

from __future__ import annotations

from playwright.sync_api import Page

WHOLE = "[...document.querySelectorAll('[data-vult]')].every((one) => one.dataset.vult === 'klaar')"
"""The script of such a page says on the part it fills (`data-vult`) that it is done."""
ANSWERED = """document.querySelector('#zoekstand').dataset.vraag === document.querySelector('#zoekterm').value.trim()"""
"""Search shows everything for what stands in the field, the help of a gemeente included."""


def visit(page: Page, path: str) -> None:
    """Go to a page of the site; what it fills itself is there when this returns."""
    page.goto(f"/{path}")
    page.wait_for_function(WHOLE)


def search_for(page: Page, text: str) -> None:
    """Fill in a query on the search page; all results are there when this returns."""
    page.get_by_role("searchbox").fill(text)
    page.wait_for_function(ANSWERED)
