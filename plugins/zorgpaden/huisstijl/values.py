"""Which token of a house style gives which value of ours, and what must be readable on what.

A value that the host gives is kept or refused, never changed. What the host leaves open is ours, or moves to the
nearest colour that can be read beside what the host gave.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from tinycss2.ast import Node

from zorgpaden.huisstijl.contrast import BLACK, WHITE, Colour, NoColour, blend, contrast, nearest, read_colour
from zorgpaden.huisstijl.tokens import Resolver, Token, Unresolved, shown
from zorgpaden.problems import Problem

T = TypeVar("T")

TEXT, SHAPE = 4.5, 3.0
"""Least contrast of text, and of a line or edge one has to see (WCAG 1.4.3 and 1.4.11)."""
CALM = 7.0
"""Contrast of coloured text on a dark screen: more than what just passes."""
DEEP = 12.0
"""Contrast with white of headings and the foot, where only the colour of the house is given."""
MAX_ROUND = 32
"""Pixels of a rounded corner."""

LIGHT = {
    "tekst": "#1c2a2e",
    "zacht": "#46565b",
    "kop": "#12363d",
    "grond": "#faf6ef",
    "vlak": "#ffffff",
    "lijn": "#d9d6cd",
    "link": "#0b5563",
    "actie": "#0b5563",
    "actie-tekst": "#ffffff",
    "focus": "#b8480b",
    "focus-rand": "#b8480b",
    "gevaar": "#a3201a",
    "gevaar-vlak": "#fdf0ee",
    "let-op": "#6b4600",
    "let-op-vlak": "#fff4d9",
    "gemeente": "#0b5563",
    "gemeente-vlak": "#e1f0f2",
    "regio": "#6a3d00",
    "regio-vlak": "#fbecd5",
    "landelijk": "#46565b",
    "landelijk-vlak": "#eceff0",
    "balk": "#ffffff",
    "balk-tekst": "#0b5563",
    "voet": "#12363d",
    "voet-tekst": "#ffffff",
}
DARK = {
    "tekst": "#e9eeee",
    "zacht": "#b6c3c6",
    "kop": "#f4f7f7",
    "grond": "#131c1f",
    "vlak": "#1d292c",
    "lijn": "#42545a",
    "link": "#8fd3df",
    "actie": "#8fd3df",
    "actie-tekst": "#06262d",
    "focus": "#ffb27a",
    "focus-rand": "#ffb27a",
    "gevaar": "#ffb4ab",
    "gevaar-vlak": "#37191a",
    "let-op": "#ffd98a",
    "let-op-vlak": "#332a12",
    "gemeente": "#a6dfe8",
    "gemeente-vlak": "#12363d",
    "regio": "#ffd19a",
    "regio-vlak": "#3a2a12",
    "landelijk": "#b6c3c6",
    "landelijk-vlak": "#2a383c",
    "balk": "#1d292c",
    "balk-tekst": "#8fd3df",
    "voet": "#0b1214",
    "voet-tekst": "#e9eeee",
}
"""Our own colours, as in `theme/assets/zp.css`; a test holds them together."""

SOURCES = {
    "tekst": (
        "utrecht-document-color",
        "utrecht-root-color",
        "utrecht-body-color",
        "utrecht-page-body-color",
        "nl-paragraph-color",
        "basis-color-default-color-document",
    ),
    "zacht": ("utrecht-form-field-description-color", "basis-color-default-color-subtle"),
    "kop": (
        "utrecht-heading-1-color",
        "utrecht-heading-color",
        "nl-heading-level-1-color",
        "basis-heading-color",
    ),
    "grond": (
        "utrecht-page-body-background-color",
        "utrecht-document-background-color",
        "utrecht-root-background-color",
        "utrecht-body-background-color",
        "basis-color-default-bg-document",
    ),
    "vlak": (
        "utrecht-surface-background-color",
        "utrecht-article-background-color",
        "utrecht-form-control-background-color",
        "utrecht-textbox-background-color",
        "basis-color-default-bg-document",
    ),
    "lijn": ("utrecht-separator-color", "basis-color-default-border-subtle"),
    "link": ("nl-link-color", "utrecht-link-color", "denhaag-link-color", "basis-color-action-2-color-default"),
    "actie": (
        "nl-button-primary-background-color",
        "utrecht-button-primary-action-background-color",
        "denhaag-button-primary-action-background-color",
        "utrecht-button-background-color",
        "basis-color-action-1-inverse-bg-default",
    ),
    "actie-tekst": (
        "nl-button-primary-color",
        "utrecht-button-primary-action-color",
        "denhaag-button-primary-action-color",
        "utrecht-button-color",
        "basis-color-action-1-inverse-color-default",
    ),
    "focus": (
        "utrecht-focus-outline-color",
        "utrecht-focus-border-color",
        "denhaag-focus-border-color",
        "basis-focus-outline-color",
    ),
    "focus-rand": ("utrecht-focus-inverse-outline-color", "basis-focus-inverse-outline-color"),
    "gevaar": ("basis-color-negative-color-default", "utrecht-alert-icon-error-color"),
    "gevaar-vlak": ("basis-color-negative-bg-subtle", "utrecht-alert-error-background-color"),
    "let-op": ("basis-color-warning-color-default", "utrecht-alert-warning-color"),
    "let-op-vlak": ("basis-color-warning-bg-subtle", "utrecht-alert-warning-background-color"),
    "gemeente": ("basis-color-info-color-default", "utrecht-alert-info-color", "utrecht-alert-color"),
    "gemeente-vlak": (
        "basis-color-info-bg-subtle",
        "utrecht-alert-info-background-color",
        "utrecht-alert-background-color",
    ),
    "balk": ("utrecht-page-header-background-color", "denhaag-page-header-background-color"),
    "balk-tekst": ("utrecht-page-header-color", "denhaag-page-header-color"),
    "voet": ("utrecht-page-footer-background-color", "denhaag-page-footer-background-color"),
    "voet-tekst": ("utrecht-page-footer-color", "denhaag-page-footer-color"),
}
"""Tokens that give a colour, the first that says something; a `--zp-…` of the host's own goes before them all."""

