"""Design tokens: custom properties in CSS, and what they come to when `var()` is followed.

What counts is `:root`, `html`, `body` and one class around everything (`.denhaag-theme`); the last value wins, as in a
browser. Rules about parts of a page, about the width of the screen, or nested in another are counted and left out.
Nothing of this CSS is ever copied to the site.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import tinycss2
from tinycss2.ast import Node

from zorgpaden.loading.text_guard import invisible
from zorgpaden.problems import Problem, suggest

MAX_BYTES = 512 * 1024
MAX_DEPTH = 40
"""Of brackets in a value, and of tokens that name each other."""
MAX_NODES = 200
"""Parts of a value after every `var()` is filled in."""
_SCRIPTS = {"expression", "-moz-element", "javascript"}
_BINDINGS = {"behavior", "-moz-binding"}
_WHOLE_PAGE = {":root", "html", "body"}
_HTML = re.compile(r"</?\s*(?:style|script)\b|<!--", re.IGNORECASE)
_ENDLESS = re.compile(r"[0-9]{400,}")
_THEME = re.compile(r"(?:html|body|:root)?\.([A-Za-z][\w-]*)", re.ASCII)
_KNOWN = 5000  # names to look through for one that is meant
_KEYWORDS = {"initial", "inherit", "unset", "revert", "revert-layer"}


@dataclass(frozen=True, slots=True)
class Token:
    """A custom property with its value, unresolved."""

    name: str
    value: tuple[Node, ...]
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class FontFace:
    """What stands in one `@font-face`, unjudged."""

    descriptors: dict[str, Token]
    line: int
    column: int


@dataclass
class Sheet:
    """The tokens of one file, by name, and what was left out."""

    tokens: dict[str, Token] = field(default_factory=dict)
    faces: list[FontFace] = field(default_factory=list)
    left_out: int = 0
    """Rules and blocks that are not about the whole page."""
    theme: str = ""
    """The class around everything, without its dot."""


class Unresolved(ValueError):
    """A token that comes to nothing; `code` and the texts are for a `Problem`."""

    def __init__(self, code: str, message: str, hint: str) -> None:
        self.code, self.message, self.hint = code, message, hint
        super().__init__(message)


def read_sheet(raw: bytes, path: str) -> tuple[Sheet, list[Problem]]:
    """(tokens, problems) of a CSS file; with problems the tokens are not to be used."""
    if len(raw) > MAX_BYTES:
        hint = f"Hoogstens {MAX_BYTES // 1024} kB; neem alleen het bestand met de tokens."
        return Sheet(), [_problem(path, None, "huisstijl-bestand", f"het bestand is {len(raw) // 1024} kB", hint)]
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        message = "hier staat een teken dat geen UTF-8 is"
        return Sheet(), [Problem(path, line, 1, "huisstijl-bestand", "fout", message, "Sla het bestand op als UTF-8.")]
    refused = [*invisible(text, path), *_html(text, path), *_endless(text, path)]
    if refused:
        return Sheet(), refused
    return _Reader(path).read(text)


def _html(text: str, path: str) -> Iterator[Problem]:
    for match in _HTML.finditer(text):
        line, column = text.count("\n", 0, match.start()) + 1, match.start() - text.rfind("\n", 0, match.start())
        message = f"“{match.group()}” is HTML"
        yield Problem(path, line, column, "huisstijl-css", "fout", message, "In dit bestand staat alleen CSS.")


def _endless(text: str, path: str) -> Iterator[Problem]:
    """A number that no screen can show, and that Python does not turn into one."""
    for match in _ENDLESS.finditer(text):
        line, column = text.count("\n", 0, match.start()) + 1, match.start() - text.rfind("\n", 0, match.start())
        message = f"hier staat een getal van {len(match.group())} cijfers"
        yield Problem(path, line, column, "huisstijl-css", "fout", message, "Haal het weg, of rond het af.")


class _Reader:
    """One walk over the rules of a file."""

    def __init__(self, path: str) -> None:
        self.path, self.sheet = path, Sheet()
        self.problems: list[Problem] = []
        self.found: list[tuple[str, Token, bool]] = []  # theme class or "", token, important

    def read(self, text: str) -> tuple[Sheet, list[Problem]]:
        for rule in tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True):
            if rule.type == "qualified-rule":
                if self._safe([*rule.prelude, *rule.content]):
                    self._rule(rule)
            elif rule.type == "at-rule":
                self._at_rule(rule)
            else:
                self._refuse(rule, "hier staat CSS die niet klopt", "Kijk of er een haakje of accolade te veel staat.")
        self._choose()
        return self.sheet, self.problems

    def _refuse(self, node: Node, message: str, hint: str) -> None:
        self.problems.append(_problem(self.path, node, "huisstijl-css", message, hint))

    def _at_rule(self, rule: Node) -> None:
        word = rule.lower_at_keyword
        if word == "import":
            self._refuse(rule, "@import haalt een ander bestand op", "Zet de tokens zelf in dit bestand.")
        elif word == "font-face":
            self._face(rule)
        elif word != "charset" and self._safe([*rule.prelude, *(rule.content or ())]):
            self.sheet.left_out += 1

    def _face(self, rule: Node) -> None:
        found: dict[str, Token] = {}
        for one in _declarations(rule.content or ()):
            if one.type != "declaration":
                self._refuse(
                    one, "hier staat iets dat niet in @font-face hoort", "Schrijf regels als: font-weight: 400;"
                )
            elif self._safe(one.value, files=one.lower_name == "src"):
                found[one.lower_name] = _token(one)
        self.sheet.faces.append(FontFace(found, rule.source_line, rule.source_column))

    def _rule(self, rule: Node) -> None:
        themes = _themes(rule.prelude)
        if not themes:
            self.sheet.left_out += 1
            return
        for one in _declarations(rule.content):
            if one.type == "error":
                self._refuse(
                    one, "hier staat CSS die niet klopt", "Schrijf een token als: --utrecht-link-color: #0b5563;"
                )
            elif one.type != "declaration":
                self.sheet.left_out += 1
            elif one.lower_name in _BINDINGS:
                self._refuse(one, f"“{one.name}” voert iets uit in de browser", "Haal deze regel weg.")
            elif one.name.startswith("--"):
                self.found += [(theme, _token(one), one.important) for theme in themes]

    def _choose(self) -> None:
        """The values of the whole page and of one theme; `.x--y` beside `.x` is a variant of it and stays out."""
        lines: dict[str, Token] = {}
        for theme, token, _ in self.found:
            lines.setdefault(theme, token)
        variants = {theme for theme in lines if "--" in theme and theme.partition("--")[0] in lines}
        names = sorted(set(lines) - variants - {""})
        if len(names) > 1:
            message = f"hier staan {len(names)} thema's: {', '.join(f'.{name}' for name in names[:5])}"
            at = lines[names[1]]
            hint = "Laat er één staan: van één gemeente."
            self.problems.append(Problem(self.path, at.line, at.column, "huisstijl-css", "fout", message, hint))
            return
        self.sheet.theme = names[0] if names else ""
        important = set()
        for theme, token, weight in self.found:
            if theme in variants:
                continue
            if weight or token.name not in important:
                self.sheet.tokens[token.name] = token
            if weight:
                important.add(token.name)
        self.sheet.left_out += len(variants)

    def _safe(self, nodes: Iterable[Node], *, files: bool = False) -> bool:
        """Whether nothing in these parts fetches or runs; `files` allows addresses, to be judged later."""
        for node, depth in _walk(nodes):
            if depth > MAX_DEPTH:
                self._refuse(node, f"hier staan meer dan {MAX_DEPTH} haakjes in elkaar", "Haal deze regel weg.")
                return False
            name = node.lower_name if node.type == "function" else ""
            if not files and _address(node) is not None and not str(_address(node)).lower().startswith("data:"):
                hint = "Alleen in @font-face mag een bestand staan, en dan een dat naast dit bestand ligt."
                self._refuse(node, "url() haalt iets op", hint)
                return False
            if name in _SCRIPTS:
                self._refuse(node, f"“{name}()” voert iets uit in de browser", "Haal deze regel weg.")
                return False
            if node.type == "error":
                self._refuse(node, "hier staat iets dat geen CSS is", "Kijk naar aanhalingstekens en haakjes.")
                return False
        return True


def _declarations(content: Iterable[Node]) -> list[Node]:
    found: list[Node] = tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True)
    return found


def _token(declaration: Node) -> Token:
    value = tuple(node for node in declaration.value if node.type != "comment")
    return Token(declaration.name, _stripped(value), declaration.source_line, declaration.source_column)


def _stripped(nodes: Sequence[Node]) -> tuple[Node, ...]:
    start, end = 0, len(nodes)
    while start < end and nodes[start].type in ("whitespace", "comment"):
        start += 1
    while end > start and nodes[end - 1].type in ("whitespace", "comment"):
        end -= 1
    return tuple(nodes[start:end])


def _walk(nodes: Iterable[Node]) -> Iterator[tuple[Node, int]]:
    """Every part, with its depth; without recursion, since the depth is not ours."""
    todo = [(node, 1) for node in nodes]
    while todo:
        node, depth = todo.pop()
        yield node, depth
        if depth <= MAX_DEPTH:
            inner = getattr(node, "arguments", None) or getattr(node, "content", None) or ()
            todo += [(one, depth + 1) for one in inner]


def _address(node: Node) -> str | None:
    """What a part fetches; "" when that is not plain to see."""
    if node.type == "url":
        return str(node.value)
    if node.type == "function" and node.lower_name in {"url", "src", "image-set"}:
        return "".join(str(getattr(one, "value", "")) for one in node.arguments)
    return None


def _themes(prelude: Sequence[Node]) -> list[str]:
    """Of each selector about the whole page its class, or "" when it has none; no others."""
    found = []
    for selector in tinycss2.serialize([node for node in prelude if node.type != "comment"]).split(","):
        name = selector.strip()
        match = _THEME.fullmatch(name)
        if name in _WHOLE_PAGE:
            found.append("")
        elif match:
            found.append(match[1])
    return found


def _problem(path: str, node: Node | None, code: str, message: str, hint: str) -> Problem:
    line, column = (node.source_line, node.source_column) if node else (0, 0)
    return Problem(path, line, column, code, "fout", message, hint)


class Resolver:
    """Follows `var()` through the tokens of a sheet."""

    def __init__(self, tokens: dict[str, Token]) -> None:
        self.tokens = tokens

    def value(self, name: str) -> tuple[tuple[Node, ...], list[str]]:
        """(value without `var()`, names passed on the way) of a token; an empty value says nothing.

        Raises `Unresolved` for a circle, a name that is not there, or a value that grows too large.
        """
        trail: list[str] = []
        value = self._of(name, (), trail)
        return _stripped(value), trail[1:]

    def _of(self, name: str, above: tuple[str, ...], trail: list[str]) -> tuple[Node, ...]:
        if name in above:
            circle = " → ".join(filter(None, (*above[above.index(name) :], name)))
            raise Unresolved("huisstijl-kring", f"deze tokens wijzen naar elkaar: {circle}", "Geef er één een kleur.")
        if len(above) >= MAX_DEPTH or len(trail) >= MAX_NODES:
            raise Unresolved(
                "huisstijl-kring", f"meer dan {MAX_DEPTH} tokens wijzen naar elkaar", "Maak de rij korter."
            )
        trail.append(name)
        value = self.tokens[name].value
        if len(value) == 1 and value[0].type == "ident" and value[0].lower_value in _KEYWORDS:
            return ()
        return self._filled(value, (*above, name), trail)

    def _filled(self, value: Iterable[Node], above: tuple[str, ...], trail: list[str]) -> tuple[Node, ...]:
        found: list[Node] = []
        for node in value:
            if node.type == "function" and node.lower_name == "var":
                found += self._variable(node, above, trail)
            elif _uses_var(node):
                raise Unresolved(
                    "huisstijl-kleur",
                    f"“{shown([node])}” rekent met een ander token, en dat doen wij niet na",
                    "Schrijf de uitkomst op.",
                )
            else:
                found.append(node)
            if len(found) > MAX_NODES:
                raise Unresolved("huisstijl-kring", "deze waarde wordt te lang", f"Hoogstens {MAX_NODES} delen.")
        return tuple(found)

    def _variable(self, node: Node, above: tuple[str, ...], trail: list[str]) -> tuple[Node, ...]:
        comma = next((at for at, one in enumerate(node.arguments) if one == ","), len(node.arguments))
        name = tinycss2.serialize(_stripped(node.arguments[:comma]))
        if name in self.tokens and _stripped(self.tokens[name].value):
            try:
                return self._of(name, above, trail)
            except Unresolved:
                if comma == len(node.arguments):
                    raise
        if comma < len(node.arguments):
            if len(above) >= MAX_DEPTH:
                raise Unresolved("huisstijl-kring", "te veel terugvalwaarden in elkaar", "Maak de rij korter.")
            return self._filled(_stripped(node.arguments[comma + 1 :]), (*above, ""), trail)
        message = f"wijst naar {name[:80] or 'niets'}, en dat staat niet in dit bestand"
        meant = suggest(name[:80], list(self.tokens)[:_KNOWN])
        raise Unresolved("huisstijl-token", message, f"{meant} Neem ook het bestand met de basiskleuren over.".strip())


def _uses_var(node: Node) -> bool:
    return any(one.type == "function" and one.lower_name == "var" for one, _ in _walk([node]))


def shown(nodes: Sequence[Node]) -> str:
    """A value as it was written, short enough for a message."""
    text = tinycss2.serialize(nodes).strip()
    return text if len(text) <= 60 else f"{text[:59]}…"
