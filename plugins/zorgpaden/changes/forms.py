"""The report as text, Markdown, HTML or JSON, all from the same sections.

Words from the data stay apart (`Data`) until here, where each form makes them harmless: Markdown puts them in code,
where no host sees links, mentions, references or HTML.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from zorgpaden.changes.compare import Change
from zorgpaden.changes.report import Report, headlines, sections
from zorgpaden.changes.sides import Side
from zorgpaden.changes.words import Data, Sentence, clean, plain
from zorgpaden.problems import errors
from zorgpaden.render.environment import make_environment, theme_folder
from zorgpaden.report import summary

COMMENT = 60_000
"""Letters in a comment: GitHub refuses more than 65,536."""


def _title(report: Report) -> Sentence:
    return ("Wijzigingen van ", Data(report.van.naam), " naar ", Data(report.naar.naam))


def as_text(report: Report) -> str:
    """For a terminal; no line begins with what a runner could obey."""
    lines = [plain(_title(report))]
    for section in sections(report):
        lines += ["", plain(section.titel)] if section.niveau == 2 else ["", f"  {plain(section.titel)}"]
        for line in section.regels:
            lines.append(f"  - {plain(line.zin)}")
            lines += [f"      {plain(below)}" for below in line.onder]
    return "\n".join(lines) + "\n"


def as_markdown(report: Report, most: int = COMMENT) -> str:
    """For a comment or a summary; what does not fit is left off at the end, and that is said."""
    lines = [f"# {_markdown(_title(report))}", ""]
    for section in sections(report):
        lines += ["", f"{'#' * section.niveau} {_markdown(section.titel)}", ""]
        for line in section.regels:
            lines.append(f"- {_markdown(line.zin)}")
            lines += [f"  - {_markdown(below)}" for below in line.onder]
    text = "\n".join(lines) + "\n"
    if len(text) <= most:
        return text
    note = (
        "\n\n**Dit verslag is te lang en hier afgekapt.** Het hele verslag staat in de bestanden van deze controle.\n"
    )
    return text[: text.rfind("\n", 0, most - len(note))] + note


def _markdown(sentence: Sentence) -> str:
    return "".join(_code(part.text) if isinstance(part, Data) else part for part in sentence)


def _code(text: str) -> str:
    """Text in code, with a fence longer than any in the text. There no host looks for links, names or HTML."""
    text = clean(text)
    if not text:
        return ""
    fence = "`" * (max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    space = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{space}{text}{space}{fence}"


def as_html(report: Report, stylesheet: str) -> str:
    """A page of its own; `stylesheet` is the address of its style."""
    environment = make_environment(theme_folder() / "wijzigingen")
    environment.globals.update(is_data=lambda part: isinstance(part, Data), schoon=clean)
    template = environment.get_template("wijzigingen.html")
    return template.render(titel=_title(report), delen=sections(report), stijl=stylesheet, peildatum=report.peildatum)


def stylesheet() -> str:
    """The style of the page."""
    return (theme_folder() / "wijzigingen" / "wijzigingen.css").read_text(encoding="utf-8")


def as_json(report: Report) -> str:
    """For programs: the typed changes and all addresses, nothing summarised."""
    pages = report.paginas
    value = {
        "van": _side(report.van),
        "naar": _side(report.naar),
        "peildatum": report.peildatum.isoformat(),
        "eerst": [plain(line.zin) for change in report.verschil.changes for line in headlines(change)],
        "wijzigingen": [_change_json(change) for change in report.verschil.changes],
        "basis_gewijzigd": [asdict(one) for one in report.verschil.basis_gewijzigd],
        "basis_weer_gelijk": [asdict(one) for one in report.verschil.basis_weer_gelijk],
        "nu_verlopen": [asdict(one) for one in report.verschil.verloopt],
        "niet_meer_verlopen": [asdict(one) for one in report.verschil.niet_meer_verlopen],
        "paginas": {
            kind: [output.url for output in getattr(pages, kind)]
            for kind in ("gewijzigd", "nieuw", "vervallen", "onbekend")
        }
        if pages
        else None,
        "doorverwijzingen": {kind: getattr(report.adressen, kind) for kind in ("erbij", "weg", "ontbreekt")}
        if report.adressen
        else None,
        "proef": list(pages.proef) if pages else [],
    }
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _side(side: Side) -> dict[str, Any]:
    wrong = errors(side.project.problems)
    return {"naam": side.naam, "uitslag": summary(side.project.problems), "fouten": [asdict(one) for one in wrong]}


def _change_json(change: Change) -> dict[str, Any]:
    value = asdict(change)
    value["velden"] = [{**asdict(one), "label": plain(one.label)} for one in change.velden]
    value["gecontroleerd"] = [day and day.isoformat() for day in change.gecontroleerd]
    return value


FORMATS: dict[str, Callable[[Report], str]] = {"tekst": as_text, "markdown": as_markdown, "json": as_json}
"""The forms that are one text; HTML also needs to know where its style is."""
