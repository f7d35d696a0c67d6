"""The correction page in a real browser: what an owner fills in becomes an answer that the command takes."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from datetime import date
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from browser.accessibility import violations
from browser.conftest import TELL_VIOLATIONS, Handler
from rounds.repository import CONFIG, Repo, command, make_repo
from rounds.test_round import LINK, letters, words
from support import PEILDATUM, ROOT, run_zorgpaden
from zorgpaden import urls
from zorgpaden.checks import Context
from zorgpaden.plan import Output
from zorgpaden.project import load_project
from zorgpaden.render.environment import make_environment
from zorgpaden.render.views import Desk
from zorgpaden.rounds.choice import Correctie
from zorgpaden.rounds.pages import correction_file
from zorgpaden.settings import Settings

DAY = date.fromisoformat(PEILDATUM)
FITS = "document.documentElement.scrollWidth <= innerWidth"
PAGE = "redactie/correctie/"
TAALHUIS = f"{PAGE}#deel=gemeente-waterrijk&voorziening=taalhuis-waterrijk"
FILE = "data/gemeenten/waterrijk/voorzieningen/taalhuis-waterrijk.yml"
ISSUE = "https://git.example/-/issues/new"
READY = "Uw antwoord is klaar, maar nog niet verstuurd"


def opened(visitor: BrowserContext, address: str) -> Page:
    page = visitor.new_page()
    page.clock.set_fixed_time(f"{PEILDATUM}T10:00:00+01:00")
    page.goto(address)
    return page


def question(page: Page, name: str) -> Locator:
    return page.get_by_role("group", name=name)


def finish(page: Page, function: str = "beheerder sociale kaart") -> None:
    page.get_by_label("Uw functie").fill(function)
    page.get_by_role("button", name="Maak mijn antwoord").click()
    expect(page.get_by_role("heading", name=READY)).to_be_visible()


def mailed(page: Page) -> tuple[str, str]:
    """Address and text of the mail that the link opens."""
    link = page.get_by_role("link", name="Mail het antwoord").get_attribute("href") or ""
    parts = urlsplit(link)
    assert parts.scheme == "mailto"
    return unquote(parts.path), parse_qs(parts.query)["body"][0]


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Repo:
    """A repository with the shipped data, of a host that takes answers as issues."""
    folder = tmp_path_factory.mktemp("antwoord") / "repo"
    for name in ("data", "content"):
        shutil.copytree(ROOT / name, folder / name)
    more = f'      correctie: issue\n      issue_url: "{ISSUE}?issue[title]={{titel}}&issue[description]={{tekst}}"'
    (folder / "mkdocs.yml").write_text(CONFIG.format(root=ROOT, more=more), encoding="utf-8")
    return make_repo(folder)


@pytest.fixture(scope="module")
def issue_site(shipped: Repo) -> Iterator[str]:
    """Where the site of that host is served."""
    site = shipped.folder.parent / "site"
    done = run_zorgpaden("build", "--to", site, "--alleen", "waterrijk", "--peildatum", PEILDATUM, cwd=shipped.folder)
    assert done.returncode == 0, done.stdout + done.stderr
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(site)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


def apply(repo: Repo, text: str, *arguments: str) -> str:
    """What `apply` says about an answer; it has to accept it."""
    file = repo.folder.parent / "mail.txt"
    file.write_text(text, encoding="utf-8", newline="")
    done = command("apply", file, "--peildatum", PEILDATUM, *arguments, cwd=repo.folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_from_the_page_to_a_branch_with_exactly_that_change(
    visitor: BrowserContext, shipped: Repo, width: int, tmp_path: Path
) -> None:
    page = opened(visitor, TAALHUIS)
    expect(page.get_by_text("088-000 02 07")).to_be_visible()
    expect(page.get_by_text("Schrijf niets over een gezin.")).to_be_visible()
    page.get_by_label("Er klopt iets niet").check()
    page.get_by_label("Telefoon").fill(" 088 000 02 99 ")
    page.get_by_label("Opmerking").fill('Let op: "achterom" #2\n- en & of *')
    page.get_by_label("Al het andere heb ik nagegaan en klopt").check()
    page.get_by_label("Hoe (hoeft niet)").fill("nagevraagd: bij 't team")
    finish(page)
    assert violations(page) == []
    assert page.evaluate(FITS)
    to, body = mailed(page)
    assert to == "kansrijkestart@waterrijk.example"
    branch = f"antwoord/breed-{width}"
    before = shipped.state()
    said = apply(shipped, body, "--tak", branch)
    assert 'Opmerking bij “Taalhuis Waterrijk”: Let op: "achterom" #2 - en & of *' in said
    assert shipped.state() == before
    assert shipped.git("diff", "--name-only", "main", branch).split() == [FILE]
    assert shipped.changed_lines(branch) == [
        "-  telefoon: 088-000 02 07", "+  telefoon: 088-000 02 99",
        "-  op: 2026-10-29", f"+  op: {PEILDATUM}",
        "-  hoe: gebeld", '+  hoe: "nagevraagd: bij \'t team"',
    ]  # fmt: skip
    shipped.git("worktree", "add", "--quiet", str(tmp_path / "tak"), branch)
    checked = run_zorgpaden("check", "--peildatum", PEILDATUM, cwd=tmp_path / "tak")
    assert checked.returncode == 0, checked.stdout
    with page.expect_download() as download:
        page.get_by_role("link", name="Bewaar het als bestand").click()
    saved = download.value.path().read_text(encoding="utf-8")
    assert download.value.suggested_filename == "antwoord.yml"
    assert saved in body.replace("\r\n", "\n")


def test_several_at_once_with_an_afspraak_and_what_is_gone(visitor: BrowserContext, shipped: Repo, width: int) -> None:
    ids = "taalhuis-waterrijk,huiskamer-waterrijk,verdwenen-waterrijk,taalhuis-waterrijk"
    page = opened(visitor, f"{PAGE}#deel=gemeente-waterrijk&voorziening={ids}&afspraak=samen-bellen")
    expect(page.get_by_text("Waterrijk: 3 gegevens. Niet meer op de site: verdwenen-waterrijk.")).to_be_visible()
    assert violations(page) == []
    assert page.evaluate(FITS)
    question(page, "Huiskamer De Haven").get_by_label("Alles klopt nog").check()
    question(page, "Wij bellen samen").get_by_label("Alles klopt nog").check()
    finish(page)
    body = mailed(page)[1]
    assert "taalhuis" not in body
    if width == 1280:
        apply(shipped, body, "--tak", "antwoord/samen")
        assert [Path(one).stem for one in shipped.git("diff", "--name-only", "main", "antwoord/samen").split()] == [
            "samen-bellen", "huiskamer-waterrijk",
        ]  # fmt: skip


def test_what_misses_is_told_at_its_place_and_a_change_takes_the_answer_away(visitor: BrowserContext) -> None:
    page = opened(visitor, TAALHUIS)
    make = page.get_by_role("button", name="Maak mijn antwoord")
    make.click()
    expect(page.get_by_role("alert")).to_have_text("Vul uw functie in. Kies bij een gegeven of het klopt.")
    page.get_by_label("Uw functie").fill("team")
    page.get_by_label("Er klopt iets niet").check()
    make.click()
    expect(page.get_by_role("alert")).to_contain_text("verander wat niet klopt, of schrijf een opmerking")
    page.get_by_label("Telefoon").fill("bel maar")
    make.click()
    expect(page.get_by_role("alert")).to_contain_text("Telefoon: Schrijf een Nederlands nummer")
    expect(page.get_by_label("Telefoon")).to_be_focused()
    assert violations(page) == []
    page.get_by_label("Telefoon").fill("")
    page.get_by_label("Dag waarop").fill("2026-11-24")
    make.click()
    expect(page.get_by_role("alert")).to_have_text("Kies een dag, niet later dan vandaag.")
    page.get_by_label("Dag waarop").fill("2026-11-20")
    finish(page)
    assert 'telefoon: ""' in mailed(page)[1]
    page.get_by_label("Website").fill("https://taalhuis.example/")
    expect(page.get_by_role("heading", name=READY)).to_be_hidden()


def test_an_answer_too_long_for_a_link_goes_as_a_file(visitor: BrowserContext, shipped: Repo, width: int) -> None:
    page = opened(visitor, TAALHUIS)
    page.get_by_label("Er klopt iets niet").check()
    page.get_by_label("Opmerking").fill("Een zin met \u200bverstopte \u00adtekens en een heel lang woord. " * 17)
    finish(page)
    assert "antwoord.yml" in mailed(page)[1]
    expect(page.get_by_text("Bewaar eerst het bestand.")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="Bewaar het als bestand").click()
    text = download.value.path().read_text(encoding="utf-8")
    assert max(map(len, text.splitlines())) <= 66
    if width == 320:
        assert "Een zin met verstopte tekens" in apply(shipped, text, "--proef")
    assert page.evaluate(FITS)


@pytest.mark.parametrize(
    "fragment",
    ["", "#deel=gemeente-waterrijk", "#deel=../../assets&voorziening=a", "#deel=gemeente-waterrijk&voorziening=<b>x"],
)
def test_an_address_that_names_nothing_says_so(visitor: BrowserContext, fragment: str) -> None:
    page = opened(visitor, f"{PAGE}{fragment}")
    expect(page.locator("[data-stand]")).to_contain_text(
        "Open deze pagina met de link" if "<" not in fragment else "<b>x"
    )
    expect(page.get_by_role("button", name="Maak mijn antwoord")).to_be_hidden()
    assert violations(page) == []


def test_without_javascript_the_page_says_what_to_do(browser: Browser, address: str, width: int) -> None:
    context = browser.new_context(base_url=address, viewport={"width": width, "height": 640}, java_script_enabled=False)
    page = context.new_page()
    page.goto(TAALHUIS)
    expect(page.get_by_role("heading", name="Zonder JavaScript")).to_be_visible()
    expect(page.get_by_text("Zonder JavaScript antwoordt u op de mail")).to_be_visible()
    expect(page.get_by_role("button", name="Maak mijn antwoord")).to_be_hidden()
    context.close()


def test_what_the_site_publishes_is_no_more_than_the_page_needs(built_site: Path) -> None:
    for file in (built_site / PAGE).glob("*.json"):
        part = json.loads(file.read_bytes())
        assert part.keys() == {"naam", "mail", "voorziening", "afspraak"}
        for fact in part["voorziening"].values():
            assert fact.keys() == {"naam", "kenmerk", "pagina", "nagegaan", "functie", "velden"}
            assert fact["velden"].keys() == {"telefoon", "email", "website", "bereikbaar"}
        for fact in [*part["voorziening"].values(), *part["afspraak"].values()]:
            assert (built_site / fact["pagina"].partition("#")[0] / "index.html").is_file()
    assert "Noor" not in (built_site / urls.correctie("gemeente-waterrijk")).read_text(encoding="utf-8")


def test_every_link_of_a_round_opens_facts_that_are_there(built_site: Path, tmp_path: Path) -> None:
    done = run_zorgpaden("round", "--gemeente", "waterrijk", "--regio", "merenland", "--alles", "--to", tmp_path / "m",
                         "--peildatum", PEILDATUM)  # fmt: skip
    assert done.returncode == 0, done.stderr
    texts = [words(one) for one in letters(tmp_path / "m").values()]
    pages = [link for text in texts for link in text.split() if link.startswith("https://zorgpaden.example/")]
    for link in pages:
        parts = urlsplit(link)
        html = (built_site / parts.path.strip("/") / "index.html").read_text(encoding="utf-8")
        if LINK.fullmatch(link):
            asked = {name: values[0].split(",") for name, values in parse_qs(parts.fragment).items()}
            part = json.loads((built_site / urls.correctie(asked.pop("deel")[0])).read_bytes())
            assert all(id_ in part[soort] for soort, ids in asked.items() for id_ in ids), link
        elif parts.fragment:
            assert f'id="{parts.fragment}"' in html, link
    assert len(pages) > 100


def test_as_an_issue_the_answer_is_in_the_link_and_the_mail_is_not(
    browser: Browser, shipped: Repo, issue_site: str
) -> None:
    context = browser.new_context(base_url=issue_site, viewport={"width": 320, "height": 640})
    context.add_init_script(TELL_VIOLATIONS)
    trouble: list[str] = []
    context.on("console", lambda message: trouble.append(message.text) if message.type == "error" else None)
    context.on("request", lambda request: None if request.url.startswith(issue_site) else trouble.append(request.url))
    page = opened(context, TAALHUIS)
    expect(page.get_by_text("Een melding kan voor iedereen te lezen zijn.")).to_be_visible()
    page.get_by_label("Alles klopt nog").check()
    finish(page)
    assert violations(page) == []
    assert page.evaluate(FITS)
    link = page.get_by_role("link", name="Plaats het antwoord als melding").get_attribute("href") or ""
    assert link.startswith(f"{ISSUE}?")
    given = parse_qs(urlsplit(link).query)
    assert given["issue[title]"] == ["Antwoord op de controleronde: Waterrijk"]
    apply(shipped, given["issue[description]"][0], "--tak", "antwoord/melding")
    assert shipped.git("diff", "--name-only", "main", "antwoord/melding").split() == [FILE]
    expect(page.get_by_text("Het adres is")).to_be_hidden()
    context.close()
    assert trouble == []


def test_with_the_form_for_editors_the_page_shows_the_way_and_nothing_is_published() -> None:
    catalog = load_project(ROOT / "data", ROOT / "content", Context(DAY)).catalog
    desk = Desk(catalog, Settings(DAY, correctie=Correctie("formulier")), make_environment())
    page = desk.document(Output(urls.CORRECTIE, "correctie")).inhoud
    assert 'href="../../redactie/bewerken/"' in page
    assert "correctie.js" not in page
    assert [file for laag in catalog.alle_lagen for file in correction_file(desk, laag)] == []
