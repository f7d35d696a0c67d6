"""What can be found: one entry per page, with the words that lead to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from zorgpaden import urls
from zorgpaden.beelden import pictures
from zorgpaden.catalog import Catalog
from zorgpaden.loading import Item
from zorgpaden.model import Voorziening, Zorgpad

_LINK_TARGET = re.compile(r"\]\([^)]*\)|https?://\S+")
_HEADING = re.compile(r"^##+ +(.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Entry:
    """One page. `tekst` may be pruned; the rest never is."""

    soort: str
    titel: str
    url: str
    bij: str = ""
    """Shown below the title: where it belongs or what it is."""
    woorden: tuple[str, ...] = ()
    """Words and phrases that lead to it."""
    koppen: str = ""
    tekst: str = ""


def national_entries(catalog: Catalog) -> Iterator[Entry]:
    """Zorgpaden, national help and knowledge, in a fixed order. Gemeenten are recognised in the query instead."""
    yield from (_zorgpad(catalog, item.entity) for item in catalog.zorgpaden.values())
    yield from (voorziening_entry(catalog, item) for item in catalog.landelijke_voorzieningen)
    yield Entry("kennis", "Alle zorgpaden", urls.ZORGPADEN, "overzicht", ("situaties", "lijst"))
    yield Entry("kennis", "Alle gemeenten", urls.GEMEENTEN, "overzicht", ("plaatsen", "provincie", "lijst"))
    yield Entry("kennis", "Alle interventies", urls.INTERVENTIES, "overzicht", ("programma's", "lijst"))
    yield Entry("kennis", "Alle instrumenten", urls.INSTRUMENTEN, "overzicht", ("hulpmiddelen", "lijst"))
    yield from _legal()
    for item in catalog.interventies.values():
        one = item.entity
        text = _join(one.samenvatting, one.doelgroep, one.erkenning, one.aanmelden)
        yield Entry("kennis", one.naam, urls.interventie(one.id), "interventie", one.zoekwoorden, tekst=text)
    for found in catalog.instrumenten.values():
        tool = found.entity
        text = _join(tool.samenvatting, tool.voor_wie, tool.wanneer, *tool.feiten)
        yield Entry("kennis", tool.naam, urls.instrument(tool.id), "instrument", tool.zoekwoorden, tekst=text)
    for beeld in pictures(catalog) if catalog.dossier else ():
        keys = tuple(beeld.zoekwoorden.split())
        yield Entry("kennis", beeld.titel, urls.beeld(beeld.id), "in beeld", keys, tekst=beeld.samenvatting)
    for page in catalog.pages:
        front = page.item.entity
        themes = (catalog.themas[id_].entity.naam for id_ in front.themas if id_ in catalog.themas)
        url = urls.dossier(page.path)
        body = "" if url.startswith(urls.REDACTIE) else page.body  # the handleiding names every field and command
        text = _join(front.samenvatting, *themes, _LINK_TARGET.sub(" ", body))
        headings = _join(*_HEADING.findall(body))
        yield Entry("kennis", front.titel, url, front.soort, front.zoekwoorden, headings, text)


def _legal() -> Iterator[Entry]:
    """Pages about the site that its settings make: the same words lead there on every site."""
    found = (
        ("Contact", urls.CONTACT, ("fout melden", "verkeerd nummer", "mailen", "bellen"), "Meld een fout."),
        (
            "Privacy",
            urls.PRIVACY,
            ("cookies", "AVG", "gegevens", "IP-adres"),
            "Deze site plaatst geen cookies en verstuurt niets wat u invoert. Geen gegevens van gezinnen.",
        ),
        (
            "Toegankelijkheid",
            urls.TOEGANKELIJKHEID,
            ("WCAG", "schermlezer", "toetsenbord", "vergroten", "contrast", "toegankelijkheidsverklaring"),
            "Verklaring over toegankelijkheid, en hoe u een probleem meldt.",
        ),
        (
            "Register van verwerkingen",
            urls.VERWERKINGSREGISTER,
            ("AVG", "persoonsgegevens"),
            "Wat de host bewaart, en waarom.",
        ),
    )
    for titel, url, woorden, tekst in found:
        yield Entry("kennis", titel, url, "pagina", woorden, tekst=tekst)


def voorziening_entry(catalog: Catalog, item: Item[Voorziening]) -> Entry:
    """Help, with where it works."""
    help_ = item.entity
    regions = [f"regio {catalog.regios[id_].entity.naam}" for id_ in help_.werkgebied.regios]
    names = [catalog.gemeenten[id_].naam for id_ in help_.werkgebied.gemeenten if id_ in catalog.gemeenten]
    paths = (catalog.zorgpaden[id_].entity.titel for id_ in help_.zorgpaden if id_ in catalog.zorgpaden)
    signing_up = (help_.aanmelden.wie, help_.aanmelden.hoe) if help_.aanmelden else ()
    return Entry(
        "voorziening",
        help_.naam,
        urls.voorziening(help_.id),
        ", ".join((*names, *regions)) or "heel Nederland",
        (*help_.zoekwoorden, *((help_.organisatie,) if help_.organisatie else ())),
        tekst=_join(help_.samenvatting, help_.doelgroep, *help_.voorwaarden, *signing_up, *help_.talen, *paths),
    )


def _zorgpad(catalog: Catalog, pad: Zorgpad) -> Entry:
    situations = (catalog.situaties[id_].entity.naam for id_ in pad.situaties if id_ in catalog.situaties)
    blocks = (
        *(one.wanneer for one in pad.spoed),
        *(one.waarvoor for one in pad.bel),
        *(one.tekst for one in pad.signalen),
        *(text for one in pad.bespreken for text in (one.zin, one.toelichting)),
        *(text for one in pad.stappen for text in (one.wie, one.wat, one.terugkoppeling)),
    )
    text = _join(pad.situatie, pad.samenvatting, *blocks)
    found = (*pad.zoekwoorden, *situations)
    return Entry("zorgpad", pad.titel, urls.zorgpad(pad.id), pad.situatie, found, tekst=text)


def _join(*texts: str | None) -> str:
    return ", ".join(text for text in texts if text)
