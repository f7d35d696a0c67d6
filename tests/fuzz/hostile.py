"""What comes in from outside, kind by kind: read as the site does, and where it passes, made into pages and looked at.

A reader may refuse with a `Problem`, and nothing else: no other exception, no more than `SECONDS` and `MEGABYTES`, and
nothing on a page that runs, loads from elsewhere or leads to a scheme that we do not link to.
"""

from __future__ import annotations

import json
import re
import resource
import signal
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache
from html import escape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from jinja2.bccache import Bucket, BytecodeCache

from support import ROOT
from whole_site import files_of
from zorgpaden.catalog import Catalog, build_catalog
from zorgpaden.checks import Context, run_checks
from zorgpaden.editing.canonical import canonical, new_text
from zorgpaden.editing.places import place_of
from zorgpaden.huisstijl.style import load_house_style
from zorgpaden.loading import Item, Laag
from zorgpaden.loading.content import Page, load_content
from zorgpaden.loading.files import load_data
from zorgpaden.loading.records import LANDELIJK, Record, Source
from zorgpaden.loading.shape import to_item
from zorgpaden.loading.text_guard import decode
from zorgpaden.loading.yaml_reader import read_yaml
from zorgpaden.model import Entiteit
from zorgpaden.problems import DataProblems, Problem, errors
from zorgpaden.render.environment import make_environment, theme_folder
from zorgpaden.render.markdown import render_markdown, sanitise
from zorgpaden.render.words import shell_words
from zorgpaden.report import as_text
from zorgpaden.review import decisions as besluiten
from zorgpaden.review.feedback import read_feedback
from zorgpaden.review.links import read_links
from zorgpaden.rounds.addresses import read_addresses
from zorgpaden.rounds.answer import read_answer
from zorgpaden.rounds.decide import decide as decide_answer
from zorgpaden.settings import Settings
from zorgpaden.sheets.columns import nested
from zorgpaden.sheets.mapping import Mapping
from zorgpaden.sheets.merge import decide as decide_rows
from zorgpaden.sheets.read import read_file
from zorgpaden.sheets.table import score, to_table
from zorgpaden.site import Site

SECONDS = 5
MEGABYTES = 500
DAY = date(2026, 11, 23)
SMALL = ROOT / "tests/checks/heel"
CORPUS = Path(__file__).parent / "corpus"
SHELL = "<title>zp-gat-titel-zp</title>zp-gat-hoofd-zp<body>zp-gat-plaats-zp<main>zp-gat-inhoud-zp</main>"
SCHEMES = ("https:", "mailto:", "tel:")
SCHEME = re.compile(r"[a-z][a-z0-9+.\-]*:")
OPENS = {"script", "iframe", "object", "embed", "base", "style", "applet", "frame", "foreignobject", "animate", "set"}
ADDRESSES = {"href", "src", "action", "formaction", "xlink:href", "data", "poster", "srcset", "background", "ping"}


class Unsafe(AssertionError):
    """Something on a page that must not be there."""


# --- limits -----------------------------------------------------------------------------------------


@contextmanager
def limits() -> Iterator[None]:
    """Fail when it takes too long or too much memory."""

    def stop(*_: object) -> None:
        raise Unsafe(f"longer than {SECONDS} seconds of work")

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    old = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, old)
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    if grown > MEGABYTES:
        raise Unsafe(f"{grown:.0f} MB more")


# --- what comes out ---------------------------------------------------------------------------------


