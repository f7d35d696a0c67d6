"""Who must approve what: a CODEOWNERS file from `eigenaar` in the data. Pure: files in, text and problems out.

A folder whose files all have the same owner gets one line; in a mixed folder each file has its own. GitHub and GitLab
read patterns and the last one that fits counts; Forgejo reads regular expressions and every one that fits counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from zorgpaden.catalog import Catalog
from zorgpaden.loading.marks import Marks
from zorgpaden.loading.text_guard import decode
from zorgpaden.loading.yaml_reader import read_yaml
from zorgpaden.model import Beheerd, Dossierpagina
from zorgpaden.problems import Problem, suggest

Accounts = tuple[str, ...]
KEYS = ("beheer", "eigenaren")
HOSTS = ("github", "gitlab", "forgejo")
_ACCOUNT = re.compile(r"@[A-Za-z0-9][\w.-]*(/[\w.-]+)*|[\w.+-]+@[\w-]+(\.[\w-]+)+")
_PLAIN_PATH = re.compile(r"[\w./-]+")
HEADER = "# Gemaakt met `zorgpaden codeowners` uit `eigenaar` in de gegevens. Verander dit bestand niet met de hand."


@dataclass(frozen=True, slots=True)
class Accountlijst:
    """Which accounts stand for an eigenaar, and which look after everything else."""

    beheer: Accounts
    eigenaren: Mapping[str, Accounts]
    marks: Marks


def read_mapping(raw: bytes, path: str) -> tuple[Accountlijst | None, list[Problem]]:
    """The file with accounts; None when it cannot be used."""
    text, problems = decode(raw, path)
    if text is None:
        return None, problems
    value, marks, found = read_yaml(text, path)
    problems += found
    if value is None:
        return None, problems
    problems += _shape_problems(value, marks, path)
    if problems:
        return None, problems
    owners = {str(name): _accounts(given) for name, given in value["eigenaren"].items()}
    return Accountlijst(_accounts(value["beheer"]), owners, marks), []


def _shape_problems(value: Any, marks: Marks, path: str) -> Iterator[Problem]:
    def problem(where: tuple[str | int, ...], message: str, hint: str) -> Problem:
        place = marks.find(*where)
        return Problem(path, place.line, place.column, "eigenaren", "fout", message, hint)

    example = "Schrijf een account, zoals @organisatie/team, een e-mailadres, of een lijst daarvan."
    if not isinstance(value, dict) or not isinstance(value.get("eigenaren"), dict) or "beheer" not in value:
        hint = "Schrijf `beheer:` met een account, en `eigenaren:` met per eigenaar een account."
        yield problem((), "hier horen `beheer` en `eigenaren`", hint)
        return
    for key in value:
        if key not in KEYS:
            yield problem((key,), f"“{key}” is geen veld", suggest(key, list(KEYS)) or "Haal deze regel weg.")
    for where, given in (
        (("beheer",), value["beheer"]),
        *((("eigenaren", one), accounts) for one, accounts in value["eigenaren"].items()),
    ):
        accounts = given if isinstance(given, list) else [given]
        if not accounts or not all(isinstance(one, str) and _ACCOUNT.fullmatch(one) for one in accounts):
            yield problem(where, f"“{given}” is geen account", example)


def _accounts(given: Any) -> Accounts:
    return tuple(given) if isinstance(given, list) else (str(given),)


def owners_of(catalog: Catalog) -> dict[str, str]:
    """File (`data/…`, `content/…`) → its eigenaar; files that nobody is named for are left out."""
    found: dict[str, str] = {}
    for item in catalog.items():
        if isinstance(item.entity, Beheerd):
            room = "content" if isinstance(item.entity, Dossierpagina) else "data"
            found[f"{room}/{item.source.path}"] = item.entity.eigenaar
    return dict(sorted(found.items()))


def mapping_problems(owners: Mapping[str, str], mapping: Accountlijst, path: str, host: str) -> list[Problem]:
    """Every eigenaar without an account, every account for nobody, and what this host cannot read."""
    problems = []
    names = dict.fromkeys(owners.values())
    for name in names:
        if name not in mapping.eigenaren:
            files = [file for file, owner in owners.items() if owner == name]
            more = f" en {len(files) - 1} andere" if len(files) > 1 else ""
            hint = f"Zet deze eigenaar in {path} bij `eigenaren`. {suggest(name, list(mapping.eigenaren))}".rstrip()
            message = f"eigenaar “{name}” heeft geen account (van {files[0]}{more})"
            problems.append(Problem(path, 0, 0, "eigenaar-zonder-account", "fout", message, hint))
    for name, accounts in (("beheer", mapping.beheer), *mapping.eigenaren.items()):
        where = ("beheer",) if name == "beheer" and accounts is mapping.beheer else ("eigenaren", name)
        place = mapping.marks.find(*where)
        if where[0] == "eigenaren" and name not in names:
            message, hint = f"niets heeft “{name}” als eigenaar", "Haal deze regel weg, of kijk of de naam klopt."
            problems.append(Problem(path, place.line, place.column, "eigenaar-over", "waarschuwing", message, hint))
        mail = [one for one in accounts if not one.startswith("@")]
        if host == "forgejo" and mail:
            message, hint = (
                f"Forgejo kent {mail[0]} niet",
                "Schrijf voor Forgejo een account: @naam of @organisatie/team.",
            )
            problems.append(Problem(path, place.line, place.column, "account", "fout", message, hint))
    for file in owners:
        if not _PLAIN_PATH.fullmatch(file):
            message, hint = (
                "deze naam kan niet in CODEOWNERS",
                "Geef het bestand een naam met letters, cijfers en streepjes.",
            )
            problems.append(Problem(file, 0, 0, "bestandsnaam", "fout", message, hint))
    return sorted(problems)


def codeowners(owners: Mapping[str, str], mapping: Accountlijst, host: str) -> str:
    """The file, for owners that all have an account."""
    accounts = {file: mapping.eigenaren[owner] for file, owner in owners.items()}
    lines = [HEADER, ""]
    if host == "forgejo":
        lines.append(f"!(data|content)/.* {' '.join(mapping.beheer)}")  # here every rule that fits counts
    else:
        lines.append(f"* {' '.join(mapping.beheer)}")
    for place, whom in _rules(accounts):
        lines.append(f"{_pattern(place, host)} {' '.join(whom)}")
    return "\n".join(lines) + "\n"


def _pattern(place: str, host: str) -> str:
    if host != "forgejo":
        return f"/{place}"
    return place.replace(".", r"\\.") + (".*" if place.endswith("/") else "")


def _rules(accounts: Mapping[str, Accounts], folder: str = "") -> Iterator[tuple[str, Accounts]]:
    """(folder or file, accounts), in alphabetical order."""
    if folder and len(set(accounts.values())) == 1:
        yield folder, next(iter(accounts.values()))
        return
    below: dict[str, dict[str, Accounts]] = {}
    for file, whom in accounts.items():
        name, slash, _ = file.removeprefix(folder).partition("/")
        below.setdefault(f"{folder}{name}{slash}", {})[file] = whom
    for place, some in sorted(below.items()):
        if place.endswith("/"):
            yield from _rules(some, place)
        else:
            yield place, some[place]
