"""The address of everything, relative to the root of the site. The one place that knows URLs."""

from __future__ import annotations

from zorgpaden.types.slugs import slugify

# Kind of page in the dossier → its plural, which is its folder and its address.
KINDS = {
    "infosheet": "infosheets",
    "praktijkvoorbeeld": "praktijkvoorbeelden",
    "themadocument": "themadocumenten",
    "handreiking": "handreikingen",
    "ervaringsverhaal": "ervaringsverhalen",
}

HOME = ""
GEMEENTEN = "gemeenten/"
ZORGPADEN = "zorgpaden/"
VOORZIENINGEN = "voorzieningen/"
INTERVENTIES = "interventies/"
INSTRUMENTEN = "instrumenten/"
KENNIS = "kennis/"
ZOEKEN = "zoeken/"
COMBINEREN = "combineren/"
BEWAARD = "bewaard/"
REDACTIE = "redactie/"
STAND = "redactie/stand/"
STAND_JSON = "redactie/stand/stand.json"
STAND_CSV = "redactie/stand/stand.csv"
BEWERKEN = "redactie/bewerken/"
DECAP = "redactie/bewerken/decap/"
CORRECTIE = "redactie/correctie/"
INSLUITEN = "redactie/insluiten/"
CONTACT = "over/contact/"
PRIVACY = "over/privacy/"
TOEGANKELIJKHEID = "over/toegankelijkheid/"
VERWERKINGSREGISTER = "over/verwerkingsregister/"
LICENTIES = "over/licenties/"
OPEN_DATA = "open-data/"
OPEN_DATA_LIJST = "open-data/datapackage.json"
ZOEKINDEX = "assets/zoekindex.json"
GEMEENTELIJST = "assets/gemeenten.json"
HUISSTIJL = "assets/huisstijl.css"
NIET_GEVONDEN = "404.html"
SERVICE_WORKER = "sw.js"


def gemeente(id_: str) -> str:
    """Page of a gemeente."""
    return f"{GEMEENTEN}{id_}/"


def sociale_kaart(id_: str) -> str:
    """All help in a gemeente."""
    return f"{GEMEENTEN}{id_}/sociale-kaart/"


def zorgpad(id_: str, gemeente_id: str | None = None) -> str:
    """A zorgpad: the national one, or as it is in a gemeente."""
    return f"{GEMEENTEN}{gemeente_id}/{id_}/" if gemeente_id else f"{ZORGPADEN}{id_}/"


def voorziening(id_: str) -> str:
    """Page of a voorziening."""
    return f"{VOORZIENINGEN}{id_}/"


def lettertype(name: str) -> str:
    """A file of letters of the host's own."""
    return f"assets/huisstijl/{name}"


def zoek_gemeente(id_: str) -> str:
    """The search file of one gemeente: its own help and that of its region."""
    return f"assets/zoek/{id_}.json"


def bewaarlijst(gemeente_id: str) -> str:
    """What a device keeps of a gemeente, with the hash of each file."""
    return f"assets/offline/{gemeente_id}.json"


def combineergegevens(laag: str) -> str:
    """What the combination guide reads: of a gemeente, or (`landelijk`) what all share."""
    return f"assets/combineren/{laag}.json"


def contact(id_: str) -> str:
    """The vCard of a voorziening."""
    return f"{VOORZIENINGEN}{id_}/contact.vcf"


def papier(gemeente_id: str, bestand: str) -> str:
    """A PDF file of a gemeente."""
    return f"pdf/{gemeente_id}/{bestand}"


def interventie(id_: str) -> str:
    """Page of an intervention."""
    return f"{INTERVENTIES}{id_}/"


def instrument(id_: str) -> str:
    """Page of an instrument."""
    return f"{INSTRUMENTEN}{id_}/"


def kennis_soort(soort: str) -> str:
    """All pages of one kind: their folder."""
    return f"{KINDS[soort]}/"


def kennis_thema(id_: str) -> str:
    """All pages about one subject."""
    return f"{KENNIS}thema/{id_}/"


def kennis_fase(fase: str) -> str:
    """All pages about one phase."""
    return f"{KENNIS}fase/{fase}/"


def kennis_provincie(provincie: str) -> str:
    """All pages about places in one province."""
    return f"{KENNIS}provincie/{slugify(provincie)}/"


def beeld(id_: str) -> str:
    """A picture of the dossier, or (`in-beeld`) the list of pictures."""
    return f"{KENNIS}{id_}/"


def feed(name: str = "alles") -> str:
    """An Atom feed: of everything, of a kind of page, or of `thema-<id>`."""
    return f"feed/{name}.xml"


def stand(gemeente_id: str) -> str:
    """How the data of a gemeente stand."""
    return f"{STAND}{gemeente_id}/"


def stand_feed(gemeente_id: str = "") -> str:
    """An Atom feed of what falls due: of a gemeente, or of everything."""
    return f"{stand(gemeente_id) if gemeente_id else STAND}verloopt.xml"


def insluiten(gemeente_id: str) -> str:
    """Code with which another site links to the zorgpaden of a gemeente."""
    return f"{INSLUITEN}{gemeente_id}/"


def bewerken(part_id: str) -> str:
    """The form for one part of the data."""
    return f"{BEWERKEN}{part_id}/"


def correctie(deel: str) -> str:
    """What the correction page reads about a region or gemeente (`gemeente-waterrijk`)."""
    return f"{CORRECTIE}{deel}.json"


def dossier(path: str) -> str:
    """Page of a Markdown file below `content/` (path without `.md`)."""
    folder, _, name = path.rpartition("/")
    if name.lower() in ("index", "readme"):  # both are the page of their folder
        return f"{folder}/" if folder else ""
    return f"{path}/"


def in_dossier(url: str) -> bool:
    """Whether an address, or a file in `content/`, is of the knowledge dossier."""
    return f"{url.partition('/')[0]}/" in (KENNIS, *map(kennis_soort, KINDS))


def root(url: str) -> str:
    """The way back from a page to the root of the site: `../../`."""
    return "../" * url.count("/") or "./"


def file_of(url: str) -> str:
    """Path of the file behind an address: a folder has its index page."""
    return f"{url}index.html" if url == "" or url.endswith("/") else url
