"""The one source for what a spreadsheet of voorzieningen looks like: model field ↔ column ↔ text in a cell.

A column is a leaf of the model. All values here are text as it stands in a cell: a list is a tuple of texts, a date is
written year-month-day, a flag is `ja` or `nee`, and what is not filled in is None.
"""

from __future__ import annotations

import inspect
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from zorgpaden.loading import Laag
from zorgpaden.loading.records import LANDELIJK
from zorgpaden.model import Voorziening
from zorgpaden.model.base import Naar
from zorgpaden.types import Bereikbaar, Datum, Email, JaNee, Kenmerk, Slug, Tekst, Telefoon, WebAdres
from zorgpaden.types.hours import HINT as HOURS_HINT
from zorgpaden.types.phone import HINT as PHONE_HINT
from zorgpaden.types.text import MAX_TEXT

Value = str | tuple[str, ...] | None
Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `path` leads to the field in the model; a `sturing` column steers the import and is no field."""

    path: Path
    header: str
    meaning: str
    allowed: str
    required: str
    soort: str
    many: bool = False
    separators: str = ""
    collection: str | None = None
    choices: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The path as one word, for mapping files: `contact.telefoon`."""
        return ".".join(self.path)

    @property
    def sturing(self) -> bool:
        """Whether this column is no field of the model."""
        return self.soort == "sturing"


# What a field is called where its path says too little or too much; any other is named after its path.
_HEADERS = {
    "werkgebied.regios": "Werkgebied: regio's",
    "contact.telefoon": "Telefoon",
    "contact.email": "E-mail",
    "contact.website": "Website",
    "contact.bereikbaar": "Bereikbaar",
    "contact.terugval.voorziening": "Terugval: voorziening",
    "contact.terugval.functie": "Terugval: functie",
    "contact.terugval.telefoon": "Terugval: telefoon",
    "contact.persoon.naam": "Contactpersoon: naam",
    "contact.persoon.tot": "Contactpersoon: tot",
    "vastgesteld.op": "Vastgesteld op",
    "vastgesteld.ronde": "Vastgesteld: ronde",
    "gecontroleerd.op": "Gecontroleerd op",
    "gecontroleerd.door": "Gecontroleerd door",
    "gecontroleerd.hoe": "Gecontroleerd: hoe",
}
# Other headers people use. Compared without case, accents, spaces and signs.
_SYNONYMS = {
    "naam": "naam voorziening, voorziening, naam aanbod, aanbod, dienst, naam dienst, titel",
    "organisatie": "aanbieder, naam organisatie, naam aanbieder, instelling, uitvoerder",
    "domein": "sector",
    "samenvatting": "omschrijving, korte omschrijving, beschrijving, wat, wat doen zij",
    "werkgebied.gemeenten": "werkgebied, gemeente, gemeenten",
    "werkgebied.regios": "regio, regio's",
    "zorgpaden": "zorgpad",
    "doelgroep": "voor wie, doelgroepen",
    "fasen": "fase",
    "voorwaarden": "voorwaarde, criteria",
    "aanmelden.wie": "wie kan aanmelden, wie meldt aan",
    "aanmelden.hoe": "aanmelden, aanmelding, hoe aanmelden, verwijzen",
    "aanmelden.meenemen": "meenemen",
    "daarna.wat": "daarna",
    "daarna.terugkoppeling": "terugkoppeling",
    "kosten": "prijs, eigen bijdrage",
    "talen": "taal",
    "contact.functie": "functie, contact, contactfunctie",
    "contact.telefoon": "tel, tel nr, telnr, telefoonnummer, telefoonnr, contact telefoon, telefoon contact",
    "contact.email": "mail, e-mailadres, mailadres, contact e-mail, emailadres contact",
    "contact.website": "web, site, webadres, webpagina, url, internet, link, contact website",
    "contact.bereikbaar": "bereikbaarheid, openingstijden, openingstijd, tijden, contact bereikbaar",
    "contact.terugval.voorziening": "terugval",
    "contact.persoon.naam": "contactpersoon, naam contactpersoon",
    "adres.straat": "adres, straat, bezoekadres, straat en huisnummer",
    "adres.postcode": "postcode",
    "adres.plaats": "plaats, woonplaats, vestigingsplaats",
    "adres_geheim": "geheim adres",
    "zoekwoorden": "zoekwoord, trefwoorden, trefwoord, tags",
    "eigenaar": "beheerder, bijgehouden door",
    "gecontroleerd.op": "laatst gecontroleerd, datum controle, controledatum, datum gecontroleerd",
    "gecontroleerd.door": "controle door, wie controleerde",
    "gecontroleerd.hoe": "hoe gecontroleerd, wijze van controle",
    "bronnen": "bron",
}
# Lists of single words, in which people also write commas. In a list of sentences a comma is a comma.
_WORDS = {"talen", "zoekwoorden"}
_REQUIRED, _OPTIONAL = "ja", "nee"
_NEEDED = {"id": "nee; zonder id zoeken wij op naam en telefoon, of maken wij er een van de naam"}


