"""What no file may hold, whatever its format: looked at before anything is parsed."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from itertools import islice

from zorgpaden.problems import Problem, Severity

MAX_BYTES = 256 * 1024
MOST = 50
"""Of a kind of fault: to say the place of many thousands takes longer than anybody wants to read."""
# Characters nobody sees but that change what is read: zero-width, text direction, soft hyphen.
INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u2800\u3164\ufe00-\ufe0d\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
# What may not stand before it is looked at after the first digit: so all else is passed over quickly.
_NINE_DIGITS = re.compile(
    r"\d(?<![\d.,/\-+]\d)(?<!\+31 \d)(?<!0031 \d)(?<!\(0\)\d)"
    r"\d\d(?:\d{6}|\d[. ]\d{2}[. ]\d{3}|[. ]\d{3}[. ]\d{3})(?![\d/\-])"
)
_PRIVATE_DOMAIN = re.compile(
    r"@(?:gmail|googlemail|hotmail|outlook|live|msn|icloud|me|yahoo|ziggo|kpnmail|planet|hetnet|home|casema|"
    r"upcmail|telfort|tele2|xs4all|quicknet|protonmail|proton)\.[a-z]{2,3}\b",
    re.IGNORECASE,
)
_LOCAL_PART = re.compile(r"[\w.+\-]{1,64}$")


def decode(raw: bytes, path: str, most: int = MAX_BYTES) -> tuple[str | None, list[Problem]]:
    """(text, problems) of a file; text is None when it has more than `most` bytes or is not UTF-8."""
    if len(raw) > most:
        message = f"het bestand is {len(raw) // 1024} kB"
        return None, [Problem(path, 0, 0, "te-groot", "fout", message, f"Hoogstens {most // 1024} kB; splits het.")]
    try:
        text = raw.removeprefix(codecs.BOM_UTF8).decode()
    except UnicodeDecodeError as error:
        good = bytes(error.object[: error.start]).decode()
        line, column = good.count("\n") + 1, len(good) - good.rfind("\n")
        hint = "Sla het bestand op als UTF-8 (in Kladblok: Opslaan als, Codering UTF-8)."
        return None, [Problem(path, line, column, "utf-8", "fout", "hier staat een teken dat geen UTF-8 is", hint)]
    found = (invisible(text, path), _citizen_numbers(text, path), _private_mail(text, path))
    return text, [problem for kind in found for problem in islice(kind, MOST)]


def _at(text: str, start: int, path: str, code: str, severity: Severity, message: str, hint: str) -> Problem:
    line = text.count("\n", 0, start) + 1
    return Problem(path, line, start - text.rfind("\n", 0, start), code, severity, message, hint)


def invisible(text: str, path: str) -> Iterator[Problem]:
    """The first characters in a text that nobody sees."""
    for match in islice(INVISIBLE.finditer(text), MOST):
        message = f"hier staat een onzichtbaar teken (U+{ord(match.group()):04X})"
        hint = "Haal het weg: typ het woord opnieuw in plaats van het te plakken."
        yield _at(text, match.start(), path, "onzichtbaar", "fout", message, hint)


def is_citizen_number(digits: str) -> bool:
    """The 11-test of a burgerservicenummer (9 digits, weights 9…2 and -1)."""
    total = sum(int(digit) * weight for digit, weight in zip(digits, (9, 8, 7, 6, 5, 4, 3, 2, -1), strict=True))
    return total % 11 == 0 and digits != "000000000"


def without_citizen_numbers(text: str) -> str:
    """The text with every number that may be a burgerservicenummer made unreadable."""

    def hidden(match: re.Match[str]) -> str:
        found = match.group()
        return "[weggelaten]" if is_citizen_number(re.sub(r"\D", "", found)) else found

    return _NINE_DIGITS.sub(hidden, text)


def _citizen_numbers(text: str, path: str) -> Iterator[Problem]:
    for match in _NINE_DIGITS.finditer(text):
        if is_citizen_number(re.sub(r"\D", "", match.group())):
            message = "dit getal kan een burgerservicenummer zijn"
            hint = (
                "Gegevens van personen horen hier nooit. Haal het weg, ook uit de geschiedenis: meld het de beheerder."
            )
            yield _at(text, match.start(), path, "bsn", "fout", message, hint)


def _private_mail(text: str, path: str) -> Iterator[Problem]:
    """Looked for from the domain backwards: the other way round a long word takes quadratic time."""
    for match in _PRIVATE_DOMAIN.finditer(text):
        local = _LOCAL_PART.search(text, max(0, match.start() - 64), match.start())
        if local:
            message = f"“{local.group()}{match.group()}” lijkt een privé-adres"
            hint = "Gebruik het adres van de functie of het loket."
            yield _at(text, local.start(), path, "prive-mail", "waarschuwing", message, hint)
