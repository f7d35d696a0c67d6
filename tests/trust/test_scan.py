"""The last look at a built site: every fault stops it, and says where."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from trust_helpers import SITE_URL, look_over

from support import PEILDATUM, run_zorgpaden
from zorgpaden.problems import Problem

PAGE = "over/privacy/index.html"
SVG = '<svg xmlns="http://www.w3.org/2000/svg"'


def problems(site: Path) -> list[Problem]:
    return look_over(site, SITE_URL, {"over/privacy/": "content/over/privacy.md"})


def change(site: Path, path: str, old: str, new: str) -> None:
    text = (site / path).read_text()
    assert old in text
    (site / path).write_text(text.replace(old, new, 1))


def add(site: Path, path: str, html: str) -> None:
    change(site, path, "</main>", f"{html}</main>")


ON_A_PAGE = [
    ("inline", "staat in de pagina zelf", "<script>alert(1)</script>"),
    ("inline", "“onclick”", '<p onclick="x()">x</p>'),
    ("inline", "“style”", '<p style="x">x</p>'),
    ("adres", "javascript:", '<a href="javascript:x">x</a>'),
    ("adres", "http:", '<a href="http://x.example/">x</a>'),
    ("vreemd", "//x.example/a.js", '<script src="//x.example/a.js"></script>'),
    ("vreemd", "https://x.example/a.png", '<img src="https://x.example/a.png" alt="">'),
    ("vreemd", "https://x.example/a.css", '<link rel="stylesheet" href="https://x.example/a.css">'),
    ("link", "voorzieningen/is-er-niet/", '<a href="../is-er-niet/">x</a>'),
    ("link", "“kennis”", '<a href="../../kennis">x</a>'),
    ("link", "assets/weg.js", '<script src="../../assets/weg.js"></script>'),
    ("link", "../weg", '<a href="../../../weg/">x</a>'),
    ("link", "zelf/weg/", '<a href="https://zorgpaden.example/zelf/weg/">x</a>'),
    ("anker", "#is-er-niet", '<a href="#is-er-niet">x</a>'),
    ("anker", "#label-weg", '<label for="label-weg">x</label>'),
    ("anker", "over/contact/index.html#weg", '<a href="../../over/contact/#weg">x</a>'),
    ("anker", "“inhoud” staat er twee keer", '<p id="inhoud">x</p>'),
    ("html", "<ul> mag niet in <p>", "<p><ul></ul></p>"),
    ("html", "</main> staat waar eerst </div>", "<div>"),
]
IN_A_FILE = [
    ("vreemd", "https://x.example/l.woff2", "assets/zp.css"),
    ("vreemd", "//x.example/in.css", "assets/zp.css"),
    ("link", "assets/is-er-niet.png", "assets/zp.css"),
    ("inline", "<script>", "assets/icoon.svg"),
    ("inline", "“onload”", "assets/icoon.svg"),
    ("link", "kaart/weg/", "sitemap.xml"),
    ("html", "doctype", "over/contact/index.html"),
    ("html", "wordt nergens gesloten", "over/meedoen/index.html"),
    ("link", "assets/stand.css", ""),
    ("link", "zorgpaden/roken/index.html", ""),
]


@pytest.fixture(scope="module")
def broken(small_site: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Problem], list[str]]:
    """All faults at once, each on a page of its own: the problems, and those pages."""
    site = Path(shutil.copytree(small_site, tmp_path_factory.mktemp("kapot") / "site"))
    pages = [page.relative_to(site).as_posix() for page in sorted(site.glob("voorzieningen/*/index.html"))]
    for page, (_, _, html) in zip(pages, ON_A_PAGE, strict=False):
        add(site, page, html)
    styles = "p{src:url(https://x.example/l.woff2)} p{background:url('is-er-niet.png')}"
    (site / "assets/zp.css").write_text(f'@import "//x.example/in.css";{styles}')
    (site / "assets/icoon.svg").write_text(f'{SVG} onload="x"><script>x</script></svg>')
    change(site, "sitemap.xml", "</urlset>", "<url><loc>https://zorgpaden.example/kaart/weg/</loc></url></urlset>")
    change(site, "over/contact/index.html", "<!doctype html>", "")
    text = (site / "over/meedoen/index.html").read_text()
    (site / "over/meedoen/index.html").write_text(text[: text.index("</main>")])
    for path in ("assets/stand.css", "zorgpaden/roken/index.html"):
        (site / path).unlink()
    return problems(site), pages


@pytest.mark.parametrize("number", range(len(ON_A_PAGE)), ids=[said for _, said, _ in ON_A_PAGE])
def test_a_fault_on_a_page_is_found(broken: tuple[list[Problem], list[str]], number: int) -> None:
    found, pages = broken
    code, said, _ = ON_A_PAGE[number]
    assert [one.path for one in found if one.code == f"site-{code}" and said in one.message][:1] == [pages[number]]


@pytest.mark.parametrize(("code", "said", "path"), IN_A_FILE, ids=[said for _, said, _ in IN_A_FILE])
def test_a_fault_in_a_file_is_found(broken: tuple[list[Problem], list[str]], code: str, said: str, path: str) -> None:
    where = [one.path for one in broken[0] if one.code == f"site-{code}" and said in one.message]
    assert where
    assert not path or where == [path]


def test_a_built_site_has_none(site: Path) -> None:
    assert problems(site) == []


def test_place_and_source_and_the_same_fault_on_many_pages(site: Path) -> None:
    pages = [page.relative_to(site).as_posix() for page in sorted((site / "gemeenten/waterrijk").glob("*/index.html"))]
    for page in (PAGE, *pages):
        add(site, page, '\n<p style="x">x</p>')
    add(site, PAGE, '\n<p onclick="x">x</p>')
    line = next(number for number, one in enumerate((site / PAGE).read_text().splitlines(), 1) if "onclick" in one)
    click, style = sorted(problems(site), key=lambda one: "style" in one.message)
    assert (click.path, click.line, click.column) == (PAGE, line, 1)
    assert "content/over/privacy.md" in click.hint
    assert f"ook op {len(pages)} andere pagina’s" in style.message


def test_a_broken_template_and_a_text_that_the_checks_allow_stop_the_build(project: Path) -> None:
    """What reaches a page through the theme or as plain Markdown; the old site stays as it was."""
    site = project / "site"
    site.mkdir()
    (site / "index.html").write_text("oud")
    template = project / "theme/partials/footer.html"
    template.write_text(
        template.read_text() + '<p style="color:red" onclick="x()">x</p><script>alert(1)</script>\n<div>'
    )
    page = project / "content/over/meedoen.md"
    page.write_text(page.read_text() + "\n## Inhoud\n\n[weg](#bestaat-niet)\n")
    done = run_zorgpaden("check", "--peildatum", PEILDATUM, cwd=project)
    assert done.returncode == 0, done.stdout
    done = run_zorgpaden("build", "--alleen", "waterrijk", "--peildatum", PEILDATUM, cwd=project)
    said = done.stdout + done.stderr
    assert done.returncode == 1
    assert "Traceback" not in said
    for part in (
        "“style”",
        "“onclick”",
        "een script staat in de pagina zelf",
        "andere pagina’s",
        "de oude site blijft staan",
    ):
        assert part in said
    assert "over/meedoen/index.html" in said
    assert "“#bestaat-niet”" in said
    assert "“inhoud” staat er twee keer" in said
    assert "content/over/meedoen.md" in said
    assert (site / "index.html").read_text() == "oud"
    assert not list(project.glob(".site-bouw/mkdocs-*"))
    assert not list(project.glob("**/manifest.sha256")), "no list for a site that may not be published"


def test_a_page_that_got_lost_stops_the_build(project: Path) -> None:
    hook = project / "kwijt.py"
    hook.write_text(
        "from pathlib import Path\nfrom mkdocs.plugins import event_priority\n\n\n"
        "@event_priority(100)\ndef on_post_build(config):\n"
        "    Path(config.site_dir, 'over/meedoen/index.html').unlink()\n"
    )
    settings = project / "mkdocs.yml"
    settings.write_text(settings.read_text() + "\nhooks: [kwijt.py]\n")
    done = run_zorgpaden("build", "--alleen", "waterrijk", "--peildatum", PEILDATUM, cwd=project)
    assert done.returncode == 1
    assert "“over/meedoen/index.html” leidt nergens heen" in done.stdout + done.stderr
    assert not (project / "site").exists()
