"""Hugo at its best: one layout, no kinds of page but the page itself, and its own program without a wrapper."""

from pathlib import Path

from markdown_pages import shell

from others import TOOLS

NAME = "Hugo"
SETTINGS = """
baseURL = "https://zorgpaden.example/"
contentDir = "pages"
disableKinds = ["home", "section", "taxonomy", "term", "rss", "sitemap", "robotstxt", "404"]
disableLiveReload = true
"""


def settings(folder: Path, site: Path) -> None:
    """The layout is the HTML around a page of ours."""
    filler = '{{ printf "<!--%s-->" (strings.Repeat .Params.vulling "x") | safeHTML }}'
    (folder / "hugo.toml").write_text(SETTINGS, encoding="utf-8")
    (folder / "layouts").mkdir()
    (folder / "layouts/single.html").write_text(
        shell(site, "{{ .Title }}", "{{ .Content }}" + filler), encoding="utf-8"
    )


def build(folder: Path, to: Path) -> list[str | Path]:
    """The command that builds."""
    return [_program(), "--quiet", "--noBuildLock", "--destination", to]


def serve(folder: Path, port: int) -> list[str | Path]:
    """The command that serves, and renders a page again when it is saved."""
    return [_program(), "server", "--noBuildLock", "--port", str(port)]


def _program() -> Path:
    return next(TOOLS.glob("venv/lib/python*/site-packages/hugo/binaries/hugo*"))
