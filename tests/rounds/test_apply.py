"""`zorgpaden apply`: exactly what the answer says, on a branch of its own; or nothing, and why."""

from __future__ import annotations

from pathlib import Path
from subprocess import CompletedProcess

import pytest

from rounds.repository import Repo, answer, command, kenmerk
from stand.small import DAY
from zorgpaden.checks import Context

KADE = "data/gemeenten/kade"
TEAM = f"{KADE}/voorzieningen/team.yml"
BRANCH = "antwoord/kade-2026-11-22"
NUMBER, OTHER = "088-000 00 01", "088-000 00 09"


def apply(repo: Repo, text: str | bytes, *arguments: str, name: str = "antwoord.yml") -> CompletedProcess[str]:
    file = repo.folder.parent / name
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return command("apply", file, "--peildatum", str(DAY), *arguments, cwd=repo.folder)


def fact(repo: Repo, **values: object) -> dict[str, object]:
    """An answer about `team`: a new number, unless told otherwise."""
    given: dict[str, object] = {
        "soort": "voorziening",
        "id": "team",
        "kenmerk": kenmerk(repo.folder, "team", Context(DAY)),
        "stond": {"telefoon": NUMBER},
        "wordt": {"telefoon": OTHER},
    }
    return {key: value for key, value in (given | values).items() if value is not None}


def test_a_correction_is_one_line_on_a_branch_and_the_user_keeps_everything(small: Repo) -> None:
    (small.folder / TEAM).open("a", encoding="utf-8").write("# hier werk ik nog aan\n")
    (small.folder / f"{KADE}/gemeente.yml").write_text("half af", encoding="utf-8")
    small.git("add", f"{KADE}/gemeente.yml")
    (small.folder / "kladje.txt").write_text("los", encoding="utf-8")
    before = small.state()
    done = apply(small, answer(antwoorden=[fact(small)]))
    assert done.returncode == 0, done.stdout + done.stderr
    assert small.state() == before
    assert small.branches() == [BRANCH, "main"]
    assert small.changed_lines(BRANCH) == [f"-  telefoon: {NUMBER}", f"+  telefoon: {OTHER}"]
    assert small.git("rev-parse", f"{BRANCH}~1") == small.git("rev-parse", "main")
    assert small.git("log", "-1", "--format=%an|%s", BRANCH) == "Redactie|Antwoord op de controleronde: gemeente-kade\n"
    assert f"telefoon {NUMBER} → {OTHER}" in done.stdout


def test_a_check_is_renewed_only_with_what_the_answer_says(small: Repo) -> None:
    done = apply(small, answer(antwoorden=[fact(small, wordt=None, klopt="ja")]))
    assert done.returncode == 0, done.stdout + done.stderr
    assert small.changed_lines(BRANCH) == [
        "-  op: 2026-11-01", "-  door: redactie", "-  hoe: gebeld",
        "+  op: 2026-11-22", "+  door: teamleider", "+  hoe: nagevraagd",
    ]  # fmt: skip


def test_a_value_can_go_and_come(small: Repo) -> None:
    values = fact(
        small, stond={"bereikbaar": ""}, wordt={"bereikbaar": "ma-vr 9-17 uur", "website": "https://dam.example/"}
    )
    done = apply(small, answer(antwoorden=[values]))
    assert done.returncode == 0, done.stdout + done.stderr
    assert small.changed_lines(BRANCH) == ["+  website: https://dam.example/", "+  bereikbaar: ma-vr 9-17 uur"]
    small.git("checkout", "--quiet", BRANCH)
    back = fact(small, stond={"website": "https://dam.example/"}, wordt={"website": ""})
    done = apply(small, answer(antwoorden=[back]), "--tak", "terug")
    assert done.returncode == 0, done.stdout + done.stderr
    assert small.changed_lines("terug") == ["+  bereikbaar: ma-vr 9-17 uur"]


def test_a_dry_run_makes_no_branch(small: Repo) -> None:
    before = small.state()
    done = apply(small, answer(antwoorden=[fact(small)]), "--proef")
    assert done.returncode == 0
    assert f"→ {OTHER}" in done.stdout
    assert BRANCH in done.stderr
    assert (small.state(), small.branches()) == (before, ["main"])


def test_a_second_answer_of_the_day_has_a_branch_of_its_own(small: Repo) -> None:
    for _ in range(2):
        assert apply(small, answer(antwoorden=[fact(small)])).returncode == 0
    assert small.branches() == [BRANCH, f"{BRANCH}-2", "main"]
    done = apply(small, answer(antwoorden=[fact(small)]), "--tak", BRANCH)
    assert done.returncode == 2
    assert f"--tak {BRANCH}-3" in done.stderr


def test_the_whole_mail_will_do_and_a_remark_is_told_but_not_written(small: Repo) -> None:
    block = answer(antwoorden=[fact(small, opmerking="De deur is achterom.")])
    mail = f"Goedendag,\r\n\r\n: geen yaml {{\r\n# begin antwoord\r\n{block}# einde antwoord\r\nGroet: *de* & co\r\n"
    done = apply(small, mail, name="mail.txt")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Opmerking bij “Team”: De deur is achterom." in done.stdout
    assert len(small.changed_lines(BRANCH)) == 2
    assert "achterom" not in small.git("log", "-1", "--format=%B", BRANCH)


