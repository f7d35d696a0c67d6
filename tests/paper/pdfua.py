"""What PDF/UA-1 (ISO 14289-1) asks of a file, as far as a program can tell. Not a full validator."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pikepdf

PAINTING = {"Tj", "TJ", "'", '"', "f", "f*", "S", "s", "B", "B*", "b", "b*", "Do", "sh"}
LEVELS = {f"/H{level}": level for level in range(1, 7)}


def faults(file: Path) -> list[str]:
    """Everything that is wrong, in words; empty is good."""
    with pikepdf.open(file) as pdf:
        return [*_document(pdf), *_headings(pdf), *_figures(pdf), *_links(pdf), *_fonts(pdf), *_content(pdf)]


def headings(file: Path) -> list[int]:
    """The levels of the headings in reading order."""
    with pikepdf.open(file) as pdf:
        return [LEVELS[str(element.S)] for element in elements(pdf) if str(element.S) in LEVELS]


def alternatives(file: Path) -> list[str]:
    """The texts that stand for pictures."""
    with pikepdf.open(file) as pdf:
        return [str(element.Alt) for element in elements(pdf) if str(element.S) == "/Figure"]


def elements(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """The structure tree in reading order."""
    tree = pdf.Root.get("/StructTreeRoot")
    if tree is not None:
        for kid in tree.K:
            yield from _below(kid)


def _below(element: Any) -> Iterator[Any]:
    if not isinstance(element, pikepdf.Dictionary) or "/S" not in element:
        return
    yield element
    for kid in element.get("/K", []):
        yield from _below(kid)


def _document(pdf: pikepdf.Pdf) -> Iterator[str]:
    root = pdf.Root
    if not root.get("/MarkInfo", {}).get("/Marked"):
        yield "not marked"
    if "/StructTreeRoot" not in root:
        yield "no structure tree"
    if str(root.get("/Lang")) != "nl":
        yield f"language is {root.get('/Lang')}"
    if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle"):
        yield "title is not displayed"
    with pdf.open_metadata() as metadata:
        if metadata.get("pdfuaid:part") != "1":
            yield "not declared as PDF/UA-1"
        if not metadata.get("dc:title") or metadata["dc:title"] != str(pdf.docinfo.get("/Title")):
            yield "no title"
    yield from (f"page {n}: no tab order" for n, page in enumerate(pdf.pages, 1) if page.get("/Tabs") != "/S")


def _headings(pdf: pikepdf.Pdf) -> Iterator[str]:
    levels = [LEVELS[str(element.S)] for element in elements(pdf) if str(element.S) in LEVELS]
    if levels.count(1) != 1 or levels[0] != 1:
        yield f"headings begin with {levels[:1]} and have {levels.count(1)} of the first level"
    yield from (f"H{after} after H{before}" for before, after in pairwise(levels) if after > before + 1)


def _figures(pdf: pikepdf.Pdf) -> Iterator[str]:
    yield from ("a picture without text" for one in elements(pdf) if str(one.S) == "/Figure" and not one.get("/Alt"))


def _links(pdf: pikepdf.Pdf) -> Iterator[str]:
    for number, page in enumerate(pdf.pages, 1):
        for note in page.get("/Annots", []):
            if not note.get("/Contents") or "/StructParent" not in note:
                yield f"page {number}: a link without text or tag"


def _fonts(pdf: pikepdf.Pdf) -> Iterator[str]:
    for page in pdf.pages:
        for font in page.Resources.Font.values():
            descriptor = font.DescendantFonts[0].FontDescriptor
            if not any(name in descriptor for name in ("/FontFile", "/FontFile2", "/FontFile3")):
                yield f"{font.BaseFont} is not embedded"
            if "/ToUnicode" not in font:
                yield f"{font.BaseFont} has no text"


def _content(pdf: pikepdf.Pdf) -> Iterator[str]:
    """All that is painted is tagged, or marked as decoration; and every tag leads to an element."""
    numbers = pdf.Root.StructTreeRoot.ParentTree.Nums if "/StructTreeRoot" in pdf.Root else []
    parents = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
    for number, page in enumerate(pdf.pages, 1):
        known = parents.get(int(page.get("/StructParents", -1)), [])
        open_: list[bool] = []
        for operands, operator in pikepdf.parse_content_stream(page):
            name = str(operator)
            if name in ("BDC", "BMC"):
                tagged = name == "BDC" and "/MCID" in operands[1]
                if tagged and int(operands[1].MCID) >= len(known):
                    yield f"page {number}: content that no element knows"
                open_.append(tagged or str(operands[0]) == "/Artifact")
            elif name == "EMC":
                open_.pop()
            elif name in PAINTING and not any(open_):
                yield f"page {number}: {name} outside tags"
