"""Who mistypes a command is told so in Dutch."""

from __future__ import annotations

import re

import pytest

from zorgpaden.cli import main


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ("verify", "zorgpaden verify: dit ontbreekt: --door"),
        ("vrify", "zorgpaden: bij opdracht: 'vrify' kan niet; kies uit 'check', 'new', "),
        ("check --nee", "zorgpaden: dit kan hier niet: --nee"),
        ("check --peildatum", "zorgpaden check: bij --peildatum: hier hoort iets achter"),
        ("check --peildatum morgen", "zorgpaden check: bij --peildatum: “morgen” is geen datum; schrijf bijvoorbeeld"),
        ("check --formaat x", "zorgpaden check: bij --formaat: 'x' kan niet; kies uit "),
        ("export --gemeente a --regio b --to x", "zorgpaden export: bij --regio: kan niet samen met --gemeente"),
        ("import a.csv --schrijf=ja --regio b", "zorgpaden import: bij --schrijf: hier hoort niets achter: 'ja'"),
        ("import", "zorgpaden import: dit ontbreekt: BESTAND"),
        ("new taart", "zorgpaden new: bij SOORT: 'taart' kan niet; kies uit 'gemeente', "),
    ],
)
def test_wrong_use(arguments: str, says: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(arguments.split())
    assert stop.value.code == 2
    told = capsys.readouterr().err
    assert says in told
    assert re.search(r"\nUitleg: zorgpaden( \w+)? --help\n$", told)
    assert not re.search(r"\b(usage|error|argument|invalid|expected|required)\b", told)


def test_help(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["import", "--help"])
    told = capsys.readouterr().out
    assert "\nkeuzes:\n  -h, --help" in told
    assert not re.search(r"\b(usage|options|positional|show)\b", told)