def test_only_a_remark_changes_nothing(small: Repo) -> None:
    done = apply(small, answer(antwoorden=[fact(small, wordt=None, opmerking="Bel mij.")]))
    assert done.returncode == 0
    assert "Er is niets te veranderen" in done.stderr
    assert small.branches() == ["main"]


def test_a_csv_does_the_same_for_several_facts(small: Repo) -> None:
    text = (
        "id;veld;waarde;klopt;door;op;hoe\r\n"
        f"team;telefoon;{OTHER};;teamleider;2026-11-22;gebeld\r\n"
        "team;opmerking;Vanaf januari;;teamleider;2026-11-22;gebeld\r\n"
        "polderhulp;;;ja;teamleider;2026-11-22;\r\n"
    )
    done = apply(small, b"\xef\xbb\xbf" + text.encode(), name="antwoord.csv")
    assert done.returncode == 0, done.stdout + done.stderr
    assert small.git("diff", "--name-only", "main", BRANCH).split() == [
        TEAM, "data/regios/polder/voorzieningen/polderhulp.yml",
    ]  # fmt: skip
    assert "Vanaf januari" in done.stdout


def test_without_git_it_writes_straight_or_says_how(small: Repo, tmp_path: Path) -> None:
    (small.folder / ".git").rename(tmp_path / "weg")
    before = (small.folder / TEAM).read_text(encoding="utf-8")
    done = apply(small, answer(antwoorden=[fact(small)]))
    assert done.returncode == 2
    assert "--zonder-tak" in done.stderr
    assert (small.folder / TEAM).read_text(encoding="utf-8") == before
    done = apply(small, answer(antwoorden=[fact(small)]), "--zonder-tak")
    assert done.returncode == 0, done.stdout + done.stderr
    assert (small.folder / TEAM).read_text(encoding="utf-8") == before.replace(NUMBER, OTHER)
    assert sorted(one.name for one in small.folder.iterdir()) == ["content", "data"]


# What is refused: the answer, and what the message has to say.
REFUSED = {
    "tag": ("deel: !!python/object/apply:os.system ['id']\n", "antwoord.yml:1:7: fout [yaml-tag]"),
    "anker": ("deel: &a gemeente-kade\nop: *a\n", "antwoord.yml:1:7: fout [yaml-anker]"),
    "30 MB": ("x" * 30 * 1024 * 1024, "het bestand is 30720 kB"),
    "geen utf-8": (b"deel: \xe9\n", "[utf-8]"),
    "leeg": ("", "hier staat niets"),
    "lijst": ("- a\n", "hier horen velden te staan"),
    "burgerservicenummer": ("deel: gemeente-kade\ndoor: 123456782\n", "[bsn]"),
}
# The same, as changes to a good answer about `team`: to the fact, to what is around it.
CHANGED = {
    "html": ({"opmerking": "<b>hoi</b>"}, {}, "[html]"),
    "html in de functie": ({}, {"door": "<script>x</script>"}, "[html]"),
    "ander bestand": ({"id": "../../../etc/passwd"}, {}, "kan geen id zijn"),
    "onbekend id": ({"id": "teem"}, {}, "“teem” is geen voorziening van gemeente-kade\n    → Bedoelt u “team”?"),
    "van een andere laag": ({"id": "polderhulp"}, {}, "“polderhulp” is geen voorziening van gemeente-kade"),
    "onbekende soort": ({"soort": "zorgpad"}, {}, "“zorgpad” kan niet bij “soort”"),
    "onbekend veld": ({"wordt": {"telefon": OTHER}}, {}, "geen bekend veld\n    → Bedoelt u “telefoon”?"),
    "veld buiten het formulier": ({"wordt": {"adres": "Dam 1"}}, {}, "“adres” is hier geen bekend veld"),
    "geen nummer": ({"wordt": {"telefoon": "12"}}, {}, "“12” is geen Nederlands telefoonnummer"),
    "geen https": ({"wordt": {"website": "javascript:alert(1)"}}, {}, "het begint niet met https://"),
    "onbekende laag": ({}, {"deel": "gemeente-kadee"}, "Bedoelt u “gemeente-kade”?"),
    "pad als laag": ({}, {"deel": "../.."}, "“../..” is geen gemeente of regio"),
    "morgen": ({}, {"op": "2026-11-24"}, "2026-11-24 ligt na vandaag (2026-11-23)"),
    "te oud": ({"klopt": "ja"}, {"op": "2026-10-01"}, "is al nagegaan op 2026-11-01, later dan 2026-10-01"),
    "zonder kenmerk": ({"kenmerk": None}, {}, "“kenmerk” ontbreekt"),
    "zonder functie": ({}, {"door": ""}, "[leeg]"),
    "veranderd": (
        {"stond": {"telefoon": "088-000 00 05"}}, {},
        f"de eigenaar zag “088-000 00 05”, nu staat er “{NUMBER}”. Het antwoord zegt “{OTHER}”.",
    ),
    "veranderd, en het klopt": ({"kenmerk": "00000000", "klopt": "ja"}, {}, "zag kenmerk 00000000, nu is het"),
    "onzichtbaar teken": ({"opmerking": "hier\u200bdaar"}, {}, "[onzichtbaar]"),
}  # fmt: skip


