"""The words around every page: ours whole in each language, those of a host looked over."""

from __future__ import annotations

from pathlib import Path

import pytest

from zorgpaden.problems import DataProblems, Problem
from zorgpaden.render.environment import theme_folder
from zorgpaden.render.words import FOLDER, shell_words

OURS = sorted(path.stem for path in (theme_folder() / FOLDER).glob("*.yml"))


def test_every_language_has_every_word(tmp_path: Path) -> None:
    assert "nl" in OURS
    for taal in OURS:
        words = shell_words(taal, tmp_path)
        assert words.keys() == shell_words("nl", tmp_path).keys()
        assert all(word.strip() for word in words.values())


def own(folder: Path, text: str, taal: str = "fy") -> list[Problem]:
    """What is wrong with a file of the host."""
    (folder / FOLDER).mkdir(exist_ok=True)
    (folder / FOLDER / f"{taal}.yml").write_text(text, encoding="utf-8")
    try:
        shell_words(taal, folder)
    except DataProblems as wrong:
        return wrong.problems
    return []


def whole(**changed: str) -> str:
    words = dict(shell_words("nl", Path())) | changed
    return "".join(f'{name}: "{word}"\n' for name, word in words.items())


def test_a_language_of_the_host(tmp_path: Path) -> None:
    assert own(tmp_path, whole(zoeken="Sykje")) == []
    assert shell_words("fy", tmp_path)["zoeken"] == "Sykje"


def test_own_words_instead_of_ours(tmp_path: Path) -> None:
    assert own(tmp_path, whole(naam="Zorgwijzer"), "nl") == []
    assert shell_words("nl", tmp_path)["naam"] == "Zorgwijzer"


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        (whole() + "zoek: Sykje\n", 14, "“zoek” is geen woord dat de site gebruikt"),
        (whole().replace('menu: "Menu"\n', ""), 1, "menu ontbreekt"),
        (whole(bel=" "), 9, "bij bel staat geen woord"),
        (whole() + "bel: [a]\n", 14, "voor de tweede keer"),
        ("- zoeken\n", 1, "hier horen namen met een woord erachter"),
        ("a: &x 1\n", 1, ""),
    ],
)
def test_a_file_that_is_not_right(text: str, line: int, message: str, tmp_path: Path) -> None:
    found = own(tmp_path, text)
    assert any((one.path, one.line) == ("talen/fy.yml", line) and message in one.message for one in found), found
    assert all(one.hint for one in found)


@pytest.mark.parametrize("taal", ["xx", "../nl", "Nederlands", ""])
def test_a_language_that_is_not_there(taal: str, tmp_path: Path) -> None:
    with pytest.raises(DataProblems) as wrong:
        shell_words(taal, tmp_path)
    (only,) = wrong.value.problems
    assert only.path == "mkdocs.yml"
    assert "nl" in only.hint
