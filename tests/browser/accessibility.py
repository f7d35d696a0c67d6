"""Run axe-core on a page: WCAG A and AA up to 2.2, and best practices."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from playwright.sync_api import Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """async rules => (await axe.run(document, {runOnly: rules, resultTypes: ['violations']})).violations.flatMap(
  one => one.nodes.map(node => `${one.id}: ${node.target} ${node.html.slice(0, 120)} ${node.failureSummary ?? ''}`))"""

TO_THE_TOP = """async () => {
  for (let still = 0; still < 5; still = scrollY ? 0 : still + 1) {
    scrollTo({top: 0, behavior: 'instant'});
    await new Promise(requestAnimationFrame);
  }
}"""
"""Again until it stays there: a smooth scroll that is still under way adds what is left of it."""


@cache
def _axe() -> str:
    return (Path(__file__).parent / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")


def with_axe(page: Page) -> None:
    """Put axe in the page, once; through the debugger, so that the content policy stays in force."""
    if not page.evaluate("'axe' in self"):
        page.evaluate(_axe())


def violations(page: Page) -> list[str]:
    """What axe finds, one readable line each; from the top, where the bar that stays in view covers nothing."""
    with_axe(page)
    page.evaluate(TO_THE_TOP)
    found: list[str] = page.evaluate(RUN, RULES)
    return found
