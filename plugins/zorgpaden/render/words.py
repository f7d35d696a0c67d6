"""The words around every page, in the language that the host chose: `theme/talen/`, or a file of the host's own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from zorgpaden.loading.text_guard import decode
from zorgpaden.loading.yaml_reader import read_yaml
from zorgpaden.problems import DataProblems, Problem, suggest
from zorgpaden.render.environment import theme_folder

DUTCH = "nl"
FOLDER = "talen"
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z]{2})?")  # fy, en, nds, pt-BR


def shell_words(taal: str, project: Path) -> Mapping[str, str]:
    """Every word by its name. `project` is the folder with mkdocs.yml; raises `DataProblems`."""
    known = _ours(DUTCH)
    assert known is not None
    if not _LANGUAGE.fullmatch(taal):
        hint = "Schrijf de code van een taal, zoals nl, en of fy."
        raise DataProblems([Problem("mkdocs.yml", 0, 0, "taal", "fout", f"taal: “{taal}” is geen taal", hint)])
    own = project / FOLDER / f"{taal}.yml"
    ours = _ours(taal)
    if not own.is_file() and ours is not None:
        return ours
    words, problems = _read(own, known)
    if problems:
        raise DataProblems(problems)
    return words


def _ours(taal: str) -> Mapping[str, str] | None:
    file = theme_folder() / FOLDER / f"{taal}.yml"
    if not file.is_file():
        return None
    words = read_yaml(file.read_text(encoding="utf-8"), file.name)[0]
    assert isinstance(words, dict)
    return words


def _read(file: Path, known: Mapping[str, str]) -> tuple[dict[str, str], list[Problem]]:
    path = f"{FOLDER}/{file.name}"
    if not file.is_file():
        ours = ", ".join(sorted(one.stem for one in (theme_folder() / FOLDER).glob("*.yml")))
        hint = f"Kies uit: {ours}. Of maak {path} naast mkdocs.yml, met de namen uit het bestand voor nl."
        return {}, [Problem("mkdocs.yml", 0, 0, "taal", "fout", f"taal: {path} is er niet", hint)]
    text, problems = decode(file.read_bytes(), path)
    if text is None:
        return {}, problems
    value, marks, found = read_yaml(text, path)
    problems += found
    if value is None or problems:
        return {}, problems
    if not isinstance(value, dict):
        return {}, [Problem(path, 1, 1, "taal", "fout", "hier horen namen met een woord erachter", "zoeken: Sykje")]
    for name, message, hint in _faults(value, known):
        place = marks.find(name)
        problems.append(Problem(path, place.line, place.column, "taal", "fout", message, hint))
    return value, problems


def _faults(given: Mapping[str, object], known: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    for name, word in given.items():
        if name not in known:
            hint = suggest(name, [*known]) or f"Kies uit: {', '.join(known)}."
            yield name, f"“{name}” is geen woord dat de site gebruikt", hint
        elif not isinstance(word, str) or not word.strip():
            yield name, f"bij {name} staat geen woord", f"In het Nederlands: {known[name]}"
    for name in known:
        if name not in given:
            yield name, f"{name} ontbreekt", f"In het Nederlands: {known[name]}"
