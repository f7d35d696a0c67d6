"""A build after another: whether anything changed, and whether it is more than data. Loads little before it knows."""

from __future__ import annotations

import sys

from zorgpaden.build.code import code_version
from zorgpaden.build.lasting import all_is_kept
from zorgpaden.build.question import Memory, Question
from zorgpaden.build.workshop import MEMORY, Workshop, memory_of


def build_again(question: Question) -> int | None:
    """Build what changed since the last build. Returns an exit code; None when this is more than a change of data."""
    if not _is_like_before(question, memory_of(question.target, code_version()).read_json(MEMORY)):
        return None
    with Workshop(question.target, code_version()) as workshop:
        memory = workshop.store.read_json(MEMORY)  # another build may have been at work
        if not _is_like_before(question, memory):
            return None
        folders = question.folders()
        if memory["mappen"] == folders.key and workshop.is_whole():
            print(f"Zorgpaden: er is niets veranderd; de site staat in {question.target}", file=sys.stderr)
            return 0
        workshop.look_further()
        with all_is_kept():
            from zorgpaden.build.renewal import renew  # noqa: PLC0415  (when nothing changed, nothing more is loaded)

            return renew(question, memory, folders, workshop)


def _is_like_before(question: Question, memory: Memory | None) -> bool:
    return question.config.is_file() and question.same_but_for_data(memory)
