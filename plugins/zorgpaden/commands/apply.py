"""`zorgpaden apply`: make the answer of an owner into a change on a branch of its own."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from zorgpaden.checks import Context
from zorgpaden.commands.common import OK, USAGE, Commands, add_folders
from zorgpaden.editing.draft import open_draft
from zorgpaden.problems import DataProblems
from zorgpaden.rounds.answer import read_answer
from zorgpaden.rounds.branch import (
    BranchError,
    Repository,
    checked_out,
    commit_files,
    free_branch,
    open_repository,
    refuse_branch,
)
from zorgpaden.rounds.decide import Besluit, decide, write_decisions

NOTHING = "Er is niets geschreven."


def add(commands: Commands) -> None:
    """Tell the parser."""
    apply = commands.add_parser(
        "apply",
        help="verwerk het antwoord van een eigenaar, op een eigen tak",
        description="Maak van een antwoord een wijziging op een nieuwe tak in Git. Uw eigen bestanden blijven gelijk.",
    )
    apply.add_argument(
        "antwoord", type=Path, metavar="ANTWOORD", help="het antwoord (.yml, of de mail als tekst) of een .csv"
    )
    where = apply.add_mutually_exclusive_group()
    where.add_argument("--tak", metavar="NAAM", help="naam van de tak (standaard antwoord/GEMEENTE-DATUM)")
    where.add_argument("--zonder-tak", action="store_true", help="schrijf rechtstreeks in de map, zonder Git")
    apply.add_argument("--proef", action="store_true", help="laat alleen zien wat er verandert")
    add_folders(apply)
    apply.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Everything that the answer says, or nothing."""
    context = Context(options.peildatum or date.today())
    try:
        return _apply(options, context)
    except BranchError as error:
        print(f"{error}\n{NOTHING}", file=sys.stderr)
        return USAGE
    except DataProblems:
        print(NOTHING, file=sys.stderr)
        raise


def _apply(options: argparse.Namespace, context: Context) -> int:
    missing = [folder for folder in (options.data, options.content) if not folder.is_dir()]
    if missing:
        raise BranchError(f"De map {missing[0]} is er niet; kijk of het pad klopt.")
    asked, unreadable = read_answer(options.antwoord)
    repository = None if options.zonder_tak else open_repository(options.data, options.content)
    if repository and options.tak is not None:
        refuse_branch(repository, options.tak)
    with _folders(repository, options) as (data, content), open_draft(data, content) as draft:
        decisions, problems = decide(draft.load(context).catalog, asked, context.peildatum)
        if unreadable or problems:
            raise DataProblems([*unreadable, *problems])
        write_decisions(draft, decisions)
        refused = draft.new_errors(context)
        if refused:
            raise DataProblems(refused)
        _tell(decisions)
        if not draft.changed:
            print("Er is niets te veranderen in de gegevens.", file=sys.stderr)
            return OK
        branch = _branch(repository, options.tak, decisions) if repository else ""
        if options.proef:
            print(
                f"Dit was een proef: er is niets geschreven.{f' De tak wordt {branch}.' if branch else ''}",
                file=sys.stderr,
            )
            return OK
        if repository:
            files = {repository.path(path): (draft.read(path) or "").encode() for path in draft.changed}
            commit_files(repository, branch, files, _message(decisions))
        else:
            draft.commit(context)
        count = len(draft.changed)
    done = f"{count} {'bestand' if count == 1 else 'bestanden'}"
    print(f"Op de tak {branch}: {done}." if branch else f"{done} bijgewerkt.", file=sys.stderr)
    return OK


@contextmanager
def _folders(repository: Repository | None, options: argparse.Namespace) -> Iterator[tuple[Path, Path]]:
    """The folders to work on: a copy of what is in Git, or the real ones."""
    if repository is None:
        yield options.data, options.content
        return
    with checked_out(repository) as folder:
        yield folder / "data", folder / "content"


def _branch(repository: Repository, given: str | None, decisions: Sequence[Besluit]) -> str:
    """As asked, or after the first layer and the day of the answer."""
    first = decisions[0]
    name = given or free_branch(
        repository, f"antwoord/{first.feit.item.source.laag.id}-{first.vraag.controle.op.isoformat()}"
    )
    refuse_branch(repository, name)
    return name


def _tell(decisions: Sequence[Besluit]) -> None:
    for one in decisions:
        for line in one.regels:
            print(f"{one.feit.bestand}: {line}")
    for one in decisions:
        if one.vraag.opmerking:
            print(
                f"Opmerking bij “{one.feit.naam}”: {one.vraag.opmerking}\n    → Verwerk die zelf in {one.feit.bestand}."
            )


def _message(decisions: Sequence[Besluit]) -> str:
    """The message of the commit. Remarks stay out: nobody has looked yet whether they are about a person."""
    places = dict.fromkeys(one.feit.deel for one in decisions)
    lines = [f"- {one.feit.id}: {line}" for one in decisions for line in one.regels]
    return "\n".join([f"Antwoord op de controleronde: {', '.join(places)}", "", *lines]) + "\n"
