"""The last look at a built site: every fault stops it, and says where."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from support import PEILDATUM, run_zorgpaden
from trust_helpers import SITE_URL, fingerprint
from zorgpaden.problems import DataProblems, Problem
from zorgpaden.trust.finish import finish

PAGE = "over/privacy/index.html"


def problems(site: Path) -> list[Problem]:
    try:
        finish(site, SITE_URL, {"over/privacy/": "content/over/privacy.md"})
    except DataProblems as found:
        return found.problems
    return []


def change(old: str, new: str, path: str = PAGE) -> Callable[[Path], None]:
    def act(site: Path) -> None:
        text = (site / path).read_text()
        assert old in text
        (site / path).write_text(text.replace(old, new, 1))

    return act


def add(html: str, path: str = PAGE) -> Callable[[Path], None]:
    return change("</main>", f"{html}</main>", path)


def remove(path: str) -> Callable[[Path], None]:
    return lambda site: (site / path).unlink()


def put(path: str, text: str) -> Callable[[Path], None]:
    def act(site: Path) -> None:
        (site / path).write_text(text)

    return act


FAULTS = [
    ("site-inline", "staat in de pagina zelf", add("<script>alert(1)</script>")),
    ("site-inline", "“onclick”", add('<p onclick="x()">x</p>')),
    ("site-inline", "“style”", add('<p style="x">x</p>')),
    ("site-adres", "javascript:", add('<a href="javascript:x">x</a>')),
    ("site-adres", "http:", add('<a href="http://x.example/">x</a>')),
    ("site-vreemd", "//x.example/a.js", add('<script src="//x.example/a.js"></script>')),
    ("site-vreemd", "https://x.example/a.png", add('<img src="https://x.example/a.png" alt="">')),
    ("site-vreemd", "https://x.example/a.css", change("</head>", '<link rel="stylesheet" href="https://x.example/a.css"></head>')),
    ("site-vreemd", "https://x.example/l.woff2", put("assets/zp.css", "p{src:url(https://x.example/l.woff2)}")),
    ("site-vreemd", "//x.example/a.css", put("assets/zp.css", '@import "//x.example/a.css";')),
    ("site-link", "assets/is-er-niet.png", put("assets/zp.css", "p{background:url('is-er-niet.png')}")),
    ("site-link", "over/is-er-niet/", add('<a href="../is-er-niet/">x</a>')),
    ("site-link", "kennis", add('<a href="../../kennis">x</a>')),
    ("site-link", "assets/weg.js", add('<script src="../../assets/weg.js"></script>')),
    ("site-link", "../weg", add('<a href="../../../weg/">x</a>')),
    ("site-link", "weg/", add('<a href="https://zorgpaden.example/weg/">x</a>')),
    ("site-anker", "#is-er-niet", add('<a href="#is-er-niet">x</a>')),
    ("site-anker", "#is-er-niet", add('<label for="is-er-niet">x</label>')),
    ("site-anker", "over/contact/index.html#weg", add('<a href="../contact/#weg">x</a>')),
    ("site-anker", "“inhoud” staat er twee keer", add('<p id="inhoud">x</p>')),
    ("site-html", "<div> wordt nergens gesloten", change("</main>", "").__call__),
    ("site-html", "<ul> mag niet in <p>", add("<p><ul></ul></p>")),
    ("site-html", "doctype", change("<!doctype html>", "")),
    ("site-link", "zorgpaden/roken/index.html", remove("zorgpaden/roken/index.html")),
    ("site-link", "assets/zp.css", remove("assets/zp.css")),
    ("site-inline", "<script>", put("assets/icoon.svg", '<svg xmlns="http://www.w3.org/2000/svg"><script>x</script></svg>')),
    ("site-inline", "“onload”", put("assets/icoon.svg", '<svg xmlns="http://www.w3.org/2000/svg" onload="x"/>')),
    ("site-link", "weg/", change("<urlset", "<urlset><loc>https://zorgpaden.example/weg/</loc><urlset", "sitemap.xml")),
]


@pytest.mark.parametrize(("code", "said", "break_it"), FAULTS, ids=[f"{code}-{said}" for code, said, _ in FAULTS])
def test_every_fault_is_found(site: Path, code: str, said: str, break_it: Callable[[Path], None]) -> None:
    break_it(site)
    (site / "manifest.sha256").unlink()
    found = problems(site)
    assert [one for one in found if one.code == code and said in one.message], found
    assert not (site / "manifest.sha256").exists(), "no list for a site that may not be published"


def test_a_built_site_has_none(site: Path) -> None:
    assert problems(site) == []


def test_page_line_and_source(site: Path) -> None:
    add('\n<p style="x">x</p>')(site)
    line = next(number for number, one in enumerate((site / PAGE).read_text().splitlines(), 1) if 'style="x"' in one)
    [found] = problems(site)
    assert (found.path, found.line, found.column) == (PAGE, line, 1)
    assert "content/over/privacy.md" in found.hint


def test_the_same_fault_on_many_pages_is_said_once(site: Path) -> None:
    pages = sorted((site / "gemeenten/waterrijk").glob("*/index.html"))
    for page in pages:
        add('<p style="x">x</p>', page.relative_to(site).as_posix())(site)
    [found] = problems(site)
    assert f"ook op {len(pages) - 1} andere pagina’s" in found.message


def test_a_broken_template_and_a_text_that_the_checks_allow_stop_the_build(project: Path) -> None:
    """What reaches a page through the theme or as plain Markdown; the old site stays as it was."""
    site = project / "site"
    site.mkdir()
    (site / "index.html").write_text("oud")
    template = project / "theme/partials/footer.html"
    template.write_text(template.read_text() + '<p style="color:red" onclick="x()">x</p><script>alert(1)</script>\n<div>')
    contact = project / "content/over/contact.md"
    contact.write_text(contact.read_text() + "\n## Inhoud\n\n[weg](#bestaat-niet)\n")
    done = run_zorgpaden("check", "--peildatum", PEILDATUM, cwd=project)
    assert done.returncode == 0, done.stdout
    done = run_zorgpaden("build", "--alleen", "waterrijk", "--peildatum", PEILDATUM, cwd=project)
    said = done.stdout + done.stderr
    assert done.returncode == 1
    assert "Traceback" not in said
    for part in ("“style”", "“onclick”", "een script staat in de pagina zelf", "andere pagina’s", "de oude site blijft staan"):
        assert part in said
    assert "over/contact/index.html" in said
    assert "“#bestaat-niet”" in said
    assert "“inhoud” staat er twee keer" in said
    assert "content/over/contact.md" in said
    assert fingerprint(site) == fingerprint(site)
    assert (site / "index.html").read_text() == "oud"
    assert sorted(one.name for one in project.iterdir() if one.name.startswith(".site")) == []


def test_a_page_that_got_lost_stops_the_build(project: Path) -> None:
    hook = project / "kwijt.py"
    hook.write_text(
        "from pathlib import Path\nfrom mkdocs.plugins import event_priority\n\n\n"
        "@event_priority(100)\ndef on_post_build(config):\n"
        "    Path(config.site_dir, 'over/privacy/index.html').unlink()\n"
    )
    settings = project / "mkdocs.yml"
    settings.write_text(settings.read_text() + "\nhooks: [kwijt.py]\n")
    done = run_zorgpaden("build", "--alleen", "waterrijk", "--peildatum", PEILDATUM, cwd=project)
    assert done.returncode == 1
    assert "“over/privacy/index.html” leidt nergens heen" in done.stdout + done.stderr
    assert not (project / "site").exists()


def test_it_costs_little(built_site: Path, record_property: pytest.RecordProperty) -> None:
    """The whole country; in processor time, because other tests run beside this one."""
    began = time.process_time()
    finish(built_site, SITE_URL, {})
    spent = time.process_time() - began
    record_property("gemeten", f"nakijken van de hele site: {spent:.1f} s")
    assert spent < 8
