"""One method per kind of page: what it shows, given the catalog. No HTML here, no files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from itertools import groupby
from typing import Any
from urllib.parse import urljoin

from jinja2 import Environment

from zorgpaden import urls
from zorgpaden.catalog import Catalog, sort_key
from zorgpaden.layers import Geplaatst, LokaalZorgpad, afspraken_in, filled_paths, resolve
from zorgpaden.loading import Item, Laag
from zorgpaden.loading.content import Page
from zorgpaden.loading.records import LANDELIJK
from zorgpaden.model import Begrip, Beheerd, Gradatie, Moment, Voorziening
from zorgpaden.plan import Output, chosen
from zorgpaden.render.fragments import Fragments
from zorgpaden.render.shell import Document
from zorgpaden.render.terms import TermFinder
from zorgpaden.settings import Settings


class Views:
    """Turns planned outputs into documents."""

    def __init__(self, catalog: Catalog, settings: Settings, environment: Environment) -> None:
        self.catalog, self.settings = catalog, settings
        self.fragments = Fragments(environment)
        self.terms = TermFinder([item.entity for item in catalog.begrippen.values()])
        environment.globals.update(
            catalog=catalog, settings=settings, herkomst=self.herkomst, verlopen=self.is_overdue, bewerk=self.edit_url
        )

    def document(self, output: Output) -> Document:
        """The document for one planned page."""
        view: Callable[..., Document] = getattr(self, f"view_{output.view}")
        return view(output.url, *output.args)

    # --- what templates ask -------------------------------------------------

    def herkomst(self, laag: Laag) -> dict[str, str]:
        """Kind and name of a layer, for the sign that says where a block comes from."""
        return {"soort": laag.soort, "naam": self.catalog.laag_naam(laag)}

    def is_overdue(self, entity: Beheerd) -> bool:
        """Whether somebody has to look at this fact again."""
        return self.settings.geldigheid.verlopen(entity, self.settings.peildatum)

    def edit_url(self, path: str, line: int = 0) -> str:
        """Where the file of a block is edited; empty when the host has no repository."""
        base = self.settings.bewerk_url
        return f"{base}data/{path}" + (f"#L{line}" if line else "") if base else ""

    # --- shared helpers -----------------------------------------------------

    def _absolute(self, url: str) -> str:
        return urljoin(self.settings.site_url, url) if self.settings.site_url else ""

    def _page(self, template: str, url: str, titel: str, omschrijving: str, **context: Any) -> Document:
        """A page that needs nothing special."""
        inhoud = self.fragments.render(template, root=urls.root(url), url=url, **context)
        return Document(titel, omschrijving, inhoud, canonical=self._absolute(url))

    def _place(self, url: str, gemeente_id: str | None) -> str:
        """The gemeente in the header."""
        if gemeente_id is None:
            return ""
        root = urls.root(url)
        return self.fragments.once("plaats.html", (root, gemeente_id), root=root, gemeente=self.catalog.gemeenten[gemeente_id])

    def _report(self, gemeente_id: str | None) -> str:
        """The address for mistakes on a page."""
        layer = self.catalog.gemeente_lagen.get(gemeente_id or "")
        return (layer.entity.meldadres if layer else None) or self.settings.meldadres

    # --- zorgpad ------------------------------------------------------------

    def view_zorgpad(self, url: str, zorgpad_id: str, gemeente_id: str | None) -> Document:
        """A zorgpad in a gemeente, or the national one."""
        local = resolve(self.catalog, zorgpad_id, gemeente_id)
        zorgpad = local.zorgpad.entity
        plaats = self.catalog.gemeenten[gemeente_id] if gemeente_id else None
        sections = self._sections(local, urls.root(url))
        inhoud = self.fragments.render(
            "zorgpad.html", root=urls.root(url), url=url, zorgpad=zorgpad, lokaal=local, gemeente=plaats,
            regio=self.catalog.regio_van(gemeente_id) if gemeente_id else None, delen=sections,
            begrippen=self._explained(sections), meldadres=self._report(gemeente_id), adres=self._absolute(url),
        )
        where = f" in {plaats.naam}" if plaats else ""
        own = local.stand != "landelijk" or plaats is None
        return Document(
            titel=f"{zorgpad.titel}{where}",
            omschrijving=f"{zorgpad.titel}{where}: wie u belt, wat u doet en wat er daarna gebeurt.",
            inhoud=inhoud,
            plaats=self._place(url, gemeente_id),
            canonical=self._absolute(url if own else urls.zorgpad(zorgpad_id)),
        )

    def _sections(self, local: LokaalZorgpad, root: str) -> dict[str, Any]:
        """The ready parts of a zorgpad page; each is rendered once for all pages that share it."""
        pad, once = local.zorgpad.entity, self.fragments.once
        spoed = [(placed, self._shown(local, placed.item.voorziening)) for placed in local.blokken["spoed"]]
        bel = [(placed, self._shown(local, placed.item.voorziening)) for placed in local.blokken["bel"]]
        called = {item.entity.id for _, item in (*spoed, *bel[:1])}
        hulp = [placed for placed in local.voorzieningen if placed.item.id not in called]
        steps = self._steps(local)
        step_help = {id_: self._shown(local, id_).entity for placed in local.blokken["stappen"] for id_ in placed.item.voorzieningen}
        eerste = bel[0][1] if bel else None
        return {
            "nu": once("zorgpad/nu.html", (root, _keys(p for p, _ in (*spoed, *bel)), _ids(i for _, i in (*spoed, *bel))), root=root, spoed=spoed, bel=bel, voorzieningen=self.catalog.voorzieningen),
            "stappen": once("zorgpad/stappen.html", (root, _keys(local.blokken["stappen"]), tuple(sorted(step_help))), root=root, momenten_stappen=steps, hulp=step_help, interventies=self.catalog.interventies),
            "verwijzen": once("zorgpad/verwijzen.html", (root, eerste.entity.id), root=root, item=eerste) if eerste else "",
            "afspraken": once("zorgpad/afspraken.html", (root, _keys(local.afspraken)), root=root, afspraken=local.afspraken, voorzieningen=self.catalog.voorzieningen) if local.afspraken else "",
            "hulp": once("zorgpad/hulp.html", (root, _keys(hulp)), root=root, hulp=_by_domain(hulp), voorzieningen=self.catalog.voorzieningen) if hulp else "",
            "signalen": once("zorgpad/signalen.html", (root, _keys(local.blokken["signalen"]), _keys(local.blokken["bespreken"]), pad.id), root=root, lokaal=local, instrumenten=[self.catalog.instrumenten[id_].entity for id_ in pad.signaleringsinstrumenten]),
            "meer": once("zorgpad/meer.html", (root, pad.id, local.interventies), root=root, zorgpad=pad, interventies=[self.catalog.interventies[id_].entity for id_ in local.interventies], paginas=self.dossier_about(pad.id), situaties=[self.catalog.situaties[id_].entity for id_ in pad.situaties]),
            "bronnen": once("zorgpad/bronnen.html", (root, _files(local)), root=root, bronnen=self._sources(local), bestanden=self._origins(local)),
        }

    def _shown(self, local: LokaalZorgpad, id_: str) -> Item[Voorziening]:
        """The voorziening for a reference on this page, after replacement."""
        return self.catalog.voorzieningen[local.voorziening_id(id_)]

    def _steps(self, local: LokaalZorgpad) -> list[tuple[Moment, list[Geplaatst]]]:
        """Steps per moment; within a moment those for everybody first, then from light to heavy."""
        order = {gradatie: rank for rank, gradatie in enumerate(Gradatie)}
        placed = local.blokken["stappen"]
        return [
            (moment, sorted((one for one in placed if one.item.moment == moment), key=lambda one: (-len(one.item.gradaties) // 4, order[one.item.gradaties[0]])))
            for moment in Moment
        ]

    def _explained(self, sections: dict[str, Any]) -> list[Begrip]:
        """The terms on this page that need an explanation."""
        found = {begrip.id: begrip for part in sections.values() if part for begrip in self.terms.find(part)}
        return sorted(found.values(), key=lambda begrip: sort_key(begrip.term))

    def _sources(self, local: LokaalZorgpad) -> list[Any]:
        ids = [id_ for _, entity in self._files(local) for id_ in entity.bronnen]
        return [self.catalog.bronnen[id_].entity for id_ in dict.fromkeys(ids)]

    def _files(self, local: LokaalZorgpad) -> list[tuple[Any, Beheerd]]:
        return [(item.source, item.entity) for item in (local.zorgpad, *local.lagen)]

    def _origins(self, local: LokaalZorgpad) -> list[dict[str, Any]]:
        """The files this page is made of, with who checked them."""
        return [{"source": source, "entity": entity} for source, entity in self._files(local)]

    def dossier_about(self, zorgpad_id: str) -> list[Page]:
        """Pages of the dossier that go with a zorgpad."""
        return [page for page in self.catalog.pages if zorgpad_id in page.item.entity.zorgpaden]

    # --- places -------------------------------------------------------------

    def view_home(self, url: str) -> Document:
        """Home: find your gemeente, choose a situation."""
        return self._page(
            "home.html", url, "Zorgpaden Kansrijke Start",
            "Vind voor een gezin in een kwetsbare situatie de juiste hulp in uw gemeente: wie u belt en wat er daarna gebeurt.",
            zorgpaden=self._paths, letters=self._letters, voorbeelden=[p for p in self._places if p.voorbeeld],
        )

    def view_zoeken(self, url: str) -> Document:
        """Search page."""
        return self._page("zoeken.html", url, "Zoeken", "Zoek een zorgpad, gemeente of voorziening.", zorgpaden=self._paths)

    def view_gemeenten(self, url: str) -> Document:
        """All gemeenten, by letter and by province."""
        real = [plaats for plaats in self._places if not plaats.voorbeeld]
        provinces = {name: list(group) for name, group in groupby(sorted(real, key=lambda p: p.provincie), key=lambda p: p.provincie)}
        return self._page(
            "gemeenten.html", url, "Alle gemeenten", "Kies uw gemeente: van A tot Z of per provincie.",
            letters=self._letters, provincies=provinces, voorbeelden=[p for p in self._places if p.voorbeeld], aantal=len(real),
            ingevuld={id_ for id_ in self.catalog.gemeente_lagen if filled_paths(self.catalog, id_)},
        )

    def view_gemeente(self, url: str, gemeente_id: str) -> Document:
        """One gemeente: its coalition, the zorgpaden by phase, how fresh everything is."""
        plaats = self.catalog.gemeenten[gemeente_id]
        layer = self.catalog.gemeente_lagen.get(gemeente_id)
        regio = self.catalog.regio_van(gemeente_id)
        document = self._page(
            "gemeente.html", url, f"Zorgpaden in {plaats.naam}",
            f"Welke hulp er in {plaats.naam} is voor gezinnen rond de geboorte: de 18 zorgpaden en de sociale kaart.",
            gemeente=plaats, laag=layer, regio=regio, paden=list(self._path_states(gemeente_id)),
            afspraken=afspraken_in(self.catalog, gemeente_id), voorzieningen=self.catalog.voorzieningen,
            ingevuld=filled_paths(self.catalog, gemeente_id), aantal_hulp=len(self.catalog.voorzieningen_in(gemeente_id)),
            interventies=self.catalog.interventies, meldadres=self._report(gemeente_id), adres=self._absolute(url),
            bronnen=self.catalog.bronnen,
        )
        return _with_place(document, self._place(url, gemeente_id))

    def _path_states(self, gemeente_id: str) -> Iterator[dict[str, Any]]:
        """Per zorgpad: who filled it in here, when that was checked, and whether that is overdue."""
        lagen = self.catalog.lagen(gemeente_id)
        for item in self.catalog.zorgpaden.values():
            files = [found for laag in lagen if (found := self.catalog.zorgpad_lagen.get(laag, {}).get(item.entity.id))]
            nearest = files[-1] if files else item
            yield {
                "zorgpad": item.entity,
                "laag": nearest.source.laag,
                "gecontroleerd": nearest.entity.gecontroleerd.op,
                "verlopen": self.is_overdue(nearest.entity),
            }

    def view_sociale_kaart(self, url: str, gemeente_id: str) -> Document:
        """All help in a gemeente, by domain."""
        plaats = self.catalog.gemeenten[gemeente_id]
        items = [Geplaatst(item.entity, item.source) for item in self.catalog.voorzieningen_in(gemeente_id)]
        key = (urls.root(url), _keys(items))
        lijst = self.fragments.once("zorgpad/hulp.html", key, root=urls.root(url), hulp=_by_domain(items), voorzieningen=self.catalog.voorzieningen)
        document = self._page(
            "sociale_kaart.html", url, f"Sociale kaart van {plaats.naam}", f"Alle hulp rond de geboorte in {plaats.naam}, met telefoonnummers.",
            gemeente=plaats, lijst=lijst, aantal=len(items), meldadres=self._report(gemeente_id), adres=self._absolute(url),
        )
        return _with_place(document, self._place(url, gemeente_id))

    # --- national lists and single entities ---------------------------------

    def view_zorgpaden(self, url: str) -> Document:
        """All zorgpaden by phase, and the 22 situations."""
        per_situation = {
            item.entity: [pad.entity for pad in self.catalog.zorgpaden.values() if item.entity.id in pad.entity.situaties]
            for item in sorted(self.catalog.situaties.values(), key=lambda item: item.entity.nummer)
        }
        return self._page("zorgpaden.html", url, "Alle zorgpaden", "De 18 landelijke zorgpaden en de 22 situaties die eronder vallen.", zorgpaden=self._paths, situaties=per_situation)

    def view_voorziening(self, url: str, id_: str) -> Document:
        """One voorziening."""
        item = self.catalog.voorzieningen[id_]
        entity = item.entity
        example = item.source.laag != LANDELIJK and self._is_example(item.source.laag)
        return self._page(
            "voorziening.html", url, entity.naam, f"{entity.naam}: {entity.samenvatting}", item=item, voorziening=entity, voorbeeld=example,
            zorgpaden=[self.catalog.zorgpaden[one].entity for one in entity.zorgpaden], plaatsen=self.catalog.gemeenten, regios=self.catalog.regios,
            voorzieningen=self.catalog.voorzieningen, gemeente_id=item.source.laag.id if item.source.laag.soort == "gemeente" else None,
            bronnen=[self.catalog.bronnen[one].entity for one in entity.bronnen], meldadres=self._report(item.source.laag.id), adres=self._absolute(url),
        )

    def _is_example(self, laag: Laag) -> bool:
        layer = self.catalog.regios.get(laag.id) if laag.soort == "regio" else self.catalog.gemeente_lagen.get(laag.id)
        return layer is not None and layer.entity.voorbeeld

    def view_interventies(self, url: str) -> Document:
        """All interventions by phase."""
        return self._page("interventies.html", url, "Interventies", "Interventies voor, tijdens en na de zwangerschap.", items=_named(self.catalog.interventies))

    def view_interventie(self, url: str, id_: str) -> Document:
        """One intervention."""
        item = self.catalog.interventies[id_]
        paths = [pad.entity for pad in self.catalog.zorgpaden.values() if id_ in pad.entity.interventies or pad.entity.id in item.entity.zorgpaden]
        regions = [regio.entity for regio in self.catalog.regios.values() if any(one.interventie == id_ for one in regio.entity.interventies)]
        return self._knowledge("interventie.html", url, item, zorgpaden=paths, regios=regions, paginas=[page for page in self.catalog.pages if id_ in page.item.entity.interventies])

    def view_instrumenten(self, url: str) -> Document:
        """All instruments."""
        return self._page("instrumenten.html", url, "Instrumenten", "Hulpmiddelen voor professionals en coalities.", items=_named(self.catalog.instrumenten))

    def view_instrument(self, url: str, id_: str) -> Document:
        """One instrument."""
        item = self.catalog.instrumenten[id_]
        paths = [pad.entity for pad in self.catalog.zorgpaden.values() if id_ in pad.entity.signaleringsinstrumenten]
        return self._knowledge("instrument.html", url, item, zorgpaden=paths, paginas=[page for page in self.catalog.pages if id_ in page.item.entity.instrumenten])

    def _knowledge(self, template: str, url: str, item: Item[Any], **context: Any) -> Document:
        entity = item.entity
        bronnen = [self.catalog.bronnen[one].entity for one in entity.bronnen]
        return self._page(template, url, entity.naam, entity.samenvatting, item=item, ding=entity, bronnen=bronnen, meldadres=self.settings.meldadres, adres=self._absolute(url), **context)

    # --- lists that several pages use ----------------------------------------

    @cached_property
    def _paths(self) -> list[Any]:
        return sorted((item.entity for item in self.catalog.zorgpaden.values()), key=lambda pad: sort_key(pad.titel))

    @cached_property
    def _places(self) -> list[Any]:
        return [self.catalog.gemeenten[id_] for id_ in chosen(self.catalog, self.settings.alleen)]

    @cached_property
    def _letters(self) -> dict[str, list[Any]]:
        """Real gemeenten by first letter."""
        real = [plaats for plaats in self._places if not plaats.voorbeeld]
        return {letter: list(group) for letter, group in groupby(real, key=lambda plaats: sort_key(plaats.naam)[0].upper())}


def _keys(placed: Any) -> tuple[tuple[Any, ...], ...]:
    """Identity of placed blocks: file, place, and what the sign on the page says."""
    return tuple((one.source.path, one.where, one.item.id, one.vervangt_laag, one.verouderd) for one in placed)


def _ids(items: Any) -> tuple[str, ...]:
    return tuple(item.entity.id for item in items)


def _files(local: LokaalZorgpad) -> tuple[str, ...]:
    return tuple(item.source.path for item in (local.zorgpad, *local.lagen))


def _by_domain(placed: list[Geplaatst]) -> list[tuple[Any, list[Geplaatst]]]:
    """Help by domain, the order within a domain kept."""
    domains = dict.fromkeys(one.item.domein for one in placed)
    return [(domain, [one for one in placed if one.item.domein == domain]) for domain in sorted(domains, key=list(_DOMAIN_ORDER).index)]


_DOMAIN_ORDER = ("sociaal", "medisch", "informeel")


def _named(items: dict[str, Item[Any]]) -> list[Any]:
    return sorted((item.entity for item in items.values()), key=lambda entity: sort_key(entity.naam))


def _with_place(document: Document, plaats: str) -> Document:
    return Document(document.titel, document.omschrijving, document.inhoud, plaats, document.canonical, document.index)