class _Look(HTMLParser):
    """Every tag of a page, with what a browser would do with it."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag in OPENS and not (tag == "script" and own(values.get("src", ""))):
            raise Unsafe(f"<{tag}> {values}")
        if tag == "meta" and "http-equiv" in values:
            raise Unsafe(f"<meta http-equiv> {values}")
        for name, value in values.items():
            if name.startswith("on") or name in ("style", "srcdoc"):
                raise Unsafe(f"{name}={value!r}")
            if name in ADDRESSES:
                self.address(tag, name, value)

    def address(self, tag: str, name: str, value: str) -> None:
        bare = "".join(sign for sign in value if ord(sign) > 32).lower()
        if bare.startswith(("//", "\\", "/\\")):
            raise Unsafe(f"{name}={value!r} leads to another site")
        scheme = SCHEME.match(bare)
        if scheme and not bare.startswith(SCHEMES) and not (tag == "img" and bare.startswith("data:image/")):
            raise Unsafe(f"{name}={value!r} has another scheme")
        if name == "src" and bare.startswith(SCHEMES):
            raise Unsafe(f"{name}={value!r} loads from another site")


def own(address: str) -> bool:
    """Whether a script is one of ours."""
    return bool(address) and ":" not in address and not address.startswith("/") and "assets/" in address


def look_at(path: str, content: bytes) -> None:
    """A file of the site is what its name says, and harmless."""
    text = content.decode()
    if path.endswith(".html"):
        look = _Look(convert_charrefs=True)
        look.feed(text)
        look.close()
    elif path.endswith(".xml"):
        ET.fromstring(text)  # our own output
    elif path.endswith(".json"):
        json.loads(text)
    elif path.endswith(".vcf"):
        names = [re.split("[:;]", line)[0] for line in text.split("\r\n") if line[:1] not in (" ", "")]
        if "\n" in text.replace("\r\n", "") or any(name != name.upper() for name in names):
            raise Unsafe(f"a line of its own in {path}")


class _Compiled(BytecodeCache):
    """Templates are compiled once: else that is most of the time."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self.kept:
            bucket.bytecode_from_string(self.kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.kept[bucket.key] = bucket.bytecode_to_string()


COMPILED = _Compiled()


# --- the small project ------------------------------------------------------------------------------


@cache
def small() -> tuple[list[Item[Entiteit]], list[Page]]:
    """A whole small project."""
    items, problems, _ = load_data(SMALL / "data")
    pages, found = load_content(SMALL / "content")
    assert not [*problems, *found]
    return items, pages


@cache
def small_catalog() -> Catalog:
    """That project, linked."""
    catalog, problems = build_catalog(*small())
    assert not problems
    return catalog


def publish(items: list[Item[Entiteit]], pages: list[Page]) -> bool:
    """Whether the checks let the project pass; what they let pass becomes a site, and all of it is looked at."""
    catalog, problems = build_catalog(items, pages)
    problems += run_checks(catalog, Context(DAY))
    as_text(problems)
    if errors(problems):
        return False
    settings = Settings(DAY, "https://zorgpaden.example/", "https://git.example/edit/", "meld@zorgpaden.example")
    site = Site(catalog, settings, lambda url: SHELL)
    site.desk.fragments._environment.bytecode_cache = COMPILED
    for path, content in files_of(site):
        look_at(path, content)
    return True


def with_item(item: Item[Entiteit]) -> bool:
    """The small project with one file of its own in another's place."""
    items, pages = small()
    return publish([item, *(one for one in items if one.source.path != item.source.path)], pages)


# --- readers ----------------------------------------------------------------------------------------


def typed(raw: bytes, path: str, laag: Laag = LANDELIJK) -> Item[Entiteit] | None:
    """The entity in a data file; None when it is refused."""
    text, problems = decode(raw, path)
    if text is None:
        return refused(problems)
    value, marks, found = read_yaml(text, path)
    place = place_of(f"data/{path}")
    assert place
    if value is None:
        return refused([*problems, *found])
    name = Path(path).stem if ("/" in path and laag == LANDELIJK) or "voorzieningen" in path else None
    item, more = to_item(Record(Source(path, laag, marks), place.model, name, value))
    problems = [*problems, *found, *more]
    if item is None or errors(problems):
        return refused(problems)
    once = canonical(text, f"data/{path}")
    assert canonical(once, f"data/{path}") == once
    return item


def refused(problems: list[Problem]) -> None:
    """A refusal says why, in words that can be shown."""
    assert errors(problems)
    assert all(one.message and "Traceback" not in one.message for one in problems)
    assert as_text(problems)


def in_layer(path: str, laag: Laag = LANDELIJK) -> Callable[[bytes], bool]:
    """A target: this file of the small project, with other bytes."""

    def run(raw: bytes) -> bool:
        item = typed(raw, path, laag)
        return item is not None and with_item(item)

    return run


def page(raw: bytes) -> bool:
    """A page of the dossier."""
    with folder({"tekst.md": raw}) as place:
        pages, problems = load_content(place)
    if errors(problems):
        refused(problems)
        return False
    items, old = small()
    passed = publish(items, [*old, *pages])
    if passed:
        for one in pages:
            html = render_markdown(one.body)
            look_at("tekst.html", html.encode())
            look_at("tekst.html", sanitise(html).encode())
    return passed


def css(raw: bytes) -> bool:
    """A house style."""
    with folder({"stijl.css": raw}) as place:
        style, problems = load_house_style(place / "stijl.css")
    if style is None:
        refused(problems)
        return False
    text = style.css(make_environment(theme_folder() / "huisstijl")).lower()
    for wrong in ("</", "<!--", "@import", "expression(", "javascript:", "http:", "https:", "//", "behavior:"):
        if wrong in text:
            raise Unsafe(f"{wrong} in the style sheet")
    return True


def sheet(suffix: str) -> Callable[[bytes], bool]:
    """A target: a spreadsheet for a gemeente, up to the files that it would write."""

    def run(raw: bytes) -> bool:
        mapping = Mapping()
        with folder({f"kaart{suffix}": raw}) as place:
            try:
                sheets = read_file(place / f"kaart{suffix}", lambda rows: score(rows, mapping))
                table = to_table(sheets, "kaart", mapping)
            except DataProblems as found:
                refused(found.problems)
                return False
        passed = False
        for decision in decide_rows(table, small_catalog(), Laag("gemeente", "waterdorp"), mapping):
            if decision.new and decision.writes(False):
                path = decision.path.removeprefix("data/")
                text = new_text(nested(decision.values), decision.path)
                item = typed(text.encode(), path, Laag("gemeente", "waterdorp"))
                passed = (item is not None and with_item(item)) or passed
        return passed

    return run


def answer(suffix: str) -> Callable[[bytes], bool]:
    """A target: the answer of an owner."""

    def run(raw: bytes) -> bool:
        with folder({f"antwoord{suffix}": raw}) as place:
            try:
                asked, unreadable = read_answer(place / f"antwoord{suffix}")
            except DataProblems as found:
                refused(found.problems)
                return False
        _, problems = decide_answer(small_catalog(), asked, DAY)
        as_text([*unreadable, *problems])
        return not unreadable and not problems

    return run


def export(read: Callable[[Path], Any], name: str) -> Callable[[bytes], bool]:
    """A target: a file that `read` takes as it is, such as exported feedback."""

    def run(raw: bytes) -> bool:
        with folder({name: raw}) as place:
            try:
                read(place / name)
            except DataProblems as found:
                refused(found.problems)
                return False
        return True

    return run


def list_of_decisions(file: Path) -> None:
    """The list of decisions, up to what would be written."""
    _, problems = besluiten.decide(small_catalog(), besluiten.read_decisions(file), DAY)
    as_text(problems)


def words(raw: bytes) -> bool:
    """A target: the words around every page, in a language of the host."""
    with folder({}) as place:
        (place / "talen").mkdir()
        (place / "talen" / "fy.yml").write_bytes(raw)
        try:
            found = shell_words("fy", place)
        except DataProblems as wrong:
            refused(wrong.problems)
            return False
    look_at("voet.html", "".join(f"<p>{escape(word)}</p>" for word in found.values()).encode())
    return True


@contextmanager
def folder(files: dict[str, bytes]) -> Iterator[Path]:
    """A folder with these files, for a moment."""
    with tempfile.TemporaryDirectory(prefix="zp-fuzz-") as name:
        for path, raw in files.items():
            (Path(name) / path).write_bytes(raw)
        yield Path(name)


WATERDORP = Laag("gemeente", "waterdorp")
TARGETS: dict[str, Callable[[bytes], bool]] = {
    "voorziening": in_layer("gemeenten/waterdorp/voorzieningen/loket.yml", WATERDORP),
    "zorgpad": in_layer("landelijk/zorgpaden/pad.yml"),
    "gemeente": in_layer("gemeenten/waterdorp/gemeente.yml", WATERDORP),
    "organisatie": in_layer("organisatie.yml"),
    "pagina": page,
    "css": css,
    "csv": sheet(".csv"),
    "xlsx": sheet(".xlsx"),
    "ods": sheet(".ods"),
    "antwoord": answer(".yml"),
    "antwoord-csv": answer(".csv"),
    "adressen": export(read_addresses, "adressen.csv"),
    "feedback": export(read_feedback, "meldingen.json"),
    "feedback-csv": export(read_feedback, "meldingen.csv"),
    "koppelingen": export(read_links, "koppelingen.json"),
    "besluiten": export(list_of_decisions, "besluiten.yml"),
    "woorden": words,
}
"""Kind → what reads it. True when it passed, False when it was refused; anything else is a fault."""


def survives(kind: str, raw: bytes) -> bool:
    """Run one target within the limits."""
    with limits():
        return TARGETS[kind](raw)