FONTS = {
    "letter": (
        "utrecht-document-font-family",
        "utrecht-root-font-family",
        "utrecht-body-font-family",
        "nl-paragraph-font-family",
        "basis-text-font-family-default",
    ),
    "kop-letter": (
        "utrecht-heading-1-font-family",
        "utrecht-heading-font-family",
        "nl-heading-level-1-font-family",
        "basis-heading-font-family",
    ),
}
ROUND = (
    "nl-button-border-radius",
    "utrecht-button-border-radius",
    "denhaag-button-border-radius",
    "basis-border-radius-md",
)

# On a sheet of paper and on what lies on it.
_GROUNDS = ("grond", "vlak", "gevaar-vlak", "let-op-vlak", "gemeente-vlak", "landelijk-vlak")
PAIRS: tuple[tuple[str, str, float], ...] = (
    *(("tekst", ground, TEXT) for ground in _GROUNDS),
    *(("zacht", ground, TEXT) for ground in ("grond", "vlak", "gevaar-vlak", "let-op-vlak")),
    *(("kop", ground, TEXT) for ground in ("grond", "vlak")),
    *(("link", ground, TEXT) for ground in _GROUNDS),
    ("actie-tekst", "actie", TEXT),
    ("actie", "vlak", SHAPE),
    ("actie", "grond", SHAPE),
    ("vlak", "gevaar", TEXT),
    ("gevaar", "gevaar-vlak", TEXT),
    ("gevaar", "grond", SHAPE),
    ("let-op", "let-op-vlak", TEXT),
    ("gemeente", "gemeente-vlak", TEXT),
    ("gemeente", "vlak", SHAPE),
    ("regio", "regio-vlak", TEXT),
    ("regio", "vlak", SHAPE),
    ("landelijk", "landelijk-vlak", TEXT),
    ("balk-tekst", "balk", TEXT),
    ("voet-tekst", "voet", TEXT),
    *(("focus", ground, SHAPE) for ground in ("grond", "vlak", "gevaar-vlak", "let-op-vlak")),
)
"""(what one reads or sees, what it lies on, least contrast). Of `focus` and `focus-rand` one is enough.
In the bar and the foot the focus has the colour of their text."""

