"""Letters of a host's own: woff2 files beside the style sheet, served by the site itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tinycss2.ast import Node

from zorgpaden.huisstijl.tokens import FontFace, Token
from zorgpaden.problems import Problem

MAX_BYTES = 100 * 1024
MAX_FILES = 4
_MAGIC = b"wOF2"
_FILE = re.compile(r"(?:\./)?([A-Za-z0-9][A-Za-z0-9_-]*\.woff2)", re.ASCII)
_FAMILY = re.compile(r"[\w][\w .-]{0,59}")
_WEIGHT = re.compile(r"normal|bold|[1-9]\d{2}(?: [1-9]\d{2})?")
_HINT = 'Leg een woff2-bestand naast dit bestand en schrijf: src: url(naam.woff2) format("woff2");'


@dataclass(frozen=True, slots=True)
class Font:
    """One file of letters."""

    family: str
    weight: str
    """As CSS: one number or two."""
    style: str
    """`normal` or `italic`."""
    name: str
    content: bytes


def read_fonts(faces: list[FontFace], folder: Path, path: str) -> tuple[list[Font], list[Problem]]:
    """(fonts, problems) of the `@font-face` rules of a style sheet that lies in `folder`."""
    fonts: list[Font] = []
    problems: list[Problem] = []
    for face in faces[:MAX_FILES]:
        found = _font(face, folder)
        if isinstance(found, Font):
            fonts.append(found)
        else:
            place, message, hint = found
            problems.append(Problem(path, place.line, place.column, "huisstijl-letter", "fout", message, hint))
    for face in faces[MAX_FILES : MAX_FILES + 1]:
        message, hint = (
            f"hier staan {len(faces)} lettertypen",
            f"Hoogstens {MAX_FILES}: elk bestand maakt de site trager.",
        )
        problems.append(Problem(path, face.line, face.column, "huisstijl-letter", "fout", message, hint))
    return fonts, problems


def _font(face: FontFace, folder: Path) -> Font | tuple[FontFace | Token, str, str]:
    for needed in ("font-family", "src"):
        if needed not in face.descriptors:
            return face, f"in deze @font-face staat geen {needed}", _HINT
    family = _text(face.descriptors["font-family"])
    if not _FAMILY.fullmatch(family):
        return (
            face.descriptors["font-family"],
            "deze naam van een lettertype kan niet",
            "Gebruik letters, cijfers en spaties.",
        )
    src = face.descriptors["src"]
    addresses = list(_addresses(src.value))
    named = _FILE.fullmatch(addresses[0]) if len(addresses) == 1 else None
    if named is None:
        shown = ", ".join(addresses)[:80] or "niets"
        return src, f"src wijst naar “{shown}”; het moet één woff2-bestand hiernaast zijn", _HINT
    file = folder / named[1]
    if file.is_symlink() or not file.is_file():
        return src, f"{named[1]} ligt niet naast dit bestand", _HINT
    size = file.stat().st_size
    if size > MAX_BYTES:
        hint = f"Hoogstens {MAX_BYTES // 1024} kB; laat in het bestand alleen de tekens van West-Europese talen."
        return src, f"{named[1]} is {size // 1024} kB", hint
    content = file.read_bytes()
    if not content.startswith(_MAGIC):
        return src, f"{named[1]} is geen woff2-bestand", "Zet het lettertype eerst om naar woff2."
    weight = _text(face.descriptors["font-weight"]) if "font-weight" in face.descriptors else "400"
    style = _text(face.descriptors["font-style"]) if "font-style" in face.descriptors else "normal"
    if not _WEIGHT.fullmatch(weight):
        return (
            face.descriptors["font-weight"],
            f"font-weight “{weight[:40]}” kan niet",
            "Schrijf bijvoorbeeld 400 of 700.",
        )
    if style not in ("normal", "italic"):
        return face.descriptors["font-style"], f"font-style “{style[:40]}” kan niet", "Schrijf normal of italic."
    return Font(family, weight, style, named[1], content)


def _text(token: Token) -> str:
    """A short value as plain words."""
    words = [
        node.representation if node.type == "number" else str(getattr(node, "value", "?"))
        for node in token.value
        if node.type != "whitespace"
    ]
    return " ".join(words)


def _addresses(value: tuple[Node, ...]) -> Iterator[str]:
    for node in value:
        if node.type == "url":
            yield node.value
        elif node.type == "function" and node.lower_name in ("url", "src"):
            yield "".join(str(getattr(one, "value", "?")) for one in node.arguments)
