"""`zorgpaden round`: one letter per owner, the same every time, with links that say what is asked."""

from __future__ import annotations

import re
from datetime import date
from email import message_from_bytes, policy
from email.message import EmailMessage
from html.parser import HTMLParser
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from rounds.repository import CONFIG, Repo, command
from support import PEILDATUM, ROOT, run_zorgpaden
from zorgpaden.catalog import Catalog
from zorgpaden.checks import Context
from zorgpaden.form.collections import all_parts, collections_of
from zorgpaden.loading import Laag
from zorgpaden.project import load_project
from zorgpaden.rounds.facts import facts_of

SITE = "https://zorgpaden.example/"
LINK = re.compile(r"https://\S+redactie/\S+")


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_project(ROOT / "data", ROOT / "content", Context(date.fromisoformat(PEILDATUM))).checked().catalog


def ask(to: Path, *arguments: str | Path, cwd: Path = ROOT, day: str = PEILDATUM) -> CompletedProcess[str]:
    return command("round", "--to", to, "--peildatum", day, *arguments, cwd=cwd)


def from_elsewhere(to: Path, adressen: Path) -> CompletedProcess[str]:
    """All of Waterrijk, by the command in a process of its own: chance falls otherwise there."""
    wanted = ("--gemeente", "waterrijk", "--alles", "--adressen", adressen)
    return run_zorgpaden("round", "--to", to, "--peildatum", PEILDATUM, *wanted)


def letters(folder: Path) -> dict[str, EmailMessage]:
    return {
        file.name: message_from_bytes(file.read_bytes(), policy=policy.default)  # type: ignore[misc]
        for file in sorted(folder.iterdir())
    }


def words(letter: EmailMessage, kind: str = "plain") -> str:
    part = letter.get_body((kind,))
    assert part
    return str(part.get_content()).replace("\r\n", "\n")


