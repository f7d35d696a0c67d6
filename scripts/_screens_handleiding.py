"""The pictures in the handleiding (`content/redactie/`): the real form, the real site and the real report.

Usage: scripts/screens. The form works on a scratch copy. A thick line shows where a step in the text points.
"""

from __future__ import annotations

import email
import email.policy
import html
import shlex
import shutil
import sys
import tempfile
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
from form.scratch import Scratch, missing, scratch
from support import ARGUMENTS, CHROMIUM, PEILDATUM, run_zorgpaden
from zorgpaden import urls

WIDE = {"width": 800, "height": 450}
TOOLBAR = {"width": 1040, "height": 450}
NARROW = {"width": 360, "height": 560}
MOST = 60_000
"""Bytes of a picture, at most: people read the handleiding on a telephone as well."""
SPREEKUUR = "data/gemeenten/waterrijk/voorzieningen/financieel-spreekuur-waterrijk.yml"
OLD, NEW = "088-000 02 01", "088-000 02 99"
SHOW = """one => { one.style.outline = '4px solid #b3004b';
  one.style.outlineOffset = getComputedStyle(one).display === 'inline' ? '3px' : '-3px' }"""
HIDE = "one => { one.style.outline = '' }"
OF_MKDOCS = ("INFO", "Cleaning", "Building", "Documentation")
"""Lines with a time or a number that differs each time."""
TERMINAL = """<!doctype html><html lang="nl"><style>
body { margin: 0; background: #12353f; color: #f3f7f7; }
pre { margin: 0; padding: 20px; font: 15px/1.5 monospace; white-space: pre-wrap; overflow-wrap: anywhere }
</style><pre>"""


