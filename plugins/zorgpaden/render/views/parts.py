"""The parts of a zorgpad page. Each is put together from fragments that other pages show as well."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from zorgpaden.layers import Geplaatst, LokaalZorgpad
from zorgpaden.loading import Item
from zorgpaden.model import Gradatie, Moment, Voorziening
from zorgpaden.render.fragments import NOTHING, Fragment
from zorgpaden.render.views.desk import Desk, by_domain

RANK = {gradatie: number for number, gradatie in enumerate(Gradatie)}
Call = tuple[Geplaatst, Item[Voorziening]]


@dataclass(frozen=True)
class Parts:
    """The ready parts of a zorgpad page."""

    desk: Desk
    local: LokaalZorgpad
    root: str

    def all(self) -> dict[str, Fragment]:
        """Part by name, in the order of the page; an empty text where there is nothing to say."""
        parts = {
            "snel": self.quick_call(),
            "spoed": self.urgent(),
            "bel": self.first_contact(),
            "stappen": self.steps(),
            "verwijzen": self.referral(),
            "afspraken": self.agreements(),
            "hulp": self.other_help(),
            "signalen": self.signals(),
            "meer": self.more(),
            "bronnen": self.origins(),
        }
        return parts | {"woorden": self.desk.explained(parts.values())}

    def _once(self, name: str, *key: Any, **context: Any) -> Fragment:
        return self.desk.fragments.once(name, (self.root, *key), root=self.root, **context)

    def _shown(self, id_: str) -> Item[Voorziening]:
        """The voorziening for a reference on this page, after replacement."""
        return self.desk.catalog.voorzieningen[self.local.voorziening_id(id_)]

    @cached_property
    def _urgent(self) -> list[Call]:
        return [(placed, self._shown(placed.item.voorziening)) for placed in self.local.blokken["spoed"]]

    @cached_property
    def _first(self) -> list[Call]:
        return [(placed, self._shown(placed.item.voorziening)) for placed in self.local.blokken["bel"]]

    def quick_call(self) -> Fragment:
        """The first number of each kind again: on a phone they stand above everything else."""
        found = [("spoed", _with_number(self._urgent)), ("", _with_number(self._first))]
        numbers = [
            self.desk.fragments.once("zorgpad/snel_nummer.html", (soort, v.id), soort=soort, v=v)
            for soort, v in found
            if v
        ]
        return self.desk.fragments.frame("zorgpad/snel.html", (), ("nummers",)).fill(numbers) if numbers else NOTHING

    def urgent(self) -> Fragment:
        """When to act now, and whom to call then."""
        lines = [
            self._once("zorgpad/spoed_regel.html", placed, item.entity.id, placed=placed, item=item)
            for placed, item in self._urgent
        ]
        return self.desk.fragments.frame("zorgpad/spoed.html", (), ("regels",)).fill(lines) if lines else NOTHING

    def first_contact(self) -> Fragment:
        """Whom to call first."""
        cards = [self._card(placed, item, min(number, 3)) for number, (placed, item) in enumerate(self._first, 1)]
        return self.desk.fragments.frame("zorgpad/bel.html", (), ("kaarten",)).fill(cards) if cards else NOTHING

    def _card(self, placed: Geplaatst, item: Item[Voorziening], place: int) -> Fragment:
        fallback = item.entity.contact.terugval
        other = self.local.voorziening_id(fallback.voorziening) if fallback and fallback.voorziening else ""
        key = (placed, item.entity.id, place, other)
        return self._once("zorgpad/bel_kaart.html", *key, placed=placed, item=item, plek=place, toon=self._shown)

    def steps(self) -> Fragment:
        """What to do, per moment and degree."""
        fragments, placed = self.desk.fragments, self.local.blokken["stappen"]
        lists = [
            fragments.frame("zorgpad/moment.html", moment, ("stappen",), moment=moment).fill(
                list(map(self._step, steps))
            )
            for moment in Moment
            if (steps := ordered_steps(placed, moment))
        ]
        return fragments.frame("zorgpad/stappen.html", (), ("stappen",)).fill(lists)

    def _step(self, placed: Geplaatst) -> Fragment:
        shown = [self._shown(id_).entity for id_ in placed.item.voorzieningen]
        key = (placed, *[entity.id for entity in shown])
        return self._once(
            "zorgpad/stap.html", *key, placed=placed, hulp=shown, interventies=self.desk.catalog.interventies
        )

    def referral(self) -> Fragment:
        """Who qualifies for the first contact, how to refer, what is heard back."""
        if not self._first:
            return NOTHING
        item = self._first[0][1]
        return self.desk.fragments.once("zorgpad/verwijzen.html", item.entity.id, item=item)

    def agreements(self) -> Fragment:
        """What partners agreed here."""
        return agreement_list(self.desk, self.root, self.local.afspraken, self.local.vervangingen, kort=True)

    def other_help(self) -> Fragment:
        """Help that is not already at the top of the page."""
        above = {item.entity.id for _, item in (*self._urgent, *self._first[:1])}
        return help_list(self.desk, self.root, [one for one in self.local.voorzieningen if one.item.id not in above])

    def signals(self) -> Fragment:
        """What to see or hear, and how to raise it."""
        pad, blocks, fragments = self.local.zorgpad.entity, self.local.blokken, self.desk.fragments
        frame = fragments.frame(
            "zorgpad/signalen.html",
            (self.root, pad.id),
            ("signalen", "zinnen"),
            root=self.root,
            instrumenten=[self.desk.catalog.instrumenten[id_].entity for id_ in pad.signaleringsinstrumenten],
        )
        return frame.fill(
            [fragments.once("zorgpad/signaal.html", placed, placed=placed) for placed in blocks["signalen"]],
            [fragments.once("zorgpad/zin.html", placed, placed=placed) for placed in blocks["bespreken"]],
        )

    def more(self) -> Fragment:
        """Interventions and pages of the dossier that go with this path."""
        pad, catalog = self.local.zorgpad.entity, self.desk.catalog
        return self._once(
            "zorgpad/meer.html",
            pad.id,
            self.local.interventies,
            interventies=[catalog.interventies[id_].entity for id_ in self.local.interventies],
            paginas=self.desk.reading_for(pad.id),
            situaties=[catalog.situaties[id_].entity for id_ in pad.situaties],
        )

    def origins(self) -> Fragment:
        """Sources, and the files this page is made of with who checked them."""
        fragments = self.desk.fragments
        items: list[Item[Any]] = [self.local.zorgpad, *self.local.lagen]
        ids = tuple(dict.fromkeys(id_ for item in items for id_ in item.entity.bronnen))
        sources = fragments.once("zorgpad/bronnenlijst.html", ids, bronnen=self.desk.sources(ids))
        files = [fragments.once("zorgpad/bestand.html", item.source.path, een=item) for item in items]
        return fragments.frame("zorgpad/bronnen.html", (), ("bronnen", "bestanden")).fill([sources], files)


def _with_number(calls: list[Call]) -> Voorziening | None:
    return next((item.entity for _, item in calls if item.entity.contact.telefoon), None)


def agreement_list(
    desk: Desk, root: str, placed: Sequence[Geplaatst], replaced: dict[str, str], *, kort: bool
) -> Fragment:
    """Agreements in full, or (`kort`) only the heart of those that are about everything."""
    if not placed:
        return NOTHING
    cards = []
    for one in placed:
        full = not kort or "alle" not in one.item.zorgpaden
        id_ = one.item.knooppunt if full else None
        point = desk.catalog.voorzieningen[replaced.get(id_, id_)].entity if id_ else None
        key = (root, one, full, point and point.id)
        cards.append(
            desk.fragments.once("zorgpad/afspraak.html", key, root=root, placed=one, volledig=full, knooppunt=point)
        )
    return desk.fragments.frame("zorgpad/afspraken.html", kort, ("afspraken",), kort=kort).fill(cards)


def help_list(desk: Desk, root: str, placed: Sequence[Geplaatst]) -> Fragment:
    """Help by domain; each card is made once for all pages that show it."""
    if not placed:
        return NOTHING
    fragments = desk.fragments
    lists = [
        fragments.frame("zorgpad/domein.html", domain, ("kaarten",), domein=domain).fill(
            [
                fragments.once("zorgpad/hulp_kaart.html", (root, one.item.id), root=root, v=one.item, laag=one.laag)
                for one in found
            ]
        )
        for domain, found in by_domain(placed)
    ]
    return fragments.frame("zorgpad/hulp.html", (), ("lijsten",)).fill(lists)


def ordered_steps(placed: tuple[Geplaatst, ...], moment: Moment) -> list[Geplaatst]:
    """Steps of one moment: those for everybody first, then from light to heavy."""
    here = [one for one in placed if one.item.moment == moment]
    return sorted(here, key=lambda one: _weight(one.item.gradaties))


@cache
def _weight(gradaties: tuple[Gradatie, ...]) -> tuple[bool, int]:
    return len(gradaties) < len(Gradatie), min(RANK[one] for one in gradaties)
