"""The pack: everything that asks for a decision, harmless, the same on every run, and good paper."""

from __future__ import annotations

import shutil
import sys
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
import yaml

from paper.pdfua import faults
from review.meeting import CONCEPT, HELP, NATIONAL, PEILDATUM, SEEN, SINCE, TEXT, Meeting, items
from support import ROOT
from zorgpaden.changes.sides import SideError, last_before
from zorgpaden.checks import Context
from zorgpaden.cli import main
from zorgpaden.project import load_project

TODAY = date.fromisoformat(PEILDATUM)
FILES = ["agenda.css", "agenda.html", "agenda.pdf", "besluiten.yml"]
ELEMENTS = frozenset(
    {
        "html",
        "head",
        "meta",
        "title",
        "link",
        "body",
        "main",
        "h1",
        "h2",
        "h3",
        "p",
        "strong",
        "span",
        "ul",
        "li",
        "section",
        "div",
        "a",
        "code",
    }
)


class Page(HTMLParser):
    """What a browser makes of the page: elements, attributes, and the text below each heading."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: set[str] = set()
        self.attributes: set[str] = set()
        self.links: list[str] = []
        self.parts: dict[str, str] = {}
        self._part, self._in = "", ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links += [value or "" for name, value in attrs if name == "href" and tag == "a"]
        self._in = tag
        if tag == "h2":
            self._part = dict(attrs).get("id") or ""

    def handle_data(self, data: str) -> None:
        self.parts[self._part] = " ".join(f"{self.parts.get(self._part, '')} {data}".split())


@pytest.fixture(scope="module")
def page(pack: Path) -> Page:
    return Page((pack / "agenda.html").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def printed(pack: Path) -> str:
    """All words of the paper."""
    with pypdfium2.PdfDocument(pack / "agenda.pdf") as pdf:
        return " ".join(" ".join(one.get_textpage().get_text_range().split()) for one in pdf)


def test_overdue_facts_by_gemeente_and_owner(page: Page) -> None:
    part = page.parts["verlopen"]
    assert "Waterrijk (voorbeeld) · beheerder sociale kaart Waterrijk 3. Ruilwinkel Kleine Voeten voorziening" in part
    assert "Gold tot en met 10 mei 2026." in part
    assert "https://zorgpaden.example/voorzieningen/ruilwinkel-waterrijk/" in page.links
    assert f"https://git.example/zorgpaden/edit/main/{HELP.replace('financieel-spreekuur', 'ruilwinkel')}" in page.links


def test_feedback_by_the_page_that_it_names(page: Page) -> None:
    """By address, by file, by id; an address on another site is none of ours, closed and proposals stay out."""
    part = page.parts["melding"]
    order = ["Financieel spreekuur Waterrijk", "Roken", "Tekst is onduidelijk", "Ruilwinkel Kleine Voeten"]
    places = [part.index(word) for word in (*order, "Ruilwinkel is dicht", "Geen pagina genoemd", "Algemeen")]
    assert places == sorted(places)
    assert "1 gesloten melding staat er niet bij." in part
    assert "Al gedaan" not in part
    assert "Een voorstel" not in part
    assert "https://git.example/zorgpaden/-/issues/2" in page.links


def test_dead_links_with_their_places(page: Page) -> None:
    part = page.parts["koppeling"]
    assert f"https://weg.example/oud koppeling 404 Not Found. {TEXT}, regel 30" in part
    assert f"Bestand: {TEXT}" in part
    assert "data/landelijk/bronnen/onbekend.yml" in part
    assert "https://zorgpaden.example/infosheets/geboortezorgpartners/" in page.links


def test_changed_base_with_the_new_kenmerk(page: Page, meeting: Meeting) -> None:
    project = load_project(meeting.repo.path / "data", meeting.repo.path / "content", Context(TODAY))
    hints = [one.hint for one in project.problems if one.code == "basis-gewijzigd"]
    assert hints
    assert [hint for hint in hints if hint not in page.parts["basis-gewijzigd"]] == []


def test_concepts_have_the_kenmerk_of_their_content(pack: Path) -> None:
    concepts = {one["bestand"]: one for one in items(pack / "besluiten.yml") if one["soort"] == "concept"}
    assert {CONCEPT, TEXT, NATIONAL} <= concepts.keys()
    assert all(len(one["kenmerk"]) == 8 and one["besluit"] is None for one in concepts.values())


def test_changes_are_those_since_the_day(page: Page) -> None:
    part = page.parts["wijziging"]
    assert "088-000 02 01 → 088-000 02 98" in part
    assert "Let op: hulp, een nummer of spoed." in part
    assert "Weinig mensen om op terug te vallen" in part
    assert "088-000 02 97" not in part  # of the day before


def test_one_entry_in_the_list_for_each_item_on_the_agenda(pack: Path, page: Page) -> None:
    listed = items(pack / "besluiten.yml")
    html = (pack / "agenda.html").read_text(encoding="utf-8")
    assert [one["punt"] for one in listed] == list(range(1, len(listed) + 1))
    assert html.count('<li id="punt-') == len(listed)
    assert {one["soort"] for one in listed} == page.parts.keys() - {"", "overzicht"}
    head = yaml.safe_load((pack / "besluiten.yml").read_text(encoding="utf-8"))
    assert (str(head["agenda"]), str(head["sinds"]), head["op"], head["ronde"]) == (PEILDATUM, SINCE, None, None)


def test_hostile_feedback_is_text(pack: Path, page: Page, printed: str) -> None:
    assert page.elements <= ELEMENTS
    assert page.attributes <= {"lang", "charset", "name", "content", "rel", "href", "class", "id", "aria-labelledby"}
    assert [link for link in page.links if not link.startswith(("https://", "#"))] == []
    assert SEEN in page.parts["melding"]
    assert "<script>alert(1)</script>" in printed
    for text in (printed, *((pack / name).read_text(encoding="utf-8") for name in ("agenda.html", "besluiten.yml"))):
        assert "\u202e" not in text
        assert "123456782" not in text
    assert any(SEEN in one["onderwerp"] for one in items(pack / "besluiten.yml"))


def test_paper_is_tagged_and_leads_only_to_web_addresses(pack: Path, printed: str) -> None:
    assert faults(pack / "agenda.pdf") == []
    for words in ("Agenda van de redactieraad", "1. Te lang niet gecontroleerd", "088-000 02 98", "Besluit:", CONCEPT):
        assert words in printed
    with pikepdf.open(pack / "agenda.pdf") as pdf:
        notes = [note for one in pdf.pages for note in one.get("/Annots", [])]
        actions = [note.A for note in notes if "/A" in note]
        assert {str(action.S) for action in actions} <= {"/URI", "/GoTo"}
        assert all(str(action.URI).startswith("https://") for action in actions if str(action.S) == "/URI")
        assert not {"/OpenAction", "/AA"} & set(pdf.Root.keys())
        assert "/EmbeddedFiles" not in pdf.Root.get("/Names", {})


def test_same_input_same_bytes(pack: Path, meeting: Meeting, tmp_path: Path) -> None:
    done = meeting.review(tmp_path / "uit", seed="2")
    assert done.returncode == 0, done.stderr
    assert sorted(one.name for one in (tmp_path / "uit").iterdir()) == FILES
    assert [name for name in FILES if (tmp_path / "uit" / name).read_bytes() != (pack / name).read_bytes()] == []


def small(tmp_path: Path) -> list[str]:
    """The command on the smallest whole project, outside Git."""
    for room in ("data", "content"):
        shutil.copytree(ROOT / "tests/checks/heel" / room, tmp_path / room, dirs_exist_ok=True)
    folders = ["--data", str(tmp_path / "data"), "--content", str(tmp_path / "content")]
    return ["review", "--since", SINCE, "--peildatum", PEILDATUM, "--to", str(tmp_path / "uit"), *folders]


def test_without_git_and_without_the_package_for_paper(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    assert main(small(tmp_path)) == 0
    told = capsys.readouterr()
    assert "nog nodig: weasyprint. Gebruik scripts/pdf of scripts/review" in told.err
    assert sorted(one.name for one in (tmp_path / "uit").iterdir()) == [one for one in FILES if one != "agenda.pdf"]
    page = Page((tmp_path / "uit/agenda.html").read_text(encoding="utf-8"))
    assert page.parts["wijziging"].endswith("staat niet in een Git-map.")
    assert "(--meldingen)" in page.parts["melding"]
    assert "(--koppelingen)" in page.parts["koppeling"]


def test_the_version_of_a_day(meeting: Meeting) -> None:
    """A commit on the day itself is none of before it."""
    data = meeting.repo.path / "data"
    assert last_before(date(2026, 6, 1), data) == meeting.repo.git("rev-parse", "voor-de-vorige")
    assert last_before(date(2026, 6, 2), data) == meeting.repo.git("rev-parse", "na-de-vorige")
    with pytest.raises(SideError, match="Voor 2026-04-01 is in Git nog niets vastgelegd"):
        last_before(date(2026, 4, 1), data)
    with pytest.raises(SideError, match="nog niets"):
        last_before(date.min, data)


def test_every_bad_file_is_told_in_one_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    issues, links = tmp_path / "m.json", tmp_path / "k.json"
    issues.write_text('[\n{"title": "goed"},\n{"body": "x"}, 3]', encoding="utf-8")
    links.write_text('{"a": \n}', encoding="utf-8")
    assert main([*small(tmp_path), "--meldingen", str(issues), "--koppelingen", str(links)]) == 1
    told = capsys.readouterr().out
    assert "m.json: fout [meldingen] melding 2 heeft geen titel" in told
    assert "melding 3 heeft geen titel" in told
    assert "k.json:2:1: fout [json] dit is geen leesbare JSON" in told
    assert not (tmp_path / "uit").exists()


def test_an_older_pack_is_never_lost(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "uit").mkdir()
    (tmp_path / "uit/besluiten.yml").write_text("ingevuld")
    assert main([*small(tmp_path), "--since", "2027-01-01"]) == 2
    told = capsys.readouterr().err
    assert "is geen lege map" in told
    assert "ligt na de dag van de agenda" in told
    assert (tmp_path / "uit/besluiten.yml").read_text() == "ingevuld"


def test_errors_in_the_data_make_the_agenda_smaller_and_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = small(tmp_path)
    file = next((tmp_path / "data/landelijk/zorgpaden").glob("*.yml"))
    file.write_text(file.read_text().replace("titel:", "tietel:", 1))
    assert main(command) == 1
    assert "de agenda is niet compleet" in capsys.readouterr().err
    assert "niet te lezen is, staat niet op deze agenda" in (tmp_path / "uit/agenda.html").read_text()