class Album:
    """Takes pictures into a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def take(self, page: Page, name: str, point: Locator | None = None, *, clip: tuple[int, int] | None = None) -> None:
        """What is on the screen, with a line around `point`; `clip` is (top, height) of the part to keep."""
        expect(page.locator(".Toastify__toast")).to_have_count(0, timeout=15_000)  # they cover the buttons
        if point:
            point.evaluate(SHOW)
        page.wait_for_timeout(400)  # until nothing moves any more
        file = self.folder / f"{name}.png"
        width = (page.viewport_size or WIDE)["width"]
        top, height = clip or (0, (page.viewport_size or WIDE)["height"])
        page.screenshot(path=file, clip={"x": 0, "y": top, "width": width, "height": height})
        if point and point.count():
            point.evaluate(HIDE)
        size = file.stat().st_size
        if size > MOST:
            sys.exit(f"{file.name} is {size} bytes; keep it below {MOST}")


def field(page: Page, label: str) -> Locator:
    """A field of the form, in the middle of the screen."""
    found = page.get_by_label(label).last
    found.evaluate("one => one.scrollIntoView({block: 'center'})")
    return found


def choose(page: Page, now: str, then: str) -> None:
    """Another status, as an editor chooses it."""
    page.get_by_role("button", name=f"Status: {now}").click()
    page.get_by_role("menuitem", name=then).click()
    page.get_by_role("button", name=f"Status: {then}").wait_for()


def form(page: Page, project: Scratch, album: Album) -> None:
    """From the choice of a gemeente to a change that is ready; then a new voorziening and a zorgpad."""
    page.goto(f"{project.address}{urls.BEWERKEN}")
    mine = page.get_by_role("link", name="Waterrijk", exact=True)
    album.take(page, "formulier-kiezen", mine)
    mine.click()
    page.get_by_role("button", name="Inloggen").click()
    kinds = page.get_by_role("link", name="Voorzieningen")
    kinds.click()
    page.get_by_text("Financieel spreekuur Waterrijk").wait_for()
    page.mouse.wheel(0, 420)
    album.take(page, "formulier-lijst", page.get_by_text("Financieel spreekuur Waterrijk").locator("xpath=.."))
    page.get_by_text("Financieel spreekuur Waterrijk").click()
    phone = page.get_by_label("Telefoon (optioneel)").first
    phone.fill(NEW)
    phone.evaluate("one => one.scrollIntoView({block: 'center'})")
    album.take(page, "formulier-nummer", phone)
    day = field(page, "Op welke dag")
    day.fill(PEILDATUM)
    album.take(page, "formulier-gecontroleerd", day.locator("xpath=.."))
    page.get_by_role("button", name="Opslaan").click()
    page.get_by_role("button", name="Status: Concept").wait_for()
    page.reload()
    page.set_viewport_size(TOOLBAR)  # type: ignore[arg-type]
    page.get_by_role("button", name="Status: Concept").click()
    album.take(page, "formulier-status", page.get_by_role("menuitem", name="Wordt beoordeeld"), clip=(0, 300))
    page.get_by_role("menuitem", name="Wordt beoordeeld").click()
    page.get_by_role("button", name="Status: Wordt beoordeeld").wait_for()
    page.goto(f"{page.url.partition('#')[0]}#/workflow")
    page.get_by_text("Financieel spreekuur Waterrijk").wait_for()
    album.take(page, "formulier-bord")
    page.get_by_text("Financieel spreekuur Waterrijk").click()
    choose(page, "Wordt beoordeeld", "Klaar")
    page.get_by_role("button", name="Publiceer", exact=True).click()
    album.take(page, "formulier-publiceer", page.get_by_role("menuitem", name="Publiceer nu"), clip=(0, 300))
    page.set_viewport_size(WIDE)  # type: ignore[arg-type]
    mine_now = f"{project.form('gemeente-waterrijk')}#/collections/gemeente-waterrijk"
    page.keyboard.press("Escape")
    page.goto(f"{mine_now}-voorzieningen/new")
    page.get_by_label("Naam", exact=True).first.wait_for()
    album.take(page, "formulier-nieuw")
    page.goto(f"{mine_now}-zorgpaden")
    page.get_by_role("link", name="geldzorgen").click()
    add = page.get_by_role("button", name="Voeg blok toe")
    add.evaluate("one => one.scrollIntoView({block: 'center'})")
    album.take(page, "formulier-zorgpad", add)


def site(browser: Browser, address: str, album: Album) -> None:
    """Where an editor begins, and where the redactieraad looks."""
    wide = browser.new_page(locale="nl-NL", viewport=WIDE)  # type: ignore[arg-type]
    wide.goto(address)
    album.take(wide, "site-voorkant")
    wide.goto(f"{address}{urls.voorziening('financieel-spreekuur-waterrijk')}")
    edit = wide.get_by_role("link", name="Bewerk Financieel spreekuur Waterrijk")
    edit.evaluate("one => one.scrollIntoView({block: 'center'})")
    album.take(wide, "site-bewerk", edit)
    wide.goto(f"{address}{urls.stand('waterrijk')}")
    wide.locator("h2").first.evaluate("one => one.scrollIntoView({block: 'start'})")
    album.take(wide, "stand", clip=(0, 360))
    wide.goto(f"{address}{urls.CORRECTIE}#deel=gemeente-waterrijk&voorziening=ruilwinkel-waterrijk")
    wide.get_by_role("radiogroup").wait_for()
    wide.locator("fieldset").first.evaluate(
        "one => one.scrollIntoView({block: 'start', behavior: 'instant'}) || scrollBy(0, -20)"
    )
    album.take(wide, "correctie")


def report(browser: Browser, project: Scratch, album: Album) -> None:
    """What `zorgpaden diff` says about a new number, where it then stands, and the agenda of the redactieraad."""
    page = browser.new_page(locale="nl-NL", viewport=WIDE)  # type: ignore[arg-type]
    file, target = project.repo / SPREEKUUR, project.repo.parent / "verslag.html"
    before = file.read_text(encoding="utf-8")
    file.write_text(before.replace(OLD, NEW), encoding="utf-8")
    _run(project, "diff", "main", "--formaat", "html", "--to", target)
    _run(project, "build", "--to", project.repo.parent / "nieuw", "--alleen", "waterrijk")
    file.write_text(before, encoding="utf-8")
    page.goto(target.as_uri())
    album.take(page, "verslag")
    agenda = project.repo.parent / "agenda"
    _run(project, "review", "--since", "2026-06-01", "--to", agenda)
    page.goto((agenda / "agenda.html").as_uri())
    album.take(page, "agenda")
    with served(project.repo.parent / "nieuw") as address:
        small = browser.new_page(locale="nl-NL", viewport=NARROW)  # type: ignore[arg-type]
        small.goto(f"{address}{urls.zorgpad('geldzorgen', 'waterrijk')}")
        small.get_by_text("Financieel spreekuur Waterrijk").first.evaluate(
            "one => one.scrollIntoView({block: 'start', behavior: 'instant'}) || scrollBy(0, -90)"
        )
        album.take(small, "site-nummer", small.get_by_role("link", name=NEW).first)


def commands(browser: Browser, project: Scratch, album: Album) -> None:
    """What an editor and a developer see when they type a command, and the mail of a round."""
    page = browser.new_page(locale="nl-NL", viewport=WIDE)  # type: ignore[arg-type]
    file = project.repo / SPREEKUUR
    before = file.read_text(encoding="utf-8")
    file.write_text(before.replace("  op: 2026-09-03", "  op: 2027-09-03"), encoding="utf-8")
    typed(page, project, album, "opdracht-check", "zorgpaden check")
    file.write_text(before, encoding="utf-8")
    site = "zorgpaden build --to ../nieuw --alleen waterrijk"
    typed(page, project, album, "opdracht-bouwen", site, "zorgpaden publish ../nieuw --to ../versies")
    _run(project, "round", "--gemeente", "waterrijk", "--to", project.repo.parent / "ronde")
    (letter,) = (project.repo.parent / "ronde").glob("*.eml")
    part = email.message_from_bytes(letter.read_bytes(), policy=email.policy.default).get_body(("html",))
    assert part
    page.set_content(part.get_content())
    album.take(page, "mail", clip=(0, 400))


def typed(page: Page, project: Scratch, album: Album, name: str, *lines: str) -> None:
    """Commands as a screen shows them, with what they really said."""
    shown = []
    for line in lines:
        days = [] if "publish" in line else ["--peildatum", PEILDATUM]
        done = run_zorgpaden(*shlex.split(line)[1:], *days, cwd=project.repo)
        shown += [f"$ {line}", *_said(done.stdout, done.stderr.replace(str(project.repo.parent), "..")), ""]
    page.set_content(TERMINAL + html.escape("\n".join(shown).strip()))
    album.take(page, name, clip=(0, round((page.locator("pre").bounding_box() or {"height": 1})["height"])))


def _said(out: str, err: str) -> Iterator[str]:
    """What a command said; of many problems the error with its hint, and dots for the others."""
    lines = out.splitlines()
    faults = [number for number, line in enumerate(lines) if ": fout [" in line]
    for number, line in enumerate(lines):
        if not faults or {number, number - 1} & set(faults):
            yield line
        elif {number + 1, number - 2} & set(faults):
            yield "…"
    yield from (line for line in err.splitlines() if not line.startswith(OF_MKDOCS))


def _run(project: Scratch, *arguments: str | Path) -> None:
    done = run_zorgpaden(*arguments, "--peildatum", PEILDATUM, cwd=project.repo)
    assert done.returncode == 0, done.stdout + done.stderr


@contextmanager
def served(built: Path) -> Iterator[str]:
    """The address of a folder on this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(SimpleHTTPRequestHandler, directory=str(built)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


def make(built: Path, album: Album, only: Iterable[str] = ()) -> None:
    """All pictures, or those of the named parts; `built` is the site."""
    with (
        tempfile.TemporaryDirectory() as folder,
        scratch(Path(folder)) as project,
        sync_playwright() as playwright,
        served(built) as address,
    ):
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        parts = {
            "site": lambda: site(browser, address, album),
            "verslag": lambda: report(browser, project, album),
            "opdrachten": lambda: commands(browser, project, album),
            "formulier": lambda: form(browser.new_page(locale="nl-NL", viewport=WIDE), project, album),  # type: ignore[arg-type]
        }
        for name in tuple(only) or tuple(parts):
            parts[name]()
        browser.close()


if __name__ == "__main__":
    if missing() or not CHROMIUM or not shutil.which("git"):
        sys.exit(missing() or "geen browser of Git: sudo apt-get install chromium-headless-shell git")
    make(Path(sys.argv[1]), Album(Path(sys.argv[2])), sys.argv[3:])