_MEANINGS = {
    "tekst": "gewone tekst",
    "zacht": "kleine tekst",
    "kop": "koppen",
    "grond": "de pagina",
    "vlak": "kaarten",
    "link": "links",
    "actie": "knoppen",
    "actie-tekst": "tekst op knoppen",
    "focus": "de rand om wat u met toetsen kiest",
    "gevaar": "gevaar",
    "gevaar-vlak": "het vlak bij gevaar",
    "let-op": "let op",
    "let-op-vlak": "het vlak bij let op",
    "gemeente": "het label van de gemeente",
    "gemeente-vlak": "het vlak van dat label",
    "landelijk-vlak": "een grijs vlak",
    "balk": "de balk bovenaan",
    "balk-tekst": "tekst in de balk bovenaan",
    "voet": "de voet",
    "voet-tekst": "tekst in de voet",
}


@dataclass(frozen=True, slots=True)
class Given:
    """A value of the host: the token it came from and the tokens passed on the way."""

    token: Token
    trail: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.token.name} (via {self.trail[-1]})" if self.trail else self.token.name


@dataclass(frozen=True)
class Values:
    """All values of one house style."""

    light: dict[str, Colour]
    dark: dict[str, Colour]
    given: dict[str, Given]
    letters: dict[str, tuple[str, ...]]
    """`letter` and `kop-letter`: names of families, when the host gives them."""
    rond: str = ""
    """Rounded corners as CSS, when the host gives them."""


@dataclass(frozen=True, slots=True)
class Pair:
    """One pair with its contrast."""

    front: str
    ground: str
    least: float
    ratio: float

    @property
    def good(self) -> bool:
        """Whether it can be read or seen."""
        return self.ratio >= self.least


def pairs(colours: dict[str, Colour]) -> list[Pair]:
    """Every pair that occurs on our pages."""
    return [Pair(front, ground, least, _ratio(front, ground, colours)) for front, ground, least in PAIRS]


def _ratio(front: str, ground: str, colours: dict[str, Colour]) -> float:
    return max(contrast(colours[one], colours[ground]) for one in _fronts(front))


def _fronts(front: str) -> tuple[str, ...]:
    return ("focus", "focus-rand") if front == "focus" else (front,)


def make_values(tokens: dict[str, Token], path: str) -> tuple[Values, list[Problem]]:
    """(values, problems) of a house style; with problems the values are not to be used."""
    reader = _Reader(tokens, path)
    colours = {name: colour for name in SOURCES if (colour := reader.first(name, SOURCES[name], reader.colour))}
    letters = {name: names for name, from_ in FONTS.items() if (names := reader.first(name, from_, _families))}
    rond = reader.first("rond", ROUND, _corner) or ""
    if not (colours or letters or rond or reader.problems):
        message = "in dit bestand staat geen token dat wij kennen"
        hint = "Wij zoeken bijvoorbeeld --utrecht-link-color of --zp-link, bij :root of bij een klasse als .naam-theme."
        reader.problems.append(Problem(path, 0, 0, "huisstijl-token", "fout", message, hint))
    light = _complete(colours)
    values = Values(light, _dark(colours, light), reader.given, letters, rond)
    return values, [*reader.problems, *_too_faint(values, path)]


