"""Dutch telephone numbers: one display form, and the right `tel:` address.

Numbering: Nummerplan telefoon- en ISDN-diensten (short codes, 14-numbers,
information numbers, 2- and 3-digit area codes).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Annotated

from pydantic import AfterValidator, WithJsonSchema

from zorgpaden.types.errors import refuse
from zorgpaden.types.schema import text_schema

SHORT_CODES = frozenset({"112", "113", "144", "116000", "116111", "116123"})
INFORMATION = ("0800", "0900", "0906", "0909")
NON_GEOGRAPHIC = ("084", "085", "087", "088", "091")
AREA_3 = frozenset(
    """
    010 013 015 020 023 024 026 030 033 035 036 038 040 043 045 046 050 053 055 058 070 071 072 073 074 075 076
    077 078 079
    """.split()  # noqa: SIM905
)
AREA_4 = frozenset(
    """
    0111 0113 0114 0115 0117 0118 0161 0162 0164 0165 0166 0167 0168 0172 0174 0180 0181 0182 0183 0184 0186 0187
    0222 0223 0224 0226 0227 0228 0229 0251 0252 0255 0294 0297 0299 0313 0314 0315 0316 0317 0318 0320 0321 0341
    0342 0343 0344 0345 0346 0347 0348 0411 0412 0413 0416 0418 0475 0478 0481 0485 0486 0487 0488 0492 0493 0495
    0497 0499 0511 0512 0513 0514 0515 0516 0517 0518 0519 0521 0522 0523 0524 0525 0527 0528 0529 0541 0543 0544
    0545 0546 0547 0548 0561 0562 0566 0570 0571 0572 0573 0575 0577 0578 0591 0592 0593 0594 0595 0596 0597 0598
    0599
    """.split()  # noqa: SIM905
)
HINT = (
    "Schrijf een Nederlands nummer, bijvoorbeeld 088-000 00 01, 0475-00 00 00, 06-00 00 00 00, "
    "0800-8115, 14 0475 of 112."
)
_ALLOWED = re.compile(r"[0-9+() .\-–]+")


def _digits(text: str) -> str | None:
    """The national digits of `text`, or None when other characters are in it."""
    if not _ALLOWED.fullmatch(text):
        return None
    plain = re.sub(r"[() .\-–]", "", text.replace("(0)", ""))
    for prefix in ("+31", "0031"):
        if plain.startswith(prefix):
            plain = "0" + plain[len(prefix) :].removeprefix("0")
    return plain if plain.isascii() and plain.isdigit() else None


def _pairs(digits: str) -> str:
    """7 digits as 3-2-2, 6 and 8 digits in pairs: the Dutch way to read a number aloud."""
    head = len(digits) % 2 and 3
    groups = [digits[:head]] if head else []
    groups += [digits[i : i + 2] for i in range(head, len(digits), 2)]
    return " ".join(groups)


def canonical_phone(text: str) -> str | None:
    """The display form of a Dutch number, or None when it is not one."""
    digits = _digits(text.strip())
    if digits is None:
        return None
    if digits in SHORT_CODES:
        return digits
    if re.fullmatch(r"140\d{2,3}", digits) and (digits[2:] in AREA_3 or digits[2:] in AREA_4):
        return f"14 {digits[2:]}"
    if digits.startswith(INFORMATION):
        rest = digits[4:]
        if len(rest) == 4:
            return f"{digits[:4]}-{rest}"
        return f"{digits[:4]}-{_pairs(rest)}" if len(rest) == 7 else None
    if len(digits) != 10:
        return None
    if digits.startswith("06") and digits[2] != "0":
        return f"06-{_pairs(digits[2:])}"
    if digits.startswith("0600"):  # never issued: used for examples
        return f"06-{_pairs(digits[2:])}"
    if digits.startswith(NON_GEOGRAPHIC) or digits[:3] in AREA_3:
        return f"{digits[:3]}-{_pairs(digits[3:])}"
    if digits[:4] in AREA_4:
        return f"{digits[:4]}-{_pairs(digits[4:])}"
    return None


@lru_cache(4096)
def tel_uri(display: str) -> str:
    """`tel:` address of a canonical number: +31 where it can be dialled from abroad."""
    digits = re.sub(r"\D", "", display)
    if digits in SHORT_CODES or digits.startswith("14") or digits.startswith(INFORMATION):
        return f"tel:{digits}"
    return f"tel:+31{digits[1:]}"


def _validate(text: str) -> str:
    number = canonical_phone(text)
    if number is None:
        raise refuse("telefoon", f"“{text}” is geen Nederlands telefoonnummer", HINT)
    return number


Telefoon = Annotated[
    str,
    AfterValidator(_validate),
    WithJsonSchema(text_schema(r"^\s*\+?[0-9(][0-9() .\-–]*[0-9]\s*$", HINT, "integer")),
]
