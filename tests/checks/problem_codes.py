"""Every problem code that can be given, read from the source: nobody keeps a second list."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import zorgpaden

PACKAGE = Path(zorgpaden.__file__).parent
# What a load can run into; other rooms (exports, editing) have problems of their own.
SOURCES = ("loading", "checks", "types", "catalog.py", "project.py")
# Name of the function or class that takes a code → which argument that is.
CODE_ARGUMENT = {"Fault": 0, "Problem": 3, "_at": 3, "_Refused": 1, "problem": 1, "refuse": 0}
# Calls that pass on a code they were given; the code itself is a literal elsewhere.
PASSED_ON = {"*fault", "code", "fault.code", "refused.code"}


def source_codes() -> set[str]:
    """All codes in the source of the loader, the guard, the types and the checks."""
    return {code for file in _files() for code in _codes(ast.parse(file.read_text(encoding="utf-8")), file)}


def _files() -> Iterator[Path]:
    for name in SOURCES:
        place = PACKAGE / name
        yield from sorted(place.rglob("*.py")) if place.is_dir() else [place]


def _codes(tree: ast.AST, file: Path) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield from _code_of_call(node, file)
        elif isinstance(node, ast.FunctionDef) and node.name == "_explain":
            yield from _first_of_returns(node)


def _code_of_call(call: ast.Call, file: Path) -> Iterator[str]:
    name = getattr(call.func, "attr", getattr(call.func, "id", ""))
    place = CODE_ARGUMENT.get(name)
    if place is None or len(call.args) <= place:
        return
    code = call.args[place]
    if isinstance(code, ast.Constant):
        assert isinstance(code.value, str)
        yield code.value
    else:
        given = ast.unparse(code)
        assert given in PASSED_ON, f"{file}:{call.lineno}: the code is no literal: {given}"


def _first_of_returns(function: ast.FunctionDef) -> Iterator[str]:
    """`_explain` returns (code, message, hint)."""
    for node in ast.walk(function):
        if isinstance(node, ast.Return) and isinstance(node.value, ast.Tuple):
            first = node.value.elts[0]
            if isinstance(first, ast.Constant):
                yield str(first.value)
