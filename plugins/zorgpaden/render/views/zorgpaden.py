"""The page of a zorgpad: national, or as it is in a gemeente."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from zorgpaden import urls
from zorgpaden.layers import Geplaatst, LokaalZorgpad, resolve
from zorgpaden.loading import Item
from zorgpaden.model import Gradatie, Moment, Voorziening
from zorgpaden.render.shell import Document
from zorgpaden.render.views.desk import Desk, by_domain, keys, view


@view("zorgpaden")
def all_paths(desk: Desk, url: str) -> Document:
    """All zorgpaden, and the 22 situations with the paths they belong to."""
    situations = sorted((item.entity for item in desk.catalog.situaties.values()), key=lambda one: one.nummer)
    per_situation = {one: [pad for pad in desk.paths if one.id in pad.situaties] for one in situations}
    return desk.page(
        "zorgpaden.html",
        url,
        "Alle zorgpaden",
        "De landelijke zorgpaden en de 22 situaties die eronder vallen.",
        zorgpaden=desk.paths,
        situaties=per_situation,
    )


@view("zorgpad")
def one_path(desk: Desk, url: str, zorgpad_id: str, gemeente_id: str | None) -> Document:
    """A zorgpad in a gemeente, or (without gemeente) the national one."""
    local = resolve(desk.catalog, zorgpad_id, gemeente_id)
    zorgpad = local.zorgpad.entity
    plaats = desk.catalog.gemeenten[gemeente_id] if gemeente_id else None
    parts = Parts(desk, local, urls.root(url)).all()
    where = f" in {plaats.naam}" if plaats else ""
    document = desk.page(
        "zorgpad.html",
        url,
        f"{zorgpad.titel}{where}",
        f"{zorgpad.titel}{where}: wie u belt, wat u doet en wat er daarna gebeurt.",
        gemeente_id or "",
        zorgpad=zorgpad,
        lokaal=local,
        gemeente=plaats,
        enige=desk.only_place,
        regio=desk.catalog.regio_van(gemeente_id) if gemeente_id else None,
        delen=parts,
        combineren=desk.catalog.combineren,
        begrippen=desk.explained([part for part in parts.values() if part]),
    )
    if plaats and local.stand == "landelijk":
        return document.elsewhere(desk.absolute(urls.zorgpad(zorgpad_id)))
    return document


@dataclass(frozen=True)
class Parts:
    """The ready parts of a zorgpad page; each is rendered once for all pages that share it."""

    desk: Desk
    local: LokaalZorgpad
    root: str

    def all(self) -> dict[str, str]:
        """Part by name, in the order of the page; an empty text where there is nothing to say."""
        return {
            "snel": self.quick_call(),
            "nu": self.now(),
            "stappen": self.steps(),
            "verwijzen": self.referral(),
            "afspraken": self.agreements(),
            "hulp": self.other_help(),
            "signalen": self.signals(),
            "meer": self.more(),
            "bronnen": self.origins(),
        }

    def _once(self, name: str, *key: Any, **context: Any) -> str:
        return self.desk.fragments.once(f"zorgpad/{name}.html", (self.root, *key), root=self.root, **context)

    def _shown(self, id_: str) -> Item[Voorziening]:
        """The voorziening for a reference on this page, after replacement."""
        return self.desk.catalog.voorzieningen[self.local.voorziening_id(id_)]

    @property
    def _replaced(self) -> tuple[tuple[str, str], ...]:
        """Key for parts that show a voorziening by reference."""
        return tuple(self.local.vervangingen.items())

    def _calls(self, soort: str) -> list[tuple[Geplaatst, Item[Voorziening]]]:
        return [(placed, self._shown(placed.item.voorziening)) for placed in self.local.blokken[soort]]

    def now(self) -> str:
        """Act now, and whom to call first."""
        spoed, bel = self._calls("spoed"), self._calls("bel")
        shown = tuple(item.entity.id for _, item in (*spoed, *bel))
        return self._once(
            "nu",
            keys(placed for placed, _ in (*spoed, *bel)),
            shown,
            self._replaced,
            spoed=spoed,
            bel=bel,
            toon=self._shown,
        )

    def quick_call(self) -> str:
        """The first number of each kind again: on a phone they stand above everything else."""
        found = [(style, self._first_number(soort)) for style, soort in (("spoed", "spoed"), ("", "bel"))]
        numbers = [(style, entity) for style, entity in found if entity]
        return self._once("snel", tuple(entity.id for _, entity in numbers), nummers=numbers) if numbers else ""

    def _first_number(self, soort: str) -> Voorziening | None:
        entities = (item.entity for _, item in self._calls(soort))
        return next((entity for entity in entities if entity.contact.telefoon), None)

    def steps(self) -> str:
        """What to do, per moment and degree."""
        placed = self.local.blokken["stappen"]
        help_ = {id_: self._shown(id_).entity for one in placed for id_ in one.item.voorzieningen}
        return self._once(
            "stappen",
            keys(placed),
            tuple(entity.id for entity in help_.values()),
            momenten_stappen=[(moment, ordered_steps(placed, moment)) for moment in Moment],
            hulp=help_,
            interventies=self.desk.catalog.interventies,
        )

    def referral(self) -> str:
        """Who qualifies for the first contact, how to refer, what is heard back."""
        first = next((item for _, item in self._calls("bel")), None)
        return self._once("verwijzen", first.entity.id, item=first) if first else ""

    def agreements(self) -> str:
        """What partners agreed here."""
        return self.desk.agreements(self.root, self.local.afspraken, self.local.vervangingen, kort=True)

    def other_help(self) -> str:
        """Help that is not already at the top of the page."""
        above = {item.entity.id for _, item in (*self._calls("spoed"), *self._calls("bel")[:1])}
        placed = [one for one in self.local.voorzieningen if one.item.id not in above]
        return self._once("hulp", keys(placed), hulp=by_domain(placed)) if placed else ""

    def signals(self) -> str:
        """What to see or hear, and how to raise it."""
        pad, blocks = self.local.zorgpad.entity, self.local.blokken
        tools = [self.desk.catalog.instrumenten[id_].entity for id_ in pad.signaleringsinstrumenten]
        key = (keys(blocks["signalen"]), keys(blocks["bespreken"]), pad.id)
        return self._once("signalen", *key, lokaal=self.local, instrumenten=tools)

    def more(self) -> str:
        """Interventions and pages of the dossier that go with this path."""
        pad, catalog = self.local.zorgpad.entity, self.desk.catalog
        return self._once(
            "meer",
            pad.id,
            self.local.interventies,
            interventies=[catalog.interventies[id_].entity for id_ in self.local.interventies],
            paginas=self.desk.reading_for(pad.id),
            situaties=[catalog.situaties[id_].entity for id_ in pad.situaties],
        )

    def origins(self) -> str:
        """Sources, and the files this page is made of with who checked them."""
        items: list[Item[Any]] = [self.local.zorgpad, *self.local.lagen]
        ids = tuple(dict.fromkeys(id_ for item in items for id_ in item.entity.bronnen))
        paths = tuple(item.source.path for item in items)
        return self._once("bronnen", paths, bronnen=self.desk.sources(ids), bestanden=items)


def ordered_steps(placed: tuple[Geplaatst, ...], moment: Moment) -> list[Geplaatst]:
    """Steps of one moment: those for everybody first, then from light to heavy."""
    rank = {gradatie: number for number, gradatie in enumerate(Gradatie)}
    here = [one for one in placed if one.item.moment == moment]
    return sorted(
        here, key=lambda one: (len(one.item.gradaties) < len(Gradatie), min(rank[g] for g in one.item.gradaties))
    )