def _ordered(model: type[BaseModel]) -> list[tuple[str, FieldInfo]]:
    """What makes the entity what it is first, what every entity has (status, check, sources) last."""
    own = inspect.get_annotations(model)
    return sorted(model.model_fields.items(), key=lambda field: field[0] not in own)


def _inside(annotation: Any) -> Iterator[Any]:
    """The annotation and everything in it: types, and the marks of `Annotated`."""
    yield annotation
    for inner in (*get_args(annotation), *getattr(annotation, "__metadata__", ())):
        yield from _inside(inner)


def _columns(model: type[BaseModel], path: Path = (), above: str = _REQUIRED) -> Iterator[Column]:
    for name, field in _ordered(model):
        here = (*path, name)
        parts = [*_inside(field.annotation), *field.metadata]
        many = getattr(field.annotation, "__origin__", None) is tuple
        needed = above if field.is_required() else _OPTIONAL
        inner = next((part for part in parts if isinstance(part, type) and issubclass(part, BaseModel)), None)
        if inner is None:
            yield _leaf(here, field, parts, many, needed)
            continue
        if many:
            raise TypeError(f"{'.'.join(here)}: a list of models has no columns yet")
        if not field.is_required():
            needed = f"alleen als u iets invult bij “{here[-1].replace('_', ' ')}”"
        yield from _columns(inner, here, needed)


def _leaf(path: Path, field: FieldInfo, parts: list[Any], many: bool, needed: str) -> Column:
    key = ".".join(path)
    soort, allowed = next(((soort, text) for mark, soort, text in _KINDS if mark in parts), ("tekst", ""))
    collection = next((part.collectie for part in parts if isinstance(part, Naar)), None)
    enum = next((part for part in parts if isinstance(part, type) and issubclass(part, Enum)), None)
    choices = tuple(str(one.value) for one in enum) if enum else ()
    if enum:
        soort, allowed = "keuze", f"Kies uit: {', '.join(choices)}."
    if collection:
        allowed = f"Een id uit {collection}."
    separators = "\n;," if enum or soort == "id" or key in _WORDS else "\n;"
    if many:
        between = "een puntkomma of een komma" if "," in separators else "een puntkomma"
        allowed = f"{allowed} Meer dan één? Elk op een eigen regel in de cel, of met {between} ertussen."
    header = _HEADERS.get(key) or ": ".join(part.replace("_", " ") for part in path).capitalize()
    meaning = field.description or ""
    needed = _NEEDED.get(key, needed)
    return Column(path, header, meaning, allowed, needed, soort, many, separators if many else "", collection, choices)


def _mark(alias: Any) -> Any:
    return alias.__metadata__[0]


_KINDS: tuple[tuple[Any, str, str], ...] = (
    (_mark(Telefoon), "telefoon", PHONE_HINT),
    (_mark(Bereikbaar), "tijden", HOURS_HINT),
    (_mark(Email), "email", "Een e-mailadres van een functie of loket, niet van een persoon."),
    (_mark(WebAdres), "web", "Een adres dat begint met https://."),
    (_mark(Datum), "datum", "Een datum: 2026-09-03 of 3-9-2026."),
    (_mark(JaNee), "ja-nee", "ja of nee."),
    (_mark(Kenmerk), "kenmerk", "Acht tekens (0-9, a-f)."),
    (_mark(Slug), "id", "Kleine letters, cijfers en streepjes."),
    (_mark(Tekst), "tekst", f"Gewone tekst, hoogstens {MAX_TEXT} tekens."),
)

