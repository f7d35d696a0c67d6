"""A site with a house style: built, in a real browser, in the style of three gemeenten."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from browser.accessibility import with_axe
from browser.conftest import AXE, TELL_VIOLATIONS, Handler
from browser.visiting import visit
from huisstijl.conftest import NEEDED
from support import PEILDATUM, ROOT, run_zorgpaden
from zorgpaden.huisstijl.style import load_house_style

PAGES = [
    "",
    "gemeenten/veldegge/klein-netwerk/",
    "combineren/#g=veldegge&s=psychische-problemen,verslaving&k=zeer-kwetsbaar",
    "infosheets/armoede-en-schulden/",
]
RULES = ["color-contrast", "link-in-text-block", "target-size"]
FAINT = """async rules => (await axe.run(document, {runOnly: {type: 'rule', values: rules}})).violations.flatMap(
  one => one.nodes.map(node => `${one.id}: ${node.target} ${node.failureSummary}`))"""
LETTER = '@font-face { font-family: "Huis"; src: url(huis.woff2); }\n:root { --utrecht-link-color: #a4006d; }\n'


def project(folder: Path, css: str) -> Path:
    """A folder with a mkdocs.yml that names a house style."""
    config = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    config = config.replace('huisstijl: ""', "huisstijl: stijl/huis.css").replace(
        "dir: theme", f"dir: {ROOT / 'theme'}"
    )
    (folder / "mkdocs.yml").write_text(config, encoding="utf-8")
    (folder / "stijl").mkdir()
    (folder / "stijl/huis.css").write_text(css, encoding="utf-8")
    (folder / "stijl/huis.woff2").write_bytes(b"wOF2" + bytes(64))
    return folder


def run(command: str, folder: Path, *more: str | Path) -> tuple[int, str]:
    data = ("--data", ROOT / "data", "--content", ROOT / "content", "--peildatum", PEILDATUM)
    done = run_zorgpaden(command, *data, *more, cwd=folder)
    assert "Traceback" not in done.stdout + done.stderr
    return done.returncode, done.stdout + done.stderr


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = project(tmp_path_factory.mktemp("huisstijl"), LETTER)
    code, said = run("build", folder, "--to", folder / "site", "--alleen", "veldegge")
    assert code == 0, said
    return folder / "site"


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


@pytest.mark.parametrize("page", ["gemeenten/veldegge/klein-netwerk/index.html", "over/index.html", "404.html"])
def test_every_kind_of_page_loads_it_after_ours(site: Path, page: str) -> None:
    html = (site / page).read_text(encoding="utf-8")
    assert 0 < html.index("assets/zp.css") < html.index("assets/huisstijl.css") < html.index("</head>")


def test_letters_and_colours_are_on_the_site(site: Path) -> None:
    assert (site / "assets/huisstijl/huis.woff2").read_bytes() == b"wOF2" + bytes(64)
    assert "--zp-link: #a4006d;" in (site / "assets/huisstijl.css").read_text(encoding="utf-8")
    assert not list(site.rglob("huis.css"))
    assert '"assets/huisstijl.css"' in (site / "assets/offline/veldegge.json").read_text(encoding="utf-8")


def test_build_and_check_refuse_the_same(tmp_path: Path) -> None:
    folder = project(tmp_path, ":root {\n  --utrecht-link-color: #8ab;\n}\n")
    place = "huis.css:2:3: fout [huisstijl-contrast] --utrecht-link-color: links (#88aabb)"
    code, said = run("check", folder)
    assert code == 1
    assert place in said
    code, said = run("build", folder, "--to", folder / "site")
    assert code == 1
    assert place in said
    assert "er wordt niets gebouwd" in said
    assert sorted(one.name for one in folder.iterdir()) == ["mkdocs.yml", "stijl"]


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    folder = project(tmp_path, "")
    shutil.rmtree(folder / "stijl")
    code, said = run("check", folder)
    assert code == 1
    assert "[huisstijl-bestand]" in said
    assert "mkdocs.yml" in said


@pytest.mark.skipif(not AXE.is_file(), reason="axe-core ontbreekt: scripts/browser")
@pytest.mark.parametrize("width", [1280, 320])
def test_everything_can_be_read(
    browser: Browser, address: str, site: Path, tmp_path: Path, package: tuple[str, bytes], width: int
) -> None:
    """Light and dark; axe looks at what the browser made of it, not at our table of pairs."""
    name, css = package
    (tmp_path / "huis.css").write_bytes(css + NEEDED.get(name, "").encode())
    style, problems = load_house_style(tmp_path / "huis.css")
    assert style, problems
    for path, content in style.files():
        (site / path).write_bytes(content)
    context = browser.new_context(base_url=address, viewport={"width": width, "height": 640})
    context.add_init_script(TELL_VIOLATIONS)
    told: list[str] = []
    context.on("console", lambda one: told.append(one.text) if one.type == "error" else None)
    page = context.new_page()
    for url in PAGES:
        page.goto("about:blank")
        visit(page, url)
        page.locator(".zp-menu summary").click()
        with_axe(page)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            page.evaluate("document.getAnimations().forEach(one => one.finish())")
            assert page.evaluate(FAINT, RULES) == [], (name, url, scheme)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.emulate_media(color_scheme="light")
    button = page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--zp-actie')")
    assert button == str(style.values.light["actie"])
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--zp-actie')") == "#000"
    context.close()
    assert told == []