class _Reader:
    """Finds values among tokens, and keeps where they came from."""

    def __init__(self, tokens: dict[str, Token], path: str) -> None:
        self.tokens, self.path, self.resolver = tokens, path, Resolver(tokens)
        self.given: dict[str, Given] = {}
        self.problems: list[Problem] = []

    def first(self, name: str, sources: tuple[str, ...], read: Callable[[tuple[Node, ...]], T | None]) -> T | None:
        """The first token that gives something; a problem ends the search."""
        for source in (f"--zp-{name}", *(f"--{one}" for one in sources)):
            token = self.tokens.get(source)
            if token is None or not token.value:
                continue
            try:
                value, trail = self.resolver.value(source)
                found = read(value) if value else None
            except Unresolved as wrong:
                self._add(token, wrong.code, wrong.message, f"{wrong.hint} Of zet zelf een waarde bij --zp-{name}.")
                return None
            except NoColour as wrong:
                hint = f"Schrijf een kleur als #0b5563, rgb(), hsl() of oklch(), of zet er zelf een bij --zp-{name}."
                self._add(token, "huisstijl-kleur", f"“{shown(value)}” {wrong}", hint)
                return None
            if found is not None:
                self.given[name] = Given(token, tuple(trail))
                return found
        return None

    def colour(self, value: tuple[Node, ...]) -> Colour | None:
        if len(value) != 1:
            raise NoColour("is niet één kleur")
        if value[0].type == "ident" and value[0].lower_value == "none":
            return None
        return read_colour(value[0])

    def _add(self, token: Token, code: str, message: str, hint: str) -> None:
        text = f"{token.name}: {message}"
        self.problems.append(Problem(self.path, token.line, token.column, code, "fout", text, hint))


def _families(value: tuple[Node, ...]) -> tuple[str, ...] | None:
    """The names of a font-family, in order; a name with signs that names do not have is left out."""
    names: list[str] = []
    words: list[str] = []
    for node in (*value, None):
        if node is None or node == ",":
            names.append(" ".join(words))
            words = []
        elif node.type in ("string", "ident"):
            words.append(str(node.value))
    good = tuple(name for name in names if 0 < len(name) <= 60 and all(one.isalnum() or one in " -_." for one in name))
    return good or None


def _corner(value: tuple[Node, ...]) -> str | None:
    """A rounded corner in px or rem."""
    if len(value) != 1:
        return None
    node = value[0]
    if node.type == "number" and node.value == 0:
        return "0"
    pixels = {"px": 1, "rem": 16, "em": 16}.get(node.lower_unit, 0) if node.type == "dimension" else 0
    if not pixels or node.value < 0:
        return None
    return f"{min(node.value * pixels, MAX_ROUND) / 16:g}rem"


def _complete(given: dict[str, Colour]) -> dict[str, Colour]:
    """The light scheme: what the host gives, and for the rest ours, moved where it could not be read."""
    colours = {name: _read(text) for name, text in LIGHT.items()} | given
    leans = {"kop": "tekst", "focus-rand": "focus", "balk": "vlak", "vlak": "grond"}
    for name, other in leans.items():
        if name not in given and other in given:
            colours[name] = given[other]
    if "link" in given or "actie" in given:
        house = given.get("link") or given["actie"]
        colours |= {name: house for name in ("link", "actie", "gemeente", "balk-tekst") if name not in given}
        deep = nearest(house, lambda one: contrast(one, WHITE) >= DEEP) or BLACK
        if "voet" not in given:
            colours["voet"] = deep
        if not {"kop", "tekst"} & set(given):
            colours["kop"] = deep
        if "gemeente-vlak" not in given:
            colours["gemeente-vlak"] = blend(house, colours["vlak"], 0.1)
    for name in ("actie-tekst", "balk-tekst", "voet-tekst"):
        if name not in given and not _fits(name, colours):
            colours[name] = max(WHITE, BLACK, key=lambda one: contrast(one, colours[_GROUND_OF[name]]))
    return _moved(colours, [name for name in colours if name not in given])


_GROUND_OF = {"actie-tekst": "actie", "balk-tekst": "balk", "voet-tekst": "voet"}


def _moved(colours: dict[str, Colour], free: list[str]) -> dict[str, Colour]:
    """The same, with each free colour moved as little as makes its pairs good; fronts first."""
    colours = dict(colours)
    fronts = {front for front, _, _ in PAIRS}
    for name in sorted(free, key=lambda one: one not in fronts):
        if not _fits(name, colours):
            colours[name] = _nearest(name, colours) or colours[name]
    return colours


