"""Who receives a letter: a file outside the repository that gives e-mail addresses to owners."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from zorgpaden.loading.text_guard import decode
from zorgpaden.loading.yaml_reader import read_yaml
from zorgpaden.problems import DataProblems, Problem, errors
from zorgpaden.rounds.facts import owner_key
from zorgpaden.rounds.files import read_small
from zorgpaden.sheets.read import read_csv
from zorgpaden.types import Email

COLUMNS = ("eigenaar", "adres")
_EMAIL: TypeAdapter[str] = TypeAdapter(Email)
_HINT = "Schrijf bijvoorbeeld loket@gemeente.example."
Adressen = dict[str, tuple[str, ...]]


def read_addresses(file: Path) -> Adressen:
    """Owner (see `owner_key`) → addresses; from csv, or from YAML with `eigenaar: adres`. Raises `DataProblems`."""
    raw = read_small(file)
    text, problems = decode(raw, file.name)
    problems = errors(problems)  # a private address is no fault here
    if text is None or problems:
        raise DataProblems(problems)
    pairs = _of_csv(raw, file.name) if file.suffix.lower() == ".csv" else _of_yaml(text, file.name)
    found: dict[str, list[str]] = {}
    for owner, address, line in pairs:
        try:
            found.setdefault(owner_key(owner), []).append(_EMAIL.validate_python(address))
        except ValidationError:
            message = f"bij “{owner}” staat “{address}”; dat is geen e-mailadres"
            problems.append(Problem(file.name, line, 1, "email", "fout", message, _HINT))
    if problems:
        raise DataProblems(problems)
    return {owner: tuple(dict.fromkeys(addresses)) for owner, addresses in found.items()}


def _of_csv(raw: bytes, name: str) -> list[tuple[str, str, int]]:
    rows = read_csv(
        raw,
        name,
        lambda rows: max((sum(str(cell).strip().lower() in COLUMNS for cell in row) for row in rows), default=0),
    ).rows
    heads = [str(cell).strip().lower() for cell in rows[0]] if rows else []
    if not set(COLUMNS) <= set(heads):
        hint = "Zet bovenaan: eigenaar;adres"
        raise DataProblems([Problem(name, 1, 1, "kolommen", "fout", "de koppen eigenaar en adres ontbreken", hint)])
    places = [heads.index(column) for column in COLUMNS]
    cells = [
        ([str(row[at]).strip() if at < len(row) else "" for at in places], line) for line, row in enumerate(rows, 1)
    ]
    return [(owner, address, line) for (owner, address), line in cells[1:] if owner or address]


def _of_yaml(text: str, name: str) -> list[tuple[str, str, int]]:
    value, marks, problems = read_yaml(text, name)
    if not problems and not (isinstance(value, dict) and all(_fits(one) for one in value.values())):
        hint = "Schrijf per regel “eigenaar: adres”, of een lijst van adressen."
        problems = [Problem(name, 1, 1, "adressen", "fout", "hier horen eigenaren met hun adres", hint)]
    if problems:
        raise DataProblems(problems)
    assert isinstance(value, dict)
    return [(owner, one, marks.find(owner).line) for owner, given in value.items() for one in _each(given)]


def _fits(given: Any) -> bool:
    return isinstance(given, str) or (isinstance(given, list) and all(isinstance(one, str) for one in given))


def _each(given: Any) -> Iterator[str]:
    yield from given if isinstance(given, list) else [given]
