"""`zorgpaden import`: voorzieningen from a spreadsheet; without `--schrijf` it only tells what it would do."""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from datetime import date
from pathlib import Path

from zorgpaden.checks import Context
from zorgpaden.commands.common import OK, PROBLEMS, USAGE, Commands, add_folders
from zorgpaden.commands.export import add_layer, chosen_layer
from zorgpaden.editing.canonical import new_text, with_values
from zorgpaden.editing.draft import Draft, open_draft
from zorgpaden.problems import DataProblems, Problem
from zorgpaden.project import load_project
from zorgpaden.sheets.columns import nested
from zorgpaden.sheets.mapping import Mapping, read_mapping
from zorgpaden.sheets.merge import Decision, Uitslag, changes_of, column_at, decide, missing
from zorgpaden.sheets.read import read_file
from zorgpaden.sheets.report import as_text, other_problems, summary
from zorgpaden.sheets.table import Fault, score, to_table


def add(commands: Commands) -> None:
    """Tell the parser."""
    import_ = commands.add_parser("import", help="lees voorzieningen uit een spreadsheet (eerst op proef)")
    import_.add_argument("bestand", type=Path, metavar="BESTAND", help="een .xlsx, .ods of .csv")
    add_folders(import_)
    add_layer(import_, "lees in voor")
    import_.add_argument("--kolommen", type=Path, metavar="BESTAND.yml", help="wat de koppen in uw bestand betekenen")
    import_.add_argument("--schrijf", action="store_true", help="schrijf wat nieuw is; zonder dit is het een proef")
    import_.add_argument("--overschrijf", action="store_true", help="verander ook wat er al staat")
    import_.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Read, decide, try in a draft, report; write only when no row is refused."""
    mapping = read_mapping(options.kolommen) if options.kolommen else Mapping()
    name = options.bestand.name
    table = to_table(read_file(options.bestand, lambda rows: score(rows, mapping)), name, mapping)
    context = Context(options.peildatum or date.today())
    catalog = load_project(options.data, options.content, context).catalog
    laag = chosen_layer(options, catalog)
    if isinstance(laag, str):
        print(laag, file=sys.stderr)
        return USAGE
    decisions = decide(table, catalog, laag, mapping)
    with open_draft(options.data, options.content) as draft:
        written, elsewhere = _try(draft, decisions, context, options)
    print("\n".join(filter(None, (as_text(table, decisions, options.overschrijf), other_problems(elsewhere)))))
    print(summary(decisions, missing(decisions, catalog, laag)), file=sys.stderr)
    refused = bool(elsewhere) or any(one.uitslag is Uitslag.GEWEIGERD for one in decisions)
    print(_conclusion(written, refused, options), file=sys.stderr)
    return PROBLEMS if refused else OK


def _try(
    draft: Draft, decisions: list[Decision], context: Context, options: argparse.Namespace
) -> tuple[list[str], list[Problem]]:
    """(paths that were written, problems that belong to no row). A dry run tries every row that could be agreed to."""
    for decision in decisions:
        if decision.writes(options.overschrijf or not options.schrijf):
            _put(draft, decision)
    refused = any(decision.uitslag is Uitslag.GEWEIGERD for decision in decisions)
    if not draft.changed:
        return [], []
    try:
        if options.schrijf and not refused:
            return draft.commit(context), []
        problems = draft.new_errors(context)
    except DataProblems as found:
        problems = found.problems
    return [], _to_rows(draft, decisions, problems)


def _put(draft: Draft, decision: Decision) -> None:
    text = draft.read(decision.path)
    if decision.new:
        if text is not None:
            hint = "Draai `zorgpaden check` en herstel dat bestand eerst."
            decision.refuse(None, f"{decision.path} bestaat al, maar is nu niet te lezen", hint)
            return
        draft.write(decision.path, new_text(nested(decision.values), decision.path))
        return
    assert text is not None
    draft.write(decision.path, with_values(text, decision.path, dict(changes_of(decision))))


def _to_rows(draft: Draft, decisions: list[Decision], problems: list[Problem]) -> list[Problem]:
    """Give each problem to the row whose file it is in; the others come back."""
    by_path: dict[str, list[Problem]] = defaultdict(list)
    for problem in problems:
        by_path[problem.path].append(problem)
    for decision in decisions:
        for problem in by_path.pop(decision.path, []):
            column = column_at(draft.read(decision.path) or "", decision.path, problem.line)
            decision.faults.append(Fault(column, problem.message, problem.hint))
    return sorted(problem for rest in by_path.values() for problem in rest)


def _conclusion(written: list[str], refused: bool, options: argparse.Namespace) -> str:
    if refused:
        return "Er is niets geschreven. Herstel eerst wat geweigerd is."
    if not options.schrijf:
        return "Dit was een proef: er is niets geschreven. Met --schrijf wel."
    if not written:
        return "Er was niets te schrijven."
    return f"Geschreven: {len(written)} {'bestand' if len(written) == 1 else 'bestanden'}."
