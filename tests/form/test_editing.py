"""An editor changes things in the form; what lands in Git is that change, and nothing else."""

from __future__ import annotations

import re
from difflib import ndiff

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from browser.accessibility import violations
from form.scratch import Scratch
from support import PEILDATUM, run_zorgpaden
from zorgpaden.editing.canonical import canonical
from zorgpaden.urls import BEWERKEN

HELP = "gemeente-waterrijk-voorzieningen"
SPREEKUUR = "data/gemeenten/waterrijk/voorzieningen/financieel-spreekuur-waterrijk.yml"


def sign_in(page: Page, address: str) -> None:
    """Open the form; the server on this machine asks for no password."""
    page.goto(address)
    page.get_by_role("button", name="Inloggen").click()
    page.get_by_role("link", name="Workflow").wait_for()


def set_status(page: Page, now: str, then: str) -> None:
    """Choose another status in the menu of the editor."""
    page.get_by_role("button", name=f"Status: {now}").click()
    page.get_by_role("menuitem", name=then).click()
    page.get_by_role("button", name=f"Status: {then}").wait_for()


def save(page: Page) -> None:
    """Save, and wait until it is a concept."""
    page.get_by_role("button", name="Opslaan").click()
    page.get_by_role("button", name="Status: Concept").wait_for()


def changed_lines(was: str, now: str) -> list[str]:
    """`- …` and `+ …` of the lines that differ."""
    return [line for line in ndiff(was.splitlines(), now.splitlines()) if line[0] in "-+"]


def test_a_new_number_from_form_to_site(editor: BrowserContext, project: Scratch) -> None:
    """List, editor, concept, review, ready, published: then the file says the new number, and the check agrees."""
    begin = project.git("rev-parse", "main").strip()
    page = editor.new_page()
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.accept()))
    page.goto(f"{project.address}{BEWERKEN}")
    page.get_by_role("link", name="Waterrijk", exact=True).click()
    page.get_by_role("button", name="Inloggen").click()
    page.get_by_role("link", name="Voorzieningen").click()
    page.get_by_text("Financieel spreekuur Waterrijk").click()
    phone = page.get_by_label("Telefoon (optioneel)").first
    expect(phone).to_have_value("088-000 02 01")
    phone.fill("088-000 02 99")
    save(page)
    branch = f"cms/{HELP}/financieel-spreekuur-waterrijk"
    assert project.git("diff", "--name-only", "main", branch).split() == [SPREEKUUR]
    set_status(page, "Concept", "Wordt beoordeeld")
    set_status(page, "Wordt beoordeeld", "Klaar")
    assert project.git("rev-parse", "main").strip() == begin  # until now nothing is on the site

    page.get_by_role("button", name="Publiceer", exact=True).click()
    page.get_by_role("menuitem", name="Publiceer nu", exact=True).click()
    page.get_by_text("Item gepubliceerd").wait_for()
    assert asked == ["Weet u zeker dat u dit item wil publiceren?"]
    page.reload()  # Decap asks for the address once, and not while it still asks for that of the concept
    live = page.get_by_role("link", name="Bekijk live")
    expect(live).to_have_attribute("href", re.compile(r"/voorzieningen/financieel-spreekuur-waterrijk/$"))
    assert project.git("log", "-1", "--format=%s", "main").startswith("voorziening “financieel-spreekuur-waterrijk”")

    done = run_zorgpaden("fmt", SPREEKUUR, cwd=project.repo)
    assert done.returncode == 0, done.stdout + done.stderr
    differs = project.git("diff", "--unified=0", begin, "--", ".").splitlines()
    assert [line for line in differs if re.match(r"[-+] ", line)] == [
        "-  telefoon: 088-000 02 01",
        "+  telefoon: 088-000 02 99",
    ]
    assert project.git("diff", "--name-only", begin).split() == [SPREEKUUR]
    check = run_zorgpaden("check", "--peildatum", PEILDATUM, cwd=project.repo)
    assert check.returncode == 0, check.stdout


@pytest.mark.parametrize(
    ("part", "collection", "name", "label"),
    [
        ("landelijk", "landelijk-zorgpaden", "geldzorgen", "Samenvatting"),
        ("landelijk", "landelijk-combineren", "combineren", "Bij verschil"),
        ("landelijk", "landelijk-bronnen", "cbs-gemeenten-2026", "Uitgever"),
        ("gemeente-veldegge", "gemeente-veldegge-gemeente", "gemeente", "Inleiding (optioneel)"),
        ("kennisdossier", "kennis-infosheets", "stress", "Samenvatting"),
    ],
)
def test_only_what_was_changed(
    editor: BrowserContext, project: Scratch, part: str, collection: str, name: str, label: str
) -> None:
    """Whatever kind of file: numbers, dates, yes and no, ids, long texts and Markdown come through untouched."""
    page = editor.new_page()
    sign_in(page, project.form(part))
    page.goto(f"{project.form(part)}#/collections/{collection}/entries/{name}")
    page.get_by_label(label, exact=True).first.fill("Iets heel anders.")
    save(page)
    branch = f"cms/{collection}/{name}"
    path = project.git("diff", "--name-only", "main", branch).strip()
    was, now = (project.git("show", f"{one}:{path}") for one in ("main", branch))
    key = label.partition(" (")[0].lower().replace(" ", "_")
    added = [line for line in changed_lines(was, canonical(now, path)) if line.startswith("+")]
    removed = [line for line in changed_lines(was, canonical(now, path)) if line.startswith("-")]
    assert added == [f"+ {key}: Iets heel anders."]
    assert removed[0].startswith(f"- {key}:")
    assert all(line.startswith("-   ") for line in removed[1:])  # the rest of that one text