def _of(name: str) -> Iterator[tuple[str, str, float]]:
    """The pairs a value takes part in."""
    mine = "focus" if name == "focus-rand" else name
    return (pair for pair in PAIRS if mine in pair[:2])


def _fits(name: str, colours: dict[str, Colour]) -> bool:
    return _wish(name, colours)(colours[name])


def _wish(name: str, colours: dict[str, Colour]) -> Callable[[Colour], bool]:
    """Whether a colour for `name` makes all its pairs good."""
    wanted: list[tuple[list[float], float]] = []
    for front, ground, least in _of(name):
        fronts = _fronts(front)
        if name == ground:
            wanted.append(([colours[one].luminance for one in fronts], least))
        elif not any(contrast(colours[one], colours[ground]) >= least for one in fronts if one != name):
            wanted.append(([colours[ground].luminance], least))

    def good(one: Colour) -> bool:
        own = one.luminance
        return all(
            any((max(own, other) + 0.05) / (min(own, other) + 0.05) >= least for other in others)
            for others, least in wanted
        )

    return good


def _nearest(name: str, colours: dict[str, Colour]) -> Colour | None:
    """The nearest colour for `name` with which all its pairs are good."""
    return nearest(colours[name], _wish(name, colours))


def _dark(given: dict[str, Colour], light: dict[str, Colour]) -> dict[str, Colour]:
    """The dark scheme: our own grounds, with the colour of the house in links, buttons and labels."""
    own = {name: _read(text) for name, text in DARK.items()}
    house = {"link": "link", "actie": "actie", "gemeente": "gemeente", "balk-tekst": "link"}
    if not {"link", "actie", "gemeente"} & set(given):
        return own
    colours = own | {name: light[source] for name, source in house.items()}
    colours["gemeente-vlak"] = blend(light["gemeente"], own["vlak"], 0.35)
    for name in house:
        colours[name] = nearest(colours[name], lambda one: contrast(one, own["vlak"]) >= CALM) or own[name]
    colours["actie-tekst"] = BLACK if contrast(BLACK, colours["actie"]) >= TEXT else own["actie-tekst"]
    return _moved(colours, ["gemeente", "gemeente-vlak", *house])


def _read(text: str) -> Colour:
    colour = read_colour(text)
    assert colour is not None
    return colour


def _too_faint(values: Values, path: str) -> Iterator[Problem]:
    """A problem for each pair of the host's own that cannot be read, with the nearest colour that can."""
    colours = values.light
    for pair in pairs(colours):
        if pair.good:
            continue
        blamed = next((one for one in (pair.front, pair.ground) if one in values.given), None)
        if blamed is None:  # two of ours: moved by what the host gives elsewhere
            blamed = next(iter(values.given), None)
            if blamed is None:
                continue
        at = values.given[blamed]
        message = (
            f"{at}: {_MEANINGS.get(pair.front, pair.front)} ({colours[pair.front]}) op "
            f"{_MEANINGS.get(pair.ground, pair.ground)} ({colours[pair.ground]}) heeft contrast {down(pair.ratio)}; "
            f"nodig is {down(pair.least)}"
        )
        hint = _way_out(blamed, pair, colours)
        yield Problem(path, at.token.line, at.token.column, "huisstijl-contrast", "fout", message, hint)


def _way_out(name: str, pair: Pair, colours: dict[str, Colour]) -> str:
    best = _nearest(name, colours) or nearest(
        colours[name], lambda one: _ratio(pair.front, pair.ground, colours | {name: one}) >= pair.least
    )
    if best is None:
        return f"Geen kleur voor {name} kan hier; kies eerst een andere kleur voor {pair.ground}."
    return f"De dichtstbijzijnde kleur die kan is {best}. Zet onderaan: :root {{ --zp-{name}: {best}; }}"


def down(ratio: float) -> str:
    """A contrast as people write it, rounded down: 4,49 is not 4,5."""
    return f"{int(ratio * 100) / 100:.2f}".replace(".", ",")
