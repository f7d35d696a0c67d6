"""What stands on paper: a card of one A4 page per zorgpad, and a booklet per gemeente. HTML, no PDF yet.

A card never runs over its page; `ROOMS` is the order in which it is shortened:

1. steps to their essence: the first sentence, and each sentence that warns;
2. the other help per domain, what a step names and what is nearest last;
3. smaller type;
4. steps to their first sentence, without when;
5. only when nothing else helps: long texts and names, the last steps, and numbers after the first.

Whom to call now, and the first number to call, always stay. A card that says less than the site says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any, Literal

from zorgpaden import urls
from zorgpaden.catalog import Catalog
from zorgpaden.exports.qr import qr_picture
from zorgpaden.layers import Geplaatst, LokaalZorgpad, afspraken_in, filled_paths, resolve
from zorgpaden.loading import Item
from zorgpaden.model import Gradatie, Moment, Voorziening
from zorgpaden.model.kennis import Bron
from zorgpaden.render.environment import make_environment, theme_folder
from zorgpaden.render.views.desk import Desk, by_domain
from zorgpaden.render.views.parts import ordered_steps
from zorgpaden.settings import Settings

ALL = 10_000
_SENTENCE = re.compile(r"[^.!?]*(?:[.!?](?!\s+[A-ZÀ-Ý“‘(])[^.!?]*)*[.!?]?[”’)]?\s*")
# What may not be lost: what not to do, and where danger is.
_WARNING = re.compile(r"\b(niet|nooit|geen|nergens|niemand|112|gevaar|veilig)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Room:
    """How much goes on a card."""

    steps: Literal["heel", "kern", "eerste zin"] = "heel"
    """How much of the text of a step."""
    help: int = ALL
    """Other help: at most this many per domain, nearest first."""
    small: bool = False
    """Smaller type, narrower margins."""
    when: bool = True
    """Whether a step says when."""
    letters: int = ALL
    """The longest a text may be."""
    name: int = ALL
    """The longest a name may be."""
    most: int = ALL
    """How many steps per degree of vulnerability, and how many numbers to call first."""

    def step(self, text: str) -> str:
        """What somebody does, as far as there is room for it."""
        if self.steps == "heel":
            return self.short(text)
        first, *rest = sentences(text)
        kept = [one for one in rest if _WARNING.search(one)] if self.steps == "kern" else []
        return self.short(" ".join([first, *kept]))

    def short(self, text: str) -> str:
        """A text, cut where it has to be."""
        return cut(text, self.letters)

    def named(self, text: str) -> str:
        """A name, cut where it has to be."""
        return cut(text, self.name)


ROOMS = (
    Room(),
    *(Room("kern", help=most) for most in (ALL, 6, 5, 4)),
    *(Room("kern", help=most, small=True) for most in (6, 4, 3, 2)),
    *(Room("eerste zin", help=most, small=True) for most in (4, 3)),
    *(Room("eerste zin", 2, True, when=False, letters=letters) for letters in (ALL, 160, 120, 80)),
    Room("eerste zin", 2, True, when=False, letters=70, name=40, most=3),
    Room("eerste zin", 1, True, when=False, letters=60, name=30, most=2),
)


def sentences(text: str) -> list[str]:
    """The sentences of a text; a question and its answer are one."""
    found: list[str] = []
    for sentence in (match.group().strip() for match in _SENTENCE.finditer(text)):
        if found and found[-1].endswith("?"):
            found[-1] += f" {sentence}"
        elif sentence:
            found.append(sentence)
    return found or [text]


def cut(text: str, letters: int) -> str:
    """The text, or as many whole words of it as fit, with … behind."""
    if len(text) <= letters:
        return text
    head = text[: letters - 1]
    words = head.rpartition(" ")[0]
    return f"{(words or head).rstrip(',;:')}…"


@dataclass(frozen=True)
class Group:
    """Steps for one degree of vulnerability (None: for every family); a step stands in full only once."""

    gradatie: Gradatie | None
    stappen: list[tuple[int, Geplaatst]]
    ook: list[int]
    """Numbers of steps that stand above, and hold here as well."""


def _group(gradatie: Gradatie | None, steps: list[Geplaatst], numbers: dict[str, int]) -> Group:
    """A group of steps; `numbers` remembers which steps stand above, and is filled further."""
    also = sorted(numbers[one.item.id] for one in steps if one.item.id in numbers)
    new = [one for one in steps if one.item.id not in numbers]
    start = len(numbers) + 1
    numbers.update((one.item.id, number) for number, one in enumerate(new, start))
    return Group(gradatie, list(enumerate(new, start)), also)


@dataclass(frozen=True)
class LocalPath:
    """A zorgpad in a gemeente, as paper needs it."""

    catalog: Catalog
    local: LokaalZorgpad

    def calls(self, soort: str) -> list[tuple[Geplaatst, Item[Voorziening]]]:
        """Blocks of `spoed` or `bel`, each with whom to call."""
        return [(placed, self.shown(placed.item.voorziening)) for placed in self.local.blokken[soort]]

    def shown(self, id_: str) -> Item[Voorziening]:
        """The voorziening for a reference, after replacement."""
        return self.catalog.voorzieningen[self.local.voorziening_id(id_)]

    def steps(self, most: int = ALL) -> list[Group]:
        """All steps, numbered: first those for every family, then what each degree of vulnerability adds."""
        ordered = list(chain.from_iterable(ordered_steps(self.local.blokken["stappen"], one) for one in Moment))
        everyone = [one for one in ordered if len(one.item.gradaties) == len(Gradatie)]
        some = [one for one in ordered if len(one.item.gradaties) < len(Gradatie)]
        numbers: dict[str, int] = {}
        groups = [_group(None, everyone[:most], numbers)]
        for degree in Gradatie:
            mine = [one for one in some if degree in one.item.gradaties]
            groups.append(_group(degree, mine[:most], numbers))
        return groups

    def help(self) -> list[tuple[str, list[Geplaatst]]]:
        """Other help by domain; what a step names comes first, so that it is the last to go."""
        above = {item.entity.id for soort in ("spoed", "bel") for _, item in self.calls(soort)}
        named = dict.fromkeys(id_ for one in self.local.blokken["stappen"] for id_ in one.item.voorzieningen)
        at_steps = [Geplaatst(item.entity, item.source) for item in map(self.shown, named)]
        found = {one.item.id: one for one in (*at_steps, *self.local.voorzieningen) if one.item.id not in above}
        return by_domain(list(found.values()))

    def checked(self) -> list[Item[Any]]:
        """The files of this path, national first."""
        return [self.local.zorgpad, *self.local.lagen]


def paper_desk(catalog: Catalog, settings: Settings) -> Desk:
    """A desk with the templates for paper."""
    return Desk(catalog, settings, make_environment(theme_folder() / "papier"))


@dataclass(frozen=True)
class Paper:
    """The paper of one gemeente."""

    desk: Desk
    gemeente_id: str

    def cards(self, zorgpad_id: str) -> Iterator[str]:
        """The card of a zorgpad, each time shorter than before: the first that fits on a page is the card."""
        path = self._path(zorgpad_id)
        url = urls.zorgpad(zorgpad_id, self.gemeente_id)
        for room in ROOMS:
            yield self._render("kaart.html", url, pad=path, ruimte=room, ingekort=room is not ROOMS[0])

    def booklet(self) -> str:
        """Everything of this gemeente in one document."""
        catalog, id_ = self.desk.catalog, self.gemeente_id
        paths = [self._path(pad.id) for pad in self.desk.paths]
        help_ = [Geplaatst(item.entity, item.source) for item in catalog.voorzieningen_in(id_)]
        return self._render(
            "boekje.html",
            urls.gemeente(id_),
            paden=[(path, self._picture(urls.zorgpad(path.local.zorgpad.entity.id, id_))) for path in paths],
            hulp=by_domain(help_),
            afspraken=afspraken_in(catalog, id_),
            laag=catalog.gemeente_lagen.get(id_),
            ingevuld=filled_paths(catalog, id_),
            ruimte=ROOMS[0],
            bronnen=self._sources(paths),
        )

    def _path(self, zorgpad_id: str) -> LocalPath:
        return LocalPath(self.desk.catalog, resolve(self.desk.catalog, zorgpad_id, self.gemeente_id))

    def _render(self, template: str, url: str, **context: Any) -> str:
        catalog = self.desk.catalog
        return self.desk.fragments.render(
            template,
            gemeente=catalog.gemeenten[self.gemeente_id],
            regio=catalog.regio_van(self.gemeente_id),
            peildatum=self.desk.settings.peildatum,
            adres=self.desk.absolute(url),
            qr=self._picture(url),
            toon=self.desk.shown(catalog.vervangingen(self.gemeente_id)),
            interventies=catalog.interventies,
            meldadres=self.desk.report_address(self.gemeente_id),
            **context,
        )

    def _picture(self, url: str) -> str:
        return qr_picture(self.desk.absolute(url))

    def _sources(self, paths: list[LocalPath]) -> list[Bron]:
        ids = dict.fromkeys(id_ for path in paths for item in path.checked() for id_ in item.entity.bronnen)
        return self.desk.sources(tuple(ids))
