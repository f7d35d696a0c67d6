"""The words of the report: sentences that keep our words and words from the data apart, and Dutch names of fields."""

from __future__ import annotations

from dataclasses import dataclass

from zorgpaden.model import (
    Afspraak,
    Begrip,
    Bron,
    Combineren,
    Dossierpagina,
    Entiteit,
    Factor,
    Gebeurtenis,
    Geldstroom,
    Gemeente,
    Instrument,
    Interventie,
    Momentuitleg,
    Regio,
    RegisterGemeente,
    RegisterRegio,
    Situatie,
    Telling,
    Thema,
    Uitzondering,
    Voorziening,
    Zorgpad,
    ZorgpadLaag,
)


@dataclass(frozen=True, slots=True)
class Data:
    """Text from the data: anybody may have written it, so every form of the report makes it harmless."""

    text: str


Sentence = tuple[str | Data, ...]
Path = tuple[str, ...]


def plain(sentence: Sentence) -> str:
    """The sentence as one line of text."""
    return "".join(clean(part.text) if isinstance(part, Data) else part for part in sentence)


def clean(text: str) -> str:
    """One line without letters that are not to be seen."""
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in " ".join(text.split()))


def listed(names: list[str], most: int = 3) -> Sentence:
    """`A, B en C`, or `A, B, C en nog 4`; one more than `most` is named as well."""
    most += len(names) == most + 1
    shown: list[Data | str] = [Data(name) for name in names[:most]]
    if len(names) > most:
        shown.append(f"nog {len(names) - most}")
    found: list[Data | str] = []
    for index, name in enumerate(shown):
        found += [name] if index == 0 else [" en " if index == len(shown) - 1 else ", ", name]
    return tuple(found)


KINDS: dict[type[Entiteit], str] = {
    Zorgpad: "zorgpad",
    ZorgpadLaag: "aanvulling op een zorgpad",
    Voorziening: "voorziening",
    Afspraak: "afspraak",
    Interventie: "interventie",
    Instrument: "instrument",
    Bron: "bron",
    Begrip: "begrip",
    Situatie: "situatie",
    Thema: "thema",
    Gebeurtenis: "gebeurtenis",
    Telling: "telling",
    Geldstroom: "geldstroom",
    Factor: "factor",
    Momentuitleg: "moment",
    RegisterGemeente: "gemeente in het register",
    RegisterRegio: "GGD-regio",
    Regio: "regio",
    Gemeente: "gemeente",
    Dossierpagina: "pagina",
    Combineren: "instelling",
    Uitzondering: "uitzondering",
}

# The part of a path that says nothing to a reader, and names of fields that are not their own Dutch word.
_HIDDEN = {"contact", "werkgebied"}
_FIELDS = {
    "aliassen": "andere namen",
    "bel": "bel eerst",
    "cbs_code": "CBS-code",
    "email": "e-mailadres",
    "ggd_regio": "GGD-regio",
    "in_plaats_van": "komt in plaats van",
    "mdo": "samen overleggen (mdo)",
    "themas": "thema's",
    "regios": "regio's",
    "url": "webadres",
    "vervangt": "kenmerk van wat het vervangt",
    "voor_wie": "voor wie",
    "ook_voor": "ook voor",
}
_WHOLE: dict[Path, str] = {
    ("contact", "terugval", "telefoon"): "telefoon als niemand opneemt",
    ("contact", "terugval", "functie"): "wie u belt als niemand opneemt",
    ("contact", "terugval", "voorziening"): "wie u belt als niemand opneemt",
    ("contact", "persoon", "naam"): "contactpersoon",
    ("contact", "persoon", "tot"): "einddatum van de contactpersoon",
}
_ONE_OF = {
    "bedragen": "bedrag",
    "bel": "bel",
    "bespreken": "gesprek",
    "bestemmingen": "bestemming",
    "gedeelde_acties": "gedeelde actie",
    "groepen": "groep",
    "interventies": "interventie",
    "lezingen": "lezing",
    "links": "koppeling",
    "onderwerpen": "onderwerp",
    "overstappen": "overstap",
    "signalen": "signaal",
    "stappen": "stap",
    "wegen": "weg",
    "wijzigingen": "wijziging",
}


def field_label(path: Path) -> str:
    """`Aanmelden, hoe` for the names of fields on the way to a value."""
    names = _WHOLE.get(path) or ", ".join(_word(name) for name in path if name not in _HIDDEN) or _word(path[-1])
    return names[:1].upper() + names[1:]


def _word(name: str) -> str:
    return _FIELDS.get(name, name.replace("_", " "))


def one_of(name: str) -> str:
    """What one part of a list is called: `Stap` for `stappen`."""
    word = _ONE_OF.get(name, _word(name))
    return word[:1].upper() + word[1:]
