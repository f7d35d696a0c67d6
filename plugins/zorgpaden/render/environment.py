"""Our own Jinja environment: escapes everything, and stops at a name that does not exist."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, MutableMapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from jinja2.compiler import CodeGenerator, Frame
from jinja2.ext import Extension
from jinja2.nodes import Expr
from jinja2.runtime import Context, Macro
from jinja2.utils import missing
from markupsafe import Markup, escape

from zorgpaden import urls
from zorgpaden.render.compiled import CompiledTemplates
from zorgpaden.render.labels import DOMEINEN, ERNST, FASEN, GRADATIES, MOMENTEN, NIVEAUS
from zorgpaden.types import tel_uri
from zorgpaden.types.hours import parse_hours

_INDENT = re.compile(r"[ \t]*\n[ \t]*")
_TO_ESCAPE = re.compile("[&<>\"']")
MOST_REMEMBERED = 4096
MAANDEN = ("jan.", "feb.", "maart", "april", "mei", "juni", "juli", "aug.", "sept.", "okt.", "nov.", "dec.")


def theme_folder() -> Path:
    """The theme: inside an installed package, or beside `plugins/` in the repository."""
    inside = Path(__file__).parent.parent / "theme"
    return inside if inside.is_dir() else Path(__file__).parents[3] / "theme"


class _Unindented(Extension):
    """Takes the indentation out of a template when it is read, so that no page has to be cleaned of it."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        return _INDENT.sub("\n", source)


class _Context(Context):
    def call(self, function: Callable[..., Any], /, *arguments: Any, **named: Any) -> Any:
        """Call a function in a template. Jinja looks each time whether it wants the context; none of ours does."""
        named.pop("_loop_vars", None)
        named.pop("_block_vars", None)
        if type(function) is Macro and not named and len(arguments) <= function._argument_count:
            # What `Macro` does with arguments by position, without looking for other ways to call it.
            rest = (missing,) * (function._argument_count - len(arguments))
            return Markup(function._func(*arguments, *rest))  # autoescape is on
        return function(*arguments, **named)


class _Code(CodeGenerator):
    def _output_child_pre(self, node: Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        self.write("environment.escaped(")


class _Environment(Environment):
    """Jinja, without what it does for other uses than ours: together that took half of the time of a page."""

    context_class = _Context
    code_generator_class = _Code

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """All templates have the same globals, so this is no view on two mappings."""
        assert not d
        return self.globals

    @staticmethod
    def escaped(value: Any) -> str:
        """Text as HTML; most of it holds nothing to escape, and then needs no `Markup` around it."""
        kind = type(value)
        if kind is str:
            return escape(value) if _TO_ESCAPE.search(value) else value
        if kind is Markup:
            return value  # type: ignore[no-any-return]
        html: Callable[[Any], str] | None = getattr(kind, "__html__", None)
        return html(value) if html else _Environment.escaped(str(value))


def rendered(template: Template, values: dict[str, Any]) -> Markup:
    """A template with these values. Jinja would copy all globals for that."""
    context = _Context(template.environment, template.globals, template.name, template.blocks)  # type: ignore[arg-type]
    context.vars = values
    try:
        return Markup("".join(template.root_render_func(context)))  # autoescape is on
    except Exception:
        template.environment.handle_exception()


def make_environment(templates: Path | None = None) -> Environment:
    """The environment for the templates in `theme/paginas/`; they are read once."""
    environment = _Environment(
        loader=FileSystemLoader(templates or theme_folder() / "paginas"),
        extensions=[_Unindented],
        bytecode_cache=CompiledTemplates(),
        autoescape=True,
        auto_reload=False,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return _fitted(environment)


def make_text_environment(templates: Path) -> Environment:
    """The environment for templates of plain text, such as a letter: nothing in it is HTML, so nothing is escaped."""
    loader = FileSystemLoader(templates)
    return _fitted(
        Environment(
            loader=loader,
            autoescape=False,  # noqa: S701  (it makes no HTML)
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
    )


def _fitted(environment: Environment) -> Environment:
    environment.filters.update(
        tel=_tel,
        datum=dutch_date,
        kortedatum=short_date,
        deeldatum=partial_date,
        tijden=dutch_hours,
        openingen=openings,
        urlquote=_quoted,
        hoofdletter=capital,
        join=_joined,
    )
    environment.globals.update(
        urls=urls, fasen=FASEN, gradaties=GRADATIES, momenten=MOMENTEN, domeinen=DOMEINEN, niveaus=NIVEAUS, ernst=ERNST
    )
    return environment


def _joined(parts: Iterable[object], between: str = "") -> str:
    """Texts as one text; HTML is never joined, so it is all escaped when it comes on the page."""
    return between.join(map(str, parts))


@lru_cache(MOST_REMEMBERED)
def _tel(number: str) -> Markup:
    return Markup(tel_uri(number))


@lru_cache(MOST_REMEMBERED)
def _quoted(text: object) -> str:
    return quote(str(text))


@lru_cache(MOST_REMEMBERED)
def dutch_date(day: date) -> str:
    """3 sept. 2026."""
    return f"{day.day} {MAANDEN[day.month - 1]} {day.year}"


def short_date(day: date) -> str:
    """3-9-2026, where there is little room."""
    return f"{day.day}-{day.month}-{day.year}"


def partial_date(text: str) -> str:
    """`2021`, `juli 2021` or `15 juli 2021` from a date of which less may be known."""
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 1:
        return text
    month = f"{MAANDEN[parts[1] - 1]} {parts[0]}"
    return f"{parts[2]} {month}" if len(parts) == 3 else month


def capital(text: str) -> str:
    """The text with a capital first letter; the rest is left alone."""
    return text[:1].upper() + text[1:]


@lru_cache(MOST_REMEMBERED)
def dutch_hours(text: str) -> str:
    """ma–do 9–16 uur, from hours as they stand in the data."""
    parsed = parse_hours(text)
    return parsed[0] if parsed else text


@lru_cache(MOST_REMEMBERED)
def openings(text: str) -> str:
    """Opening times for the script that shows “nu open”: `540-960:0123 540-720:4` (minutes, then days)."""
    parsed = parse_hours(text)
    days: dict[tuple[int, int], str] = {}
    for slot in parsed[1] if parsed else ():
        days[slot.van, slot.tot] = days.get((slot.van, slot.tot), "") + str(slot.dag)
    return " ".join(f"{start}-{end}:{which}" for (start, end), which in days.items())
