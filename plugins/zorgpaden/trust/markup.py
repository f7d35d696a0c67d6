"""HTML as we allow it: a small part of the language that every browser reads in the same way.

Everything outside it is a fault, so nothing depends on how a browser repairs a mistake. Pages share most of their
text, so `read` is made to be called on pieces: the open elements go in and come out again, and what a piece holds
depends on nothing else. Text between tags says nothing, so what a tag comes to is remembered per place in the tree.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import NamedTuple

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
_SILENT = re.compile(r'(?<= content=")[^"<]+(?=")|(?<= download=")[^"<]+(?=")')
"""Values that say nothing, but for a `content` that goes with `http-equiv`."""
_PLAIN = re.compile(
    r"(?:https://|(?:\.\./)+)[\w.~/#?=%+,@-]*(?:&amp;[\w.~/#?=%+,@-]*)*"
    r"|(?P<called>(?:tel|mailto):)[\w.~/?=%+@-]*(?:&amp;[\w.~/?=%+@-]*)*",
    re.ASCII,
)
"""Addresses of which only the kind matters for what a tag comes to."""
_FOLLOWED, _CALLED = "https://voorbeeld.invalid/", "tel:0"
"""What stands for all plain addresses of a kind."""
MOST_TAGS = 10_000
"""Tags of which is remembered what they come to."""

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


@dataclass(slots=True, eq=False)
class Found:
    """What a tag holds, besides ids. Equal only to itself, so that many can be compared at once."""

    anchors: tuple[str, ...] = ()
    """Ids on the same page that it refers to."""
    links: tuple[str, ...] = ()
    """Addresses that a visitor can follow, as they are written, without entities."""
    loads: tuple[str, ...] = ()
    """Addresses that a browser fetches by itself."""
    faults: tuple[Fault, ...] = ()


class Piece(NamedTuple):
    """What a piece of a page holds."""

    open: tuple[str, ...]
    """Elements that are still open after it, the outermost first."""
    ids: tuple[str, ...] = ()
    found: frozenset[Found] = frozenset()

    @property
    def links(self) -> frozenset[str]:
        """Addresses that a visitor can follow."""
        return frozenset(chain.from_iterable(one.links for one in self.found))

    @property
    def faults(self) -> tuple[Fault, ...]:
        """All faults, in order."""
        return tuple(sorted(chain.from_iterable(one.faults for one in self.found), key=lambda fault: fault.offset))


def joined(opened: tuple[str, ...], pieces: Sequence[Piece]) -> Piece:
    """Pieces that follow each other as one; `opened` is open after the last."""
    ids = tuple(chain.from_iterable([piece.ids for piece in pieces]))
    return Piece(opened, ids, frozenset().union(*[piece.found for piece in pieces]))


@dataclass(slots=True)
class _Reading:
    """What is found while reading a tag."""

    stack: list[str]
    form: bool
    ids: list[str] = field(default_factory=list)
    anchors: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def fault(self, offset: int, code: str, message: str, hint: str = "") -> None:
        self.faults.append(Fault(offset, code, message, hint))

    def piece(self) -> Piece | None:
        """What was found; None for nothing."""
        found = Found(tuple(self.anchors), tuple(self.links), tuple(self.loads), tuple(self.faults))
        holds = self.anchors or self.links or self.loads or self.faults
        if not holds and not self.ids:
            return None
        return Piece(tuple(self.stack), tuple(self.ids), frozenset((found,) if holds else ()))


class _Place(dict[str, "Step"]):
    """A place in the tree of a page: what is open there, and what each tag comes to that was seen there."""

    __slots__ = ("_learn", "open")

    def __init__(self, opened: tuple[str, ...], learn: Callable[[_Place, str], Step]) -> None:
        self.open, self._learn = opened, learn

    def __missing__(self, tag: str) -> Step:
        return self._learn(self, tag)


Step = tuple[_Place, Piece | None]
"""Where a tag leads, and what it holds (None for nothing)."""


class Markup:
    """Reads pieces of pages; remembers what a tag means where it stands.

    `form` is for the pages of the form in the browser: those may carry their own policy and load its settings.
    """

    def __init__(self, *, form: bool = False) -> None:
        self._form = form
        self._places: dict[tuple[str, ...], _Place] = {}
        self._shapes: dict[tuple[tuple[str, ...], str], Step] = {}
        self._many = 0

    def read(self, opened: tuple[str, ...], text: str) -> Piece:
        """What `text` holds, when it stands inside the elements in `opened`.

        A cut before a `<` is harmless; a cut in the middle of a tag or comment gives a fault, never a missed one.
        """
        place, pieces, end = self._place(opened), [], 0
        for token in _TAG.finditer(text):
            if place.open[-1:] == ("script",):
                pieces += _script_text(text, end, token.start())
            end = token.end()
            place, found = place[token[0]]
            if found is not None:
                pieces.append(_moved(found, token.start()))
        if place.open[-1:] == ("script",):
            pieces += _script_text(text, end, len(text))
        return joined(place.open, pieces)

    def glance(self, opened: tuple[str, ...], text: str) -> Piece:
        """The same as `read` in much less time, but its faults do not know where they are."""
        if opened[-1:] == ("script",) or "<script" in text:  # only there the text matters
            return self.read(opened, text)
        place, pieces = self._place(opened), []
        for tag in _TAG.findall(text):
            place, found = place[tag]
            if found is not None:
                pieces.append(found)
        return joined(place.open, pieces) if pieces else Piece(place.open)

    def _place(self, opened: tuple[str, ...]) -> _Place:
        place = self._places.get(opened)
        if place is None:
            place = self._places[opened] = _Place(opened, self._learn)
        return place

    def _learn(self, place: _Place, text: str) -> Step:
        """What a tag comes to that was not seen here before."""
        self._many += 1
        if self._many > MOST_TAGS:
            self._many = 0
            for one in self._places.values():
                one.clear()
        step = place[text] = self._by_shape(place, text)
        return step

    def _by_shape(self, place: _Place, text: str) -> Step:
        """Most tags are the same as another, but for their address."""
        shape, address = _shaped(text)
        step = self._shapes.get((place.open, shape))
        if step is None:
            step = self._shapes[place.open, shape] = self._tag(place, shape)
        after, piece = step
        if piece is None or shape == text:
            return step
        (found,) = piece.found or (Found(),)
        if found.faults:  # they name what is written
            return self._tag(place, text)
        links, loads = _swapped(found.links, address), _swapped(found.loads, address)
        return after, Piece(after.open, piece.ids, frozenset((Found(found.anchors, links, loads),)))

    def _tag(self, place: _Place, text: str) -> Step:
        reading = _Reading(list(place.open), self._form)
        token = _TOKEN.fullmatch(text)
        if token is None:
            shown = text[:60].split("\n", maxsplit=1)[0]
            reading.fault(0, "html", f"hier staat geen geldige HTML: {shown}", "schrijf < in tekst als &lt;")
        elif token["name"] and token["close"]:
            _close(reading, token["name"], token["attributes"] or token["alone"])
        elif token["name"]:
            _open(reading, token["name"], token)
        return self._place(tuple(reading.stack)), reading.piece()


def _shaped(text: str) -> tuple[str, str]:
    """A tag without what makes no difference to what it comes to, and its address when that is plain.

    A tag that cannot be read stays one: what is left out stands between quotes, and the quotes stay.
    """
    if (' content="' in text and "http-equiv" not in text) or ' download="' in text:
        text = _SILENT.sub("", text)
    before, mark, after = text.partition(' href="')
    address, quote, rest = after.partition('"')
    plain = _PLAIN.fullmatch(address) if quote else None
    if plain is None:
        return text, ""
    return f"{before}{mark}{_CALLED if plain['called'] else _FOLLOWED}{quote}{rest}", html.unescape(address)


def _swapped(addresses: tuple[str, ...], address: str) -> tuple[str, ...]:
    """The real address instead of the one that stood for it."""
    return tuple([address if one == _FOLLOWED else one for one in addresses]) if addresses else ()


def _moved(piece: Piece, offset: int) -> Piece:
    """A piece of which the faults know where they are."""
    if not piece.faults:
        return piece
    faults = tuple(replace(fault, offset=fault.offset + offset) for fault in piece.faults)
    (found,) = piece.found
    return piece._replace(found=frozenset((replace(found, faults=faults),)))


def _script_text(text: str, start: int, end: int) -> list[Piece]:
    if not text[start:end].strip():
        return []
    hint = "zet het in een eigen bestand in theme/assets/"
    fault = Fault(start, "inline", "een script staat in de pagina zelf", hint)
    return [Piece((), (), frozenset((Found(faults=(fault,)),)))]


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
            reading.anchors += value.split()
        elif name == "style" or name.startswith("on"):
            what = "een stijl" if name == "style" else "een script"
            reading.fault(
                offset,
                "inline",
                f"{what} staat in het kenmerk “{name}” van <{element}>",
                "gebruik een class en een eigen bestand",
            )
        elif name == "data-root":
            reading.links.append(value)
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
            reading.anchors.append(value[1:])
    elif not scheme or scheme[1].lower() == "https":
        (reading.loads if loads else reading.links).append(value)
    elif loads:
        reading.fault(offset, "vreemd", f"de pagina laadt “{value}”", "laad alleen bestanden van de site zelf")