class Links(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if name == "href" and value]


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Letters about all of Waterrijk; one owner has two addresses."""
    folder = tmp_path_factory.mktemp("ronde")
    adressen = folder / "adressen.csv"
    adressen.write_text(
        "eigenaar;adres\nBeheerder sociale kaart Waterrijk;kaart@waterrijk.example\n"
        "beheerder sociale kaart  waterrijk;team@waterrijk.example\n",
        encoding="utf-8",
    )
    done = from_elsewhere(folder / "mails", adressen)
    assert done.returncode == 0, done.stderr
    assert "Geen adres voor “beleidsmedewerker jeugd Waterrijk”" in done.stderr
    return folder / "mails"


def test_every_fact_is_in_the_letter_of_its_owner_and_nowhere_else(everything: Path, catalog: Catalog) -> None:
    made = letters(everything)
    assert list(made) == ["beheerder-sociale-kaart-waterrijk.eml", "beleidsmedewerker-jeugd-waterrijk.eml"]
    for feit in facts_of(catalog, Laag("gemeente", "waterrijk")):
        link = f"{SITE}redactie/correctie/#deel=gemeente-waterrijk&{feit.soort}={feit.id}"
        owner = feit.item.entity.eigenaar
        holders = [name for name, one in made.items() if link in LINK.findall(words(one))]
        assert holders == [f"{owner.lower().replace(' ', '-')}.eml"], feit.id
        text = words(made[holders[0]])
        assert feit.naam in text
        told = [getattr(feit.item.entity.contact, "telefoon", None)] if feit.soort == "voorziening" else []
        assert all(number in text for number in filter(None, told))


def test_a_letter_is_a_draft_that_any_mail_program_reads(everything: Path) -> None:
    for name, letter in letters(everything).items():
        raw = (everything / name).read_bytes()
        assert raw.isascii()
        assert b"\n" not in raw.replace(b"\r\n", b"")
        assert max(map(len, raw.splitlines())) <= 998
        assert not letter.defects
        assert letter["X-Unsent"] == "1"
        assert letter["From"] == "kansrijkestart@waterrijk.example"
        assert letter["Date"].datetime.date().isoformat() == PEILDATUM
        assert letter["Message-ID"] is None
        text, html = words(letter), words(letter, "html")
        assert "Schrijf niets over een gezin" in text
        assert "Schrijf niets over een gezin" in html
        assert "&amp;" not in text
        assert set(LINK.findall(text)) == {link for link in Links(html).found if "/redactie/" in link}
        assert not re.search(r"<(script|style|img|link)|style=| on\w+=", html)
    made = letters(everything)
    assert made["beheerder-sociale-kaart-waterrijk.eml"]["To"] == "kaart@waterrijk.example, team@waterrijk.example"
    assert not made["beleidsmedewerker-jeugd-waterrijk.eml"]["To"]


def test_the_same_data_give_the_same_bytes(everything: Path, tmp_path: Path) -> None:
    adressen = everything.parent / "adressen.csv"
    done = from_elsewhere(tmp_path / "mails", adressen)
    assert done.returncode == 0, done.stderr
    first, again = (
        {file.name: file.read_bytes() for file in one.iterdir()} for one in (everything, tmp_path / "mails")
    )
    assert first == again


@pytest.mark.parametrize(
    ("day", "asked", "overdue"),
    [
        # The checks of these hold until December; a month earlier nothing falls due.
        (PEILDATUM, ["jonge-oudergroep", "ruilwinkel", "samen-apart", "voorleesmaatjes"], 0),
        # The name of a contact person ends soon. Elsewhere one has ended: an error, but not for a round.
        ("2027-03-05", ["jongerenteam"], 4),
    ],
)
def test_by_itself_a_round_asks_only_what_falls_due(tmp_path: Path, day: str, asked: list[str], overdue: int) -> None:
    done = ask(tmp_path / "m", "--gemeente", "waterrijk", day=day)
    assert done.returncode == 0, done.stderr
    text = words(letters(tmp_path / "m")["beheerder-sociale-kaart-waterrijk.eml"])
    found = re.findall(r"^Klopt het of niet: .*voorziening=([a-z-]+)-waterrijk$", text, re.MULTILINE)
    assert set(asked) <= set(found)
    assert found == asked or day != PEILDATUM
    assert len(re.findall("Dat is te lang geleden.", text)) >= overdue


def test_nothing_to_ask_writes_nothing(tmp_path: Path) -> None:
    done = ask(tmp_path / "m", "--regio", "noord-en-midden-limburg")
    assert (done.returncode, done.stdout) == (0, "")
    assert "Met --alles" in done.stderr
    assert not (tmp_path / "m").exists()


def test_a_letter_never_names_a_person(everything: Path) -> None:
    letter = letters(everything)["beheerder-sociale-kaart-waterrijk.eml"]
    assert "Vaste contactpersoon: staat er, tot en met 31 maart 2027" in words(letter)
    assert "Noor" not in words(letter) + words(letter, "html")


def test_with_the_form_for_editors_links_open_its_entries(tmp_path: Path, catalog: Catalog) -> None:
    more = "      correctie: formulier\n      formulier: {name: test-repo}"
    (tmp_path / "mkdocs.yml").write_text(CONFIG.format(root=ROOT, more=more), encoding="utf-8")
    folders = ("--data", ROOT / "data", "--content", ROOT / "content")
    (tmp_path / "content").mkdir()
    done = ask(tmp_path / "m", "--gemeente", "waterrijk", "--alles", *folders, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    part = next(one for one in all_parts(catalog) if one.id == "gemeente-waterrijk")
    places = {one["name"]: one.get("folder") for one in collections_of(catalog, part)}
    links = [link for one in letters(tmp_path / "m").values() for link in LINK.findall(words(one))]
    assert len(links) == len(facts_of(catalog, Laag("gemeente", "waterrijk")))
    for link in links:
        match = re.fullmatch(rf"{SITE}redactie/bewerken/{part.id}/#/collections/([a-z-]+)/entries/([a-z0-9-]+)", link)
        assert match, link
        assert (ROOT / str(places[match[1]]) / f"{match[2]}.yml").is_file()


REFUSED = {
    "geen laag": ([], "Noem een gemeente of regio"),
    "onbekend": (["--gemeente", "waterijk"], "Bedoelt u “waterrijk”?"),
    "onbekende regio": (["--regio", "merenlant"], "Bedoelt u “merenland”?"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_wrong_use_says_what_to_do(case: str, tmp_path: Path) -> None:
    arguments, message = REFUSED[case]
    done = ask(tmp_path / "m", *arguments)
    assert done.returncode == 2
    assert message in done.stderr
    assert "Er is niets geschreven." in done.stderr
    assert not (tmp_path / "m").exists()


def test_an_earlier_round_is_not_mixed_with_this_one(small: Repo, tmp_path: Path) -> None:
    (tmp_path / "oud.eml").write_text("vorige ronde", encoding="utf-8")
    done = ask(tmp_path, "--gemeente", "kade", cwd=small.folder)
    assert done.returncode == 2
    assert "is geen lege map" in done.stderr
    assert [one.name for one in tmp_path.iterdir() if one.is_file()] == ["oud.eml"]


ADDRESSES = {
    "kop.csv": ("naam;adres\nredactie;a@b.example\n", "de koppen eigenaar en adres ontbreken"),
    "adres.csv": ("eigenaar;adres\nredactie;geen adres\n", "adres.csv:2:1"),
    "regel.yml": ('redactie: "a@b.example\\nBcc: c@d.example"\n', "regel.yml:1:1"),
    "tag.yml": ("redactie: !!python/object a@b.example\n", "yaml-tag"),
    "vorm.yml": ("- redactie\n", "hier horen eigenaren met hun adres"),
}


@pytest.mark.parametrize("name", ADDRESSES)
def test_a_file_with_addresses_is_looked_over(small: Repo, tmp_path: Path, name: str) -> None:
    text, message = ADDRESSES[name]
    (tmp_path / name).write_text(text, encoding="utf-8")
    done = ask(tmp_path / "m", "--gemeente", "kade", "--adressen", tmp_path / name, cwd=small.folder)  # fmt: skip
    assert done.returncode == 1
    assert message in done.stdout
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "m").exists()


CHOICES = {
    "brief": "correctie: brief",
    "formulier zonder formulier": "correctie: formulier",
    "issue zonder adres": "correctie: issue",
    "issue zonder https": 'correctie: issue\n      issue_url: "http://git.example/new?title={titel}&body={tekst}"',
    "issue zonder tekst": 'correctie: issue\n      issue_url: "https://git.example/new?title={titel}"',
}


@pytest.mark.parametrize("case", CHOICES)
def test_a_choice_of_the_host_is_looked_over(case: str, small: Repo, tmp_path: Path) -> None:
    (small.folder / "mkdocs.yml").write_text(CONFIG.format(root=ROOT, more=f"      {CHOICES[case]}"), encoding="utf-8")
    done = ask(tmp_path / "m", "--gemeente", "kade", cwd=small.folder)
    assert done.returncode == 2
    assert re.search("correctie:|issue_url:", done.stderr)


def test_what_nobody_checked_yet_is_asked_and_says_so(small: Repo, tmp_path: Path) -> None:
    file = small.folder / "data/gemeenten/kade/voorzieningen/team.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("2026-11-01", "1900-01-01"), encoding="utf-8")
    done = ask(tmp_path / "m", "--gemeente", "kade", cwd=small.folder)
    assert done.returncode == 0, done.stderr
    assert "Let op: zorgpaden check vindt nog" in done.stderr
    (letter,) = letters(tmp_path / "m").values()
    assert words(letter).count("Nog niet nagegaan.") == words(letter, "html").count("Nog niet nagegaan.") == 1
    assert "1900" not in words(letter)


def test_data_that_cannot_be_read_make_no_round(small: Repo, tmp_path: Path) -> None:
    """A fact with a fault of form would be missing from the letters."""
    file = small.folder / "data/gemeenten/kade/voorzieningen/team.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("088-000 00 01", "12"), encoding="utf-8")
    done = ask(tmp_path / "m", "--gemeente", "kade", "--alles", cwd=small.folder)
    assert done.returncode == 1
    assert "“12” is geen Nederlands telefoonnummer" in done.stdout
    assert not (tmp_path / "m").exists()


def test_a_file_with_addresses_inside_git_is_told(small: Repo, tmp_path: Path) -> None:
    inside, outside = small.folder / "adressen.yml", tmp_path / "adressen.yml"
    for number, file in enumerate((inside, outside)):
        file.write_text("redactie: [a@b.example, prive@gmail.com]\n", encoding="utf-8")
        done = ask(tmp_path / f"m{number}", "--gemeente", "kade", "--alles", "--adressen", file, cwd=small.folder)
        assert done.returncode == 0, done.stderr
        assert ("staat in een Git-map" in done.stderr) == (file == inside)
        (letter,) = letters(tmp_path / f"m{number}").values()
        assert letter["To"] == "a@b.example, prive@gmail.com"
