"""HTML as we allow it: a small part of the language that every browser reads in the same way.

Everything outside it is a fault, so nothing depends on how a browser repairs a mistake. Pages share most of their
text, so `read` is made to be called on pieces: the open elements go in and come out again, and what a piece holds
depends on nothing else.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field, replace

from zorgpaden.csp import page_policy_in_page

_NAME = r"[a-zA-Z][a-zA-Z0-9:_-]*"
_TOKEN = re.compile(
    rf"""<(?:(?P<close>/)?(?P<name>{_NAME})(?P<attributes>(?:\s+{_NAME}(?:="[^"]*")?)*)\s*(?P<alone>/?)>"""
    r"|!--(?!-?>)(?:(?!--)[^<])*-->|!(?:doctype|DOCTYPE)\ html>)",
    re.VERBOSE,
)
_TAG = re.compile(r'<!--[^<]*?-->|<[^<>"]*(?:"[^"]*"[^<>"]*)*>|<')
_ATTRIBUTE = re.compile(rf'({_NAME})(?:="([^"]*)")?')
_BAD_IN_ADDRESS = re.compile(r"[\s\x00-\x20\x7f\\]")
_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")

VOID = frozenset({"br", "col", "hr", "img", "input", "link", "meta", "wbr"})
_SVG = frozenset(
    {"svg", "g", "defs", "pattern", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan"}
    | {"desc", "title", "marker", "linearGradient", "radialGradient", "stop", "clipPath", "symbol"}
)
_ELEMENTS = VOID | {
    *("html", "head", "body", "title", "script", "noscript", "template"),
    *("header", "footer", "main", "nav", "section", "article", "aside", "div", "h1", "h2", "h3", "h4", "h5", "h6"),
    *("p", "blockquote", "pre", "ul", "ol", "li", "dl", "dt", "dd", "figure", "figcaption", "details", "summary"),
    *("a", "span", "strong", "em", "b", "i", "small", "sub", "sup", "code", "kbd", "abbr", "cite", "q", "mark", "time"),
    *("address", "del", "ins", "dfn", "var", "samp", "data", "bdi", "bdo", "hgroup", "search", "dialog"),
    *("table", "caption", "colgroup", "thead", "tbody", "tfoot", "tr", "th", "td"),
    *(
        "form",
        "fieldset",
        "legend",
        "label",
        "button",
        "select",
        "optgroup",
        "option",
        "textarea",
        "output",
        "datalist",
    ),
    *("progress", "meter"),
}
_ATTRIBUTES = frozenset(
    {
        "id",
        "class",
        "lang",
        "dir",
        "title",
        "role",
        "hidden",
        "tabindex",
        "open",
        "translate",
        "charset",
        "name",
        "content",
    }
    | {
        "property",
        "rel",
        "type",
        "media",
        "sizes",
        "defer",
        "async",
        "integrity",
        "crossorigin",
        "hreflang",
        "download",
    }
    | {
        "datetime",
        "cite",
        "value",
        "for",
        "checked",
        "disabled",
        "readonly",
        "required",
        "multiple",
        "selected",
        "size",
    }
    | {
        "min",
        "max",
        "step",
        "minlength",
        "maxlength",
        "pattern",
        "placeholder",
        "autocomplete",
        "autocapitalize",
        "rows",
    }
    | {"cols", "wrap", "list", "form", "novalidate", "spellcheck", "enterkeyhint", "inputmode", "label", "high", "low"}
    | {
        "optimum",
        "scope",
        "headers",
        "colspan",
        "rowspan",
        "span",
        "align",
        "start",
        "reversed",
        "abbr",
        "alt",
        "width",
    }
    | {"height", "loading", "decoding", "fetchpriority", "popover", "inert", "color", "referrerpolicy", "accept"}
    # of drawings
    | {"viewBox", "xmlns", "preserveAspectRatio", "focusable", "d", "x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r"}
    | {"rx", "ry", "dx", "dy", "points", "transform", "patternTransform", "patternUnits", "text-anchor", "fill"}
    | {"fill-rule", "clip-rule", "stroke", "stroke-width", "stroke-linecap", "stroke-linejoin", "stroke-dasharray"}
    | {"dominant-baseline", "font-size", "font-weight", "opacity", "offset", "stop-color", "pathLength"}
)
_NAMES_IDS = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "list")

_TEXT_ONLY = frozenset({"title", "textarea", "option", "script"})
_CLOSES_P = frozenset(
    {"address", "article", "aside", "blockquote", "details", "dialog", "div", "dl", "fieldset", "figcaption", "figure"}
    | {"footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "main", "nav", "ol", "p", "pre"}
    | {"search", "section", "table", "ul", "li", "dd", "dt", "summary"}
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_NOT_INSIDE: dict[str, frozenset[str]] = {
    **{name: frozenset({"p"}) | _HEADINGS for name in _CLOSES_P},
    "a": frozenset({"a", "button"}),
    "button": frozenset({"a", "button"}),
    "form": frozenset({"form"}),
    "label": frozenset({"label"}),
}
_ONLY_IN: dict[str, frozenset[str]] = {
    "li": frozenset({"ul", "ol"}),
    "dt": frozenset({"dl", "div"}),
    "dd": frozenset({"dl", "div"}),
    "caption": frozenset({"table"}),
    "colgroup": frozenset({"table"}),
    "thead": frozenset({"table"}),
    "tbody": frozenset({"table"}),
    "tfoot": frozenset({"table"}),
    "tr": frozenset({"thead", "tbody", "tfoot"}),  # in a bare table a browser adds the tbody
    "th": frozenset({"tr"}),
    "td": frozenset({"tr"}),
    "option": frozenset({"select", "optgroup", "datalist"}),
    "html": frozenset({""}),
    "head": frozenset({"html"}),
    "body": frozenset({"html"}),
    "summary": frozenset({"details"}),
    "legend": frozenset({"fieldset"}),
}
_HOLDS_ONLY: dict[str, frozenset[str]] = {
    "ul": frozenset({"li", "template"}),
    "ol": frozenset({"li", "template"}),
    "table": frozenset({"caption", "colgroup", "thead", "tbody", "tfoot"}),
    "thead": frozenset({"tr"}),
    "tbody": frozenset({"tr"}),
    "tfoot": frozenset({"tr"}),
    "tr": frozenset({"th", "td"}),
    "select": frozenset({"option", "optgroup"}),
    "head": frozenset({"meta", "link", "title", "script"}),
}
_LOADED_BY = {"stylesheet", "icon", "manifest"}
_LED_BY = {"canonical", "alternate", "next", "prev", "license"}
LINK_SCHEMES = frozenset({"https", "mailto", "tel"})


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that may not be on a page; `offset` counts characters from the start of what was read."""

    offset: int
    code: str
    message: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """What a piece of a page holds."""

    open: tuple[str, ...]
    """Elements that are still open after it, the outermost first."""
    ids: tuple[str, ...] = ()
    anchors: frozenset[str] = frozenset()
    """Ids on the same page that it refers to."""
    links: frozenset[str] = frozenset()
    """Addresses that a visitor can follow, as they are written, without entities."""
    loads: frozenset[str] = frozenset()
    """Addresses that a browser fetches by itself."""
    faults: tuple[Fault, ...] = ()


@dataclass(slots=True)
class _Reading:
    """What is found while reading."""

    stack: list[str]
    form: bool
    ids: list[str] = field(default_factory=list)
    anchors: set[str] = field(default_factory=set)
    links: set[str] = field(default_factory=set)
    loads: set[str] = field(default_factory=set)
    faults: list[Fault] = field(default_factory=list)

    def fault(self, offset: int, code: str, message: str, hint: str = "") -> None:
        self.faults.append(Fault(offset, code, message, hint))

    def add(self, piece: Piece, offset: int) -> None:
        self.ids += piece.ids
        self.anchors |= piece.anchors
        self.links |= piece.links
        self.loads |= piece.loads
        self.faults += (replace(fault, offset=fault.offset + offset) for fault in piece.faults)

    def piece(self, opened: tuple[str, ...]) -> Piece:
        return Piece(
            opened,
            tuple(self.ids),
            frozenset(self.anchors),
            frozenset(self.links),
            frozenset(self.loads),
            tuple(self.faults),
        )


class Markup:
    """Reads pieces of pages; remembers what a tag means where it stands.

    `form` is for the pages of the form in the browser: those may carry their own policy and load its settings.
    """

    def __init__(self, *, form: bool = False) -> None:
        self._form = form
        self._known: dict[tuple[tuple[str, ...], str], tuple[tuple[str, ...], Piece | None]] = {}

    def forget(self) -> None:
        """Remember nothing."""
        self._known.clear()

    def read(self, opened: tuple[str, ...], text: str) -> Piece:
        """What `text` holds, when it stands inside the elements in `opened`.

        A cut before a `<` is harmless; a cut in the middle of a tag or comment gives a fault, never a missed one.
        """
        reading = _Reading([], self._form)
        end = 0
        for token in _TAG.finditer(text):
            if opened[-1:] == ("script",):
                _script_text(reading, text[end : token.start()], end)
            end = token.end()
            key = (opened, token[0])
            known = self._known.get(key)
            if known is None:
                known = self._known[key] = self._tag(*key)
            opened, found = known
            if found is not None:
                reading.add(found, token.start())
        if opened[-1:] == ("script",):
            _script_text(reading, text[end:], end)
        return reading.piece(opened)

    def _tag(self, opened: tuple[str, ...], text: str) -> tuple[tuple[str, ...], Piece | None]:
        """The open elements after a tag, and what it holds (None for nothing)."""
        reading = _Reading(list(opened), self._form)
        token = _TOKEN.fullmatch(text)
        if token is None:
            shown = text[:60].split("\n", maxsplit=1)[0]
            reading.fault(0, "html", f"hier staat geen geldige HTML: {shown}", "schrijf < in tekst als &lt;")
        elif token["name"] and token["close"]:
            _close(reading, token["name"], token["attributes"] or token["alone"])
        elif token["name"]:
            _open(reading, token["name"], token)
        piece = reading.piece(tuple(reading.stack))
        return piece.open, piece if piece != Piece(piece.open) else None


def _script_text(reading: _Reading, text: str, offset: int) -> None:
    if text.strip():
        reading.fault(
            offset, "inline", "een script staat in de pagina zelf", "zet het in een eigen bestand in theme/assets/"
        )


def _close(reading: _Reading, name: str, more: str) -> None:
    stack, offset = reading.stack, 0
    if more:
        reading.fault(offset, "html", f"</{name}> heeft meer dan een naam")
    if stack and stack[-1] == name:
        stack.pop()
    elif name in stack:
        reading.fault(offset, "html", f"</{name}> staat waar eerst </{stack[-1]}> had moeten komen")
        while stack.pop() != name:
            pass
    else:
        reading.fault(offset, "html", f"</{name}> sluit iets dat niet open is")


def _open(reading: _Reading, name: str, token: re.Match[str]) -> None:
    stack, offset = reading.stack, 0
    drawn = "svg" in stack or name == "svg"
    if name not in (_SVG if drawn else _ELEMENTS):
        known = "stijlen horen in een eigen bestand" if name == "style" else "kies een ander element"
        code = "inline" if name == "style" else "html"
        reading.fault(offset, code, f"<{name}> mag niet op een pagina staan", f"{known} (of zie trust/markup.py)")
    elif not drawn:
        _check_place(reading, name, offset)
    _attributes(reading, name, token)
    if token["alone"] and not drawn and name not in VOID:
        reading.fault(offset, "html", f"<{name}/> sluit zichzelf niet", f"schrijf <{name}></{name}>")
    if not token["alone"] and (drawn or name not in VOID):
        stack.append(name)


def _check_place(reading: _Reading, name: str, offset: int) -> None:
    stack = reading.stack
    parent = stack[-1] if stack else ""
    wrong = ""
    if parent in _TEXT_ONLY:
        wrong = parent
    elif not parent and name != "html":
        wrong = "de pagina buiten <html>"
    elif name in _ONLY_IN and parent not in _ONLY_IN[name] and parent != "template":
        wrong = parent or "de pagina zelf"
    elif parent in _HOLDS_ONLY and name not in _HOLDS_ONLY[parent] and not (parent == "head" and name == "noscript"):
        wrong = parent
    elif name in _NOT_INSIDE:
        wrong = next((outer for outer in reversed(stack) if outer in _NOT_INSIDE[name]), "")
    if wrong:
        reading.fault(offset, "html", f"<{name}> mag niet in {wrong if ' ' in wrong else f'<{wrong}>'} staan")


def _attributes(reading: _Reading, element: str, token: re.Match[str]) -> None:
    offset = 0
    written = _ATTRIBUTE.findall(token["attributes"])
    values = {name: html.unescape(value) if "&" in value else value for name, value in written}
    if len(values) < len(written):
        reading.fault(offset, "html", f"<{element}> heeft twee keer hetzelfde kenmerk")
    for name, value in values.items():
        if name == "id":
            _id(reading, value, offset)
        elif name in ("href", "src"):
            _address(reading, element, name, values, offset)
        elif name in _NAMES_IDS:
            reading.anchors.update(value.split())
        elif name == "style" or name.startswith("on"):
            what = "een stijl" if name == "style" else "een script"
            reading.fault(
                offset,
                "inline",
                f"{what} staat in het kenmerk “{name}” van <{element}>",
                "gebruik een class en een eigen bestand",
            )
        elif name == "data-root":
            reading.links.add(value)
        elif name == "http-equiv" and _may_say(reading, value, values.get("content", "")):
            pass
        elif name not in _ATTRIBUTES and not name.startswith(("aria-", "data-")):
            reading.fault(
                offset,
                "html",
                f"het kenmerk “{name}” van <{element}> is onbekend",
                "kies een ander (of zie trust/markup.py)",
            )
    if "noscript" in reading.stack and any("<" in value for value in values.values()):
        # A browser that runs scripts reads all of this as text, up to the first </noscript>, also one in a value.
        reading.fault(offset, "html", f"<{element}> heeft een < in een kenmerk, binnen <noscript>")
    if element == "script" and not values.get("src"):
        reading.fault(
            offset, "inline", "een script heeft geen eigen bestand", "zet het in een eigen bestand in theme/assets/"
        )


def _may_say(reading: _Reading, header: str, content: str) -> bool:
    """A page may carry its policy, and one that moved may send a reader on within the site (`hosting/`)."""
    if header == "Content-Security-Policy":
        return reading.form or content == page_policy_in_page()
    return header == "refresh" and re.fullmatch(r"0; url=(\.\./)+([a-z0-9-]+/)*", content) is not None


def _id(reading: _Reading, value: str, offset: int) -> None:
    if not value or value != "".join(value.split()):
        reading.fault(offset, "html", f"het id “{value}” is leeg of heeft een spatie")
    reading.ids.append(value)


def _address(reading: _Reading, element: str, attribute: str, values: dict[str, str], offset: int) -> None:
    """Where an address may stand, and of which kind it may be; whether it leads anywhere is seen later."""
    value = values[attribute]
    rel = set(values.get("rel", "").split())
    loads = attribute == "src" or (element == "link" and bool(rel & _LOADED_BY))
    if reading.form and rel == {"cms-config-url"}:
        loads = True
    elif element == "link" and not rel & (_LOADED_BY | _LED_BY):
        reading.fault(offset, "vreemd", f'<link rel="{values.get("rel", "")}"> mag niet', "kies een andere rel")
        return
    if (element, attribute) not in {("a", "href"), ("link", "href"), ("script", "src"), ("img", "src")}:
        reading.fault(offset, "adres", f"<{element}> mag geen “{attribute}” hebben")
        return
    if _BAD_IN_ADDRESS.search(value):
        reading.fault(
            offset, "adres", f"het adres “{value}” heeft een spatie, een schuine streep achterover of een stuurteken"
        )
        return
    scheme = _SCHEME.match(value)
    if loads and element == "img" and scheme and value.startswith("data:image/"):
        return
    if scheme and scheme[1].lower() not in LINK_SCHEMES:
        reading.fault(
            offset,
            "adres",
            f"het adres “{value}” begint met {scheme[1]}:",
            "toegestaan zijn https, mailto, tel en adressen op de site",
        )
    elif value.startswith("#"):
        if len(value) > 1:
            reading.anchors.add(value[1:])
    elif not scheme or scheme[1].lower() == "https":
        (reading.loads if loads else reading.links).add(value)
    elif loads:
        reading.fault(offset, "vreemd", f"de pagina laadt “{value}”", "laad alleen bestanden van de site zelf")
