"""Eleventy at its best: the layout is a function, and Markdown is not searched for words of a template language."""

import json
from pathlib import Path

from markdown_pages import shell

from others import TOOLS

NAME = "Eleventy"
SETTINGS = """
module.exports = (config) => {
  config.setUseGitIgnore(false);
  config.setQuietMode(true);
  config.addGlobalData("layout", "layout.11ty.js");
  return { markdownTemplateEngine: false, templateFormats: ["md"], dir: { input: "pages", includes: "../eleventy" } };
};
"""
LAYOUT = """
const parts = @parts@;
const escape = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
module.exports = ({ title, content, vulling }) =>
  `${parts[0]}${escape(title)}${parts[1]}${content}<!--${"x".repeat(vulling)}-->${parts[2]}`;
"""


def settings(folder: Path, site: Path) -> None:
    """The layout is the HTML around a page of ours."""
    parts = shell(site, "@@", "@@").split("@@")
    (folder / "eleventy.config.js").write_text(SETTINGS, encoding="utf-8")
    (folder / "eleventy").mkdir()
    layout = LAYOUT.replace("@parts@", json.dumps(parts))
    (folder / "eleventy/layout.11ty.js").write_text(layout, encoding="utf-8")


def build(folder: Path, to: Path) -> list[str | Path]:
    """The command that builds."""
    return ["node", _program(), f"--output={to}"]


def serve(folder: Path, port: int) -> list[str | Path]:
    """The command that serves, and renders a page again when it is saved."""
    return ["node", _program(), "--serve", "--incremental", f"--port={port}", "--output=../eleventy-serve"]


def _program() -> Path:
    return TOOLS / "eleventy/node_modules/@11ty/eleventy/cmd.cjs"
