"""`zorgpaden host` and what the host chose: all faults at once, nothing half written."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml

from hosting.serving import HOSTING, NAME, write_project
from support import PEILDATUM, run_zorgpaden
from zorgpaden.hosting.choice import Hosting, WrongHosting, contact_fault, place_of, read_hosting
from zorgpaden.hosting.headers import HASHED_FOLDER, header_table
from zorgpaden.hosting.servers import FILES

DAY = date.fromisoformat(PEILDATUM)


def test_every_kind_has_a_folder(settings: Path) -> None:
    made = {path.relative_to(settings).as_posix() for path in settings.rglob("*") if path.is_file()}
    assert made == {f"{kind}/{name}" for kind, files in FILES.items() for name in (*files, "LEESMIJ.md")}


def test_again_gives_the_same(project: Path, settings: Path) -> None:
    before = {path: path.read_bytes() for path in settings.rglob("*") if path.is_file()}
    done = run_zorgpaden("host", "--to", settings, "--peildatum", PEILDATUM, cwd=project)
    assert done.returncode == 0, done.stderr
    assert {path: path.read_bytes() for path in settings.rglob("*") if path.is_file()} == before


def test_a_folder_with_other_files_is_left_alone(project: Path, tmp_path: Path) -> None:
    (tmp_path / "van-mij.txt").write_text("blijft")
    done = run_zorgpaden("host", "--to", tmp_path, "--peildatum", PEILDATUM, cwd=project)
    assert done.returncode == 2
    assert "van-mij.txt" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["van-mij.txt"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("2027-06-01", "2026-11-22"), "voorbij"),
        (("2027-06-01", "2028-06-01"), "een jaar of meer"),
        (("meldpunt:", "melpunt:"), "Bedoelt u “meldpunt”"),
        (("https://intranet.waterrijk.example", "http://intranet.waterrijk.example"), "insluiten"),
    ],
)
def test_wrong_settings_are_refused(tmp_path: Path, change: tuple[str, str], words: str) -> None:
    host = write_project(tmp_path / "gastheer", more=HOSTING.replace(*change))
    done = run_zorgpaden("host", "--to", host / "server", "--peildatum", PEILDATUM, cwd=host)
    assert done.returncode == 1
    assert words in done.stderr
    assert not (host / "server").exists()


@pytest.mark.parametrize(
    "given",
    [
        {"insluiten": ["https://a.example; script-src *"]},
        {"insluiten": ["https://a.example/pad"]},
        {"insluiten": ["https://*.example"]},
        {"insluiten": "https://a.example"},
        {"insluiten": ["'self'"]},
        {"meldpunt": "mailto:a@b.example\nContact: x", "meldpunt_tot": DAY},
        {"meldpunt": "http://a.example", "meldpunt_tot": DAY},
        {"meldpunt": "mailto:a@b.example"},
        {"meldpunt_tot": DAY},
        {"meldpunt": "mailto:a@b.example", "meldpunt_tot": "ooit"},
        {"comprimeer": "misschien"},
    ],
)
def test_hostile_or_half_settings(given: dict[str, object]) -> None:
    with pytest.raises(WrongHosting):
        read_hosting(given)


def test_all_faults_at_once() -> None:
    with pytest.raises(WrongHosting) as wrong:
        read_hosting({"insluiten": ["http://a.example", "b"], "comprimeer": "x", "onbekend": 1})
    assert len(str(wrong.value).splitlines()) == 4


@pytest.mark.parametrize(
    "url", ["", "http://a.example/", "https://a.example", "https://a.example:8443/", "https://a b/"]
)
def test_addresses_without_a_place(url: str) -> None:
    with pytest.raises(WrongHosting):
        place_of(url)


def test_the_day_of_security_txt() -> None:
    def fault(day: str) -> str:
        return contact_fault(Hosting("mailto:a@b.example", date.fromisoformat(day)), DAY)

    assert not fault(PEILDATUM)
    assert not fault("2027-11-22")
    assert fault("2026-11-22")
    assert fault("2027-11-23")


def test_workflows_are_yaml_that_builds_the_site(settings: Path) -> None:
    for path in FILES["pages"]:
        text = (settings / "pages" / path).read_text(encoding="utf-8")
        assert yaml.safe_load(text)
        assert "scripts/build --to" in text
        for line in text.splitlines():  # an action by its whole commit, not by a name that can move
            assert "uses:" not in line or len(line.split("@")[1].split()[0]) == 40


def test_headers_file_has_no_two_rules_for_one_header(settings: Path) -> None:
    """Hosts put the headers of all rules that fit in one answer, so a second value has to take the first away."""
    rules: dict[str, list[str]] = {}
    for line in (settings / "headers/_headers").read_text(encoding="utf-8").splitlines():
        if line.startswith("/"):
            rules[line] = []
        elif line.strip() and not line.startswith("#"):
            assert len(line) <= 2000  # the limit of Cloudflare
            rules[next(reversed(rules))].append(line.strip())
    general, others = rules.pop("/*"), rules
    names = {line.split(":")[0] for line in general}
    assert {"Content-Security-Policy", "Strict-Transport-Security", "X-Content-Type-Options"} <= names
    for lines in others.values():
        for line in lines:
            name = line.split(":")[0]
            assert name.startswith("! ") or name not in names or f"! {name}" in lines
    redirects = (settings / "headers/_redirects").read_text(encoding="utf-8").splitlines()
    assert "/zorgpaden/geldproblemen/ /zorgpaden/geldzorgen/ 301" in redirects


def test_frames_are_refused_twice_or_allowed_once() -> None:
    """The old header cannot name a site, so it stands only where nobody may show a page in a frame."""
    alone, shown = (header_table(Hosting(insluiten=some), None).page for some in ((), ("https://a.example",)))
    assert alone["X-Frame-Options"] == "DENY"
    assert "X-Frame-Options" not in shown
    assert "frame-ancestors https://a.example" in shown["Content-Security-Policy"]


def test_what_counts_as_hashed_is_hashed(site: Path) -> None:
    names = [file.name for file in (site / HASHED_FOLDER).iterdir() if file.suffix not in (".gz", ".br")]
    assert names
    assert all(len(name.split(".")[-3]) == 8 for name in names), names


def test_no_name_of_this_machine(settings: Path) -> None:
    for file in settings.rglob("*"):
        if file.is_file():
            assert NAME in file.read_text(encoding="utf-8") or file.name != "zorgpaden.conf"
