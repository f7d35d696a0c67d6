"""Reading a file that somebody sent: nothing is read that is larger than a file of ours may be."""

from __future__ import annotations

from pathlib import Path

from zorgpaden.loading.text_guard import MAX_BYTES
from zorgpaden.problems import DataProblems, Problem


def read_small(file: Path, most: int = MAX_BYTES) -> bytes:
    """The bytes; `DataProblems` when there is no such file or it has more than `most` of them."""
    if not file.is_file():
        raise DataProblems([_problem(file, "bestand", f"het bestand {file} is er niet", "Kijk of het pad klopt.")])
    try:
        with file.open("rb") as stream:
            raw = stream.read(most + 1)
    except OSError:
        hint = "Kijk of u dit bestand mag openen."
        raise DataProblems([_problem(file, "bestand", f"het bestand {file} is niet te lezen", hint)]) from None
    if len(raw) > most:
        message = f"het bestand is {file.stat().st_size // 1024} kB"
        raise DataProblems([_problem(file, "te-groot", message, f"Hoogstens {most // 1024} kB.")])
    return raw


def _problem(file: Path, code: str, message: str, hint: str) -> Problem:
    return Problem(file.name, 0, 0, code, "fout", message, hint)