def retype(page: Page, label: str, text: str) -> None:
    """As a person does: Decap puts the cursor at the end, which `fill` alone does not expect."""
    field = page.get_by_label(label, exact=True).first
    field.press("Control+A")
    field.press("Delete")
    expect(field).to_have_value("")
    field.press_sequentially(text)
    expect(field).to_have_value(text)


def choose(page: Page, label: str, option: str) -> None:
    """Choose in a list that opens under a field."""
    page.get_by_label(label).first.click()
    page.get_by_role("option", name=option, exact=True).click()


def test_new_help_and_what_stays_empty(editor: BrowserContext, project: Scratch) -> None:
    """A new file is named after its id, has the keys that were filled in, and no other; the check accepts it."""
    page = editor.new_page()
    sign_in(page, project.form("gemeente-waterrijk"))
    page.goto(f"{project.form('gemeente-waterrijk')}#/collections/{HELP}/new")
    filled = {
        "Vaste naam (id)": "fietsles-waterrijk",
        "Naam": "Fietsles Waterrijk",
        "Organisatie": "Stichting Rond Waterrijk",
        "Samenvatting": "Ouders leren fietsen: met een kind voorop of achterop.",
        "Doelgroep": "Ouders die nog niet fietsen",
        "Kosten (optioneel)": "Gratis",
        "Functie": "Fietsdocent",
        "Telefoon (optioneel)": "nul acht acht",
        "Eigenaar": "beheerder sociale kaart Waterrijk",
        "Door wie": "beheerder sociale kaart",
        "Op welke dag": "2026-11-20",
    }
    for label, text in filled.items():
        page.get_by_label(label, exact=True).first.fill(text)
    choose(page, "Domein", "Informeel")
    choose(page, "Gemeenten (optioneel)", "Waterrijk")
    retype(page, "Kosten (optioneel)", "")  # on second thoughts
    page.get_by_role("button", name="Opslaan").click()
    wrong = "Telefoon komt niet overeen met het patroon: een Nederlands nummer, bijvoorbeeld 088-000 00 01."
    expect(page.get_by_text(wrong).first).to_be_visible()
    retype(page, "Telefoon (optioneel)", "088-000 02 98")
    save(page)
    branch = f"cms/{HELP}/fietsles-waterrijk"
    path = "data/gemeenten/waterrijk/voorzieningen/fietsles-waterrijk.yml"
    assert project.git("diff", "--name-only", "main", branch).split() == [path]
    written = project.git("show", f"{branch}:{path}")
    assert canonical(written, path) == (
        "id: fietsles-waterrijk\n"
        "naam: Fietsles Waterrijk\n"
        "organisatie: Stichting Rond Waterrijk\n"
        "domein: informeel\n"
        'samenvatting: "Ouders leren fietsen: met een kind voorop of achterop."\n'
        "werkgebied:\n"
        "  gemeenten: [waterrijk]\n"
        "doelgroep: Ouders die nog niet fietsen\n"
        "contact:\n"
        "  functie: Fietsdocent\n"
        "  telefoon: 088-000 02 98\n"
        "status: concept\n"
        "eigenaar: beheerder sociale kaart Waterrijk\n"
        "gecontroleerd:\n"
        "  op: 2026-11-20\n"
        "  door: beheerder sociale kaart\n"
    )
    project.git("switch", "--quiet", branch)
    check = run_zorgpaden("check", "--peildatum", PEILDATUM, cwd=project.repo)
    assert check.returncode == 0, check.stdout


def test_nothing_goes_on_the_site_without_review(editor: BrowserContext, project: Scratch) -> None:
    """No loose uploads, and nothing thrown away: Decap would do both at once, without a concept."""
    page = editor.new_page()
    sign_in(page, project.form("kennisdossier"))
    expect(page.get_by_role("button", name="Media")).to_have_count(0)
    page.goto(f"{project.form('kennisdossier')}#/collections/kennis-infosheets/entries/veiligheid")
    page.get_by_role("button", name="Gepubliceerd").click()
    expect(page.get_by_role("menuitem").first).to_be_visible()
    offered = page.get_by_role("menuitem").all_inner_texts()
    assert not [text for text in offered if "erwijder" in text]


@pytest.mark.parametrize("width", [1280, 320])
def test_the_way_in(editor: BrowserContext, project: Scratch, width: int) -> None:
    """The page where an editor chooses what to edit is ours, and as accessible as the rest."""
    page = editor.new_page()
    page.set_viewport_size({"width": width, "height": 700})
    page.goto(f"{project.address}{BEWERKEN}")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    names = page.get_by_role("listitem").get_by_role("link").all_inner_texts()
    assert {"Landelijk", "Kennisdossier", "Regio Merenland", "Waterrijk"} <= set(names)
    assert "Almere" not in names  # has no folder yet
