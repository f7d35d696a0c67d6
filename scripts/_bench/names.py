"""Made-up names and the words that differ between made-up gemeenten.

Every word is swapped for one of the same length. Then lines break where they broke in the file that was the example,
and what is written stands in the one form of `zorgpaden fmt` without being parsed.
"""

from __future__ import annotations

import random
import re
from itertools import product
from pathlib import Path


def _words(*lines: str) -> list[str]:
    return " ".join(lines).split()


FIRST = _words(
    "Beken Berke Bosch Brink Donke Dorpe Elzen Esker Ganze Geest Graaf Haren Heide Helmo Hoven Kaden Kerke Klift",
    "Kraan Lande Leeuw Linde Loven Maten Meren Molen Olmen Oever Perre Plass Rieve Rozen Sluis Spiek Stouw Terpe",
    "Tuine Varen Vloed Water Wilge Zande Zeven Zilte Zomer",
)
PLACES = _words(
    "beek berg burg daal dijk donk gors haag hiem holt horn hout kerk lede loon mark meer rijk stad veen veld voor",
    "wold zijl",
)
REGIONS = _words("gouw hoek kust land oord zoom")

SAME_LENGTH = (
    "maandag dinsdag vrijdag",
    "woensdag zaterdag",
    "twee drie vier vijf acht tien",
    "Turks Pools Farsi Duits Frans",
    "Arabisch Tigrinya Roemeens",
    "meteen direct",
    "luiers kleren",
    "brood fruit",
    "kaartje mailtje",
    "buurthuis dorpshuis",
    "hoort leest",
    "belt appt",
    "Oever Kreek Akker Linde Gaard",
    "Steiger Sleutel Schakel Drempel",
    "Riet Nest Veer Loof Plan",
    "Havenkade Kadeplein Molenkade Kerkplein Lindelaan Eikenlaan Wilgenweg Dorpsdijk",
    "Molenweg Veldlaan Beeklaan Ringdijk Torenweg",
    "Parkpad Zandpad Kerkpad Beekpad Tuinpad Veenpad",
    "Oeverstraat Marktstraat Akkerstraat Kloosterweg",
    "Schoolstraat Bakkerstraat Spinnersveld",
    "Stationsplein Wilhelminaweg Herenstraatje",
)
GROUPS = [group.split() for group in SAME_LENGTH]
WORDS = re.compile(rf"(?<![\w-])(?:{'|'.join(word for group in GROUPS for word in group)})(?![\w-])")
OPENS = re.compile(r"(?<=[a-z] )[89]\.30(?=-1)")
PHONE = re.compile(r"088-000 \d\d \d\d")
DOMAIN = re.compile(r"([a-z-]+)\.example")
CHECKED = re.compile(r"(?<=  op: )\d{4}-\d\d-\d\d")
HOUSE = re.compile(r"(straat: \w+ )(\d+)")


def place_names(register: Path, seed: int) -> list[str]:
    """All names for made-up gemeenten, shuffled; none that a real gemeente or an example of ours has."""
    return _shuffled(PLACES, register, seed)


def region_names(register: Path, seed: int) -> list[str]:
    """All names for made-up regions, shuffled."""
    return _shuffled(REGIONS, register, seed)


def _shuffled(second: list[str], register: Path, seed: int) -> list[str]:
    taken = {*re.findall(r"naam: ([^,}]+)", register.read_text(encoding="utf-8")), "Waterrijk", "Merenland"}
    names = [name for name in map("".join, product(FIRST, second)) if name not in taken]
    random.Random(f"{seed}-{second}").shuffle(names)  # noqa: S311
    return names


class Dialect:
    """What one made-up area calls things: the same words for the same words, everywhere in its files."""

    def __init__(self, seed: str, suffix: str) -> None:
        self._random = random.Random(seed)  # noqa: S311  (equal each time, on purpose)
        self._suffix = suffix
        self._words = {
            word: other
            for group in GROUPS
            for word, other in zip(group, self._random.sample(group, len(group)), strict=True)
        }
        self._phones: dict[str, str] = {}
        self._opens = self._random.choice(("8.30", "9.30"))

    def speak(self, text: str) -> str:
        """The text of an example, in the words and with the numbers of this area."""
        text = WORDS.sub(lambda found: self._words[found[0]], text)
        text = OPENS.sub(self._opens, text)
        text = PHONE.sub(lambda found: self._phones.setdefault(found[0], self._phone()), text)
        text = HOUSE.sub(lambda found: found[1] + self._digits(len(found[2])), text)
        text = DOMAIN.sub(lambda found: self._domain(found[1]), text)
        return CHECKED.sub(lambda _: self._day(), text)

    def _phone(self) -> str:
        number = f"{self._random.randrange(10_000):04}"
        return f"088-000 {number[:2]} {number[2:]}"

    def _digits(self, count: int) -> str:
        return str(self._random.randrange(10 ** (count - 1), 10**count))

    def _domain(self, name: str) -> str:
        return f"{name}.example" if self._suffix in name else f"{name}-{self._suffix}.example"

    def _day(self) -> str:
        """A check in the last months; one in thirty is overdue."""
        month = self._random.randint(7, 11) if self._random.randrange(30) else 3
        return f"2026-{month:02}-{self._random.randint(1, 20):02}"