@pytest.mark.parametrize("case", [*REFUSED, *CHANGED])
def test_a_bad_answer_does_nothing_and_says_why(small: Repo, case: str) -> None:
    text: str | bytes
    if case in REFUSED:
        text, message = REFUSED[case]
    else:
        inside, around, message = CHANGED[case]
        text = answer(**(around | {"antwoorden": [fact(small, **inside)]}))
    before = small.state()
    done = apply(small, text)
    assert done.returncode == 1, done.stdout + done.stderr
    assert message in done.stdout
    assert "Er is niets geschreven." in done.stderr
    assert "Traceback" not in done.stderr
    assert (small.state(), small.branches()) == (before, ["main"])
    assert "unreachable" not in small.git("fsck", "--unreachable")


def test_one_bad_fact_stops_the_good_one_and_every_reason_is_told(small: Repo) -> None:
    bad = [fact(small, id="maatje", kenmerk="00000000", klopt="ja"), fact(small, id="weg")]
    done = apply(small, answer(antwoorden=[fact(small), *bad]))
    assert done.returncode == 1
    assert done.stdout.count("fout [") == 2
    assert small.branches() == ["main"]


def test_rows_that_cannot_be_read_and_rows_that_do_not_fit_are_told_in_one_run(small: Repo) -> None:
    rows = ("id;veld;waarde;door;op", "team;telefoon;info@kade.example;x;2026-11-22", "teem;telefoon;112;x;2026-11-25")
    done = apply(small, "\n".join(rows), name="antwoord.csv")
    assert done.returncode == 1
    assert "antwoord.csv:2:1: fout [telefoon]" in done.stdout
    assert "antwoord.csv:3:1: fout [id] “teem” is geen" in done.stdout
    assert "antwoord.csv:3:1: fout [datum]" in done.stdout
    assert small.branches() == ["main"]


def test_what_the_check_refuses_makes_no_branch(small: Repo) -> None:
    """The number of the urgent line of a zorgpad cannot go."""
    pad = "data/landelijk/zorgpaden/pad.yml"
    with (small.folder / pad).open("a", encoding="utf-8") as file:
        file.write("spoed:\n  - {id: nu, wanneer: Gevaar., voorziening: team}\n")
    small.git("commit", "--all", "--quiet", "--message", "Spoed")
    done = apply(small, answer(antwoorden=[fact(small, wordt={"telefoon": ""})]))
    assert done.returncode == 1, done.stdout + done.stderr
    assert small.branches() == ["main"]
    assert "data/" in done.stdout


CSV = {
    "kolom": ("id;veld;waarde;klopt;door;datum\n", "de kolom op ontbreekt"),
    "onbekende kolom": ("id;veld;waarde;klopt;door;op;pad\n", "“pad” is geen kolom"),
    "veld": ("id;veld;waarde;door;op\nteam;telefoonnr;1;x;2026-11-22\n", "antwoord.csv:2:1: fout [keuze]"),
    "zonder waarde": ("id;veld;waarde;door;op\nteam;telefoon;;x;2026-11-22\n", "of “weg”"),
    "formule": ("id;veld;waarde;door;op\nteam;telefoon;=1+1;x;2026-11-22\n", "hier staat een formule"),
    "excel-datum": ("id;klopt;door;op\nteam;ja;x;22-11-2026\n", "“22-11-2026” is geen datum"),
    "twee keer": (
        f"id;veld;waarde;door;op\nteam;telefoon;{NUMBER};x;2026-11-22\nteam;telefoon;{OTHER};x;2026-11-22\n",
        "“telefoon” van “team” staat er twee keer",
    ),
    "oneens": ("id;klopt;door;op\nteam;ja;x;2026-11-22\nteam;ja;y;2026-11-22\n", "bij door, op, hoe of kenmerk"),
    "was": (
        f"id;veld;waarde;was;door;op\nteam;telefoon;{OTHER};088-000 00 05;x;2026-11-22\n",
        f"nu staat er “{NUMBER}”",
    ),
    "leeg": ("id;klopt;door;op\n", "er staan geen antwoorden in"),
}


@pytest.mark.parametrize("case", CSV)
def test_a_bad_csv_does_nothing_and_says_which_row(small: Repo, case: str) -> None:
    text, message = CSV[case]
    done = apply(small, text, name="antwoord.csv")
    assert done.returncode == 1, done.stdout + done.stderr
    assert message in done.stdout
    assert small.branches() == ["main"]


@pytest.mark.parametrize("name", ["-f", "a..b", "refs/../x", "", "met spatie"])
def test_a_branch_needs_a_name_that_git_takes(small: Repo, name: str) -> None:
    done = apply(small, answer(antwoorden=[fact(small)]), f"--tak={name}")
    assert done.returncode == 2
    assert "kan geen tak zijn" in done.stderr
    assert small.branches() == ["main"]
