"""What the form can say about a value before it is saved: a pattern for the browser, and a Dutch example.

The form is a help, the check decides: a pattern lets everything through that its type accepts, and stops what is
plainly wrong. `tests/form/test_config.py` holds both to the types and to the data of the site.
"""

from __future__ import annotations

from typing import Any, get_args

from zorgpaden.types import Bereikbaar, CbsCode, DeelDatum, Email, Kenmerk, Slug, Telefoon, WebAdres

_DAYS = r"(ma|di|wo|do|vr|za|zo)[ ,\-–a-z]*"
_CLOCK = r"\d{1,2}([.:]\d{2})?"
_PART = rf"{_DAYS} {_CLOCK} ?[\-–] ?{_CLOCK}( uur)?"

_PATTERNS = (
    (Slug, r"^[a-z0-9]+(-[a-z0-9]+)*$", "kleine letters, cijfers en losse streepjes, bijvoorbeeld wijkteam-noord"),
    (Telefoon, r"^[0-9+(][0-9+() .\-–]{1,22}$", "een Nederlands nummer, bijvoorbeeld 088-000 00 01"),
    (Email, r"^[^@\s]+@[^@\s]+\.[^@\s]+$", "een mailadres, bijvoorbeeld loket@gemeente.example"),
    (WebAdres, r"^https://[^\s]+$", "een adres dat begint met https://"),
    (Bereikbaar, rf"^(dag en nacht|op afspraak|{_PART}( ?; ?{_PART})*)$", "bijvoorbeeld ma-do 9-16 uur; vr 9-12 uur"),
    (DeelDatum, r"^\d{4}(-\d{2}(-\d{2})?)?$", "een jaar, maand of dag: 2021, 2021-07 of 2021-07-15"),
    (Kenmerk, r"^[0-9a-f]{8}$", "8 tekens (0-9, a-f); de controle noemt het goede kenmerk"),
    (CbsCode, r"^GM[0-9]{4}$", "GM en vier cijfers, bijvoorbeeld GM0957"),
)


def marker(kind: Any) -> Any:
    """What tells an annotated type of ours from plain text: its validator."""
    return get_args(kind)[1]


def pattern_of(metadata: list[Any]) -> list[str] | None:
    """[pattern, Dutch example] for a type with these annotations; None when any text will do."""
    return next(([pattern, says] for kind, pattern, says in _PATTERNS if marker(kind) in metadata), None)
