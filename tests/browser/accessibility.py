"""Run axe-core on a page: WCAG A and AA up to 2.2, and best practices."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

AXE = (Path(__file__).parent / "node_modules/axe-core/axe.min.js").read_text
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def violations(page: Page) -> list[str]:
    """What axe finds, one readable line each."""
    page.evaluate(AXE())  # through the debugger, so that the content policy stays in force
    result = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
    return [
        f"{one['id']}: {node['target']} {node['html'][:120]} {node.get('failureSummary', '')}"
        for one in result["violations"]
        for node in one["nodes"]
    ]