FIELDS = tuple(_columns(Voorziening))
"""A column per field of the model, in the order in which they are written."""
LAAG = Column(
    ("laag",),
    "Laag",
    "In welke laag deze hulp staat.",
    "landelijk, “regio …” of “gemeente …” (met het id).",
    "alleen als u bij het inlezen geen laag noemt",
    "sturing",
)
AKKOORD = Column(
    ("akkoord",),
    "Akkoord",
    "Of een wijziging in deze rij een bestaand feit mag overschrijven. U voegt deze kolom zelf toe.",
    "ja of nee; leeg is: alleen met --overschrijf.",
    _OPTIONAL,
    "sturing",
)
COLUMNS = (LAAG, *FIELDS)
"""What an export writes."""
BY_PATH = {column.path: column for column in FIELDS}
ID, NAAM, TELEFOON = BY_PATH[("id",)], BY_PATH[("naam",)], BY_PATH[("contact", "telefoon")]
CHECK = tuple(column for column in FIELDS if column.path[0] == "gecontroleerd")
OP, DOOR, HOE = CHECK


# --- headers ----------------------------------------------------------------------------------------


def plain(text: str) -> str:
    """A text without case, accents, spaces and signs: “E-mailadres:” → `emailadres`."""
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()
    return re.sub(r"[^a-z0-9]", "", ascii_text)


def _known_headers() -> dict[str, Column]:
    known: dict[str, Column] = {}
    for column in (*COLUMNS, AKKOORD):
        for name in (column.header, column.key, *_SYNONYMS.get(column.key, "").split(",")):
            other = known.setdefault(plain(name), column) if name else column
            if other is not column:
                raise ValueError(f"the header {name} would mean both {other.key} and {column.key}")
    return known


_KNOWN = _known_headers()


def column_named(header: str) -> Column | None:
    """The column that a header means; also “Organisatie / aanbieder” and “Telefoon (overdag)”."""
    found = _KNOWN.get(plain(header))
    if found:
        return found
    parts = [_KNOWN.get(plain(part)) for part in re.split(r"[/|]", re.sub(r"\([^()]*\)", " ", header)) if plain(part)]
    return parts[0] if parts and all(part is parts[0] for part in parts) else None


def known_names() -> list[str]:
    """Headers and keys that a mapping file may name."""
    return [name for column in (*COLUMNS, AKKOORD) for name in (column.header, column.key)]


# --- values -----------------------------------------------------------------------------------------


def flat(entity: Voorziening) -> dict[Column, Value]:
    """Every field of an entity as text."""
    return {column: _text_of(_find(entity, column.path)) for column in FIELDS}


def _find(entity: Any, path: Path) -> Any:
    for step in path:
        entity = getattr(entity, step, None)
    return entity


def _text_of(value: Any) -> Value:
    if isinstance(value, tuple):
        return tuple(str(getattr(one, "value", one)) for one in value) or None
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, date):
        return value.isoformat()
    return None if value is None else str(getattr(value, "value", value))


def nested(values: Mapping[Column, Value]) -> dict[str, Any]:
    """What is filled in, as a record for the model. A required part is always there: its fields are asked for."""
    record: dict[str, Any] = {name: {} for name, field in _ordered(Voorziening) if _required_part(field)}
    for column, value in values.items():
        if value is None or column.sturing:
            continue
        room = record
        for step in column.path[:-1]:
            room = room.setdefault(step, {})
        room[column.path[-1]] = list(value) if isinstance(value, tuple) else value
    return record


def _required_part(field: FieldInfo) -> bool:
    return field.is_required() and isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel)


def to_cell(column: Column, value: Value) -> str:
    """The text of a cell. In a list what separates is written with a backslash before it, so nothing is lost."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    signs = re.escape("\\" + column.separators.replace("\n", ""))
    return "\n".join(re.sub(f"([{signs}])", r"\\\1", one) for one in value)


def from_cell(column: Column, text: str) -> Value:
    """The value of a cell; the other way round than `to_cell`."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if not column.many:
        return text or None
    pieces, piece = [], ""
    letters = iter(text)
    for letter in letters:
        if letter == "\\":
            following = next(letters, "")
            piece += following if following in ("\\", *column.separators) else letter + following
        elif letter in column.separators:
            pieces.append(piece)
            piece = ""
        else:
            piece += letter
    return tuple(filter(None, (" ".join(one.split()) for one in (*pieces, piece)))) or None


def layer_text(laag: Laag) -> str:
    """How the column “Laag” names a layer."""
    return f"{laag.soort} {laag.id}".strip()


def layer_named(text: str) -> Laag | None:
    """The layer that the column “Laag” names; None when it names none."""
    words = text.casefold().split()
    if words == ["landelijk"]:
        return LANDELIJK
    return Laag(*words) if len(words) == 2 and words[0] in ("regio", "gemeente") else None
